"""A practice: how it was done, how it felt before and after, and what to take from it."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from interviews.models.question import SCORES, Question, today_of
from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate

MOST_MINUTES = 600
RATINGS = ("confidence_before", "nerves_before", "confidence_after", "nerves_after")


class PracticeKind(StrEnum):
    """How it was practised."""

    ALONE = "alone"
    RECORDED = "recorded"
    FRIEND = "friend"
    MOCK = "mock"
    REAL = "real"


PRACTICE_KIND_LABELS = {
    PracticeKind.ALONE: "Aloud, alone",
    PracticeKind.RECORDED: "Recorded",
    PracticeKind.FRIEND: "With a friend",
    PracticeKind.MOCK: "A mock interview with my coordinator",
    PracticeKind.REAL: "A real interview",
}


def rating() -> models.PositiveSmallIntegerField:  # type: ignore[type-arg]
    return models.PositiveSmallIntegerField(null=True, blank=True, validators=SCORES)


def is_rating(name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": (1, 5)})


class PracticeQuerySet(PrivateQuerySet["Practice"]):
    """The person's own practices."""

    def latest_first(self) -> Self:
        return self.order_by("-held_on", "-pk")

    def log(
        self,
        candidate: Candidate,
        scores: Mapping[Question, int | None],
        *,
        at: datetime,
        held_on: date | None = None,
        **told: Any,  # noqa: ANN401
    ) -> "Practice":
        """Keep a practice; each question with a score, 1 to 5, comes back when it is due.

        `held_on` is the candidate's own day of it, where that is not the day of `at`.
        """
        day = held_on or today_of(candidate, at)
        with transaction.atomic():
            practice = self.create(candidate=candidate, at=at, held_on=day, **told)
            for question, score in scores.items():
                practice.rehearsals.create(candidate=candidate, question=question, score=score)
                if score is not None:
                    question.candidate = candidate
                    question.practise(score, on=day, at=at)
        return practice


class Practice(models.Model):
    """One session; confidence and nerves are apart, each 1 to 5, before and after.

    `held_on` is the day of it, `at` when it was written down.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="practices")
    held_on = models.DateField("the day", default=timezone.localdate)
    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(
        max_length=8, choices=[*PRACTICE_KIND_LABELS.items()], default=PracticeKind.ALONE
    )
    minutes = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)],
    )
    confidence_before = rating()
    nerves_before = rating()
    confidence_after = rating()
    nerves_after = rating()
    feedback_from = models.CharField(max_length=160, blank=True)
    keep = models.CharField(max_length=300, blank=True)
    change = models.CharField(max_length=300, blank=True)
    questions = models.ManyToManyField(
        Question, through="interviews.Rehearsal", related_name="practices"
    )

    objects = PracticeQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "pk"]
        indexes = [models.Index(fields=["candidate", "held_on"], name="practice_by_day")]
        constraints = [
            models.CheckConstraint(condition=is_rating(name), name=f"practice_{name}_1_to_5")
            for name in RATINGS
        ]

    def __str__(self) -> str:
        return f"Practice: {self.get_kind_display()}"


class RehearsalQuerySet(PrivateQuerySet["Rehearsal"]):
    """The questions of the person's own practices."""


class Rehearsal(models.Model):
    """One question in one practice, with the score that the candidate gave the answer."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="rehearsals")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="rehearsals")
    score = rating()

    objects = RehearsalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "question"], name="rehearsal_unique"),
            models.CheckConstraint(condition=is_rating("score"), name="rehearsal_score_1_to_5"),
        ]

    def __str__(self) -> str:
        return str(self.question)
