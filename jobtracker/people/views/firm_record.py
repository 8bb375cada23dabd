"""What a firm's people did, for those who answer for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobtracker.audit.kinds import CONSENT_KINDS
from jobtracker.audit.models import Entry, Kind
from jobtracker.http import SignedInRequest
from jobtracker.people.models import Candidate, Firm, Representation, User
from jobtracker.people.views.firm import at_work
from jobtracker.people.views.seen import heading
from jobtracker.people.views.whose import LONGEST_ID

PAGE_LENGTH = 50
DONE: Mapping[str, str] = {
    Kind.READ: "looked at {part}",
    Kind.CHANGED: "changed {part}",
    Kind.CANDIDATE_ADDED: "added a candidate",
    Kind.REPRESENTATION_ACCEPTED: "agreed to be looked after",
    Kind.REPRESENTATION_REFUSED: "said no",
    Kind.SHARING_CHANGED: "changed what they share",
    Kind.REPRESENTATION_ENDED: "ended the sharing",
    Kind.INVITE_SENT: "sent an invitation",
    Kind.INVITE_WITHDRAWN: "withdrew an invitation",
    Kind.FIRM_STARTED: "set up the firm",
    Kind.MEMBER_JOINED: "joined the firm",
    Kind.MEMBER_REMOVED: "removed a colleague",
    Kind.ROLE_CHANGED: "changed a colleague’s role",
    Kind.CASELOAD_HANDED_OVER: "handed over a caseload",
}
# The part of a record by the space of names its page is in.
PARTS: Mapping[str, str] = {
    "applications": "applications",
    "interviews": "invitations and interviews",
    "desk": "the worklist",
    "firm": "the caseload",
}
ICONS: Mapping[str, str] = {Kind.READ: "eye", Kind.CHANGED: "pencil-line"}


class Line(NamedTuple):
    """One thing that somebody did."""

    title: str
    at: datetime
    candidate: str
    icon: str


@require_safe
def record(request: SignedInRequest, pk: int) -> HttpResponse:
    me = at_work(request, pk)
    if not me.is_administrator:
        raise PermissionDenied
    before = request.GET.get("before", "")
    entries = Entry.objects.filter(firm_id=me.firm_id).order_by("-pk")
    if before.isascii() and before.isdigit() and len(before) <= LONGEST_ID:
        entries = entries.filter(pk__lt=int(before))
    found = list(entries[: PAGE_LENGTH + 1])
    shown, more = found[:PAGE_LENGTH], found[PAGE_LENGTH:]
    days = groupby(lines_of(shown, me.firm), key=lambda line: timezone.localdate(line.at))
    context = {
        "firm": me.firm,
        "me": me,
        "days": [(heading(day), list(of_day)) for day, of_day in days],
        "older_href": older_than(me.firm_id, shown[-1]) if more else "",
    }
    return render(request, "people/firm/record.html", context)


def older_than(firm_id: int, entry: Entry) -> str:
    return reverse("firm:record", args=[firm_id], query={"before": entry.pk})


def lines_of(entries: Sequence[Entry], firm: Firm) -> list[Line]:
    """The entries in words, with names in two queries, as far as the firm may know them."""
    people = known_people(entries, firm)
    candidates = known_candidates({entry.candidate_id or 0 for entry in entries}, firm)
    return [
        Line(
            title=f"{people.get(entry.actor_id, 'Somebody')} {what_was_done(entry)}",
            at=entry.at,
            candidate=_candidate_of(entry, candidates),
            icon=ICONS.get(entry.kind, "dot"),
        )
        for entry in entries
    ]


def known_people(entries: Sequence[Entry], firm: Firm) -> dict[int, str]:
    """Who acted for the firm, also if they have left it, and the candidates it looks after now."""
    for_the_firm = Q(pk__in={each.actor_id for each in entries if each.kind not in CONSENT_KINDS})
    held = Representation.objects.in_force().filter(firm=firm)
    looked_after = Q(candidate__in=held.values("candidate"))
    candidates = looked_after & Q(pk__in={each.actor_id for each in entries})
    return {each.pk: str(each) for each in User.objects.filter(for_the_firm | candidates)}


def known_candidates(numbers: set[int], firm: Firm) -> dict[int, str]:
    """Those whom the firm looks after now; of others it keeps the number alone."""
    held = Representation.objects.in_force().filter(firm=firm)
    found = Candidate.objects.filter(pk__in=numbers, representations__in=held)
    return {each.pk: each.name for each in found}


def what_was_done(entry: Entry) -> str:
    """Such as "looked at applications", to follow a name."""
    space = entry.target.partition(":")[0]
    words = DONE.get(entry.kind, "did something")
    return words.format(part=PARTS.get(space, "a record"))


def _candidate_of(entry: Entry, candidates: Mapping[int, str]) -> str:
    if entry.candidate_id is None:
        return ""
    return candidates.get(entry.candidate_id, f"Candidate {entry.candidate_id}")
