"""What a client sees and answers, without an account: once, and nothing to learn from it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interviews.client_mail import ask_by_mail
from interviews.models import ClientAnswer, FeedbackRequest
from interviews.models.feedback_request import LASTS
from interviews.models.letter import UNDO
from interviews.views.client_feedback import MOST_POSTS
from jobtracker.outbox.models import Mail, State
from jobtracker.outbox.sending import send_next
from jobtracker.people.access import Scope
from tests.factories import (
    make_application,
    make_candidate,
    make_interview,
    make_membership,
    make_representation,
)
from tests.feedback_rows import make_request

pytestmark = pytest.mark.django_db
ANSWER = {"result": "no", "missing": "An example of a budget"}


@pytest.fixture
def held():
    mira = make_candidate(name="Mira Sandberg", looking_for="More money", email="mira@example.org")
    member = make_membership()
    return make_representation(candidate=mira, firm=member.firm, coordinator=member)


@pytest.fixture
def asked(held):
    application = make_application(
        candidate=held.candidate,
        employer_name="Vale",
        job_title="Analyst",
        interest_now=1,
        motive="money",
    )
    interview = make_interview(
        application=application, starts_at=timezone.now() - timedelta(hours=4), interest_before=2
    )
    return make_request(
        interview, held.coordinator, contact_name="Ada", note="Thank you!", at=timezone.now()
    )


@pytest.fixture
def link(asked):
    return reverse("interviews:client-feedback", args=[asked.link_token])


def sent(asked):
    ask_by_mail(asked, by=asked.asked_by, at=timezone.now())
    send_next(timezone.now() + UNDO)
    return mail.outbox[-1].message() if mail.outbox else None


def is_gone(client, link):
    answer = client.get(link)
    return answer.status_code == 404 and "opens nothing any more" in answer.content.decode()


def test_page_tells_first_name_job_and_day_alone(client, link, held):
    page = client.get(link).content.decode()
    assert "How was it with Mira?" in page
    assert "Analyst" in page
    assert held.firm.name in page
    for private in ("Sandberg", "More money", "mira@example.org", "Vale", "interest"):
        assert private not in page


def test_initials_alone_are_shown_where_that_was_asked_for(client, asked, link):
    FeedbackRequest.objects.update(by_initials=True)
    page = client.get(link).content.decode()
    assert "M. S." in page
    assert "Mira" not in page
    asked.by_initials = True
    assert "Mira" not in sent(asked).as_string()


def test_page_is_kept_and_found_by_nobody(client, link):
    for answer in (client.get(link), client.post(link, ANSWER), client.get(link)):
        assert answer["Cache-Control"] == "no-store, private"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "noindex" in answer.content.decode()


def test_programs_may_look_at_it_as_often_as_they_like(client, asked, link):
    for _ in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    asked.refresh_from_db()
    assert asked.opened_at
    assert not ClientAnswer.objects.exists()


def test_answer_needs_no_cookie_and_counts_once(asked, link):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(link, ANSWER)
    assert "Thank you" in answer.content.decode()
    assert "Thank you" in client.post(link, {"worked": "More"}).content.decode()
    said = ClientAnswer.objects.get()
    assert (said.result, said.missing, said.via, said.recorded_by) == (
        "no", ANSWER["missing"], "page", None,
    )  # fmt: skip
    asked.refresh_from_db()
    assert asked.is_to_relay
    assert "Thank you" in client.get(link).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Say at least one thing"),
        ({"worked": "Calm", "next_on": "soon"}, "valid date"),
        ({"worked": "x" * 2_001}, "at most 2000 characters"),
    ],
)
def test_what_was_typed_stays_where_something_is_wrong(client, link, typed, said):
    answer = client.post(link, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert typed.get("worked", "") in page
    assert not ClientAnswer.objects.exists()


def test_very_many_attempts_are_put_off_and_lose_nothing(client, link):
    for _ in range(MOST_POSTS):
        client.post(link, {"next_on": "soon"})
    answer = client.post(link, ANSWER)
    assert answer.status_code == 429
    assert ANSWER["missing"] in answer.content.decode()
    assert not ClientAnswer.objects.exists()


def ended(held, asked):
    held.end(by=held.candidate.user, at=timezone.now())


def without(scope):
    def narrowed(held, asked):
        held.share(set(Scope) - {scope}, by=held.candidate.user, at=timezone.now())

    return narrowed


def expired(held, asked):
    FeedbackRequest.objects.update(expires_at=timezone.now())


def withdrawn(held, asked):
    asked.withdraw(at=timezone.now())


def erased(held, asked):
    held.candidate.delete()


WAYS = [ended, without(Scope.FEEDBACK), without(Scope.INTERVIEWS), expired, withdrawn, erased]


@pytest.mark.parametrize("end", WAYS)
def test_link_opens_the_same_nothing_however_it_ended(client, held, asked, link, end):
    never = client.get(reverse("interviews:client-feedback", args=["x" * 43]))
    end(held, asked)
    assert is_gone(client, link)
    assert client.get(link).content == never.content
    assert client.post(link, ANSWER).status_code == 404
    assert not ClientAnswer.objects.exists()


@pytest.mark.parametrize("end", WAYS)
def test_mail_that_waits_is_not_sent_then(held, asked, end):
    ask_by_mail(asked, by=asked.asked_by, at=timezone.now())
    end(held, asked)
    send_next(timezone.now() + UNDO)
    assert mail.outbox == []
    assert not Mail.objects.exclude(state=State.DROPPED).exists()


def test_mail_of_who_left_the_firm_is_not_sent(held, asked):
    ask_by_mail(asked, by=asked.asked_by, at=timezone.now())
    held.coordinator.delete()
    send_next(timezone.now() + UNDO)
    assert mail.outbox == []


def test_thanks_are_gone_with_the_consent(client, held, link):
    client.post(link, ANSWER)
    ended(held, None)
    assert is_gone(client, link)


def test_mail_names_no_more_than_the_page(asked, link):
    found = sent(asked)
    text = found.as_string()
    assert found["To"] == "Ada <client@client.example>"
    assert found["Reply-To"].endswith(f"<{asked.asked_by.email}>")
    body = found.get_content()
    assert link in body
    assert "Thank you!" in body
    for private in ("Sandberg", "More money", "mira@example.org", "Vale"):
        assert private not in text


def test_reminder_is_in_the_thread_with_the_same_link(asked, link):
    first = sent(asked)
    again = sent(asked)
    assert again["In-Reply-To"] == first["Message-ID"]
    assert again["Subject"] == f"Re: {first['Subject']}"
    assert link in again.get_content()
    assert "a short reminder" in again.get_content()


def test_secret_is_stored_as_a_hash_and_sealed(asked):
    stored = FeedbackRequest.objects.values().get()
    assert len(asked.link_token) == 43
    assert asked.link_token not in str(stored)
    assert asked.expires_at == asked.asked_at + LASTS


def test_address_that_takes_no_mail_is_known_on_the_desk(asked):
    ask_by_mail(asked, by=asked.asked_by, at=timezone.now())
    Mail.objects.get().settle(State.FAILED, at=timezone.now())
    asked.refresh_from_db()
    assert asked.undelivered_at
