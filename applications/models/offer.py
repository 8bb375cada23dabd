"""What an employer offers, and by when it wants an answer."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from applications.models.application import Application
from applications.models.event import EventKind
from applications.pay import PERIOD_LABELS, Period, amount
from applications.stages import Outcome, Stage
from jobtracker.addresses import address
from jobtracker.people import zones
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, Situation, User


class OfferState(StrEnum):
    """What became of an offer."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"


OFFER_STATE_LABELS = {
    OfferState.OPEN: "Waits for your answer",
    OfferState.ACCEPTED: "Accepted",
    OfferState.DECLINED: "Declined",
    OfferState.LAPSED: "Lapsed",
}


class OfferQuerySet(OwnedQuerySet["Offer"]):
    """Offers in the words of those who look for them; a firm sees them where pay is shared."""

    scope = Scope.PAY

    def visible_to(self, user: User) -> Self:
        """What is offered says for which job, so a firm has to be shown that too."""
        jobs = Application.objects.visible_to(user)
        return super().visible_to(user).filter(application__in=jobs)

    def open(self) -> Self:
        """Those that wait for an answer, the first deadline first.

        An application that was closed took its offers along; reopened, it brings them back.
        """
        waiting = self.filter(state=OfferState.OPEN).exclude(application__stage=Stage.CLOSED)
        return waiting.in_order()

    def in_order(self) -> Self:
        """The first deadline first, and those without one last."""
        return self.order_by(F("answer_by").asc(nulls_last=True), "pk")

    def receive(
        self,
        application: Application,
        *,
        by: User,
        at: datetime,
        **terms: Any,  # noqa: ANN401
    ) -> "Offer":
        """Keep a new offer; the application comes to that stage."""
        with transaction.atomic():
            offer = self.create(
                application=application,
                candidate_id=application.candidate_id,
                created_at=at,
                **terms,
            )
            application.record(EventKind.OFFER_RECEIVED, "Offer received", by=by, at=at)
            application.move_to(Stage.OFFER, by=by, at=at)
        return offer


class Offer(models.Model):
    """The terms as they stand; a better offer for the same job changes them, with a history line.

    Pay is in units of `currency` for each `period`, before tax.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="offers")
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="offers"
    )
    state = models.CharField(
        max_length=8, choices=[*OFFER_STATE_LABELS.items()], default=OfferState.OPEN
    )
    pay = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    period = models.CharField(
        max_length=5, choices=[*PERIOD_LABELS.items()], blank=True, default=Period.YEAR
    )
    bonus = models.CharField(max_length=200, blank=True)
    equity = models.CharField(max_length=200, blank=True)
    benefits = models.TextField(max_length=2_000, blank=True)
    days_off = models.PositiveSmallIntegerField("days off a year", null=True, blank=True)
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    received_on = models.DateField()
    answer_by = models.DateTimeField(null=True, blank=True)
    answer_by_zone = models.CharField(
        max_length=zones.NAME_LENGTH, blank=True, validators=[zones.check_zone]
    )
    thoughts = models.TextField("for and against", max_length=5_000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["answer_by", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pay__isnull=True) | Q(pay__gte=0) & ~Q(currency=""),
                name="offer_pay_has_a_currency",
            ),
            models.CheckConstraint(
                condition=Q(answer_by__isnull=True) | ~Q(answer_by_zone=""),
                name="offer_deadline_has_a_zone",
            ),
        ]

    def __str__(self) -> str:
        return f"Offer: {self.application}"

    def get_absolute_url(self) -> str:
        return address("applications:offer", self.pk)

    @property
    def is_open(self) -> bool:
        """Whether it was not answered yet."""
        return self.state == OfferState.OPEN

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still owed: a closed application owes none."""
        return self.is_open and not self.application.is_closed

    @property
    def state_label(self) -> str:
        """What became of it, in words."""
        if self.is_open and not self.is_waiting:
            return "Ended with the application"
        return OFFER_STATE_LABELS[OfferState(self.state)]

    @property
    def pay_text(self) -> str:
        """Such as "55,000 EUR a year"; "" where none was named."""
        return amount(self.pay, self.currency, Period(self.period))

    def change(self, *, by: User, at: datetime) -> None:
        """Keep other terms, with a line in the history that names none of them."""
        with transaction.atomic():
            self.save()
            self.application.record(EventKind.OFFER_CHANGED, "Offer changed", by=by, at=at)

    def accept(self, *, by: User, at: datetime) -> None:
        """Say yes: the application ends as accepted, and the person is committed from now on.

        The other applications are for the person to close.
        """
        with transaction.atomic():
            self._answer(OfferState.ACCEPTED, Outcome.ACCEPTED, by=by, at=at)
            self.candidate.tell_situation(Situation.COMMITTED, on=timezone.localdate(at))

    def decline(self, *, by: User, at: datetime) -> None:
        """Say no: the application ends as declined, unless another of its offers lives on."""
        self._answer(OfferState.DECLINED, Outcome.DECLINED_BY_ME, by=by, at=at)

    def _answer(self, state: OfferState, outcome: Outcome, *, by: User, at: datetime) -> None:
        self.state, self.answered_at = state, at
        words = f"Offer {OFFER_STATE_LABELS[state].lower()}"
        with transaction.atomic():
            self.save(update_fields=["state", "answered_at"])
            self.application.record(EventKind.OFFER_ANSWERED, words, by=by, at=at)
            if not self._has_living_sibling():
                self.application.move_to(Stage.CLOSED, outcome, by=by, at=at)

    def _has_living_sibling(self) -> bool:
        """Whether for the same job another offer was accepted, or, this one declined, waits."""
        others = self.application.offers.exclude(pk=self.pk)
        alive = [OfferState.ACCEPTED]
        if self.state == OfferState.DECLINED:
            alive.append(OfferState.OPEN)
        return others.filter(state__in=alive).exists()
