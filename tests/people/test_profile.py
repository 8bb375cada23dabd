"""The profile: what one says of oneself, in every window, and what nobody else sees."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from jobtracker.people.models import Candidate, Mood, Situation, User
from tests.factories import make_application, make_candidate, make_membership, make_representation

pytestmark = pytest.mark.django_db

PROFILE = reverse("people:profile")
FILLED = {
    "name": "Mira Sandberg",
    "email": "letters@example.org",
    "phone": "+46 70 000 00 00",
    "looking_for": "Data work in a small team",
    "notice_period": "one month",
    "time_zone": "Europe/Stockholm",
    "language": "en",
}


@pytest.fixture
def mira(client):
    candidate = make_candidate(name="Mira")
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def petra(client):
    user = make_membership().user
    client.force_login(user)
    return user


def shown(client):
    return client.get(PROFILE).content.decode()


def test_profile_is_kept_on_account_and_record(client, mira):
    answer = client.post(PROFILE, FILLED)
    assert (answer.status_code, answer.url) == (302, PROFILE)
    stored = Candidate.objects.values(*FILLED.keys() - {"language"}).get(pk=mira.pk)
    assert stored == {name: value for name, value in FILLED.items() if name != "language"}
    user = User.objects.get(pk=mira.user_id)
    assert (user.name, user.time_zone, user.language) == ("Mira Sandberg", "Europe/Stockholm", "en")


def test_sign_in_address_is_left_alone(client, mira):
    before = mira.user.email
    client.post(PROFILE, FILLED)
    assert User.objects.get(pk=mira.user_id).email == before


def test_pages_follow_the_language_from_the_next_one_on(client, mira):
    client.post(PROFILE, FILLED | {"language": "en-us"})
    assert '<html lang="en-us">' in shown(client)


def test_who_only_coordinates_has_a_smaller_profile(client, petra):
    text = shown(client)
    for words in ("Notice period", "Money", "Your situation", "Who looked", "Sharing"):
        assert words not in text
    client.post(PROFILE, {"name": "Petra", "time_zone": "Asia/Tokyo", "language": "en-us"})
    petra.refresh_from_db()
    assert (petra.name, petra.time_zone, petra.language) == ("Petra", "Asia/Tokyo", "en-us")
    assert not Candidate.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("name", "Mira\x00"),
        ("email", "no address"),
        ("phone", "1" * 41),
        ("looking_for", "x" * 201),
        ("notice_period", "x" * 81),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", ""),
        ("language", "tlh"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_what_was_typed(client, mira, field, value):
    answer = client.post(PROFILE, FILLED | {field: value})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "One thing needs your attention" in answer.content.decode()
    assert FILLED["looking_for"] in answer.content.decode() or field == "looking_for"
    mira.refresh_from_db()
    assert mira.name == "Mira"


@pytest.mark.parametrize("extra", [{"user": 1}, {"weeks_of_money": 3}, {"is_staff": "on"}])
def test_fields_that_the_form_does_not_ask_for_stay_as_they_are(client, mira, extra):
    client.post(PROFILE, FILLED | extra)
    mira.refresh_from_db()
    assert (mira.user_id, mira.weeks_of_money) == (mira.user.pk, None)
    assert not User.objects.get(pk=mira.user_id).is_staff


def test_zone_that_is_offered_no_more_is_kept_until_another_is_chosen(client, mira):
    Candidate.objects.filter(pk=mira.pk).update(time_zone="US/Eastern")
    assert '<option value="US/Eastern" selected>' in shown(client)
    client.post(PROFILE, FILLED | {"time_zone": "US/Eastern"})
    mira.refresh_from_db()
    assert mira.time_zone == "US/Eastern"


def test_window_left_open_overwrites_nothing_unseen(client, mira):
    stale = client.get(PROFILE).context["form"].mark
    client.post(PROFILE, FILLED | {"phone": "from the other window", "kept": stale})
    mine = FILLED | {"phone": "from this window", "kept": stale}
    answer = client.post(PROFILE, mine)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "from the other window" in text
    assert "from this window" in text
    assert list(answer.context["form"].errors) == ["phone"]
    client.post(PROFILE, mine | {"kept": answer.context["form"].mark})
    mira.refresh_from_db()
    assert mira.phone == "from this window"


def test_situation_is_told_and_dated(client, mira):
    answer = client.post(reverse("people:situation"), {"situation": Situation.EMPLOYED})
    assert answer.url == PROFILE
    mira.refresh_from_db()
    assert mira.situation == Situation.EMPLOYED
    assert mira.situation_asked_on == timezone.localdate()


def test_situation_without_an_answer_says_so(client, mira):
    answer = client.post(reverse("people:situation"))
    assert answer.status_code == 422
    assert "Choose one of the three." in answer.content.decode()


@pytest.mark.parametrize(("typed", "kept"), [("0", 0), ("12", 12), ("520", 520), ("", None)])
def test_weeks_of_money_are_kept(client, mira, typed, kept):
    client.post(reverse("people:money"), {"weeks": typed})
    mira.refresh_from_db()
    assert mira.weeks_of_money == kept


@pytest.mark.parametrize("typed", ["-1", "521", "a few", "1.5", "9" * 60])
def test_weeks_that_are_none_are_refused_with_what_was_typed(client, mira, typed):
    answer = client.post(reverse("people:money"), {"weeks": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()
    mira.refresh_from_db()
    assert mira.weeks_of_money is None


def test_money_and_mood_show_on_no_page_of_a_firm(client, mira):
    Candidate.objects.filter(pk=mira.pk).update(weeks_of_money=487)
    Mood.note(mira, 1, at=timezone.now())
    application = make_application(candidate=mira)
    member = make_membership()
    shared = {"shares_pay": True, "firm": member.firm, "coordinator": member}
    make_representation(candidate=mira, **shared)
    client.force_login(member.user)
    for address in (reverse("desk:worklist"), application.get_absolute_url(), PROFILE):
        answer = client.get(address)
        assert answer.status_code == 200
        # A random token may hold these digits, too.
        assert not re.search(r"\b487\b", answer.content.decode())
    assert not Mood.objects.visible_to(member.user).exists()


def mood_card(client):
    return "How are you today?" in client.get(reverse("home")).content.decode()


def test_mood_is_one_click_and_asked_once_a_day(client, mira):
    assert mood_card(client)
    answer = client.post(reverse("people:mood"), {"mood": "4"}, follow=True)
    assert "Thank you. Only you see it." in answer.content.decode()
    assert Mood.objects.get().value == 4
    assert not mood_card(client)


@pytest.mark.parametrize(("value", "is_offered"), [(1, True), (2, True), (3, False), (5, False)])
def test_low_day_is_met_with_a_pause(client, mira, value, is_offered):
    answer = client.post(reverse("people:mood"), {"mood": value}, follow=True)
    assert ("leave it be until tomorrow" in answer.content.decode()) == is_offered


@pytest.mark.parametrize("value", ["", "0", "6", "x", "1.5", "\x00"])
def test_what_is_no_mood_is_skipped(client, mira, value):
    client.post(reverse("people:mood"), {"mood": value})
    assert not Mood.objects.exists()
    assert not mood_card(client)


def test_mood_costs_home_no_query(client, mira, django_assert_num_queries):
    # Session, person with roles, invitations, interviews, what follows those that were held,
    # plans (two), whether there are any.
    with django_assert_num_queries(8):
        assert mood_card(client)


def test_who_works_for_several_firms_is_led_to_each(client, petra):
    second = make_membership(user=petra)
    foreign = make_membership()
    text = shown(client)
    for firm in (petra.memberships.first().firm, second.firm):
        assert reverse("firm:caseload", args=[firm.pk]) in text
    assert foreign.firm.name not in text
