"""Hotlists: all of a firm's, and one with who is on it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.models import Hotlist
from jobtracker.desk.candidates.held import held_by
from jobtracker.desk.hotlists.forms import HotlistForm, OnListsForm, OntoForm, TickedForm
from jobtracker.desk.hotlists.reading import hotlists_of, lists_of, lists_with, page_of, ticked_of
from jobtracker.desk.team import row_at_work
from jobtracker.http import SignedInRequest, asked_on, redirect
from jobtracker.people.models import Membership, Representation
from jobtracker.people.views.firm import at_work
from jobtracker.people.views.whose import record_list


@require_http_methods(["GET", "HEAD", "POST"])
def hotlists(request: SignedInRequest, pk: int) -> HttpResponse:
    """All of them, and a form for one more."""
    me, now = at_work(request, pk), timezone.now()
    fresh = Hotlist(firm=me.firm, by=request.user, at=now)
    form = HotlistForm(request.POST if request.method == "POST" else None, instance=fresh)
    if form.is_valid():
        return redirect(request, form.save())
    context = {"firm": me.firm, "me": me, "lines": lists_of(me), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "desk/hotlists/list.html", context, status=status)


@require_safe
def hotlist(request: SignedInRequest, pk: int) -> HttpResponse:
    me, found = of_hotlist(request, pk)
    return hotlist_page(request, me, found)


def hotlist_page(
    request: SignedInRequest,
    me: Membership,
    found: Hotlist,
    **bound: Any,  # noqa: ANN401
) -> HttpResponse:
    """Who is on it, a page at a time; `bound` are forms refused."""
    shown, rows = page_of(me, found, request.GET.get("page", ""), now=timezone.now())
    record_discreetly(request, [each.held for each in rows])
    here = reverse("desk:hotlist", args=[found.pk])
    context = {
        "firm": me.firm,
        "me": me,
        "hotlist": found,
        "rows": rows,
        "page": shown,
        "previous_href": f"{here}?page={shown.number - 1}" if shown.has_previous() else "",
        "next_href": f"{here}?page={shown.number + 1}" if shown.has_next() else "",
        "edit_form": HotlistForm(instance=found),
        "ticked_form": TickedForm(),
    }
    status = 422 if bound else 200
    return render(request, "desk/hotlists/hotlist.html", context | bound, status=status)


@require_POST
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    me, found = of_hotlist(request, pk)
    form = HotlistForm(request.POST, instance=found)
    if not form.is_valid():
        return hotlist_page(request, me, Hotlist.objects.get(pk=found.pk), edit_form=form)
    form.save()
    messages.success(request, "Saved.")
    return redirect(request, found)


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    """The list goes; nobody on it changes in any other way."""
    me, found = of_hotlist(request, pk)
    found.delete()
    messages.success(request, f"The hotlist {found.name} is gone.")
    return redirect(request, "desk:hotlists", me.firm_id)


@require_POST
def entries(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put the ticked ones of the caseload on a hotlist."""
    me = at_work(request, pk)
    form = OntoForm(request.POST, firm_id=me.firm_id)
    back = asked_on(request) or reverse("firm:caseload", args=[me.firm_id])
    if not form.is_valid():
        for words in form.errors.values():
            messages.error(request, str(words[0]))
        return redirect(request, back)
    found = get_object_or_404(
        Hotlist.objects.editable_by(request.user), pk=form.cleaned_data["hotlist"]
    )
    held = ticked_of(me, form.cleaned_data["held"])
    record_discreetly(request, held)
    number = found.add(held, by=request.user, at=timezone.now())
    messages.success(
        request, said(number, f"put on {found.name}", "All of them are on it already.")
    )
    return redirect(request, back)


@require_POST
def entry_removal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the ticked ones off."""
    me, found = of_hotlist(request, pk)
    form = TickedForm(request.POST)
    if not form.is_valid():
        return hotlist_page(request, me, found, ticked_form=form)
    held = ticked_of(me, form.cleaned_data["held"])
    record_discreetly(request, held)
    number = found.remove(held)
    messages.success(request, said(number, f"taken off {found.name}", "They were not on it."))
    return redirect(request, found)


@require_POST
def of_candidate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which hotlists one candidate is on: those that are ticked, and no others."""
    me, held = held_by(request, pk)
    request.recorded_as = f"firm:caseload {me.firm_id}"
    known = hotlists_of(me)
    form = OnListsForm(request.POST, known=known)
    if form.is_valid():
        chosen = set(form.cleaned_data["hotlists"])
        there = set(lists_with(held, request.user))
        for each in known:
            if each.pk in chosen - there:
                each.add([held], by=request.user, at=timezone.now())
            elif each.pk in there - chosen:
                each.remove([held])
        messages.success(request, "Saved.")
    return redirect(request, "desk:candidate", held.pk)


def record_discreetly(request: SignedInRequest, held: Iterable[Representation]) -> None:
    """Note whose data it was as on the caseload: who is on a list is no candidate's to know."""
    shown = list(held)
    record_list(request, shown)
    if shown:
        request.recorded_as = f"firm:caseload {shown[0].firm_id}"


def said(number: int, act: str, nothing: str) -> str:
    """What was done to how many."""
    if not number:
        return nothing
    return f"1 candidate was {act}." if number == 1 else f"{number} candidates were {act}."


def of_hotlist(request: SignedInRequest, pk: int) -> tuple[Membership, Hotlist]:
    """A hotlist of a firm of the person's, whose membership is held; or 404."""
    return row_at_work(request, Hotlist.objects.all(), pk)
