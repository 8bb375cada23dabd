"""Offers: side by side, one with its terms, and the answer to it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.comparison import compare
from applications.models import Application, Offer
from applications.offer_forms import OfferForm
from applications.overlap import overlap
from applications.pay import Period
from applications.stages import Stage
from applications.views.applications import href
from applications.views.tabs import tabs
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import Viewer, chosen_candidate, sees, viewer_of, visible

MOST_SHOWN = 50
MOST_COMPARED = 8


@require_safe
def offer_list(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.PAY)
    viewer = viewer_of(request, candidate)
    seen = Offer.objects.visible_to(request.user).filter(candidate=candidate)
    offers = seen.select_related("application__employer")
    found = list(offers.in_order()[:MOST_SHOWN])
    compared = [each for each in found if each.is_waiting][:MOST_COMPARED]
    others = processes(request, candidate)
    context = {
        "candidate": candidate,
        "viewer": viewer,
        "tabs": tabs(candidate, viewer, "applications:offers"),
        "open": compared,
        "lines": compare(compared),
        "past": [each for each in found if not each.is_waiting],
        "processes": others,
        "overlap": overlap(compared, others, timezone.localdate()),
        "list_href": list_of(candidate, viewer),
    }
    return render(request, "applications/offers/list.html", context)


def list_of(candidate: Candidate, viewer: Viewer) -> str:
    """The list of applications; "" where these are not shared along with pay."""
    is_there = sees(viewer, candidate, Scope.APPLICATIONS)
    return href("applications:list", candidate, viewer) if is_there else ""


def processes(request: SignedInRequest, candidate: Candidate) -> list[Application]:
    """What else is going on, with the next interview: it says how long an answer may wait."""
    rows = Application.objects.filter(
        candidate=candidate, stage__in=(Stage.IN_CONTACT, Stage.INTERVIEWING)
    ).visible_to(request.user)
    planned = candidate.interviews.visible_to(request.user).planned()
    to_come = planned.filter(starts_at__gt=timezone.now()).order_by("starts_at")
    rows = rows.select_related("employer").order_by("-moved_at", "-pk")
    return list(
        rows.prefetch_related(Prefetch("interviews", to_come, to_attr="interviews_to_come"))[
            :MOST_SHOWN
        ]
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, pk: int) -> HttpResponse:
    """An offer for that application."""
    rows = Application.objects.select_related("candidate", "employer")
    found = visible(request, rows, pk)
    if not sees(viewer_of(request, found.candidate), found.candidate, Scope.PAY):
        raise Http404
    fresh = Offer(
        application=found,
        candidate=found.candidate,
        received_on=timezone.localdate(),
        currency=found.pay_currency,
        period=found.pay_period or Period.YEAR,
    )
    form = offer_form(request, fresh)
    if form.is_valid():
        now = timezone.now()
        offer = Offer.objects.receive(found, by=request.user, at=now, **form.terms)
        return redirect(request, offer)
    return page(request, fresh, form)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: SignedInRequest, pk: int) -> HttpResponse:
    found = held(request, pk)
    form = offer_form(request, found)
    if form.is_valid():
        for name, value in form.terms.items():
            setattr(found, name, value)
        found.change(by=request.user, at=timezone.now())
        messages.success(request, "Saved.")
        return redirect(request, found)
    return page(request, found, form)


@require_POST
def acceptance(request: SignedInRequest, pk: int) -> HttpResponse:
    found = decidable(request, pk)
    found.accept(by=request.user, at=timezone.now())
    others = Application.objects.filter(candidate=found.candidate).open().exists()
    rest = " Your home page lists who else should hear of it." if others else ""
    messages.success(request, f"Congratulations! You accepted.{rest}")
    return redirect(request, "applications:offers")


@require_POST
def declination(request: SignedInRequest, pk: int) -> HttpResponse:
    found = decidable(request, pk)
    found.decline(by=request.user, at=timezone.now())
    messages.success(request, "You declined. The letter is ready.")
    return redirect(request, "interviews:offer-letter", found.pk)


def page(request: SignedInRequest, found: Offer, form: OfferForm) -> HttpResponse:
    candidate = found.candidate
    context = {
        "offer": found,
        "application": found.application,
        "candidate": candidate,
        "viewer": viewer_of(request, candidate),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/offers/offer.html", context, status=status)


def offer_form(request: SignedInRequest, found: Offer) -> OfferForm:
    data = request.POST if request.method == "POST" else None
    is_own = viewer_of(request, found.candidate).is_own
    return OfferForm(data, instance=found, own_zone=found.candidate.time_zone, by_firm=not is_own)


def held(request: SignedInRequest, pk: int) -> Offer:
    rows = Offer.objects.select_related("candidate", "application__employer")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self", "application"))
    return visible(request, rows, pk)


def decidable(request: SignedInRequest, pk: int) -> Offer:
    """The offer, which only the candidate answers, and only once."""
    found = held(request, pk)
    if not viewer_of(request, found.candidate).is_own or not found.is_open:
        raise PermissionDenied
    return found
