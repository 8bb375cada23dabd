"""What follows an interview: go on, withdraw with a letter ready, or sleep on it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications.models import Event
from applications.stages import Outcome, Stage
from interviews.guidance import Stage as Round
from interviews.models import Choice, Decision, Letter
from interviews.models.decision import Frozen
from interviews.models.interview import InterviewState, Partner
from interviews.models.invitation import State
from jobtracker.people.models import Situation
from tests.factories import (
    make_application,
    make_candidate,
    make_debrief,
    make_held,
    make_interview,
    make_invitation,
    make_membership,
    make_red_flag,
    make_representation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira(client):
    candidate = make_candidate(name="Mira Sandberg", email="mira@example.org")
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def held(mira):
    application = make_application(
        candidate=mira, employer_name="Vale", stage=Stage.INTERVIEWING, interest_now=3
    )
    return make_interview(
        application=application,
        starts_at=timezone.now() - timedelta(hours=3),
        partner=Partner.TEAM,
        interest_before=3,
    )


def told(interview, interest=3, **fields):
    return make_debrief(
        interview=interview, interest_after=interest, told_at=timezone.now(), **fields
    )


def page(client, interview):
    return client.get(interview.get_absolute_url()).content.decode()


def decide(client, interview, choice, **data):
    standing = interview.decisions.standing()
    latest = standing.pk if standing else ""
    address = reverse("interviews:gate", args=[interview.pk])
    return client.post(address, {"choice": choice, "latest": latest} | data)


def in_days(days):
    return f"{timezone.now() + timedelta(days=days):%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize(
    ("interest", "situation", "headline"),
    [
        (1, Situation.OPEN, "We&#x27;d withdraw politely."),
        (2, Situation.OPEN, "We&#x27;d withdraw politely."),
        (3, Situation.OPEN, "Your call. We&#x27;d call it even."),
        (3, Situation.EMPLOYED, "Your call. We&#x27;d lean towards withdrawing."),
        (4, Situation.OPEN, "We&#x27;d go on with this one."),
        (5, Situation.EMPLOYED, "We&#x27;d go on, with a few things agreed first."),
        (5, Situation.COMMITTED, "We&#x27;d withdraw politely."),
    ],
)
def test_suggestion_rests_on_the_interest_after(client, mira, held, interest, situation, headline):
    mira.situation = situation
    mira.save()
    told(held, interest)
    assert headline in page(client, held)


def test_confirmed_interest_counts_for_the_suggestion(client, held):
    debrief = told(held, 5)
    debrief.confirm(1, by=held.candidate.user, at=timezone.now())
    assert "withdraw politely." in page(client, held)


def test_talk_with_an_agency_leaves_the_first_stage_open(client, held):
    held.partner = Partner.AGENCY
    held.save()
    told(held, 1)
    text = page(client, held)
    assert "still holds" in text
    assert "go on with this one" in text


def test_red_flag_counts_here_too(client, held):
    make_red_flag(employer=held.application.employer, severity="absolute", source="own_experience")
    told(held, 5)
    assert "withdraw politely." in page(client, held)


def test_withdrawal_closes_cancels_and_opens_the_letter(client, held):
    told(held, 1)
    ahead = make_interview(
        application=held.application, starts_at=timezone.now() + timedelta(days=5)
    )
    untold = make_interview(
        application=held.application, starts_at=timezone.now() - timedelta(days=1)
    )
    elsewhere = make_interview(
        application=make_application(candidate=held.candidate),
        starts_at=timezone.now() + timedelta(days=5),
    )
    second = make_invitation(application=held.application)
    answer = decide(client, held, "withdraw", reason="Too loud")
    assert answer.url == reverse("interviews:withdrawal-letter", args=[held.pk])
    held.application.refresh_from_db()
    assert held.application.stage == Stage.CLOSED
    assert held.application.outcome == Outcome.WITHDRAWN_AFTER
    for each, state in (
        (ahead, InterviewState.CANCELLED),
        (untold, InterviewState.SCHEDULED),
        (elsewhere, InterviewState.SCHEDULED),
        (second, State.DECLINED),
    ):
        each.refresh_from_db()
        assert each.state == state
    decision = Decision.objects.get()
    assert (decision.invitation, decision.interview) == (None, held)
    assert decision.is_withdrawal
    assert decision.known_facts.stage is Round.LATER
    assert decision.slot_start == ahead.starts_at
    assert Event.objects.filter(text="Withdrew after an interview").exists()


def test_letter_withdraws_in_the_thread_and_says_what_it_cancels(client, held):
    make_invitation(application=held.application, contact_name="Ada Okafor")
    told(held, 1, learned="Canary")
    make_interview(application=held.application, starts_at=timezone.now() + timedelta(days=5))
    decide(client, held, "withdraw", reason="Canary")
    text = client.get(reverse("interviews:withdrawal-letter", args=[held.pk])).content.decode()
    assert "I am withdrawing my application." in text
    assert "Dear Ada Okafor" in text
    assert "Please cancel the interview planned for" in text
    assert "[one thing you truly valued]" in text
    assert "Letting them know by" in text
    assert "Canary" not in text


def test_letter_needs_no_invitation_at_all(client, held):
    told(held, 1)
    decide(client, held, "withdraw")
    address = reverse("interviews:withdrawal-letter", args=[held.pk])
    letter = {"to": "ada@vale.example", "subject": "Withdrawal", "body": "Thank you."}
    assert client.post(address, letter).status_code == 302
    assert Letter.objects.get().body == "Thank you."
    draft = client.post(f"{address}file/", letter)
    assert draft["Content-Type"] == "message/rfc822"
    assert b"To: ada@vale.example" in draft.content


def test_letter_that_has_gone_out_stops_the_clock(client, held):
    told(held, 1)
    decide(client, held, "withdraw")
    assert "Letting them know by" in page(client, held)
    letter = {"to": "", "subject": "Withdrawal", "body": "Thank you."}
    answer = client.post(reverse("interviews:withdrawal-letter-sent", args=[held.pk]), letter)
    assert answer.url == held.get_absolute_url()
    assert Letter.objects.get().sent_at
    text = page(client, held)
    assert "You told them on" in text
    assert "Letting them know" not in text


def test_going_on_has_no_letter(client, held):
    told(held, 4)
    decide(client, held, "continue")
    letter = reverse("interviews:withdrawal-letter", args=[held.pk])
    assert client.get(letter).url == held.get_absolute_url()
    assert client.post(f"{letter}file/").url == held.get_absolute_url()
    held.application.refresh_from_db()
    assert held.application.stage == Stage.INTERVIEWING


def test_sleeping_on_it_has_a_time_on_ones_own_clock(client, held):
    told(held)
    decide(client, held, "sleep", until=in_days(2))
    decision = Decision.objects.get()
    assert decision.until > timezone.now()
    assert decision.until_zone == "Europe/Stockholm"
    text = page(client, held)
    assert "We ask again" in text
    assert "call it even" not in text


def test_what_was_slept_on_comes_back(client, held):
    told(held)
    decide(client, held, "sleep", until=in_days(2))
    models_update(Decision.objects.get(), until=timezone.now() - timedelta(hours=1))
    assert "call it even" in page(client, held)


def models_update(row, **fields):
    """A decision is frozen, so the test goes round its own guard."""
    table, (name, value) = row._meta.db_table, *fields.items()
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {name} = %s WHERE id = %s", [value, row.pk])


@pytest.mark.parametrize("until", ["", "2001-01-01T09:00", "2199-01-01T09:00", "soon"])
def test_time_that_cannot_be_is_refused_and_kept(client, held, until):
    told(held)
    answer = decide(client, held, "sleep", until=until, reason="Not sure")
    assert answer.status_code == 422
    assert "Not sure" in answer.content.decode()
    assert not Decision.objects.exists()


def test_changing_ones_mind_supersedes_and_reopens(client, held):
    told(held, 2)
    decide(client, held, "withdraw")
    decide(client, held, "continue")
    first, second = Decision.objects.order_by("pk")
    assert second.supersedes == first
    assert first.choice == Choice.WITHDRAW
    held.application.refresh_from_db()
    assert held.application.stage == Stage.INTERVIEWING


def test_second_click_is_no_second_decision(client, held):
    told(held, 2)
    for _ in range(2):
        answer = client.post(
            reverse("interviews:gate", args=[held.pk]), {"choice": "withdraw", "latest": ""}
        )
        assert answer.url == reverse("interviews:withdrawal-letter", args=[held.pk])
    assert Decision.objects.count() == 1


def test_choice_made_in_another_tab_is_shown_first(client, held):
    told(held, 2)
    decide(client, held, "continue")
    answer = client.post(
        reverse("interviews:gate", args=[held.pk]), {"choice": "withdraw", "latest": ""}
    )
    assert answer.status_code == 409
    assert "Something changed" in answer.content.decode()
    assert Decision.objects.count() == 1


def test_choice_before_the_debrief_leads_to_it(client, held):
    answer = decide(client, held, "withdraw")
    assert answer.url == f"{held.get_absolute_url()}#afterwards"
    assert not Decision.objects.exists()


def test_rejected_application_has_nothing_to_decide(client, held):
    told(held)
    held.application.move_to(
        Stage.CLOSED, Outcome.REJECTED, by=held.candidate.user, at=timezone.now()
    )
    assert "Your choice" not in page(client, held)


def test_decision_is_about_one_thing_and_frozen(client, held):
    told(held)
    decide(client, held, "continue")
    decision = Decision.objects.get()
    with pytest.raises(Frozen):
        decision.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        models_update(decision, interview_id=None)


def test_choices_of_an_invitation_are_not_those_after_an_interview(client, mira):
    invitation = make_invitation(application=make_application(candidate=mira))
    address = reverse("interviews:decision", args=[invitation.pk])
    answer = client.post(address, {"choice": "withdraw", "version": invitation.version})
    assert answer.status_code == 422


def test_queries_stay_the_same_with_a_longer_history(client, mira, held):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            page(client, held)
        return len(captured)

    told(held)
    decide(client, held, "sleep", until=in_days(1))
    make_held(mira, 10)
    one = queries()
    for days in (20, 30, 40):
        make_held(mira, days)
    assert queries() == one


def test_decision_shows_its_own_version_and_what_was_said(client, held):
    told(held, 1)
    decide(client, held, "continue")
    make_red_flag(employer=held.application.employer, severity="minor", source="firm")
    text = page(client, held)
    assert "What we said then" in text
    assert f"Version {Decision.objects.get().version}." in text


def test_history_of_telling_stands_beside_the_advice_to_withdraw(client, held):
    told(held, 1)
    assert "it takes 3 withdrawals that you noted as sent" in page(client, held)


@pytest.mark.parametrize("shares", [True, False])
def test_who_looks_after_sees_the_choice_and_the_reason_only_where_it_is_shared(
    client, held, shares
):
    petra = make_membership()
    make_representation(candidate=held.candidate, firm=petra.firm)
    told(held, 1)
    decide(
        client, held, "withdraw", reason="Too loud", **({"reason_shared": "on"} if shares else {})
    )
    client.force_login(petra.user)
    text = page(client, held)
    assert "What they decided" in text
    assert ("Too loud" in text) is shares
