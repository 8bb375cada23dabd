"""A job that a client wants filled."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from applications.models.client import Client, OfFirmQuerySet
from jobtracker.addresses import address
from jobtracker.people.models import Firm, User


class OrderQuerySet(OfFirmQuerySet["Order"]):
    """Orders in the words of those who look for them."""

    def open(self) -> Self:
        """Those that are neither filled nor closed."""
        return self.filter(filled_on=None, closed_on=None)


class Order(models.Model):
    """What a client asks the firm for. It ends filled, or closed without."""

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="orders")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="orders")
    title = models.CharField("job title", max_length=200)
    place = models.CharField(max_length=160, blank=True)
    pay = models.CharField(max_length=120, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    openings = models.PositiveSmallIntegerField("how many they look for", default=1)
    received_on = models.DateField()
    filled_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    note = models.TextField(max_length=5_000, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = [
            F("closed_on").asc(nulls_first=True),
            F("filled_on").asc(nulls_first=True),
            "-received_on",
            "-pk",
        ]
        constraints = [
            models.CheckConstraint(condition=Q(openings__gte=1), name="order_has_an_opening"),
            models.CheckConstraint(
                condition=Q(filled_on=None) | Q(closed_on=None), name="order_ends_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("desk:order", self.pk)

    @property
    def is_open(self) -> bool:
        """Whether somebody is still looked for."""
        return self.filled_on is None and self.closed_on is None

    @property
    def pay_text(self) -> str:
        """Such as "42,000 to 46,000 a month, SEK"; "" where none was named."""
        return ", ".join(filter(None, (self.pay, self.currency))) if self.pay else ""

    @property
    def standing(self) -> str:
        """Open, filled or closed, in a word."""
        if self.is_open:
            return "Open"
        return "Filled" if self.filled_on else "Closed"

    @property
    def tone(self) -> str:
        """The tone its standing is shown in."""
        return {"Open": "blue", "Filled": "green"}.get(self.standing, "stone")

    def close(self, *, on: date) -> None:
        """Nobody is looked for any more, though it was not filled."""
        self.closed_on, self.filled_on = on, None
        self.save(update_fields=["closed_on", "filled_on"])

    def reopen(self) -> None:
        """They look for somebody again."""
        self.closed_on = self.filled_on = None
        self.save(update_fields=["closed_on", "filled_on"])
