"""The companies that the demo's firm finds people for."""

from datetime import datetime, timedelta

from applications.models import Client, Order
from applications.models.client import DoubleRule
from interviews.guidance import Severity
from jobtracker.people.models import Membership


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
