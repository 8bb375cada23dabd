"""An append-only record in chains: an edited, removed or reordered row no longer fits.

A row holds numbers and codes, never a name, an address or what somebody wrote. So it may stay
when a person is erased, and still says which account looked at which record.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, NoReturn, Self

from django.db import models, transaction

from jobtracker.audit.kinds import Kind

__all__ = ["Chain", "Entry", "Kind"]

NOBODY = 0
READ_STANDS_FOR = timedelta(hours=1)


class AppendOnly(Exception):  # noqa: N818 - says what the record is
    """Raised on any attempt to change or remove a row."""


class ChainQuerySet(models.QuerySet["Chain"]):
    """Chains, to be added to."""

    def end_of(self, actor_id: int) -> "Chain":
        """The account's chain, locked until the transaction ends; a new one where it has none."""
        locked = self.select_for_update()
        found = locked.filter(actor_id=actor_id).first()
        if found is None:
            self.get_or_create(actor_id=actor_id)
            found = locked.get(actor_id=actor_id)
        return found


class Chain(models.Model):
    """The end of one account's chain: whoever cuts rows off it would have to change this too."""

    actor_id = models.BigIntegerField(primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    objects = ChainQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.length} of {self.actor_id}"


class EntryQuerySet(models.QuerySet["Entry"]):
    """Rows can be added and read."""

    def update(self, **_fields: Any) -> NoReturn:  # noqa: ANN401
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly

    def record(
        self,
        kind: Kind,
        *,
        actor_id: int | None,
        at: datetime,
        candidate_id: int | None = None,
        firm_id: int | None = None,
        target: str = "",
        detail: dict[str, Any] | None = None,
    ) -> None:
        """Add one row to the chain of whoever did it, in the transaction of what they did.

        `target` and `detail` name pages, rows and scopes by code: never a person's words.
        """
        entry = Entry(
            kind=kind,
            actor_id=actor_id or NOBODY,
            candidate_id=candidate_id,
            firm_id=firm_id,
            target=target,
            detail=detail or {},
            at=at,
        )
        self._append([entry], actor_id or NOBODY)

    def record_each(
        self,
        kind: Kind,
        candidates: Iterable[int],
        *,
        actor_id: int,
        firm_id: int,
        at: datetime,
        detail: dict[str, Any] | None = None,
        target: str = "",
    ) -> None:
        """Add a row for each of the candidates that an act is about: each of them reads theirs."""
        entries = [
            Entry(
                kind=kind,
                actor_id=actor_id,
                candidate_id=candidate_id,
                firm_id=firm_id,
                target=target,
                detail=detail or {},
                at=at,
            )
            for candidate_id in candidates
        ]
        if entries:
            self._append(entries, actor_id)

    def record_reads(
        self, firms: Mapping[int, int], *, actor_id: int, target: str, at: datetime
    ) -> None:
        """Keep that somebody looked at candidates' data, for the firm that each maps to.

        One row stands for an hour: without that, a page that is looked at all day would fill
        the record until nobody reads it.
        """
        if not firms:
            return
        recent = self.filter(kind=Kind.READ, actor_id=actor_id, target=target)
        recent = recent.filter(at__gt=at - READ_STANDS_FOR, candidate_id__in=firms)
        known = set(recent.values_list("candidate_id", "firm_id"))
        reads = {"kind": Kind.READ, "actor_id": actor_id, "target": target, "at": at}
        entries = [
            Entry(candidate_id=candidate_id, firm_id=firm_id, **reads)
            for candidate_id, firm_id in firms.items()
            if (candidate_id, firm_id) not in known
        ]
        if entries:
            self._append(entries, actor_id)

    def about(self, candidate_id: int) -> Self:
        """What anybody did with a candidate's record, the latest first.

        So too with those that a firm had kept about the same person until they took them over.
        """
        records = [candidate_id, *self.taken_over_by(candidate_id)]
        return self.filter(candidate_id__in=records).order_by("-at", "-pk")

    def taken_over_by(self, candidate_id: int) -> list[int]:
        """The numbers of the records that became part of this one."""
        told = self.filter(kind=Kind.RECORD_TAKEN_OVER, candidate_id=candidate_id)
        return [detail["record"] for detail in told.values_list("detail", flat=True)]

    def of(self, actor_id: int) -> Self:
        """What an account did, the latest first."""
        return self.filter(actor_id=actor_id).order_by("-at", "-pk")

    def _append(self, entries: list["Entry"], actor_id: int) -> None:
        """Add rows at the end; who appends to the same chain at once waits."""
        with transaction.atomic(savepoint=False):
            chain = Chain.objects.end_of(actor_id)
            for entry in entries:
                chain.length += 1
                entry.number = chain.length
                entry.digest = chain.digest = entry.digest_after(chain.digest)
            self.bulk_create(entries)
            chain.save(update_fields=["length", "digest"])


class Entry(models.Model):
    """One thing that somebody did. The numbers are kept, not the rows they point to."""

    kind = models.CharField(max_length=32, choices=[(kind, kind) for kind in Kind])
    actor_id = models.BigIntegerField()
    candidate_id = models.BigIntegerField(null=True, blank=True)
    firm_id = models.BigIntegerField(null=True, blank=True)
    target = models.CharField(max_length=120, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
    number = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["actor_id", "number"], name="audit_entry_in_a_chain")
        ]
        indexes: ClassVar = [
            models.Index(fields=["candidate_id", "-at"], name="audit_by_candidate"),
            models.Index(fields=["firm_id", "-at"], name="audit_by_firm"),
            models.Index(fields=["actor_id", "-at"], name="audit_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.actor_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:  # noqa: ANN401
        raise AppendOnly

    def digest_after(self, previous: str) -> str:
        """SHA-256, in hex, over the row and the digest of the one before it."""
        told = [
            previous,
            self.number,
            self.kind,
            self.actor_id,
            self.candidate_id,
            self.firm_id,
            self.target,
            self.detail,
            int(self.at.timestamp() * 1_000_000),
        ]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def breaks() -> Iterator[str]:
    """Say of each chain that does not hold where it breaks first."""
    for chain in Chain.objects.order_by("actor_id").iterator():
        if fault := _fault_in(chain):
            yield f"account {chain.actor_id}: {fault}"
    headless = Entry.objects.exclude(actor_id__in=Chain.objects.values("actor_id")).order_by()
    for actor_id in headless.values_list("actor_id", flat=True).distinct():
        yield f"account {actor_id}: the end of its chain was removed"


def _fault_in(chain: Chain) -> str:
    digest, length = "", 0
    entries = Entry.objects.filter(actor_id=chain.actor_id).order_by("number")
    for length, entry in enumerate(entries.iterator(), start=1):
        if entry.number != length or entry.digest != entry.digest_after(digest):
            return f"entry {length} was removed, moved or changed"
        digest = entry.digest
    cut = (chain.length, chain.digest) != (length, digest)
    return f"entries after {length} were removed" if cut else ""


def fingerprint() -> str:
    """One digest over the ends of all chains: written down elsewhere, it guards the whole."""
    digest = hashlib.sha256()
    for chain in Chain.objects.order_by("actor_id").iterator():
        digest.update(f"{chain.actor_id} {chain.length} {chain.digest}\n".encode())
    return digest.hexdigest()
