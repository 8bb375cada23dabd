"""The posting's text, kept later than the application."""

import pytest
from django.urls import reverse

from applications.models import Posting
from applications.models.posting import LONGEST_TEXT
from tests.factories import make_application, make_candidate

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return make_application(candidate=candidate, posting_url="https://jobs.example.org/7")


@pytest.fixture
def address(application):
    return reverse("applications:posting", args=[application.pk])


def test_text_is_kept_later_and_found(client, application, address):
    assert address in client.get(application.get_absolute_url()).text
    assert 'name="text"' in client.get(address).text
    answer = client.post(address, {"text": "We count ships."})
    assert answer.url == f"{application.get_absolute_url()}#posting"
    kept = Posting.objects.get()
    assert (kept.application, kept.url) == (application, "https://jobs.example.org/7")
    found = client.get(reverse("applications:list"), {"q": "ships"})
    assert application.get_absolute_url() in found.text


def shown_on(page):
    return page.context["form"]["shown"].value()


def test_text_is_put_right(client, address):
    client.post(address, {"text": "We count shops."})
    page = client.get(address)
    assert "We count shops.</textarea>" in page.text
    client.post(address, {"text": "We count ships.", "shown": shown_on(page)})
    assert Posting.objects.get().text == "We count ships."


@pytest.mark.parametrize("before", ["", "At the start."])
def test_second_tab_replaces_nothing_unseen_and_keeps_what_was_typed(client, address, before):
    if before:
        client.post(address, {"text": before})
    shown = shown_on(client.get(address))
    client.post(address, {"text": "The first.", "shown": shown})
    answer = client.post(address, {"text": "The second.", "shown": shown})
    assert answer.status_code == 422
    assert "Meanwhile it says something else" in answer.text
    assert "The first." in answer.text
    assert "The second.</textarea>" in answer.text
    assert Posting.objects.get().text == "The first."
    client.post(address, {"text": "The second.", "shown": shown_on(answer)})
    assert Posting.objects.get().text == "The second."


def test_link_that_was_kept_alone_gets_its_text(client, application, address):
    kept = Posting.objects.create(
        application=application, candidate=application.candidate, origin="link"
    )
    client.post(address, {"text": "We count ships."})
    kept.refresh_from_db()
    assert (kept.text, kept.origin) == ("We count ships.", "link")


@pytest.mark.parametrize("text", ["", " ", "x" * (LONGEST_TEXT + 1), "a\0b"])
def test_text_that_is_none_or_too_long_is_refused_beside_the_field(client, address, text):
    answer = client.post(address, {"text": text})
    assert answer.status_code == 422
    assert answer.context["form"].errors["text"]
    assert not Posting.objects.exists()
