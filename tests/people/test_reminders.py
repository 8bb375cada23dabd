"""Settings of reminders on the profile page, and the way out of each mail."""

from datetime import time

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobtracker.people.forms.reminders import KINDS
from jobtracker.people.models import Reminders
from jobtracker.people.models.reminders import SALT
from tests.factories import make_candidate, make_membership

pytestmark = pytest.mark.django_db
ADDRESS = reverse("people:reminders")
FILLED = {
    "by_mail": "on",
    "morning": "06:45",
    "quiet_from": "21:15",
    "quiet_until": "06:30",
    **dict.fromkeys(KINDS[1:], "on"),
}


@pytest.fixture
def mira(client):
    candidate = make_candidate(name="Mira")
    client.force_login(candidate.user)
    return candidate


def seen(client):
    return client.get(reverse("people:profile")).context["reminders_form"]["seen"].value()


def test_settings_come_with_sane_values(client, mira):
    form = client.get(reverse("people:profile")).context["reminders_form"]
    assert [form[name].value() for name in ("by_mail", *KINDS)] == [True] * 6
    hours = [form[name].value() for name in ("morning", "quiet_from", "quiet_until")]
    assert hours == ["07:30", "22:00", "07:00"]
    assert not Reminders.objects.exists()


def test_settings_are_kept_and_the_next_morning_is_planned(client, mira):
    answer = client.post(ADDRESS, FILLED)
    assert (answer.status_code, answer.url) == (302, reverse("people:profile"))
    kept = Reminders.objects.get(candidate=mira)
    assert (kept.morning, kept.quiet_from, kept.quiet_until) == (
        time(6, 45),
        time(21, 15),
        time(6, 30),
    )
    assert [getattr(kept, name) for name in KINDS] == [False, True, True, True, True]
    assert kept.due_at == kept.hours.next_morning(timezone.now())


def test_without_mail_there_is_no_morning(client, mira):
    client.post(ADDRESS, FILLED)
    client.post(ADDRESS, {name: value for name, value in FILLED.items() if name != "by_mail"})
    assert Reminders.objects.get(candidate=mira).due_at is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("morning", ""),
        ("morning", "25:00"),
        ("morning", "soon"),
        ("morning", "23:00"),
        ("morning", "06:29"),
        ("quiet_from", ""),
        ("quiet_until", "7" * 10_000),
        ("quiet_until", "\x00"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_what_was_typed(client, mira, field, value):
    answer = client.post(ADDRESS, FILLED | {field: value})
    assert answer.status_code == 422
    form = answer.context["reminders_form"]
    assert (list(form.errors), form[field].value()) == ([field], value)
    assert not Reminders.objects.exists()


def test_mail_in_the_quiet_hours_is_explained(client, mira):
    answer = client.post(ADDRESS, FILLED | {"morning": "23:00"})
    assert "That is in your quiet hours, from 21:15 until 06:30." in answer.content.decode()


def test_second_window_is_told_what_the_first_one_kept(client, mira):
    before = seen(client)
    client.post(ADDRESS, FILLED | {"seen": before})
    answer = client.post(ADDRESS, FILLED | {"seen": before, "morning": "08:00"})
    assert answer.status_code == 422
    assert "Meanwhile this was changed to “06:45”" in answer.content.decode()
    assert Reminders.objects.get().morning == time(6, 45)
    again = answer.context["reminders_form"]["seen"].value()
    client.post(ADDRESS, FILLED | {"seen": again, "morning": "08:00"})
    assert Reminders.objects.get().morning == time(8)


def test_what_the_second_window_left_alone_stays(client, mira):
    before = seen(client)
    client.post(ADDRESS, FILLED | {"seen": before})
    stale = {"by_mail": "on", "morning": "07:30", "quiet_from": "22:00", "quiet_until": "07:00"}
    client.post(ADDRESS, {**stale, **dict.fromkeys(KINDS[:-1], "on"), "seen": before})
    kept = Reminders.objects.get()
    assert (kept.morning, kept.of_invitations, kept.of_deadlines) == (time(6, 45), False, False)


def test_who_only_coordinates_has_none(client):
    client.force_login(make_membership().user)
    assert "Reminders by mail" not in client.get(reverse("people:profile")).content.decode()


# The way out


@pytest.fixture
def way_out(mira):
    Reminders.objects.begin(timezone.now())
    return reverse("people:way-out", args=[mira.reminders.way_out_token])


@pytest.fixture
def stranger():
    """A mail program: nobody is signed in, and it has no cookie of ours."""
    return Client(enforce_csrf_checks=True)


def test_link_asks_first_and_changes_nothing(stranger, mira, way_out):
    answer = stranger.get(way_out)
    assert answer.status_code == 200
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert Reminders.objects.get().by_mail


def test_one_click_ends_them_and_so_does_the_next(stranger, mira, way_out):
    for _ in range(2):
        answer = stranger.post(way_out, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert not Reminders.objects.get().by_mail


def test_page_says_nothing_of_whose_they_are(stranger, mira, way_out):
    mine = stranger.get(way_out), stranger.post(way_out)
    mira.user.delete()
    gone = stranger.get(way_out), stranger.post(way_out)
    assert [each.content for each in mine] == [each.content for each in gone]
    assert "Mira" not in mine[0].content.decode()


def test_nobody_elses_are_ended(stranger, mira, way_out):
    other = make_candidate()
    Reminders.objects.begin(timezone.now())
    stranger.post(way_out)
    assert other.reminders.by_mail


@pytest.mark.parametrize(
    "change", [lambda token: token[:-1] + "x", lambda _: "1", lambda _: "x:y:z"]
)
def test_forged_link_leads_nowhere(stranger, mira, change):
    Reminders.objects.begin(timezone.now())
    address = reverse("people:way-out", args=[change(mira.reminders.way_out_token)])
    assert {stranger.get(address).status_code, stranger.post(address).status_code} == {404}
    assert mira.reminders.by_mail


def test_token_for_something_else_is_none(stranger, mira):
    address = reverse("people:way-out", args=[signing.dumps(mira.pk, salt="something else")])
    assert stranger.post(address).status_code == 404


def test_earlier_key_still_opens_the_way_out(stranger, mira, way_out, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" * 8
    assert SALT
    stranger.post(way_out)
    assert not Reminders.objects.get().by_mail
