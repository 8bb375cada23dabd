"""Clients and their orders: the firm's own, matched to whom of the caseload they concern."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from applications.models import Client, ClientFlag, Order
from applications.names import spellings
from interviews.guidance import Source
from tests.factories import (
    NOW,
    make_application,
    make_employer,
    make_membership,
    make_representation,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

ORDER = {"title": "Analyst", "openings": "1", "received_on": "2026-06-01"}


@pytest.fixture
def petra(client):
    member = make_membership()
    client.force_login(member.user)
    return member


def make_client(member, name="Dock Works", **fields):
    return Client.objects.create(firm=member.firm, name=name, **fields)


def make_order(of, **fields):
    values = {"title": "Analyst", "received_on": NOW.date(), "firm": of.firm}
    return of.orders.create(**values | fields)


def titles(answer):
    return [link.text() for link in LexborHTMLParser(answer.content).css(".row-link")]


def clients(client, member, **query):
    return client.get(reverse("desk:clients", args=[member.firm_id], query=query))


def deal(member, name, domain="", **shares):
    """Somebody whom the firm looks after, with an employer of that name."""
    held = make_representation(firm=member.firm, **shares)
    employer = make_employer(candidate=held.candidate, name=name, domain=domain)
    make_application(employer=employer)
    return held.candidate


def test_empty_list_leads_to_the_first_client(client, petra):
    link = LexborHTMLParser(clients(client, petra).content).css_first(".empty a.button")
    form = link.attributes["href"]
    answer = client.post(form, {"name": "Dock Works", "domain": "https://Dock.example/jobs"})
    made = Client.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.firm, made.name, made.domain) == (petra.firm, "Dock Works", "dock.example")
    assert titles(clients(client, petra)) == ["Dock Works"]


def test_list_is_by_name_and_found_by_a_part_of_it(client, petra, monkeypatch):
    monkeypatch.setattr("jobtracker.desk.clients.reading.PAGE_LENGTH", 2)
    for name in ("Vale", "harbour", "Acme"):
        make_client(petra, name)
    make_client(make_membership(), "Another firm's")
    first = clients(client, petra)
    assert titles(first) == ["Acme", "harbour"]
    assert titles(client.get(first.context["next_href"])) == ["Vale"]
    assert titles(clients(client, petra, q="HARB")) == ["harbour"]


def test_list_counts_what_is_open(client, petra):
    dock = make_client(petra)
    make_order(dock)
    make_order(dock, closed_on=NOW.date())
    for resolved_at in (None, NOW):
        dock.flags.create(firm=petra.firm, topic="Late wages", resolved_at=resolved_at)
    (line,) = clients(client, petra).context["lines"]
    assert (line.meta, line.flags) == ("1 open order", 1)


def test_second_client_of_a_name_is_refused_and_nothing_typed_is_lost(client, petra):
    make_client(petra, "Dock Works")
    make_client(make_membership(), "Vale")
    form = reverse("desk:new-client", args=[petra.firm_id])
    answer = client.post(form, {"name": "DOCK works", "note": "Very kind"})
    assert answer.status_code == 422
    assert "Very kind" in answer.content.decode()
    assert client.post(form, {"name": "Vale"}).status_code == 302


def test_another_name_has_another_core(petra):
    dock = make_client(petra, "Dock Works GmbH")
    assert dock.core == "dock works"
    dock.name = "Vale Ltd"
    dock.save(update_fields=["name", "core"])
    assert Client.objects.get().core == "vale"
    assert list(Client.objects.called("VALE, Inc.")) == [dock]


def test_caseload_that_deals_with_a_client_is_found_by_name_and_domain(client, petra):
    dock = make_client(petra, "Dock Works AB", domain="dock.example")
    found = [
        deal(petra, "Dock Works"),
        deal(petra, "dock works, inc."),
        deal(petra, "Something else", domain="dock.example"),
    ]
    for terms in ({"shares_applications": False}, {"ended_at": NOW}, {"accepted_at": None}):
        deal(petra, "Dock Works", **terms)
    deal(petra, "Dock")
    deal(make_membership(), "Dock Works")
    answer = client.get(dock.get_absolute_url())
    assert titles(answer) == [each.name for each in found]


def test_core_is_among_the_spellings():
    assert {"acme", "acme ab", "acme, inc.", "acme holding oy"} & spellings("Acme Holding OY") == {
        "acme",
        "acme ab",
        "acme, inc.",
        "acme holding oy",
    }
    assert spellings("…") == {"…"}


def test_queries_do_not_grow_with_the_rows(client, petra):
    dock = make_client(petra)
    counts = []
    for times in (1, 2):
        for _ in range(times):
            deal(petra, dock.name)
            make_order(dock)
            dock.contacts.create(firm=petra.firm, name="Ada")
            flag = dock.flags.create(firm=petra.firm, topic="Late wages", by=petra.user)
            flag.resolve(by=petra.user, at=NOW)
        # What somebody looks at for the first time is written down.
        client.get(dock.get_absolute_url())
        pages = (dock.get_absolute_url(), reverse("desk:clients", args=[petra.firm_id]))
        counts.append([len(queries_of(client, each)) for each in pages])
    assert counts[0] == counts[1]


def test_person_there_is_added_changed_and_removed(client, petra):
    dock = make_client(petra)
    client.post(reverse("desk:client-contacts", args=[dock.pk]), {"person-name": "Ada"})
    ada = dock.contacts.get()
    assert client.get(ada.get_absolute_url()).status_code == 200
    client.post(ada.get_absolute_url(), {"name": "Ada Okafor", "role": "Head"})
    assert (dock.contacts.get().name, dock.contacts.get().role) == ("Ada Okafor", "Head")
    client.post(reverse("desk:client-contact-removal", args=[ada.pk]))
    assert not dock.contacts.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("client-contacts", {"person-email": "no address", "person-name": "Ada"}),
        ("client-flags", {"flag-topic": ""}),
        ("client-flags", {"flag-topic": "Late wages", "flag-severity": "absolute"}),
        ("edit-client", {"name": ""}),
        ("new-order", {**ORDER, "openings": "0"}),
        ("new-order", {**ORDER, "currency": "kr."}),
        ("new-order", {**ORDER, "received_on": "soon"}),
    ],
)
def test_bad_input_is_said_beside_the_field(name, data, client, petra):
    dock = make_client(petra)
    answer = client.post(reverse(f"desk:{name}", args=[dock.pk]), data)
    assert answer.status_code == 422
    assert LexborHTMLParser(answer.content).css_first("[aria-invalid=true], .field-error, .error")
    assert not any(rows.exists() for rows in (dock.contacts, dock.flags, dock.orders))


def test_red_flag_says_who_stands_for_it_and_is_cleared_up(client, petra):
    dock = make_client(petra)
    data = {"flag-topic": "Late wages", "flag-severity": "serious", "flag-text": "Two said so"}
    client.post(reverse("desk:client-flags", args=[dock.pk]), data)
    flag = ClientFlag.objects.get()
    assert (flag.by, flag.topic) == (petra.user, "Late wages")
    assert str(petra.user) in client.get(dock.get_absolute_url()).content.decode()
    client.post(reverse("desk:client-flag-resolution", args=[flag.pk]))
    flag.refresh_from_db()
    assert (flag.is_resolved, flag.resolved_by) == (True, petra.user)
    client.post(reverse("desk:client-flag-reopening", args=[flag.pk]))
    flag.refresh_from_db()
    assert not flag.is_resolved


def tell(client, dock, candidate):
    employer = candidate.employers.get()
    return client.post(
        reverse("desk:client-telling", args=[dock.pk]), {"employer": str(employer.pk)}
    )


def test_candidate_is_told_of_what_the_firm_vouches_for_once(client, petra):
    dock = make_client(petra)
    mira, other = deal(petra, "Dock Works"), deal(petra, "Dock Works")
    whose = {"firm": petra.firm, "text": "Two whom we placed said so"}
    dock.flags.create(topic="Late wages", severity="serious", **whose)
    dock.flags.create(topic="Shouting", resolved_at=NOW, **whose)
    for _ in range(2):
        assert tell(client, dock, mira).status_code == 302
    flag = mira.red_flags.get()
    assert (flag.topic, flag.severity, flag.source) == ("Late wages", "serious", Source.FIRM)
    assert flag.source_detail == ""
    assert flag.raised_by == petra.user
    assert not other.red_flags.exists()


def test_nobody_is_told_who_does_not_share_their_applications(client, petra):
    dock = make_client(petra)
    dock.flags.create(firm=petra.firm, topic="Late wages")
    for candidate in (
        deal(petra, "Dock Works", shares_applications=False),
        deal(petra, "Vale"),
        deal(make_membership(), "Dock Works"),
    ):
        assert tell(client, dock, candidate).status_code == 302
        assert not candidate.red_flags.exists()


def test_order_is_added_changed_closed_and_opened_again(client, petra):
    dock = make_client(petra)
    client.post(reverse("desk:new-order", args=[dock.pk]), ORDER)
    order = Order.objects.get()
    assert (order.firm, order.client, order.by) == (petra.firm, dock, petra.user)
    assert order.standing == "Open"
    edit = {**ORDER, "pay": "42,000 a month", "currency": "sek"}
    client.post(reverse("desk:edit-order", args=[order.pk]), edit)
    assert Order.objects.get().pay_text == "42,000 a month, SEK"
    client.post(reverse("desk:order-closing", args=[order.pk]))
    assert Order.objects.get().standing == "Closed"
    client.post(reverse("desk:order-reopening", args=[order.pk]))
    assert Order.objects.get().is_open


def test_client_with_orders_stays_and_one_without_goes(client, petra):
    dock = make_client(petra)
    order = make_order(dock)
    client.post(reverse("desk:client-removal", args=[dock.pk]))
    assert Client.objects.exists()
    order.delete()
    answer = client.post(reverse("desk:client-removal", args=[dock.pk]))
    assert answer.url == reverse("desk:clients", args=[petra.firm_id])
    assert not Client.objects.exists()
