"""A firm's settings of the guidance, version by version; the last one is in force."""

from datetime import datetime
from typing import Any, NoReturn

from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q

from applications.models.client import OfFirmQuerySet
from interviews.guidance import DEFAULT_POLICY, Policy
from jobtracker.audit.models import Entry, Kind
from jobtracker.people.models import Firm, Representation, User

LONGEST_NOTE = 300
UNADOPTED = 0


class Overtaken(Exception):  # noqa: N818 - says what became of it
    """Raised where somebody adopted other settings than those that were looked at."""


class Kept(Exception):  # noqa: N818 - says what the record is
    """Raised on any attempt to change a version: a new one follows it."""


class FirmPolicyQuerySet(OfFirmQuerySet["FirmPolicy"]):
    """Versions can be adopted and read."""

    def update(self, **_fields: Any) -> NoReturn:  # noqa: ANN401
        raise Kept

    def latest_of(self, firm: Firm) -> "FirmPolicy | None":
        """The one in force, with who adopted it."""
        return self.filter(firm=firm).select_related("by").first()

    def for_candidate(self, candidate_id: int) -> "FirmPolicy | None":
        """The settings of the one firm that sees the candidate's interviews; see `policy_for`."""
        held = seeing_interviews().filter(candidate=candidate_id)
        others = held.exclude(firm=OuterRef("firm"))
        rows = self.filter(~Exists(others), firm__in=held.values("firm"))
        return rows.select_related("firm").first()

    def adopt(
        self, firm: Firm, settings: Policy, *, note: str, by: User, at: datetime, after: int
    ) -> "FirmPolicy":
        """Put them in force from then on, as a version of their own.

        `after` is the number of the version that they were compared with, 0 for none.

        :raises Overtaken: where another one is in force by now
        """
        if after != number_of(self.latest_of(firm)):
            raise Overtaken
        values = {**settings.as_dict(), "version": f"firm{firm.pk}-{after + 1}"}
        tuned = Policy.from_dict(values).as_dict()
        try:
            with transaction.atomic():
                made = self.create(
                    firm=firm, number=after + 1, settings=tuned, note=note, by=by, at=at
                )
                made.record()
        except IntegrityError:
            # Of two who adopt at once, the second finds the number taken.
            raise Overtaken from None
        return made


class FirmPolicy(models.Model):
    """One version: `settings` as `Policy.as_dict` gives them, and why they were adopted.

    Nobody edits one. What an older one said comes back as a new version.
    """

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="policies")
    number = models.PositiveIntegerField()
    settings = models.JSONField()
    note = models.CharField(max_length=LONGEST_NOTE)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = FirmPolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "firm policies"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["firm", "number"], name="policy_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="policy_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        if not self._state.adding:
            raise Kept
        super().save(*args, **kwargs)

    @property
    def policy(self) -> Policy:
        """What the guidance goes by; its version is named after the firm and the number."""
        return Policy.from_dict(self.settings)

    def record(self) -> None:
        """Tell it in the record of the firm."""
        Entry.objects.record(
            Kind.POLICY_CHANGED,
            actor_id=self.by_id,
            firm_id=self.firm_id,
            at=self.at,
            detail={"number": self.number},
        )


def seeing_interviews() -> models.QuerySet[Representation]:
    """The representations by which a firm sees interviews."""
    return Representation.objects.in_force().filter(shares_interviews=True).order_by()


def number_of(version: FirmPolicy | None) -> int:
    """The number that the next one follows."""
    return version.number if version else UNADOPTED


def policy_of(version: FirmPolicy | None) -> Policy:
    """The settings of that version; the published ones without any."""
    return version.policy if version else DEFAULT_POLICY


def policy_for(candidate_id: int) -> Policy:
    """What the guidance goes by for a candidate, in one query.

    These are the settings of the firm that looks after them and sees their interviews. The
    published ones hold where there is no such firm, where it has none, and where there are two:
    nobody's settings win over another's.
    """
    return policy_of(FirmPolicy.objects.for_candidate(candidate_id))
