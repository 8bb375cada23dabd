"""What the candidate made of an interview: the same day, and once more the morning after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction

from interviews.guidance.labels import INTEREST_LABELS
from interviews.models.interview import Interview, Partner
from interviews.models.question import Question
from interviews.questions.reading import LONGEST_QUESTION
from jobtracker.clock import zone_named
from jobtracker.people.access import PrivateQuerySet, Scope
from jobtracker.people.models import Candidate, User
from jobtracker.ui.when import in_full

LONGEST_LINES = 3_000
FOLLOW_PROMISE = "See whether they kept to the date they named"


def rating(name: str) -> Any:  # noqa: ANN401 - a column
    """1 to 5, or not rated."""
    limits = [MinValueValidator(1), MaxValueValidator(5)]
    return models.PositiveSmallIntegerField(name, null=True, blank=True, validators=limits)


class Topic(StrEnum):
    """What a description leaves out, and being there may tell."""

    DAY_TO_DAY = "day_to_day"
    GROWTH = "growth"
    SUCCESS = "success"
    SPACE = "space"


TOPIC_LABELS = {
    Topic.DAY_TO_DAY: "The day-to-day",
    Topic.GROWTH: "Growth",
    Topic.SUCCESS: "Who does well there",
    Topic.SPACE: "The space",
}


class Known(StrEnum):
    """How one came to know something."""

    TOLD = "told"
    SEEN = "seen"


class Compared(StrEnum):
    """How what one found compares with what was described."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


KNOWN_LABELS = {Known.TOLD: "I was told", Known.SEEN: "I saw it"}
COMPARED_LABELS = {
    Compared.BETTER: "Better than described",
    Compared.SAME: "As described",
    Compared.WORSE: "Worse than described",
}


@dataclass(frozen=True)
class Found:
    """What was found out about one topic."""

    topic: Topic
    known: str
    compared: str
    said: str


class DebriefQuerySet(PrivateQuerySet["Debrief"]):
    """Debriefs, which are the candidate's alone."""

    scope = Scope.FEEDBACK

    def keep(
        self,
        interview: Interview,
        *,
        by: User,
        at: datetime,
        partner: Partner,
        found: Sequence[Found] = (),
        held_at: datetime | None = None,
        **answers: Any,  # noqa: ANN401
    ) -> "Debrief":
        """Keep how it went, and the interest it left behind; told again, it is corrected.

        `held_at` is when it was held, where that is not when it was planned.
        """
        with transaction.atomic():
            before = self.filter(interview=interview).first()
            debrief, _ = self.update_or_create(
                interview=interview,
                defaults={"candidate_id": interview.candidate_id, **answers},
                create_defaults={
                    "candidate_id": interview.candidate_id, "told_at": at, **answers
                },
            )  # fmt: skip
            debrief.tell_topics(found)
            interview.was_held(partner, held_at, by=by, at=at, is_news=before is None)
            if before is None or before.interest_after != debrief.interest_after:
                interview.application.rate_interest(debrief.interest_after, by=by, at=at)
            debrief.look_out_for_promise()
            for text in debrief.stumped_questions:
                Question.objects.stumped_on(
                    interview.candidate, text[:LONGEST_QUESTION], interview=interview, at=at
                )
        return debrief


class Debrief(models.Model):
    """The candidate's own account; ratings are 1 to 5.

    `interest_after` is the first reaction, and stays beside the one that was confirmed later.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="told")
    told_at = models.DateTimeField(null=True, blank=True)
    interest_after = models.PositiveSmallIntegerField(choices=[*INTEREST_LABELS.items()])
    interest_confirmed = models.PositiveSmallIntegerField(
        choices=[*INTEREST_LABELS.items()], null=True, blank=True
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    learned = models.CharField("one thing you learned", max_length=500)
    met = models.CharField("whom you met", max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    surprise_job = models.CharField("what surprised you about the job", max_length=500, blank=True)
    surprise_market = models.CharField("about the market", max_length=500, blank=True)
    surprise_me = models.CharField("about yourself", max_length=500, blank=True)
    promised = models.CharField("what they promised", max_length=500, blank=True)
    promised_on = models.DateField("by when", null=True, blank=True)
    confidence_before = rating("confidence before")
    confidence_after = rating("confidence after")
    dread_before = rating("dread before")
    dread_after = rating("how bad it was")
    stumped_on = models.TextField(
        "questions that stumped you", max_length=LONGEST_LINES, blank=True
    )
    stumped_answered = models.BooleanField(default=False)
    notes = models.TextField(max_length=5000, blank=True)

    objects = DebriefQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(interest_after__range=(1, 5)),
                name="debrief_interest_1_to_5",
            ),
            models.CheckConstraint(
                condition=models.Q(interest_confirmed__isnull=True, confirmed_at__isnull=True)
                | models.Q(interest_confirmed__range=(1, 5), confirmed_at__isnull=False),
                name="debrief_confirmed_with_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"After {self.interview}"

    @property
    def interest(self) -> int:
        """What counts: the confirmed rating, else the first."""
        return self.interest_confirmed or self.interest_after

    @property
    def is_confirmed(self) -> bool:
        """Whether it was looked at again."""
        return self.confirmed_at is not None

    @property
    def stumped_questions(self) -> list[str]:
        """The questions that stumped, one each."""
        return lines_of(self.stumped_on)

    @property
    def still_unknown(self) -> list[str]:
        """The topics that nothing was found out about, by name."""
        answered = {each.topic for each in self.topics.all()}
        return [label for topic, label in TOPIC_LABELS.items() if topic not in answered]

    @property
    def dread_in_words(self) -> str:
        """What was feared, and what it was."""
        return f"You expected {self.dread_before} of 5; it was {self.dread_after}"

    @property
    def confidence_in_words(self) -> str:
        """Before and after, as far as they were rated."""
        rated = {"before": self.confidence_before, "after": self.confidence_after}
        return ", ".join(f"{value} of 5 {when}" for when, value in rated.items() if value)

    @property
    def promise_in_words(self) -> str:
        """What they promised, and by when."""
        by = f"by {in_full(self.promised_on)}" if self.promised_on else ""
        return ", ".join(filter(None, (self.promised, by)))

    def asks_again(self, now: datetime) -> bool:
        """Whether a night has passed since, nobody has looked again, and it still matters."""
        if self.is_confirmed or self.told_at is None or self.interview.application.is_closed:
            return False
        zone = zone_named(self.interview.candidate.time_zone)
        return self.told_at.astimezone(zone).date() < now.astimezone(zone).date()

    def confirm(self, interest: int, *, by: User, at: datetime) -> None:
        """Keep the interest that is left after a night's sleep, the same or another."""
        self.interest_confirmed, self.confirmed_at = interest, at
        with transaction.atomic():
            self.save(update_fields=["interest_confirmed", "confirmed_at"])
            self.interview.application.rate_interest(interest, by=by, at=at)

    def tell_topics(self, found: Sequence[Found]) -> None:
        """Replace what was found out about the topics."""
        self.topics.all().delete()
        for each in found:
            TopicAnswer.objects.create(
                debrief=self, candidate_id=self.candidate_id, **vars(each)
            )  # fmt: skip

    def look_out_for_promise(self) -> None:
        """Have the application come back on the promised day, unless something else is next.

        What they promised stays in here: a next step may be shared with a firm.
        """
        application = self.interview.application
        is_free = application.next_step in ("", FOLLOW_PROMISE) and not application.is_closed
        if self.promised_on and is_free:
            application.plan(FOLLOW_PROMISE, on=self.promised_on)


class TopicAnswerQuerySet(PrivateQuerySet["TopicAnswer"]):
    """What was found out, which is the candidate's alone."""

    scope = Scope.FEEDBACK


class TopicAnswer(models.Model):
    """What one found out about one topic: told or seen, and better or worse than described."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    debrief = models.ForeignKey(Debrief, on_delete=models.CASCADE, related_name="topics")
    topic = models.CharField(max_length=12, choices=[*TOPIC_LABELS.items()])
    known = models.CharField(max_length=4, choices=[*KNOWN_LABELS.items()], blank=True)
    compared = models.CharField(max_length=6, choices=[*COMPARED_LABELS.items()], blank=True)
    said = models.CharField(max_length=300, blank=True)

    objects = TopicAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["debrief", "topic"], name="topic_answered_once")
        ]

    def __str__(self) -> str:
        return self.get_topic_display()

    @property
    def in_words(self) -> str:
        """What it is like, how one knows, and how it compares."""
        how = (self.get_known_display(), self.get_compared_display().lower())
        told = ", ".join(filter(None, how))
        return f"{self.said} ({told})" if self.said and told else self.said or told


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line for each in text.splitlines() if (line := each.strip())]
