"""What came of one's own interviews: counted from the rows, and nobody else's."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from applications.stages import Outcome, Stage
from interviews.gate import gate_of
from interviews.guidance import Source
from interviews.insights import insights_of
from interviews.letters import LetterKind
from interviews.models import Choice, Decision, Feedback, Letter, Preparation
from interviews.occasions import Occasion
from interviews.preparing import Compared, Topic
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_feedback,
    make_held,
    make_inquiry,
    make_interview,
    make_point,
    make_practice,
    make_question,
    make_red_flag,
    make_version,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
PAGE = "/insights/"


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


def found(candidate):
    return insights_of(candidate, NOW)


def shown(client):
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def test_somebody_new_sees_no_figure_but_what_it_takes(client, mira):
    text = shown(client)
    assert "No interview yet" in text
    assert text.count("Not enough yet") >= 8
    assert "<table" not in text


def test_unsure_interviews_are_told_one_by_one_with_the_contrary_ones(client, mira):
    for before, after in ((2, 4), (3, 3), (3, 1)):
        make_held(mira, 10, before=before, after=after)
    make_held(mira, 10, before=5, after=1)
    make_held(mira, 10, before=None, after=5)
    make_held(make_candidate(), 10, before=1, after=5)
    text = shown(client)
    assert "1 of 3 that you were unsure about raised your interest, 1 lowered it" in text
    assert [text.count(word) for word in ("Rose</", "Stayed</", "Fell</")] == [1, 1, 1]


def test_two_unsure_interviews_are_no_figure(client, mira):
    for _ in range(2):
        make_held(mira, 10, before=2, after=4)
    text = shown(client)
    assert "it takes 3 interviews that you were unsure about, and there are 2" in text
    assert "Rose</" not in text


def test_second_look_is_what_counts_after(mira):
    make_held(mira, 9, before=2, after=4, interest_confirmed=1, confirmed_at=NOW)
    (move,) = found(mira).moves.cases
    assert (move.before, move.after) == (2, 1)


def test_topics_are_counted_over_interviews_that_were_told(client, mira):
    for compared in (Compared.BETTER, Compared.BETTER, Compared.WORSE):
        make_inquiry(make_held(mira, 9), Topic.GROWTH, told="So", compared=compared)
    ahead = make_interview(application=make_application(candidate=mira))
    untold = make_interview(application=ahead.application, state="done", starts_at=NOW)
    for other in (ahead, untold):
        make_inquiry(other, Topic.GROWTH, compared=Compared.WORSE)
    make_inquiry(make_held(make_candidate(), 9), Topic.GROWTH, compared=Compared.WORSE)
    make_inquiry(ahead, Topic.SPACE)
    topics = found(mira).topics
    growth = next(row for row in topics.rows if row.label == "Growth")
    assert (growth.better, growth.same, growth.worse) == (2, 0, 1)
    assert (topics.answered, topics.asked) == (3, 12)
    text = shown(client)
    assert "Growth (2 better, 1 worse, 0 as described)" in text
    assert "A red flag" not in text


def test_own_questions_have_a_line_once_something_was_compared(mira):
    make_inquiry(make_held(mira, 9), Topic.OWN, told="Yes", compared=Compared.SAME)
    assert found(mira).topics.rows[-1].label == "Your own question"


def test_feedback_is_followed_to_its_use(mira):
    held = make_held(mira, 20)
    on_paper, in_person, left = (make_point(make_feedback(held), f"P{n}") for n in range(3))
    version = make_version(mira)
    on_paper.show_done(at=NOW - timedelta(days=15), version=version, score=None)
    version.went_to(make_application(candidate=mira), on=NOW.date())
    in_person.show_done(at=NOW - timedelta(days=15), version=None, score=4)
    left.reject(at=NOW)
    make_point(make_feedback(held), "P1 again", same_as=in_person)
    make_point(make_feedback(held), "No, longer", disagrees_with=in_person)
    points = found(mira).points
    assert (points.received, points.accepted, points.done, points.used) == (5, 2, 2, 1)
    assert (points.repeated, points.disputed) == (1, 1)
    make_held(mira, 3)
    assert found(mira).points.used == 2


def test_requests_are_counted_by_what_came(mira):
    held = make_held(mira, 20)
    for number in range(4):
        asked = Feedback.objects.ask(held.application, by=mira.user, at=NOW)
        if number == 0:
            asked.keep({"verbatim": "Shorter"}, by=mira.user, at=NOW)
        if number == 1:
            asked.give_up(by=mira.user, at=NOW)
    make_feedback(held)
    requests = found(mira).requests
    assert (requests.asked, requests.answered, requests.refused) == (4, 1, 1)


def test_red_flags_are_counted_where_nothing_is_open_any_more(mira):
    over = make_application(candidate=mira)
    for fields in ({"resolved_at": NOW, "checked_at": NOW}, {"checked_at": NOW}, {}):
        make_red_flag(employer=over.employer, **fields)
    make_red_flag(employer=over.employer, source=Source.OWN_EXPERIENCE)
    make_red_flag(employer=make_application(candidate=mira).employer)
    assert found(mira).flags.cleared == 0
    over.move_to(Stage.CLOSED, Outcome.REJECTED, by=mira.user, at=NOW)
    flags = found(mira).flags
    assert (flags.cleared, flags.confirmed, flags.unchecked) == (1, 1, 1)


def test_confidence_goes_from_the_first_interview_to_the_latest(client, mira):
    make_held(mira, 30, confidence_before=4)
    assert found(mira).confidence == ""
    make_held(mira, 20)
    make_held(mira, 10, confidence_before=1, confidence_after=2)
    text = shown(client)
    assert "went from 4 to 2 over 2 interviews" in text
    assert "for everybody" in text


def test_only_what_was_guessed_beforehand_is_a_guess(mira):
    for before, after in ((4, 2), (3, 3), (2, 5)):
        held = make_held(mira, 9, dread_before=before, dread_after=after)
        Preparation.objects.create(candidate=mira, interview=held, dread_before=before)
    make_held(mira, 9, dread_before=5, dread_after=1)
    guesses = found(mira).guesses
    assert (guesses.easier, guesses.same, guesses.harder) == (1, 1, 1)


def test_questions_count_as_questions_and_not_as_interviews(mira):
    make_question(candidate=mira)
    make_question(candidate=mira, stumped_at=NOW)
    make_question(candidate=mira, stumped_at=NOW, answered_at=NOW)
    stumped = found(mira).stumped
    assert (stumped.total, stumped.answered) == (2, 1)


def test_practices_with_feedback_are_told_apart(mira):
    make_practice(mira, minutes=10)
    make_practice(mira, minutes=5, feedback_from="Ada")
    practised = found(mira).practised
    assert (practised.number, practised.minutes, practised.with_feedback) == (2, 15, 1)


def withdraw(interview, *, hours):
    gate = gate_of(interview, interview.told, now=NOW)
    decision = Decision.objects.decide_after(
        interview,
        Choice.WITHDRAW,
        facts=gate.facts,
        advice=gate.advice,
        explanation=gate.explanation,
        by=interview.candidate.user,
        at=NOW,
    )
    text = {"to": "ada@employer.example", "subject": "Re", "body": "No"}
    letter = Letter.objects.keep(Occasion.of(decision), LetterKind.WITHDRAW, at=NOW, **text)
    if hours is not None:
        letter.was_sent(at=NOW + timedelta(hours=hours))


def test_hours_from_deciding_to_telling_leave_out_what_was_never_told(mira):
    for hours in (2, 30, None):
        withdraw(make_held(mira, 9), hours=hours)
    telling = found(mira).telling
    assert (sorted(telling.hours), telling.untold) == ([2, 30], 1)


def test_effort_is_added_up_where_it_was_said(mira):
    make_held(mira, 9, hours_used=Decimal("2.5"))
    make_held(mira, 8, hours_used=Decimal(4), leave_days=Decimal("0.5"))
    make_held(mira, 7)
    effort = found(mira).effort
    assert (effort.interviews, effort.hours, effort.days) == (2, Decimal("6.5"), Decimal("0.5"))


def test_what_was_learned_stands_there_the_latest_first(client, mira):
    make_held(mira, 9, learned="They plan in weeks.")
    make_held(mira, 3, learned="Bring a charger.")
    make_held(make_candidate(), 3, learned="Of somebody else.")
    text = shown(client)
    assert text.index("Bring a charger.") < text.index("They plan in weeks.")
    assert "Of somebody else." not in text


def test_tables_say_what_they_hold(client, mira):
    for _ in range(3):
        held = make_held(mira, 9, before=2, after=4)
        make_inquiry(held, Topic.GROWTH, compared=Compared.BETTER)
    text = shown(client)
    assert text.count("<caption") == text.count("<table") == 2
    assert "<th></th>" not in text


def test_debrief_and_feedback_lead_there(client, mira):
    held = make_held(mira, 9)
    make_point(make_feedback(held))
    assert PAGE in client.get(held.get_absolute_url()).content.decode()
    assert PAGE in client.get(reverse("interviews:feedback-list")).content.decode()


def test_page_asks_the_same_of_one_row_and_of_three(client, mira):
    counts = []
    for number in (1, 2):
        for _ in range(number):
            held = make_held(mira, 9, before=2, after=4)
            Preparation.objects.create(candidate=mira, interview=held, dread_before=2)
            make_inquiry(held, Topic.GROWTH, compared=Compared.BETTER)
            make_point(make_feedback(held))
            make_red_flag(employer=held.application.employer)
            make_practice(mira)
            withdraw(make_held(mira, 9), hours=3)
        counts.append(len(queries_of(client, PAGE)))
    assert counts[0] == counts[1] <= 12
