"""Applications as the list shows them: plain values, so that a page of fifty is drawn fast."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property, lru_cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, Exists, JSONField, OuterRef, StringAgg, Subquery, Value, When
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from applications.models import Application, RedFlag, Tag
from applications.models.application import ApplicationQuerySet
from applications.pay import Period, amount
from applications.stages import (
    OUTCOME_LABELS,
    STAGE_LABELS,
    STAGE_TONES,
    Outcome,
    Stage,
)
from jobtracker.clock import zone_named
from jobtracker.nested import Nested, rows_in
from jobtracker.people.models import Candidate, User
from jobtracker.ui.when import describe, in_full, on_day

BETWEEN = "\x1f"
NOT_TOLD = Value(None, JSONField())
INTERVIEW: Any = Application._meta.get_field("interviews").related_model
COLUMNS = (
    "pk",
    "job_title",
    "employer__name",
    "place",
    "stage",
    "outcome",
    "next_step",
    "next_step_on",
    "moved_at",
    "last_news_at",
    "interest_now",
    "is_dream",
    "applied_on",
    "pay_from",
    "pay_to",
    "pay_currency",
    "pay_period",
    "tag_names",
    "is_flagged",
    "coming",
    "waits",
)
# What others wait for, the most pressing first, as on the application's own page.
WAITS = {
    "invitation": "Answer the invitation",
    "offer": "Answer the offer",
    "account": "Say how the interview went",
}


@dataclass(frozen=True)
class Line:
    """One application in words; what the reader may not see is empty.

    `texts` and `marks` are what `templates/applications/row.html` and `card.html` say.
    """

    pk: int
    standing: str
    pay: str
    texts: dict[str, str]
    marks: dict[str, bool]


@dataclass(frozen=True)
class Reader:
    """Who reads the lines, and when."""

    user: User
    is_own: bool
    sees_pay: bool
    sees_interviews: bool
    now: datetime
    today: date
    clock: ZoneInfo

    @cached_property
    def in_full(self) -> Callable[[date], str]:
        """A day in words; the days of a page are few, and to write one takes a while."""
        return cache(partial(in_full, this_year=self.today.year))

    @cached_property
    def on_day(self) -> Callable[[date], str]:
        """The same with its weekday."""
        return cache(partial(on_day, this_year=self.today.year))


def with_columns(
    rows: ApplicationQuerySet, candidate: Candidate, reader: Reader
) -> ApplicationQuerySet:
    """With all that a line says, in the one statement that reads the rows."""
    flags = RedFlag.objects.filter(employer=OuterRef("employer"), resolved_at=None)
    told = Tag.objects.filter(application=OuterRef("pk")).told(is_own=reader.is_own)
    tags = told.order_by().values("application")
    planned: Any = candidate.interviews.planned().filter(starts_at__gt=reader.now)
    next_one = planned.filter(application=OuterRef("pk")).order_by("starts_at")
    return rows.annotate(
        is_flagged=Exists(flags),
        waits=waiting(candidate, reader),
        tag_names=Subquery(tags.annotate(all=StringAgg("name", Value(BETWEEN))).values("all")),
        coming=Nested(next_one[:1], "starts_at", "zone") if reader.sees_interviews else NOT_TOLD,
    )


def waiting(candidate: Candidate, reader: Reader) -> Case | Value:
    """The first of `WAITS` that there is, as far as the reader may see it; "" where none is."""
    every: Any = candidate
    found: dict[str, Any] = {}
    if reader.sees_interviews:
        found["invitation"] = every.invitations.undecided()
    if reader.sees_pay:
        found["offer"] = every.offers.open()
    if reader.is_own:
        found["account"] = every.interviews.untold(reader.now)
    of_row = {name: rows.filter(application=OuterRef("pk")) for name, rows in found.items()}
    whens = [When(Exists(rows), then=Value(name)) for name, rows in of_row.items()]
    return Case(*whens, default=Value("")) if whens else Value("")


def lines_of(rows: ApplicationQuerySet, reader: Reader) -> list[Line]:
    """One query."""
    return lines_in(rows.values(*COLUMNS), reader)


def lines_in(values: Iterable[dict[str, Any]], reader: Reader) -> list[Line]:
    """The rows in words, each as its values by the names in `COLUMNS`."""
    # To work out an address takes longer than to read its row: one serves for all.
    before, _, after = Application.address_of(0).rpartition("0")
    return [line_of(each, reader, f"{before}{each['pk']}{after}") for each in values]


def line_of(row: dict[str, Any], reader: Reader, href: str) -> Line:
    stage, outcome = Stage(row["stage"]), Outcome(row["outcome"])
    title, employer, standing = row["job_title"] or "A job", row["employer__name"], outcome or stage
    pay = pay_of(row) if reader.sees_pay else ""
    texts = {
        "pk": str(row["pk"]),
        "href": href,
        "standing": standing,
        "tick": f"{row['pk']}-{standing}",
        "name": f"{title}, {employer}",
        "where": f"{employer}, {row['place']}" if row["place"] else employer,
        "title": title,
        "employer": employer,
        "status": OUTCOME_LABELS[outcome] if stage is Stage.CLOSED else STAGE_LABELS[stage],
        "tone": STAGE_TONES[stage],
        "interest": str(row["interest_now"] or "") if reader.is_own else "",
        "applied_on": reader.in_full(row["applied_on"]) if row["applied_on"] else "",
        "pay": pay,
        "tags": tags_of(row["tag_names"]),
        **next_of(row, reader),
    }
    step_on, is_open = row["next_step_on"], stage is not Stage.CLOSED
    marks = {
        "is_flagged": row["is_flagged"],
        "is_dream": row["is_dream"] and reader.is_own,
        "is_late": bool(is_open and step_on and step_on < reader.today),
    }
    return Line(row["pk"], standing, pay, texts, marks)


def next_of(row: dict[str, Any], reader: Reader) -> dict[str, str]:
    """What waits, what comes, and since when nothing came."""
    is_open, step_on = row["stage"] != Stage.CLOSED, row["next_step_on"]
    is_sent = is_open and row["stage"] != Stage.SAVED
    coming = rows_in(INTERVIEW, row["coming"])[0] if row["coming"] else None
    return {
        "waits": WAITS.get(row["waits"], "") if is_open else "",
        "step": row["next_step"] if is_open else "",
        "step_on": reader.on_day(step_on) if step_on and is_open else "",
        "interview": interview_of(coming, reader) if coming else "",
        "interview_at": coming.starts_at.isoformat() if coming else "",
        "quiet": quiet_of(row, reader) if is_sent else "",
    }


@lru_cache(1_000)
def tags_of(names: str | None) -> SafeString:
    """Each once, in their order."""
    each = sorted({*names.split(BETWEEN)}) if names else []
    return format_html_join(" ", '<span class="tag">{}</span>', ((name,) for name in each))


def interview_of(coming: Any, reader: Reader) -> str:  # noqa: ANN401
    return describe(coming.starts_at, zone_named(coming.zone), None, reader.today.year)


def quiet_of(row: dict[str, Any], reader: Reader) -> str:
    """For how long nothing happened; "" of less than a day."""
    heard = max(row["moved_at"], row["last_news_at"] or row["moved_at"])
    days = (reader.now - heard).days
    return f"{days} days" if days > 1 else "1 day" if days == 1 else ""


def pay_of(row: dict[str, Any]) -> str:
    """Such as "55,000–60,000 EUR a year"."""
    low, high, currency = row["pay_from"], row["pay_to"], row["pay_currency"]
    period = Period(row["pay_period"])
    if low is None or high is None or low == high:
        return amount(high if low is None else low, currency, period)
    return f"{amount(low, '', Period.UNKNOWN)}–{amount(high, currency, period)}"


def reader_of(user: User, *, is_own: bool, sees_pay: bool, sees_interviews: bool) -> Reader:
    zone = zone_named(timezone.get_current_timezone_name())
    now, today = timezone.now(), timezone.localdate()
    return Reader(user, is_own, sees_pay, sees_interviews, now, today, zone)
