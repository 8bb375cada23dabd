"""The board: which cards lie where, how many, and at what cost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from applications import board
from applications.models import Application
from applications.stages import OPEN_STAGES, Outcome, Stage
from tests.factories import (
    make_application,
    make_candidate,
    make_employer,
    make_interview,
    make_membership,
    make_red_flag,
    make_representation,
    make_user,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

BOARD = "applications:board"


@pytest.fixture
def mira():
    return make_candidate(user=make_user(name="Mira"))


@pytest.fixture
def tab(client, mira):
    client.force_login(mira.user)
    return client


def columns(tab, **query):
    """The titles of the cards, by column."""
    tree = LexborHTMLParser(tab.get(reverse(BOARD), query).content)
    return {
        each.attributes["data-place"]: [link.text() for link in each.css(".board-link")]
        for each in tree.css("[data-place]")
    }


def make_many(candidate, number, **fields):
    employer = make_employer(candidate=candidate)
    return Application.objects.bulk_create(
        Application(candidate=candidate, employer=employer, job_title=f"Job {each}", **fields)
        for each in range(number)
    )


def closed(candidate, outcome, title="Over"):
    return make_application(
        candidate=candidate, job_title=title, stage=Stage.CLOSED, outcome=outcome
    )


def test_each_stage_is_a_column_with_its_cards(tab, mira):
    for stage in (Stage.SAVED, Stage.OFFER):
        make_application(candidate=mira, job_title=stage.value, stage=stage)
    make_application(job_title="Somebody else's", stage=Stage.SAVED)
    closed(mira, Outcome.REJECTED)
    found = columns(tab)
    assert list(found) == [each.value for each in OPEN_STAGES]
    assert (found["saved"], found["offer"], found["applied"]) == (["saved"], ["offer"], [])


def test_card_says_what_matters_at_a_glance(tab, mira):
    application = make_application(
        candidate=mira,
        employer_name="Acme",
        job_title="Analyst",
        stage=Stage.APPLIED,
        next_step="Call Ada",
        next_step_on=date(2020, 1, 2),
        interest_now=4,
        moved_at=timezone.now() - timedelta(days=9),
    )
    application.tag(["remote"])
    make_red_flag(employer=application.employer)
    make_interview(application=application, starts_at=timezone.now() + timedelta(days=2))
    card = LexborHTMLParser(tab.get(reverse(BOARD)).content).css_first("[data-card]").text()
    for words in ("Analyst", "Acme", "Call Ada", "Interest 4", "Red flag", "remote", "Interview"):
        assert words in card


def test_days_of_quiet_are_on_the_card(tab, mira):
    moved_at = timezone.now() - timedelta(days=9)
    make_application(candidate=mira, stage=Stage.APPLIED, moved_at=moved_at)
    assert "Quiet 9 days" in tab.get(reverse(BOARD)).content.decode()


def test_closed_ones_are_folded_by_whose_choice_it_was(tab, mira):
    for outcome in (Outcome.REJECTED, Outcome.NO_RESPONSE, Outcome.ACCEPTED):
        closed(mira, outcome, outcome.value)
    tree = LexborHTMLParser(tab.get(reverse(BOARD)).content)
    shown = {
        each.attributes["data-group"]: each.css_first("[data-count]").text()
        for each in tree.css("[data-group]")
    }
    assert shown == {"mine": "1", "theirs": "2"}
    assert not tree.css(".board-folded [data-card]")
    link = tree.css_first("[data-group=theirs] a").attributes["href"]
    unfolded = LexborHTMLParser(tab.get(link).content)
    titles = [each.text() for each in unfolded.css(".board-link")]
    assert sorted(titles) == ["no_response", "rejected"]


def test_filters_of_the_list_hold_here_too(tab, mira):
    make_application(candidate=mira, job_title="Gardener", stage=Stage.SAVED, interest_now=5)
    make_application(candidate=mira, job_title="Baker", stage=Stage.SAVED, interest_now=1)
    assert columns(tab, interest="4")["saved"] == ["Gardener"]
    assert columns(tab, q="baker")["saved"] == ["Baker"]
    assert list(columns(tab, stage="saved")) == ["saved"]
    assert columns(tab, sort="title")["saved"] == ["Baker", "Gardener"]


def test_column_shows_fifty_and_more_on_demand(tab, mira):
    make_many(mira, 120, stage=Stage.APPLIED)
    make_many(mira, 3, stage=Stage.SAVED)
    tree = LexborHTMLParser(tab.get(reverse(BOARD)).content)
    applied = tree.css_first("[data-place=applied]")
    assert len(applied.css("[data-card]")) == board.COLUMN_LENGTH
    assert applied.css_first("[data-count]").text() == "120"
    assert not tree.css("[data-place=saved] [data-more]")
    seen, link = set(), applied.css_first("[data-more] a")
    seen |= {each.attributes["data-card"] for each in applied.css("[data-card]")}
    while link:
        href = link.attributes["hx-get"]
        part = LexborHTMLParser(tab.get(href, headers={"HX-Request": "true"}).content)
        assert not part.css("[data-board]")
        cards = {each.attributes["data-card"] for each in part.css("[data-card]")}
        assert not cards & seen
        seen |= cards
        link = part.css_first("[data-more] a")
    assert len(seen) == 120


def test_more_of_a_column_is_a_page_without_a_script(tab, mira):
    rows = make_many(mira, 60, stage=Stage.APPLIED)
    tree = LexborHTMLParser(tab.get(reverse(BOARD)).content)
    page = LexborHTMLParser(tab.get(tree.css_first("[data-more] a").attributes["href"]).content)
    assert len(page.css("[data-card]")) == len(rows) - board.COLUMN_LENGTH
    assert page.css_first("h1")


@pytest.mark.parametrize("after", ["0", "x", "9" * 30, "-1", ""])
def test_odd_place_to_go_on_is_no_error(after, tab, mira):
    make_many(mira, 2, stage=Stage.APPLIED)
    query = {"stage": "applied", "after": after}
    assert tab.get(reverse(BOARD), query).status_code == 200


def test_nobody_counts_beyond_a_number(tab, mira, monkeypatch):
    make_many(mira, 5, stage=Stage.APPLIED)
    monkeypatch.setattr(board, "MOST_COUNTED", 4)
    tree = LexborHTMLParser(tab.get(reverse(BOARD)).content)
    assert tree.css_first("[data-place=applied] [data-count]").text() == "5+"


@pytest.mark.parametrize("number", [1, 3, 60])
def test_board_takes_five_queries_however_full(number, tab, mira):
    for stage in OPEN_STAGES:
        for application in make_many(mira, number, stage=stage)[:3]:
            application.tag(["word"])
            make_red_flag(employer=application.employer)
            make_interview(application=application)
    assert len(queries_of(tab, reverse(BOARD))) == 5


def test_five_queries_for_further_cards_at_most(tab, mira):
    rows = make_many(mira, 60, stage=Stage.APPLIED)
    query = {"stage": "applied", "after": rows[-1].pk}
    assert len(queries_of(tab, reverse(BOARD), query)) <= 5


def test_firm_sees_the_board_without_what_is_private(client, mira):
    member = make_membership()
    make_representation(candidate=mira, firm=member.firm, coordinator=member)
    make_application(candidate=mira, job_title="Analyst", interest_now=5, is_dream=True)
    client.force_login(member.user)
    page = client.get(reverse(BOARD), {"candidate": mira.pk}).content.decode()
    assert "Analyst" in page
    assert "Interest 5" not in page
    assert "Hoped for" not in page


def test_closed_ones_have_a_column_for_each_end(client, mira):
    client.force_login(mira.user)
    make_application(candidate=mira, job_title="Baker", stage="closed", outcome="rejected")
    page = client.get(reverse("applications:board"), {"stage": "closed"})
    assert page.status_code == 200
    assert "Baker" in page.content.decode()
