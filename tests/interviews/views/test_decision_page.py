"""The decision page: it updates as facts change, with htmx and without, and keeps decisions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from applications.stages import Outcome, Stage
from interviews.doubts import DOUBT_LABELS
from interviews.letters import LetterKind
from interviews.models import Decision, Inquiry, Letter
from interviews.models.invitation import State
from interviews.occasions import INTERVIEW, Occasion
from jobtracker.people.models import Situation
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_debrief,
    make_interview,
    make_invitation,
    make_membership,
    make_red_flag,
    make_representation,
    make_slot_draft,
)

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def invitation(client):
    candidate = make_candidate(email="mira@example.org", name="Mira Sandberg")
    client.force_login(candidate.user)
    candidate.tell_situation(Situation.OPEN, on=NOW.date())
    return make_invitation(application=make_application(candidate=candidate))


def address(name, invitation):
    return reverse(f"interviews:{name}", args=[invitation.pk])


def page(client, invitation):
    return client.get(invitation.get_absolute_url()).content.decode()


def decide(client, invitation, choice, **more):
    invitation.refresh_from_db()
    values = {"choice": choice, "version": invitation.version} | more
    return client.post(address("decision", invitation), values)


def test_page_shows_verdict_reasons_and_next_step(client, invitation):
    text = page(client, invitation)
    for words in ("say yes", "Practice", "You might like it", "Leverage and information"):
        assert words in text
    assert "What would change this" in text
    assert text.count('class="choice"') in (0, 3)


def test_interest_is_rated_in_place(client, invitation):
    answer = client.post(address("interest", invitation), {"interest": "4"}, headers=HTMX)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in text
    assert 'id="decision"' in text
    invitation.application.refresh_from_db()
    assert invitation.application.interest_now == 4


def test_interest_is_rated_without_htmx(client, invitation):
    answer = client.post(address("interest", invitation), {"interest": "4"})
    assert answer.url == invitation.get_absolute_url()


def test_low_interest_is_asked_why_before_any_verdict(client, invitation):
    client.post(address("interest", invitation), {"interest": "2"})
    text = page(client, invitation)
    assert "what speaks against it?" in text
    assert "say yes" not in text
    client.post(address("interest", invitation), {"interest": "2", "doubt": "pay"})
    assert "say yes" in page(client, invitation)


def test_reason_goes_when_interest_rises(client, invitation):
    client.post(address("interest", invitation), {"interest": "2", "doubt": "pay"})
    client.post(address("interest", invitation), {"interest": "5", "doubt": "pay"})
    invitation.refresh_from_db()
    assert invitation.doubt == ""


def test_wrong_interest_is_refused_and_changes_nothing(client, invitation):
    answer = client.post(address("interest", invitation), {"interest": "9"}, headers=HTMX)
    assert answer.status_code == 422
    invitation.application.refresh_from_db()
    assert invitation.application.interest_now is None


def test_facts_change_the_verdict(client, invitation):
    answer = client.post(address("facts", invitation), {"blocker": "suspected"}, headers=HTMX)
    assert "ask first" in answer.content.decode()


def test_refused_facts_keep_what_was_typed(client, invitation):
    values = {"blocker": "none", "hours_needed": "lots", "access_need": "captions, please"}
    answer = client.post(address("facts", invitation), values, headers=HTMX)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "lots" in text
    assert "captions, please" in text
    invitation.refresh_from_db()
    assert invitation.access_need == ""


def test_absolute_flag_of_someone_known_changes_the_verdict(client, invitation):
    values = {
        "flag-topic": "Unpaid wages",
        "flag-severity": "absolute",
        "flag-source": "someone_i_know",
        "flag-independent_sources": "1",
        "flag-safety": "none",
    }
    answer = client.post(address("red-flags", invitation), values, headers=HTMX)
    assert answer.context["briefing"].advice.verdict == "decline"


def test_clear_scam_shows_the_safety_notice(client, invitation):
    make_red_flag(employer=invitation.application.employer, safety="hard")
    text = page(client, invitation)
    assert "For your safety" in text


def test_interview_in_the_way_is_named(client, invitation):
    start = (timezone.now() + timedelta(days=7)).replace(tzinfo=None, microsecond=0)
    invitation.offer([make_slot_draft(start, zone="UTC")])
    assert "Clashes with" not in page(client, invitation)
    make_interview(
        application=make_application(candidate=invitation.candidate, employer_name="Rail"),
        starts_at=invitation.slots.get().starts_at,
    )
    text = page(client, invitation)
    assert "Clashes with" in text
    assert "Data Analyst at Rail" in text


def test_situation_is_asked_for_where_it_was_never_told(client, invitation):
    candidate = invitation.candidate
    candidate.situation = ""
    candidate.save()
    assert "no job you could stay in" in page(client, invitation)


@pytest.mark.parametrize("choice", ["accept", "ask", "decline"])
def test_decision_opens_its_letter(client, invitation, choice):
    answer = decide(client, invitation, choice)
    assert answer.url == address("letter", invitation)
    letter = client.get(answer.url)
    assert letter.status_code == 200
    assert "Mira Sandberg" in letter.context["form"]["body"].value()
    assert Decision.objects.get().choice == choice


def test_one_of_several_times_has_to_be_chosen(client, invitation):
    from datetime import datetime

    invitation.offer([make_slot_draft(), make_slot_draft(datetime(2026, 7, 9, 10))])
    answer = decide(client, invitation, "accept")
    assert answer.status_code == 422
    assert "Choose the time" in answer.content.decode()
    second = invitation.slots.last()
    decide(client, invitation, "accept", slot=second.pk)
    assert Decision.objects.get().slot_start == second.starts_at


def test_time_of_another_invitation_is_refused(client, invitation):
    foreign = make_invitation().slots.get()
    assert decide(client, invitation, "accept", slot=foreign.pk).status_code == 422


def test_decision_on_facts_that_changed_is_shown_again(client, invitation):
    values = {"choice": "accept", "version": invitation.version}
    invitation.change(confidentiality_risk=True)
    answer = client.post(address("decision", invitation), values)
    assert answer.status_code == 409
    assert "Something changed" in answer.content.decode()
    assert not Decision.objects.exists()


def test_second_click_is_no_second_decision(client, invitation):
    values = {"choice": "accept", "version": invitation.version}
    client.post(address("decision", invitation), values)
    again = client.post(address("decision", invitation), values)
    assert again.url == address("letter", invitation)
    assert Decision.objects.count() == 1


def test_decided_page_shows_what_was_said_then(client, invitation):
    decide(client, invitation, "ask", reason="Two offers are open")
    text = page(client, invitation)
    assert "What we said then" in text
    assert "Two offers are open" in text


def test_letter_needs_a_decision(client, invitation):
    assert client.get(address("letter", invitation)).url == invitation.get_absolute_url()
    assert client.post(address("letter-file", invitation)).url == invitation.get_absolute_url()


def test_letter_is_kept_as_edited(client, invitation):
    decide(client, invitation, "accept")
    values = {"to": "ada@employer.example", "subject": "Re: Interview", "body": "Dear Ada, yes."}
    client.post(address("letter", invitation), values)
    assert Letter.objects.get().body == "Dear Ada, yes."
    assert client.get(address("letter", invitation)).context["form"]["body"].value() == (
        "Dear Ada, yes."
    )


def test_other_times_are_a_letter_of_their_own(client, invitation):
    decide(client, invitation, "ask")
    answer = client.get(address("letter", invitation), {"letter": "propose_times"})
    assert answer.context["kind"] == "propose_times"
    assert "three times that suit you" in answer.context["gaps"][0]


def test_letter_of_another_choice_cannot_be_opened(client, invitation):
    decide(client, invitation, "accept")
    answer = client.get(address("letter", invitation), {"letter": "decline"})
    assert answer.context["kind"] == "accept"


def test_draft_without_an_address_says_so(client, invitation):
    decide(client, invitation, "accept")
    values = {"to": "", "subject": "Re: Interview", "body": "Dear Ada, yes."}
    answer = client.post(address("letter-file", invitation), values)
    assert answer.status_code == 422
    assert "Whom does it go to?" in answer.content.decode()
    assert "Dear Ada, yes." in answer.content.decode()


def test_page_needs_no_more_queries_with_more_rows(client, invitation):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            page(client, invitation)
        return len(captured)

    candidate = invitation.candidate
    make_red_flag(employer=invitation.application.employer)
    one = queries()
    for _ in range(3):
        make_red_flag(employer=invitation.application.employer)
        make_debrief(
            interview=make_interview_of(candidate),
        )
    assert queries() == one


def make_interview_of(candidate):
    return make_interview(application=make_application(candidate=candidate), interest_before=2)


def lapse(client, invitation):
    return client.post(address("lapse", invitation), follow=True).content.decode()


def test_invitation_without_a_time_ends_as_neithers_no(client, invitation):
    assert "could not be arranged" in lapse(client, invitation)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.application.standing) == (
        State.EXPIRED,
        Outcome.NOT_ARRANGED,
    )
    assert "settled already" in lapse(client, invitation)
    assert invitation.application.events.filter(text__startswith="The interview could").count() == 1


@pytest.mark.parametrize("what", ["another invitation", "an interview", "an end of its own"])
def test_application_goes_on_where_something_else_is_on(client, invitation, what):
    application = invitation.application
    if what == "another invitation":
        make_invitation(application=application)
    elif what == "an interview":
        make_interview(application=application, starts_at=timezone.now() + timedelta(days=3))
    else:
        application.move_to(Stage.CLOSED, Outcome.REJECTED, by=None, at=NOW)
    before = Application.objects.get(pk=application.pk).standing
    lapse(client, invitation)
    assert Application.objects.get(pk=application.pk).standing == before


def test_page_says_that_the_offered_times_are_over(client, invitation):
    over = "The times they offered are over"
    invitation.slots.all().delete()
    assert over not in page(client, invitation)
    hour = timedelta(hours=1)
    now = timezone.now()
    for start in (now - hour, now + hour):
        slot = invitation.slots.create(
            candidate=invitation.candidate, starts_at=start, zone="Europe/Stockholm"
        )
    assert over not in page(client, invitation)
    slot.delete()
    assert over in page(client, invitation)


def rated(client, invitation, interest, **more):
    return client.post(address("interest", invitation), {"interest": str(interest)} | more)


def test_conditions_and_questions_stand_on_the_card(client, invitation):
    invitation.candidate.tell_situation(Situation.EMPLOYED, on=NOW.date())
    rated(client, invitation, 5)
    text = page(client, invitation)
    assert "To agree on first" in text
    assert "No contact with your current employer" in text
    invitation.change(people="", contact_name="")
    assert "Who am I meeting?" in page(client, invitation)


def test_little_interest_is_asked_what_could_change_it(client, invitation):
    rated(client, invitation, 4)
    assert "Could a good talk change your mind?" not in page(client, invitation)
    rated(client, invitation, 2, doubt="time")
    text = page(client, invitation)
    assert "Could a good talk change your mind?" in text
    assert "Other times and a video call can be asked for." in text


def test_wishes_become_questions_of_the_interview(client, invitation):
    wishes = "A day at home a week\r\n\r\n A raise  after the first year "
    rated(client, invitation, 3, doubt="pay", openness="unsure", wishes=wishes)
    decide(client, invitation, "accept")
    asked = Inquiry.objects.filter(interview__invitation=invitation, topic="own")
    assert [each.question for each in asked] == [
        "A day at home a week",
        "A raise after the first year",
    ]


@pytest.mark.parametrize(
    ("wishes", "words"), [("1\n2\n3\n4", "3 at most"), ("x" * 161, "At most 160 letters")]
)
def test_too_many_wishes_are_explained_and_kept(client, invitation, wishes, words):
    answer = rated(client, invitation, 2, doubt="pay", wishes=wishes)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert words in text
    assert wishes.splitlines()[-1] in text


def test_answer_without_the_wishes_leaves_them_as_they_are(client, invitation):
    rated(client, invitation, 2, doubt="pay", openness="no", wishes="More pay")
    rated(client, invitation, 2, doubt="time")
    rated(client, invitation, 5, doubt="time")
    invitation.refresh_from_db()
    assert (invitation.doubt, invitation.openness, invitation.wishes) == ("", "", "More pay")


def test_mind_that_nothing_could_change_gets_the_same_verdict_and_another_way(client, invitation):
    rated(client, invitation, 1, doubt="role", openness="no")
    text = page(client, invitation)
    assert "say yes to this one." in text
    assert "A mock interview" in text
    assert "unfair to the employer" in text
    assert text.count('name="choice"') == 3


def test_settled_page_shows_what_was_said_then_and_todays_word_only_on_request(client, invitation):
    decide(client, invitation, "accept")
    make_red_flag(
        employer=invitation.application.employer, severity="absolute", source="own_experience"
    )
    text = page(client, invitation)
    assert "say yes to this one." in text
    assert "decline this one politely." not in text
    assert "Think it through again" in text
    again = client.get(invitation.get_absolute_url(), {"again": ""}).content.decode()
    assert "decline this one politely." in again
    assert "say yes to this one." in again


def soon(invitation, **ahead):
    start = (timezone.now() + timedelta(**ahead)).replace(tzinfo=None, microsecond=0)
    invitation.offer([make_slot_draft(start, zone="UTC")])


def rethink(client, invitation):
    return client.get(invitation.get_absolute_url(), {"again": ""}).content.decode()


def test_cold_feet_get_the_advice_again_and_one_other_time(client, invitation):
    soon(invitation, days=3)
    decide(client, invitation, "accept")
    text = rethink(client, invitation)
    assert "Second thoughts before a talk are common" in text
    assert "say yes to this one." in text
    assert "Ask for another time" in text
    interview = invitation.interviews.get()
    occasion = Occasion(INTERVIEW, interview.application, interview=interview)
    letter = Letter.objects.keep(occasion, LetterKind.RESCHEDULE, at=NOW, subject="A", body="B")
    letter.was_sent(at=NOW)
    text = rethink(client, invitation)
    assert "Ask for another time" not in text
    assert "You have asked for another time once" in text


def test_cold_feet_in_the_last_day_ask_for_no_other_time(client, invitation):
    soon(invitation, hours=20)
    decide(client, invitation, "accept")
    text = rethink(client, invitation)
    assert "less than a day away" in text
    assert "Ask for another time" not in text


def test_changed_mind_about_a_yes_is_a_new_decision(client, invitation):
    soon(invitation, days=3)
    decide(client, invitation, "accept")
    invitation.refresh_from_db()
    address_again = f"{address('decision', invitation)}?again"
    client.post(address_again, {"choice": "decline", "version": invitation.version})
    invitation.refresh_from_db()
    assert invitation.state == State.DECLINED
    assert invitation.interviews.get().state == "cancelled"
    assert Decision.objects.count() == 2


def test_facts_told_while_thinking_again_lead_back_there(client, invitation):
    decide(client, invitation, "accept")
    url = f"{address('facts', invitation)}?again"
    answer = client.post(url, {"blocker": "suspected"})
    assert answer.url == f"{invitation.get_absolute_url()}?again"
    text = client.post(url, {"blocker": "suspected"}, headers=HTMX).content.decode()
    assert "ask first" in text


def test_question_says_what_holds_without_an_answer(client, invitation):
    soon(invitation, days=5)
    invitation.change(blocker="suspected")
    text = page(client, invitation)
    assert "If it is still open by" in text
    assert "a yes with conditions: you bring it up in the talk." in text


def test_question_that_stayed_open_falls_back_a_day_before(client, invitation):
    soon(invitation, hours=20)
    invitation.change(blocker="suspected", blocker_detail="The pay")
    decide(client, invitation, "ask")
    text = page(client, invitation)
    assert "They have not answered" in text
    assert "with a few things agreed first." in text
    assert "Ask about the open point at the start" in text


def test_missing_details_that_stayed_open_could_not_be_arranged(client, invitation):
    soon(invitation, hours=20)
    invitation.change(people="", contact_name="")
    decide(client, invitation, "ask")
    text = page(client, invitation)
    assert "It counts as “could not be arranged”" in text
    assert "<details open" in text or 'open=""' in text or " open>" in text


def test_other_processes_are_named_as_something_to_compare_with(client, invitation):
    other = make_application(
        candidate=invitation.candidate, employer_name="Rail", stage=Stage.INTERVIEWING
    )
    make_interview(application=other, starts_at=timezone.now() + timedelta(days=2))
    text = page(client, invitation)
    assert "Also in play" in text
    assert "Data Analyst at Rail" in text
    assert "next talk" in text


def test_recording_tells_nothing_of_them(client, invitation):
    invitation.change(format="one_way_video")
    text = page(client, invitation)
    assert "nobody is there to meet" in text
    assert "fine up to an hour" in text


def test_what_nobody_told_is_listed_before_a_first_talk(client, invitation):
    text = page(client, invitation)
    assert "Day-to-day, growth, who succeeds here, the space, pay and hours" in text


def test_answer_by_stands_on_the_page_with_its_limit(client, invitation):
    invitation.change(received_at=timezone.now())
    assert "A day is usual; still fine until" in page(client, invitation)
    invitation.change(reply_by=timezone.now() + timedelta(days=5))
    assert "They named it" in page(client, invitation)


@pytest.mark.parametrize("shares", [True, False])
def test_reason_is_told_to_who_looks_after_only_where_the_candidate_says_so(
    client, invitation, shares
):
    candidate = invitation.candidate
    assert "reason_shared" not in client.get(invitation.get_absolute_url()).content.decode()
    petra = make_membership()
    make_representation(candidate=candidate, firm=petra.firm)
    more = {"reason": "Two offers are open"} | ({"reason_shared": "on"} if shares else {})
    decide(client, invitation, "decline", **more)
    client.force_login(petra.user)
    assert ("Two offers are open" in page(client, invitation)) is shares


def test_doubt_moves_no_verdict(client, invitation):
    def verdict():
        return client.get(invitation.get_absolute_url()).context["briefing"].advice.verdict

    rated(client, invitation, 2, doubt="description")
    before = verdict()
    for doubt in DOUBT_LABELS:
        rated(client, invitation, 2, doubt=doubt, openness="no")
        assert verdict() == before


def test_own_history_stands_beside_flags_and_a_job_that_one_has(client, invitation):
    text = page(client, invitation)
    assert "From your own history" not in text
    assert "Not enough yet of your own" in text
    invitation.candidate.tell_situation(Situation.EMPLOYED, on=NOW.date())
    make_red_flag(employer=invitation.application.employer)
    text = page(client, invitation)
    assert "it takes 3 red flags of employers that you are through with" in text
    assert "it takes 3 interviews of which you said what they took" in text
