"""Job orders: what a client wants filled, and how far that is."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.models import Order
from jobtracker.desk.clients.figures import sent_for
from jobtracker.desk.clients.forms import OrderForm
from jobtracker.desk.clients.views import of_client
from jobtracker.desk.team import row_at_work
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.models import Membership
from jobtracker.people.views.whose import record_list


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, pk: int) -> HttpResponse:
    """What that client asks for."""
    me, found = of_client(request, pk)
    fresh = Order(client=found, firm=me.firm, by=request.user, received_on=timezone.localdate())
    form = OrderForm(request.POST if request.method == "POST" else None, instance=fresh)
    if form.is_valid():
        return redirect(request, form.save())
    context = {"firm": me.firm, "me": me, "client": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "desk/orders/new.html", context, status=status)


@require_safe
def order(request: SignedInRequest, pk: int) -> HttpResponse:
    me, found = of_order(request, pk)
    return page(request, me, found)


@require_POST
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    me, found = of_order(request, pk)
    form = OrderForm(request.POST, instance=found)
    if not form.is_valid():
        as_kept = Order.objects.select_related("client").get(pk=found.pk)
        return page(request, me, as_kept, form=form)
    form.save()
    messages.success(request, "Saved.")
    return redirect(request, found)


@require_POST
def closing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nobody is looked for any more."""
    _, found = of_order(request, pk)
    found.close(on=timezone.localdate())
    messages.success(request, "The order is closed.")
    return redirect(request, found)


@require_POST
def reopening(request: SignedInRequest, pk: int) -> HttpResponse:
    _, found = of_order(request, pk)
    found.reopen()
    messages.success(request, "The order is open again.")
    return redirect(request, found)


def of_order(request: SignedInRequest, pk: int) -> tuple[Membership, Order]:
    return row_at_work(request, Order.objects.select_related("client"), pk)


def page(
    request: SignedInRequest,
    me: Membership,
    found: Order,
    **bound: Any,  # noqa: ANN401
) -> HttpResponse:
    """Everything about the order; `bound` are forms refused."""
    sent = sent_for(found, request.user)
    record_list(request, [each.held for each in sent])
    context = {
        "firm": me.firm,
        "me": me,
        "client": found.client,
        "sent": sent,
        "placed": found.placements.count(),
        "order": found,
        "form": OrderForm(instance=found),
        **bound,
    }
    status = 422 if bound else 200
    return render(request, "desk/orders/order.html", context, status=status)
