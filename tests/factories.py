"""Rows with sensible values; name what the test is about, leave the rest."""

from datetime import UTC, datetime, timedelta
from itertools import count

from applications.models import Application, Employer, RedFlag
from applications.stages import Stage
from interviews.guidance import Severity, Source
from interviews.intake.reading import Format, Kind
from interviews.models import Debrief, Interview, Invitation, Message
from interviews.models.interview import InterviewState, Partner
from interviews.models.invitation import Channel, SlotDraft
from jobtracker.people.models import Candidate, Firm, Membership, Representation, User

NOW = datetime(2026, 7, 1, 9, tzinfo=UTC)
NUMBERS = count(1)
DEBRIEF_FIELDS = {field.name for field in Debrief._meta.fields}


def make_user(**fields):
    number = next(NUMBERS)
    password = fields.pop("password", None)
    values = {"email": f"person{number}@example.org", "name": f"Person {number}"}
    return User.objects.create_user(password=password, **values | fields)


def make_candidate(**fields):
    if "user" not in fields:
        fields["user"] = make_user()
    values = {"name": f"Candidate {next(NUMBERS)}", "time_zone": "Europe/Stockholm"}
    return Candidate.objects.create(**values | fields)


def make_firm(**fields):
    return Firm.objects.create(**{"name": f"Firm {next(NUMBERS)}"} | fields)


def make_membership(**fields):
    values = {"user": fields.get("user") or make_user(), "firm": fields.get("firm") or make_firm()}
    return Membership.objects.create(**values | fields)


def make_representation(**fields):
    """In force, and sharing all but pay, unless said otherwise."""
    values = {"accepted_at": NOW - timedelta(days=30)}
    for name, make in (("candidate", make_candidate), ("firm", make_firm)):
        values[name] = fields.get(name) or make()
    return Representation.objects.create(**values | fields)


def make_employer(**fields):
    values = {
        "candidate": fields.get("candidate") or make_candidate(),
        "name": f"Employer {next(NUMBERS)}",
    }
    return Employer.objects.create(**values | fields)


def make_application(*, employer_name="", **fields):
    """`employer_name` makes or finds the candidate's employer of that name."""
    candidate = fields.pop("candidate", None) or (
        fields["employer"].candidate if "employer" in fields else make_candidate()
    )
    if "employer" not in fields:
        name = employer_name or f"Employer {next(NUMBERS)}"
        fields["employer"] = Employer.objects.named(candidate, name)
    values = {"job_title": "Data Analyst", "stage": Stage.APPLIED, "created_at": NOW}
    return Application.objects.create(candidate=candidate, **values | fields)


def make_red_flag(**fields):
    employer = fields.pop("employer", None) or make_employer()
    values = {
        "topic": "Unpaid overtime",
        "severity": Severity.SERIOUS,
        "source": Source.ONLINE_REVIEW,
        "raised_at": NOW,
    }
    return RedFlag.objects.create(
        employer=employer, candidate_id=employer.candidate_id, **values | fields
    )


def make_message(**fields):
    candidate = fields.pop("candidate", None) or make_candidate()
    number = next(NUMBERS)
    values = {
        "kind": Kind.TEXT,
        "raw": f"Message {number}".encode(),
        "digest": f"{number:064}",
        "subject": f"Message {number}",
        "text": f"Text {number}",
        "received_at": NOW,
    }
    return Message.objects.create(candidate=candidate, **values | fields)


def make_invitation(*, slots=None, **fields):
    """All essentials known and one slot in a week; `slots` are SlotDrafts."""
    application = fields.pop("application", None) or make_application()
    values = {
        "channel": Channel.MAIL,
        "received_at": NOW,
        "contact_name": "Ada Okafor",
        "contact_address": "ada@employer.example",
        "people": "Per Lindqvist",
        "format": Format.VIDEO,
        "link": "https://meet.example.org/abc",
    }
    invitation = Invitation.objects.create(
        application=application, candidate_id=application.candidate_id, **values | fields
    )
    invitation.offer([make_slot_draft()] if slots is None else slots)
    return invitation


def make_slot_draft(start=datetime(2026, 7, 8, 14), *, hours=1, zone="Europe/Stockholm"):
    return SlotDraft(start, start + timedelta(hours=hours) if hours else None, zone)


def make_interview(**fields):
    """Planned a week from NOW unless said otherwise."""
    application = fields.pop("application", None) or make_application()
    values = {"starts_at": NOW + timedelta(days=7), "zone": "Europe/Stockholm"}
    return Interview.objects.create(
        application=application, candidate_id=application.candidate_id, **values | fields
    )


def make_debrief(*, interview=None, **fields):
    """Of an interview with the team a week before NOW."""
    if interview is None:
        interview = make_interview(starts_at=NOW - timedelta(days=7), interest_before=2)
    Interview.objects.filter(pk=interview.pk).update(
        state=InterviewState.DONE, partner=interview.partner or Partner.TEAM
    )
    values = {"interest_after": 3, "learned": "They plan in weeks."}
    return Debrief.objects.create(
        interview=interview, candidate_id=interview.candidate_id, **values | fields
    )


def make_held(candidate, days_ago, *, before=None, after=3, **fields):
    """An interview held that many days before NOW, with its debrief; returns the interview.

    `before` and `after` rate the interest; other fields go to whichever of the two has them.
    """
    told = {name: fields.pop(name) for name in DEBRIEF_FIELDS & fields.keys()}
    values = {"partner": Partner.TEAM, "format": Format.VIDEO, "interest_before": before}
    interview = make_interview(
        application=fields.pop("application", None) or make_application(candidate=candidate),
        starts_at=NOW - timedelta(days=days_ago),
        **values | fields,
    )
    make_debrief(interview=interview, interest_after=after, **told)
    return interview
