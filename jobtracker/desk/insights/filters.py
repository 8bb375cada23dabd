"""Which period and whose desk was asked for, as an address says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from jobtracker.people.models import Membership


class Period(StrEnum):
    """How far back."""

    MONTH = "30"
    QUARTER = "90"
    YEAR = "365"
    ALL = "all"


PERIOD_LABELS = {
    Period.MONTH: "The last 30 days",
    Period.QUARTER: "The last 90 days",
    Period.YEAR: "The last year",
    Period.ALL: "All time",
}
EVERYBODY = "Everybody’s"


@dataclass(frozen=True)
class Filters:
    """What an address asks for; what it says that is no such thing asks for nothing.

    `member` is whose desk, None for everybody's.
    """

    period: Period = Period.QUARTER
    member: Membership | None = None

    @classmethod
    def of(cls, query: Mapping[str, str], team: Sequence[Membership]) -> Self:
        """By default everybody's, of the last quarter."""
        period, whose = query.get("period", ""), query.get("whose", "")
        return cls(
            period=Period(period) if period in set(Period) else Period.QUARTER,
            member=next((each for each in team if str(each.pk) == whose), None),
        )

    @property
    def period_label(self) -> str:
        return PERIOD_LABELS[self.period]

    @property
    def whose_label(self) -> str:
        return str(self.member.user) if self.member else EVERYBODY

    @property
    def query(self) -> str:
        """As an address says it."""
        whose = {"whose": str(self.member.pk)} if self.member else {}
        return urlencode({"period": self.period.value, **whose})

    def since(self, now: datetime) -> datetime | None:
        """From when on; None for from the beginning."""
        return None if self.period is Period.ALL else now - timedelta(days=int(self.period))
