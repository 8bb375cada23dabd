"""Getting ready for one interview: steps, qualities, and what there is to find out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.guidance.labels import INTEREST_ANCHORS, INTEREST_LABELS
from interviews.models import Inquiry, Preparation, Question, Tick
from interviews.preparation import points_of, readiness
from interviews.preparing import CHECKLIST, FIXED, Step, Topic
from interviews.questions.bank import bank
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_feedback,
    make_interview,
    make_invitation,
    make_membership,
    make_point,
    make_question,
    make_red_flag,
    make_representation,
    make_story,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

KNOWN = {"people": "Per", "link": "https://meet.example.org/a", "format": "video"}


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def interview(mira):
    return make_interview(application=make_application(candidate=mira, interest_now=2), **KNOWN)


def at(interview, name="preparation"):
    return reverse(f"interviews:{name}", args=[interview.pk])


def shown(client, interview):
    answer = client.get(at(interview))
    assert answer.status_code == 200
    return answer.content.decode()


def topics(interview):
    return [point.topic for point in points_of(interview, [])]


def test_page_has_the_whole_checklist_and_four_topics(client, interview):
    text = shown(client, interview)
    assert all(task.label in text for task in CHECKLIST.values())
    assert topics(interview) == [*FIXED]
    assert f"0 of {len(CHECKLIST)} done, about 80 minutes left" in text


def test_interest_and_rank_are_hidden(client, interview):
    text = shown(client, interview).lower()
    assert "dream" not in text
    for words in (*INTEREST_LABELS.values(), *INTEREST_ANCHORS.values()):
        assert words.lower() not in text


def test_interview_page_leads_there(client, interview):
    assert at(interview) in client.get(interview.get_absolute_url()).content.decode()


def test_cancelled_interview_is_not_prepared_for(client, interview):
    interview.state = "cancelled"
    interview.save()
    assert at(interview) not in client.get(interview.get_absolute_url()).content.decode()


def test_firm_that_sees_the_interview_sees_no_preparation(client, interview):
    held = make_representation(candidate=interview.candidate)
    client.force_login(make_membership(firm=held.firm).user)
    assert client.get(interview.get_absolute_url()).status_code == 200
    assert client.get(at(interview)).status_code == 404
    assert at(interview) not in client.get(interview.get_absolute_url()).content.decode()


def test_step_is_done_and_not_done_after_all(client, interview):
    answer = client.post(at(interview, "steps"), {"step": "route", "done": "on"})
    assert answer.url == f"{at(interview)}#step-route"
    assert Tick.objects.get().step == Step.ROUTE
    assert "1 of 12 done" in shown(client, interview)
    client.post(at(interview, "steps"), {"step": "route"})
    assert not Tick.objects.exists()


def test_step_by_htmx_gives_the_checklist_alone(client, interview):
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    answer = client.post(
        at(interview, "steps"), {"step": "pay", "done": "on"}, headers=headers
    ).content.decode()
    assert "1 of 12 done" in answer
    assert "<html" not in answer
    assert "Something else to find out" not in answer


def test_step_that_does_not_exist_is_refused(client, interview):
    assert client.post(at(interview, "steps"), {"step": "luck"}).status_code == 422


def test_qualities_are_kept_one_a_line(client, interview):
    client.post(at(interview, "qualities"), {"qualities": " Patience \n\n Humour"})
    assert Preparation.objects.get().qualities == "Patience\nHumour"


def test_more_than_three_qualities_are_too_many_and_stay_typed(client, interview):
    answer = client.post(at(interview, "qualities"), {"qualities": "a\nb\nc\nfourth one"})
    assert answer.status_code == 422
    assert "fourth one" in answer.content.decode()
    assert not Preparation.objects.exists()


def test_qualities_changed_in_another_tab_are_not_overwritten_unseen(client, interview):
    Preparation.objects.create(
        candidate=interview.candidate, interview=interview, qualities="Humour"
    )
    answer = client.post(
        at(interview, "qualities"), {"qualities": "Patience", "seen": '{"qualities": ""}'}
    )
    assert answer.status_code == 422
    assert "“Humour”" in answer.content.decode()


@pytest.fixture
def ahead(mira):
    """One that is to come, whatever day it is."""
    application = make_application(candidate=mira)
    return make_interview(application=application, starts_at=timezone.now() + timedelta(days=2))


def test_how_one_looks_forward_to_it_is_kept_before_it_begins(client, ahead):
    answer = client.post(at(ahead, "feeling"), {"confidence_before": "2", "dread_before": "4"})
    assert answer.url == f"{at(ahead)}#feeling"
    kept = Preparation.objects.get()
    assert (kept.confidence_before, kept.dread_before) == (2, 4)
    assert kept.felt_at is not None
    assert "Say how you feel about it" not in client.get(ahead.get_absolute_url()).content.decode()


def test_interview_page_asks_how_one_looks_forward_to_it(client, ahead):
    text = client.get(ahead.get_absolute_url()).content.decode()
    assert f"{at(ahead)}#feeling" in text
    assert "How do you feel about it?" in shown(client, ahead)


def test_feeling_leaves_qualities_alone_and_the_reverse(client, ahead):
    client.post(at(ahead, "qualities"), {"qualities": "Humour"})
    client.post(at(ahead, "feeling"), {"dread_before": "4"})
    client.post(at(ahead, "qualities"), {"qualities": "Patience"})
    kept = Preparation.objects.get()
    assert (kept.qualities, kept.confidence_before, kept.dread_before) == ("Patience", None, 4)


@pytest.mark.parametrize("data", [{}, {"confidence_before": "6"}, {"dread_before": "x"}])
def test_feeling_is_one_of_five_steps(client, ahead, data):
    assert client.post(at(ahead, "feeling"), data).status_code == 422
    assert not Preparation.objects.exists()


def test_once_it_has_begun_nobody_can_say_what_they_expected(client, mira):
    begun = make_interview(
        application=make_application(candidate=mira),
        starts_at=timezone.now() - timedelta(minutes=5),
    )
    answer = client.post(at(begun, "feeling"), {"dread_before": "4"}, follow=True)
    assert "nobody can say any more what they expected" in answer.content.decode()
    assert not Preparation.objects.exists()
    assert "How do you feel about it?" not in shown(client, begun)


def test_points_to_bear_in_mind_come_by_who_said_them(client, interview):
    told = make_feedback(interview, source="agency"), make_feedback(interview, source="hr")
    for feedback, text in zip(told, ("Slower", "Shorter"), strict=True):
        make_point(feedback, text, accepted_at=NOW)
    make_point(told[0], "Not this one", rejected_at=NOW)
    make_point(told[0], "Typo", "resume_error", accepted_at=NOW)
    text = shown(client, interview)
    assert text.index("Shorter") < text.index("Slower")
    assert "Not this one" not in text
    assert "Typo" not in text


@pytest.mark.parametrize(
    ("format_", "remote", "words"),
    [
        ("on_site", "", "May I look round"),
        ("", "", "May I look round"),
        ("video", "", "see it on camera"),
        ("phone", "hybrid", "see it on camera"),
        ("on_site", "remote", "how do people reach each other"),
    ],
)
def test_space_is_asked_about_as_it_can_be_seen(interview, format_, remote, words):
    interview.format, interview.application.remote = format_, remote
    space = next(each for each in points_of(interview, []) if each.topic == Topic.SPACE)
    assert words in space.question
    assert "kit" in space.question


def test_active_red_flags_become_questions_and_resolved_ones_do_not(interview):
    employer = interview.application.employer
    make_red_flag(employer=employer, topic="Late wages")
    make_red_flag(employer=employer, topic="Old story", resolved_at=NOW)
    assert [p.question for p in points_of(interview, []) if p.topic == Topic.RED_FLAG] == [
        "Late wages"
    ]


def test_open_points_of_the_invitation_become_questions(interview):
    interview.invitation = make_invitation(
        application=interview.application,
        decisive_unknown="Is it in Lund?",
        blocker="suspected",
        blocker_detail="A driving licence",
        doubt="description",
        representation_unclear=True,
    )
    found = {point.topic: point.question for point in points_of(interview, [])}
    assert found[Topic.DECISIVE] == "Is it in Lund?"
    assert found[Topic.BLOCKER] == "A driving licence"
    assert {Topic.DESCRIPTION, Topic.REPRESENTATION} <= found.keys()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"people": ""}, {Topic.WHO}),
        ({"link": ""}, {Topic.WHERE}),
        ({"link": "", "format": "phone"}, set()),
        ({"format": ""}, {Topic.FORMAT}),
    ],
)
def test_what_the_interview_lacks_becomes_a_question(interview, fields, expected):
    for name, value in fields.items():
        setattr(interview, name, value)
    assert {*topics(interview)} - {*FIXED} == expected


def test_what_was_told_is_kept_with_who_said_it(client, interview):
    data = {"growth-told": "They grow", "growth-by_whom": "Ada", "growth-compared": "better"}
    answer = client.post(at(interview, "inquiries"), {"point": "growth", **data})
    assert answer.url == f"{at(interview)}#growth"
    kept = Inquiry.objects.get()
    assert (kept.topic, kept.told, kept.by_whom, kept.compared) == (
        "growth",
        "They grow",
        "Ada",
        "better",
    )
    text = shown(client, interview)
    assert "Better than described" in text
    assert "Growth: not known" not in text


def test_own_question_is_added_answered_and_removed(client, interview):
    answer = client.post(
        at(interview, "inquiries"), {"point": "own", "own-question": "May I bring my dog?"}
    )
    kept = Inquiry.objects.get()
    key = f"own-kept-{kept.pk}"
    assert answer.url.endswith(f"#{key}")
    data = {f"{key}-question": "May my dog come?", f"{key}-told": "Yes"}
    client.post(at(interview, "inquiries"), {"point": key, **data})
    kept.refresh_from_db()
    assert (kept.question, kept.told) == ("May my dog come?", "Yes")
    client.post(reverse("interviews:inquiry-removal", args=[kept.pk]))
    assert not Inquiry.objects.exists()


def test_own_question_without_words_is_asked_for(client, interview):
    assert client.post(at(interview, "inquiries"), {"point": "own"}).status_code == 422


def test_answer_to_a_red_flag_resolved_meanwhile_is_kept(client, interview):
    flag = make_red_flag(employer=interview.application.employer, resolved_at=NOW)
    key = f"red_flag-{flag.pk}"
    client.post(at(interview, "inquiries"), {"point": key, f"{key}-told": "Settled"})
    assert Inquiry.objects.get().red_flag == flag
    assert "Settled" in shown(client, interview)


def test_red_flag_of_another_employer_is_no_point_here(client, interview):
    flag = make_red_flag()
    key = f"red_flag-{flag.pk}"
    answer = client.post(at(interview, "inquiries"), {"point": key, f"{key}-told": "Mine"})
    assert answer.status_code == 422
    assert not Inquiry.objects.exists()


def test_answer_to_what_another_tab_removed_is_kept_as_ones_own(client, interview):
    data = {"own-kept-99-question": "Why?", "own-kept-99-told": "Because"}
    client.post(at(interview, "inquiries"), {"point": "own-kept-99", **data})
    assert Inquiry.objects.get().told == "Because"


def test_refused_answer_stays_typed(client, interview):
    data = {"point": "space", "space-told": "Quiet", "space-by_whom": "x" * 161}
    answer = client.post(at(interview, "inquiries"), data)
    assert answer.status_code == 422
    assert "Quiet" in answer.content.decode()


def test_earlier_interview_at_the_same_employer_is_remembered(client, interview):
    earlier = make_interview(application=interview.application)
    whose = {"candidate": interview.candidate, "interview": earlier}
    Inquiry.objects.create(**whose, topic=Topic.SPACE, question="?", told="An open floor")
    text = shown(client, interview)
    assert "Earlier here: An open floor" in text
    assert "The space: not known" not in text


def test_likely_questions_come_with_their_stories(client, interview):
    question = make_question(candidate=interview.candidate, due_on=timezone.localdate())
    make_story(candidate=interview.candidate, title="The ship", questions=[question])
    text = shown(client, interview)
    assert question.text in text
    assert "The ship" in text


def test_what_is_asked_in_most_interviews_is_offered_until_it_is_ones_own(interview):
    name = "gaps/weakness"
    offered = readiness(interview, now=NOW).often_asked
    assert name in {entry.name for entry in offered}
    Question.objects.take(interview.candidate, bank()[name])
    offered = readiness(interview, now=NOW).often_asked
    assert name not in {entry.name for entry in offered}


def test_page_asks_the_same_of_one_row_and_of_three(client, interview):
    counts = []
    for number in (1, 2):
        for _ in range(number):
            due = timezone.localdate() - timedelta(days=1)
            question = make_question(candidate=interview.candidate, due_on=due)
            make_story(candidate=interview.candidate, questions=[question])
            make_red_flag(employer=interview.application.employer)
            other = make_interview(application=interview.application)
            for topic in (Topic.SPACE, Topic.GROWTH):
                Inquiry.objects.create(
                    candidate=interview.candidate, interview=other, topic=topic, question="?"
                )
        counts.append(len(queries_of(client, at(interview))))
    assert counts[0] == counts[1]
