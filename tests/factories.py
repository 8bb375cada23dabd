"""Rows with sensible values; name what the test is about, leave the rest."""

import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from applications.models import Application, Document, Employer, RedFlag
from applications.stages import Stage
from interviews.guidance import Severity, Source
from interviews.intake.reading import Format, Kind
from interviews.models import (
    Debrief,
    Feedback,
    Inquiry,
    Interview,
    Invitation,
    Message,
    Practice,
    Question,
    Story,
)
from interviews.models.interview import InterviewState, Partner
from interviews.models.invitation import Channel
from interviews.models.slot import SlotDraft
from jobtracker.outbox.models import Mail
from jobtracker.people.models import Candidate, Firm, Membership, Representation, User
from tests.passkeys import Passkey

NOW = datetime(2026, 7, 1, 9, tzinfo=UTC)
NUMBERS = count(1)
APP_KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
DEBRIEF_FIELDS = {field.name for field in Debrief._meta.fields}


def make_user(*, is_verified=True, **fields):
    """With an address that is known to be theirs and a clock, unless said otherwise."""
    number = next(NUMBERS)
    password = fields.pop("password", None)
    values = {
        "email": f"person{number}@example.org",
        "name": f"Person {number}",
        "time_zone": "UTC",
    }
    user = User.objects.create_user(password=password, **values | fields)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=is_verified)
    return user


def make_second_factor(user):
    """An authenticator app; `code_of` says what it shows."""
    return TOTP.activate(user, APP_KEY).instance


def make_passkey(user, passkey=None, name="Phone"):
    data = {"name": name, "credential": (passkey or Passkey()).registration()}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def make_session(user, user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Firefox/142.0"):
    """Of a browser elsewhere that the person is signed in with."""
    client = Client()
    client.force_login(user)
    return UserSession.objects.create(
        user=user,
        ip="192.0.2.7",
        user_agent=user_agent,
        session_key=client.session.session_key,
    )


def shown_by_app(key, *, steps=0):
    """What an app with this key shows now, or some steps of half a minute later."""
    return format_hotp_value(hotp_value(key, int(time.time()) // 30 + steps))


def code_of(authenticator, *, steps=0):
    return shown_by_app(decrypt(authenticator.data["secret"]), steps=steps)


def make_candidate(**fields):
    if "user" not in fields:
        fields["user"] = make_user()
    values = {"name": f"Candidate {next(NUMBERS)}", "time_zone": "Europe/Stockholm"}
    return Candidate.objects.create(**values | fields)


def make_firm(**fields):
    return Firm.objects.create(**{"name": f"Firm {next(NUMBERS)}"} | fields)


def make_membership(*, has_second_factor=True, **fields):
    """Of somebody with a second factor, which whoever works for a firm needs."""
    values = {"user": fields.get("user") or make_user(), "firm": fields.get("firm") or make_firm()}
    if has_second_factor and not values["user"].has_second_factor:
        make_second_factor(values["user"])
        del values["user"].has_second_factor
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
    raw = fields.get("raw", f"Message {number}".encode())
    values = {
        "kind": Kind.TEXT,
        "raw": raw,
        "digest": sha256(raw).hexdigest(),
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


def make_inquiry(interview, topic="growth", question="Who leaves?", **fields):
    """Something to find out there; `told`, `observed` or `compared` say that it was."""
    whose = {"candidate_id": interview.candidate_id, "interview": interview}
    return Inquiry.objects.create(**whose, topic=topic, question=question, **fields)


def make_question(**fields):
    """Drafted by nobody and due never, unless said otherwise."""
    values = {
        "candidate": fields.get("candidate") or make_candidate(),
        "text": f"Question {next(NUMBERS)}?",
        "family": "role",
    }
    return Question.objects.create(**values | fields)


def make_story(*, questions=(), **fields):
    values = {
        "candidate": fields.get("candidate") or make_candidate(),
        "title": f"Story {next(NUMBERS)}",
        "situation": "A ship was late.",
    }
    story = Story.objects.create(**values | fields)
    story.answers(list(questions))
    return story


def make_practice(candidate, days_ago=0, *, scores=None, **fields):
    """Held that many days before NOW; `scores` are 1 to 5 by question."""
    at = NOW - timedelta(days=days_ago)
    return Practice.objects.log(candidate, scores or {}, at=at, **fields)


def make_version(candidate):
    """Of a document of its own; there is no file behind it."""
    number = next(NUMBERS)
    document = Document.objects.create(candidate=candidate, name=f"Résumé {number}")
    return document.versions.create(
        candidate=candidate, number=1, size=1, digest=str(number), file_name="resume.txt"
    )


def make_feedback(interview, verbatim="Shorter answers, please.", **fields):
    """Received just now; who recorded it is the candidate."""
    return Feedback.objects.receive(
        interview.application,
        by=interview.candidate.user,
        at=timezone.now(),
        verbatim=verbatim,
        **fields,
    )


def make_point(feedback, text="Shorter answers", kind="answer", **fields):
    return feedback.points.create(
        candidate=feedback.candidate, text=text, kind=kind, by=feedback.candidate.user, **fields
    )


def make_mail(**fields):
    """Waiting since NOW, and about an account unless said otherwise."""
    values = {
        "purpose": "account",
        "to": "ada@example.org",
        "subject": "Your new password",
        "text": "Follow https://jobs.example.org/reset/secret-token\n",
        "at": NOW,
    }
    return Mail.objects.enqueue(**values | fields)
