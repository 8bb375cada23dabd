"""Who has to do with an application, and in which role."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from applications.models import Application, Contact, Involvement
from applications.page_forms import KnownPersonForm, NewPersonForm, RoleForm
from applications.views.application import held
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views.whose import viewer_of, visible

MOST_OFFERED = 200
LONGEST_NAME = 120


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody known or somebody new; posted to, somebody known."""
    found = held(request, pk)
    if request.method != "POST":
        return page(request, found)
    form = KnownPersonForm(request.POST, known=known_to(found, ""))
    if not form.is_valid():
        return page(request, found, known_form=form)
    Involvement.objects.get_or_create(
        application=found,
        contact_id=form.cleaned_data["contact"],
        defaults={"candidate": found.candidate, "role": form.cleaned_data["role"]},
    )
    return to_people(request, found)


@require_POST
def new_person(request: SignedInRequest, pk: int) -> HttpResponse:
    found = held(request, pk)
    contact = Contact(candidate=found.candidate, employer=found.employer)
    form = NewPersonForm(request.POST, instance=contact)
    if not form.is_valid():
        return page(request, found, new_form=form)
    role = form.cleaned_data["role"]
    Involvement.objects.create(
        candidate=found.candidate, application=found, contact=form.save(), role=role
    )
    return to_people(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def involvement(request: SignedInRequest, pk: int) -> HttpResponse:
    """What they do in this process."""
    found = link(request, pk)
    data = request.POST if request.method == "POST" else None
    form = RoleForm(data, instance=found)
    if form.is_valid():
        found.save(update_fields=["role"])
        return to_people(request, found.application)
    context = {
        "application": found.application,
        "candidate": found.candidate,
        "viewer": viewer_of(request, found.candidate),
        "involvement": found,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/involvement.html", context, status=status)


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    """They have nothing to do with it after all; the person stays among the contacts."""
    found = link(request, pk)
    found.delete()
    return to_people(request, found.application)


def page(request: SignedInRequest, found: Application, **bound: Any) -> HttpResponse:  # noqa: ANN401
    words = request.GET.get("q", "")[:LONGEST_NAME].replace("\x00", "")
    known = known_to(found, words)
    context = {
        "application": found,
        "candidate": found.candidate,
        "viewer": viewer_of(request, found.candidate),
        "words": words,
        "has_known": bool(known),
        "is_cut": len(known) == MOST_OFFERED,
        "known_form": KnownPersonForm(known=known),
        "new_form": NewPersonForm(),
    }
    status = 422 if bound else 200
    return render(request, "applications/people.html", context | bound, status=status)


def known_to(found: Application, words: str) -> list[Contact]:
    """Contacts that have nothing to do with it yet, those at the employer first."""
    rows = Contact.objects.filter(candidate=found.candidate).by_name(words=words)
    rows = rows.exclude(involvements__application=found).select_related("employer")
    at_hand = [*rows.filter(employer=found.employer)[:MOST_OFFERED]]
    others = rows.exclude(Q(employer=found.employer) & Q(employer__isnull=False))
    return [*at_hand, *others[: MOST_OFFERED - len(at_hand)]]


def link(request: SignedInRequest, pk: int) -> Involvement:
    rows = Involvement.objects.select_related("candidate", "application__employer", "contact")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    return visible(request, rows, pk)


def to_people(request: SignedInRequest, application: Application) -> HttpResponse:
    return redirect(request, f"{application.get_absolute_url()}#people")
