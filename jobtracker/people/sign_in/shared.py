"""A cache that all worker processes share: counts of attempts, and codes that were used.

allauth counts under a lock that it takes with `add`, so a count is only as exact as that is. Here
the database's own unique key decides who of two was first, in whatever process, and nothing is
dropped before its time, however much is stored.
"""

from datetime import datetime, timedelta
from typing import Any, override

from django.core.cache.backends.base import BaseCache
from django.db import IntegrityError, transaction
from django.utils import timezone

from jobtracker.people.models import ShortLived
from jobtracker.people.models.short_lived import ShortLivedQuerySet

SECONDS = 300.0
FOR_GOOD = timedelta(days=36_500)


class Cache(BaseCache):
    """Django's cache interface over the table of short-lived values, which are plain JSON."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    @override
    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        found = self._row(key, version).filter(until__gt=timezone.now())
        return next(iter(found.values_list("value", flat=True)), default)

    @override
    def add(
        self, key: str, value: Any, timeout: float | None = SECONDS, version: int | None = None
    ) -> bool:
        self._row(key, version).over(timezone.now()).delete()
        try:
            with transaction.atomic():
                self._new(key, value, timeout, version).save(force_insert=True)
        except IntegrityError:
            return False
        return True

    @override
    def set(
        self, key: str, value: Any, timeout: float | None = SECONDS, version: int | None = None
    ) -> None:
        ShortLived.objects.bulk_create(
            [self._new(key, value, timeout, version)],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["value", "until"],
        )

    @override
    def delete(self, key: str, version: int | None = None) -> bool:
        return self._row(key, version).delete()[0] > 0

    @override
    def clear(self) -> None:
        ShortLived.objects.all().delete()

    def _row(self, key: str, version: int | None) -> ShortLivedQuerySet:
        return ShortLived.objects.filter(key=self.make_and_validate_key(key, version=version))

    def _new(
        self, key: str, value: object, timeout: float | None, version: int | None
    ) -> ShortLived:
        whole_key = self.make_and_validate_key(key, version=version)
        return ShortLived(key=whole_key, value=value, until=_until(timeout))


def _until(timeout: float | None) -> datetime:
    return timezone.now() + (FOR_GOOD if timeout is None else timedelta(seconds=timeout))
