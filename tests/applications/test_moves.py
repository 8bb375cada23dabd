"""Moving, tagging and closing one application or many, and taking it back."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from applications.acts import MOST_AT_ONCE
from applications.models import Application, Change
from applications.stages import Outcome, Stage
from tests.factories import (
    make_application,
    make_candidate,
    make_membership,
    make_representation,
    make_user,
)

pytestmark = pytest.mark.django_db

MOVES, TAGGING, UNTAGGING = (f"applications:{each}" for each in ("moves", "tagging", "untagging"))
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/applications/board/?q=x"}


@pytest.fixture
def mira():
    return make_candidate(user=make_user(name="Mira"))


@pytest.fixture
def tab(client, mira):
    client.force_login(mira.user)
    return client


@pytest.fixture
def two(mira):
    return [
        make_application(candidate=mira, job_title=title, stage=Stage.APPLIED)
        for title in ("Analyst", "Baker")
    ]


def ticks(*applications):
    return [f"{each.pk}-{each.standing}" for each in applications]


def standings():
    return [each.standing for each in Application.objects.order_by("pk")]


def said(answer):
    return " ".join(str(each) for each in get_messages(answer.wsgi_request))


def undone(tab, **data):
    return tab.post(Change.objects.latest("pk").undo_href, data)


@pytest.mark.parametrize(("layout", "name"), [("board", "board"), ("list", "list"), ("x", "list")])
def test_ticked_ones_move_and_the_page_keeps_its_filters(layout, name, tab, two):
    address = reverse(MOVES, query={"layout": layout, "q": "a", "sort": "title"})
    answer = tab.post(address, {"applications": ticks(*two), "to": "interviewing"})
    assert answer.url == reverse(f"applications:{name}", query={"q": "a", "sort": "title"})
    assert standings() == ["interviewing", "interviewing"]
    assert "Moved 2 applications to “Interviewing”" in said(answer)


def test_closing_many_names_the_outcome_and_undo_opens_them_again(tab, two):
    tab.post(reverse(MOVES), {"applications": ticks(*two), "to": "no_response"})
    assert standings() == ["no_response", "no_response"]
    page = LexborHTMLParser(tab.get(reverse("applications:list"), {"q": "a"}).content)
    form = page.css_first("form.undo")
    values = {"next": form.css_first("[name=next]").attributes["value"]}
    answer = tab.post(form.attributes["action"], values)
    assert answer.url == reverse("applications:list") + "?q=a"
    assert standings() == ["applied", "applied"]


def test_undo_leaves_what_changed_since_and_happens_once(tab, two):
    tab.post(reverse(MOVES), {"applications": ticks(*two), "to": "interviewing"})
    two[0].refresh_from_db()
    two[0].move_to(Stage.OFFER, by=None, at=two[0].moved_at)
    assert "but for Analyst" in said(undone(tab))
    assert standings() == ["offer", "applied"]
    assert "taken back already" in said(undone(tab))


def test_what_was_moved_meanwhile_stays_and_is_named(tab, two):
    shown = ticks(*two)
    two[0].move_to(Stage.CLOSED, Outcome.REJECTED, by=None, at=two[0].moved_at)
    answer = tab.post(reverse(MOVES), {"applications": shown, "to": "interviewing"})
    assert standings() == ["rejected", "interviewing"]
    assert "Moved meanwhile, and left where it is: Analyst" in said(answer)


@pytest.mark.parametrize("layout", ["list", "board"])
@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        (MOVES, {"to": "interviewing"}, "Tick the applications first."),
        (MOVES, {"applications": ["x-applied"], "to": "offer"}, "Tick the applications first."),
        (MOVES, {"applications": ["9" * 9_000], "to": "offer"}, "Tick the applications first."),
        (MOVES, {"applications": ["1-applied"]}, "Where to?"),
        (MOVES, {"applications": ["1-applied"], "to": "nowhere"}, "Where to?"),
        (TAGGING, {"tag": "word"}, "Tick the applications first."),
        (TAGGING, {"applications": ["1-applied"]}, "This field is required."),
        (TAGGING, {"applications": ["1-applied"], "tag": "a,b"}, "One tag at a time"),
        (TAGGING, {"applications": ["1-applied"], "tag": "x" * 41}, "at most 40"),
    ],
)
def test_refused_form_is_shown_again_with_the_reason(layout, name, data, words, tab, two):
    answer = tab.post(reverse(name, query={"layout": layout}), data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert standings() == ["applied", "applied"]


def test_refused_form_keeps_its_ticks(tab, two):
    answer = tab.post(reverse(MOVES), {"applications": ticks(two[1])})
    tree = LexborHTMLParser(answer.content)
    kept = [each.attributes["value"] for each in tree.css("input[name=applications][checked]")]
    assert kept == ticks(two[1])


def test_no_more_than_some_at_once(tab, two):
    values = {"applications": [f"{each}-applied" for each in range(MOST_AT_ONCE + 1)]}
    answer = tab.post(reverse(MOVES), {**values, "to": "offer"})
    assert f"At most {MOST_AT_ONCE} at once" in answer.content.decode()


def test_rows_of_others_are_passed_over(tab, two):
    theirs = make_application(stage=Stage.APPLIED)
    values = {"applications": ticks(two[0], theirs), "to": "offer"}
    assert "Moved Analyst" in said(tab.post(reverse(MOVES), values))
    theirs.refresh_from_db()
    assert theirs.stage == Stage.APPLIED
    tab.post(reverse(TAGGING), {"applications": ticks(theirs), "tag": "mine"})
    assert not theirs.tags.exists()


def test_tag_goes_on_and_off_and_back(tab, two):
    values = {"applications": ticks(*two), "tag": " remote  only "}
    tab.post(reverse(TAGGING), values)
    assert [each.tags.get().name for each in two] == ["remote only", "remote only"]
    assert "Each has that tag already." in said(tab.post(reverse(TAGGING), values))
    tab.post(reverse(UNTAGGING), values)
    assert not two[0].tags.exists()
    undone(tab)
    assert two[0].tags.get().name == "remote only"
    tab.post(reverse(UNTAGGING), {**values, "tag": "other"})
    assert two[0].tags.exists()


def test_card_that_is_dropped_comes_back_where_it_stands(tab, two):
    here = reverse("applications:stage", args=[two[0].pk])
    values = {"to": "interviewing", "standing": "applied"}
    answer = tab.post(here, values, headers=HTMX)
    tree = LexborHTMLParser(answer.content)
    assert not tree.css("h1")
    assert tree.css_first("[data-card]").attributes["data-standing"] == "interviewing"
    assert "Moved Analyst" in tree.css_first("#messages").text()
    assert tree.css_first("[name=next]").attributes["value"] == "/applications/board/?q=x"
    assert len(answer.content) < 4_000


def test_card_dropped_on_a_stale_board_stays_and_says_why(tab, two):
    two[0].move_to(Stage.OFFER, by=None, at=two[0].moved_at)
    here = reverse("applications:stage", args=[two[0].pk])
    answer = tab.post(here, {"to": "interviewing", "standing": "applied"}, headers=HTMX)
    tree = LexborHTMLParser(answer.content)
    assert tree.css_first("[data-card]").attributes["data-standing"] == "offer"
    assert "Meanwhile it was moved to “Offer”" in tree.css_first("#messages").text()
    assert standings()[0] == "offer"


def test_coordinator_moves_and_takes_back_only_what_is_their_own(client, mira, two):
    member = make_membership()
    make_representation(candidate=mira, firm=member.firm, coordinator=member)
    client.force_login(mira.user)
    client.post(reverse(MOVES), {"applications": ticks(two[0]), "to": "offer"})
    hers = Change.objects.get()
    client.force_login(member.user)
    assert client.post(hers.undo_href).status_code == 403
    address = reverse(MOVES, query={"candidate": mira.pk, "layout": "board"})
    answer = client.post(address, {"applications": ticks(two[1]), "to": "offer"})
    assert answer.url == reverse("applications:board", query={"candidate": mira.pk})
    assert standings() == ["offer", "offer"]
    undone(client)
    assert standings() == ["offer", "applied"]
