"""The companies that the demo's firm finds people for."""

from datetime import datetime, timedelta

from applications.models import Client, Order, RightToRepresent, Submission
from applications.models.client import DoubleRule
from applications.models.right import Answer, Applied
from applications.models.submission import Step
from interviews.guidance import Severity
from jobtracker.people.models import Candidate, Membership, Representation, User


def add_clients(member: Membership, now: datetime) -> None:
    """Three of them, with what they look for; one is where Mira is invited."""
    harbour = add_client(
        member,
        "Harbour & Vale",
        domain="harbourvale.example",
        double_rule=DoubleRule.FIRST,
        note="They answer within two days if one calls, and within two weeks if one writes.",
        since=now - timedelta(days=400),
    )
    ada = {"name": "Ada Okafor", "role": "Head of analytics", "email": "ada@harbourvale.example"}
    harbour.contacts.create(firm=member.firm, **ada)
    add_order(member, harbour, "Data Analyst", now - timedelta(days=20))
    rail = add_client(member, "Northern Rail Services", since=now - timedelta(days=90))
    rail.flags.create(
        firm=member.firm,
        topic="Unpaid overtime before quarter ends",
        severity=Severity.SERIOUS,
        text="Two whom we placed there told us so last year.",
        by=member.user,
        at=now - timedelta(days=60),
    )
    add_order(member, rail, "Planning Analyst", now - timedelta(days=15), openings=2)
    lumen = add_client(member, "Lumen Health", domain="lumen.example", since=now)
    add_order(member, lumen, "Reporting Analyst", now - timedelta(days=2))


def add_client(member: Membership, name: str, **fields: object) -> Client:
    return Client.objects.create(firm=member.firm, name=name, **fields)


def add_order(
    member: Membership, client: Client, title: str, at: datetime, openings: int = 1
) -> Order:
    return client.orders.create(
        firm=member.firm,
        title=title,
        place="Stockholm",
        pay="42,000 to 46,000 a month",
        currency="SEK",
        openings=openings,
        received_on=at.date(),
        by=member.user,
        created_at=at,
    )


def put_forward(candidate: Candidate, now: datetime) -> None:
    """Mira's word: given for where she is invited, and asked for once more."""
    held = candidate.representations.in_force().select_related("firm", "coordinator__user").get()
    by = held.coordinator.user if held.coordinator else None
    if by is None or candidate.user is None:
        raise RuntimeError("The demo's candidate is looked after by somebody.")
    orders = {each.title: each for each in held.firm.orders.select_related("client")}
    at = now - timedelta(days=18)
    right = ask(held, orders["Data Analyst"], by, at)
    right.reply(
        Answer.YES,
        by=candidate.user,
        at=at + timedelta(hours=5),
        applied=Applied.NO,
        words="Yes, please. Not more than two days a week on site.",
    )
    note = "Ada knows her from the transport job. Mention the crowding paper."
    made = Submission.objects.prepare(right, by=by, at=at, pay=right.pay, internal_note=note)
    sent = now - timedelta(days=16)
    made.send(by=by, at=sent, on=sent.date(), shows_applications=False)
    made.reach(Step.INTERVIEW, at=now - timedelta(hours=3))
    same = candidate.applications.get(employer__name=right.employer_name)
    Submission.objects.filter(pk=made.pk).update(application=same)
    question = "A calm team of six, and the hospital is five minutes from your place."
    ask(held, orders["Reporting Analyst"], by, now - timedelta(hours=2), question=question)


def ask(
    held: Representation,
    order: Order,
    by: User,
    at: datetime,
    question: str = "",
) -> RightToRepresent:
    return RightToRepresent.objects.ask(
        held,
        client=order.client,
        by=by,
        at=at,
        order=order,
        job_title=order.title,
        pay="45,000 SEK a month",
        valid_until=(at + timedelta(days=30)).date(),
        question=question,
    )
