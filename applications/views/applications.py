"""A new application, typed by hand or filled in from what was read."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from applications.bursts import note_burst
from applications.duplicates import Job, alike
from applications.models import Application, Employer, Posting
from applications.new_forms import ApplicationForm, GivenForm
from applications.readings import Reading
from applications.stages import APPLY_BY, Stage
from jobtracker.addresses import address
from jobtracker.http import SignedInRequest, in_background, redirect
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import Viewer, chosen_candidate, sees, viewer_of

LONGEST_NAME = 300


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    viewer = viewer_of(request, candidate)
    data = request.POST if request.method == "POST" else None
    form = application_form(candidate, viewer, data)
    if not form.is_valid():
        return new_page(request, candidate, form=form)
    job = job_in(form.cleaned_data)
    known = [] if form.cleaned_data["looked"] else alike(candidate, job)
    added = add(candidate, form, viewer)
    if known:
        messages.info(request, f"Added. You may have this one already: {known[0].job.label}.")
    return redirect(request, added)


@in_background
@require_safe
def duplicates(request: SignedInRequest) -> HttpResponse:
    """What may be the same as the job that is being typed."""
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    asked = {
        name: request.GET.get(name, "")[:LONGEST_NAME]
        for name in ("employer_name", "job_title", "posting_url", "place", "agency")
    }
    context = {"alike": alike(candidate, job_in(asked))}
    return render(request, "applications/alike.html", context)


def application_form(
    candidate: Candidate,
    viewer: Viewer,
    data: QueryDict | None = None,
    reading: Reading | None = None,
) -> ApplicationForm:
    return ApplicationForm(
        data,
        by_firm=not viewer.is_own,
        with_pay=sees(viewer, candidate, Scope.PAY),
        from_reading=reading,
    )


def new_page(
    request: SignedInRequest,
    candidate: Candidate,
    *,
    form: ApplicationForm | None = None,
    given: GivenForm | None = None,
    **more: Any,  # noqa: ANN401
) -> HttpResponse:
    """The one field, and below it the form; either may have been refused."""
    viewer = viewer_of(request, candidate)
    form = form or application_form(candidate, viewer)
    is_refused = form.is_bound or (given is not None and bool(given.errors))
    context = {
        "candidate": candidate,
        "viewer": viewer,
        "form": form,
        "given": given or GivenForm(),
        "trouble": "",
        "was_read": False,
        "alike": [],
        "action": href("applications:new", candidate, viewer),
        "reading_action": href("applications:reading", candidate, viewer),
        "duplicates_href": href("applications:duplicates", candidate, viewer),
        "back_href": href("applications:list", candidate, viewer),
        "browser_href": href("applications:browser", candidate, viewer),
        **more,
    }
    return render(request, "applications/new.html", context, status=422 if is_refused else 200)


def add(candidate: Candidate, form: ApplicationForm, viewer: Viewer) -> Application:
    """Start the application; without a date it is only saved for later."""
    at = timezone.now()
    added = Application.objects.start(
        by=viewer.user,
        at=at,
        candidate=candidate,
        employer=Employer.objects.named(candidate, form.cleaned_data["employer_name"]),
        stage=Stage.APPLIED if form.cleaned_data["applied_on"] else Stage.SAVED,
        **form.values,
    )
    if form.posting:
        Posting.objects.create(candidate=candidate, application=added, taken_at=at, **form.posting)
    if added.stage == Stage.SAVED and (day := form.filled_from.closes_on):
        added.plan(APPLY_BY, on=day)
    if viewer.is_own:
        note_burst(added, by=viewer.user, at=at)
    return added


def job_in(values: dict[str, Any]) -> Job:
    """What a form says of the job."""
    return Job(
        employer=values.get("employer_name", ""),
        title=values.get("job_title", ""),
        url=values.get("posting_url", ""),
        place=values.get("place", ""),
        agency=values.get("agency", ""),
        text=values.get("posting_text", ""),
    )


def href(view: str, candidate: Candidate, viewer: Viewer, **query: object) -> str:
    """The view's address, which names the candidate unless it is the person themselves."""
    named = {} if viewer.is_own else {"candidate": candidate.pk}
    return address(view, query={**named, **query})
