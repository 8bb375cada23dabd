"""How Mira gets ready for the talk that she hopes for: all of it hers alone."""

from datetime import timedelta
from typing import TYPE_CHECKING

from interviews.models import Inquiry, Interview, Practice, Preparation, Question, Story, Tick
from interviews.models.practice import PracticeKind
from interviews.preparing import Compared, Step, Topic
from interviews.questions.bank import bank

if TYPE_CHECKING:
    from jobtracker.demo.search import Search

STORY = {
    "title": "The ships that were counted twice",
    "situation": "In my second month at the harbour office, two reports on arrivals disagreed.",
    "task": "I was to find out which of them the board should get.",
    "action": "I traced 40 arrivals by hand, found that transit stops were counted again, and "
    "showed the team with one picture.",
    "result": "One report is left, and it is finished two days earlier each month.",
}
DRAFTS = {
    "past/hard-problem": "Ships counted twice: two reports, 40 arrivals by hand, one picture.",
    "opening/about-you": "Analyst for three years; ports and trains; now what moves people.",
}


def add_practice(search: "Search") -> None:
    """A question that stumped her, two drafts, a story, three practices, and a few ticks."""
    candidate, now = search.candidate, search.now
    held = Interview.objects.filter(candidate=candidate, state="done").latest("starts_at")
    after = held.starts_at + timedelta(hours=2)
    why = "How would you explain a confidence interval to the board?"
    stumped = Question.objects.stumped_on(candidate, why, interview=held, at=after)
    drafted = [draft(search, name, words) for name, words in DRAFTS.items()]
    Story.objects.create(candidate=candidate, **STORY).answers([drafted[0], stumped])
    for days_ago, before, nerves, score in ((9, 2, 4, 2), (6, 2, 4, 3), (3, 3, 3, 3)):
        Practice.objects.log(
            candidate,
            {stumped: score, drafted[0]: score + 1},
            at=now - timedelta(days=days_ago),
            kind=PracticeKind.ALONE,
            minutes=12,
            confidence_before=before,
            confidence_after=before + 1,
            nerves_before=nerves,
            nerves_after=nerves - 1,
        )
    begin(Interview.objects.filter(application__is_dream=True).latest("starts_at"), search)


def draft(search: "Search", name: str, words: str) -> Question:
    question = Question.objects.take(search.candidate, bank()[name])
    question.draft = words
    question.keep()
    return question


def begin(interview: Interview, search: "Search") -> None:
    """She has begun to prepare for the one that is to come."""
    for step in (Step.EMPLOYER, Step.PEOPLE):
        Tick.objects.put(interview, step, done=True, at=search.ago(1))
    whose = {"candidate": search.candidate, "interview": interview}
    Preparation.objects.create(**whose, qualities="Patient with messy data\nI ask early")
    Inquiry.objects.create(
        **whose,
        topic=Topic.GROWTH,
        question="Where did people go who held this job before?",
        told="The last two lead teams of their own now.",
        by_whom="Dr Ines Moreau, on the phone",
        compared=Compared.BETTER,
    )
