"""What came of the candidate's own interviews, read in a fixed number of queries: ten."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone

from applications.models import Application, RedFlag
from interviews.evidence import QUARTER
from interviews.guidance import Source
from interviews.learned import Lesson, Move, Moves, TopicCount, Topics
from interviews.models import (
    Debrief,
    Decision,
    Feedback,
    FeedbackPoint,
    Inquiry,
    Interview,
    LookBack,
    Practice,
    Question,
)
from interviews.models.interview import InterviewState
from interviews.models.look_back import Sits
from interviews.practising import about_confidence, trend_of
from interviews.preparing import FIXED, TOPIC_LABELS, Compared, Topic
from interviews.said import funnel_of
from interviews.worked_on import (
    Choices,
    Effort,
    Flags,
    Guesses,
    Points,
    Practised,
    Requests,
    Stumped,
    Telling,
)
from jobtracker.people.models import Candidate

AN_HOUR = timedelta(hours=1)
MOST_LESSONS = 30
# What there is to find out anywhere; other topics only where something was.
ALWAYS = {TOPIC_LABELS[topic] for topic in FIXED}
ANSWERED = ~Q(told="") | ~Q(observed="") | ~Q(compared="")


@dataclass(frozen=True)
class Insights:
    """Each part says itself; `confidence` is "" before there are two ratings."""

    held: int
    held_lately: int
    moves: Moves
    topics: Topics
    points: Points
    requests: Requests
    flags: Flags
    confidence: str
    guesses: Guesses
    stumped: Stumped
    choices: Choices
    practised: Practised
    telling: Telling
    effort: Effort
    lessons: Sequence[Lesson]


def insights_of(candidate: Candidate, now: datetime) -> Insights:
    """For the candidate's own eyes."""
    held = held_by(candidate)
    told = [each.told for each in held if hasattr(each, "told")]
    since = now - timedelta(days=QUARTER)
    return Insights(
        held=len(held),
        held_lately=sum(each.starts_at >= since for each in held),
        moves=Moves([each for each in moves_of(held) if each.is_reluctant]),
        topics=topics_of(candidate, len(told)),
        points=points_of(candidate),
        requests=requests_of(candidate),
        flags=flags_of(candidate),
        confidence=confidence_of(told),
        guesses=guesses_of(held),
        stumped=stumped_of(candidate),
        choices=choices_of(candidate),
        practised=practised_of(candidate),
        telling=telling_of(candidate),
        effort=effort_of(told),
        lessons=[lesson_of(each) for each in reversed(told[-MOST_LESSONS:])],
    )


def held_by(candidate: Candidate) -> list[Interview]:
    """Every interview that was held, the oldest first, with what was said before and after."""
    rows = Interview.objects.filter(candidate=candidate, state=InterviewState.DONE)
    rows = rows.select_related("told", "preparation", "application__employer")
    return list(rows.order_by("starts_at", "pk"))


def day_of(interview: Interview) -> date:
    return timezone.localdate(interview.starts_at)


def moves_of(held: Sequence[Interview]) -> Iterator[Move]:
    """The latest first; only where both were rated."""
    for each in reversed(held):
        told = getattr(each, "told", None)
        if told is not None and each.interest_before is not None:
            yield Move(
                str(each.application),
                each.get_absolute_url(),
                day_of(each),
                each.interest_before,
                told.interest,
            )


def topics_of(candidate: Candidate, told: int) -> Topics:
    """What was found out at interviews that were held, by topic."""
    rows = Inquiry.objects.filter(candidate=candidate, interview__state=InterviewState.DONE)
    counts = rows.filter(interview__told__isnull=False).order_by().values("topic", "compared")
    found: dict[tuple[str, str], int] = {
        (each["topic"], each["compared"]): each["n"]
        for each in counts.annotate(n=Count("pk", filter=ANSWERED))
    }

    def count(topic: Topic, compared: Compared) -> int:
        return found.get((topic, compared), 0)

    lines = [
        TopicCount(
            TOPIC_LABELS[topic],
            better=count(topic, Compared.BETTER),
            same=count(topic, Compared.SAME),
            worse=count(topic, Compared.WORSE),
        )
        for topic in (*FIXED, Topic.RED_FLAG, Topic.OWN)
    ]
    lines = [each for each in lines if each.label in ALWAYS or each.compared]
    answered = sum(count(topic, compared) for topic in FIXED for compared in Compared)
    return Topics(lines, answered=answered, asked=len(FIXED) * told, interviews=told)


def points_of(candidate: Candidate) -> Points:
    rows = FeedbackPoint.objects.filter(candidate=candidate)
    beside = rows.aggregate(repeated=Count("same_as"), disputed=Count("disagrees_with"))
    return Points(**funnel_of(rows)._asdict(), **beside)


def requests_of(candidate: Candidate) -> Requests:
    rows = Feedback.objects.filter(candidate=candidate, asked_at__isnull=False)
    return Requests(
        **rows.aggregate(asked=Count("pk"), answered=Count("received_at"), refused=Count("none_at"))
    )


def flags_of(candidate: Candidate) -> Flags:
    """What others said of employers where nothing is open any more; what one saw needs no check."""
    open_there = Application.objects.filter(employer=OuterRef("employer")).open()
    rows = RedFlag.objects.filter(~Exists(open_there), candidate=candidate)
    stands = Q(resolved_at=None)
    return Flags(
        **rows.exclude(source=Source.OWN_EXPERIENCE).aggregate(
            cleared=Count("pk", filter=~stands),
            confirmed=Count("pk", filter=stands & Q(checked_at__isnull=False)),
            unchecked=Count("pk", filter=stands & Q(checked_at=None)),
        )
    )


def confidence_of(told: Sequence[Debrief]) -> str:
    """From the first interview to the latest; falls are told as kindly as rises."""
    ratings = [each.confidence_after or each.confidence_before for each in told]
    trend = trend_of(ratings)
    return about_confidence(trend, "interviews") if trend else ""


def guesses_of(held: Sequence[Interview]) -> Guesses:
    """Only what was guessed beforehand is a guess."""
    both = [
        (each.preparation.dread_before, each.told.dread_after)
        for each in held
        if hasattr(each, "preparation") and hasattr(each, "told")
    ]
    rated = [(before, after) for before, after in both if before and after]
    return Guesses(
        easier=sum(after < before for before, after in rated),
        same=sum(after == before for before, after in rated),
        harder=sum(after > before for before, after in rated),
    )


def stumped_of(candidate: Candidate) -> Stumped:
    rows = Question.objects.filter(candidate=candidate, stumped_at__isnull=False)
    return Stumped(**rows.aggregate(total=Count("pk"), answered=Count("answered_at")))


def practised_of(candidate: Candidate) -> Practised:
    rows = Practice.objects.filter(candidate=candidate).values_list("minutes", "feedback_from")
    found: list[tuple[int | None, str]] = list(rows)
    return Practised(
        number=len(found),
        minutes=sum(minutes or 0 for minutes, _ in found),
        with_feedback=sum(bool(whom) for _, whom in found),
    )


def telling_of(candidate: Candidate) -> Telling:
    rows: Any = Decision.objects.filter(candidate=candidate).withdrawals().order_by("pk")
    sent = list(rows.values_list("at", Min("letters__sent_at")))
    hours = [(sent_at - at) / AN_HOUR for at, sent_at in sent if sent_at is not None]
    return Telling(hours, untold=len(sent) - len(hours))


def choices_of(candidate: Candidate) -> Choices:
    rows = LookBack.objects.filter(candidate=candidate, decision__superseded_by=None)
    return Choices(
        **rows.aggregate(**{each.value: Count("pk", filter=Q(sits=each)) for each in Sits})
    )


def effort_of(told: Sequence[Debrief]) -> Effort:
    said = [each for each in told if each.hours_used is not None or each.leave_days is not None]
    return Effort(
        interviews=len(said),
        hours=sum((each.hours_used or Decimal(0) for each in said), Decimal(0)),
        days=sum((each.leave_days or Decimal(0) for each in said), Decimal(0)),
    )


def lesson_of(told: Debrief) -> Lesson:
    held = told.interview
    return Lesson(told.learned, str(held.application), held.get_absolute_url(), day_of(held))
