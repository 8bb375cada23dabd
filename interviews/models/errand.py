"""What a firm has put off, taken on or dealt with of what is due for a candidate."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models

from jobtracker.people.access import FirmRowQuerySet
from jobtracker.people.models import Candidate, Firm, Membership, User

if TYPE_CHECKING:
    from collections.abc import Sequence


class Matter(StrEnum):
    """What kind of thing is due; each is about a row of one table.

    TELL is an answer of the candidate's that the client has not heard.
    """

    ANSWER = "answer"
    PREPARE = "prepare"
    TODAY = "today"
    DEBRIEF = "debrief"
    TELL = "tell"
    SILENCE = "silence"
    NEXT_STEP = "next-step"
    ASK_CLIENT = "asking"
    CLIENT_ASKED = "client-asked"
    NO_NEWS = "without-news"


def kinds() -> list[tuple[str, str]]:
    """A function, so that a new kind is no change of the table."""
    return [(each, each) for each in Matter]


class ErrandQuerySet(FirmRowQuerySet["Errand"]):
    """A firm's own notes on what is due; each is shown beside what it is about, and never alone."""

    def about(self, firm_id: int, matter: Matter, subject: int, candidate_id: int) -> "Errand":
        """The firm's note on it, made where there is none yet."""
        found, _ = self.get_or_create(
            firm_id=firm_id,
            matter=matter,
            subject=subject,
            defaults={"candidate_id": candidate_id},
        )
        return found


class Errand(models.Model):
    """A firm's note on one thing that is due, found by its kind and the number of its row.

    `done_of` is the moment that it was about when it was dealt with: when an interview is moved
    since, getting ready for it is due again. It is the firm's alone.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="+")
    matter = models.CharField(max_length=12, choices=kinds)
    subject = models.BigIntegerField()
    assigned_to = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="errands"
    )
    snoozed_until = models.DateTimeField(null=True, blank=True)
    done_of = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ErrandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["firm", "matter", "subject"], name="errand_once"),
            models.CheckConstraint(
                condition=models.Q(done_of=None, done_at=None)
                | models.Q(done_of__isnull=False, done_at__isnull=False),
                name="errand_done_of_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.subject}"

    def snooze(self, until: datetime | None) -> None:
        """Leave it out of the list until then; None brings it back."""
        self.snoozed_until = until
        self.save(update_fields=["snoozed_until"])

    def assign(self, to: Membership | None) -> None:
        """Give it to somebody of the firm; None leaves it with the candidate's coordinator.

        :raises ValueError: for who works elsewhere
        """
        if to is not None and to.firm_id != self.firm_id:
            raise ValueError("What is due stays within the firm.")
        self.assigned_to = to
        self.save(update_fields=["assigned_to"])

    def deal_with(self, of: datetime, *, by: User, at: datetime) -> None:
        """It is dealt with, as far as it was about that moment."""
        self.done_of, self.done_by, self.done_at = of, by, at
        self.save(update_fields=["done_of", "done_by", "done_at"])

    def reopen(self) -> None:
        """It was not dealt with after all."""
        self.done_of = self.done_by = self.done_at = None
        self.save(update_fields=["done_of", "done_by", "done_at"])


def notes_at(firm_id: int, matter: Matter) -> ErrandQuerySet:
    """What a firm noted about one kind of thing that is due, for who is known to work there."""
    return Errand.objects.filter(firm=firm_id, matter=matter)


def notes_about(user: User, firm_id: int, candidates: "Sequence[int]") -> ErrandQuerySet:
    """All that the firm noted about what is due for these candidates, with who has it."""
    rows = Errand.objects.shared_with(user).filter(firm=firm_id, candidate__in=candidates)
    return rows.select_related("assigned_to__user")
