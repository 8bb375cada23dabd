"""One interview: where and when, and afterwards how it went."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.models import Involvement
from interviews.asked_for import asked_for
from interviews.engagements import engagements_of, in_the_way
from interviews.models import Interview
from interviews.models.interview import InterviewState
from interviews.views.afterwards import afterwards_of
from interviews.views.what_changed import what_changed
from jobtracker.http import SignedInRequest
from jobtracker.people.access import Scope
from jobtracker.people.views.whose import Viewer, sees, viewer_of, visible


@require_safe
def interview(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Interview.objects.select_related("candidate", "application__employer", "invitation")
    return page(request, visible(request, rows, pk))


def page(
    request: SignedInRequest, found: Interview, *, status: int = 200, **refused: object
) -> HttpResponse:
    """The interview's page; forms that were refused take the place of fresh ones."""
    viewer = viewer_of(request, found.candidate)
    context = {
        "interview": found,
        "application": found.application,
        "candidate": found.candidate,
        "viewer": viewer,
        "decided": None if viewer.is_own else found.decisions.standing(),
        "after": afterwards_of(found, refused) if viewer.is_own else None,
        "asked_for": asked_for(found) if viewer.is_own else None,
        **what_changed(found, viewer),
        "round": round_in_words(found),
        "people": people_of(found, viewer),
        "others": others_at(found) if viewer.is_own else [],
        "is_over": found.over_at <= timezone.now(),
        "is_cancelled": found.state == InterviewState.CANCELLED,
    }
    return render(request, "interviews/interview.html", context, status=status)


def people_of(interview: Interview, viewer: Viewer) -> list[Involvement] | None:
    """Who has to do with the application, for whom that is shared with; else None."""
    if not sees(viewer, interview.candidate, Scope.APPLICATIONS):
        return None
    return list(interview.application.involvements.select_related("contact"))


def round_in_words(interview: Interview) -> str:
    """Which one it is of those that take or took place for this application."""
    before = Interview.objects.filter(
        application=interview.application_id, starts_at__lt=interview.starts_at
    )
    number = before.taking_place().count() + 1
    return f"Round {number}, the final one" if interview.is_final_round else f"Round {number}"


def others_at(interview: Interview) -> list[str]:
    """What else is on while a planned interview is, in words on the reader's clock."""
    if not interview.is_planned or interview.over_at <= timezone.now():
        return []
    found = engagements_of(
        interview.candidate_id,
        interview.starts_at,
        interview.over_at,
        but=interview.invitation,
        but_interview=interview,
    )
    zone = timezone.get_current_timezone_name()
    beside = in_the_way(found, interview.starts_at, interview.over_at)
    return [each.in_words(zone) for each in beside]


def own_interview(request: SignedInRequest, pk: int) -> Interview:
    """The interview, held until the change is done: 404 for an outsider, 403 for a reader."""
    rows = Interview.objects.select_related("candidate", "application__employer", "invitation")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    found = visible(request, rows, pk)
    if not viewer_of(request, found.candidate).is_own:
        raise PermissionDenied
    return found
