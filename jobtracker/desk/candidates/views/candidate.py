"""The page that a coordinator works from: one candidate, as the firm looks after them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.models import Application
from applications.views.applications import href
from jobtracker.addresses import is_row_number
from jobtracker.desk.candidates.held import AtWork, held_by
from jobtracker.desk.candidates.log_forms import LogForm
from jobtracker.desk.candidates.whereabouts import MOST, lines_of, log_of, open_jobs, whereabouts_of
from jobtracker.desk.hotlists.forms import OnListsForm
from jobtracker.desk.hotlists.reading import hotlists_of, lists_with
from jobtracker.http import SignedInRequest
from jobtracker.people.access import Scope
from jobtracker.people.models import Membership, Representation
from jobtracker.people.views.whose import Viewer

PAGE_LENGTH = 50


@require_safe
def candidate(request: SignedInRequest, pk: int) -> HttpResponse:
    return candidate_page(request, held_by(request, pk))


def candidate_page(request: SignedInRequest, at_work: AtWork, **bound: Any) -> HttpResponse:  # noqa: ANN401
    """Each part as far as it is shared; `bound` are forms refused."""
    me, held = at_work
    now = timezone.now()
    viewer = Viewer(request.user, is_own=False, scopes=held.scopes)
    found = whereabouts_of(held, request.user, now=now)
    context = {
        **at_work.shown(now),
        "viewer": viewer,
        "found": found,
        "notes": [
            ("Only our firm", "building-2", "amber", found.internal_notes),
            ("The candidate and who looks after them", "users", "blue", found.shared_notes),
        ],
        "log": log_of(held, request.user),
        "log_form": LogForm(**of_row(request, held, found.applications, now=now)),
        "hotlists_form": hotlists_form(me, held),
        "sees_applications": Scope.APPLICATIONS in held.scopes,
        "sees_interviews": Scope.INTERVIEWS in held.scopes,
        "sees_feedback": {Scope.APPLICATIONS, Scope.FEEDBACK} <= held.scopes,
        "list_href": href("applications:list", held.candidate, viewer),
    }
    status = 422 if bound else 200
    return render(request, "desk/candidate.html", context | bound, status=status)


def hotlists_form(me: Membership, held: Representation) -> OnListsForm:
    """On which of the firm's hotlists they are; in two queries."""
    there = lists_with(held, me.user)
    return OnListsForm(known=hotlists_of(me), initial={"hotlists": there})


def of_row(
    request: SignedInRequest,
    held: Representation,
    about: Sequence[Application],
    *,
    now: datetime,
) -> dict[str, Any]:
    """What a form of the log goes by: the clock of whoever writes, and ids apart from others'."""
    zone, auto_id = request.user.time_zone, f"id_{held.pk}_%s"
    return {"now": now, "zone": zone, "about": about, "auto_id": auto_id}


def jobs_of(held: Representation, request: SignedInRequest) -> list[Application]:
    """The open applications that a line may be about; none where they are not shared."""
    if Scope.APPLICATIONS not in held.scopes:
        return []
    return list(open_jobs(held, request.user)[:MOST])


@require_safe
def activities(request: SignedInRequest, pk: int) -> HttpResponse:
    """The log to its start, a page at a time."""
    me, held = held_by(request, pk)
    named_row = request.GET.get("before", "")
    rows = lines_of(held, request.user).order_by("-pk")
    if is_row_number(named_row):
        rows = rows.filter(pk__lt=int(named_row))
    found = list(rows[: PAGE_LENGTH + 1])
    context = {
        "firm": me.firm,
        "held": held,
        "candidate": held.candidate,
        "lines": found[:PAGE_LENGTH],
        "before": found[PAGE_LENGTH - 1].pk if len(found) > PAGE_LENGTH else None,
    }
    return render(request, "desk/activities.html", context)
