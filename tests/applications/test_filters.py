"""What an address asks for, and what it gets."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from applications.filters import Filters, Group, Order, page_after
from applications.models import Application, Tag
from tests.factories import make_application, make_candidate, make_red_flag, make_user
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def mira():
    return make_candidate(user=make_user())


def asked(query, *, is_own=True):
    return Filters.from_query(QueryDict(query), is_own=is_own)


def found(candidate, query, *, is_own=True):
    rows = Application.objects.filter(candidate=candidate)
    now = timezone.now()
    filters = asked(query, is_own=is_own)
    return set(filters.apply(rows, is_own=is_own, at=now, today=timezone.localdate()))


def test_nothing_said_is_all_that_is_open(mira):
    one = make_application(candidate=mira)
    make_application(candidate=mira, stage="closed", outcome="rejected")
    assert found(mira, "") == {one}


@pytest.mark.parametrize(
    ("stage", "outcomes"),
    [
        (Group.ALL, {"", "rejected", "declined_by_me"}),
        (Group.MINE, {"declined_by_me"}),
        (Group.THEIRS, {"rejected"}),
        ("closed", {"rejected", "declined_by_me"}),
        ("applied", {""}),
        ("offer", set()),
    ],
)
def test_stages_and_groups_of_endings(mira, stage, outcomes):
    make_application(candidate=mira, stage="applied")
    for outcome in ("rejected", "declined_by_me"):
        make_application(candidate=mira, stage="closed", outcome=outcome)
    assert {each.outcome for each in found(mira, f"stage={stage}")} == outcomes


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("interest=4", {"interest_now": 4}),
        ("remote=hybrid", {"remote": "hybrid"}),
        ("due=on", {"next_step_on": timezone.localdate()}),
        ("quiet=10", {"moved_at": timezone.now() - 11 * DAY}),
        ("agency=on", {"agency": "An agency"}),
        ("since=2026-06-01&until=2026-06-30", {"applied_on": date(2026, 6, 30)}),
    ],
)
def test_each_filter_keeps_what_fits_and_nothing_else(mira, query, fields):
    fits = make_application(candidate=mira, moved_at=timezone.now())
    Application.objects.filter(pk=fits.pk).update(**fields)
    others = {"interest_now": 3, "remote": "remote", "applied_on": date(2026, 7, 1)}
    make_application(
        candidate=mira, moved_at=timezone.now(), next_step_on=timezone.localdate() + DAY, **others
    )
    make_application(candidate=mira, moved_at=timezone.now())
    assert found(mira, query) == {fits}


def test_tag_and_red_flag(mira):
    fits, other = make_application(candidate=mira), make_application(candidate=mira)
    Tag.objects.create(candidate=mira, application=fits, name="Dream team")
    make_red_flag(employer=fits.employer)
    make_red_flag(employer=other.employer, resolved_at=timezone.now())
    assert found(mira, "tag=dream+TEAM") == found(mira, "flagged=on") == {fits}


@pytest.mark.parametrize(
    "query",
    [
        "stage=nowhere&sort=up&interest=x&quiet=-1&since=yesterday&remote=moon",
        "interest=%00&quiet=99999999999999999999&until=2026-02-31",
        "q=%00",
        "tag=%00",
        "interest=9&interest=x",
    ],
)
def test_what_makes_no_sense_counts_as_not_said(mira, query):
    make_application(candidate=mira)
    assert isinstance(found(mira, query), set)
    assert asked(query).stage == Group.OPEN


def test_address_and_filters_say_the_same():
    query = {"q": "data", "stage": "applied", "quiet": "7", "due": "on", "since": "2026-06-01"}
    filters = asked("&".join(f"{name}={value}" for name, value in query.items()))
    assert filters.query == query
    assert filters.is_narrowed
    assert not asked("sort=title").is_narrowed


def test_interest_is_no_firms_to_filter_or_sort_by(mira):
    make_application(candidate=mira, interest_now=1)
    assert found(mira, "interest=5", is_own=False) == set(Application.objects.all())
    assert asked("sort=interest", is_own=False).sort is Order.NEWEST


def in_pages(candidate, order, size):
    rows, pks, after = Application.objects.filter(candidate=candidate), [], ""
    while page := [each.pk for each in page_after(rows, candidate, order, after, size)]:
        pks += page
        after = str(page[-1])
    return pks


@pytest.mark.parametrize("order", Order)
def test_pages_show_each_once_in_order(mira, order):
    for number in range(11):
        make_application(
            candidate=mira,
            employer_name=f"E{number % 3}",
            job_title=f"T{number % 2}",
            created_at=timezone.now() - (number % 4) * DAY,
            moved_at=timezone.now() - (number % 3) * DAY,
            next_step_on=timezone.localdate() + DAY if number % 2 else None,
            interest_now=number % 3 + 1 if number % 4 else None,
            applied_on=date(2026, 6, 1) + (number % 3) * DAY if number % 5 else None,
        )
    whole = in_pages(mira, order, 100)
    assert in_pages(mira, order, 2) == in_pages(mira, order, 3) == whole
    assert len(whole) == len(set(whole)) == 11


@pytest.mark.parametrize("after", ["x", "-1", "²", "9" * 40])
def test_odd_place_to_go_on_is_the_start(mira, after):
    one = make_application(candidate=mira)
    rows = Application.objects.filter(candidate=mira)
    assert list(page_after(rows, mira, Order.NEWEST, after, 5)) == [one]


def test_row_of_another_tells_nothing_by_where_it_would_stand(mira):
    make_application(candidate=mira, employer_name="M")
    rows = Application.objects.filter(candidate=mira)
    for name in ("A", "Z"):
        theirs = make_application(employer_name=name)
        assert list(page_after(rows, mira, Order.EMPLOYER, str(theirs.pk), 5)) == []


@pytest.fixture
def tab(client, mira):
    client.force_login(mira.user)
    return client


@pytest.mark.parametrize("count", [1, 3, 60])
def test_list_takes_four_queries_however_long(tab, mira, count):
    for number in range(count):
        application = make_application(candidate=mira)
        make_red_flag(employer=application.employer)
        Tag.objects.create(candidate=mira, application=application, name=f"tag {number}")
    asked = queries_of(tab, reverse("applications:list"), {"sort": "employer", "quiet": "1"})
    assert len(asked) == 4, "\n".join(asked)


def test_view_is_saved_opened_and_removed(tab, mira):
    make_application(candidate=mira, job_title="Gardener")
    values = {"name": "Due soon", "layout": "list", "query": "due=on&sort=title&nonsense=1"}
    answer = tab.post(reverse("applications:save-view"), values)
    assert answer.url == f"{reverse('applications:list')}?due=on&sort=title"
    page = tab.get(answer.url).content.decode()
    assert 'aria-current="page">Due soon</a>' in page
    view = mira.saved_views.get()
    answer = tab.post(reverse("applications:remove-view", args=[view.pk]), follow=True)
    assert "is removed" in answer.content.decode()
    assert not mira.saved_views.exists()


def test_name_of_another_view_is_not_taken_from_it(tab, mira):
    address = reverse("applications:save-view")
    tab.post(address, {"name": "Mine", "layout": "list", "query": "due=on"})
    other = {"name": "MINE", "layout": "list", "query": "quiet=7"}
    answer = tab.post(address, other)
    assert answer.status_code == 409
    assert 'value="MINE"' in answer.text
    assert 'value="quiet=7"' in answer.text
    assert mira.saved_views.get().query == "due=on"
    answer = tab.post(address, {**other, "replaces": "on"})
    assert answer.url == f"{reverse('applications:list')}?quiet=7"
    assert [(each.name, each.query) for each in mira.saved_views.all()] == [("Mine", "quiet=7")]


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "x" * 61}, {"layout": "moon"}, {"query": "x" * 1_001}]
)
def test_view_that_is_none_is_not_saved(tab, mira, wrong):
    values = {"name": "Mine", "layout": "list", "query": "", **wrong}
    assert "up to 60" in tab.post(reverse("applications:save-view"), values, follow=True).text
    assert not mira.saved_views.exists()


def test_page_shows_what_is_in_force(tab, mira):
    make_application(candidate=mira, place="Malmö", pay_from=50_000, pay_currency="EUR")
    page = tab.get(reverse("applications:list"), {"q": "<b>", "tag": "x", "sort": "title"}).text
    assert 'value="&lt;b&gt;"' in page
    assert "Nothing fits" in page
    page = tab.get(reverse("applications:list")).text
    assert "50,000 EUR" in page
