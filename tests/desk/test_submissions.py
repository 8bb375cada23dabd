"""Put forward by a firm: never without the candidate's word, never twice, and never unseen."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, Client, Placement, RightToRepresent, Submission
from applications.models.right import Answer, Choice
from applications.models.submission import Ending, Step
from applications.stages import Stage
from jobtracker.desk.clients.figures import figures_of
from jobtracker.outbox.sending import send_next
from jobtracker.people.access import Scope
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_feedback,
    make_interview,
    make_membership,
    make_representation,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

JOB = "Ship Analyst"


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
    return make_order(dock)


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


@pytest.fixture
def desk(as_user, petra):
    """Petra does one thing to a submission or right."""

    def do(name, row, **data):
        return as_user(petra.user).post(reverse(f"desk:{name}", args=[row.pk]), data)

    return do


def make_order(dock, **fields):
    values = {"title": JOB, "received_on": NOW.date(), "firm": dock.firm}
    return dock.orders.create(**values | fields)


def word(held, dock, *, answer=Answer.YES, applied="no", job=JOB, **fields):
    """The candidate's word for that job there."""
    now = timezone.now()
    right = RightToRepresent.objects.ask(
        held,
        client=dock,
        by=held.coordinator.user if held.coordinator else None,
        at=now,
        job_title=job,
        pay="45,000 a month",
        valid_until=timezone.localdate() + timedelta(days=30),
        **fields,
    )
    right.reply(answer, by=held.candidate.user, at=now, applied=applied)
    return right


def prepared(right, **fields):
    what = {"pay": "45,000 a month", "internal_note": "Ask Ada first"} | fields
    return Submission.objects.prepare(right, by=None, at=timezone.now(), **what)


def sent(right, *, shows_applications=True):
    made = prepared(right)
    now, today = timezone.now(), timezone.localdate()
    made.send(by=None, at=now, on=today, shows_applications=shows_applications)
    return made


def page(client, row, name="submission"):
    return client.get(reverse(f"desk:{name}", args=[row.pk])).content.decode()


def is_sent(row):
    return Submission.objects.get(pk=row.pk).sent_at is not None


def test_submission_is_prepared_from_a_right_once(desk, held, dock, order):
    right = word(held, dock, order=order)
    first = desk("new-submission", right, pay="46,000", internal_note="Ask Ada first")
    second = desk("new-submission", right, pay="47,000")
    made = Submission.objects.get()
    assert first.url == second.url == reverse("desk:submission", args=[made.pk])
    assert (made.candidate, made.client, made.order) == (held.candidate, dock, order)
    assert (made.pay, str(made)) == ("46,000", "Ship Analyst at Dock Works")


def test_candidate_knows_nothing_of_it_before_it_is_sent(as_user, desk, held, dock):
    made = prepared(word(held, dock))
    mira = held.candidate.user
    assert not Submission.objects.visible_to(mira).exists()
    assert as_user(mira).get(made.get_absolute_url()).status_code == 404
    desk("submission-sending", made)
    told = as_user(mira).get(made.get_absolute_url()).content.decode()
    assert "45,000 a month" in told
    assert "Ask Ada first" not in told
    assert (
        made.get_absolute_url()
        in as_user(mira).get(reverse("applications:on-behalf")).content.decode()
    )
    send_next(timezone.now())
    assert made.get_absolute_url() in mail.outbox[0].body


@pytest.mark.parametrize("why", ["no", "ran out", "taken back"])
def test_nothing_is_sent_without_a_word_in_force(why, desk, held, dock):
    right = word(held, dock, answer=Answer.NO if why == "no" else Answer.YES)
    if why == "ran out":
        right.valid_until = timezone.localdate() - timedelta(days=1)
        right.save()
    elif why == "taken back":
        right.take_back(by=held.candidate.user, at=timezone.now())
    made = prepared(right)
    desk("submission-sending", made)
    assert not is_sent(made)


def test_word_from_before_the_candidate_left_sends_nobody(desk, petra, held, dock):
    made = prepared(word(held, dock))
    held.end(by=held.candidate.user, at=timezone.now())
    later = timezone.now() + timedelta(hours=1)
    make_representation(firm=petra.firm, candidate=held.candidate, offered_at=later)
    assert desk("submission-sending", made).status_code == 302
    assert not is_sent(made)


def test_word_for_one_job_sends_nobody_to_another(desk, held, dock):
    word(held, dock)
    made = prepared(word(held, dock, answer=Answer.NO, job="Ship Manager"))
    desk("submission-sending", made)
    assert not is_sent(made)


def test_application_is_begun_where_applications_are_shared(desk, held, dock):
    made = prepared(word(held, dock))
    desk("submission-sending", made)
    application = Application.objects.get()
    assert (application.candidate, str(application)) == (held.candidate, str(made))
    assert application.stage == Stage.APPLIED
    # Other firms may read it, and are not told which one this was.
    assert not application.agency
    told = " ".join(application.events.values_list("text", flat=True))
    assert "Put forward" in told
    assert str(held.firm) not in told


def test_saved_application_is_applied_for_by_it(desk, held, dock):
    saved = make_application(
        candidate=held.candidate, employer_name="DOCK works", job_title=JOB, stage=Stage.SAVED
    )
    made = prepared(word(held, dock))
    desk("submission-sending", made)
    made.refresh_from_db()
    assert made.application == saved
    assert Application.objects.get().stage == Stage.APPLIED


def test_application_stays_the_candidates_where_it_is_not_shared(desk, held, dock):
    held.share(set(Scope) - {Scope.APPLICATIONS}, by=held.candidate.user, at=NOW)
    made = prepared(word(held, dock))
    desk("submission-sending", made)
    assert is_sent(made)
    assert not Application.objects.exists()


def apply_there(held, **fields):
    """Of their own, for that job at that employer."""
    values = {"employer_name": "Dock Works AB", "job_title": JOB, "created_at": timezone.now()}
    return make_application(candidate=held.candidate, **values | fields)


def test_own_application_blocks_until_the_candidate_chooses(as_user, desk, held, dock):
    own, right = apply_there(held), word(held, dock)
    made = prepared(right)
    desk("submission-sending", made)
    assert not is_sent(made)
    client = as_user(held.candidate.user)
    assert own.get_absolute_url() in client.get(right.get_absolute_url()).content.decode()
    client.post(reverse("applications:right-choice", args=[right.pk]), {"choice": "firm"})
    desk("submission-sending", made)
    assert is_sent(made)


def test_candidate_who_keeps_their_own_is_not_sent(as_user, desk, held, dock):
    apply_there(held)
    right = word(held, dock)
    made = prepared(right)
    client = as_user(held.candidate.user)
    client.post(reverse("applications:right-choice", args=[right.pk]), {"choice": "own"})
    desk("submission-sending", made)
    assert not is_sent(made)
    # Nor where the firm may no longer see why.
    held.share(set(Scope) - {Scope.APPLICATIONS}, by=held.candidate.user, at=NOW)
    desk("submission-sending", made)
    assert not is_sent(made)


@pytest.mark.parametrize("applied", ["myself", "agency"])
def test_what_the_candidate_declared_blocks_too(applied, desk, held, dock):
    held.share(set(Scope) - {Scope.APPLICATIONS}, by=held.candidate.user, at=NOW)
    right = word(held, dock, applied=applied)
    made = prepared(right)
    desk("submission-sending", made)
    assert not is_sent(made)
    desk("right-double", right)
    send_next(timezone.now())
    assert right.get_absolute_url() in mail.outbox[0].body
    right.choose(Choice.FIRM, at=timezone.now())
    desk("submission-sending", made)
    assert is_sent(made)


def test_application_that_is_not_shared_is_not_told_to_the_firm(as_user, petra, held, dock):
    held.share(set(Scope) - {Scope.APPLICATIONS}, by=held.candidate.user, at=NOW)
    apply_there(held, agency="Lind & Co")
    made = prepared(word(held, dock))
    text = page(as_user(petra.user), made)
    assert "Lind" not in text
    assert "Maybe in for it already" not in text


@pytest.mark.parametrize(
    "fields",
    [
        {"employer_name": "Vale"},
        {"job_title": "Head of Kitchen"},
        {"stage": Stage.SAVED},
        {"created_at": NOW - timedelta(days=800)},
    ],
)
def test_another_job_or_long_ago_is_no_double(fields, desk, held, dock):
    apply_there(held, **fields)
    made = prepared(word(held, dock))
    desk("submission-sending", made)
    assert is_sent(made)


def test_second_submission_of_the_firm_for_the_job_is_blocked_whatever_is_chosen(
    as_user, petra, desk, held, dock
):
    sent(word(held, dock))
    right = word(held, dock, applied="myself")
    right.choose(Choice.FIRM, at=timezone.now())
    made = prepared(right)
    desk("submission-sending", made)
    assert not is_sent(made)
    assert "not sent again" in page(as_user(petra.user), made)


def test_clients_rule_is_told_to_both(as_user, petra, held, dock):
    dock.double_rule = "first"
    dock.save()
    apply_there(held)
    right = word(held, dock)
    made = prepared(right)
    assert "whoever sent them first" in page(as_user(petra.user), made)
    told = as_user(held.candidate.user).get(right.get_absolute_url()).content.decode()
    assert "counts whoever sent you first" in told


def test_steps_go_one_way_and_have_their_times(desk, held, dock):
    made = sent(word(held, dock))
    assert desk("submission-steps", made, step="placed").status_code == 422
    desk("submission-steps", made, step="interview")
    made.refresh_from_db()
    assert (made.step, bool(made.answered_at)) == (Step.INTERVIEW, True)
    assert desk("submission-steps", made, step="answered").status_code == 422
    desk("submission-ending", made, ending="rejected")
    made.refresh_from_db()
    assert made.standing == "The client said no"
    assert desk("submission-steps", made, step="offer").status_code == 403


def test_ending_needs_a_reason(desk, held, dock):
    made = sent(word(held, dock))
    assert desk("submission-ending", made).status_code == 422
    assert Submission.objects.get().is_open


def test_candidate_steps_out_and_the_client_is_told(as_user, petra, desk, held, dock):
    made = sent(word(held, dock))
    mira = held.candidate.user
    as_user(mira).post(reverse("applications:submission-withdrawal", args=[made.pk]))
    made.refresh_from_db()
    assert (made.ending, made.ended_by, made.is_to_pass_on) == (Ending.WITHDRAWN, mira, True)
    assert "Tell the client" in page(as_user(petra.user), made)
    desk("submission-passing-on", made)
    made.refresh_from_db()
    assert not made.is_to_pass_on


def test_note_is_changed_by_the_firm(desk, held, dock):
    made = sent(word(held, dock))
    desk("edit-submission", made, pay="46,000", internal_note="Anew")
    made.refresh_from_db()
    assert (made.pay, made.internal_note) == ("46,000", "Anew")


def test_placement_fills_the_order_with_the_last_it_asked_for(desk, petra, held, dock):
    order = make_order(dock, openings=2)
    others = make_representation(firm=petra.firm)
    for number, each in enumerate((held, others)):
        made = sent(word(each, dock, order=order))
        assert desk("submission-placement", made, starts_on="").status_code == 422
        wrong = {"starts_on": "2036-07-02", "ends_on": "2036-07-01"}
        assert desk("submission-placement", made, **wrong).status_code == 422
        desk("submission-placement", made, starts_on="2036-07-01", pay="46,000")
        order.refresh_from_db()
        assert order.is_open == (number == 0)
    assert order.standing == "Filled"
    assert Placement.objects.count() == 2


def test_candidate_reads_their_placement(as_user, desk, held, dock):
    made = sent(word(held, dock))
    desk("submission-placement", made, starts_on="2036-07-01", pay="46,500")
    told = as_user(held.candidate.user).get(made.get_absolute_url()).content.decode()
    assert "1 July 2036" in told
    assert "46,500" in told


def test_firm_sees_nothing_once_it_no_longer_looks_after_them(as_user, petra, held, dock, order):
    made = sent(word(held, dock, order=order))
    name = held.candidate.name
    client = as_user(petra.user)
    assert name in page(client, order, "order")
    held.end(by=held.candidate.user, at=timezone.now())
    assert client.get(reverse("desk:submission", args=[made.pk])).status_code == 404
    assert name not in page(client, order, "order") + page(client, dock, "client")
    assert Submission.objects.visible_to(held.candidate.user).exists()


class TestTwoCandidatesForOneJob:
    """Each of them is told of themselves, and of nobody else."""

    @pytest.fixture
    def two(self, petra, dock, order):
        """Mira and Jonas, both sent; Jonas is placed."""
        made = []
        for name in ("Mira Solemnis", "Jonas Quietus"):
            candidate = make_candidate(name=name)
            held = make_representation(firm=petra.firm, coordinator=petra, candidate=candidate)
            right = word(held, dock, order=order)
            right.words = f"In the words of {name}"
            right.save()
            made.append(sent(right))
        return made

    def test_candidates_pages_and_mails_do_not_tell_of_the_other(self, as_user, desk, two):
        mira, jonas = two
        desk("submission-placement", jonas, starts_on="2036-07-01")
        client = as_user(mira.candidate.user)
        pages = (
            reverse("home"),
            reverse("applications:on-behalf"),
            mira.get_absolute_url(),
            mira.right.get_absolute_url(),
            mira.application.get_absolute_url(),
            reverse("applications:history", args=[mira.application.pk]),
            jonas.get_absolute_url(),
        )
        for each in pages:
            text = client.get(each).content.decode()
            assert "Quietus" not in text, each
            assert "Placed" not in text, each
        while send_next(timezone.now()):
            pass
        for each in mail.outbox:
            if mira.candidate.user.email in each.to:
                assert "Quietus" not in each.body

    def test_candidates_archive_holds_nothing_of_the_other(self, as_user, two):
        mira, _ = two
        client = as_user(mira.candidate.user)
        archive = b"".join(client.post(reverse("leave:archive")).streaming_content)
        assert b"Quietus" not in archive

    def test_desk_pages_of_one_do_not_name_the_other(self, as_user, petra, two):
        mira, _ = two
        held = mira.candidate.representations.get()
        client = as_user(petra.user)
        for row, name in (
            (mira, "submission"),
            (mira.right, "right"),
            (held, "submissions"),
            (held, "new-right"),
        ):
            text = page(client, row, name)
            assert "Solemnis" in text
            assert "Quietus" not in text, name

    def test_what_one_is_refused_does_not_tell_of_the_other(self, as_user, desk, two):
        mira, jonas = two
        refused = as_user(mira.candidate.user).post(
            reverse("applications:submission-withdrawal", args=[jonas.pk])
        )
        absent = as_user(mira.candidate.user).post(
            reverse("applications:submission-withdrawal", args=[987_654])
        )
        assert (refused.status_code, absent.status_code) == (404, 404)
        assert "Quietus" not in refused.content.decode()

    def test_ones_double_is_not_the_others(self, desk, petra, two, dock, order):
        third = make_representation(firm=petra.firm, coordinator=petra)
        made = prepared(word(third, dock, order=order))
        desk("submission-sending", made)
        assert is_sent(made)

    def test_firm_sees_both_with_the_order(self, as_user, petra, two, order):
        text = page(as_user(petra.user), order, "order")
        assert "Solemnis" in text
        assert "Quietus" in text


def test_figures_are_told_from_five_on(petra, dock):
    for number in range(5):
        assert figures_of(dock, petra.user, at=timezone.now()).answers == ""
        made = sent(word(make_representation(firm=petra.firm), dock))
        at = made.sent_at + timedelta(hours=number + 1)
        made.reach(Step.INTERVIEW, at=at)
        if number < 3:
            make_feedback(make_interview(application=made.application))
    found = figures_of(dock, petra.user, at=timezone.now() + timedelta(days=1))
    assert found.answers == "Half of them within 3 hours, of 5 answers"
    assert found.feedback == "3 of 5"


def test_queries_do_not_grow_with_the_rows(as_user, petra, held, dock, order):
    counts = []
    for number, times in enumerate((1, 2)):
        for each in range(times):
            made = sent(word(held, dock, order=order, job=f"Job {number} {each}"))
        pages = {
            petra.user: [
                reverse("desk:submissions", args=[held.pk]),
                reverse("desk:submission", args=[made.pk]),
                order.get_absolute_url(),
                dock.get_absolute_url(),
            ],
            held.candidate.user: [reverse("applications:on-behalf"), made.get_absolute_url()],
        }
        found = []
        for user, addresses in pages.items():
            client = as_user(user)
            for address in addresses:
                # What somebody looks at for the first time is written down.
                client.get(address)
                found.append(len(queries_of(client, address)))
        counts.append(found)
    assert counts[0] == counts[1]
