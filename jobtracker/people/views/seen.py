"""Who looked at or changed what of a candidate's, and when."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jobtracker.audit.kinds import CONSENT_KINDS
from jobtracker.audit.models import NOBODY, Entry, Kind
from jobtracker.http import SignedInRequest
from jobtracker.people.models import Candidate, Firm, User
from jobtracker.people.views.acts import (
    NAMED_BY,
    icon_of,
    place_of,
    what_was_done,
)
from jobtracker.people.views.by_day import by_day, latest_first

PAGE_LENGTH = 50


class Line(NamedTuple):
    """One thing that somebody did; `about` names the row it was done to, if it is there."""

    title: str
    at: datetime
    firm: str
    icon: str
    about: str = ""
    href: str = ""


@require_safe
def seen(request: SignedInRequest) -> HttpResponse:
    candidate = get_object_or_404(Candidate, user=request.user)
    before = request.GET.get("before", "")
    found = list(entries_about(candidate, before)[: PAGE_LENGTH + 1])
    shown, more = found[:PAGE_LENGTH], found[PAGE_LENGTH:]
    lines = lines_of(shown, candidate)
    context = {
        "days": by_day(lines),
        "is_first": not before,
        "older_href": reverse("people:seen", query={"before": shown[-1].pk}) if more else "",
    }
    return render(request, "people/seen.html", context)


def entries_about(candidate: Candidate, before: str) -> QuerySet[Entry]:
    """What others did, and what the candidate said about sharing; the latest first."""
    told = Q(kind__in=[*CONSENT_KINDS, Kind.EXPORTED, Kind.RESTORED])
    rows = Entry.objects.about(candidate.pk).filter(~Q(actor_id=candidate.user_id) | told)
    return latest_first(rows, before)


def lines_of(entries: Sequence[Entry], candidate: Candidate) -> list[Line]:
    """The entries in words; whom and what they name is looked up at once."""
    people = User.objects.in_bulk({entry.actor_id for entry in entries})
    firms = Firm.objects.in_bulk({entry.firm_id for entry in entries if entry.firm_id})
    rows = rows_named_in(entries, candidate)
    return [
        Line(
            title=f"{name_of(entry, people, candidate)} {what_was_done(entry)}",
            at=entry.at,
            firm=str(firms.get(entry.firm_id or 0, "")),
            icon=icon_of(entry),
            **rows.get(key_of(entry), {}),
        )
        for entry in entries
    ]


def name_of(entry: Entry, people: dict[int, User], candidate: Candidate) -> str:
    """Whoever did it, as the candidate knows them."""
    if entry.actor_id == candidate.user_id:
        return "You"
    if entry.actor_id == NOBODY:
        return "Jobtracker itself"
    return str(people.get(entry.actor_id, "Somebody who has left"))


def rows_named_in(
    entries: Iterable[Entry], candidate: Candidate
) -> dict[tuple[str, int], dict[str, str]]:
    """Names and pages of the rows that the entries are about, in one query a kind of row."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for relation, number in map(key_of, entries):
        if relation and number:
            numbers[relation].add(number)
    return {
        (relation, row.pk): {"about": name_of_row(row, relation), "href": row.get_absolute_url()}
        for relation, wanted in numbers.items()
        for row in named_only(getattr(candidate, relation).filter(pk__in=wanted), relation)
    }


def named_only(rows: Any, relation: str) -> Any:  # noqa: ANN401
    """The rows with what their names need and nothing else: a message may hold megabytes."""
    fields = NAMED_BY[relation]
    joined = {field.rpartition("__")[0] for field in fields if "__" in field}
    return rows.select_related(*joined or [None]).only("candidate", *fields)


def name_of_row(row: Any, relation: str) -> str:  # noqa: ANN401
    """What is said of invitations and interviews says that they are ones: the job names them."""
    is_of_application = NAMED_BY[relation][0].startswith("application__")
    return str(row.application if is_of_application else row)


def key_of(entry: Entry) -> tuple[str, int]:
    found, number = place_of(entry)
    return found.relation, number or 0
