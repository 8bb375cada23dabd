"""Calendars of one's own, read for when one has no time."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from interviews.forms.feed import FeedForm
from interviews.forms.subscription import SubscriptionForm
from interviews.models import Subscription
from interviews.models.subscription import MOST, TooMany
from interviews.views.feeds import page
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views.whose import own_record, visible

ENOUGH = f"We read {MOST} calendars at most. End one that matters less."


@require_POST
def subscriptions(request: SignedInRequest) -> HttpResponse:
    """Read one more; the first time within seconds."""
    candidate = own_record(request)
    form = SubscriptionForm(request.POST, prefix="own")
    if not form.is_valid():
        return page(request, form=FeedForm(), own=form)
    try:
        Subscription.objects.start(candidate, at=timezone.now(), **form.cleaned_data)
    except TooMany:
        form.add_error(None, ENOUGH)
        return page(request, form=FeedForm(), own=form)
    messages.success(request, "Added. We read it now, and every hour from then on.")
    return redirect(request, "interviews:feeds")


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Forget its address and all that was read there."""
    found = visible(request, Subscription.objects.all(), pk)
    found.delete()
    messages.success(request, f"{found.name} is read no more, and what we knew of it is gone.")
    return redirect(request, "interviews:feeds")
