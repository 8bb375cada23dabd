"""Which applications a page shows, and in which order, as its address says it.

What an address says that makes no sense counts as not said: a link from elsewhere is never an
error, and the form shows what is in force.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Lower

from applications.models import Application, RedFlag, Tag
from applications.models.application import ApplicationQuerySet
from applications.search import matching
from applications.stages import MY_CHOICE, OPEN_STAGES, THEIR_CHOICE, Remote, Stage
from jobtracker.addresses import is_row_number
from jobtracker.people.models import Candidate

LONGEST_TEXT = 200
MOST_DAYS = 3_650
ENDED = (*MY_CHOICE, *THEIR_CHOICE)
LONG_AGO, LONG_AHEAD = date(1, 1, 1), date(9999, 12, 31)


class Group(StrEnum):
    """Stages, and groups of them."""

    OPEN = "open"
    ALL = "all"
    MINE = "mine"
    THEIRS = "theirs"


GROUP_LABELS = {
    Group.OPEN: "All open",
    Group.ALL: "Open and closed",
    Group.MINE: "Closed: my choice",
    Group.THEIRS: "Closed: their choice",
}


class Order(StrEnum):
    """What a list is sorted by."""

    NEWEST = "newest"
    EMPLOYER = "employer"
    TITLE = "title"
    STEP = "step"
    QUIET = "quiet"
    INTEREST = "interest"
    APPLIED = "applied"


# Expressions without a null, so that one comparison finds where a page goes on.
KEYS: Mapping[Order, tuple[Any, bool]] = {
    Order.NEWEST: (F("created_at"), True),
    Order.EMPLOYER: (Lower("employer__name"), False),
    Order.TITLE: (Lower("job_title"), False),
    Order.STEP: (Coalesce("next_step_on", LONG_AHEAD), False),
    Order.QUIET: (Greatest("moved_at", Coalesce("last_news_at", "moved_at")), False),
    Order.INTEREST: (Coalesce("interest_now", 0), True),
    Order.APPLIED: (Coalesce("applied_on", LONG_AGO), True),
}


@dataclass(frozen=True)
class Filters:
    """What is asked for, named as in the address; empty where nothing is said."""

    q: str = ""
    stage: str = Group.OPEN
    tag: str = ""
    interest: int = 0
    remote: str = ""
    flagged: bool = False
    due: bool = False
    quiet: int = 0
    agency: bool = False
    since: date | None = None
    until: date | None = None
    sort: Order = Order.NEWEST

    @classmethod
    def from_query(cls, query: Mapping[str, str], *, is_own: bool) -> Self:
        """What the address says; interest is the candidate's alone, to filter and to sort by."""
        found = cls(
            q=text(query, "q"),
            stage=one_of(query, "stage", (*Group, *Stage, *ENDED), Group.OPEN),
            tag=text(query, "tag"),
            interest=number(query, "interest", 5) if is_own else 0,
            remote=one_of(query, "remote", tuple(Remote), ""),
            flagged=bool(text(query, "flagged")),
            due=bool(text(query, "due")),
            quiet=number(query, "quiet", MOST_DAYS),
            agency=bool(text(query, "agency")),
            since=day(query, "since"),
            until=day(query, "until"),
            sort=Order(one_of(query, "sort", tuple(Order), Order.NEWEST)),
        )
        if not is_own and found.sort is Order.INTEREST:
            return cls(**{**vars(found), "sort": Order.NEWEST})
        return found

    @property
    def query(self) -> dict[str, str]:
        """The address's part for these, without what goes without saying."""
        return {
            each.name: "on" if value is True else str(value)
            for each in fields(self)
            if (value := getattr(self, each.name)) != each.default
        }

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order is asked for."""
        return bool(self.query.keys() - {"sort"})

    @property
    def folded(self) -> int:
        """How much is asked for that the bar folds away."""
        return len(self.query.keys() - {"q", "stage", "sort"})

    @property
    def misses_closed(self) -> bool:
        """Whether words are looked for in the open ones alone."""
        return bool(self.q) and self.stage == Group.OPEN

    @property
    def open_and_closed(self) -> dict[str, str]:
        """The address's part for the same, open or closed."""
        return replace(self, stage=Group.ALL).query

    def sorted_by(self, order: Order) -> dict[str, str]:
        """The address's part for the same in another order."""
        return replace(self, sort=order).query

    def without(self, *names: str) -> Self:
        """The same, but for these."""
        defaults = {each.name: each.default for each in fields(self) if each.name in names}
        return type(self)(**{**vars(self), **defaults})

    def apply(
        self, rows: ApplicationQuerySet, *, is_own: bool, at: datetime, today: date
    ) -> ApplicationQuerySet:
        """The rows that are asked for, in no order yet."""
        rows = matching(rows, self.q, is_own=is_own).filter(self._condition(today))
        if self.flagged:
            flags = RedFlag.objects.filter(employer=OuterRef("employer"), resolved_at=None)
            rows = rows.filter(Exists(flags))
        if self.tag:
            tags = Tag.objects.filter(application=OuterRef("pk")).told(is_own=is_own)
            rows = rows.filter(Exists(tags.alias(key=Lower("name")).filter(key=lowered(self.tag))))
        if self.quiet:
            rows = rows.quiet_since(at - timedelta(days=self.quiet))
        return rows

    def _condition(self, today: date) -> Q:
        """What a column of the application itself says."""
        found = STAGES.get(self.stage, Q(stage=self.stage))
        if self.interest:
            found &= Q(interest_now__gte=self.interest)
        if self.remote:
            found &= Q(remote=self.remote)
        if self.due:
            found &= Q(next_step_on__lte=today)
        if self.agency:
            found &= ~Q(agency="")
        if self.since:
            found &= Q(applied_on__gte=self.since)
        if self.until:
            found &= Q(applied_on__lte=self.until)
        return found


STAGES: Mapping[str, Q] = {
    Group.OPEN: Q(stage__in=OPEN_STAGES),
    Group.ALL: Q(),
    Group.MINE: Q(outcome__in=MY_CHOICE),
    Group.THEIRS: Q(outcome__in=THEIR_CHOICE),
    **{each: Q(outcome=each) for each in ENDED},
}


def lowered(text: str) -> Lower:
    """As the database writes it small, which is how it keeps tags apart."""
    return Lower(Value(text))


def page_after(
    rows: ApplicationQuerySet, candidate: Candidate, order: Order, after: str, size: int
) -> ApplicationQuerySet:
    """The rows that follow the one of that id in the order, by key and id: no page is skipped.

    The key of that row is looked up in the same statement. A row that is gone ends the list; so
    does another candidate's, which would else tell how it compares.
    """
    key, is_descending = KEYS[order]
    ordered = rows.alias(key=key)
    if is_row_number(after):
        one = Application.objects.filter(candidate=candidate, pk=int(after))
        last: Any = Subquery(one.annotate(key=key).values("key")[:1])
        further = Q(key__lt=last) if is_descending else Q(key__gt=last)
        ordered = ordered.filter(further | Q(key=last, pk__lt=int(after)))
    return ordered.order_by("-key" if is_descending else "key", "-pk")[:size]


def text(query: Mapping[str, str], name: str) -> str:
    return query.get(name, "").replace("\0", " ").strip()[:LONGEST_TEXT]


def one_of(query: Mapping[str, str], name: str, known: tuple[str, ...], default: str) -> str:
    value = query.get(name, "")
    return value if value in known else default


def number(query: Mapping[str, str], name: str, most: int) -> int:
    value = query.get(name, "")
    is_number = value.isascii() and value.isdigit() and len(value) <= 6
    return min(int(value), most) if is_number else 0


def day(query: Mapping[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(query.get(name, ""))
    except ValueError:
        return None
