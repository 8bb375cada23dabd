"""How far the candidate is with getting ready for one interview, and what they found out."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import RedFlag
from interviews.models.interview import Interview
from interviews.models.practice import is_rating, rating
from interviews.preparing import CHECKLIST, COMPARED_LABELS, TOPIC_LABELS, Step, Topic
from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate

FELT = ("confidence_before", "dread_before")


class PreparationQuerySet(PrivateQuerySet["Preparation"]):
    """The person's own preparations."""

    def felt_before(self, interview: Interview) -> dict[str, int]:
        """What was rated before the interview, by the names of the columns."""
        found = self.filter(interview=interview).values(*FELT).first() or {}
        return {name: value for name, value in found.items() if value is not None}


class Preparation(models.Model):
    """What the candidate means to show at one interview; `qualities` has one a line.

    Confidence and dread are 1 to 5 and told before it begins: afterwards nobody can say what
    they expected.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    interview = models.OneToOneField(
        Interview, on_delete=models.CASCADE, related_name="preparation"
    )
    qualities = models.TextField(max_length=600, blank=True)
    confidence_before = rating()
    dread_before = rating()
    felt_at = models.DateTimeField(null=True, blank=True)

    objects = PreparationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=is_rating(name), name=f"preparation_{name}_1_to_5")
            for name in FELT
        ]

    def __str__(self) -> str:
        return f"Getting ready: {self.interview}"

    def feel(self, *, at: datetime) -> None:
        """Keep how it is looked forward to; the last word before it begins counts."""
        self.felt_at = at
        self.save()


class TickQuerySet(PrivateQuerySet["Tick"]):
    """The steps that the person has done."""

    def put(self, interview: Interview, step: Step, *, done: bool, at: datetime) -> None:
        """The step is done, or it is not after all; said twice it is the same."""
        of_step = self.filter(interview=interview, step=step)
        if not done:
            of_step.delete()
            return
        fields = {"candidate_id": interview.candidate_id, "at": at}
        self.get_or_create(interview=interview, step=step, defaults=fields)


class Tick(models.Model):
    """One step of the research is done for one interview."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="ticks")
    step = models.CharField(
        max_length=9, choices=[(step.value, task.label) for step, task in CHECKLIST.items()]
    )
    at = models.DateTimeField(default=timezone.now)

    objects = TickQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["interview", "step"], name="tick_unique")]

    def __str__(self) -> str:
        return self.get_step_display()


class InquiryQuerySet(PrivateQuerySet["Inquiry"]):
    """What the person wants to find out, and did."""

    def at_employer_of(self, interview: Interview) -> Self:
        """Of every interview with the same employer, this one's first."""
        employer = interview.application.employer_id
        return self.filter(
            candidate=interview.candidate_id, interview__application__employer=employer
        )

    def wish(self, interview: Interview, wishes: Iterable[str]) -> None:
        """What would have to be true for the person to want the job is there to be found out."""
        for wish in wishes:
            self.create(
                candidate_id=interview.candidate_id,
                interview=interview,
                topic=Topic.OWN,
                question=wish,
            )


class Inquiry(models.Model):
    """One thing to find out at one interview: what was told, what was seen, and by whom.

    `question` holds the words as the page had them, as a red flag or an open point may be gone.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="inquiries")
    topic = models.CharField(max_length=14, choices=[*TOPIC_LABELS.items()])
    red_flag = models.ForeignKey(
        RedFlag, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    question = models.CharField(max_length=500)
    told = models.TextField("what they told you", max_length=2_000, blank=True)
    observed = models.TextField("what you saw", max_length=2_000, blank=True)
    by_whom = models.CharField("who told you", max_length=160, blank=True)
    compared = models.CharField(max_length=6, choices=[*COMPARED_LABELS.items()], blank=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "inquiries"
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "topic"],
                condition=~Q(topic__in=(Topic.OWN, Topic.RED_FLAG)),
                name="inquiry_topic_unique",
            ),
            models.UniqueConstraint(
                fields=["interview", "red_flag"],
                condition=Q(red_flag__isnull=False),
                name="inquiry_red_flag_unique",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def label(self) -> str:
        """What it is about: the topic, or the question where that is the person's own or a flag."""
        is_one_of_many = self.topic in (Topic.OWN, Topic.RED_FLAG)
        return self.question if is_one_of_many else self.get_topic_display()

    @property
    def is_answered(self) -> bool:
        """Whether something was told or seen, if only how it compares."""
        return bool(self.told or self.observed or self.compared)

    @property
    def in_words(self) -> str:
        """What was told and seen, by whom, and how it compares."""
        found = " · ".join(filter(None, (self.told, self.observed)))
        compared = self.get_compared_display()
        how = ", ".join(filter(None, (self.by_whom, compared.lower() if found else compared)))
        return f"{found} ({how})" if found and how else found or how
