"""The candidate's word for one job: asked in writing, given or not, and taken back at any time."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from applications.models import Client, RightToRepresent
from applications.models.right import Answer, Applied
from jobtracker.outbox.models import Mail, State
from jobtracker.outbox.sending import send_next
from tests.factories import NOW, make_candidate, make_membership, make_representation
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def petra():
    return make_membership()


@pytest.fixture
def held(petra):
    return make_representation(firm=petra.firm, coordinator=petra)


@pytest.fixture
def dock(petra):
    return Client.objects.create(firm=petra.firm, name="Dock Works")


@pytest.fixture
def order(dock):
    return dock.orders.create(firm=dock.firm, title="Ship Analyst", received_on=NOW.date())


@pytest.fixture
def as_user(db):
    """A browser of that person's own."""
    browsers = {}

    def sign_in(user):
        if user.pk not in browsers:
            browsers[user.pk] = Browser()
            browsers[user.pk].force_login(user)
        return browsers[user.pk]

    return sign_in


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


def asked(held, client, **fields):
    what = {"job_title": "Ship Analyst", "pay": "45,000 a month", "valid_until": in_days(30)}
    return RightToRepresent.objects.ask(
        held, client=client, by=held.coordinator.user, at=timezone.now(), **what | fields
    )


def ask(client, held, **data):
    values = {"order": "other", "pay": "45,000 a month", "valid_until": in_days(9).isoformat()}
    return client.post(reverse("desk:new-right", args=[held.pk]), values | data)


def reply(client, right, **data):
    values = {"answer": "yes", "applied": "no"}
    return client.post(reverse("applications:right", args=[right.pk]), values | data)


def test_question_about_an_order_is_kept_as_it_was_put(as_user, petra, held, order):
    answer = ask(as_user(petra.user), held, order=order.pk, question="A calm place")
    right = RightToRepresent.objects.get()
    assert answer.url == reverse("desk:right", args=[right.pk])
    assert (right.candidate, right.firm, right.order) == (held.candidate, petra.firm, order)
    order.client.name, order.title = "Another name", "Another title"
    order.client.save()
    order.save()
    assert str(RightToRepresent.objects.get()) == "Ship Analyst at Dock Works"


def test_question_about_another_job_names_a_client_of_the_firm(as_user, petra, held, dock):
    client = as_user(petra.user)
    Client.objects.create(firm=make_membership().firm, name="Vale")
    assert ask(client, held, client_name="Vale", job_title="Analyst").status_code == 422
    assert ask(client, held, client_name="dock works", job_title="Analyst").status_code == 302
    assert RightToRepresent.objects.get().client == dock


@pytest.mark.parametrize(
    "data",
    [
        {"pay": ""},
        {"job_title": ""},
        {"client_name": ""},
        {"valid_until": ""},
        {"valid_until": "2020-01-01"},
        {"valid_until": "2999-01-01"},
        {"order": "987654"},
    ],
)
def test_no_question_without_job_pay_and_an_end(data, as_user, petra, held, dock):
    values = {"client_name": "Dock Works", "job_title": "Analyst", "question": "What I typed"}
    answer = ask(as_user(petra.user), held, **values | data)
    assert answer.status_code == 422
    assert "What I typed" in answer.content.decode()
    assert not RightToRepresent.objects.exists()


def test_candidate_reads_it_at_home_and_by_mail(as_user, petra, held, order):
    ask(as_user(petra.user), held, order=order.pk)
    right = RightToRepresent.objects.get()
    home = as_user(held.candidate.user).get(reverse("home")).content.decode()
    assert right.get_absolute_url() in home
    assert send_next(timezone.now())
    [sent] = mail.outbox
    assert sent.to == [held.candidate.user.email]
    assert "Dock Works" in sent.body
    assert right.get_absolute_url() in sent.body


@pytest.mark.parametrize("way", ["end", "answer", "take back"])
def test_mail_that_is_out_of_date_is_not_sent(way, as_user, petra, held, order):
    ask(as_user(petra.user), held, order=order.pk)
    right = RightToRepresent.objects.get()
    if way == "end":
        held.end(by=held.candidate.user, at=timezone.now())
    elif way == "answer":
        right.reply(Answer.NO, by=held.candidate.user, at=timezone.now())
    else:
        right.take_back(by=petra.user, at=timezone.now())
    send_next(timezone.now())
    assert not mail.outbox
    assert Mail.objects.get(purpose="right-asked").state == State.DROPPED


def test_question_goes_with_the_firm(as_user, held, dock):
    right = asked(held, dock)
    client = as_user(held.candidate.user)
    held.end(by=held.candidate.user, at=timezone.now())
    assert right.get_absolute_url() not in client.get(reverse("home")).content.decode()


def test_yes_is_given_once_with_what_the_candidate_is_in_for(as_user, held, dock):
    right, client = asked(held, dock), as_user(held.candidate.user)
    reply(client, right, words="Not before May", applied="agency", applied_how="Lind & Co")
    found = RightToRepresent.objects.get()
    assert found.is_in_force(in_days(30))
    assert not found.is_in_force(in_days(31))
    assert (found.words, found.applied) == ("Not before May", Applied.AGENCY)
    reply(client, right, answer="no", words="Changed")
    assert RightToRepresent.objects.get().words == "Not before May"


def test_yes_without_saying_whether_one_is_in_for_it_is_asked_again(as_user, held, dock):
    right, client = asked(held, dock), as_user(held.candidate.user)
    answer = reply(client, right, applied="", words="What I typed")
    assert answer.status_code == 422
    assert "What I typed" in answer.content.decode()
    assert reply(client, right, answer="no", applied="").status_code == 302
    assert RightToRepresent.objects.get().standing(in_days(0)) == "No"


def test_word_is_taken_back(as_user, held, dock):
    right, client = asked(held, dock), as_user(held.candidate.user)
    reply(client, right)
    client.post(reverse("applications:right-withdrawal", args=[right.pk]))
    found = RightToRepresent.objects.get()
    assert found.standing(in_days(0)) == "Taken back"
    assert found.ended_by == held.candidate.user


def test_yes_in_writing_is_noted_word_for_word_and_seen_by_the_candidate(
    as_user, petra, held, dock
):
    right, client = asked(held, dock), as_user(petra.user)
    address = reverse("desk:written-yes", args=[right.pk])
    data = {"words": "Yes, please do", "written_on": in_days(-1).isoformat(), "applied": "no"}
    assert client.post(address, data | {"written_on": in_days(1).isoformat()}).status_code == 422
    assert client.post(address, data | {"words": ""}).status_code == 422
    client.post(address, data)
    found = RightToRepresent.objects.get()
    assert found.is_in_force(in_days(0))
    assert (found.answered_by, found.written_on) == (petra.user, in_days(-1))
    page = as_user(held.candidate.user).get(right.get_absolute_url()).content.decode()
    assert "Yes, please do" in page
    assert "noted it down" in page


def test_unclaimed_candidate_gets_no_mail(as_user, petra, order):
    held = make_representation(firm=petra.firm, candidate=make_candidate(user=None))
    assert ask(as_user(petra.user), held, order=order.pk).status_code == 302
    assert not Mail.objects.exists()


def test_firm_takes_a_question_back(as_user, petra, held, dock):
    right = asked(held, dock)
    as_user(petra.user).post(reverse("desk:right-taking-back", args=[right.pk]))
    assert reply(as_user(held.candidate.user), right).status_code == 302
    assert RightToRepresent.objects.get().answer == ""


@pytest.mark.parametrize("name", ["desk:right", "desk:submissions"])
def test_firm_sees_nothing_of_it_once_it_no_longer_looks_after_them(
    name, as_user, petra, held, dock
):
    right, client = asked(held, dock), as_user(petra.user)
    address = reverse(name, args=[right.pk if name == "desk:right" else held.pk])
    assert client.get(address).status_code == 200
    held.end(by=held.candidate.user, at=timezone.now())
    assert client.get(address).status_code == 404


def test_another_firm_of_the_candidate_sees_nothing_of_it(as_user, held, dock):
    right, other = asked(held, dock), make_membership()
    also = make_representation(firm=other.firm, candidate=held.candidate, shares_pay=True)
    client = as_user(other.user)
    assert client.get(reverse("desk:right", args=[right.pk])).status_code == 404
    page = client.get(reverse("desk:submissions", args=[also.pk])).content.decode()
    assert "Dock Works" not in page


def test_queries_do_not_grow_with_the_rows(as_user, petra, held, dock):
    counts = []
    pages = {
        petra.user: reverse("desk:submissions", args=[held.pk]),
        held.candidate.user: reverse("applications:on-behalf"),
    }
    for times in (1, 2):
        for _ in range(times):
            right = asked(held, dock)
            right.reply(Answer.YES, by=held.candidate.user, at=timezone.now())
            asked(held, dock)
        for user, page in pages.items():
            client = as_user(user)
            # What somebody looks at for the first time is written down.
            client.get(page)
            counts.append(len(queries_of(client, page)))
    assert counts[:2] == counts[2:]
