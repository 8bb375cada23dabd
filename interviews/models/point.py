"""One point of a feedback: taken up or not, what is done about it, and where that was of use."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from applications.models import DocumentUse, DocumentVersion, Task
from applications.models.task import TaskOrigin
from interviews.models.feedback import Feedback
from interviews.models.interview import Interview, InterviewState
from jobtracker.clock import zone_named
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User

LONGEST_TASK = 300


class PointKind(StrEnum):
    """What a point is about, and so what can be done about it."""

    RESUME_ERROR = "resume_error"
    RESUME_EMPHASIS = "resume_emphasis"
    LETTER_EMPHASIS = "letter_emphasis"
    ANSWER = "answer"
    DELIVERY = "delivery"
    KNOWLEDGE = "knowledge"
    LOGISTICS = "logistics"
    NO_ACTION = "no_action"


POINT_KIND_LABELS = {
    PointKind.RESUME_ERROR: "An error in the résumé",
    PointKind.RESUME_EMPHASIS: "What the résumé stresses",
    PointKind.LETTER_EMPHASIS: "What the cover letter stresses",
    PointKind.ANSWER: "What I answered",
    PointKind.DELIVERY: "How I said it",
    PointKind.KNOWLEDGE: "Something to know",
    PointKind.LOGISTICS: "Time, place or kit",
    PointKind.NO_ACTION: "Nothing to do",
}
# What is borne in mind, where the rest is put right on paper.
IN_PERSON = (PointKind.ANSWER, PointKind.DELIVERY, PointKind.KNOWLEDGE, PointKind.LOGISTICS)
MOST_USES = 3


class PointQuerySet(OwnedQuerySet["FeedbackPoint"]):
    """Points of feedback in the words of those who look for them."""

    scope = Scope.FEEDBACK

    def visible_to(self, user: User) -> Self:
        """Those of the feedback that the person may see."""
        return super().visible_to(user).filter(feedback__in=Feedback.objects.visible_to(user))

    def with_work(self) -> Self:
        """With what is done about them and which documents that went out with, in four queries."""
        rows = self.select_related("candidate", "task", "about__document", "fixed_in__document")
        return rows.prefetch_related("fixed_in__uses__application__employer")

    def with_talks(self) -> Self:
        """With the talks that the candidate has had: for their own eyes; one query."""
        held = Interview.objects.filter(state=InterviewState.DONE).order_by("starts_at", "pk")
        talks = Prefetch(
            "candidate__interviews", held.select_related("application__employer"), to_attr="talks"
        )
        return self.prefetch_related(talks)

    def to_bear_in_mind(self) -> Self:
        """What was taken up and shows in person, and not on paper."""
        return self.filter(accepted_at__isnull=False, kind__in=IN_PERSON)


def is_used() -> Q:
    """Whether what was done about a point went out with a document, or came up in a later talk."""
    talks = Interview.objects.filter(
        candidate=OuterRef("candidate"),
        state=InterviewState.DONE,
        starts_at__gt=OuterRef("done_at"),
    )
    sent = DocumentUse.objects.filter(version=OuterRef("fixed_in"))
    return Q(Exists(sent)) | Q(Exists(talks), fixed_in=None)


class FeedbackPoint(models.Model):
    """What was meant, in one line, apart from how it was said.

    `same_as` and `disagrees_with` lead to an earlier point, of another feedback.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(max_length=15, choices=[*POINT_KIND_LABELS.items()])
    text = models.CharField(max_length=300)
    about = models.ForeignKey(
        DocumentVersion, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    rejected_at = models.DateTimeField(null=True, blank=True)
    task = models.OneToOneField(
        Task, on_delete=models.SET_NULL, null=True, blank=True, related_name="point"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    fixed_in = models.ForeignKey(
        DocumentVersion, on_delete=models.SET_NULL, null=True, blank=True, related_name="fixes"
    )
    retry_score = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    same_as = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="repeats"
    )
    disagrees_with = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="contradictions"
    )
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = PointQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(rejected_at__isnull=True),
                name="point_accepted_or_rejected",
            ),
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | Q(disagrees_with__isnull=True),
                name="point_same_or_contrary",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_done(self) -> bool:
        """Whether something shows that it is."""
        return self.done_at is not None

    @property
    def is_ticked_off(self) -> bool:
        """Whether it was ticked off on the list, and nothing shows it yet."""
        return not self.is_done and self.task is not None and self.task.is_done

    @property
    def is_to_do(self) -> bool:
        """Whether something can be done about it that nobody has started on."""
        is_open = self.rejected_at is None and self.task is None and not self.is_done
        return is_open and self.kind != PointKind.NO_ACTION

    @property
    def evidence(self) -> str:
        """What shows that it is done: "Résumé, version 4", "4 of 5 when tried again"."""
        if self.fixed_in is not None:
            return str(self.fixed_in)
        return f"{self.retry_score} of 5 when tried again" if self.retry_score else ""

    @property
    def used_in(self) -> list[str]:
        """The applications that the version which holds it went to; else the talks held since."""
        if self.fixed_in is not None:
            return [str(use.application) for use in self.fixed_in.uses.all()]
        if self.done_at is None:
            return []
        talks = getattr(self.candidate, "talks", ())
        since = (str(each.application) for each in talks if each.starts_at > self.done_at)
        return list(islice(since, MOST_USES))

    def accept(self, *, at: datetime) -> None:
        """The candidate takes it up."""
        self.accepted_at, self.rejected_at = self.accepted_at or at, None
        self.save(update_fields=["accepted_at", "rejected_at"])

    def reject(self, *, at: datetime) -> None:
        """The candidate does not; it stays, and costs nothing. A task for it falls away."""
        task, self.task = self.task, None
        self.accepted_at, self.rejected_at = None, at
        with transaction.atomic():
            self.save(update_fields=["accepted_at", "rejected_at", "task"])
            if task is not None and not task.is_done:
                task.delete()

    def take_on(self, *, by: User, at: datetime) -> Task:
        """Make it something to do before the next interview; asked twice, it is one task."""
        with transaction.atomic():
            self.accept(at=at)
            if self.task is None:
                application = self.feedback.application
                self.task = Task.objects.create(
                    candidate_id=self.candidate_id,
                    application=None if application.is_closed else application,
                    text=self.as_task(),
                    due_on=self.due_on(at),
                    origin=TaskOrigin.FEEDBACK,
                    by=by,
                    created_at=at,
                )
                self.save(update_fields=["task"])
        return self.task

    def as_task(self) -> str:
        """What is to be done, with the document it is about."""
        where = f"{self.about}: " if self.about else ""
        return f"{where}{self.text}"[:LONGEST_TASK]

    def due_on(self, at: datetime) -> date | None:
        """The day before the candidate's next interview, today at the earliest; None without."""
        ahead = Interview.objects.filter(candidate=self.candidate_id, starts_at__gt=at).planned()
        coming = ahead.first()
        if coming is None:
            return None
        zone = zone_named(self.feedback.candidate.time_zone)
        day_before = coming.starts_at.astimezone(zone).date() - timedelta(days=1)
        return max(day_before, at.astimezone(zone).date())

    def show_done(
        self, *, at: datetime, version: DocumentVersion | None, score: int | None
    ) -> None:
        """Keep what shows that it is done: a new version, or how it went when tried again."""
        self.fixed_in, self.retry_score = version or self.fixed_in, score or self.retry_score
        self.done_at = self.done_at or at
        with transaction.atomic():
            self.accept(at=at)
            self.save(update_fields=["fixed_in", "retry_score", "done_at"])
            if self.task is not None:
                self.task.finish(at=at)

    def compare(self, other: "FeedbackPoint | None", *, is_same: bool) -> None:
        """Note that two sources say the same, or the contrary; None takes that back.

        The later point leads to the earlier one, and a repeat of a repeat to the first of all.
        """
        if other is not None and other.pk > self.pk:
            other.compare(self, is_same=is_same)
            return
        first = (other.same_as or other) if other is not None and is_same else None
        self.same_as = first if first != self else None
        self.disagrees_with = None if is_same else other
        self.save(update_fields=["same_as", "disagrees_with"])
