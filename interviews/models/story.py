"""Something the candidate did, told so that it answers several questions."""

from django.db import models
from django.utils import timezone

from interviews.models.question import Question
from jobtracker.addresses import address
from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate

LONGEST_PART = 3_000


class StoryQuerySet(PrivateQuerySet["Story"]):
    """The person's own stories."""


class Story(models.Model):
    """The situation, the task in it, what the candidate did, and what came of it."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="stories")
    title = models.CharField(max_length=160)
    situation = models.TextField(max_length=LONGEST_PART, blank=True)
    task = models.TextField(max_length=LONGEST_PART, blank=True)
    action = models.TextField(max_length=LONGEST_PART, blank=True)
    result = models.TextField(max_length=LONGEST_PART, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    questions = models.ManyToManyField(
        Question, through="interviews.Telling", related_name="stories"
    )

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("interviews:story", self.pk)

    @property
    def missing(self) -> list[str]:
        """The parts that nobody has told yet."""
        return [
            name for name in ("situation", "task", "action", "result") if not getattr(self, name)
        ]

    def answers(self, questions: list[Question]) -> None:
        """Let it serve these questions, and no others."""
        self.questions.set(questions, through_defaults={"candidate_id": self.candidate_id})


class TellingQuerySet(PrivateQuerySet["Telling"]):
    """Which of the person's own stories serves which question."""


class Telling(models.Model):
    """One story that serves one question."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="tellings")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="tellings")

    objects = TellingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["story", "question"], name="telling_unique")]

    def __str__(self) -> str:
        return f"{self.story}: {self.question}"
