"""What the page on getting ready for one interview holds, in a fixed number of queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch

from applications.models import Application, RedFlag
from applications.stages import Remote
from interviews.doubts import Doubt
from interviews.guidance import Blocker
from interviews.intake.reading import Format
from interviews.models import (
    FeedbackPoint,
    Inquiry,
    Interview,
    Preparation,
    Question,
    Story,
    Tick,
)
from interviews.models.question import today_of
from interviews.preparing import (
    CHECKLIST,
    FIXED,
    PROMPTS,
    SPACE_AT_HOME,
    SPACE_ON_CAMERA,
    TOPIC_LABELS,
    Step,
    Task,
    Topic,
)
from interviews.questions.bank import Entry, bank
from interviews.said import to_bear_in_mind

MOST_LIKELY = 12
# Where one's own history says little yet, these come up in most interviews.
OFTEN_ASKED = (
    "opening/about-you",
    "motivation/why-this-job",
    "past/hard-problem",
    "past/conflict",
    "gaps/weakness",
    "pay/expected-pay",
)


@dataclass
class Point:
    """One thing to find out: what is kept of it, and what earlier interviews there told."""

    topic: Topic
    question: str
    hint: str = ""
    red_flag: RedFlag | None = None
    kept: Inquiry | None = None
    earlier: list[Inquiry] = field(default_factory=list)
    given_key: str = ""

    @property
    def key(self) -> str:
        """Its name on the page."""
        if self.given_key:
            return self.given_key
        if self.red_flag:
            return f"{self.topic}-{self.red_flag.pk}"
        is_one_of_many = self.topic in (Topic.OWN, Topic.RED_FLAG)
        return f"{self.topic}-kept-{self.kept.pk}" if is_one_of_many and self.kept else self.topic

    @property
    def label(self) -> str:
        return TOPIC_LABELS[self.topic]

    def row(self, interview: Interview) -> Inquiry:
        """What is kept, or what would be."""
        return self.kept or Inquiry(
            candidate_id=interview.candidate_id,
            interview=interview,
            topic=self.topic,
            red_flag=self.red_flag,
            question=self.question,
        )


@dataclass(frozen=True)
class StepLine:
    """One step of the checklist, and when it was done."""

    step: Step
    task: Task
    done_at: datetime | None


@dataclass(frozen=True)
class Readiness:
    """Everything on the page. `coverage` says of six topics whether anything is known.

    `lessons` are points of feedback to bear in mind.
    """

    interview: Interview
    steps: list[StepLine]
    preparation: Preparation
    points: list[Point]
    coverage: list[tuple[str, bool]]
    likely: list[Question]
    often_asked: list[Entry]
    lessons: list[FeedbackPoint] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(line.done_at is not None for line in self.steps)

    @property
    def minutes_left(self) -> int:
        """What the other steps are worth."""
        return sum(line.task.minutes for line in self.steps if line.done_at is None)


def readiness(interview: Interview, *, now: datetime) -> Readiness:
    """The page of an interview that came with its candidate, application and invitation."""
    kept = [*Inquiry.objects.at_employer_of(interview)]
    likely = likely_questions(interview, now)
    return Readiness(
        interview=interview,
        steps=steps_of(interview),
        preparation=preparation_of(interview),
        points=points_of(interview, kept),
        coverage=coverage_of(interview.application, interview.people, kept),
        likely=likely,
        often_asked=often_asked(interview) if len(likely) < MOST_LIKELY else [],
        lessons=to_bear_in_mind(interview.candidate),
    )


def steps_of(interview: Interview) -> list[StepLine]:
    ticks = Tick.objects.filter(interview=interview).values_list("step", "at")
    done: dict[str, datetime] = dict(ticks)
    return [StepLine(step, task, done.get(step)) for step, task in CHECKLIST.items()]


def preparation_of(interview: Interview) -> Preparation:
    found = Preparation.objects.filter(interview=interview).first()
    return found or Preparation(interview=interview, candidate_id=interview.candidate_id)


def likely_questions(interview: Interview, now: datetime) -> list[Question]:
    """With one's own stories; in the order that getting ready has them."""
    rows = Question.objects.likely_at(interview, today_of(interview.candidate, now))
    stories = Prefetch("stories", Story.objects.order_by("title", "pk"))
    return [*rows.prefetch_related(stories)[:MOST_LIKELY]]


def often_asked(interview: Interview) -> list[Entry]:
    """Of the bank, what is not the candidate's own yet."""
    own = Question.objects.filter(candidate=interview.candidate_id, entry__in=OFTEN_ASKED)
    known = {*own.values_list("entry", flat=True)}
    return [bank()[name] for name in OFTEN_ASKED if name not in known]


def points_of(interview: Interview, kept: list[Inquiry]) -> list[Point]:
    """The fixed topics, red flags, open points, and whatever else was kept for this interview."""
    here = [each for each in kept if each.interview_id == interview.pk]
    asked = [*fixed_points(interview), *flagged_points(interview), *open_points(interview)]
    for point in asked:
        point.kept = next((each for each in here if is_about(each, point)), None)
        point.earlier = [
            each
            for each in kept
            if each.interview_id != interview.pk and is_about(each, point) and each.is_answered
        ]
    used = [point.kept for point in asked]
    others = (each for each in here if each not in used)
    return [*asked, *(Point(Topic(each.topic), each.question, kept=each) for each in others)]


def is_about(inquiry: Inquiry, point: Point) -> bool:
    flag = point.red_flag and point.red_flag.pk
    return inquiry.topic == point.topic and inquiry.red_flag_id == flag


def gone_from_page(key: str, interview: Interview) -> Point | None:
    """A point that was settled or removed while somebody wrote what they were told about it."""
    topic, _, number = key.partition("-")
    if topic in PROMPTS and not number:
        return Point(Topic(topic), PROMPTS[Topic(topic)])
    if number.startswith("kept-"):
        return Point(Topic.OWN, TOPIC_LABELS[Topic.OWN], given_key=key)
    is_number = topic == Topic.RED_FLAG and number.isascii() and number.isdigit()
    flags = RedFlag.objects.filter(employer=interview.application.employer)
    flag = flags.filter(pk=int(number)).first() if is_number and len(number) <= 18 else None
    return Point(Topic.RED_FLAG, flag.topic, red_flag=flag) if flag else None


def fixed_points(interview: Interview) -> Iterator[Point]:
    for topic in FIXED:
        yield Point(topic, space_at(interview) if topic == Topic.SPACE else PROMPTS[topic])


def space_at(interview: Interview) -> str:
    """How to ask about the space: there, from afar, or where everybody works at home."""
    if interview.application.remote == Remote.REMOTE:
        return SPACE_AT_HOME
    is_there = interview.format in ("", Format.ON_SITE)
    return PROMPTS[Topic.SPACE] if is_there else SPACE_ON_CAMERA


def flagged_points(interview: Interview) -> Iterator[Point]:
    """One for each red flag that still counts."""
    employer = interview.application.employer
    for flag in RedFlag.objects.filter(employer=employer, resolved_at=None):
        yield Point(Topic.RED_FLAG, flag.topic, PROMPTS[Topic.RED_FLAG], red_flag=flag)


def open_points(interview: Interview) -> Iterator[Point]:
    """What the invitation left open, and what the interview itself still lacks."""
    for topic, words in open_topics(interview):
        yield Point(topic, words or PROMPTS[topic], PROMPTS[topic] if words else "")


def open_topics(interview: Interview) -> Iterator[tuple[Topic, str]]:
    invitation, application = interview.invitation, interview.application
    if invitation:
        if invitation.decisive_unknown:
            yield Topic.DECISIVE, invitation.decisive_unknown
        if invitation.blocker == Blocker.SUSPECTED:
            yield Topic.BLOCKER, invitation.blocker_detail
        if invitation.doubt == Doubt.DESCRIPTION:
            yield Topic.DESCRIPTION, ""
        if invitation.representation_unclear:
            yield Topic.REPRESENTATION, ""
    is_call = interview.format == Format.PHONE
    unknown = {
        Topic.WHO: not interview.people,
        Topic.WHERE: not (interview.place or interview.link or is_call),
        Topic.FORMAT: not interview.format,
        Topic.ROLE: not application.job_title or application.employer.is_unnamed,
    }
    yield from ((topic, "") for topic, is_unknown in unknown.items() if is_unknown)


def coverage_of(
    application: Application, people: str, kept: Iterable[Inquiry]
) -> list[tuple[str, bool]]:
    """Six topics that descriptions leave out: what any interview there told counts."""
    told = {each.topic for each in kept if each.is_answered}
    has_pay = application.pay_from is not None or application.pay_to is not None
    return [
        *((TOPIC_LABELS[topic], topic in told) for topic in FIXED),
        ("Team and manager", bool(people)),
        ("Pay and hours", has_pay),
    ]


def not_told_yet(application: Application, people: str) -> list[str]:
    """Of these six, what nobody has told; one query."""
    at_employer = {"interview__application__employer": application.employer_id}
    kept = Inquiry.objects.filter(candidate=application.candidate_id, **at_employer)
    return [label for label, is_told in coverage_of(application, people, kept) if not is_told]
