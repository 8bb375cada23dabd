"""A company that a firm finds people for, and whom the firm knows there."""

from enum import StrEnum
from typing import Any, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from applications.names import LONGEST_NAME, core
from jobtracker.addresses import address
from jobtracker.people.models import Firm, User


class OfFirmQuerySet[M: models.Model](models.QuerySet[M]):
    """What a firm keeps about others than its candidates: for whoever works there."""

    def visible_to(self, user: User) -> Self:
        """What the firms of the person keep."""
        return self.filter(firm__in=Firm.objects.of(user))

    def editable_by(self, user: User) -> Self:
        """Whoever works for the firm changes it."""
        return self.visible_to(user)


class DoubleRule(StrEnum):
    """Whom a client counts as having sent somebody, where two have."""

    UNKNOWN = ""
    CANDIDATE = "candidate"
    FIRST = "first"
    NEITHER = "neither"


DOUBLE_RULE_LABELS = {
    DoubleRule.CANDIDATE: "The candidate says who represents them",
    DoubleRule.FIRST: "Whoever sent them first counts",
    DoubleRule.NEITHER: "They turn down whoever is sent twice",
}

# The same, as a candidate reads it.
DOUBLE_RULE_TOLD = {
    DoubleRule.CANDIDATE: "This employer goes by what you say.",
    DoubleRule.FIRST: "This employer counts whoever sent you first, whatever you choose.",
    DoubleRule.NEITHER: "This employer turns down whoever comes to it twice.",
}


class ClientQuerySet(OfFirmQuerySet["Client"]):
    """Clients in the words of those who look for them."""

    def by_name(self, *, after: str = "", words: str = "") -> Self:
        """In the order of their names: those that follow that one and hold the words."""
        rows = self.alias(by=Lower("name")).order_by("by")
        if after:
            rows = rows.filter(by__gt=Lower(models.Value(after)))
        return rows.filter(name__icontains=words) if words else rows

    def named(self, name: str) -> Self:
        """Those of that name, capitals aside."""
        return self.alias(by=Lower("name")).filter(by=Lower(models.Value(name)))

    def with_open(self) -> Self:
        """With `open_orders` and `open_flags`: how many there are of each."""
        is_open = models.Q(orders__filled_on=None, orders__closed_on=None)
        stands = models.Q(flags__resolved_at=None)
        return self.annotate(
            open_orders=models.Count("orders", is_open, distinct=True),
            open_flags=models.Count("flags", stands, distinct=True),
        )

    def called(self, name: str, domain: str = "") -> Self:
        """Those that are the company of that name or domain, as far as these tell."""
        same = models.Q(core=core(name)) if core(name) else models.Q(pk__in=[])
        if domain:
            same |= models.Q(domain=domain.lower())
        return self.filter(same)


class Client(models.Model):
    """A company as one firm knows it; each candidate has an Employer of their own beside it."""

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="clients")
    name = models.CharField(max_length=LONGEST_NAME)
    # What is left of the name when it is told apart from others; see `applications.names`.
    core = models.CharField(max_length=LONGEST_NAME, editable=False)
    domain = models.CharField(max_length=253, blank=True)
    double_rule = models.CharField(
        "if somebody is sent to them twice",
        max_length=9,
        choices=[*DOUBLE_RULE_LABELS.items()],
        blank=True,
        default="",
    )
    note = models.TextField(max_length=5_000, blank=True)
    since = models.DateTimeField(default=timezone.now)

    objects = ClientQuerySet.as_manager()

    # By `with_open()`.
    open_orders: int
    open_flags: int

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("firm", Lower("name"), name="client_name_unique")]
        indexes = [
            models.Index(fields=["firm", "core"], name="client_by_core"),
            models.Index(fields=["firm", "domain"], name="client_by_domain"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        """The core of the name follows the name."""
        self.core = core(self.name)[:LONGEST_NAME]
        super().save(*args, **options)

    def get_absolute_url(self) -> str:
        return address("desk:client", self.pk)

    @property
    def rule_told(self) -> str:
        """What a candidate should know of sending somebody twice; "" where nothing is known."""
        return DOUBLE_RULE_TOLD.get(DoubleRule(self.double_rule), "")

    @property
    def is_in_use(self) -> bool:
        """Whether there is anything that would go with it."""
        return self.orders.exists() or self.rights.exists()

    def is_at(self, name: str, domain: str = "") -> bool:
        """Whether an employer of that name or domain is this company, as far as these tell."""
        is_there = bool(self.domain) and domain.lower() == self.domain
        return is_there or (bool(self.core) and core(name) == self.core)


class ClientContactQuerySet(OfFirmQuerySet["ClientContact"]):
    """People at clients."""


class ClientContact(models.Model):
    """Somebody at a client whom the firm deals with."""

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=120)
    role = models.CharField("what they do there", max_length=160, blank=True)
    email = models.EmailField("e-mail address", blank=True)
    phone = models.CharField(max_length=40, blank=True)

    objects = ClientContactQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("desk:client-contact", self.pk)
