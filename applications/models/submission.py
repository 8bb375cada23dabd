"""A candidate put forward to a client by a firm, and what became of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Q

from applications.models.application import Application
from applications.models.client import Client
from applications.models.employer import Employer
from applications.models.event import EventKind
from applications.models.order import Order
from applications.models.right import LONGEST_WORDS, RightToRepresent
from applications.names import LONGEST_NAME
from applications.stages import Stage
from jobtracker.addresses import address
from jobtracker.people.access import FirmRowQuerySet
from jobtracker.people.models import Candidate, Firm, User


class Step(StrEnum):
    """How far it has come, apart from where the candidate's own application stands."""

    INTERNAL = "internal"
    SENT = "sent"
    ANSWERED = "answered"
    INTERVIEW = "interview"
    OFFER = "offer"
    PLACED = "placed"


class Ending(StrEnum):
    """Why it ended without a placement; empty while it has not."""

    NONE = ""
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    STOPPED = "stopped"


STEP_LABELS = {
    Step.INTERNAL: "Not sent yet",
    Step.SENT: "Sent",
    Step.ANSWERED: "They answered",
    Step.INTERVIEW: "Interview",
    Step.OFFER: "Offer",
    Step.PLACED: "Placed",
}
ENDING_LABELS = {
    Ending.WITHDRAWN: "The candidate withdrew",
    Ending.REJECTED: "The client said no",
    Ending.STOPPED: "Stopped by the firm",
}
# The column of each step that has a time of its own, in their order.
REACHED_AT = {
    Step.SENT: "sent_at",
    Step.ANSWERED: "answered_at",
    Step.INTERVIEW: "interview_at",
    Step.OFFER: "offered_at",
    Step.PLACED: "placed_at",
}
# What the history of the application says, which other firms may read.
PUT_FORWARD, NO_LONGER = "Put forward for this job", "No longer put forward for this job"


class SubmissionQuerySet(FirmRowQuerySet["Submission"]):
    """Submissions in the words of those who look for them. The candidate reads what was sent."""

    handed_on = Q(sent_at__isnull=False)

    def sent(self) -> Self:
        """Those that the client got."""
        return self.filter(sent_at__isnull=False)

    def open(self) -> Self:
        """Those that are still going on."""
        return self.filter(ended_at=None, placed_at=None)

    def prepare(
        self, right: RightToRepresent, *, by: User, at: datetime, pay: str, internal_note: str
    ) -> "Submission":
        """One for the job of that right. Only the firm knows of it until it is sent."""
        return self.create(
            candidate_id=right.candidate_id,
            firm_id=right.firm_id,
            client_id=right.client_id,
            order_id=right.order_id,
            right=right,
            employer_name=right.employer_name,
            job_title=right.job_title,
            pay=pay,
            internal_note=internal_note,
            by=by,
            created_at=at,
        )


class Submission(models.Model):
    """What a firm told a client of a candidate, when, and what came back.

    It names employer and job as the candidate was asked about them. The note is the firm's alone.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="submissions")
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="submissions")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="submissions")
    order = models.ForeignKey(
        Order, on_delete=models.SET_NULL, null=True, blank=True, related_name="submissions"
    )
    right = models.OneToOneField(
        RightToRepresent, on_delete=models.CASCADE, related_name="submission"
    )
    application = models.ForeignKey(
        Application, on_delete=models.SET_NULL, null=True, blank=True, related_name="submissions"
    )
    employer_name = models.CharField(max_length=LONGEST_NAME)
    job_title = models.CharField(max_length=200)
    pay = models.CharField("pay, as the client is told", max_length=200, blank=True)
    internal_note = models.TextField(max_length=LONGEST_WORDS, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    interview_at = models.DateTimeField(null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    placed_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(
        max_length=9, choices=[*ENDING_LABELS.items()], blank=True, default=""
    )
    ended_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    # When the client was told that the candidate withdrew.
    passed_on_at = models.DateTimeField(null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["candidate", "firm"], name="submission_by_candidate"),
            models.Index(fields=["firm", "ending", "passed_on_at"], name="submission_by_ending"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | Q(ended_at__isnull=False) & ~Q(ending=""),
                name="submission_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(placed_at=None) | Q(ended_at=None), name="submission_ends_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job_title} at {self.employer_name}"

    def get_absolute_url(self) -> str:
        """The candidate's page of it."""
        return address("applications:submission", self.pk)

    @property
    def step(self) -> Step:
        """The furthest that it came."""
        reached = [step for step, field in REACHED_AT.items() if getattr(self, field)]
        return reached[-1] if reached else Step.INTERNAL

    @property
    def steps(self) -> list[tuple[str, datetime]]:
        """What happened to it, the first first."""
        named = [(STEP_LABELS[step], getattr(self, field)) for step, field in REACHED_AT.items()]
        if self.ended_at:
            named.append((ENDING_LABELS[Ending(self.ending)], self.ended_at))
        return [(label, at) for label, at in named if at]

    @property
    def to_come(self) -> list[tuple[str, str]]:
        """Steps that the client may take next, with their labels; a placement has more to say."""
        if self.sent_at is None:
            return []
        order = [*REACHED_AT]
        left = order[order.index(self.step) + 1 :]
        return [(step.value, STEP_LABELS[step]) for step in left if step is not Step.PLACED]

    @property
    def is_open(self) -> bool:
        """Whether it is still going on."""
        return self.ended_at is None and self.placed_at is None

    @property
    def is_with_client(self) -> bool:
        """Whether the client has it, and it is still going on."""
        return self.is_open and self.sent_at is not None

    @property
    def is_to_pass_on(self) -> bool:
        """Whether the client has yet to hear that the candidate withdrew."""
        is_withdrawn = self.ending == Ending.WITHDRAWN and self.sent_at is not None
        return is_withdrawn and self.passed_on_at is None

    @property
    def standing(self) -> str:
        """Where it stands, in a few words."""
        return ENDING_LABELS[Ending(self.ending)] if self.ended_at else STEP_LABELS[self.step]

    def send(self, *, by: User, at: datetime, on: date, shows_applications: bool) -> None:
        """Note that the client got it: from now on the candidate sees it.

        Where applications are shared, theirs for this job has a line of it, or is begun.
        """
        self.sent_by, self.sent_at = by, at
        with transaction.atomic():
            if shows_applications:
                self.application = self._own_application(by=by, at=at, on=on)
            self.save(update_fields=["sent_by", "sent_at", "application"])
            self._tell(PUT_FORWARD, by=by, at=at)

    def reach(self, step: Step, *, at: datetime) -> None:
        """Note what the client did; whatever it is, they have answered by it."""
        fields = {REACHED_AT[step]} | ({"answered_at"} if self.answered_at is None else set())
        for name in fields:
            setattr(self, name, at)
        self.save(update_fields=fields)

    def end(self, ending: Ending, *, by: User, at: datetime) -> None:
        """It goes no further; a no of the client's is an answer too."""
        self.ending, self.ended_by, self.ended_at = ending, by, at
        if ending == Ending.REJECTED and self.answered_at is None:
            self.answered_at = at
        with transaction.atomic():
            self.save(update_fields=["ending", "ended_by", "ended_at", "answered_at"])
            self._tell(NO_LONGER, by=by, at=at)

    def pass_on(self, *, at: datetime) -> None:
        """Note that the client knows of the withdrawal."""
        self.passed_on_at = at
        self.save(update_fields=["passed_on_at"])

    def _own_application(self, *, by: User, at: datetime, on: date) -> Application:
        """The candidate's for that job; one that they had only saved is applied for by this."""
        employer = Employer.objects.named(self.candidate, self.employer_name)
        same = Application.objects.filter(employer=employer, job_title__iexact=self.job_title)
        found = same.exclude(stage=Stage.CLOSED).order_by("pk").first()
        what: dict[str, Any] = {"candidate": self.candidate, "employer": employer, "applied_on": on}
        if found is None:
            return Application.objects.start(
                by=by, at=at, job_title=self.job_title, created_at=at, **what
            )
        if found.stage == Stage.SAVED:
            found.move_to(Stage.APPLIED, by=by, at=at)
        return found

    def _tell(self, words: str, *, by: User, at: datetime) -> None:
        """A line in the history of the application, which names no firm: others may read it."""
        if self.application and self.sent_at:
            self.application.record(EventKind.PUT_FORWARD, words, by=by, at=at)
