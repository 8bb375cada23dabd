"""The caseload: whom a firm looks after, and nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate, Representation
from jobtracker.people.views import caseload as views
from tests.factories import NOW, make_candidate, make_membership, make_representation
from tests.people.firm.conftest import make_unclaimed

pytestmark = pytest.mark.django_db

CONTACT = {"name": "Ida Holm", "time_zone": "Europe/Stockholm"}


def caseload(client, firm, **query):
    return client.get(reverse("firm:caseload", args=[firm.pk], query=query))


def names(answer):
    return [link.text() for link in LexborHTMLParser(answer.content).css(".row-link")]


def add(client, firm, /, **data):
    return client.post(reverse("firm:add-candidate", args=[firm.pk]), CONTACT | data)


def test_empty_caseload_leads_to_the_first_candidate(signed_in, petra, firm):
    html = LexborHTMLParser(caseload(signed_in(petra), firm).content)
    link = html.css_first(".empty a.button").attributes["href"]
    assert signed_in(petra).get(link).status_code == 200


def test_caseload_says_who_how_and_with_whom(signed_in, petra, mira, jonas, firm):
    answer = caseload(signed_in(petra), firm)
    assert names(answer) == ["Jonas Weber", "Mira Sandberg"]
    badges = [each.text(strip=True) for each in LexborHTMLParser(answer.content).css(".row .badge")]
    assert badges == ["Not invited", "Agreed"]
    assert answer.content.decode().count(f">{petra.user}<") >= 2


@pytest.mark.parametrize("terms", [{"accepted_at": None}, {"ended_at": NOW}])
def test_who_did_not_agree_or_left_is_not_on_it(signed_in, petra, firm, terms):
    make_representation(firm=firm, coordinator=petra, **terms)
    answer = caseload(signed_in(petra), firm)
    assert names(answer) == []
    assert answer.context["parts"] == []


def test_candidates_are_found_by_part_of_a_name_or_an_address(signed_in, petra, mira, jonas, firm):
    client = signed_in(petra)
    found = {
        "sandb": [mira],
        "EXAMPLE.org": [jonas, mira],
        "jonas@": [jonas],
        "%": [],
        "\x00": None,
    }
    for words, those in found.items():
        expected = [jonas, mira] if those is None else those
        answer = caseload(client, firm, q=words)
        assert names(answer) == [each.candidate.name for each in expected], words
    assert "Nobody by that name" in caseload(client, firm, q="%").text
    assert names(caseload(client, firm, q="e", whose="mine")) == ["Jonas Weber", "Mira Sandberg"]


def test_search_stays_on_the_next_page(signed_in, petra, firm, monkeypatch):
    monkeypatch.setattr(views, "PAGE_LENGTH", 1)
    for name in ("Ida A", "Ida B", "Ulla"):
        make_unclaimed(petra, name=name)
    first = caseload(signed_in(petra), firm, q="ida", whose="mine")
    second = signed_in(petra).get(first.context["next_href"])
    assert (names(first), names(second)) == (["Ida A"], ["Ida B"])
    assert second.context["next_href"] == ""
    assert names(signed_in(petra).get(second.context["previous_href"])) == ["Ida A"]


def test_caseload_of_another_firm_is_not_there(signed_in, stranger, mira, firm):
    other = make_representation(firm=stranger.firm, candidate=make_candidate(name="Other"))
    assert caseload(signed_in(stranger), firm).status_code == 404
    assert names(caseload(signed_in(stranger), stranger.firm)) == [other.candidate.name]


def test_parts_are_by_coordinator(signed_in, petra, carl, mira, jonas, firm):
    make_representation(
        firm=firm, coordinator=carl, candidate=make_candidate(name="With Carl", user=None)
    )
    make_representation(firm=firm, candidate=make_candidate(name="Alone", user=None))
    client = signed_in(petra)
    shown = {
        whose: names(caseload(client, firm, whose=whose)) for whose in ("mine", "nobodys", "x")
    }
    assert shown == {
        "mine": ["Jonas Weber", "Mira Sandberg"],
        "nobodys": ["Alone"],
        "x": ["Alone", "Jonas Weber", "Mira Sandberg", "With Carl"],
    }
    sizes = {label: size for label, size, *_ in caseload(client, firm).context["parts"]}
    assert sizes == {"All": 4, "Mine": 2, "Without a coordinator": 1}


@pytest.mark.parametrize("whose", ["mine", "nobodys"])
def test_empty_part_says_so(signed_in, anna, mira, firm, whose):
    answer = caseload(signed_in(anna), firm, whose=whose)
    assert LexborHTMLParser(answer.content).css_first(".empty") is not None


def test_applications_are_linked_only_where_they_are_shared(signed_in, petra, firm):
    shared = make_representation(firm=firm)
    make_representation(firm=firm, shares_applications=False)
    client = signed_in(petra)
    links = LexborHTMLParser(caseload(client, firm).content).css("a[href*='candidate=']")
    (href,) = [link.attributes["href"] for link in links]
    assert href == f"{reverse('applications:list')}?candidate={shared.candidate_id}"
    assert client.get(href).status_code == 200


def test_long_caseload_comes_in_pages(signed_in, petra, firm, monkeypatch):
    monkeypatch.setattr(views, "PAGE_LENGTH", 2)
    for name in "ABCDE":
        make_unclaimed(petra, name=name)
    client = signed_in(petra)
    pages = [names(caseload(client, firm, page=page)) for page in (1, 2, 3)]
    assert pages == [["A", "B"], ["C", "D"], ["E"]]
    html = LexborHTMLParser(caseload(client, firm, page=2, whose="mine").content)
    links = [each.attributes["href"] for each in html.css("nav[aria-label=Pages] a")]
    address = reverse("firm:caseload", args=[firm.pk])
    assert links == [f"{address}?whose=mine", f"{address}?whose=mine&page=3"]


@pytest.mark.parametrize("page", ["0", "x", "²", "9" * 30, "-1", "\x00"])
def test_odd_page_is_one_that_is_there(signed_in, petra, mira, firm, page):
    assert names(caseload(signed_in(petra), firm, page=page)) == ["Mira Sandberg"]


def test_looking_is_recorded_for_each_who_is_shown(signed_in, petra, mira, jonas, firm):
    caseload(signed_in(petra), firm)
    reads = Entry.objects.filter(kind=Kind.READ, actor_id=petra.user_id, firm_id=firm.pk)
    told = set(reads.values_list("candidate_id", "target"))
    assert told == {(held.candidate_id, f"firm:caseload {firm.pk}") for held in (mira, jonas)}


def test_candidate_is_added_without_an_address(signed_in, petra, firm):
    client = signed_in(petra)
    assert client.get(reverse("firm:add-candidate", args=[firm.pk])).status_code == 200
    answer = add(client, firm, phone="+46 8 555")
    held = Representation.objects.get()
    assert answer.url == reverse("firm:candidate", args=[held.pk])
    assert (held.coordinator, held.candidate.name) == (petra, "Ida Holm")
    assert (held.candidate.email, held.candidate.phone) == ("", "+46 8 555")
    assert held.candidate.time_zone == "Europe/Stockholm"
    assert Entry.objects.filter(kind=Kind.CANDIDATE_ADDED, actor_id=petra.user_id).exists()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Ida\r\nBcc: x@example.org"}, "name"),
        ({"email": "no address"}, "email"),
        ({"send_now": "on"}, "email"),
        ({"phone": "1\x002"}, "phone"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
    ],
)
def test_refused_candidate_is_not_kept_but_what_was_typed_is(signed_in, petra, firm, data, field):
    answer = add(signed_in(petra), firm, **data)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["name"].value() == data.get("name", "Ida Holm")
    assert not Candidate.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"name": "MIRA SANDBERG"},
        {"name": " Mira Sandberg "},
        {"name": "M. Sandberg", "email": "Mira@Example.org"},
    ],
)
def test_possible_double_is_pointed_out_and_does_not_block(signed_in, petra, mira, firm, data):
    client = signed_in(petra)
    answer = add(client, firm, **data)
    assert answer.status_code == 422
    html = LexborHTMLParser(answer.content)
    href = reverse("firm:candidate", args=[mira.pk])
    assert html.css_first(f".notice a[href='{href}']").text() == "Mira Sandberg"
    hidden = {
        each.attributes["name"]: each.attributes["value"] for each in html.css("[type=hidden]")
    }
    assert Candidate.objects.count() == 1
    add(client, firm, **data, anyway=hidden["anyway"])
    assert Candidate.objects.count() == 2


def test_double_elsewhere_is_not_pointed_out(signed_in, petra, stranger, mira, firm):
    make_representation(firm=firm, candidate=make_candidate(name="Ida Holm"), ended_at=NOW)
    make_representation(firm=firm, candidate=make_candidate(name="Ida Holm"), accepted_at=None)
    make_candidate(name="Ida Holm", email="ida@example.org")
    make_unclaimed(stranger, name="Ida Holm", email="ida@example.org")
    assert add(signed_in(petra), firm, email="ida@example.org").status_code == 302


def test_who_is_shown_as_a_possible_double_is_recorded(signed_in, petra, mira, firm):
    add(signed_in(petra), firm, name="Mira Sandberg")
    (read,) = Entry.objects.filter(kind=Kind.READ)
    assert (read.candidate_id, read.target) == (mira.candidate_id, f"firm:add-candidate {firm.pk}")


def test_stranger_adds_nobody(signed_in, stranger, firm):
    assert add(signed_in(stranger), firm).status_code == 404
    assert not Candidate.objects.exists()


def test_only_declared_fields_are_kept(signed_in, petra, stranger, firm):
    forged = {"user": stranger.user_id, "firm": stranger.firm_id, "situation": "open", "id": 7}
    add(signed_in(petra), firm, **forged, coordinator=stranger.pk, accepted_at="2026-01-01")
    held = Representation.objects.get()
    assert (held.firm, held.coordinator, held.accepted_at) == (firm, petra, None)
    assert (held.candidate.user, held.candidate.situation) == (None, "")


def test_caseload_is_only_read(signed_in, petra, firm):
    address = reverse("firm:caseload", args=[firm.pk])
    assert signed_in(petra).post(address).status_code == 405


def test_queries_stay_the_same_with_more_rows(signed_in, petra, firm):
    client = signed_in(petra)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            caseload(client, firm)
        return len(captured)

    def grow(number):
        for _ in range(number):
            make_unclaimed(make_membership(firm=firm), name="Somebody")
        caseload(client, firm)
        return queries()

    assert grow(1) == grow(2) <= 11


@pytest.mark.parametrize(
    ("scopes", "words"),
    [
        (set(Scope), "shares everything"),
        (set(Scope) - {Scope.PAY}, "shares all but pay"),
        ({Scope.APPLICATIONS, Scope.PAY}, "shares contact details, applications and pay"),
        (set(), "shares contact details alone"),
    ],
)
def test_row_says_what_is_shared(signed_in, petra, mira, firm, scopes, words):
    mira.share(scopes, by=mira.candidate.user, at=NOW)
    row = LexborHTMLParser(caseload(signed_in(petra), firm).content).css_first(".row-end")
    assert words in " ".join(row.text().split())
