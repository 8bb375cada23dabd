"""A candidate who got the job that a firm put them forward for."""

from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q

from applications.models.order import Order
from applications.models.submission import Step, Submission
from jobtracker.people.access import FirmRowQuerySet
from jobtracker.people.models import Candidate, Firm, User


class PlacementQuerySet(FirmRowQuerySet["Placement"]):
    """Placements; the candidate reads all of theirs."""

    handed_on = Q()

    def make(
        self,
        submission: Submission,
        *,
        by: User,
        at: datetime,
        on: date,
        **terms: Any,  # noqa: ANN401
    ) -> "Placement":
        """Note that the candidate starts there; the order is filled with the last it asked for."""
        with transaction.atomic():
            placement = self.create(
                submission=submission,
                candidate_id=submission.candidate_id,
                firm_id=submission.firm_id,
                order_id=submission.order_id,
                by=by,
                made_at=at,
                **terms,
            )
            submission.reach(Step.PLACED, at=at)
            if submission.order_id:
                fill(submission.order_id, on=on)
        return placement


class Placement(models.Model):
    """When somebody starts, on what pay, and until when if that is agreed."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="placements")
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="placements")
    submission = models.OneToOneField(
        Submission, on_delete=models.CASCADE, related_name="placement"
    )
    order = models.ForeignKey(
        Order, on_delete=models.SET_NULL, null=True, blank=True, related_name="placements"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    pay = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="placement_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission}, from {self.starts_on}"


def fill(order_id: int, *, on: date) -> None:
    """The order is filled once as many are placed as it asked for; of two at once one waits."""
    order = Order.objects.select_for_update(no_key=True).get(pk=order_id)
    if order.is_open and order.placements.count() >= order.openings:
        order.filled_on = on
        order.save(update_fields=["filled_on"])
