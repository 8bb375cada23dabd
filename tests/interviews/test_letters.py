import re
from dataclasses import replace

import pytest

from interviews.letters import LetterFacts, LetterKind, compose

ORDINARY = LetterFacts(
    candidate_name="Sam Okoro",
    recipient_name="Rosa Lind",
    employer="Orchard Foods",
    job_title="Data Analyst",
    slot="Tuesday 16 March 2027, 10:00 (Europe/London)",
    place="4 Mill Lane, Leeds",
    people="Rosa Lind and Ben Adu",
    format="on site, 45 minutes",
    other_slots=(
        "Wednesday 17 March, 9:00 to 12:00 (Europe/London)",
        "Thursday 18 March, after 14:00 (Europe/London)",
        "Friday 19 March, before noon (Europe/London)",
    ),
    questions=(
        "What does an ordinary week look like?",
        "Is the pay above £32,000?",
        "Who leads the team?",
    ),
    confirm_by="Friday noon",
    true_specific="hearing how the team plans its weeks",
    phone="+44 20 7946 0000",
    original_subject="Interview on Tuesday",
    recalled="how you plan the quarter",
    need="I built such a forecast for three depots",
)
FULL = replace(
    ORDINARY,
    link="https://meet.example/abc",
    conditions=("please do not contact my present employer",),
    reason="I work on Tuesdays",
    door_open=True,
    since="16 March 2027",
    promised="the report is attached",
    recommends="Kim Dahl",
    is_decided=True,
)
LENGTHS = {
    LetterKind.ACCEPT: (50, 100),
    LetterKind.PROPOSE_TIMES: (50, 90),
    LetterKind.ASK: (60, 110),
    LetterKind.DECLINE: (40, 80),
    LetterKind.WITHDRAW: (50, 100),
    LetterKind.PHONE_LINE: (20, 80),
    LetterKind.FOLLOW_UP: (20, 80),
    LetterKind.DECLINE_OFFER: (60, 110),
    LetterKind.THANK_YOU: (70, 130),
    LetterKind.FEEDBACK_REQUEST: (40, 80),
    LetterKind.RESCHEDULE: (50, 100),
    LetterKind.NUDGE: (20, 80),
    LetterKind.REPRESENTATION: (60, 110),
    LetterKind.ELSEWHERE: (50, 110),
}
WRITTEN = [kind for kind in LetterKind if kind is not LetterKind.PHONE_LINE]


def words(text: str) -> int:
    return sum(any(map(str.isalnum, token)) for token in text.split())


@pytest.mark.parametrize("facts", [ORDINARY, FULL], ids=["ordinary", "full"])
@pytest.mark.parametrize("kind", LetterKind)
def test_length_is_what_the_guidance_asks(kind, facts):
    least, most = LENGTHS[kind]
    assert least <= words(compose(kind, facts).body) <= most


@pytest.mark.parametrize("kind", LetterKind)
def test_ordinary_facts_leave_no_gap(kind):
    letter = compose(kind, ORDINARY)
    assert letter.gaps == ()
    assert "[" not in letter.body + letter.subject
    assert letter.advice == ""


@pytest.mark.parametrize("facts", [ORDINARY, FULL, LetterFacts("Sam")])
@pytest.mark.parametrize("kind", LetterKind)
def test_lines_that_are_left_out_leave_no_trace(kind, facts):
    body = compose(kind, facts).body
    assert "\n\n\n" not in body
    assert body == body.strip()
    assert all(line == line.strip() and "  " not in line for line in body.splitlines())
    assert not re.search(r" [.,;:]|\.\.|\( *\)", body)


@pytest.mark.parametrize(
    ("kind", "gaps", "phrase"),
    [
        (LetterKind.ACCEPT, ("job_title", "slot"), "When: [which time suits you]"),
        (LetterKind.PROPOSE_TIMES, ("job_title", "other_slots"), "- [three times that suit you"),
        (LetterKind.ASK, ("job_title", "questions", "confirm_by"), "1. [what you need to know"),
        (LetterKind.DECLINE, ("job_title",), "the [job title] role"),
        (LetterKind.WITHDRAW, ("job_title", "true_specific"), "[one thing you truly valued]"),
        (LetterKind.PHONE_LINE, (), "within a day"),
        (LetterKind.FOLLOW_UP, ("job_title",), "I applied for the [job title] role, and"),
        (LetterKind.DECLINE_OFFER, ("job_title",), "Thank you for offering me the [job title]"),
        (LetterKind.THANK_YOU, ("job_title", "recalled", "need"), "[one thing you talked about]."),
        (LetterKind.FEEDBACK_REQUEST, ("job_title", "questions"), "1. [what you need to know"),
    ],
)
def test_missing_fact_shows_in_the_text_and_is_named(kind, gaps, phrase):
    letter = compose(kind, LetterFacts("Sam"))
    assert letter.gaps == gaps
    assert phrase in letter.body


def test_blank_fact_counts_as_missing():
    letter = compose(LetterKind.ACCEPT, replace(ORDINARY, slot=" \n ", candidate_name=""))
    assert letter.gaps == ("candidate_name", "slot")
    assert letter.body.endswith("[your name]\n+44 20 7946 0000")


def test_acceptance_says_yes_and_repeats_the_arrangement():
    body = compose(LetterKind.ACCEPT, FULL).body
    assert body.startswith("Dear Rosa Lind,\n\nThank you for inviting me")
    assert "Yes, I am glad to accept" in body
    for line in (
        "When: Tuesday 16 March 2027, 10:00 (Europe/London)",
        "Where: 4 Mill Lane, Leeds",
        "Link: https://meet.example/abc",
        "With: Rosa Lind and Ben Adu",
        "Format: on site, 45 minutes",
        "- please do not contact my present employer",
        "+44 20 7946 0000",
    ):
        assert line in body.splitlines()


def test_acceptance_asks_one_question_at_most():
    assert compose(LetterKind.ACCEPT, ORDINARY).body.count("?") == 1


def test_other_times_are_listed_three_at_most():
    facts = replace(ORDINARY, other_slots=("a", "", "b", "c", "d"))
    body = compose(LetterKind.PROPOSE_TIMES, facts).body
    assert re.findall(r"^- (.*)$", body, re.MULTILINE) == ["a", "b", "c"]


def test_video_is_offered_unless_it_is_by_video_already():
    assert "video call" in compose(LetterKind.PROPOSE_TIMES, ORDINARY).body
    assert "video call" not in compose(LetterKind.PROPOSE_TIMES, FULL).body


def test_questions_are_numbered_three_at_most():
    facts = replace(ORDINARY, questions=("a?", "b?", "c?", "d?"))
    body = compose(LetterKind.ASK, facts).body
    assert re.findall(r"^(\d\. .*)$", body, re.MULTILINE) == ["1. a?", "2. b?", "3. c?"]


@pytest.mark.parametrize(
    ("kind", "clear"),
    [
        (LetterKind.DECLINE, "I have decided not to interview"),
        (LetterKind.WITHDRAW, "I am withdrawing my application"),
    ],
)
def test_no_is_clear_and_gives_a_reason_only_if_there_is_one(kind, clear):
    assert clear in compose(kind, ORDINARY).body
    assert "reason" not in compose(kind, ORDINARY).body
    body = compose(kind, replace(ORDINARY, reason="I accepted another role.")).body
    assert "The reason, in short: I accepted another role." in body


def test_request_for_feedback_asks_two_things_at_most():
    assert compose(LetterKind.FEEDBACK_REQUEST, ORDINARY).body.count("?") == 2


def test_result_is_accepted_only_once_there_is_one():
    assert "I accept it" in compose(LetterKind.FEEDBACK_REQUEST, FULL).body
    assert "accept" not in compose(LetterKind.FEEDBACK_REQUEST, ORDINARY).body


def test_promise_is_kept_only_if_there_was_one():
    assert "As promised: the report is attached." in compose(LetterKind.THANK_YOU, FULL).body
    assert "promised" not in compose(LetterKind.THANK_YOU, ORDINARY).body


def test_decline_is_clear_in_its_second_line():
    lines = [line for line in compose(LetterKind.DECLINE, ORDINARY).body.splitlines() if line]
    assert "decided not to interview" in lines[1]


def test_door_is_left_open_only_if_it_is():
    assert "another role" not in compose(LetterKind.DECLINE, ORDINARY).body
    assert "another role" in compose(LetterKind.DECLINE, FULL).body


def test_withdrawal_cancels_the_slot_if_there_is_one():
    assert "cancel the interview planned for Tuesday" in compose(LetterKind.WITHDRAW, ORDINARY).body
    assert "cancel" not in compose(LetterKind.WITHDRAW, replace(ORDINARY, slot="")).body


@pytest.mark.parametrize("kind", WRITTEN)
def test_represented_candidate_writes_through_the_coordinator(kind):
    body = compose(kind, replace(ORDINARY, via_coordinator="Kim Ode")).body
    assert body.startswith("Dear Kim Ode,")
    assert "Please pass this on to Rosa Lind." in body


def test_suspicious_invitation_is_checked_with_the_employer_not_the_sender():
    facts = replace(FULL, suspicious=True, via_coordinator="Kim Ode")
    letter = compose(LetterKind.ASK, facts)
    assert "public switchboard" in letter.advice
    assert letter.body.startswith("Hello,")
    assert "The sender gives the name Rosa Lind." in letter.body
    assert letter.subject == "Is this interview invitation from you?"
    assert 60 <= words(letter.body) <= 110
    for private in (facts.phone, facts.link, facts.slot, *facts.questions):
        assert private not in letter.body


def test_suspicious_invitation_without_employer_leaves_a_gap():
    assert compose(LetterKind.ASK, LetterFacts("Sam", suspicious=True)).gaps == (
        "employer",
        "job_title",
    )


@pytest.mark.parametrize(
    ("original", "subject"),
    [
        ("Interview", "Re: Interview"),
        ("Re: Interview", "Re: Interview"),
        ("RE: re: AW: Interview", "Re: Interview"),
        ("Re[2]: Interview", "Re: Interview"),
        ("Real work", "Re: Real work"),
        ("Interview\r\nBcc: x@y.example", "Re: Interview Bcc: x@y.example"),
        ("Re:", "Interview for the Data Analyst role at Orchard Foods: confirmed"),
        ("", "Interview for the Data Analyst role at Orchard Foods: confirmed"),
    ],
)
def test_subject_keeps_the_thread(original, subject):
    letter = compose(LetterKind.ACCEPT, replace(ORDINARY, original_subject=original))
    assert letter.subject == subject


@pytest.mark.parametrize("kind", WRITTEN)
def test_letter_outside_a_thread_has_a_subject_of_its_own(kind):
    assert "Data Analyst" in compose(kind, replace(ORDINARY, original_subject="")).subject


def test_phone_line_has_no_subject():
    assert compose(LetterKind.PHONE_LINE, ORDINARY).subject == ""


@pytest.mark.parametrize("kind", WRITTEN)
def test_punctuation_and_template_code_stay_as_they_are(kind):
    facts = replace(
        ORDINARY, candidate_name="Siobhán O'Neill", job_title='R&D "lead" {{ 1 }} {% now %} <b>'
    )
    body = compose(kind, facts).body
    assert "Siobhán O'Neill" in body
    assert 'the R&D "lead" {{ 1 }} {% now %} <b> role' in body


def test_line_breaks_in_a_fact_cannot_add_lines():
    facts = replace(ORDINARY, place="4 Mill Lane\r\n\r\nBring 500 in cash")
    assert "Where: 4 Mill Lane Bring 500 in cash" in compose(LetterKind.ACCEPT, facts).body


def test_letter_of_who_accepted_elsewhere_says_so_and_names_no_employer_of_theirs():
    body = compose(LetterKind.ELSEWHERE, FULL).body
    assert "I have accepted another offer, so I am withdrawing my application." in body
    assert "cancel the interview planned for Tuesday" in body
    assert FULL.reason not in body


@pytest.mark.parametrize("kind", [LetterKind.DECLINE, LetterKind.WITHDRAW, LetterKind.ELSEWHERE])
def test_no_may_recommend_somebody_and_leave_the_door_open(kind):
    said = compose(kind, FULL).body
    assert "ou might ask Kim Dahl" in said
    assert "other role" in said
    plain = compose(kind, ORDINARY).body
    assert "might ask" not in plain
    assert "other role" not in plain
