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
from django.views.decorators.http import require_safe

from jobtracker.audit.kinds import CONSENT_KINDS
from jobtracker.audit.models import Entry, Kind
from jobtracker.http import SignedInRequest
from jobtracker.people.forms.sharing import in_words
from jobtracker.people.models import Firm, Representation, Role, User
from jobtracker.people.models.firm import ROLE_LABELS
from jobtracker.people.views.acts import what_was_done_to_them
from jobtracker.people.views.by_day import by_day, latest_first
from jobtracker.people.views.firm import at_work
from jobtracker.people.views.whose import record_list

PAGE_LENGTH = 50
# One look at the caseload is a row for each candidate on it, and one line.
MOST_ENTRIES = 400
A_COLLEAGUE = "a colleague"
DONE: Mapping[str, str] = {
    Kind.CANDIDATE_ADDED: "added a candidate",
    Kind.REPRESENTATION_REFUSED: "said no",
    Kind.REPRESENTATION_ENDED: "ended the sharing",
    Kind.INVITE_SENT: "sent an invitation",
    Kind.INVITE_WITHDRAWN: "withdrew an invitation",
    Kind.FIRM_STARTED: "set up the firm",
    Kind.MEMBER_JOINED: "joined the firm",
    Kind.POLICY_CHANGED: "adopted other settings of the guidance",
}
OF_A_COLLEAGUE: Mapping[str, str] = {
    Kind.MEMBER_REMOVED: "member",
    Kind.ROLE_CHANGED: "member",
    Kind.CASELOAD_HANDED_OVER: "to",
}
ICONS: Mapping[str, str] = {Kind.READ: "eye", Kind.CHANGED: "pencil-line"}


class Line(NamedTuple):
    """One thing that somebody did, and whose record it was done to."""

    title: str
    at: datetime
    candidates: Sequence[str]
    icon: str

    @property
    def whose(self) -> str:
        """The one candidate, or how many there are."""
        many = len(self.candidates)
        return f"{many} candidates" if many > 1 else "".join(self.candidates)


class Known(NamedTuple):
    """The names that a firm may read: of people by account, of candidates by how it holds them."""

    people: Mapping[int, str]
    held: Mapping[int, Representation]

    def person(self, number: int, otherwise: str = "Somebody") -> str:
        return self.people.get(number, otherwise)

    def candidate(self, number: int) -> str:
        held = self.held.get(number)
        return held.candidate.name if held else f"Candidate {number}"


@require_safe
def record(request: SignedInRequest, pk: int) -> HttpResponse:
    me = at_work(request, pk)
    if not me.is_administrator:
        raise PermissionDenied
    entries = Entry.objects.filter(firm_id=me.firm_id)
    found = list(latest_first(entries, request.GET.get("before", ""))[: MOST_ENTRIES + 1])
    acts = acts_in(found[:MOST_ENTRIES])[:PAGE_LENGTH]
    shown = [entry for act in acts for entry in act]
    known = known_to(me.firm, shown)
    record_list(request, known.held.values())
    context = {
        "firm": me.firm,
        "me": me,
        "days": by_day(lines_of(acts, known)),
        "older_href": older_than(me.firm_id, shown[-1]) if len(shown) < len(found) else "",
    }
    return render(request, "people/firm/record.html", context)


def older_than(firm_id: int, entry: Entry) -> str:
    return reverse("firm:record", args=[firm_id], query={"before": entry.pk})


def lines_of(acts: Sequence[Sequence[Entry]], known: Known) -> list[Line]:
    """The acts in words, with names as far as the firm may know them."""
    return [
        Line(
            title=f"{known.person(act[0].actor_id)} {what_was_done(act[0], known)}",
            at=act[0].at,
            candidates=[known.candidate(each.candidate_id) for each in act if each.candidate_id],
            icon=ICONS.get(act[0].kind, "dot"),
        )
        for act in acts
    ]


def acts_in(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The entries, each act by itself: what somebody did at once to several candidates is one."""
    return [list(act) for _, act in groupby(entries, key=act_of)]


def act_of(entry: Entry) -> tuple[object, ...]:
    return entry.actor_id, entry.kind, entry.target, entry.detail, entry.at


def known_to(firm: Firm, entries: Sequence[Entry]) -> Known:
    """Who acted for the firm, also if they have left it, and the candidates it looks after now.

    Of other candidates it keeps the number alone.
    """
    actors = {each.actor_id for each in entries}
    at_work = {each.actor_id for each in entries if each.kind not in CONSENT_KINDS}
    colleagues = {colleague_in(each) for each in entries}
    held = Representation.objects.in_force().filter(firm=firm)
    looked_after = Q(candidate__in=held.values("candidate"), pk__in=actors)
    people = User.objects.filter(Q(pk__in=at_work | colleagues) | looked_after)
    named = held.filter(candidate__in={each.candidate_id for each in entries if each.candidate_id})
    return Known(
        {each.pk: str(each) for each in people},
        {each.candidate_id: each for each in named.select_related("candidate")},
    )


def colleague_in(entry: Entry) -> int:
    """The account of the colleague that it was done to, or for; 0 where there is none."""
    named = entry.detail.get(OF_A_COLLEAGUE.get(entry.kind, ""))
    return named if isinstance(named, int) else 0


def what_was_done(entry: Entry, known: Known) -> str:
    """Such as "looked at the applications", to follow a name."""
    is_oneself = colleague_in(entry) == entry.actor_id
    colleague = known.person(colleague_in(entry), A_COLLEAGUE)
    match entry.kind:
        case Kind.READ | Kind.CHANGED:
            return what_was_done_to_them(entry)
        case Kind.REPRESENTATION_ACCEPTED:
            return f"agreed to be looked after, and shared {shared_in(entry)}"
        case Kind.SHARING_CHANGED:
            return f"changed what they share: now {shared_in(entry)}"
        case Kind.MEMBER_REMOVED:
            return "left the firm" if is_oneself else f"removed {colleague}"
        case Kind.ROLE_CHANGED:
            role = ROLE_LABELS[Role(entry.detail["role"])].lower()
            return f"became {role}" if is_oneself else f"made {colleague} {role}"
        case Kind.CASELOAD_HANDED_OVER:
            return f"handed over to {colleague if colleague_in(entry) else 'nobody for now'}"
    return DONE.get(entry.kind, "did something")


def shared_in(entry: Entry) -> str:
    return in_words(entry.detail.get("shares", ()))
