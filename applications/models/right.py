"""A candidate's word that a firm may put them forward for one job, and for no other."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from django.db import models
from django.db.models import Q

from applications.models.client import Client
from applications.models.order import Order
from applications.names import LONGEST_NAME
from jobtracker.addresses import address
from jobtracker.people.access import FirmRowQuerySet, is_between
from jobtracker.people.models import Candidate, Firm, Representation, User

LONGEST_WORDS = 2_000


class Answer(StrEnum):
    """What the candidate said."""

    NONE = ""
    YES = "yes"
    NO = "no"


class Applied(StrEnum):
    """Whether they are in for that job already, as the candidate says."""

    UNSAID = ""
    NO = "no"
    MYSELF = "myself"
    AGENCY = "agency"
    UNSURE = "unsure"


class Choice(StrEnum):
    """Which way in counts, where the candidate is in for the job already."""

    NONE = ""
    FIRM = "firm"
    OWN = "own"


ANSWER_LABELS = {Answer.YES: "Yes", Answer.NO: "No"}
CHOICE_LABELS = {Choice.FIRM: "The firm goes on", Choice.OWN: "The other one counts"}
APPLIED_LABELS = {
    Applied.NO: "No",
    Applied.MYSELF: "Yes, I applied there myself",
    Applied.AGENCY: "Yes, another agency sent me",
    Applied.UNSURE: "I’m not sure",
}


class RightQuerySet(FirmRowQuerySet["RightToRepresent"]):
    """Rights in the words of those who look for them. The candidate reads all of theirs."""

    handed_on = Q()

    def waiting(self, today: date) -> Self:
        """Those the candidate has yet to say yes or no to."""
        return self.filter(answer=Answer.NONE, ended_at=None, valid_until__gte=today)

    def in_force(self, today: date) -> Self:
        """Those by which the firm may put somebody forward today."""
        return self.filter(answer=Answer.YES, ended_at=None, valid_until__gte=today)

    def of_who_looks_after(self) -> Self:
        """Those of firms that look after the candidate now."""
        return self.filter(is_between(Representation.objects.in_force()))

    def ask(
        self,
        held: Representation,
        *,
        client: Client,
        by: User,
        at: datetime,
        **what: Any,  # noqa: ANN401
    ) -> "RightToRepresent":
        """Put the question, as it stands in `what`: job, pay, until when."""
        return self.create(
            candidate_id=held.candidate_id,
            firm_id=held.firm_id,
            client=client,
            employer_name=client.name,
            asked_by=by,
            asked_at=at,
            **what,
        )


class RightToRepresent(models.Model):
    """What was asked, in writing, and what the candidate said; once said it is never edited.

    It names employer, job and pay as they were put to the candidate, whatever the client is called
    later. It ends on its day, or sooner when either side takes it back.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="rights")
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="rights")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="rights")
    order = models.ForeignKey(
        Order, on_delete=models.SET_NULL, null=True, blank=True, related_name="rights"
    )
    employer_name = models.CharField(max_length=LONGEST_NAME)
    job_title = models.CharField(max_length=200)
    pay = models.CharField("pay, as you understand each other", max_length=200)
    question = models.TextField(max_length=LONGEST_WORDS, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    valid_until = models.DateField()
    answer = models.CharField(
        max_length=3, choices=[*ANSWER_LABELS.items()], blank=True, default=""
    )
    words = models.TextField(max_length=LONGEST_WORDS, blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    # The day of the letter or mail, where the firm noted down a yes that came in writing.
    written_on = models.DateField(null=True, blank=True)
    applied = models.CharField(
        max_length=6, choices=[*APPLIED_LABELS.items()], blank=True, default=""
    )
    applied_how = models.CharField(max_length=300, blank=True)
    choice = models.CharField(
        max_length=4, choices=[*CHOICE_LABELS.items()], blank=True, default=""
    )
    chosen_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RightQuerySet.as_manager()

    class Meta:
        verbose_name = "right to represent"
        verbose_name_plural = "rights to represent"
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["candidate", "firm"], name="right_by_candidate")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer=Answer.NONE) | Q(answered_at__isnull=False),
                name="right_answer_has_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.job_title} at {self.employer_name}"

    def get_absolute_url(self) -> str:
        """The candidate's page of it."""
        return address("applications:right", self.pk)

    @property
    def is_answered(self) -> bool:
        """Whether the candidate said yes or no."""
        return self.answer != Answer.NONE

    @property
    def is_noted_by_firm(self) -> bool:
        """Whether the firm wrote down a yes that it had in writing."""
        return self.written_on is not None

    def is_waiting(self, today: date) -> bool:
        """Whether the candidate may still say yes or no."""
        return not self.is_answered and self.ended_at is None and self.valid_until >= today

    def is_in_force(self, today: date) -> bool:
        """Whether the firm may put the candidate forward by it today."""
        is_yes = self.answer == Answer.YES
        return is_yes and self.ended_at is None and self.valid_until >= today

    def standing(self, today: date) -> str:
        """Where it stands, in a word or two."""
        if self.ended_at:
            return "Taken back"
        if self.answer == Answer.NO:
            return "No"
        if self.valid_until < today:
            return "Ran out"
        return "Yes" if self.answer == Answer.YES else "Asked"

    def reply(
        self,
        answer: Answer,
        *,
        by: User,
        at: datetime,
        words: str = "",
        applied: Applied = Applied.UNSAID,
        applied_how: str = "",
        written_on: date | None = None,
    ) -> None:
        """Keep what the candidate said, here or in a letter of that day."""
        self.answer, self.answered_by, self.answered_at = answer, by, at
        self.words, self.written_on = words, written_on
        self.applied, self.applied_how = applied, applied_how
        self.save(
            update_fields=[
                "answer",
                "answered_by",
                "answered_at",
                "words",
                "written_on",
                "applied",
                "applied_how",
            ]
        )

    def choose(self, choice: Choice, *, at: datetime) -> None:
        """Keep which way in counts; the candidate alone says so."""
        self.choice, self.chosen_at = choice, at
        self.save(update_fields=["choice", "chosen_at"])

    def take_back(self, *, by: User, at: datetime) -> None:
        """End it: the candidate at any time, the firm where it asks no longer."""
        self.ended_by, self.ended_at = by, at
        self.save(update_fields=["ended_by", "ended_at"])
