"""A person with a row in every table that can hold something of theirs, and a word in each text."""

from datetime import timedelta

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission

from applications.models import Import, Restoration
from applications.models.event import EventKind
from applications.models.import_ import ImportState
from applications.models.restoration import RestorationState
from interviews.intake.reading import Kind as MessageKind
from interviews.intake.reading import Reading
from interviews.models import MailAddress
from jobtracker.audit.models import Entry, Kind
from jobtracker.people.access import Scope
from jobtracker.people.models import FormKey, Invite, Mood, Role
from jobtracker.people.models.invite import Purpose
from tests.cast import make_rows
from tests.desk_rows import make_desk_rows
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_firm,
    make_invitation,
    make_mail,
    make_membership,
    make_message,
    make_representation,
    make_user,
)
from tests.feedback_rows import make_feedback_rows, relay


def make_everything(word, firm=None):
    """The candidate. `word` is in every text, the address included; the firm is another's."""
    user = make_user(name=f"Name {word}", email=f"{word}@example.org", password=word)
    candidate = make_candidate(
        user=user,
        name=f"Name {word}",
        email=user.email,
        phone=f"+46 {word}",
        looking_for=f"Work {word}",
        notice_period=f"Notice {word}",
    )
    make_search(candidate, word)
    make_ties(candidate, firm or make_membership(role=Role.ADMINISTRATOR).firm, word)
    make_account(user, word)
    return candidate


def make_search(candidate, word):
    make_rows(candidate, word)
    Mood.note(candidate, 2, at=NOW)
    application = make_application(
        candidate=candidate,
        employer_name=f"Other {word}",
        posting_url=f"https://jobs.example.com/{word}",
        place=f"Place {word}",
        agency=f"Agency {word}",
    )
    application.imported_by = make_finished_import(candidate, word)
    came = {"state": RestorationState.DONE, "words": f"1 {word}", "done_at": NOW}
    Restoration.objects.create(candidate=candidate, content=word.encode(), **came)
    application.save(update_fields=["imported_by"])
    application.record(EventKind.CREATED, f"Added {word}", by=candidate.user, at=NOW)
    MailAddress.objects.issue(candidate, at=NOW)
    message = make_message(
        candidate=candidate,
        kind=MessageKind.EML,
        raw=f"Subject: {word}\r\n\r\n{word}".encode(),
        reading=Reading(subject=word).as_dict(),
        sender=f"Ada {word}",
        message_id=f"<{word}@employer.example>",
        taken_in_by=candidate.user,
    )
    make_invitation(
        application=application,
        message=message,
        contact_name=f"Contact {word}",
        contact_address=f"contact-{word}@employer.example",
        contact_phone=word,
        place=f"Room {word}",
        link=f"https://meet.example.org/{word}",
        uid=f"uid-{word}",
        calendar_request=f"BEGIN:VCALENDAR {word}".encode(),
    )


def make_finished_import(candidate, word):
    """A table that was taken in; one that waits is among the rows already."""
    return Import.objects.create(
        candidate=candidate,
        by=candidate.user,
        state=ImportState.DONE,
        file_name=f"Done {word}.csv",
        made={"applications": [f"print-{word}"], "employers": [f"Other {word}"]},
        added=1,
        done_at=NOW,
    )


def make_ties(candidate, firm, word):
    """To the firm that looks after them, and to the one they work for."""
    held = make_representation(candidate=candidate, firm=firm)
    held.share([Scope.APPLICATIONS], by=candidate.user, at=NOW)
    make_desk_rows(held, lambda *_scopes, **_options: word)
    make_asked(candidate, firm, word)
    claim = {"firm": firm, "email": candidate.email, "made_by": candidate.user, "at": NOW}
    invite, _ = Invite.objects.issue(Purpose.CLAIM, representation=held, **claim)
    invite.spend(by=candidate.user, at=NOW)
    join, _ = Invite.objects.issue(Purpose.JOIN, role=Role.COORDINATOR, **claim)
    join.spend(by=candidate.user, at=NOW)
    make_membership(user=candidate.user, firm=firm)
    make_mail(
        to=candidate.email,
        subject=f"Subject {word}",
        text=f"Text {word}",
        html=f"<p>{word}</p>",
        recipient=candidate.user,
        candidate_id=candidate.pk,
    )
    make_mail(to=f"{word}@EXAMPLE.org".upper(), text=f"To nobody we know {word}")


def make_asked(candidate, firm, word):
    """What a client was asked, and what the candidate was told."""
    member = firm.memberships.first() or make_membership(firm=firm)
    talks = candidate.interviews.order_by("pk")
    answered = make_feedback_rows(talks[0], talks[1], member, word, word)
    relay(answered, member.user, word)


def make_account(user, word):
    user.groups.add(Group.objects.create(name=f"Group {user.pk}"))
    user.user_permissions.add(Permission.objects.first())
    address = EmailAddress.objects.create(user=user, email=f"second-{word}@example.org")
    EmailConfirmation.objects.create(email_address=address, key=f"key-{word}"[:64])
    factor = {"user": user, "type": Authenticator.Type.RECOVERY_CODES}
    Authenticator.objects.create(**factor, data={"seed": word})
    session = {"ip": "192.0.2.7", "user_agent": f"Agent {word}", "session_key": f"s{user.pk}"}
    UserSession.objects.create(user=user, **session)
    account = SocialAccount.objects.create(
        user=user, provider="firm", uid=word, extra_data={"name": word}
    )
    SocialToken.objects.create(account=account, token=word, token_secret=word)
    FormKey.objects.create(user=user, key=word, digest="0" * 64, goes_to=f"/{word}/")
    Entry.objects.record(Kind.SIGNED_IN, actor_id=user.pk, at=NOW - timedelta(hours=1))


def make_own_firm(user):
    """A firm where nobody else works."""
    return make_membership(user=user, firm=make_firm(), role=Role.ADMINISTRATOR).firm
