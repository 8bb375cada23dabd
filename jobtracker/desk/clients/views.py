"""Clients of a firm: the list, and one with its people, red flags and orders."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.forms import TOPICS
from applications.models import Client, ClientContact, ClientFlag
from applications.names import LONGEST_NAME
from jobtracker.desk.clients.figures import figures_of, sent_to
from jobtracker.desk.clients.forms import ClientContactForm, ClientFlagForm, ClientForm
from jobtracker.desk.clients.reading import dealing_with, page_of, tell_of_flags
from jobtracker.desk.team import row_at_work
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope
from jobtracker.people.models import Membership
from jobtracker.people.views.firm import at_work
from jobtracker.people.views.whose import act_for, record_list

MOST_ORDERS = 100


@require_safe
def client_list(request: SignedInRequest, pk: int) -> HttpResponse:
    me = at_work(request, pk)
    words, after = (
        request.GET.get(name, "").replace("\0", "").strip()[:LONGEST_NAME]
        for name in ("q", "after")
    )
    shown = page_of(me, after=after, words=words)
    rest = {name: value for name, value in (("q", words), ("after", shown.after)) if value}
    context = {
        "firm": me.firm,
        "me": me,
        "lines": shown.lines,
        "words": words,
        "is_first": not after,
        "next_href": reverse("desk:clients", args=[pk], query=rest) if shown.after else "",
    }
    return render(request, "desk/clients/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, pk: int) -> HttpResponse:
    me = at_work(request, pk)
    data = request.POST if request.method == "POST" else None
    form = ClientForm(data, instance=Client(firm=me.firm, since=timezone.now()))
    if form.is_valid():
        return redirect(request, form.save())
    context = {"firm": me.firm, "me": me, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "desk/clients/new.html", context, status=status)


@require_safe
def client(request: SignedInRequest, pk: int) -> HttpResponse:
    me, found = of_client(request, pk)
    return page(request, me, found)


@require_POST
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    me, found = of_client(request, pk)
    form = ClientForm(request.POST, instance=found)
    if not form.is_valid():
        return page(request, me, Client.objects.get(pk=found.pk), edit_form=form)
    form.save()
    messages.success(request, "Saved.")
    return redirect(request, found)


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Forget one that was added by mistake: nothing hangs on it."""
    me, found = of_client(request, pk)
    if found.is_in_use:
        messages.error(request, f"{found.name} has orders, so it stays.")
        return redirect(request, found)
    found.delete()
    messages.success(request, f"{found.name} is removed.")
    return redirect(request, "desk:clients", me.firm_id)


@require_POST
def add_contact(request: SignedInRequest, pk: int) -> HttpResponse:
    me, found = of_client(request, pk)
    form = ClientContactForm(
        request.POST, instance=ClientContact(client=found, firm=me.firm), prefix="person"
    )
    if not form.is_valid():
        return page(request, me, found, contact_form=form)
    form.save()
    return redirect(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: SignedInRequest, pk: int) -> HttpResponse:
    me, found = row_at_work(request, ClientContact.objects.select_related("client"), pk)
    form = ClientContactForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect(request, found.client)
    name = form.stored["name"]
    context = {"firm": me.firm, "me": me, "contact": found, "name": name, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "desk/clients/contact.html", context, status=status)


@require_POST
def contact_removal(request: SignedInRequest, pk: int) -> HttpResponse:
    _, found = row_at_work(request, ClientContact.objects.select_related("client"), pk)
    found.delete()
    messages.success(request, f"{found.name} is removed.")
    return redirect(request, found.client)


@require_POST
def raise_flag(request: SignedInRequest, pk: int) -> HttpResponse:
    me, found = of_client(request, pk)
    flag = ClientFlag(client=found, firm=me.firm, by=request.user, at=timezone.now())
    form = ClientFlagForm(request.POST, instance=flag)
    if not form.is_valid():
        return page(request, me, found, flag_form=form)
    form.save()
    return redirect(request, found)


@require_POST
def resolve(request: SignedInRequest, pk: int) -> HttpResponse:
    return change_flag(request, pk, lambda it: it.resolve(by=request.user, at=timezone.now()))


@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    return change_flag(request, pk, lambda flag: flag.reopen())


@require_POST
def telling(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add what the firm vouches for to one candidate's own red flags, as the firm's word."""
    _, found = of_client(request, pk)
    known = dealing_with(found, request.user)
    asked = request.POST.get("employer", "")
    each = next((one for one in known if str(one.employer.pk) == asked), None)
    if each is None:
        messages.error(request, "They don’t deal with this client, or no longer share it.")
        return redirect(request, found)
    act_for(request, each.held.candidate, Scope.APPLICATIONS)
    told = tell_of_flags(found, each.employer, by=request.user, at=timezone.now())
    name = each.held.candidate.name
    messages.success(request, f"{name} sees it now." if told else f"{name} knows of them already.")
    return redirect(request, found)


def change_flag(
    request: SignedInRequest, pk: int, verb: Callable[[ClientFlag], None]
) -> HttpResponse:
    _, flag = row_at_work(request, ClientFlag.objects.select_related("client"), pk)
    verb(flag)
    return redirect(request, flag.client)


def of_client(request: SignedInRequest, pk: int) -> tuple[Membership, Client]:
    return row_at_work(request, Client.objects.all(), pk)


def page(
    request: SignedInRequest,
    me: Membership,
    found: Client,
    **bound: Any,  # noqa: ANN401
) -> HttpResponse:
    """Everything about the client; `bound` are forms refused."""
    dealing = dealing_with(found, request.user)
    sent = sent_to(found, request.user)
    record_list(request, [*(each.held for each in dealing), *(each.held for each in sent)])
    flags = list(found.flags.select_related("by", "resolved_by"))
    context = {
        "firm": me.firm,
        "me": me,
        "client": found,
        "has_flags": any(not each.is_resolved for each in flags),
        "orders": found.orders.all()[:MOST_ORDERS],
        "contacts": found.contacts.all(),
        "flags": flags,
        "dealing": dealing,
        "sent": sent,
        "figures": figures_of(found, request.user, at=timezone.now()),
        "topics": TOPICS,
        "edit_form": ClientForm(instance=found),
        "contact_form": ClientContactForm(instance=ClientContact(), prefix="person"),
        "flag_form": ClientFlagForm(),
        **bound,
    }
    status = 422 if bound else 200
    return render(request, "desk/clients/client.html", context, status=status)
