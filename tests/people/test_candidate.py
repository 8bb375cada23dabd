"""What a person says of themselves, and how they are."""

from datetime import timedelta

import pytest

from jobtracker.people.models import Candidate, Mood, User
from tests.factories import NOW, make_candidate, make_membership

pytestmark = pytest.mark.django_db


def test_profile_keeps_name_and_clock_of_account_and_record_in_step():
    mira, other = make_candidate(), make_candidate(name="Other")
    mira.user.tell_profile(
        name="Mira", time_zone="Asia/Tokyo", language="en-us", phone="123", notice_period="a month"
    )
    stored = Candidate.objects.select_related("user").get(pk=mira.pk)
    assert (stored.name, stored.user.name) == ("Mira", "Mira")
    assert (stored.time_zone, stored.user.time_zone) == ("Asia/Tokyo", "Asia/Tokyo")
    assert (stored.user.language, stored.phone) == ("en-us", "123")
    other.refresh_from_db()
    assert other.name == "Other"


def test_profile_of_who_only_coordinates_is_the_account_alone():
    petra = make_membership().user
    petra.tell_profile(name="Petra", time_zone="Asia/Tokyo", language="en")
    assert User.objects.get(pk=petra.pk).time_zone == "Asia/Tokyo"


def test_mood_is_asked_once_a_day():
    mira, today = make_candidate(), NOW.date()
    assert mira.asks_mood(today)
    Mood.note(mira, 2, at=NOW)
    mira.refresh_from_db()
    assert not mira.asks_mood(today)
    assert mira.asks_mood(today + timedelta(days=1))
    assert [mood.value for mood in mira.moods.all()] == [2]


def test_mood_that_was_skipped_is_not_asked_again_that_day():
    mira = make_candidate()
    mira.ask_mood_no_more(on=NOW.date())
    mira.refresh_from_db()
    assert not mira.asks_mood(NOW.date())
    assert not mira.moods.exists()
