"""What a coordinator does about one thing that is due, in its place in the list."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from interviews.models.errand import Matter
from jobtracker.desk.team import of_firm
from jobtracker.desk.worklist.errands import errand_of, item_of
from jobtracker.desk.worklist.forms import COORDINATOR, AssignmentForm, SnoozeForm
from jobtracker.desk.worklist.reading import Item
from jobtracker.http import SignedInRequest, asked_on, page_of, redirect, render_or_fragment
from jobtracker.people.views.firm import Team


@require_safe
def errand(request: SignedInRequest, matter: Matter, pk: int) -> HttpResponse:
    return page(request, *item_of(request, matter, pk))


@require_POST
def snooze(request: SignedInRequest, matter: Matter, pk: int) -> HttpResponse:
    team, item = item_of(request, matter, pk)
    form = SnoozeForm(request.POST, now=item.clock.now, zone=item.clock.work.zone)
    if not form.is_valid():
        return page(request, team, item, snooze_form=form)
    errand_of(item).snooze(form.cleaned_data["at"])
    messages.success(request, f"{item.candidate_name}: it comes back then.")
    return back(request)


@require_POST
def waking(request: SignedInRequest, matter: Matter, pk: int) -> HttpResponse:
    """Have it back before it comes by itself."""
    _, item = item_of(request, matter, pk)
    errand_of(item).snooze(None)
    return back(request)


@require_POST
def assignment(request: SignedInRequest, matter: Matter, pk: int) -> HttpResponse:
    team, item = item_of(request, matter, pk)
    form = AssignmentForm(request.POST, team=team.members)
    if not form.is_valid():
        return page(request, team, item, assignment_form=form)
    errand_of(item).assign(form.member)
    who = form.member.user if form.member else "the candidate’s coordinator"
    messages.success(request, f"{item.candidate_name}: it is with {who}.")
    return back(request)


@require_POST
def end(request: SignedInRequest, matter: Matter, pk: int) -> HttpResponse:
    """It is dealt with."""
    team, item = item_of(request, matter, pk)
    item.deal_with(errand_of(item), by=request.user, at=timezone.now())
    undo = reverse(f"desk:{matter}-return", args=[pk]) + of_firm(request, team)
    words = f"{item.candidate_name}: {item.source.done}."
    messages.success(request, words, extra_tags=undo)
    return back(request)


@require_POST
def return_(request: SignedInRequest, matter: Matter, pk: int) -> HttpResponse:
    """It was not dealt with after all."""
    _, item = item_of(request, matter, pk)
    item.reopen(errand_of(item))
    return back(request)


def page(
    request: SignedInRequest,
    team: Team,
    item: Item,
    *,
    snooze_form: SnoozeForm | None = None,
    assignment_form: AssignmentForm | None = None,
) -> HttpResponse:
    """All that can be done about it; with a form that was refused."""
    now, zone = item.clock.now, item.clock.work.zone
    has = item.handed_to
    context = {
        "firm": team.firm,
        "item": item,
        "of_firm": of_firm(request, team),
        "next": asked_on(request) or page_of(request) or reverse("desk:worklist"),
        "snooze_form": snooze_form or SnoozeForm(now=now, zone=zone),
        "assignment_form": assignment_form
        or AssignmentForm(team=team.members, initial={"to": str(has.pk) if has else COORDINATOR}),
    }
    status = 422 if request.method == "POST" else 200
    return render_or_fragment(request, "desk/errand.html", "acts", context, status=status)


def back(request: SignedInRequest) -> HttpResponse:
    """To the list that it stands in."""
    return redirect(request, asked_on(request) or "desk:worklist")
