"""A firm's figures: of what is shared with it now, by period and desk, never of fewer than five."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from applications.models import Client, RightToRepresent, Submission, Task
from applications.models.right import Answer, Applied
from applications.models.submission import Ending, Step
from applications.stages import Outcome, Stage
from interviews.letters import LetterKind
from interviews.models import Decision, Letter
from interviews.models.decision import Choice
from interviews.models.interview import InterviewState
from jobtracker.desk.insights.measures import FEWEST, FEWEST_PEOPLE
from tests.factories import (
    make_application,
    make_candidate,
    make_debrief,
    make_feedback,
    make_interview,
    make_invitation,
    make_membership,
    make_representation,
    make_user,
)
from tests.feedback_rows import make_answer, make_request
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)


@pytest.fixture
def petra(client):
    member = make_membership()
    client.force_login(member.user)
    return member


@pytest.fixture
def now():
    return timezone.now()


def at(member, name="desk:insights", **query):
    return reverse(name, args=[member.firm_id], query=query)


def figures(client, member, **query):
    """What each figure says, and of how many."""
    groups = client.get(at(member, **query)).context["groups"]
    return {each.name: (each.shown, each.number) for group in groups for each in group.metrics}


def too_few(number):
    return f"Too few to show ({number} of {FEWEST})", str(number)


def look_after(member, number=FEWEST, **fields):
    values = {"firm": member.firm, "coordinator": member}
    return [make_representation(**values | fields) for _ in range(number)]


def submit(held, at, *, order=None, applied=Applied.NO):
    client = Client.objects.get_or_create(firm=held.firm, name="Dock Works")[0]
    right = RightToRepresent.objects.create(
        candidate=held.candidate, firm=held.firm, client=client, employer_name="Dock Works",
        job_title="Analyst", pay="So much", asked_at=at, valid_until=(at + A_DAY).date(),
        answer=Answer.YES, answered_at=at, applied=applied, order=order,
    )  # fmt: skip
    made = Submission.objects.prepare(right, by=None, at=at, pay="", internal_note="")
    made.send(by=None, at=at, on=at.date(), shows_applications=False)
    return made


def hold(held, at, state=InterviewState.DONE, **fields):
    application = make_application(candidate=held.candidate)
    return make_interview(application=application, starts_at=at, state=state, **fields)


def test_new_firm_is_told_of_nothing_and_what_each_figure_means(client, petra):
    found = figures(client, petra)
    assert len(found) == 14
    assert all(shown.startswith("Too few to show") for shown, _ in found.values())
    text = LexborHTMLParser(client.get(at(petra)).content).css_first("main").text()
    assert "Of the candidates put forward in the period" in text


def test_how_far_candidates_get_who_are_put_forward(client, petra, now):
    sent = [submit(each, now - A_DAY) for each in look_after(petra, 6)]
    for each in sent[:5]:
        each.reach(Step.INTERVIEW, at=now)
    for each in sent[:3]:
        each.reach(Step.OFFER, at=now)
    sent[0].reach(Step.PLACED, at=now)
    submit(look_after(petra, 1)[0], now - A_DAY, applied=Applied.AGENCY)
    found = figures(client, petra)
    assert found["Submitted to interviewed"] == ("5 of 7 (71%)", "7")
    assert found["Interviewed to offer"] == ("3 of 5 (60%)", "5")
    assert found["Offers taken"] == too_few(3)
    assert found["Double submissions"] == ("1 of 7 (14%)", "7")


def test_draft_is_not_counted(client, petra, now):
    sent = [submit(each, now - A_DAY) for each in look_after(petra)]
    Submission.objects.filter(pk=sent[0].pk).update(sent_at=None)
    assert figures(client, petra)["Double submissions"] == too_few(4)


def test_consent_that_ends_or_narrows_counts_at_once(client, petra, now):
    everybody = look_after(petra)
    for each in everybody:
        submit(each, now - A_DAY)
        hold(each, now - A_DAY)
    found = figures(client, petra)
    assert found["Submitted to interviewed"][1] == found["No-shows"][1] == "5"
    everybody[0].shares_interviews = False
    everybody[0].save()
    found = figures(client, petra)
    assert found["Submitted to interviewed"][1] == "5"
    assert found["No-shows"] == found["Interviews with feedback"] == too_few(4)
    everybody[0].end(by=petra.user, at=now)
    assert figures(client, petra)["Submitted to interviewed"] == too_few(4)


def test_another_firms_rows_are_not_counted(client, petra, now):
    """Nor those of another firm that the same person works for."""
    other = make_membership(user=petra.user)
    for each in look_after(other):
        submit(each, now - A_DAY)
        hold(each, now - A_DAY)
        other.firm.orders.create(
            client=other.firm.clients.get(), title="Analyst", received_on=now.date()
        )
    found = figures(client, petra)
    assert {shown for shown, _ in found.values()} <= {
        too_few(0)[0], f"Too few to show (it takes {FEWEST_PEOPLE} people)"
    }  # fmt: skip
    assert figures(client, other)["Orders filled"] == ("0 of 5 (0%)", "5")


def test_own_search_of_who_works_there_is_not_counted(client, petra, now):
    own = make_candidate(user=petra.user)
    for each in (*look_after(petra, 4), *look_after(petra, 1, candidate=own)):
        hold(each, now - A_DAY)
    assert figures(client, petra)["No-shows"] == too_few(4)


def test_period_is_chosen(client, petra, now):
    for each in look_after(petra):
        submit(each, now - 60 * A_DAY)
    shown = {
        period: figures(client, petra, period=period)["Double submissions"][1]
        for period in ("30", "90", "365", "all", "nonsense", "")
    }
    assert shown == {"30": "0", "90": "5", "365": "5", "all": "5", "nonsense": "5", "": "5"}


def test_desk_is_chosen(client, petra, now):
    colleague = make_membership(firm=petra.firm)
    for each in (*look_after(petra, 5), *look_after(colleague, 6)):
        submit(each, now - A_DAY)
    stranger = make_membership()
    shown = {
        whose: figures(client, petra, whose=whose)["Double submissions"][1]
        for whose in ("", petra.pk, colleague.pk, stranger.pk, "x")
    }
    assert shown == {"": "11", petra.pk: "5", colleague.pk: "6", stranger.pk: "11", "x": "11"}


def test_orders_tell_how_many_are_filled_and_how_soon(client, petra, now):
    dock = Client.objects.create(firm=petra.firm, name="Dock Works")
    held = look_after(petra, 2)
    for number in range(6):
        order = dock.orders.create(
            firm=petra.firm, title="Analyst", by=petra.user, received_on=(now - 20 * A_DAY).date(),
            filled_on=(now - number * A_DAY).date() if number < 5 else None,
        )  # fmt: skip
        for days, each in zip((15, 10), held, strict=True):
            submit(each, now - days * A_DAY, order=order)
    found = figures(client, petra)
    assert found["Orders filled"] == ("5 of 6 (83%)", "6")
    assert found["Time to submit"] == ("Half within 5 days", "6")
    assert found["Time to fill"] == ("Half within 18 days", "5")
    assert figures(client, petra, whose=petra.pk)["Orders filled"][1] == "6"
    colleague = make_membership(firm=petra.firm)
    assert figures(client, petra, whose=colleague.pk)["Orders filled"] == too_few(0)


def test_feedback_tells_how_soon_and_after_how_many(client, petra, now):
    for number, each in enumerate(look_after(petra, 7)):
        interview = hold(each, now - 10 * A_DAY)
        if number < 5:
            asked = make_request(interview, petra, at=now - 9 * A_DAY)
            make_answer(asked, petra.user)
            after = interview.over_at + timedelta(hours=number + 1)
            asked.relay("Told", "voice", by=petra.user, at=after)
        else:
            feedback = make_feedback(interview, is_private=number == 6)
            feedback.interview = interview
            feedback.save()
    found = figures(client, petra)
    assert found["Time to feedback"] == ("Half within 3 hours, nine in ten within 5 hours", "5")
    assert found["Interviews with feedback"] == ("6 of 7 (86%)", "7")


def test_first_decision_tells_how_soon_invitations_are_answered(client, petra, now):
    for number, each in enumerate(look_after(petra, 5)):
        application = make_application(candidate=each.candidate)
        since = now - 3 * A_DAY
        invitation = make_invitation(application=application, received_at=since)
        decide(invitation, Choice.DECLINE, since + timedelta(hours=number + 1))
    found = figures(client, petra)["Time to answer an invitation"]
    assert found == ("Half within 3 hours, nine in ten within 5 hours", "5")


def decide(invitation, choice, at):
    first = None
    for hours in (0, 5):
        first = Decision.objects.create(
            candidate=invitation.candidate, invitation=invitation, facts={}, advice={},
            explanation={}, version="1", choice=choice, at=at + timedelta(hours=hours),
            supersedes=first,
        )  # fmt: skip


def test_interviews_to_come_and_called_off_are_no_no_shows(client, petra, now):
    for each in look_after(petra):
        hold(each, now - A_DAY)
    [each] = look_after(petra, 1)
    hold(each, now - A_DAY, InterviewState.NO_SHOW)
    hold(each, now - A_DAY, InterviewState.CANCELLED)
    hold(each, now + A_DAY, InterviewState.SCHEDULED)
    assert figures(client, petra)["No-shows"] == ("1 of 6 (17%)", "6")


def close(held, outcome, now):
    return make_application(
        candidate=held.candidate, stage=Stage.CLOSED, outcome=outcome, moved_at=now - A_DAY
    )


def test_closed_politely_is_by_a_no_or_a_letter_or_through_the_firm(client, petra, now):
    held = look_after(petra, 7)
    close(held[0], Outcome.REJECTED, now)
    close(held[1], Outcome.NO_RESPONSE, now)
    close(held[2], Outcome.WITHDRAWN_BEFORE, now)
    write(close(held[3], Outcome.WITHDRAWN_AFTER, now), LetterKind.WITHDRAW, now)
    write(close(held[4], Outcome.DECLINED_BY_ME, now), LetterKind.THANK_YOU, now)
    passed_on = submit(held[5], now - A_DAY)
    passed_on.application = close(held[5], Outcome.WITHDRAWN_BEFORE, now)
    passed_on.save()
    passed_on.end(Ending.WITHDRAWN, by=petra.user, at=now)
    passed_on.pass_on(at=now)
    close(held[6], Outcome.ACCEPTED, now)
    assert figures(client, petra)["Closed politely"] == ("3 of 6 (50%)", "6")


def write(application, kind, now):
    Letter.objects.create(
        candidate=application.candidate, application=application, kind=kind, subject="So",
        body="So", message_id="<1@here>", saved_at=now, sent_at=now,
    )  # fmt: skip


def test_tasks_tell_how_many_are_done(client, petra, now):
    for number, each in enumerate(look_after(petra, 5)):
        done_at = now if number < 2 else None
        Task.objects.create(candidate=each.candidate, text="So", created_at=now, done_at=done_at)
    assert figures(client, petra)["Tasks done"] == ("2 of 5 (40%)", "5")


def unsure(held, at, before, after):
    interview = hold(held, at, interest_before=before)
    make_debrief(interview=interview, interest_after=after)


def test_reluctant_lift_counts_each_of_twenty_people_once(client, petra, now):
    then = now - 40 * A_DAY
    everybody = look_after(petra, 19)
    for number, each in enumerate(everybody):
        unsure(each, then - A_DAY, 2, 1)
        unsure(each, then, 2, 4 if number < 12 else 2)
    assert figures(client, petra)["Reluctant lift"][1] == "Fewer than 20"
    [sure] = look_after(petra, 1)
    unsure(sure, then, 4, 5)
    [of_this_month] = look_after(petra, 1)
    unsure(of_this_month, now, 2, 5)
    assert figures(client, petra)["Reluctant lift"][1] == "Fewer than 20"
    [last] = look_after(petra, 1)
    unsure(last, then, 3, 1)
    words = "Rose for about 6 in 10, same for about 4 in 10, fell for 1 in 10 or fewer"
    assert figures(client, petra)["Reluctant lift"] == (words, "20 or more")
    everybody[0].share([], by=everybody[0].candidate.user, at=now)
    assert figures(client, petra)["Reluctant lift"][1] == "Fewer than 20"


def test_no_desk_and_no_period_narrows_reluctant_lift_down(client, petra, now):
    for each in look_after(petra, 20):
        unsure(each, now - 40 * A_DAY, 2, 3)
    colleague = make_membership(firm=petra.firm)
    told = figures(client, petra)["Reluctant lift"]
    assert told[1] == "20 or more"
    assert figures(client, petra, whose=colleague.pk, period="30")["Reluctant lift"] == told


def test_table_says_what_the_page_says(client, petra, now):
    petra.user.name = "=Petra"
    petra.user.save()
    for each in look_after(petra):
        submit(each, now - A_DAY)
    answer = client.get(at(petra, whose=petra.pk, period="30"))
    [link] = [
        each.attributes["href"]
        for each in LexborHTMLParser(answer.content).css("main a.button")
        if "table" in each.attributes["href"]
    ]
    file = client.get(link)
    assert file.headers["Content-Disposition"].startswith('attachment; filename="insights-')
    header, *rows = csv.reader(StringIO(file.getvalue().decode("utf-8-sig")))
    assert header[:3] == ["Figure", "Value", "Of how many"]
    shown = figures(client, petra, whose=petra.pk, period="30")
    assert {row[0]: (row[1], row[2]) for row in rows} == shown
    assert {(row[4], row[5]) for row in rows} == {("The last 30 days", "'=Petra")}
    assert shown["Offers taken"] == too_few(0)


def test_nobody_else_sees_it(client, petra):
    for name in ("desk:insights", "desk:insights-table"):
        client.force_login(make_membership().user)
        assert client.get(at(petra, name)).status_code == 404
        client.force_login(make_user())
        assert client.get(at(petra, name)).status_code == 404


def test_page_names_no_candidate_and_no_target(client, petra, now):
    [held] = look_after(petra, 1)
    submit(held, now - A_DAY)
    text = LexborHTMLParser(client.get(at(petra)).content).css_first("main").text()
    assert held.candidate.name not in text
    assert "goal" not in text
    assert "accept rate" not in text.lower()


def test_page_takes_the_same_queries_for_a_firm_of_any_size(client, petra, now):
    def add():
        [held] = look_after(petra, 1)
        submit(held, now - A_DAY)
        unsure(held, now - 40 * A_DAY, 2, 3)
        make_interview(application=close(held, Outcome.REJECTED, now), starts_at=now - A_DAY)
        Client.objects.get(firm=petra.firm).orders.create(
            firm=petra.firm, title="Analyst", received_on=now.date()
        )

    add()
    first = queries_of(client, at(petra))
    add()
    add()
    assert len(queries_of(client, at(petra))) == len(first)
