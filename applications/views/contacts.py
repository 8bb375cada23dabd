"""People whom the candidate knows from a search."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.models import Contact, Employer
from applications.models.contact import KNOWN_BY, ContactQuerySet, TooMuch
from applications.people_forms import ContactForm, MergeForm
from applications.views.applications import href
from applications.views.become_one import become_one_page
from applications.views.employers import of_number, read
from applications.views.tabs import tabs
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import chosen_candidate, refuse_to_take_away, viewer_of, visible

PAGE_LENGTH = 50
MOST_ALIKE = 5
MOST_OFFERED = 500
TOO_MUCH = "What to remember of both is too long for one. Shorten one of them first."


@require_safe
def contact_list(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    viewer = viewer_of(request, candidate)
    words, after = (read(request, name) for name in ("q", "after"))
    found = list(page_of(candidate, words, after))
    page, more = found[:PAGE_LENGTH], found[PAGE_LENGTH:]
    rest = {"q": words, "after": page[-1].name} if more else {}
    context = {
        "candidate": candidate,
        "viewer": viewer,
        "contacts": page,
        "words": words,
        "tabs": tabs(candidate, viewer, "applications:contacts"),
        "next_href": href("applications:contacts", candidate, viewer, **rest) if more else "",
        "new_href": href("applications:new-contact", candidate, viewer),
    }
    return render(request, "applications/contacts/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    viewer = viewer_of(request, candidate)
    at = of_number(candidate, request.GET.get("employer", ""))
    data = request.POST if request.method == "POST" else None
    contact = Contact(candidate=candidate, employer=at)
    form = ContactForm(data, instance=contact)
    if form.is_valid():
        return redirect(request, keep(candidate, form))
    context = {
        "candidate": candidate,
        "viewer": viewer,
        "form": form,
        "action": request.get_full_path(),
        "back_href": href("applications:contacts", candidate, viewer),
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/contacts/new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: SignedInRequest, pk: int) -> HttpResponse:
    found = held(request, pk)
    if request.method != "POST":
        return one_page(request, found)
    form = ContactForm(request.POST, instance=found)
    if not form.is_valid():
        return one_page(request, found, form=form)
    keep(found.candidate, form)
    messages.success(request, "Saved.")
    return redirect(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what another entry of the same person brings along, and make it part of this one."""
    found = held(request, pk)
    is_sent = request.method == "POST"
    form = MergeForm(request.POST if is_sent else request.GET, others=offered(found))
    if form.is_valid():
        other = held(request, form.cleaned_data["other"])
        if not is_sent:
            return check_page(request, found, other)
        try:
            found.absorb(other)
        except TooMuch:
            form.add_error("other", TOO_MUCH)
        else:
            messages.success(request, f"The second {other.name} is part of this one now.")
            return redirect(request, found)
    return one_page(request, found, **({"merge_form": form} if is_sent else {}))


def check_page(request: SignedInRequest, stays: Contact, other: Contact) -> HttpResponse:
    parts = other.involvements.select_related("application__employer")
    along = {
        "Applications": [str(each.application) for each in parts],
        "What is known of them": [
            getattr(other, each) for each in KNOWN_BY if getattr(other, each)
        ],
        "To remember from then on": [each for each in (other.about, stays.beside(other)) if each],
    }
    return become_one_page(
        request,
        stays,
        other,
        action=reverse("applications:merge-contact", args=[stays.pk]),
        along=along,
        goes="The second entry goes.",
    )


def one_page(request: SignedInRequest, found: Contact, **bound: Any) -> HttpResponse:  # noqa: ANN401
    """One person, with the forms that somebody may have filled in wrongly."""
    candidate, viewer = found.candidate, viewer_of(request, found.candidate)
    form = bound.pop("form", None) or ContactForm(instance=found)
    involvements = found.involvements.select_related("application__employer")
    context = {
        "candidate": candidate,
        "viewer": viewer,
        "contact": found,
        "name": form.stored["name"],
        "form": form,
        "doubles": found.doubles()[:MOST_ALIKE],
        "merge_form": MergeForm(others=offered(found)),
        "involvements": involvements[:PAGE_LENGTH],
        "back_href": href("applications:contacts", candidate, viewer),
        **bound,
    }
    status = 422 if form.is_bound or bound else 200
    return render(request, "applications/contacts/contact.html", context, status=status)


def held(request: SignedInRequest, pk: int) -> Contact:
    """The person, whom nobody changes until a form that was sent is dealt with."""
    rows = Contact.objects.select_related("candidate", "employer")
    if request.method == "POST":
        rows = rows.select_for_update(of=("self",))
    return visible(request, rows, pk)


def offered(found: Contact) -> list[Contact]:
    """Which others they may be merged with: those that look alike first."""
    alike = list(found.doubles().select_related("employer")[:MOST_ALIKE])
    known = {found.pk, *(each.pk for each in alike)}
    rows = Contact.objects.filter(candidate=found.candidate_id).select_related("employer")
    return [*alike, *(each for each in rows[:MOST_OFFERED] if each.pk not in known)]


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Forget the person, in every application they had to do with."""
    found = visible(request, Contact.objects.select_related("candidate"), pk)
    candidate = found.candidate
    refuse_to_take_away(request, candidate)
    found.delete()
    messages.success(request, f"{found.name} is removed.")
    return redirect(
        request, href("applications:contacts", candidate, viewer_of(request, candidate))
    )


def keep(candidate: Candidate, form: ContactForm) -> Contact:
    """Store what was typed; an employer that is new is made along the way."""
    contact: Contact = form.save(commit=False)
    name = form.cleaned_data["employer_name"]
    contact.employer = Employer.objects.named(candidate, name) if name else None
    contact.save()
    return contact


def page_of(candidate: Candidate, words: str, after: str) -> ContactQuerySet:
    """Contacts by name, one more than a page holds."""
    rows = Contact.objects.filter(candidate=candidate).select_related("employer")
    return rows.by_name(after=after, words=words)[: PAGE_LENGTH + 1]
