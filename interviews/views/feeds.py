"""Private addresses for other programs' calendars: made, ended, and what is read there."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews.feeds import calendar_of, feed_with
from interviews.forms.feed import FeedForm
from interviews.forms.subscription import SubscriptionForm
from interviews.models import Feed, Subscription
from interviews.models.feed import MOST, TooMany
from interviews.views.agenda import CALENDAR_TYPE
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views.whose import own_record, visible

ENOUGH = f"You have {MOST} already. End one that you no longer use."


@require_http_methods(["GET", "HEAD", "POST"])
def feeds(request: SignedInRequest) -> HttpResponse:
    """The addresses there are; a new one is shown this once, as only a hash of it is kept."""
    candidate = own_record(request)
    if request.method != "POST":
        return page(request, form=FeedForm())
    form = FeedForm(request.POST)
    if not form.is_valid():
        return page(request, form=form)
    try:
        _, token = Feed.objects.issue(candidate, at=timezone.now(), **form.cleaned_data)
    except TooMany:
        form.add_error(None, ENOUGH)
        return page(request, form=form)
    address = request.build_absolute_uri(reverse("interviews:feed", args=[token]))
    return page(request, form=FeedForm(), address=address)


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    """From the next time on, the program that reads it finds nothing there."""
    found = visible(request, Feed.objects.all(), pk)
    found.delete()
    messages.success(request, f"{found.name} is ended. Nothing is read at its address any more.")
    return redirect(request, "interviews:feeds")


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar itself, for whoever knows the address; unchanged, it is not sent again."""
    found = feed_with(token)
    if found is None:
        raise Http404
    now = timezone.now()
    found.was_read(now)
    content = calendar_of(
        found, now, lambda each: request.build_absolute_uri(each.get_absolute_url())
    )
    response = HttpResponse(content, content_type=CALENDAR_TYPE)
    response["Content-Disposition"] = 'inline; filename="interviews.ics"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    etag = quote_etag(sha256(content).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def page(
    request: SignedInRequest,
    *,
    form: FeedForm,
    own: SubscriptionForm | None = None,
    **more: Any,  # noqa: ANN401
) -> HttpResponse:
    candidate = own_record(request)
    read = Subscription.objects.filter(candidate=candidate)
    ahead = Count("busy_times", filter=Q(busy_times__ends_at__gt=timezone.now()))
    context = {
        "feeds": Feed.objects.filter(candidate=candidate),
        "subscriptions": read.defer("sealed_address").annotate(ahead=ahead),
        "form": form,
        "own": own or SubscriptionForm(prefix="own"),
        "opens_links": settings.FETCH_LINKS,
        "address": "",
        **more,
    }
    status = 422 if form.is_bound or own is not None else 200
    return render(request, "interviews/feeds.html", context, status=status)
