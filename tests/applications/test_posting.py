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
    assert 'name="text"' not in client.get(address).text
    found = client.get(reverse("applications:list"), {"q": "ships"})
    assert application.get_absolute_url() in found.text


def test_second_tab_replaces_nothing_and_keeps_what_was_typed(client, address):
    client.post(address, {"text": "The first."})
    answer = client.post(address, {"text": "The second."})
    assert answer.status_code == 422
    assert "kept meanwhile" in answer.text
    assert "The second." in answer.text
    assert Posting.objects.get().text == "The first."


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
