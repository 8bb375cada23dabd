"""Questions before deciding: chosen on a page, said by the letter, open until they are answered."""

import pytest
from django.urls import reverse

from interviews.models import AskedQuestion, Choice
from tests.factories import make_application, make_candidate, make_invitation
from tests.interviews.test_correspondence import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    found = make_invitation(application=make_application(candidate=candidate), people="", link="")
    found.change(contact_name="")
    decide(found, Choice.ASK)
    return found


def address(invitation, name="questions-to-them"):
    return reverse(f"interviews:{name}", args=[invitation.pk])


def page(client, invitation):
    return client.get(invitation.get_absolute_url()).content.decode()


def test_what_is_open_is_suggested(client, invitation):
    first = client.get(address(invitation)).context["form"]["first"].value()
    assert first == "Whom will I be meeting?"


def test_letter_asks_what_was_chosen(client, invitation):
    answer = client.post(address(invitation), {"first": "Is it remote?", "third": "Who pays?"})
    assert answer.url.endswith("?letter=ask")
    text = client.get(answer.url).content.decode()
    assert "1. Is it remote?" in text
    assert "2. Who pays?" in text
    assert "Whom will I be meeting" not in text


def test_each_stays_open_until_it_is_answered(client, invitation):
    client.post(address(invitation), {"first": "Is it remote?", "second": "Who pays?"})
    assert page(client, invitation).count("Open</span>") == 2
    first, second = AskedQuestion.objects.all()
    said = client.post(reverse("interviews:answer", args=[first.pk]), {"answer": "Two days"})
    assert said.url == f"{invitation.get_absolute_url()}#asked"
    text = page(client, invitation)
    assert "Two days" in text
    assert text.count("Open</span>") == 1
    last = client.post(reverse("interviews:answer", args=[second.pk]), {}, follow=True)
    assert "All is answered." in last.content.decode()


def test_what_was_answered_stays_so_when_others_are_asked(client, invitation):
    client.post(address(invitation), {"first": "Is it remote?", "second": "Who pays?"})
    client.post(reverse("interviews:answer", args=[AskedQuestion.objects.first().pk]), {})
    client.post(address(invitation), {"first": "Is it remote?", "second": "How long?"})
    assert [(each.text, each.is_open) for each in AskedQuestion.objects.all()] == [
        ("Is it remote?", False),
        ("How long?", True),
    ]


def test_letter_that_went_out_waits_for_its_answers(client, invitation):
    url = reverse("interviews:letter-sent", args=[invitation.pk]) + "?letter=ask"
    client.post(url, {"to": "ada@vale.example", "subject": "Re", "body": "Hello"})
    assert "Whom will I be meeting?" in [each.text for each in AskedQuestion.objects.all()]


@pytest.mark.parametrize(
    ("typed", "said"),
    [({}, "Name at least one question."), ({"first": "x" * 301}, "at most 300 characters")],
)
def test_what_cannot_be_is_said_beside_it(client, invitation, typed, said):
    answer = client.post(address(invitation), typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not AskedQuestion.objects.exists()


def test_only_who_asks_first_has_questions(client, invitation):
    decide(invitation, Choice.DECLINE)
    assert client.get(address(invitation)).url == invitation.get_absolute_url()
