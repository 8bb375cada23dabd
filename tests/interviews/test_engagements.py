"""What else is on: which of it takes time, what is only said, and what is one's own event again."""

from datetime import timedelta

import pytest

from interviews.briefing import brief
from interviews.busy.reading import Busy
from interviews.engagements import engagements_of
from interviews.models import Choice, Invitation, Subscription
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_interview,
    make_invitation,
)
from tests.interviews.test_correspondence import decide
from tests.queries import statements_of

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def mira():
    return make_candidate()


@pytest.fixture
def invitation(mira):
    return make_invitation(application=make_application(candidate=mira), uid="theirs@vale.example")


def busy_at(candidate, start, uid="own@calendar.example", *, is_all_day=False):
    until = start + (timedelta(days=1) if is_all_day else HOUR)
    found = Subscription.objects.start(candidate, name="Own", address="https://c.example/", at=NOW)
    found.was_read([Busy(uid, start, until, is_all_day)], at=NOW)


def plans(invitation):
    return brief(Invitation.objects.with_page().get(pk=invitation.pk), now=NOW).plans


def said_beside(invitation):
    slot = invitation.slots.get()
    return [each.in_words("Europe/Stockholm") for each in plans(invitation).beside[slot.pk]]


def test_own_calendar_takes_time_and_is_said_without_what_it_is(invitation, mira):
    busy_at(mira, invitation.slots.get().starts_at + HOUR / 2)
    assert said_beside(invitation) == ["Your own calendar says busy, 14:30–15:30"]
    assert plans(invitation).clashes


def test_note_for_the_whole_day_is_said_and_takes_no_time(invitation, mira):
    start = invitation.slots.get().starts_at.replace(hour=0)
    busy_at(mira, start, is_all_day=True)
    assert said_beside(invitation) == ["Your own calendar has something on that day"]
    assert not plans(invitation).clashes


def test_own_event_of_the_invitation_is_no_clash(invitation, mira):
    busy_at(mira, invitation.slots.get().starts_at, uid="theirs@vale.example")
    assert said_beside(invitation) == []


def test_interview_that_stands_in_the_calendar_too_counts_once(invitation, mira):
    start = invitation.slots.get().starts_at
    other = make_interview(application=make_application(candidate=mira), starts_at=start)
    busy_at(mira, start, uid=str(other.uid))
    (said,) = said_beside(invitation)
    assert said.startswith("Clashes with your interview, 14:00–15:00: ")


def test_interview_that_was_moved_is_not_held_against_its_old_time(invitation, mira):
    start = invitation.slots.get().starts_at
    moved = make_interview(
        application=make_application(candidate=mira), starts_at=start + 48 * HOUR
    )
    busy_at(mira, start, uid=str(moved.uid))
    assert said_beside(invitation) == []


def test_what_is_under_discussion_is_said_and_takes_no_time(invitation, mira):
    make_invitation(application=make_application(candidate=mira, employer_name="Nordwind"))
    asked = make_invitation(
        application=make_application(candidate=mira, employer_name="Kattegat"), slots=[]
    )
    start = invitation.slots.get().starts_at
    decide(asked, Choice.ASK).other_times.create(candidate=mira, starts_at=start, zone="UTC")
    assert said_beside(invitation) == [
        "Also offered to you, 14:00–15:00: Data Analyst at Nordwind",
        "You also proposed it, 14:00–15:00: Data Analyst at Kattegat",
    ]
    assert plans(invitation).free_slots


def test_somebody_elses_plans_are_nobodys_clash(invitation):
    start = invitation.slots.get().starts_at
    make_interview(starts_at=start)
    busy_at(make_candidate(), start)
    assert said_beside(invitation) == []


def test_interview_is_not_held_against_itself(mira, invitation):
    start = invitation.slots.get().starts_at
    own = make_interview(application=invitation.application, starts_at=start)
    busy_at(mira, start, uid=str(own.uid))
    assert engagements_of(mira.pk, start, start + HOUR, but_interview=own) == [
        each for each in engagements_of(mira.pk, start, start + HOUR) if each.invitation
    ]


def test_one_query_however_much_there_is(mira, invitation):
    start = invitation.slots.get().starts_at

    def asked():
        return engagements_of(mira.pk, start, start + HOUR)

    assert len(statements_of(asked)) == 1
    for _ in range(3):
        make_interview(application=make_application(candidate=mira), starts_at=start)
        make_invitation(application=make_application(candidate=mira))
    busy_at(mira, start)
    assert len(asked()) == 8
    assert len(statements_of(asked)) == 1
