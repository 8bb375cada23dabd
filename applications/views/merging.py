"""Two entries of one job become one: by the candidate alone, who may see all that moves."""

from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from applications.duplicates import Job, alike
from applications.merging import further, merge
from applications.models import Application, Posting
from applications.removing import taken_along
from applications.search import matching
from applications.views.employers import read
from jobtracker.addresses import is_row_number
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import viewer_of, visible

MOST_FOUND = 20
MOVED_ON = "It stands elsewhere by now. Choose once more."


class MergingForm(forms.Form):
    """Where the one that remains stands; only asked where the two differ."""

    standing = forms.ChoiceField(
        label="Where does it stand?",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": MOVED_ON},
    )

    def __init__(self, data: QueryDict | None, *, stays: Application, other: Application) -> None:
        super().__init__(data, initial={"standing": further(stays, other).standing})
        self.fields["standing"].choices = [  # type: ignore[attr-defined]
            (stays.standing, f"{stays.status_label}, as here"),
            (other.standing, f"{other.status_label}, as in the second entry"),
        ]
        if stays.standing == other.standing:
            del self.fields["standing"]


class Pair(NamedTuple):
    """The application that stays, and the one that becomes part of it."""

    stays: Application
    other: Application


@require_http_methods(["GET", "HEAD", "POST"])
def merging(request: SignedInRequest, pk: int) -> HttpResponse:
    """Find the other entry, see what it brings along, and make it part of this one."""
    rows = Application.objects.select_related("candidate", "employer")
    stays = visible(request, rows, pk)
    if not viewer_of(request, stays.candidate).is_own:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    number = (request.GET if data is None else data).get("other", "")
    if not number:
        return choosing(request, stays)
    pair = pair_of(stays.candidate, pk, number, is_held=data is not None)
    form = MergingForm(data, **pair._asdict())
    if not form.is_valid():
        return checking(request, pair, form)
    become_one(request, pair, form.cleaned_data.get("standing"))
    return redirect(request, pair.stays)


def choosing(request: SignedInRequest, stays: Application) -> HttpResponse:
    words = read(request, "q")
    others = Application.objects.filter(candidate=stays.candidate).exclude(pk=stays.pk)
    found = (
        matching(others, words, is_own=True).select_related("employer") if words else others.none()
    )
    likely = [] if words else alike(stays.candidate, job_of(stays))
    context = {
        "application": stays,
        "candidate": stays.candidate,
        "viewer": viewer_of(request, stays.candidate),
        "words": words,
        "found": [(each, f"?other={each.pk}") for each in found[:MOST_FOUND]],
        "alike": [(each, f"?other={each.job.pk}") for each in likely],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "applications/merging/choose.html", context, status=status)


def checking(request: SignedInRequest, pair: Pair, form: MergingForm) -> HttpResponse:
    context = {
        "application": pair.stays,
        "other": pair.other,
        "candidate": pair.stays.candidate,
        "viewer": viewer_of(request, pair.stays.candidate),
        "along": taken_along(pair.other, request.user),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/merging/check.html", context, status=status)


def become_one(request: SignedInRequest, pair: Pair, standing: str | None) -> None:
    words, at = str(pair.other), timezone.now()
    merge(
        pair.stays,
        pair.other,
        stands_as=pair.other if standing == pair.other.standing else pair.stays,
        by=request.user,
        at=at,
    )
    messages.success(request, f"The two are one now, with all that belonged to {words}.")


def pair_of(candidate: Candidate, pk: int, number: str, *, is_held: bool) -> Pair:
    """Both of them; held in the order of their numbers, so that nobody waits crosswise."""
    if not is_row_number(number):
        raise Http404
    rows = Application.objects.filter(candidate=candidate, pk__in=[pk, int(number)])
    rows = rows.select_related("candidate", "employer").order_by("pk")
    by_pk = {each.pk: each for each in (rows.select_for_update(of=("self",)) if is_held else rows)}
    if len(by_pk) != 2:
        raise Http404
    stays = by_pk.pop(pk)
    return Pair(stays, *by_pk.values())


def job_of(application: Application) -> Job:
    """What is compared with the others."""
    posting = Posting.objects.filter(application=application).first()
    return Job(
        employer=application.employer.name,
        title=application.job_title,
        url=application.posting_url,
        place=application.place,
        agency=application.agency,
        is_unnamed=application.employer.is_unnamed,
        text=posting.text if posting else "",
        pk=application.pk,
    )
