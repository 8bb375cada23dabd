"""What employers say about a candidate: asked for, chased, received word for word, or none.

What the candidate makes of it is kept apart, and is theirs alone.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import Truncator

from applications.models import Application
from applications.models.event import EventKind
from interviews.models.interview import Interview
from jobtracker.addresses import address
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User
from jobtracker.ui.when import in_full

LONGEST = 10_000
SUMMARY = 120
# After that long without an answer, a second question is no impatience.
PATIENCE = timedelta(days=4)


class FeedbackSource(StrEnum):
    """Whose words they are."""

    UNKNOWN = ""
    HIRING_MANAGER = "hiring_manager"
    HR = "hr"
    AGENCY = "agency"
    FIRM = "firm"
    ON_THE_SPOT = "on_the_spot"


FEEDBACK_SOURCE_LABELS = {
    FeedbackSource.HIRING_MANAGER: "Hiring manager",
    FeedbackSource.HR: "HR",
    FeedbackSource.AGENCY: "Agency",
    FeedbackSource.FIRM: "Staffing firm",
    FeedbackSource.ON_THE_SPOT: "On the spot",
}


# Who decides weighs most, then who was there or speaks for them, then who only passes it on.
SOURCE_WEIGHTS = {
    FeedbackSource.HIRING_MANAGER: 3,
    FeedbackSource.ON_THE_SPOT: 2,
    FeedbackSource.HR: 2,
    FeedbackSource.AGENCY: 1,
    FeedbackSource.FIRM: 1,
    FeedbackSource.UNKNOWN: 1,
}


class Standing(StrEnum):
    """How far one request for feedback has come."""

    ASKED = "asked"
    CHASED = "chased"
    RECEIVED = "received"
    NONE = "none"


STANDING_LABELS = {
    Standing.ASKED: "Asked",
    Standing.CHASED: "Asked again",
    Standing.RECEIVED: "Received",
    Standing.NONE: "None available",
}
STANDING_TONES = {
    Standing.ASKED: "amber",
    Standing.CHASED: "amber",
    Standing.RECEIVED: "green",
    Standing.NONE: "stone",
}


class FeedbackQuerySet(OwnedQuerySet["Feedback"]):
    """Feedback in the words of those who look for it."""

    scope = Scope.FEEDBACK

    def visible_to(self, user: User) -> Self:
        """It says about which job, so a firm has to be shown that too; and what is kept back not.

        :returns: for the candidate all of theirs
        """
        jobs = Application.objects.visible_to(user)
        is_open = Q(is_private=False) | Q(candidate__user=user)
        return super().visible_to(user).filter(is_open, application__in=jobs)

    def weightiest_first(self) -> Self:
        """By how much their source weighs, and the latest first of those that weigh the same."""
        cases = (When(source=source, then=weight) for source, weight in SOURCE_WEIGHTS.items())
        return self.alias(weight=Case(*cases)).order_by("-weight", "-created_at", "-pk")

    def awaited(self) -> Self:
        """Asked for, and neither received nor known not to come; the longest first."""
        asked = self.filter(asked_at__isnull=False, received_at=None, none_at=None)
        return asked.order_by("asked_at", "pk")

    def to_chase(self, now: datetime) -> Self:
        """Those that nobody has asked about for some days."""
        latest = Coalesce("chased_at", "asked_at")
        return self.awaited().alias(latest=latest).filter(latest__lte=now - PATIENCE)

    def ask(
        self,
        application: Application,
        *,
        by: User,
        at: datetime,
        **fields: Any,  # noqa: ANN401
    ) -> "Feedback":
        """Note that somebody was asked for it."""
        return self._start(application, "Feedback asked for", EventKind.FEEDBACK_ASKED, by, at,
                           asked_at=at, asked_by=by, **fields)  # fmt: skip

    def receive(
        self,
        application: Application,
        *,
        by: User,
        at: datetime,
        **fields: Any,  # noqa: ANN401
    ) -> "Feedback":
        """Keep what came, whether anybody had asked for it or not."""
        return self._start(application, "Feedback received", EventKind.FEEDBACK_RECEIVED, by, at,
                           received_at=at, received_by=by, **fields)  # fmt: skip

    def _start(
        self,
        application: Application,
        words: str,
        kind: EventKind,
        by: User,
        at: datetime,
        **fields: Any,  # noqa: ANN401
    ) -> "Feedback":
        with transaction.atomic():
            feedback = self.create(
                candidate_id=application.candidate_id,
                application=application,
                created_at=at,
                **fields,
            )
            feedback.record(kind, words, by=by, at=at)
        return feedback


class Feedback(models.Model):
    """One answer, or one question for it. `verbatim` is theirs, `reading` the candidate's own.

    `is_private` keeps it from every firm; `reading` always stays with the candidate.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="feedback")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="feedback")
    interview = models.ForeignKey(
        Interview, on_delete=models.SET_NULL, null=True, blank=True, related_name="feedback"
    )
    source = models.CharField(
        max_length=16, choices=[*FEEDBACK_SOURCE_LABELS.items()], blank=True, default=""
    )
    whom = models.CharField("by name", max_length=200, blank=True)
    verbatim = models.TextField("their words", max_length=LONGEST, blank=True)
    reading = models.TextField("your own reading", max_length=LONGEST, blank=True)
    is_private = models.BooleanField("keep it to myself", default=False)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    chased_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    none_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "piece of feedback"
        verbose_name_plural = "pieces of feedback"
        indexes = [
            models.Index(fields=["candidate", "-created_at"], name="feedback_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_at__isnull=False) | Q(received_at__isnull=False),
                name="feedback_asked_or_received",
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(none_at__isnull=True),
                name="feedback_received_or_none",
            ),
            models.CheckConstraint(
                condition=Q(verbatim="") | Q(received_at__isnull=False),
                name="feedback_words_were_received",
            ),
        ]

    def __str__(self) -> str:
        return f"Feedback: {self.application}"

    def get_absolute_url(self) -> str:
        return address("interviews:feedback", self.pk)

    @property
    def standing(self) -> Standing:
        """How far it has come."""
        if self.received_at:
            return Standing.RECEIVED
        if self.none_at:
            return Standing.NONE
        return Standing.CHASED if self.chased_at else Standing.ASKED

    @property
    def standing_label(self) -> str:
        return STANDING_LABELS[self.standing]

    @property
    def tone(self) -> str:
        """The tone that is shown in."""
        return STANDING_TONES[self.standing]

    @property
    def is_awaited(self) -> bool:
        """Whether an answer may still come."""
        return self.received_at is None and self.none_at is None

    @property
    def weight(self) -> int:
        """How much their words weigh, 1 to 3."""
        return SOURCE_WEIGHTS[FeedbackSource(self.source)]

    @property
    def worth_asking_from(self) -> datetime | None:
        """From when on a second question is no impatience; None where no answer is awaited."""
        latest = self.chased_at or self.asked_at
        return latest + PATIENCE if latest and self.is_awaited else None

    @property
    def said_by(self) -> str:
        """Whose words they are: "Ada Okafor, HR"."""
        return ", ".join(filter(None, (self.whom, self.get_source_display())))

    @property
    def summary(self) -> str:
        """The beginning of their words, or the day it was asked for."""
        if self.verbatim:
            return Truncator(" ".join(self.verbatim.split())).chars(SUMMARY)
        return f"asked on {in_full(timezone.localdate(self.asked_at))}" if self.asked_at else ""

    def chase(self, *, by: User, at: datetime) -> None:
        """Note that it was asked for once more."""
        self.chased_at = at
        self._save(["chased_at"], EventKind.FEEDBACK_CHASED, "Feedback asked for again", by, at)

    def give_up(self, *, by: User, at: datetime) -> None:
        """Note that there is none to be had."""
        self.none_at = at
        self._save(["none_at"], EventKind.FEEDBACK_NONE, "No feedback available", by, at)

    def keep(self, fields: dict[str, Any], *, by: User, at: datetime) -> None:
        """Keep new values; with the first words it is received, whatever was thought before."""
        for name, value in fields.items():
            setattr(self, name, value)
        is_news = bool(self.verbatim) and self.received_at is None
        if is_news:
            self.received_at, self.received_by, self.none_at = at, by, None
        with transaction.atomic():
            self.save(update_fields=[*fields, "received_at", "received_by", "none_at"])
            if is_news:
                self.record(EventKind.FEEDBACK_RECEIVED, "Feedback received", by=by, at=at)

    def record(self, kind: EventKind, words: str, *, by: User, at: datetime) -> None:
        """A line in the history, which never says what was said; none of what is kept back."""
        if not self.is_private:
            self.application.record(kind, words, by=by, at=at)

    def _save(self, fields: list[str], kind: EventKind, words: str, by: User, at: datetime) -> None:
        with transaction.atomic():
            self.save(update_fields=fields)
            self.record(kind, words, by=by, at=at)
