"""Where each requirement of the guidance (R1 to R37, its first section) is met and shown.

`screens` are the names of the addresses on which a person meets it, `tests` say that it is so.
"""

from typing import NamedTuple

DECISION = "tests/interviews/views/test_decision_page.py"
DEBRIEF = "tests/interviews/views/test_debrief.py"
EVIDENCE = "tests/interviews/test_evidence.py"
FEEDBACK = "tests/interviews/views/test_feedback.py"
GATE = "tests/interviews/views/test_gate.py"
INSIGHTS = "tests/interviews/views/test_insights.py"
INVARIANTS = "tests/interviews/guidance/test_invariants.py"
POINTS = "tests/interviews/views/test_points.py"
PREPARATION = "tests/interviews/views/test_preparation.py"
QUESTION = "tests/interviews/models/test_question.py"
VIGNETTES = "tests/interviews/test_vignettes.py"

PAGE = "interviews:invitation"
PREPARE = "interviews:preparation"
INTERVIEW = "interviews:interview"
INSIGHT = "interviews:insights"


class Requirement(NamedTuple):
    """What is asked for, in a few words, and where to find it."""

    about: str
    screens: tuple[str, ...]
    tests: tuple[str, ...]


def where(about: str, *screens: str, by: tuple[str, ...]) -> Requirement:
    return Requirement(about, screens, by)


REQUIREMENTS = {
    1: where(
        "One plain question on the situation, asked again after 30 days, and never why",
        "home", "people:profile",
        by=(
            "tests/home/test_home.py::test_situation_is_asked_once",
            "tests/home/test_page.py::test_situation_is_asked_again_after_a_month",
        ),
    ),
    2: where(
        "Mood, if one likes; it changes no verdict",
        "home", "people:mood",
        by=(
            "tests/people/test_profile.py::test_mood_is_one_click_and_asked_once_a_day",
            f"{INVARIANTS}::test_nothing_but_the_table_s_inputs_can_be_told",
        ),
    ),
    3: where(
        "Applying left and right is kept without comment: when, and out of which motive",
        "applications:new", "applications:application",
        by=("tests/applications/test_bursts.py::test_page_says_nothing_of_a_burst",),
    ),
    4: where(
        "A burst is tagged from the tenth application in a day on",
        "applications:application",
        by=("tests/applications/test_bursts.py::test_burst_is_tagged_from_the_tenth_on",),
    ),
    5: where(
        "A call jotted down with a line to win time; invitations by when to answer",
        "interviews:bring-in", "interviews:call", "home", "interviews:schedule",
        by=(
            "tests/interviews/views/test_bring_in.py::"
            "test_line_to_win_time_is_at_hand_where_calls_are_jotted_down",
            "tests/home/test_home.py::test_waiting_invitations_come_by_when_to_answer",
            "tests/interviews/models/test_answer_by.py::test_a_day_after_it_came_an_answer_is_owed",
        ),
    ),
    6: where(
        "Interest then and now, and the days between",
        PAGE,
        by=(
            "tests/interviews/test_briefing.py::"
            "test_days_between_ratings_are_counted_from_the_application",
        ),
    ),
    7: where(
        "Why not, before the verdict; each answer leads somewhere",
        PAGE, "interviews:interest",
        by=(
            f"{DECISION}::test_low_interest_is_asked_why_before_any_verdict",
            f"{DECISION}::test_little_interest_is_asked_what_could_change_it",
            "tests/interviews/test_doubts.py::test_every_doubt_has_a_reply",
        ),
    ),
    8: where(
        "Yes to a first interview, by default",
        PAGE,
        by=(f"{INVARIANTS}::test_first_and_open_with_nothing_in_the_way_is_a_yes",),
    ),
    9: where(
        "Could anything change your mind, and what would have to be true",
        PAGE, "interviews:interest", PREPARE,
        by=(
            f"{DECISION}::test_wishes_become_questions_of_the_interview",
            f"{DECISION}::"
            "test_mind_that_nothing_could_change_gets_the_same_verdict_and_another_way",
        ),
    ),
    10: where(
        "A doubt about the description lowers no verdict, and becomes a question",
        PAGE, PREPARE,
        by=(
            f"{DECISION}::test_doubt_moves_no_verdict",
            f"{PREPARATION}::test_open_points_of_the_invitation_become_questions",
        ),
    ),
    11: where(
        "Two or three qualities that the résumé misses",
        PREPARE, "interviews:qualities",
        by=(f"{PREPARATION}::test_qualities_are_kept_one_a_line",),
    ),
    12: where(
        "Of six topics, which nobody has told",
        PAGE, PREPARE,
        by=(f"{DECISION}::test_what_nobody_told_is_listed_before_a_first_talk",),
    ),
    13: where(
        "Four fixed questions to them, and one for each red flag",
        PREPARE, "interviews:inquiries", "interviews:debrief",
        by=(
            f"{PREPARATION}::test_page_has_the_whole_checklist_and_four_topics",
            f"{PREPARATION}::test_active_red_flags_become_questions_and_resolved_ones_do_not",
        ),
    ),
    14: where(
        "Seeing the place: on site where the way is short, a look round or a chat from afar",
        PAGE, PREPARE,
        by=(
            f"{DECISION}::test_recording_tells_nothing_of_them",
            f"{PREPARATION}::test_space_is_asked_about_as_it_can_be_seen",
        ),
    ),
    15: where(
        "Better, the same or worse than described",
        "interviews:debrief", INSIGHT,
        by=(
            f"{DEBRIEF}::test_what_was_found_out_is_kept_by_topic",
            f"{INSIGHTS}::test_topics_are_counted_over_interviews_that_were_told",
        ),
    ),
    16: where(
        "The very process that this one can be compared with",
        PAGE, "applications:offers",
        by=(f"{DECISION}::test_other_processes_are_named_as_something_to_compare_with",),
    ),
    17: where(
        "One way of getting ready, as if aiming for an offer",
        PREPARE,
        by=(
            "tests/interviews/models/test_practice.py::test_checklist_fits_its_time_box",
            f"{PREPARATION}::test_page_has_the_whole_checklist_and_four_topics",
        ),
    ),
    18: where(
        "How much one wants it is hidden while getting ready",
        PREPARE,
        by=(f"{PREPARATION}::test_interest_and_rank_are_hidden",),
    ),
    19: where(
        "A no to a second talk or an offer is a normal end",
        "interviews:gate", "applications:declination",
        by=(
            f"{GATE}::test_withdrawal_closes_cancels_and_opens_the_letter",
            "tests/applications/test_offers.py::test_declining_ends_it_and_leads_to_the_letter",
        ),
    ),
    20: where(
        "Offers side by side, with what is still open",
        "applications:offers",
        by=(
            "tests/applications/test_offers.py::"
            "test_offers_stand_side_by_side_with_what_is_still_open",
        ),
    ),
    21: where(
        "Feedback is asked for, kept and counted",
        "interviews:interview-letter", "interviews:feedback", INSIGHT,
        by=(
            f"{FEEDBACK}::test_request_letter_is_ready_and_notes_who_was_asked",
            f"{INSIGHTS}::test_requests_are_counted_by_what_came",
        ),
    ),
    22: where(
        "One thing learned is one of two answers that are needed",
        "interviews:debrief",
        by=(f"{DEBRIEF}::test_two_answers_are_enough",),
    ),
    23: where(
        "From feedback to a task with one click, about which document",
        "interviews:point-task", "interviews:point",
        by=(
            f"{POINTS}::test_point_becomes_a_task_before_the_next_interview",
            f"{POINTS}::test_new_version_shows_that_it_is_done_and_where_it_went",
        ),
    ),
    24: where(
        "Feedback can be searched, and is never unsaid",
        "interviews:feedback-list",
        by=(
            f"{FEEDBACK}::test_list_is_searched_in_their_words_points_and_own_reading",
            f"{FEEDBACK}::test_their_words_are_corrected_but_not_unsaid",
        ),
    ),
    25: where(
        "Practice is the main reason, and says so where it is a small one",
        PAGE,
        by=(f"{VIGNETTES}::test_vignette_5_nine_interviews_this_month",),
    ),
    26: where(
        "Confidence from the second interview on, falls too",
        PAGE, INSIGHT,
        by=(
            f"{EVIDENCE}::test_confidence_is_told_from_the_second_rating_on",
            f"{INSIGHTS}::test_confidence_goes_from_the_first_interview_to_the_latest",
        ),
    ),
    27: where(
        "Practice before the talk that one hopes for",
        PAGE,
        by=(f"{VIGNETTES}::test_vignette_3_dream_interview_in_twelve_days",),
    ),
    28: where(
        "Feedback by who gave it, the hiring manager's first",
        "interviews:feedback-list",
        by=(
            f"{FEEDBACK}::test_list_is_filtered_by_source",
            f"{FEEDBACK}::test_list_comes_by_weight_where_one_asks_for_that",
        ),
    ),
    29: where(
        "Research on likely questions, in a box of time",
        PREPARE, "interviews:steps",
        by=(
            f"{PREPARATION}::test_likely_questions_come_with_their_stories",
            "tests/interviews/models/test_practice.py::test_checklist_fits_its_time_box",
        ),
    ),
    30: where(
        "Feedback that a firm asks for: asked, chased, received, none",
        "interviews:feedback", "interviews:feedback-chase", "interviews:feedback-none",
        by=(
            f"{FEEDBACK}::test_chased_and_then_none",
            f"{FEEDBACK}::test_candidate_reads_who_asked_for_them",
        ),
    ),
    31: where(
        "Questions that stumped, kept without a judgement",
        "interviews:debrief",
        by=(f"{DEBRIEF}::test_questions_that_stumped_are_kept_one_a_line",),
    ),
    32: where(
        "Stumped, practised, answered",
        "interviews:practice", "interviews:session",
        by=(
            f"{QUESTION}::test_due_ones_come_with_what_stumped_first",
            "tests/interviews/test_practising.py::test_only_a_good_answer_ends_being_stumped",
        ),
    ),
    33: where(
        "Little interest is no reason for a no",
        PAGE,
        by=(f"{INVARIANTS}::test_first_and_open_is_blind_to",),
    ),
    34: where(
        "A job one could stay in lifts the default; interest and cost count",
        PAGE,
        by=(
            f"{VIGNETTES}::test_practice_moves_a_close_call_of_the_employed",
            f"{DECISION}::test_conditions_and_questions_stand_on_the_card",
        ),
    ),
    35: where(
        "A red flag with its weight and source; both kinds of source count",
        PAGE, "interviews:red-flags", "applications:check",
        by=(
            f"{DECISION}::test_absolute_flag_of_someone_known_changes_the_verdict",
            f"{INVARIANTS}::test_absolute_or_unsafe_flag_ends_it_and_a_thin_one_leaves_a_choice",
        ),
    ),
    36: where(
        "After the first talk: withdraw politely, with the message ready",
        INTERVIEW, "interviews:gate", "interviews:withdrawal-letter",
        by=(
            f"{GATE}::test_suggestion_rests_on_the_interest_after",
            f"{GATE}::test_letter_withdraws_in_the_thread_and_says_what_it_cancels",
        ),
    ),
    37: where(
        "Within a day, so that nobody's time is wasted",
        "home", "interviews:withdrawal-letter", INSIGHT,
        by=(
            "tests/home/test_owed.py::test_withdrawal_that_was_sent_is_off_the_list",
            "tests/reminding/test_digest.py::"
            "test_withdrawal_that_they_do_not_know_of_is_said_with_its_day",
            f"{INSIGHTS}::test_hours_from_deciding_to_telling_leave_out_what_was_never_told",
            "tests/home/test_owed.py::test_who_accepted_elsewhere_tells_every_open_process",
        ),
    ),
}  # fmt: skip
