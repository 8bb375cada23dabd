"""What happened to one's own account: who signed in, how, and what was changed about it."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jobtracker.audit.kinds import SIGN_IN_KINDS
from jobtracker.audit.models import Entry, Kind
from jobtracker.http import SignedInRequest
from jobtracker.people.forms.sharing import listed
from jobtracker.people.views.by_day import by_day, latest_first

PAGE_LENGTH = 50
SIGN_INS: Mapping[str, tuple[str, str]] = {
    Kind.SIGNED_IN: ("You signed in", "log-in"),
    Kind.SIGN_IN_FAILED: ("Somebody tried to sign in as you, and failed", "shield-alert"),
    Kind.SIGNED_OUT: ("You signed out", "log-out"),
    Kind.PASSWORD_CHANGED: ("Your password was changed", "key-round"),
    Kind.SECOND_FACTOR_CHANGED: ("Your second factor was changed", "shield-check"),
    Kind.ADDRESS_CHANGED: ("Your e-mail address was changed", "at-sign"),
    Kind.SIGN_ON_CHANGED: ("A sign-on elsewhere was added or removed", "link"),
    Kind.SESSIONS_ENDED: ("Your sessions elsewhere were ended", "log-out"),
}
WAYS: Mapping[str, str] = {
    "password": "your password",
    "password_reset": "a code from your mail",
    "sign_up": "a new account",
    "totp": "a code from your app",
    "webauthn": "a passkey",
    "recovery_codes": "a recovery code",
    "socialaccount": "your firm’s sign-on",
}
FACTORS: Mapping[str, str] = {
    "totp": "An authenticator app",
    "webauthn": "A passkey",
    "recovery_codes": "Recovery codes",
}
WHO: Mapping[str, str] = {
    "operator": "By whoever runs this site",
    "link": "By the link that we mailed to your old address",
    "administrator": "By an administrator of your firm, who gave you another role",
}
CHANGED: Mapping[str, str] = {"added": "added", "removed": "removed", "renewed": "made anew"}


class Line(NamedTuple):
    """One thing that happened; `how` says more where the record knows."""

    title: str
    how: str
    at: datetime
    icon: str


@require_safe
def sign_ins(request: SignedInRequest) -> HttpResponse:
    entries = Entry.objects.of(request.user.pk).filter(kind__in=SIGN_IN_KINDS)
    found = list(latest_first(entries, request.GET.get("before", ""))[: PAGE_LENGTH + 1])
    shown, more = found[:PAGE_LENGTH], found[PAGE_LENGTH:]
    context = {
        "days": by_day([line_of(entry) for entry in shown]),
        "older_href": reverse("people:sign-ins", query={"before": shown[-1].pk}) if more else "",
    }
    return render(request, "people/sign_ins.html", context)


def line_of(entry: Entry) -> Line:
    title, icon = SIGN_INS[entry.kind]
    return Line(title, how(entry.detail), entry.at, icon)


def how(detail: Mapping[str, object]) -> str:
    """What the record knows besides: "By your password and a code from your app"."""
    by = detail.get("by")
    steps = by if isinstance(by, list) else [by]
    ways = [WAYS[str(each)] for each in steps if str(each) in WAYS]
    changes = [
        f"{FACTORS[kind]}: {words}"
        for change, words in CHANGED.items()
        if (kind := str(detail.get(change))) in FACTORS
    ]
    who = WHO.get(str(detail.get("who")), "")
    return ". ".join(filter(None, [f"By {listed(ways)}" if ways else "", *changes, who]))
