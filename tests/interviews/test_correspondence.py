"""From a decision to its letter and draft: right people, thread and calendar reply."""

from datetime import datetime
from email import message_from_bytes, policy

import pytest
from icalendar import Calendar

from interviews.briefing import brief
from interviews.correspondence import as_draft, letter_for, mail_link
from interviews.correspondents import recipient_of
from interviews.letters import LetterKind
from interviews.models import Choice, Decision, Letter
from interviews.occasions import Occasion, kinds_for
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_firm,
    make_invitation,
    make_membership,
    make_red_flag,
    make_representation,
    make_slot_draft,
    make_user,
)
from tests.interviews.views.test_bring_in import REQUEST

pytestmark = pytest.mark.django_db
# The calendar asks for the first.
ASKED_FOR = make_slot_draft(datetime(2036, 7, 9, 14))
LATER = make_slot_draft(datetime(2036, 7, 10, 16))


@pytest.fixture
def mira():
    return make_candidate(name="Mira Sandberg", email="mira@example.org")


def decided(mira, choice, *, agency="", **fields):
    application = make_application(candidate=mira, employer_name="Vale", agency=agency)
    return decide(make_invitation(application=application, **fields), choice)


def decide(invitation, choice):
    briefing = brief(invitation, now=NOW)
    return Decision.objects.decide(
        invitation,
        choice,
        facts=briefing.facts,
        advice=briefing.advice,
        explanation=briefing.explanation,
        slot=invitation.slots.first() if choice == Choice.ACCEPT else None,
        by=invitation.candidate.user,
        at=NOW,
    )


def draft_of(decision):
    occasion = Occasion.of(decision)
    kind = kinds_for(occasion, NOW)[0]
    fresh = letter_for(occasion, kind)
    to = recipient_of(occasion).address
    kept = Letter.objects.keep(
        occasion, kind, at=NOW, to=to, subject=fresh.subject, body=fresh.body
    )
    return message_from_bytes(as_draft(kept, occasion, at=NOW), policy=policy.default)


def fitting(decision):
    return kinds_for(Occasion.of(decision), NOW)


@pytest.mark.parametrize(
    ("choice", "kinds"),
    [
        (Choice.ACCEPT, (LetterKind.ACCEPT,)),
        (Choice.ASK, (LetterKind.ASK, LetterKind.PROPOSE_TIMES)),
        (Choice.DECLINE, (LetterKind.DECLINE,)),
    ],
)
def test_letters_that_fit_a_choice(mira, choice, kinds):
    assert fitting(decided(mira, choice)) == kinds


def test_later_no_is_a_withdrawal(mira):
    decision = decided(mira, Choice.DECLINE, round_correction="later")
    assert fitting(decision) == (LetterKind.WITHDRAW,)


def test_accepting_names_the_time_in_their_zone(mira):
    body = letter_for(Occasion.of(decided(mira, Choice.ACCEPT)), LetterKind.ACCEPT).body
    assert "Wed 8 July 2026, 14:00–15:00 (Stockholm)" in body


def test_questions_are_those_the_advice_found(mira):
    decision = decided(mira, Choice.ASK, link="", format="")
    letter = letter_for(Occasion.of(decision), LetterKind.ASK)
    assert "Where is it, or what is the link?" in letter.body
    assert "questions" not in letter.gaps


def test_private_facts_are_in_no_letter(mira):
    decision = decided(mira, Choice.DECLINE, doubt="pay", decisive_unknown="CANARY")
    make_red_flag(employer=decision.invitation.application.employer, topic="CANARY")
    for kind in LetterKind:
        assert "CANARY" not in letter_for(Occasion.of(decision), kind).body


def test_suspicious_sender_is_not_who_to_ask(mira):
    invitation = make_invitation(application=make_application(candidate=mira))
    make_red_flag(employer=invitation.application.employer, safety="soft")
    letter = letter_for(Occasion.of(decide(invitation, Choice.ASK)), LetterKind.ASK)
    assert letter.advice


def test_letter_goes_through_the_firm_that_represents(mira):
    firm = make_firm(name="Lindgren Staffing")
    petra = make_membership(firm=firm, user=make_user(email="petra@example.org", name="Petra"))
    held = make_representation(candidate=mira, firm=firm, coordinator=petra)
    decision = decided(mira, Choice.ACCEPT, agency="lindgren staffing")
    assert recipient_of(Occasion.of(decision)).address == "petra@example.org"
    held.end(by=held.candidate.user, at=NOW)
    assert recipient_of(Occasion.of(decision)).address == "ada@employer.example"


@pytest.mark.parametrize(
    ("choice", "status"),
    [
        (Choice.ACCEPT, "ACCEPTED"),
        (Choice.ASK, "TENTATIVE"),
        (Choice.DECLINE, "DECLINED"),
    ],
)
def test_draft_answers_the_calendar_request(mira, choice, status):
    draft = draft_of(
        decided(mira, choice, calendar_request=REQUEST, uid="one@example.org", slots=[ASKED_FOR])
    )
    parts = [part for part in draft.walk() if part.get_content_type() == "text/calendar"]
    (event,) = Calendar.from_ical(parts[0].get_content()).walk("VEVENT")
    assert event["UID"] == "one@example.org"
    assert event["ATTENDEE"] == "mailto:mira@example.org"
    assert event["ATTENDEE"].params["PARTSTAT"] == status


def test_calendar_is_never_told_yes_to_a_time_that_the_letter_does_not_name(mira):
    application = make_application(candidate=mira)
    invitation = make_invitation(application=application, calendar_request=REQUEST, slots=[LATER])
    draft = draft_of(decide(invitation, Choice.ACCEPT))
    (part,) = (each for each in draft.walk() if each.get_content_type() == "text/calendar")
    calendar = Calendar.from_ical(part.get_content())
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "COUNTER"
    assert event["DTSTART"].dt == invitation.slots.get().starts_at


def test_time_is_the_same_on_another_clock(mira):
    in_london = make_slot_draft(datetime(2036, 7, 9, 13), zone="Europe/London")
    decision = decided(mira, Choice.ACCEPT, calendar_request=REQUEST, slots=[in_london])
    (part,) = (each for each in draft_of(decision).walk() if is_calendar(each))
    assert Calendar.from_ical(part.get_content())["METHOD"] == "REPLY"


def is_calendar(part):
    return part.get_content_type() == "text/calendar"


def test_draft_to_who_may_be_nobody_stays_out_of_their_thread(mira):
    application = make_application(candidate=mira)
    invitation = make_invitation(application=application, calendar_request=REQUEST)
    make_red_flag(employer=application.employer, safety="soft")
    draft = draft_of(decide(invitation, Choice.ASK))
    assert [part.get_content_type() for part in draft.walk()] == ["text/plain"]
    assert draft["In-Reply-To"] is None


def test_draft_without_a_request_has_no_calendar_part(mira):
    draft = draft_of(decided(mira, Choice.ACCEPT))
    assert draft.get_content_type() == "text/plain"
    assert draft["To"] == "Ada Okafor <ada@employer.example>"
    assert draft["From"] == "Mira Sandberg <mira@example.org>"


def test_message_id_stays_when_the_text_changes(mira):
    decision = decided(mira, Choice.ACCEPT)
    first = draft_of(decision)["Message-ID"]
    assert draft_of(decision)["Message-ID"] == first


def test_mail_link_has_an_address_or_leaves_it_to_the_mail_program():
    assert mail_link(to="not an address", subject="", body="") == ""
    assert mail_link(to="", subject="a", body="b") == "mailto:?subject=a&body=b"
    assert mail_link(to="ada@employer.example", subject="a&b", body="x").startswith("mailto:ada@")
