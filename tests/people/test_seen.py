"""Who looked at or changed what: told to the candidate in words, and to nobody else."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.access import Scope
from jobtracker.people.views.acts import PLACES
from tests.access.policies import addresses
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_firm,
    make_interview,
    make_invitation,
    make_membership,
    make_message,
    make_representation,
    make_user,
)

pytestmark = pytest.mark.django_db

SEEN = reverse("people:seen")


@pytest.fixture
def mira(client):
    candidate = make_candidate(user=make_user(time_zone="Europe/Stockholm"))
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def petra():
    return make_membership(user=make_user(name="Petra Nyström"), firm=make_firm(name="Nordwind"))


def record(candidate, member=None, kind=Kind.READ, *, at=NOW, target="", detail=None):
    Entry.objects.record(
        kind,
        actor_id=member.user_id if member else candidate.user_id,
        candidate_id=candidate.pk,
        firm_id=member.firm_id if member else None,
        at=at,
        target=target,
        detail=detail,
    )


def lines(client, **query):
    return [line for _, lines in client.get(SEEN, query).context["days"] for line in lines]


def titles(client):
    return [line.title for line in lines(client)]


@pytest.mark.parametrize(
    ("kind", "target", "said"),
    [
        (Kind.READ, "applications:list", "looked at your applications"),
        (Kind.READ, "applications:application 9", "looked at an application"),
        (Kind.CHANGED, "interviews:details 9", "changed an invitation"),
        (Kind.CHANGED, "applications:new", "added an application"),
        (Kind.CHANGED, "interviews:paste", "brought in an invitation"),
        (Kind.READ, "somewhere:new 9", "looked at your record"),
        (Kind.READ, "", "looked at your record"),
        (Kind.INVITE_SENT, "", "sent you an invitation by mail"),
        (Kind.CANDIDATE_ADDED, "", "wrote you down as a candidate"),
        (Kind.ROLE_CHANGED, "", "did something with your record"),
    ],
)
def test_act_is_told_in_words(client, mira, petra, kind, target, said):
    record(mira, petra, kind, target=target)
    (line,) = lines(client)
    assert line.title == f"Petra Nyström {said}"
    assert (line.firm, line.about) == ("Nordwind", "")


def test_every_place_that_has_words_is_an_address():
    assert set(PLACES) - set(addresses()) == set()


def test_days_are_on_ones_own_calendar_with_the_latest_first(client, mira, petra):
    late = NOW.replace(hour=22, minute=30)
    record(mira, petra, at=NOW, target="applications:list")
    record(mira, petra, at=late, target="desk:worklist")
    with time_machine.travel(late + timedelta(minutes=5), tick=False):
        answer = client.get(SEEN)
    assert [day for day, _ in answer.context["days"]] == ["Today", "Wed 1 July"]
    text = answer.content.decode()
    assert text.index("00:30") < text.index("11:00")


def test_row_that_is_there_is_named_and_led_to(client, mira, petra):
    application = make_application(candidate=mira, job_title="Analyst", employer_name="Vale")
    rows = {
        "applications:application": application,
        "interviews:invitation": make_invitation(application=application),
        "interviews:interview": make_interview(application=application),
        "interviews:message": make_message(candidate=mira, subject="Come and see us"),
    }
    for view, row in rows.items():
        record(mira, petra, target=f"{view} {row.pk}")
    hrefs = [row.get_absolute_url() for row in rows.values()]
    assert [line.href for line in lines(client)] == hrefs[::-1]
    text = client.get(SEEN).content.decode()
    assert text.count("Analyst at Vale</a>") == 3
    assert "Come and see us</a>" in text
    assert all(f'href="{href}"' in text for href in hrefs)


def test_row_of_somebody_else_is_not_named(client, mira, petra):
    foreign = make_application(job_title="Secret")
    record(mira, petra, target=f"applications:application {foreign.pk}")
    assert "Secret" not in client.get(SEEN).content.decode()


def test_what_is_about_somebody_else_is_not_listed(client, mira, petra):
    record(make_candidate(), petra)
    assert lines(client) == []
    assert "Nobody has looked at your search" in client.get(SEEN).content.decode()


def test_ones_own_acts_are_left_out_but_for_sharing_and_exports(client, mira):
    record(mira, kind=Kind.READ)
    record(mira, kind=Kind.CHANGED)
    held = make_representation(candidate=mira, firm=make_firm(name="Nordwind"), accepted_at=None)
    held.accept([Scope.APPLICATIONS, Scope.PAY], by=mira.user, at=NOW)
    held.share([], by=mira.user, at=NOW)
    held.end(by=mira.user, at=NOW)
    record(mira, kind=Kind.EXPORTED)
    assert titles(client) == [
        "You took the data along as a file",
        "You ended it",
        "You changed what is shared: now contact details alone, "
        "before contact details, applications and pay",
        "You said yes, and shared contact details, applications and pay",
    ]


def test_who_is_there_no_more_has_left(client, mira, petra):
    record(mira, petra)
    user, firm = petra.user, petra.firm
    petra.delete()
    user.delete()
    firm.delete()
    (line,) = lines(client)
    assert line.title == "Somebody who has left looked at your record"
    assert line.firm == ""


def test_what_nobody_did_was_done_by_the_product(client, mira):
    Entry.objects.record(Kind.ERASED, actor_id=None, candidate_id=mira.pk, at=NOW)
    assert titles(client) == ["Jobtracker itself erased data"]


def test_pages_follow_each_other_without_gap(client, mira, petra):
    for number in range(1, 121):
        record(mira, petra, target=f"applications:application {number}")
    numbers, query = [], {}
    while True:
        answer = client.get(SEEN, query)
        numbers += [line.at for _, lines in answer.context["days"] for line in lines]
        if not answer.context["older_href"]:
            break
        query = {"before": answer.context["older_href"].split("=")[1]}
    assert len(numbers) == 120


def test_page_that_is_just_full_has_none_after_it(client, mira, petra):
    for number in range(1, 51):
        record(mira, petra, target=f"applications:application {number}")
    assert client.get(SEEN).context["older_href"] == ""


@pytest.mark.parametrize("before", ["x", "-1", "²", "9" * 40, "\x00", "1.5"])
def test_odd_place_in_the_list_is_its_start(client, mira, petra, before):
    record(mira, petra)
    assert len(lines(client, before=before)) == 1


def test_reading_by_the_firm_arrives_on_the_page(client, mira, petra):
    make_representation(candidate=mira, firm=petra.firm, coordinator=petra)
    application = make_application(candidate=mira)
    firm_client = type(client)()
    firm_client.force_login(petra.user)
    firm_client.get(application.get_absolute_url())
    assert lines(client)[0].href == application.get_absolute_url()


def test_queries_stay_the_same_with_more_rows(client, mira):
    def add():
        member = make_membership()
        application = make_application(candidate=mira)
        make_representation(candidate=mira, firm=member.firm)
        for view, row in (
            ("applications:application", application),
            ("interviews:invitation", make_invitation(application=application)),
            ("interviews:interview", make_interview(application=application)),
            ("interviews:message", make_message(candidate=mira)),
        ):
            record(mira, member, target=f"{view} {row.pk}")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(SEEN)
        return len(captured)

    add()
    one = queries()
    add()
    add()
    assert queries() == one <= 12
