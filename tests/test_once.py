"""A form that comes twice: one effect, one answer, and nothing lost where it differs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django_htmx.middleware import HtmxDetails
from selectolax.lexbor import LexborHTMLParser

from applications.models import Employer, RedFlag
from jobtracker.once import digest_of, forget_keys, once
from jobtracker.people.models import Firm, FormKey, Membership
from tests.factories import make_application, make_candidate, make_membership, make_user

KEY = "a" * 22
OURS = {"Origin": "http://testserver"}
FLAG = {
    "flag-topic": "Late wages",
    "flag-severity": "minor",
    "flag-source": "someone_i_know",
    "flag-independent_sources": "1",
    "flag-safety": "none",
}


@pytest.fixture
def mira(db):
    return make_candidate(user=make_user())


@pytest.fixture
def application(mira):
    return make_application(candidate=mira)


@pytest.fixture
def tab(mira):
    return signed_in(mira.user)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def raise_flag(tab, application, key=KEY, headers=OURS, **values):
    address = reverse("applications:red-flags", args=[application.pk])
    return tab.post(address, {"form_key": key, **FLAG, **values}, headers=headers)


def test_page_gives_its_form_another_key_each_time(tab, application):
    pages = [tab.get(application.get_absolute_url()) for _ in range(2)]
    keys = [
        each.attributes["value"]
        for page in pages
        for each in LexborHTMLParser(page.content).css("input[name=form_key]")
    ]
    assert len(keys) == len(set(keys)) >= 2


def test_same_again_gets_the_same_answer_and_adds_nothing(tab, application):
    first, second = raise_flag(tab, application), raise_flag(tab, application)
    assert (first.status_code, first["Location"]) == (302, application.get_absolute_url())
    assert (second.status_code, second["Location"]) == (302, application.get_absolute_url())
    assert RedFlag.objects.count() == 1


def test_htmx_is_told_again_where_to_go(tab, application):
    headers = {**OURS, "HX-Request": "true"}
    first, second = (raise_flag(tab, application, headers=headers) for _ in range(2))
    assert first["HX-Redirect"] == second["HX-Redirect"]
    assert first["Vary"] == second["Vary"]


def test_part_of_a_page_is_not_shown_again_as_it_was(mira):
    request = RequestFactory().post("/here/", {"form_key": KEY}, headers={"HX-Request": "true"})
    request.user, request.htmx = mira.user, HtmxDetails(request)
    shown = [once(request, lambda: HttpResponse("Private"), None) for _ in range(2)]
    assert shown[0].content == b"Private"
    assert (shown[1].content, shown[1].headers["HX-Refresh"]) == (b"", "true")


@pytest.fixture
def patience(monkeypatch):
    """On SQLite nobody queues for the lock, so the unluckiest waits for as long as all others take.

    A busy machine takes longer over fifty requests than the product waits for one.
    """
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 120)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("patience")
def test_fifty_at_once_have_one_effect():
    """From ten devices, each in one thread: who starts a firm gets another session with it."""
    member = make_membership()
    clients = [signed_in(member.user) for _ in range(10)]

    def send_five(client):
        try:
            values = {"form_key": KEY, "name": "Nordwind"}
            sent = [client.post(reverse("firm:start"), values) for _ in range(5)]
            return [(answer.status_code, answer["Location"]) for answer in sent]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as threads:
        answers = {each for five in threads.map(send_five, clients) for each in five}
    firm = Firm.objects.get(name="Nordwind")
    assert answers == {(302, reverse("firm:members", args=[firm.pk]))}
    assert Membership.objects.filter(firm=firm).count() == 1


def test_same_key_with_other_words_changes_nothing_and_hands_them_back(tab, application):
    raise_flag(tab, application)
    answer = raise_flag(tab, application, **{"flag-topic": "Something <else>"})
    assert answer.status_code == 409
    assert RedFlag.objects.count() == 1
    form = LexborHTMLParser(answer.content).css_first("form.stack")
    kept = {each.attributes["name"]: each.attributes["value"] for each in form.css("input")}
    assert kept["flag-topic"] == "Something <else>"
    assert kept["form_key"] != KEY
    for _ in range(2):
        assert tab.post(form.attributes["action"], kept).status_code == 302
    assert RedFlag.objects.count() == 2


def test_other_words_from_another_site_are_not_handed_back(tab, application):
    raise_flag(tab, application)
    elsewhere = {"Origin": "https://evil.example"}
    answer = raise_flag(tab, application, headers=elsewhere, **{"flag-topic": "Evil"})
    assert b"Evil" not in answer.content
    assert RedFlag.objects.count() == 1


def test_key_is_the_senders_own(tab, application):
    theirs = make_application(candidate=make_candidate(user=make_user()))
    raise_flag(tab, application)
    answer = raise_flag(signed_in(theirs.candidate.user), theirs)
    assert answer["Location"] == theirs.get_absolute_url()
    assert RedFlag.objects.filter(candidate=theirs.candidate).count() == 1


def test_same_key_at_another_address_is_other_content(tab, application):
    raise_flag(tab, application)
    other = make_application(candidate=application.candidate)
    assert raise_flag(tab, other).status_code == 409
    assert Employer.objects.get(pk=other.employer_id).red_flags.count() == 0


def test_refused_form_may_be_corrected_and_sent_again(tab, application):
    assert raise_flag(tab, application, **{"flag-topic": ""}).status_code == 422
    assert not FormKey.objects.exists()
    assert raise_flag(tab, application).status_code == 302


@pytest.mark.parametrize("key", ["", "short", "x" * 44, "a" * 21 + "'", "\x00" * 22])
def test_what_is_no_key_counts_for_nothing(tab, application, key):
    assert raise_flag(tab, application, key).status_code == 302
    assert raise_flag(tab, application, key).status_code == 302
    assert RedFlag.objects.count() == 2
    assert not FormKey.objects.exists()


def test_failure_leaves_no_key_behind(tab, application, monkeypatch):
    tab.raise_request_exception = False
    monkeypatch.setattr(Employer, "raise_flag", None)
    assert raise_flag(tab, application).status_code == 500
    assert not FormKey.objects.exists()


def test_answer_is_forgotten_after_a_day(tab, application):
    raise_flag(tab, application)
    now = timezone.now()
    assert not forget_keys(now)
    assert forget_keys(now + timedelta(days=1, minutes=1))
    assert not FormKey.objects.exists()


def posted(values, address="/here/"):
    return digest_of(RequestFactory().post(address, values))


def file_of(content, name="letter.eml"):
    return SimpleUploadedFile(name, content)


def test_what_was_sent_is_told_apart_by_all_of_it():
    different = [
        posted({"a": "1", "b": ""}),
        posted({"a": "", "b": "1"}),
        posted({"a": ["1", "b"]}),
        posted({"a": "1"}, "/there/"),
        posted({"a": "1"}),
        posted({"a": file_of(b"1")}),
        posted({"a": file_of(b"2")}),
        posted({"a": file_of(b"1", "other.eml")}),
    ]
    assert len(set(different)) == len(different)


def test_order_of_fields_and_the_pages_tokens_are_no_content():
    assert posted({"a": "1", "b": "2"}) == posted(
        {"b": "2", "a": "1", "form_key": KEY, "csrfmiddlewaretoken": "x"}
    )


def test_file_can_still_be_read_afterwards():
    request = RequestFactory().post("/here/", {"a": file_of(b"content")})
    digest_of(request)
    assert request.FILES["a"].read() == b"content"
