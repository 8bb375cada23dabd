"""The one field of a new application: what is read, what is shown, what is kept."""

import json
import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.urls import reverse
from django.utils import timezone

from applications import fetching
from applications.capture.given import MAX_CHARACTERS
from applications.fetching import Fetcher, NotFetched, Page
from applications.models import Application, Posting
from applications.models.event import EventKind
from applications.models.posting import Origin
from applications.stages import APPLY_BY
from applications.views import capture
from tests.applications.capture.pages import JOB, in_script, without
from tests.applications.web import answer, internet
from tests.factories import (
    make_application,
    make_candidate,
    make_membership,
    make_representation,
)
from tests.queries import statements_of

pytestmark = pytest.mark.django_db
NEW, READING, DUPLICATES = "applications:new", "applications:reading", "applications:duplicates"
LINK = "https://jobs.example/42"
PAGE = in_script(JOB)
READ, GUESSED = "As the page says it.", "Our guess. Please check it."


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def fetched(settings, monkeypatch):
    """Links lead to the page; which were asked for is noted."""
    settings.FETCH_LINKS = True
    asked = []
    monkeypatch.setattr(fetching, "fetch", lambda url: asked.append(url) or Page(PAGE.encode(), ""))
    return asked


def read(client, given, url=""):
    return client.post(reverse(READING), {"given": given, "url": url})


def filled(response):
    """What the form was filled in with."""
    form = response.context["form"]
    return {name: str(form[name].value() or "") for name in form.fields}


def helps(response):
    form = response.context["form"]
    return {name: form[name].help_text for name in form.fields if form[name].help_text}


def as_sent(response):
    """The form as the browser sends it."""
    values = filled(response)
    return {name: value for name, value in values.items() if value and name != "is_dream"}


def test_few_words_fill_the_form_with_guesses_that_say_so(client, mira):
    response = read(client, "Data analyst at Acme, Berlin, €55–60k")
    assert response.status_code == 200
    values = filled(response)
    names = ("employer_name", "job_title", "place", "pay_from", "pay_to", "pay_currency")
    assert [values[name] for name in names] == [
        "Acme", "Data analyst", "Berlin", "55000", "60000", "EUR",
    ]  # fmt: skip
    assert {helps(response)[name] for name in names} == {GUESSED}
    assert response.text.count(GUESSED) == len(names)


def test_page_fills_the_form_with_what_it_says(client, mira):
    response = read(client, PAGE)
    values = filled(response)
    assert (values["employer_name"], values["pay_period"]) == ("Harbour & Vale", "month")
    assert helps(response)["employer_name"] == READ
    assert "They take applications until 30 September 2026." in response.text
    assert values["posting_text"].startswith("You plan the voyages.")


def test_reading_keeps_nothing(client, mira):
    read(client, PAGE)
    assert not Application.objects.exists()
    assert not Posting.objects.exists()
    assert not mira.employers.exists()


def test_what_was_read_is_kept_once_it_is_added(client, mira):
    sent = {**as_sent(read(client, PAGE)), "interest_at_application": "3", "motive": "fit"}
    answer = client.post(reverse(NEW), sent)
    added = Application.objects.get()
    assert answer.url == added.get_absolute_url()
    assert (added.job_title, added.pay_currency, added.motive) == ("Voyage Planner", "SEK", "fit")
    assert (added.pay_from, added.pay_to) == (42000, 48000)
    assert added.events.get().kind == EventKind.CREATED
    kept = added.posting
    assert (kept.origin, kept.candidate) == (Origin.PAGE, mira)
    assert kept.text.startswith("You plan the voyages.")
    assert kept.reading["facts"]["closes_on"] == ["2026-09-30", "read"]
    assert kept.reading["facts"]["job_title"] == ["Voyage Planner", "read"]


def test_words_leave_no_posting(client, mira):
    client.post(reverse(NEW), as_sent(read(client, "Data analyst at Acme")))
    assert Application.objects.get().job_title == "Data analyst"
    assert not Posting.objects.exists()


def test_link_is_fetched_and_kept(client, mira, fetched):
    response = read(client, f"  {LINK} ")
    assert fetched == [LINK]
    assert filled(response)["posting_url"] == LINK
    client.post(reverse(NEW), as_sent(response))
    assert (Posting.objects.get().origin, Posting.objects.get().url) == (Origin.LINK, LINK)


def test_link_without_its_scheme_is_fetched(client, mira, fetched):
    read(client, "jobs.example/42")
    assert fetched == [LINK]


def test_no_transaction_is_held_while_a_page_is_fetched(
    transactional_db, client, settings, monkeypatch
):
    from django.db import connection

    settings.FETCH_LINKS = True
    seen = []

    def fetch(url):
        seen.append(connection.in_atomic_block)
        return Page(PAGE.encode(), "")

    monkeypatch.setattr(fetching, "fetch", fetch)
    candidate = make_candidate()
    member = make_membership()
    make_representation(candidate=candidate, firm=member.firm)
    for user in (candidate.user, member.user):
        client.force_login(user)
        address = reverse(READING, query={"candidate": candidate.pk})
        assert client.post(address, {"given": LINK}).status_code == 200
    assert seen == [False, False]


@pytest.mark.parametrize("why", capture.TROUBLES)
def test_link_that_can_not_be_fetched_is_kept_and_said(client, mira, settings, monkeypatch, why):
    settings.FETCH_LINKS = True

    def fetch(url):
        raise NotFetched(why)

    monkeypatch.setattr(fetching, "fetch", fetch)
    response = read(client, LINK)
    assert response.status_code == 200
    assert capture.TROUBLES[why] in response.text
    assert "The link is kept." in response.text
    assert filled(response)["posting_url"] == LINK
    assert response.context["given"]["given"].value() == LINK


def test_links_are_not_opened_where_that_is_turned_off(client, mira, monkeypatch):
    monkeypatch.setattr(fetching, "fetch", lambda url: pytest.fail("It was fetched."))
    response = read(client, LINK)
    assert "Links are not opened on this site." in response.text
    assert filled(response)["posting_url"] == LINK


def test_private_address_is_said_kindly(client, mira, settings):
    settings.FETCH_LINKS = True
    response = read(client, "http://127.0.0.1/jobs")
    assert "This link leads to a private network" in response.text


def test_account_opens_only_so_many_links_in_an_hour(client, mira, fetched, monkeypatch):
    monkeypatch.setattr(capture, "MOST_FETCHED", 2)
    texts = [read(client, LINK).text for _ in range(3)]
    assert [capture.ENOUGH in text for text in texts] == [False, False, True]
    assert len(fetched) == 2
    client.force_login(make_candidate().user)
    assert capture.ENOUGH not in read(client, LINK).text


def test_account_has_only_so_much_read_in_an_hour(client, mira, monkeypatch):
    monkeypatch.setattr(capture, "MOST_READ", 1)
    read(client, "Nurse at Charité")
    response = read(client, "Nurse at Charité")
    assert capture.ENOUGH_READ in response.text
    assert response.context["given"]["given"].value() == "Nurse at Charité"


def test_text_that_says_nothing_of_a_job_stays_in_its_field(client, mira):
    response = read(client, "…")
    assert capture.UNREADABLE in response.text
    assert response.context["given"]["given"].value() == "…"


@pytest.mark.parametrize("given", ["", "   ", "a\x00b", "x" * (MAX_CHARACTERS + 1)])
def test_what_is_too_long_or_nothing_is_refused_beside_its_field(client, mira, given):
    response = read(client, given)
    assert response.status_code == 422
    assert "given" in response.context["given"].errors


def test_page_that_a_browser_sent_keeps_its_address(client, mira):
    response = read(client, in_script(without("url")), LINK)
    assert filled(response)["posting_url"] == LINK
    assert filled(response)["job_title"] == "Voyage Planner"


def test_markup_of_a_page_is_shown_as_text(client, mira):
    job = without(
        title="<img src=x onerror=alert(1)>Cook", hiringOrganization='"><script>x</script>'
    )
    response = read(client, in_script(json.dumps(job).replace("<", "\\u003c")))
    assert filled(response)["job_title"] == "Cook"
    assert "<script>x" not in response.text
    assert "onerror" not in response.text


def test_likeness_is_shown_at_once_with_a_link(client, mira):
    known = make_application(candidate=mira, employer_name="Acme")
    make_application(employer_name="Acme")
    response = read(client, "Data analyst at Acme")
    assert [each.href for each in response.context["alike"]] == [known.get_absolute_url()]
    assert f'href="{known.get_absolute_url()}"' in response.text
    assert "The same employer, and the same or nearly the same title." in response.text


def test_likeness_of_what_is_being_typed_is_shown(client, mira):
    known = make_application(candidate=mira, employer_name="Acme")
    typed = {"employer_name": "ACME", "job_title": "Data Analyst"}
    response = client.get(reverse(DUPLICATES), typed)
    assert f'href="{known.get_absolute_url()}"' in response.text
    assert "<html" not in response.text
    assert client.get(reverse(DUPLICATES), {"employer_name": "Globex"}).text.strip() == ""


@pytest.mark.parametrize("value", ["\x00", "\ud800", "x" * 10_000, "%", "(((((a+)+)+"])
def test_typed_oddities_are_compared_too(client, mira, value):
    make_application(candidate=mira, employer_name="Acme")
    typed = {"employer_name": "Acme", "job_title": value.encode(errors="surrogatepass")}
    assert client.get(reverse(DUPLICATES), typed).status_code == 200


def test_likeness_of_what_was_typed_by_hand_is_said_once_it_is_added(client, mira):
    make_application(candidate=mira, employer_name="Acme")
    typed = {"employer_name": "Acme", "job_title": "Data Analyst"}
    added = client.post(reverse(NEW), typed, follow=True)
    assert "You may have this one already: Data Analyst at Acme." in added.text
    assert Application.objects.count() == 2


def test_likeness_that_was_shown_is_not_said_again(client, mira):
    make_application(candidate=mira, employer_name="Acme")
    sent = as_sent(read(client, "Data analyst at Acme"))
    added = client.post(reverse(NEW), sent, follow=True)
    assert "You may have this one already" not in added.text


def test_refused_form_still_says_what_was_a_guess(client, mira):
    sent = {**as_sent(read(client, PAGE)), "employer_name": "", "place": "Malmö"}
    response = client.post(reverse(NEW), sent)
    assert response.status_code == 422
    assert helps(response)["job_title"] == READ
    assert (filled(response)["place"], filled(response)["job_title"]) == ("Malmö", "Voyage Planner")


@pytest.mark.parametrize(
    "reading",
    [
        "x",
        "[]",
        "{}",
        '{"origin": "mine", "facts": {}}',
        '{"origin": "page", "facts": {"candidate": ["1", "read"]}}',
        '{"origin": "page", "facts": {"closes_on": ["soon", "read"]}}',
        "[" * 10_000,
    ],
)
def test_reading_that_we_never_wrote_tells_of_nothing(client, mira, reading):
    sent = {"employer_name": "Acme", "posting_text": "Much", "reading": reading}
    assert client.post(reverse(NEW), sent).status_code == 302
    assert Posting.objects.get().reading == {"facts": {}}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pay_from", "-1"),
        ("pay_from", "much"),
        ("pay_currency", "E1"),
        ("motive", "greed"),
        ("remote", "moon"),
        ("posting_text", "x" * 100_001),
        ("reading", "x" * 20_001),
    ],
)
def test_bad_value_is_refused_beside_its_field(client, mira, name, value):
    response = client.post(reverse(NEW), {"employer_name": "Acme", name: value})
    assert response.status_code == 422
    assert name in response.context["form"].errors


def test_firm_without_the_pay_is_told_no_currency_of_other_jobs(client, mira):
    make_application(candidate=mira, pay_currency="SEK")
    member = make_membership()
    make_representation(candidate=mira, firm=member.firm, shares_pay=False)
    client.force_login(member.user)
    address = reverse("applications:reading", query={"candidate": mira.pk})
    response = client.post(address, {"given": "Clerk at Brio, 40k"})
    assert response.status_code == 200
    assert "SEK" not in response.text


def test_sum_without_a_currency_is_in_the_usual_one(client, mira):
    make_application(candidate=mira, pay_currency="SEK")
    make_application(pay_currency="USD")
    response = read(client, "Data analyst at Acme, 55–60k")
    assert filled(response)["pay_currency"] == "SEK"
    assert helps(response)["pay_currency"] == GUESSED


def test_firm_is_not_asked_for_what_is_the_candidates(client, mira):
    member = make_membership()
    make_representation(candidate=mira, firm=member.firm)
    client.force_login(member.user)
    address = reverse(READING, query={"candidate": mira.pk})
    response = client.post(address, {"given": PAGE})
    assert {"motive", "interest_at_application", "pay_from"} & filled(response).keys() == set()
    sent = {**as_sent(response), "motive": "panic", "pay_from": "1"}
    client.post(reverse(NEW, query={"candidate": mira.pk}), sent)
    added = Application.objects.get()
    assert (added.motive, added.pay_from, added.candidate) == ("", None, mira)


@pytest.mark.parametrize(("applied_on", "step"), [("", APPLY_BY), ("2026-06-01", "")])
def test_day_until_which_they_take_applications_is_the_next_step(client, mira, applied_on, step):
    day = timezone.localdate() + timedelta(days=20)
    sent = as_sent(read(client, f"Clerk at Brio, deadline {day.isoformat()}"))
    client.post(reverse(NEW), {**sent, "applied_on": applied_on})
    added = mira.applications.get()
    assert (added.next_step, added.next_step_on) == (step, day if step else None)


def test_firm_has_a_bookmark_for_each_whom_it_looks_after(client, mira):
    held = make_representation(candidate=mira, firm=make_membership().firm)
    member = held.firm.memberships.get()
    client.force_login(member.user)
    query = {"candidate": mira.pk}
    page = client.get(reverse("applications:browser", query=query))
    there = reverse("applications:from-browser", query=query)
    assert f"Add for {mira}" in page.text
    assert there in unquote(page.context["bookmark"])
    assert reverse("applications:extension") not in page.text
    assert reverse(READING, query=query) in client.get(there).text
    held.end(by=mira.user, at=timezone.now())
    assert client.get(there).status_code == 404


def test_form_that_is_sent_twice_adds_one(client, mira):
    sent = as_sent(read(client, PAGE))
    key = re.search(r'name="form_key" value="([^"]+)"', client.get(reverse(NEW)).text)[1]
    answers = [client.post(reverse(NEW), {**sent, "form_key": key}) for _ in range(2)]
    assert Application.objects.count() == 1
    assert answers[0].url == answers[1].url


def test_queries_stay_the_same_with_more_rows(client, mira):
    def queries():
        return len(statements_of(lambda: read(client, PAGE)))

    make_application(candidate=mira, job_title="Cook")
    read(client, PAGE)
    before = queries()
    for _ in range(3):
        make_application(candidate=mira, job_title="Voyage Planner", employer_name="Harbour & Vale")
    assert queries() == before


def test_a_real_site_is_read_from_end_to_end(client, mira, settings, monkeypatch):
    settings.FETCH_LINKS = True
    with internet(lambda path: answer(PAGE.encode())) as net:
        fetcher = Fetcher(look_up=net.look_up, connect=net.connect)
        monkeypatch.setattr(fetching, "Fetcher", lambda **_: fetcher)
        response = read(client, "http://jobs.example/42")
    assert filled(response)["employer_name"] == "Harbour & Vale"


def test_check_in_the_background_takes_nobody_to_the_sign_in_page(client):
    answer = client.get(reverse("applications:duplicates"), headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert "HX-Redirect" not in answer.headers
