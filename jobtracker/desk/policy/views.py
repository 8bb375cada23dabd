"""A firm's settings of the guidance: what is in force, what others would change, and adopting them.

Whoever works there reads them; administrators change them, from a preview only.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from interviews.guidance import DEFAULT_POLICY, Policy
from interviews.models import FirmPolicy
from interviews.models.firm_policy import LONGEST_NOTE, Overtaken, number_of, policy_of
from jobtracker.desk.policy.forms import AdoptionForm, SettingsForm
from jobtracker.desk.policy.preview import preview_of
from jobtracker.desk.policy.settings import SETTINGS, changes_between, values_of
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.models import Membership
from jobtracker.people.views.firm import at_work
from jobtracker.people.views.whose import record_list

MOST = 50
OVERTAKEN = (
    "Meanwhile other settings were adopted, and nothing was overwritten. This is what yours would "
    "change now: look at it again before you adopt them."
)
THE_SAME = "Nothing differs from what is in force, so there is nothing to adopt."


@require_safe
def policy(request: SignedInRequest, pk: int) -> HttpResponse:
    """The settings and their versions; with settings in the address, what these would change."""
    me = at_work(request, pk)
    asks = me.is_administrator and any(each.name in request.GET for each in SETTINGS)
    if not asks:
        return page(request, me)
    form = SettingsForm(request.GET)
    if not form.is_valid():
        return page(request, me, status=422, form=form)
    return preview(request, me, form)


@require_POST
def adoption(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put them in force as a new version, unless another was adopted since the preview."""
    me = at_work(request, pk)
    if not me.is_administrator:
        raise PermissionDenied
    form = AdoptionForm(request.POST)
    looked_at = SettingsForm(request.POST)
    if not looked_at.is_valid():
        return page(request, me, status=422, form=looked_at)
    if not form.is_valid():
        return preview(request, me, looked_at, status=422, adoption_form=form)
    now, note = timezone.now(), form.cleaned_data["note"]
    latest = FirmPolicy.objects.latest_of(me.firm)
    if form.cleaned_data["after"] == number_of(latest) and is_same(latest, form.policy):
        messages.info(request, THE_SAME)
        return redirect(request, "desk:policy", pk)
    try:
        made = FirmPolicy.objects.adopt(
            me.firm, form.policy, note=note, by=request.user, at=now,
            after=form.cleaned_data["after"],
        )  # fmt: skip
    except Overtaken:
        messages.warning(request, OVERTAKEN)
        return preview(request, me, looked_at, status=409, note=note)
    messages.success(request, f"{made} is in force.")
    return redirect(request, "desk:policy", pk)


def is_same(version: FirmPolicy | None, policy: Policy) -> bool:
    return not changes_between(policy_of(version), policy)


def preview(
    request: SignedInRequest,
    me: Membership,
    form: SettingsForm,
    *,
    status: int = 200,
    note: str = "",
    adoption_form: AdoptionForm | None = None,
) -> HttpResponse:
    """What the settings of a valid form would change, and the form that adopts them."""
    latest = FirmPolicy.objects.latest_of(me.firm)
    shown = preview_of(me.firm, request.user, policy_of(latest), form.policy, timezone.now())
    record_list(request, {each.held.pk: each.held for each in shown.turned}.values())
    note = note or request.GET.get("note", "").replace("\0", "")[:LONGEST_NOTE]
    initial = {**values_of(form.policy), "after": number_of(latest), "note": note}
    adopts = adoption_form or AdoptionForm(initial=initial)
    return page(request, me, status=status, form=form, preview=shown, adoption_form=adopts)


def page(
    request: SignedInRequest,
    me: Membership,
    *,
    status: int = 200,
    **shown: Any,  # noqa: ANN401
) -> HttpResponse:
    """The settings in force and all versions; `shown` is what an administrator tries out."""
    versions = list(FirmPolicy.objects.filter(firm=me.firm_id).select_related("by")[: MOST + 1])
    latest = versions[0] if versions else None
    in_force = policy_of(latest)
    context = {
        "firm": me.firm,
        "me": me,
        "latest": latest,
        "lines": [(each, each.in_words(in_force)) for each in SETTINGS],
        "versions": [(each, again_href(me, each)) for each in versions[:MOST]],
        "is_cut": len(versions) > MOST,
        "published_href": "" if is_same(latest, DEFAULT_POLICY) else again_href(me, None),
        "form": SettingsForm(initial=values_of(in_force)),
        **shown,
    }
    return render(request, "desk/policy.html", context, status=status)


def again_href(me: Membership, version: FirmPolicy | None) -> str:
    """The preview of what an older version said, or the published settings."""
    note = f"Back to version {version.number}" if version else "Back to the published settings"
    query = {**values_of(policy_of(version)), "note": note}
    return reverse("desk:policy", args=[me.firm_id], query=query)
