"""The demo's people and their job search, all dates told from now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from applications.models import Application, Employer
from applications.stages import Outcome, Stage
from interviews.forms.initial import from_reading
from interviews.guidance import Severity, Source
from interviews.intake.reading import Format, Kind
from interviews.intake.receive import receive
from interviews.models import Interview, Invitation, Message
from interviews.models.interview import Partner
from interviews.models.invitation import Channel, SlotDraft
from jobtracker.demo.mails import invitation_mail
from jobtracker.people.models import Candidate, Firm, Membership, Representation, Situation, User

PASSWORD = "look around freely"  # noqa: S105 - public, and refused beyond this machine
ZONE = "Europe/Stockholm"
CANDIDATE, COORDINATOR = "mira@example.com", "petra@example.com"


@dataclass(frozen=True)
class Earlier:
    """An application of some time ago, with the interview it led to, if any.

    Ratings are 1 to 5; an interview has both, confidence after it, and what was learned.
    """

    employer: str
    job_title: str
    days_ago: int
    stage: Stage
    outcome: Outcome = Outcome.NONE
    interest: int | None = None
    after: int | None = None
    confidence: int | None = None
    learned: str = ""


SATURDAY = 5

EARLIER = (
    Earlier("Kanal 9", "Audience Analyst", 80, Stage.CLOSED, Outcome.REJECTED, 3, 4, 2,
            "They wanted more SQL than the posting said."),
    Earlier("Bergslagen Logistics", "Operations Analyst", 70, Stage.CLOSED,
            Outcome.WITHDRAWN_AFTER, 2, 1, 3, "Shifts start at five."),
    Earlier("Fjord Insurance", "Pricing Analyst", 60, Stage.CLOSED, Outcome.REJECTED, 3, 4, 3,
            "Say the result first, then the method."),
    Earlier("Almgren & Co", "Reporting Analyst", 45, Stage.CLOSED, Outcome.NO_RESPONSE, 2, 3, 3,
            "Small teams share every task."),
    Earlier("Municipal Water", "Data Steward", 30, Stage.INTERVIEWING, Outcome.NONE, 3, 3, 4,
            "The pension is worth asking about."),
    Earlier("Nordlys Energy", "Energy Analyst", 21, Stage.APPLIED, interest=4),
    Earlier("Papaya Games", "Product Analyst", 12, Stage.APPLIED, interest=3),
)  # fmt: skip


def is_there() -> bool:
    """Whether anybody has used this installation."""
    return User.objects.exists()


def build(now: datetime) -> None:
    """Store the demo's people and their search, all or nothing."""
    with transaction.atomic():
        mira = people(now)
        for each in EARLIER:
            earlier(mira, each, now)
        dream(mira, now)
        harbour_and_vale(mira, now)
        northern_rail(mira, now)


def people(now: datetime) -> Candidate:
    """Mira, who looks for work, and Petra, who looks after her at a staffing firm."""
    person = {"password": PASSWORD, "time_zone": ZONE}
    user = User.objects.create_user(CANDIDATE, name="Mira Sandberg", **person)
    mira = Candidate.objects.start(user, name="Mira Sandberg", time_zone=ZONE)
    mira.phone = "+46 8 555 0142"
    mira.save(update_fields=["phone"])
    mira.tell_situation(Situation.OPEN, on=now.date())
    petra = User.objects.create_user(COORDINATOR, name="Petra Nyström", **person)
    firm = Firm.objects.create(name="Lindgren Staffing")
    member = Membership.objects.create(user=petra, firm=firm)
    held = Representation.objects.create(candidate=mira, firm=firm, coordinator=member)
    held.accept(at=now - timedelta(days=40))
    return mira


def application(
    mira: Candidate, employer: str, job_title: str, at: datetime, **fields: object
) -> Application:
    return Application.objects.start(
        by=mira.user,
        at=at,
        candidate=mira,
        employer=Employer.objects.named(mira, employer),
        job_title=job_title,
        applied_on=at.date(),
        created_at=at,
        **fields,
    )


def earlier(mira: Candidate, was: Earlier, now: datetime) -> None:
    applied = now - timedelta(days=was.days_ago)
    added = application(
        mira, was.employer, was.job_title, applied, interest_at_application=was.interest
    )
    if was.after is not None and mira.user is not None:
        held_at = applied + timedelta(days=9)
        held = Interview.objects.create(
            candidate=mira,
            application=added,
            starts_at=held_at,
            ends_at=held_at + timedelta(hours=1),
            zone=ZONE,
            format=Format.VIDEO,
            interest_before=was.interest,
        )
        held.debrief(
            by=mira.user,
            at=held_at,
            partner=Partner.TEAM,
            interest_after=was.after,
            learned=was.learned,
            confidence_after=was.confidence,
        )
    added.move_to(was.stage, was.outcome, by=mira.user, at=now - timedelta(days=1))


def dream(mira: Candidate, now: datetime) -> None:
    """The one she hopes for: a talk is planned in twelve days."""
    applied = now - timedelta(days=18)
    added = application(
        mira, "Institute for Transport", "Mobility Data Scientist", applied,
        interest_at_application=5, is_dream=True,
    )  # fmt: skip
    added.move_to(Stage.INTERVIEWING, by=mira.user, at=now - timedelta(days=2))
    start = on_the_hour(now + timedelta(days=12), 10)
    Interview.objects.create(
        candidate=mira,
        application=added,
        starts_at=start,
        ends_at=start + timedelta(minutes=45),
        zone=ZONE,
        format=Format.ON_SITE,
        place="Teknikringen 10, Stockholm",
        people="Dr Ines Moreau",
        interest_before=5,
    )


def harbour_and_vale(mira: Candidate, now: datetime) -> None:
    """An invitation that came by mail, read like any other."""
    if mira.user is None:
        return
    added = application(
        mira, "Harbour & Vale", "Data Analyst", now - timedelta(days=16),
        interest_at_application=3,
    )  # fmt: skip
    start = on_the_hour(now + timedelta(days=6), 14)
    raw = invitation_mail(start, (now - timedelta(hours=3)).astimezone(ZoneInfo(ZONE)))
    message = receive(mira, Kind.EML, raw, by=mira.user, at=now)
    invite(added, message, now)


def invite(added: Application, message: Message, now: datetime) -> None:
    """Confirm what was read, as a person does."""
    reading = message.what_was_read
    if reading is None or reading.calendar is None or added.candidate.user is None:
        raise RuntimeError("The demo's own mail could not be read.")
    read = from_reading(reading)
    names = ("contact_name", "contact_address", "people", "format", "place", "link")
    zone = read.values["zone"]
    slots = [SlotDraft(slot.start, slot.end, slot.zone or zone) for slot in reading.slots]
    Invitation.objects.receive(
        added,
        slots,
        by=added.candidate.user,
        at=now,
        message=message,
        channel=Channel.CALENDAR,
        uid=reading.calendar.uid,
        sequence=reading.calendar.sequence,
        calendar_request=reading.calendar.raw.encode(),
        reply_by=now + timedelta(hours=30),
        reply_by_zone=ZONE,
        **{name: read.values[name] for name in names},
    )
    message.application = added
    message.save(update_fields=["application"])


def northern_rail(mira: Candidate, now: datetime) -> None:
    """An invitation by phone: little is known, and there is a red flag."""
    if mira.user is None:
        return
    added = application(
        mira, "Northern Rail Services", "Planning Analyst", now - timedelta(days=14),
        interest_at_application=2,
    )  # fmt: skip
    added.employer.raise_flag(
        added,
        by=mira.user,
        at=now - timedelta(days=1),
        topic="Unpaid overtime before quarter ends",
        severity=Severity.SERIOUS,
        source=Source.ONLINE_REVIEW,
        source_detail="One review, last spring",
    )
    start = on_the_hour(now + timedelta(days=4), 9).replace(tzinfo=None)
    Invitation.objects.receive(
        added,
        [SlotDraft(start, None, ZONE)],
        by=mira.user,
        at=now - timedelta(hours=1),
        channel=Channel.PHONE,
        contact_name="Jonas Ek",
        contact_phone="+46 8 555 0177",
        reply_by=now + timedelta(hours=20),
        reply_by_zone=ZONE,
    )


def on_the_hour(moment: datetime, hour: int) -> datetime:
    """That day at the hour on Stockholm's clock; a weekend gives way to the Monday after."""
    local = moment.astimezone(ZoneInfo(ZONE))
    local += timedelta(days=7 - local.weekday() if local.weekday() >= SATURDAY else 0)
    return local.replace(hour=hour, minute=0, second=0, microsecond=0)
