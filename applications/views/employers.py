"""Employers: the list, and one with all that the candidate knows of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.employers import doubles_of, page_of
from applications.models import Employer
from applications.people_forms import EmployerForm, MergeForm
from applications.views.applications import href
from applications.views.become_one import become_one_page
from applications.views.tabs import tabs
from jobtracker.addresses import is_row_number
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import Viewer, chosen_candidate, viewer_of, visible

LONGEST_NAME = 160
MOST_SHOWN = 50
MOST_OFFERED = 500


@require_safe
def employer_list(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    viewer = viewer_of(request, candidate)
    words, after = (read(request, name) for name in ("q", "after"))
    page = page_of(candidate, after=after, words=words)
    rest = {"q": words, "after": page.after}
    context = {
        "candidate": candidate,
        "viewer": viewer,
        "lines": page.lines,
        "words": words,
        "tabs": tabs(candidate, viewer, "applications:employers"),
        "is_first": not after,
        "next_href": href("applications:employers", candidate, viewer, **rest),
        "has_more": bool(page.after),
        "new_href": href("applications:new", candidate, viewer),
    }
    return render(request, "applications/employers/list.html", context)


@require_safe
def employer(request: SignedInRequest, pk: int) -> HttpResponse:
    found = visible(request, Employer.objects.select_related("candidate"), pk)
    return page(request, found)


@require_POST
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    found = held(request, pk)
    form = EmployerForm(request.POST, instance=found)
    if not form.is_valid():
        return page(request, Employer.objects.get(pk=found.pk), edit_form=form)
    form.save()
    messages.success(request, "Saved.")
    return redirect(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what another name of the same company brings along, and make it part of this one."""
    found = held(request, pk)
    is_sent = request.method == "POST"
    form = MergeForm(request.POST if is_sent else request.GET, others=offered(found))
    if not form.is_valid():
        return page(request, found, **({"merge_form": form} if is_sent else {}))
    other = held(request, form.cleaned_data["other"])
    if not is_sent:
        return check_page(request, found, other)
    count = found.absorb(other, by=request.user, at=timezone.now())
    noun = "application" if count == 1 else "applications"
    messages.success(request, f"{other.name} is part of {found.name} now, with {count} {noun}.")
    return redirect(request, found)


def check_page(request: SignedInRequest, stays: Employer, other: Employer) -> HttpResponse:
    domain = other.domain if stays.domain and stays.domain != other.domain else ""
    along = {
        "Applications": [each.job_title or "A job" for each in other.applications.all()],
        "Red flags": [each.topic for each in other.red_flags.all()],
        "People there": [each.name for each in other.contacts.all()],
    }
    return become_one_page(
        request,
        stays,
        other,
        action=reverse("applications:merge-employer", args=[stays.pk]),
        along=along,
        goes=f"The name {other.name} goes"
        + (f", and so does its domain {domain}." if domain else "."),
    )


def page(request: SignedInRequest, found: Employer, **bound: Any) -> HttpResponse:  # noqa: ANN401
    candidate, viewer = found.candidate, viewer_of(request, found.candidate)
    applications = found.applications.order_by("-pk")[:MOST_SHOWN]
    flags = found.red_flags.all()
    context = {
        "employer": found,
        "candidate": candidate,
        "viewer": viewer,
        "back_href": href("applications:employers", candidate, viewer),
        "applications": applications,
        "contacts": found.contacts.all()[:MOST_SHOWN],
        "new_contact_href": href("applications:new-contact", candidate, viewer, employer=found.pk),
        "flags": [(each, told(each, viewer)) for each in flags],
        "doubles": doubles_of(found),
        "edit_form": EmployerForm(instance=found),
        "merge_form": MergeForm(others=offered(found)),
        **bound,
    }
    status = 422 if bound else 200
    return render(request, "applications/employers/employer.html", context, status=status)


def told(flag: Any, viewer: Viewer) -> str:  # noqa: ANN401
    """Where a red flag is from, which is the candidate's alone to read."""
    return flag.said_by if viewer.is_own else ""


def held(request: SignedInRequest, pk: int) -> Employer:
    """The employer, which nobody changes until a form that was sent is dealt with."""
    rows = Employer.objects.select_related("candidate")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    return visible(request, rows, pk)


def offered(found: Employer) -> list[Employer]:
    """Which others it may be merged with: those that look alike first."""
    alike = doubles_of(found)
    known = {found.pk, *(each.pk for each in alike)}
    others = Employer.objects.filter(candidate=found.candidate_id)[:MOST_OFFERED]
    return [*alike, *(each for each in others if each.pk not in known)]


def read(request: SignedInRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\0", "").strip()[:LONGEST_NAME]


def of_number(candidate: Candidate, text: str) -> Employer | None:
    """The candidate's employer of that number, if it is one."""
    if not is_row_number(text):
        return None
    return Employer.objects.filter(candidate=candidate, pk=int(text)).first()
