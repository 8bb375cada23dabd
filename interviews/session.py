"""Which questions a practice is about: one's own, and of the bank what is not one's own yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from interviews.models import Interview, Question, Story
from interviews.models.question import QuestionQuerySet, today_of
from interviews.practising import QuestionState
from interviews.preparation import OFTEN_ASKED, likely_questions
from interviews.questions.bank import Entry, bank, entries_of, search
from interviews.questions.families import FAMILY_HINTS, Family
from interviews.questions.roles import RoleFamily
from jobtracker.people.models import Candidate

MOST_AT_ONCE = 5
LONGEST_NUMBER = 18


@dataclass(frozen=True)
class Item:
    """One question of a session; it becomes the candidate's own once they score an answer."""

    text: str
    family: Family
    key: str
    question: Question | None = None
    redirect: str = ""

    @property
    def hint(self) -> str:
        return FAMILY_HINTS[self.family]

    def own(self, candidate: Candidate) -> Question:
        """The candidate's question, taken from the bank where it was not theirs yet."""
        return self.question or Question.objects.take(candidate, bank()[self.key])


def of_question(question: Question) -> Item:
    family = Family(question.family)
    return Item(question.text, family, str(question.pk), question, question.redirect)


def of_entry(entry: Entry) -> Item:
    return Item(entry.text, entry.family, entry.name, None, entry.redirect)


def own_rows(candidate: Candidate) -> QuestionQuerySet:
    """With what a session shows of each."""
    stories = Prefetch("stories", Story.objects.order_by("title", "pk"))
    return Question.objects.filter(candidate=candidate).prefetch_related(stories)


def due_items(candidate: Candidate, *, now: datetime) -> list[Item]:
    """What is due; then what is new, and what is asked in most interviews."""
    rows, today = own_rows(candidate), today_of(candidate, now)
    due = [*rows.due(today, now)[:MOST_AT_ONCE]]
    fresh = rows.filter(state__in=(QuestionState.NEW, QuestionState.DRAFTED), due_on=None)
    more = fresh.exclude(pk__in=[each.pk for each in due]).order_by("pk")[:MOST_AT_ONCE]
    entries = (bank()[name] for name in OFTEN_ASKED)
    return filled([*due, *more], entries, candidate)


def family_items(candidate: Candidate, family: Family) -> list[Item]:
    """Of one family."""
    return drill(candidate, entries_of(family), family=family)


def role_items(candidate: Candidate, role: RoleFamily) -> list[Item]:
    """What one line of work asks."""
    return drill(candidate, search(role_family=role), role_family=role)


def drill(candidate: Candidate, entries: list[Entry], **kind: str) -> list[Item]:
    """Of one kind, what was never practised, then what was longest ago."""
    rows = own_rows(candidate).filter(**kind)
    stale = rows.order_by("practised_on", "pk")
    never = rows.filter(practised_on=None).order_by("pk")
    own = [*never[:MOST_AT_ONCE], *stale.exclude(practised_on=None)[:MOST_AT_ONCE]]
    fresh = [each for each in own if each.practised_on is None]
    offered = filled(fresh, entries, candidate)
    return offered if len(offered) == MOST_AT_ONCE else filled(own, entries, candidate)


def interview_items(interview: Interview, *, now: datetime) -> list[Item]:
    """What is likely at an interview."""
    entries = (bank()[name] for name in OFTEN_ASKED)
    return filled(likely_questions(interview, now), entries, interview.candidate)


def filled(own: list[Question], entries: Iterable[Entry], candidate: Candidate) -> list[Item]:
    """One's own, and then of the bank what is not one's own, up to a session's length."""
    if len(own) >= MOST_AT_ONCE:
        return [of_question(each) for each in own[:MOST_AT_ONCE]]
    offered = {entry.name: entry for entry in entries}
    taken = Question.objects.filter(candidate=candidate, entry__in=offered)
    known = {*taken.values_list("entry", flat=True)}
    more = [of_entry(entry) for name, entry in offered.items() if name not in known]
    return [*(of_question(each) for each in own), *more][:MOST_AT_ONCE]


def items_named(candidate: Candidate, keys: list[str]) -> list[Item]:
    """The items with these keys, in their order; what is nobody's any more is left out."""
    wanted = dict.fromkeys(keys[:MOST_AT_ONCE])
    numbers = [int(key) for key in wanted if is_number(key)]
    own = {str(each.pk): of_question(each) for each in own_rows(candidate).filter(pk__in=numbers)}
    entries = bank()
    return [
        own[key] if key in own else of_entry(entries[key])
        for key in wanted
        if key in own or key in entries
    ]


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
