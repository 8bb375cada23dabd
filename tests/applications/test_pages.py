"""The pipeline's pages: add, list, look, and red flags in place."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Application, RedFlag
from applications.models.event import EventKind
from applications.stages import Outcome, Stage
from applications.views import applications as views
from interviews.guidance import Source
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_invitation,
    make_membership,
    make_red_flag,
    make_representation,
)

pytestmark = pytest.mark.django_db

FLAG = {
    "flag-topic": "Unpaid overtime",
    "flag-severity": "serious",
    "flag-source": "online_review",
    "flag-source_detail": "https://reviews.example/1",
    "flag-independent_sources": "2",
    "flag-safety": "none",
}


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def petra(mira):
    member = make_membership()
    make_representation(candidate=mira, firm=member.firm)
    return member.user


def test_employer_and_title_are_enough(client, mira):
    values = {"employer_name": "Harbour & Vale", "job_title": "Data Analyst"}
    answer = client.post(reverse("applications:new"), values)
    added = Application.objects.get()
    assert answer.url == added.get_absolute_url()
    assert (added.stage, added.candidate) == (Stage.SAVED, mira)
    assert added.events.get().kind == EventKind.CREATED


def test_application_that_was_sent_is_applied(client, mira):
    values = {"employer_name": "Vale", "applied_on": "2026-07-01", "interest_at_application": "3"}
    client.post(reverse("applications:new"), values)
    added = Application.objects.get()
    assert added.stage == Stage.APPLIED
    assert (added.interest_at_application, added.interest_now) == (3, 3)


def test_same_employer_in_other_capitals_is_one(client, mira):
    make_application(candidate=mira, employer_name="Harbour & Vale")
    client.post(reverse("applications:new"), {"employer_name": "harbour & vale"})
    assert mira.employers.count() == 1


def test_missing_employer_is_said_and_the_rest_kept(client, mira):
    answer = client.post(reverse("applications:new"), {"job_title": "Data Analyst"})
    assert answer.status_code == 422
    assert 'value="Data Analyst"' in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("posting_url", "javascript:alert(1)"),
        ("employer_name", "x" * 161),
        ("job_title", "a\x00b"),
        ("applied_on", "tomorrow"),
        ("interest_at_application", "6"),
    ],
)
def test_bad_value_is_refused_beside_its_field(client, mira, field, value):
    values = {"employer_name": "Vale", field: value}
    answer = client.post(reverse("applications:new"), values)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_list_is_newest_first_and_folds_closed_ones(client, mira):
    first = make_application(candidate=mira)
    closed = make_application(candidate=mira, stage=Stage.CLOSED, outcome=Outcome.REJECTED)
    last = make_application(candidate=mira)
    context = client.get(reverse("applications:list")).context
    assert context["open"] == [last, first]
    assert context["closed"] == [closed]


def test_long_list_goes_on_where_the_page_ended(client, mira, monkeypatch):
    monkeypatch.setattr(views, "PAGE_LENGTH", 2)
    rows = [make_application(candidate=mira) for _ in range(3)]
    first = client.get(reverse("applications:list"))
    rest = client.get(first.context["next_href"])
    assert first.context["open"] == rows[:0:-1]
    assert rest.context["open"] == rows[:1]
    assert rest.context["next_href"] == ""


def test_queries_stay_the_same_with_more_rows(client, mira):
    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    application = make_application(candidate=mira)
    addresses = [reverse("applications:list"), application.get_absolute_url()]
    make_invitation(application=application)
    make_red_flag(employer=application.employer)
    before = [queries(address) for address in addresses]
    for _ in range(2):
        make_application(candidate=mira)
        make_invitation(application=application)
        make_red_flag(employer=application.employer)
    assert [queries(address) for address in addresses] == before


def test_red_flag_is_raised_with_a_line_in_the_history(client, mira):
    application = make_application(candidate=mira)
    client.post(reverse("applications:red-flags", args=[application.pk]), FLAG)
    flag = RedFlag.objects.get()
    assert (flag.employer, flag.raised_by) == (application.employer, mira.user)
    event = application.events.get()
    assert event.kind == EventKind.FLAG_RAISED
    assert "reviews.example" not in event.text


def test_firm_raises_a_flag_in_its_own_name(client, mira, petra):
    application = make_application(candidate=mira)
    client.force_login(petra)
    client.post(reverse("applications:red-flags", args=[application.pk]), FLAG)
    flag = RedFlag.objects.get()
    assert (flag.source, flag.source_detail, flag.independent_sources) == (Source.FIRM, "", 1)


def test_refused_red_flag_keeps_what_was_typed(client, mira):
    application = make_application(candidate=mira)
    values = FLAG | {"flag-source": "rumour"}
    answer = client.post(reverse("applications:red-flags", args=[application.pk]), values)
    assert answer.status_code == 422
    assert 'value="Unpaid overtime"' in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "field", "kind"),
    [
        ("check", "checked_at", EventKind.FLAG_CHECKED),
        ("resolution", "resolved_at", EventKind.FLAG_RESOLVED),
    ],
)
def test_red_flag_is_changed_and_the_page_shown_again(client, mira, name, field, kind):
    application = make_application(candidate=mira)
    flag = make_red_flag(employer=application.employer)
    back = application.get_absolute_url()
    answer = client.post(reverse(f"applications:{name}", args=[flag.pk]), {"next": back})
    flag.refresh_from_db()
    assert answer.url == back
    assert getattr(flag, field) is not None
    assert application.events.get().kind == kind


def test_cleared_flag_can_be_reopened(client, mira):
    flag = make_red_flag(employer=make_application(candidate=mira).employer, resolved_at=NOW)
    client.post(reverse("applications:reopening", args=[flag.pk]))
    flag.refresh_from_db()
    assert not flag.is_resolved


def test_next_page_is_one_of_ours(client, mira):
    flag = make_red_flag(employer=make_application(candidate=mira).employer)
    values = {"next": "https://evil.example/"}
    answer = client.post(reverse("applications:check", args=[flag.pk]), values)
    assert answer.url == reverse("applications:list")
