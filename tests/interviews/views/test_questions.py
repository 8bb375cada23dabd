"""The bank, one's own questions, lists of them, and stories."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from interviews.models import Question, Story
from interviews.questions.bank import bank
from tests.factories import (
    make_application,
    make_candidate,
    make_employer,
    make_interview,
    make_question,
    make_story,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
LIST, NEW, FROM_BANK = "/questions/", "/questions/new/", "/questions/from-bank/"
BRING_IN, TAKING = "/questions/list/", "/questions/list/taking/"
STORIES = "/stories/"
WRITTEN = {"text": "Why here?", "family": "", "origin": "own"}


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


def shown(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_list_shows_ones_own_beside_the_bank(client, mira):
    mine, theirs = make_question(candidate=mira), make_question(text="Of another?")
    text = shown(client, LIST)
    assert mine.text in text
    assert theirs.text not in text
    assert bank()["opening/about-you"].text in text


def test_family_is_a_filter_of_both(client, mira):
    make_question(candidate=mira, text="About my pay?", family="pay")
    make_question(candidate=mira, text="About my team?", family="team")
    text = shown(client, LIST, family="pay")
    assert "About my pay?" in text
    assert "About my team?" not in text
    assert bank()["pay/notice"].text in text
    assert bank()["team/trust"].text not in text


def test_line_of_work_and_level_are_filters_of_both(client, mira):
    make_question(candidate=mira, text="About my data?", role_family="data")
    make_question(candidate=mira, text="About my team?", level="leading")
    by_role, by_level = shown(client, LIST, role="data"), shown(client, LIST, level="leading")
    assert "About my data?" in by_role
    assert "About my team?" not in by_role
    assert bank()["data/two-reports"].text in by_role
    assert bank()["opening/about-you"].text not in by_role
    assert "About my team?" in by_level
    assert bank()["leading/let-go"].text in by_level


@pytest.mark.parametrize("query", [{"role": "odd"}, {"level": "odd"}, {"family": "odd"}])
def test_filter_of_nothing_is_absent(client, mira, query):
    assert client.get(LIST, query).status_code == 404


def test_filters_stay_in_the_links(client, mira):
    text = shown(client, LIST, role="data", q="figure")
    assert "/questions/?q=figure&amp;family=pay&amp;role=data" in text


def test_question_says_of_whom_it_is_asked(client, mira):
    client.post(NEW, {**WRITTEN, "role_family": "care", "level": "entry"})
    question = Question.objects.get()
    assert (question.role_family, question.level) == ("care", "entry")
    assert "Health and care · A first job" in shown(client, LIST)


def test_question_of_the_bank_brings_its_line_of_work(client, mira):
    client.post(FROM_BANK, {"entry": "data/two-reports"})
    assert Question.objects.get().role_family == "data"


def test_search_looks_into_drafts_and_the_bank(client, mira):
    make_question(candidate=mira, text="One?", draft="the harbour office")
    make_question(candidate=mira, text="Two?")
    text = shown(client, LIST, q="harbour OFFICE")
    assert "One?" in text
    assert "Two?" not in text
    assert bank()["what_if/rumour"].text in shown(client, LIST, q="another client")


def test_odd_family_is_absent(client, mira):
    assert client.get(LIST, {"family": "odd"}).status_code == 404


@pytest.mark.parametrize("start", ["x", "-1", "²", "9" * 40])
def test_odd_start_is_the_first_page(client, mira, start):
    make_question(candidate=mira, text="Here?")
    assert "Here?" in shown(client, LIST, start=start)


def test_more_than_a_page_goes_on(client, mira):
    Question.objects.bring_in(mira, [f"Question number {n:03}?" for n in range(51)])
    first = shown(client, LIST)
    assert "start=50" in first
    assert "Question number 050?" not in first
    assert "Question number 050?" in shown(client, LIST, start="50")


def test_question_of_the_bank_is_taken_once_and_offered_no_more(client, mira):
    for _ in range(2):
        answer = client.post(FROM_BANK, {"entry": "gaps/weakness"})
        assert answer.url == Question.objects.get().get_absolute_url()
    assert 'value="gaps/weakness"' not in shown(client, LIST, family="gaps")


def test_question_that_the_bank_does_not_have_is_said(client, mira):
    assert client.post(FROM_BANK, {"entry": "gaps/none"}).url == LIST
    assert not Question.objects.exists()


def test_kind_is_worked_out_where_nobody_says_it(client, mira):
    client.post(NEW, WRITTEN | {"text": "What are your salary expectations?"})
    assert Question.objects.get().family == "pay"


def test_employer_of_a_question_is_one_that_the_candidate_has(client, mira):
    mine, theirs = make_employer(candidate=mira), make_employer()
    assert client.post(NEW, WRITTEN | {"employer": theirs.pk}).status_code == 422
    client.post(NEW, WRITTEN | {"origin": "employer", "employer": mine.pk})
    assert Question.objects.get().employer == mine


def test_employer_named_in_the_address_is_chosen(client, mira):
    mine = make_employer(candidate=mira)
    text = shown(client, NEW, employer=mine.pk)
    assert f'<option value="{mine.pk}" selected>' in text


def test_same_question_again_is_refused_with_all_that_was_typed(client, mira):
    make_question(candidate=mira, text="why HERE")
    answer = client.post(NEW, WRITTEN | {"draft": "Because of the sea"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "You have this question already." in text
    assert "Because of the sea" in text


def test_draft_is_kept_and_not_overwritten_unseen(client, mira):
    question = make_question(candidate=mira, text="Why here?")
    client.post(question.get_absolute_url(), WRITTEN | {"draft": "Mine"})
    question.refresh_from_db()
    assert (question.draft, question.state) == ("Mine", "drafted")
    late = WRITTEN | {"draft": "Other", "seen": '{"draft": ""}'}
    answer = client.post(question.get_absolute_url(), late)
    assert answer.status_code == 422
    assert "“Mine”" in answer.content.decode()


def test_being_asked_is_counted_once_an_interview(client, mira):
    question = make_question(candidate=mira)
    interview = make_interview(application=make_application(candidate=mira))
    address = reverse("interviews:question-asked", args=[question.pk])
    for _ in range(2):
        client.post(address, {"interview": interview.pk, "has_stumped": "on"})
    client.post(address, {"interview": ""})
    question.refresh_from_db()
    assert question.is_stumping
    assert "asked 2×" in shown(client, LIST)


def test_interview_of_somebody_else_is_no_choice(client, mira):
    question, theirs = make_question(candidate=mira), make_interview()
    address = reverse("interviews:question-asked", args=[question.pk])
    assert client.post(address, {"interview": theirs.pk}).status_code == 422
    assert not question.askings.exists()


def test_removed_question_leaves_its_stories(client, mira):
    question = make_question(candidate=mira)
    make_story(candidate=mira, questions=[question])
    client.post(reverse("interviews:question-removal", args=[question.pk]))
    assert (Question.objects.count(), Story.objects.count()) == (0, 1)


def test_pasted_list_is_looked_through_before_anything_is_kept(client, mira):
    make_question(candidate=mira, text="Why us?")
    text = client.post(BRING_IN, {"text": "- why us\n- Why now?\n- Innovation"}).content.decode()
    assert "You have these already" in text
    assert text.count('type="checkbox"') == 2
    assert text.count("checked") == 1
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.txt", "Why now?\n"),
        ("list.md", "# Some\n\n* Why now?\n"),
        ("list.csv", "no,question\n1,Why now?\n"),
        ("list.json", '[{"question": "Why now?"}]'),
    ],
)
def test_file_is_read_by_its_ending(client, mira, name, content):
    answer = client.post(BRING_IN, {"file": SimpleUploadedFile(name, content.encode())})
    assert answer.status_code == 200
    assert "Why now?" in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Paste some questions"),
        ({"text": "# Title"}, "no question"),
        ({"file": SimpleUploadedFile("list.json", b"{")}, "damaged"),
        ({"file": SimpleUploadedFile("list.txt", b"x" * 200_001)}, "larger than"),
    ],
)
def test_list_that_holds_nothing_is_refused_in_words(client, mira, data, said):
    answer = client.post(BRING_IN, data)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_ticked_ones_are_taken_in_once(client, mira):
    employer = make_employer(candidate=mira)
    data = {"listed": "Why now?\nWhy me?\nWhy us?", "take": ["0", "2"], "origin": "asked"}
    data["employer"] = employer.pk
    for _ in range(2):
        assert client.post(TAKING, data).url == LIST
    rows = Question.objects.filter(candidate=mira)
    assert {*rows.values_list("text", flat=True)} == {"Why now?", "Why us?"}
    assert {*rows.values_list("origin", "employer")} == {("asked", employer.pk)}


def test_taking_nothing_shows_the_list_again(client, mira):
    answer = client.post(TAKING, {"listed": "Why now?", "origin": "own"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Tick at least one." in text
    assert "Why now?" in text


def test_overlong_line_that_nobody_showed_is_left_out(client, mira):
    data = {"listed": "x" * 501 + "\nWhy?", "take": ["0", "1"], "origin": "own"}
    assert client.post(TAKING, data).status_code in (302, 422)
    assert not Question.objects.filter(text__startswith="xx").exists()


def test_story_told_for_a_question_answers_it(client, mira):
    question = make_question(candidate=mira)
    answer = client.post(f"{STORIES}new/?question={question.pk}", {"title": "The ship"})
    story = Story.objects.get()
    assert answer.url == story.get_absolute_url()
    assert [*story.questions.all()] == [question]


def test_question_of_somebody_else_is_not_answered(client, mira):
    client.post(f"{STORIES}new/?question={make_question().pk}", {"title": "The ship"})
    assert not Story.objects.get().questions.exists()


def test_questions_ticked_in_two_tabs_all_count(client, mira):
    one, two, three = (make_question(candidate=mira) for _ in range(3))
    story = make_story(candidate=mira, questions=[one, two])
    address = reverse("interviews:story-questions", args=[story.pk])
    client.post(address, {"questions": [one.pk, two.pk, three.pk], "before": f"{one.pk}"})
    assert {*story.questions.all()} == {one, two, three}
    client.post(address, {"questions": [three.pk], "before": f"{one.pk},{three.pk}"})
    assert {*story.questions.all()} == {two, three}


def test_stories_are_found_by_words_and_by_the_kind_they_answer(client, mira):
    pay = make_question(candidate=mira, family="pay")
    make_story(candidate=mira, title="The ship", action="I rang the harbour", questions=[pay])
    make_story(candidate=mira, title="The train")
    for query in ({"q": "harbour"}, {"family": "pay"}):
        text = shown(client, STORIES, **query)
        assert "The ship" in text
        assert "The train" not in text


def test_removed_story_leaves_its_questions(client, mira):
    story = make_story(candidate=mira, questions=[make_question(candidate=mira)])
    client.post(reverse("interviews:story-removal", args=[story.pk]))
    assert (Story.objects.count(), Question.objects.count()) == (0, 1)


@pytest.mark.parametrize("address", [LIST, STORIES])
def test_list_asks_the_same_of_one_row_and_of_three(client, mira, address):
    counts = []
    for number in (1, 2):
        for _ in range(number):
            question = make_question(candidate=mira)
            question.was_asked(None, stumped=False, at=question.created_at)
            make_story(candidate=mira, questions=[question])
        counts.append(len(queries_of(client, address)))
    assert counts[0] == counts[1]


def test_page_of_a_question_asks_the_same_of_one_row_and_of_three(client, mira):
    question, counts = make_question(candidate=mira), []
    for number in (1, 2):
        for _ in range(number):
            make_story(candidate=mira, questions=[question])
            interview = make_interview(application=make_application(candidate=mira))
            question.was_asked(interview, stumped=False, at=interview.starts_at)
        counts.append(len(queries_of(client, question.get_absolute_url())))
    assert counts[0] == counts[1]
