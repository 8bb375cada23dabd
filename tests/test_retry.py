"""A post that met a stale token, or no sign-in, and what of it is handed back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from jobtracker.retry import MOST_CHARACTERS
from jobtracker.ui.tags import FILLED
from tests.factories import (
    make_application,
    make_candidate,
    make_membership,
    make_representation,
    make_user,
)

pytestmark = pytest.mark.django_db
OURS = {"Origin": "http://testserver"}
HTMX = {**OURS, "HX-Request": "true", "HX-Request-Type": "partial"}
NEW = "applications:new"
TYPED = {"employer_name": "Harbour <&> Vale", "job_title": "Analyst\r\n“senior”"}


@pytest.fixture
def mira():
    return make_candidate(user=make_user(email="mira@example.org"), email="mira@example.org")


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def tab(client, mira):
    """Signed in, with a token of today; what it posts carries one of yesterday."""
    client.force_login(mira.user)
    client.get(reverse(NEW))
    return client


def post(client, name=NEW, values=TYPED, headers=OURS, **options):
    stale = {"csrfmiddlewaretoken": "x" * 64}
    return client.post(reverse(name, **options), {**stale, **values}, headers=headers)


def form_of(answer):
    return LexborHTMLParser(answer.content).css_first("main form, form.stack")


def values_of(answer):
    inputs = form_of(answer).css("input[type=hidden]")
    return [(each.attributes["name"], each.attributes["value"]) for each in inputs]


def send_again(client, answer):
    return client.post(form_of(answer).attributes["action"], dict(values_of(answer)), headers=OURS)


def test_what_was_typed_comes_back_and_goes_through_when_sent_again(tab, mira):
    answer = post(tab)
    assert answer.status_code == 403
    assert dict(values_of(answer)).items() >= {
        ("employer_name", "Harbour <&> Vale"),
        ("job_title", "Analyst\n“senior”"),
    }
    assert not mira.applications.exists()
    again = send_again(tab, answer)
    assert again.status_code == 302
    assert mira.applications.get().employer.name == "Harbour <&> Vale"


def test_page_says_as_whom_one_sends_and_shows_what(tab):
    html = LexborHTMLParser(post(tab, values={**TYPED, "interest_at_application": "5"}).content)
    assert "mira@example.org" in html.css_first("main").text()
    facts = html.css_first("details dl").text()
    for words in ("Employer", "Harbour <&> Vale", "How much do you want it?", "want it"):
        assert words in facts
    assert "employer_name" not in facts.lower()
    assert "Employer name" not in facts


def test_what_nobody_saw_is_sent_again_and_not_shown(tab):
    answer = post(tab, values={"next": "/somewhere/"})
    assert ("next", "/somewhere/") in values_of(answer)
    assert LexborHTMLParser(answer.content).css_first("details") is None


def test_repeated_names_and_the_query_are_kept_in_their_order(tab):
    answer = post(tab, values={"skill": ["b", "a", "b"]}, query={"candidate": "7", "q": "a&b"})
    assert values_of(answer)[2:] == [("skill", "b"), ("skill", "a"), ("skill", "b")]
    assert form_of(answer).attributes["action"] == f"{reverse(NEW)}?candidate=7&q=a%26b"


def test_token_is_a_fresh_one_and_there_once(tab):
    tokens = [value for name, value in values_of(post(tab)) if name == "csrfmiddlewaretoken"]
    assert len(tokens) == 1
    assert tokens[0] != "x" * 64


@pytest.mark.parametrize("name", ["password1", "oldPassword", "code", "access_token", "credential"])
def test_secret_is_never_echoed(name, tab):
    answer = post(tab, values={name: "hush-hush", **TYPED})
    assert b"hush-hush" not in answer.content
    assert b"never hand back passwords" in answer.content
    assert ("employer_name", "Harbour <&> Vale") in values_of(answer)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://testserver"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "none"},
        {**OURS, "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_another_sites_words_never_stand_on_our_page(headers, tab, mira):
    for has_signed_in in (True, False):
        answer = post(tab, headers=headers)
        assert answer.status_code == 403
        assert b"Harbour" not in answer.content, has_signed_in
        tab.logout()


def test_browser_that_tells_the_site_alone_is_believed(tab):
    assert b"Harbour" in post(tab, headers={"Sec-Fetch-Site": "same-origin"}).content


def test_public_page_hands_a_stranger_nothing_back(client):
    answer = post(client, "account_login", {"login": "mira@example.org"})
    assert answer.status_code == 403
    assert b"mira@example.org" not in answer.content


def test_signing_out_on_an_old_page_takes_one_click_more(tab):
    answer = post(tab, "account_logout", {})
    assert send_again(tab, answer).status_code == 302
    assert tab.get(reverse("home")).status_code == 302


@pytest.mark.parametrize(("over", "is_handed_back"), [(0, True), (1, False)])
def test_as_much_as_a_page_can_carry_is_handed_back(over, is_handed_back, tab):
    long = "é" * (MOST_CHARACTERS - len("text") + over)
    answer = post(tab, "interviews:paste", {"text": long})
    assert answer.status_code == 403
    assert (long in answer.text) == is_handed_back
    assert is_handed_back or "copy what you typed" in answer.text


def test_file_is_asked_for_again_beside_what_was_typed(tab):
    letter = SimpleUploadedFile("letter.eml", b"Subject: private", "message/rfc822")
    answer = post(tab, "interviews:upload", {"file": letter, **TYPED})
    form = form_of(answer)
    assert form.attributes["enctype"] == "multipart/form-data"
    assert "choose “letter.eml” again" in form.text()
    assert form.css_first("input[type=file]").attributes["name"] == "file"
    assert b"Subject: private" not in answer.content


@pytest.mark.parametrize("part", ["mira", "nobody"])
def test_flood_of_fields_is_refused(part, tab):
    if part == "nobody":
        tab.logout()
    assert post(tab, values={f"f{n}": "x" for n in range(10_000)}).status_code == 400


def test_odd_text_is_handed_back_without_an_error(tab):
    odd = "\x00\ud83d</input>'\"".encode("utf-8", "surrogatepass")
    body = b"csrfmiddlewaretoken=x&note=" + odd + b"&%ff=%ff"
    form = "application/x-www-form-urlencoded"
    answer = tab.post(reverse(NEW), body, content_type=form, headers=OURS)
    assert answer.status_code == 403
    assert [name for name, _ in values_of(answer)] == [
        "csrfmiddlewaretoken",
        "form_key",
        "note",
        "�",
    ]


def test_what_is_no_form_is_not_read(tab):
    answer = tab.post(reverse(NEW), {"a": 1}, content_type="application/json", headers=OURS)
    assert (answer.status_code, answer.templates[0].name) == (403, "403_csrf.html")


def test_htmx_shows_it_in_place_of_the_page(tab):
    answer = post(tab, headers=HTMX)
    assert answer.headers["HX-Retarget"] == "#main"
    assert answer.headers["HX-Reswap"] == "innerHTML"
    assert b"<html" not in answer.content
    assert ("employer_name", "Harbour <&> Vale") in values_of(answer)


def test_htmx_leaves_in_sight_what_is_too_much_to_hand_back(tab):
    answer = post(tab, headers=HTMX, values={"text": "x" * (MOST_CHARACTERS + 1)})
    assert answer.headers["HX-Reswap"] == "afterbegin"
    assert b"<html" not in answer.content


@pytest.fixture
def signed_out_tab(tab):
    """Its token is good; its sign-in has ended."""
    tab.cookies.pop("sessionid")
    return tab


def post_with_token(client, values=TYPED, headers=OURS):
    token = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    return client.post(reverse(NEW), {**token, **values}, headers=headers)


def test_post_of_who_is_signed_out_by_now_is_kept_until_they_are_back(signed_out_tab, mira):
    answer = post_with_token(signed_out_tab)
    assert answer.status_code == 403
    assert b"You are signed out" in answer.content
    # Signing in makes a new token, so the page asks a last time.
    signed_out_tab.force_login(mira.user)
    signed_out_tab.cookies["csrftoken"] = "y" * 32
    asked = send_again(signed_out_tab, answer)
    assert b"You are signed in as" not in answer.content
    assert b"You are signed in as" in asked.content
    assert send_again(signed_out_tab, asked).status_code == 302
    assert mira.applications.get().employer.name == "Harbour <&> Vale"


def test_signed_out_htmx_is_handed_it_back_too(signed_out_tab):
    answer = post_with_token(signed_out_tab, headers=HTMX)
    assert answer.headers["HX-Retarget"] == "#main"
    assert dict(values_of(answer))["employer_name"] == "Harbour <&> Vale"


def test_signed_out_post_that_is_too_long_is_not_led_away(signed_out_tab):
    answer = post_with_token(signed_out_tab, {"text": "x" * (MOST_CHARACTERS + 1)})
    assert (answer.status_code, "copy what you typed" in answer.text) == (403, True)


def test_signed_out_post_of_a_mere_button_leads_to_the_sign_in_page(signed_out_tab):
    address = f"{reverse('account_login')}?next={reverse(NEW)}"
    assert post_with_token(signed_out_tab, {}).url == address
    assert "HX-Redirect" in post_with_token(signed_out_tab, {}, HTMX).headers


def test_signed_out_post_of_another_site_leads_to_the_sign_in_page(signed_out_tab):
    assert post_with_token(signed_out_tab, headers={}).status_code == 302


def test_page_that_hands_back_is_stored_nowhere(tab):
    assert post(tab).headers["Cache-Control"] == "no-store, private"


class TestGone:
    """What was typed for what is no longer there: the words come back, and nothing else does."""

    @pytest.fixture
    def petra(self):
        return make_membership()

    @pytest.fixture
    def held(self, petra):
        return make_representation(firm=petra.firm, coordinator=petra)

    @pytest.fixture
    def application(self, held):
        return make_application(candidate=held.candidate, job_title="Analyst", employer_name="Vale")

    @pytest.fixture
    def desk(self, petra):
        client = Client()
        client.force_login(petra.user)
        return client

    NOTE = {"form_key": "k" * 22, "note-text": "She called\r\nat <9>", "note-visibility": "shared"}

    def send(self, desk, name, row, values, headers=OURS):
        return desk.post(reverse(name, args=[row]), values, headers=headers)

    def shown(self, answer):
        html = LexborHTMLParser(answer.content)
        return {
            each.css_first("dt").text(strip=True): each.css_first("dd").text(strip=True)
            for each in html.css(".facts > div")
        }

    def test_note_for_a_candidate_who_ended_it_comes_back(self, desk, held, application):
        held.end(by=held.candidate.user, at=timezone.now())
        answer = self.send(desk, "applications:notes", application.pk, self.NOTE)
        assert answer.status_code == 404
        assert "She called<br>at &lt;9&gt;" in answer.text
        for words in (held.candidate.name, "Analyst", "Vale"):
            assert words not in answer.text

    def test_it_is_the_same_for_what_never_was(self, desk, held, application):
        held.end(by=held.candidate.user, at=timezone.now())
        ended = self.send(desk, "applications:notes", application.pk, self.NOTE)
        absent = self.send(desk, "applications:notes", 987_654, self.NOTE)
        assert (ended.status_code, ended.content) == (absent.status_code, absent.content)

    def test_of_a_form_that_edits_only_what_was_changed_comes_back(self, desk, held, application):
        page = desk.get(reverse("applications:edit", args=[application.pk]))
        form = page.context["form"]
        values = {"seen": form["seen"].value(), "job_title": "Analyst", "place": "My own words"}
        held.end(by=held.candidate.user, at=timezone.now())
        answer = self.send(desk, "applications:edit", application.pk, values)
        assert answer.status_code == 404
        assert "My own words" in answer.text
        assert "Analyst" not in answer.text

    @pytest.mark.parametrize(
        ("values", "headers"),
        [
            ({"text": "She called"}, OURS),
            ({**NOTE, "note-text": ""}, OURS),
            ({**NOTE, "form_key": FILLED + "k" * 22}, OURS),
            (NOTE, {"Origin": "https://evil.example"}),
            (NOTE, {}),
        ],
    )
    def test_what_may_not_be_their_own_words_does_not(self, desk, values, headers):
        answer = self.send(desk, "applications:notes", 987_654, values, headers)
        assert answer.status_code == 404
        assert "There is nothing here" in answer.text
        assert "She called" not in answer.text

    def test_whoever_is_not_signed_in_gets_the_usual_page(self):
        answer = Client().post("/nowhere/", self.NOTE, headers=OURS)
        assert "There is nothing here" in answer.text
