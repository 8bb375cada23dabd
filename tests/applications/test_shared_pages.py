"""What a coordinator sees and may say on a candidate's pages, and what stays the candidate's."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, RedFlag
from applications.models.event import EventKind
from interviews.guidance import Safety, Severity, Source
from interviews.models.interview import InterviewState
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_interview,
    make_invitation,
    make_membership,
    make_red_flag,
    make_representation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira():
    return make_candidate(name="Mira Sandberg")


@pytest.fixture
def candidate_client(client, mira):
    client.force_login(mira.user)
    return client


@pytest.fixture(params=["shares interviews", "keeps interviews"])
def is_shared(request):
    return request.param == "shares interviews"


def sign_in_coordinator(client, candidate, **sharing):
    member = make_membership()
    make_representation(candidate=candidate, firm=member.firm, **sharing)
    client.force_login(member.user)
    return client


@pytest.fixture
def coordinator_client(client, mira):
    return sign_in_coordinator(client, mira)


def page(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def of_mira(name, mira):
    return reverse(name, query={"candidate": mira.pk})


def test_every_link_of_the_list_keeps_the_candidate(coordinator_client, mira):
    text = page(coordinator_client, of_mira("applications:list", mira))
    for name in ("applications:new", "interviews:bring-in"):
        assert f'href="{of_mira(name, mira)}"' in text
    assert "You are working on Mira Sandberg’s record." in text


def test_way_back_of_an_application_keeps_the_candidate(coordinator_client, mira):
    application = make_application(candidate=mira)
    text = page(coordinator_client, application.get_absolute_url())
    assert f'href="{of_mira("applications:list", mira)}"' in text


def test_candidate_is_not_named_in_their_own_links(candidate_client, mira):
    application = make_application(candidate=mira)
    for address in (reverse("applications:list"), application.get_absolute_url()):
        assert "candidate=" not in page(candidate_client, address)


def test_firm_adds_an_application_without_any_interest(coordinator_client, mira):
    address = of_mira("applications:new", mira)
    assert "How much do you want it?" not in page(coordinator_client, address)
    values = {"employer_name": "Vale", "interest_at_application": "5", "is_dream": "on"}
    coordinator_client.post(address, values)
    added = Application.objects.get()
    assert added.candidate == mira
    assert (added.interest_at_application, added.interest_now) == (None, None)
    assert not added.is_dream


@pytest.mark.parametrize("who", ["candidate_client", "coordinator_client"])
def test_hope_is_shown_to_the_candidate_alone(who, request, mira):
    client = request.getfixturevalue(who)
    application = make_application(candidate=mira, is_dream=True)
    for address in (of_mira("applications:list", mira), application.get_absolute_url()):
        assert ("Hoped for" in page(client, address)) == (who == "candidate_client")


@pytest.mark.parametrize("who", ["candidate_client", "coordinator_client"])
def test_source_of_a_flag_is_shown_to_the_candidate_alone(who, request, mira):
    client = request.getfixturevalue(who)
    application = make_application(candidate=mira)
    make_red_flag(employer=application.employer, topic="Shouting", source_detail="Aunt Eva")
    text = page(client, application.get_absolute_url())
    assert "Shouting" in text
    assert ("Aunt Eva" in text) == (who == "candidate_client")
    assert ("cleared up" in text) == (who == "candidate_client")


def test_firm_does_not_rule_a_job_out(coordinator_client, mira):
    application = make_application(candidate=mira)
    address = reverse("applications:red-flags", args=[application.pk])
    values = {"flag-topic": "Unpaid overtime", "flag-safety": Safety.NONE}
    answer = coordinator_client.post(address, values | {"flag-severity": Severity.ABSOLUTE})
    assert answer.status_code == 422
    assert "rules the job out" not in answer.content.decode()
    assert not RedFlag.objects.exists()
    coordinator_client.post(address, values | {"flag-severity": Severity.SERIOUS})
    assert RedFlag.objects.get().severity == Severity.SERIOUS


def test_history_tells_of_interviews_only_where_they_are_shared(client, mira, is_shared):
    application = make_application(candidate=mira)
    application.record(EventKind.CREATED, "Added", by=mira.user, at=NOW)
    application.record(EventKind.DECIDED, "Said no to them", by=mira.user, at=NOW)
    sign_in_coordinator(client, mira, shares_interviews=is_shared)
    text = page(client, application.get_absolute_url())
    assert "Added" in text
    assert ("Said no to them" in text) == is_shared


def test_interviews_are_listed_only_where_they_are_shared(client, mira, is_shared):
    application = make_application(candidate=mira)
    invitation = make_invitation(application=application)
    interview = make_interview(
        application=application, starts_at=timezone.now() + timedelta(days=2)
    )
    sign_in_coordinator(client, mira, shares_interviews=is_shared)
    text = page(client, application.get_absolute_url())
    assert (interview.get_absolute_url() in text) == is_shared
    assert (invitation.get_absolute_url() in text) == is_shared
    listed = page(client, of_mira("applications:list", mira))
    assert ("<span>Interview" in listed) == is_shared
    assert (of_mira("interviews:bring-in", mira) in listed) == is_shared


def test_list_shows_the_next_interview_of_those_still_planned(candidate_client, mira):
    application, now = make_application(candidate=mira), timezone.now()
    for days, state in [
        (-1, InterviewState.SCHEDULED),
        (2, InterviewState.CANCELLED),
        (3, InterviewState.SCHEDULED),
        (4, InterviewState.SCHEDULED),
    ]:
        starts_at = now + timedelta(days=days)
        make_interview(application=application, starts_at=starts_at, state=state, zone="UTC")
    text = page(candidate_client, reverse("applications:list"))
    assert text.count("<span>Interview") == 1
    assert f'datetime="{(now + timedelta(days=3)).isoformat()}"' in text


@pytest.mark.parametrize(
    ("people", "detail", "said"),
    [
        (1, "", "Online reviews"),
        (3, "", "Online reviews, 3 people"),
        (1, "One, last spring", "Online reviews: One, last spring"),
    ],
)
def test_flag_says_where_it_is_from(people, detail, said):
    flag = RedFlag(source=Source.ONLINE_REVIEW, independent_sources=people, source_detail=detail)
    assert flag.said_by == said


def test_words_on_a_source_are_shown_as_words(candidate_client, mira):
    application = make_application(candidate=mira)
    make_red_flag(employer=application.employer, source_detail="<b>see</b> https://a.example/r")
    text = page(candidate_client, application.get_absolute_url())
    assert "&lt;b&gt;see&lt;/b&gt;" in text
    assert 'href="https://a.example/r"' in text


@pytest.mark.parametrize(
    "named",
    [
        "",
        "home",
        "applications:new",
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "///evil.example",
        "javascript:alert(1)",
        "\x00/",
    ],
)
def test_next_page_that_is_not_ours_leads_to_the_list(candidate_client, mira, named):
    flag = make_red_flag(employer=make_application(candidate=mira).employer)
    answer = candidate_client.post(reverse("applications:check", args=[flag.pk]), {"next": named})
    assert (answer.status_code, answer.url) == (302, reverse("applications:list"))


@pytest.mark.parametrize("after", ["x", "-1", "²", "9" * 40, "1.5", "\x00"])
def test_odd_place_in_the_list_is_its_start(candidate_client, mira, after):
    application = make_application(candidate=mira)
    answer = candidate_client.get(reverse("applications:list"), {"after": after})
    assert [line.pk for line in answer.context["lines"]] == [application.pk]


def test_refused_link_is_not_folded_away(candidate_client):
    values = {"employer_name": "Vale", "posting_url": "javascript:alert(1)"}
    answer = candidate_client.post(reverse("applications:new"), values)
    assert answer.status_code == 422
    until_field = answer.content.decode().split('name="posting_url"')[0]
    innermost = until_field.rsplit("<details", 1)[1].split(">")[0]
    assert " open" in innermost
