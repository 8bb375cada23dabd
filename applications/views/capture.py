"""What somebody pasted, read into the form of a new application. Nothing is kept by that."""

from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from applications import fetching
from applications.capture.draft import Basis, Field, JobDraft, facts
from applications.capture.given import Given, Kind, given
from applications.capture.sandbox import read_bytes, read_safely
from applications.duplicates import alike
from applications.fetching import NotFetched, Why
from applications.models import Application
from applications.models.posting import Origin
from applications.new_forms import GivenForm
from applications.readings import Reading
from applications.views.applications import application_form, job_in, new_page
from jobtracker.http import SignedInRequest
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate, User
from jobtracker.people.rates import allows
from jobtracker.people.views.whose import Viewer, chosen_candidate, record_acts, sees, viewer_of

HOUR = timedelta(hours=1)
MOST_FETCHED = 60
MOST_READ = 200
TROUBLES = {
    Why.ADDRESS: "This is no link to a page that we can open.",
    Why.NOT_PUBLIC: "This link leads to a private network, so we did not open it.",
    Why.NO_ANSWER: "The site did not answer.",
    Why.TOO_SLOW: "The site took too long to answer.",
    Why.TOO_MANY_HOPS: "The link led from page to page, and we stopped following.",
    Why.REFUSED: "The site did not give us the page. It may want you to sign in, or it is gone.",
    Why.NO_PAGE: "This link leads to a file or something else that we can’t read.",
    Why.TOO_LARGE: "This page is larger than we read, which is 2 MB.",
    Why.BUSY: "We are fetching many pages just now.",
}
TURNED_OFF = "Links are not opened on this site."
ENOUGH = "That were many links in an hour, so we did not open this one."
ENOUGH_READ = "That was a lot in an hour. Please fill in the form yourself for a while."
UNREADABLE = "We could not tell what this says about the job. Please fill in the form."


class Read(NamedTuple):
    """What was read, and what stood in the way, in words for the person."""

    reading: Reading
    trouble: str = ""


# Fetching and reading take seconds, so they hold no transaction.
@transaction.non_atomic_requests
@require_POST
def reading(request: SignedInRequest) -> HttpResponse:
    form = GivenForm(request.POST)
    with transaction.atomic():
        candidate = chosen_candidate(request, Scope.APPLICATIONS)
        record_acts(request, has_changed=False)
        if not form.is_valid():
            return new_page(request, candidate, given=form)
    this = given(form.cleaned_data["given"], form.cleaned_data["url"])
    read = read_for(request.user, this)
    with transaction.atomic():
        candidate = chosen_candidate(request, Scope.APPLICATIONS)
        return filled_in(request, candidate, read, form)


def filled_in(
    request: SignedInRequest, candidate: Candidate, read: Read, given_form: GivenForm
) -> HttpResponse:
    """The page with its form filled in, what may be the same job beside it."""
    viewer = viewer_of(request, candidate)
    draft = with_usual_currency(viewer, candidate, read.reading.draft)
    form = application_form(candidate, viewer, reading=replace(read.reading, draft=draft))
    values = {str(name): each.value for name, each in draft.facts.items()}
    job = job_in({**values, "posting_text": draft.text})
    return new_page(
        request,
        candidate,
        form=form,
        # What was read stands in the form; what was not stays where it can be changed.
        given=given_form if read.trouble else None,
        trouble=read.trouble,
        was_read=bool(values),
        alike=alike(candidate, job),
    )


def with_usual_currency(viewer: Viewer, candidate: Candidate, draft: JobDraft) -> JobDraft:
    """A sum without a currency is most likely in the one that the person's others are in."""
    has_sum = {Field.PAY_FROM, Field.PAY_TO} & draft.facts.keys()
    if not has_sum or Field.CURRENCY in draft.facts or not sees(viewer, candidate, Scope.PAY):
        return draft
    rows = Application.objects.filter(candidate=candidate).exclude(pay_currency="")
    usual = rows.order_by("-pk").values_list("pay_currency", flat=True).first() or ""
    return JobDraft(draft.facts | facts(Basis.GUESS, {Field.CURRENCY: usual}), draft.text)


def read_for(user: User, this: Given) -> Read:
    """What it says, within the limits of one account."""
    if not allows(user, "read", most=MOST_READ, per=HOUR):
        return unread(this, ENOUGH_READ)
    if this.kind is Kind.LINK:
        return fetched(user, this)
    draft = read_safely(replace(this, today=timezone.localdate()))
    has_names = {Field.EMPLOYER, Field.TITLE} & draft.facts.keys()
    return Read(Reading(Origin(this.kind), draft), "" if has_names else UNREADABLE)


def fetched(user: User, link: Given) -> Read:
    if not settings.FETCH_LINKS:
        return unread(link, TURNED_OFF)
    if not allows(user, "fetch", most=MOST_FETCHED, per=HOUR):
        return unread(link, ENOUGH)
    try:
        page = fetching.fetch(link.url)
    except NotFetched as error:
        return unread(link, TROUBLES[error.why])
    draft = read_bytes(Kind.PAGE, page.content, url=link.url, charset=page.charset)
    has_names = {Field.EMPLOYER, Field.TITLE} & draft.facts.keys()
    return Read(Reading(Origin.LINK, draft), "" if has_names else UNREADABLE)


def unread(this: Given, trouble: str) -> Read:
    """The link is known at least; what was pasted stands in its field still."""
    known = facts(Basis.READ, {Field.URL: this.url})
    return Read(Reading(Origin(this.kind), JobDraft(known)), trouble)
