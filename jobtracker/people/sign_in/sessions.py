"""Where the person is signed in, and signing out there."""

import time
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.internal.flows import sessions as flows
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jobtracker.audit.kinds import Kind
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.sign_in.again import of_ones_own, recently_authenticated
from jobtracker.people.sign_in.record import record

USED_AT = "used_at"
NOTED_EVERY = 60 * 60
# In this order: most browsers also call themselves by the names of those after them.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@require_safe
@recently_authenticated
def sessions(request: SignedInRequest) -> HttpResponse:
    open_ones = UserSession.objects.purge_and_list(request.user)
    latest_first = sorted(open_ones, key=lambda each: each.last_seen_at, reverse=True)
    named = [(each, browser_of(each.user_agent)) for each in latest_first]
    context = {
        "here": [(each, name) for each, name in named if each.is_current()],
        "elsewhere": [(each, name) for each, name in named if not each.is_current()],
    }
    return render(request, "usersessions/usersession_list.html", context)


@require_POST
@of_ones_own(UserSession)
@recently_authenticated
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    flows.end_sessions(request, UserSession.objects.filter(pk=pk))
    record(Kind.SESSIONS_ENDED, request.user, which="one")
    messages.success(request, "Signed out there.")
    return redirect(request, "usersessions_list")


@require_POST
@recently_authenticated
def end_other_sessions(request: SignedInRequest) -> HttpResponse:
    flows.end_other_sessions(request, request.user)
    record(Kind.SESSIONS_ENDED, request.user, which="all others")
    messages.success(request, "Signed out everywhere else.")
    return redirect(request, "usersessions_list")


def renew(request: SignedInRequest) -> None:
    """Give the session another key, for more is open to it now: who knew the old one is out."""
    request.session.cycle_key()
    UserSession.objects.create_from_request(request)
    UserSession.objects.purge_and_list(request.user)


def note_use(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Keep when a session was last used, to the hour: each click would be a row to write."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and was_used_long_ago(request):
            used(request)
        return get_response(request)

    return middleware


def was_used_long_ago(request: HttpRequest) -> bool:
    seconds = int(time.time()) - int(request.session.get(USED_AT, 0))
    return not 0 <= seconds < NOTED_EVERY


def used(request: HttpRequest, **_: object) -> None:
    """The session is in use now."""
    request.session[USED_AT] = int(time.time())
    own = UserSession.objects.filter(session_key=request.session.session_key)
    own.update(last_seen_at=timezone.now())


def forget_notices(request: HttpRequest | None, **_: object) -> None:
    """What was to be told to one person is told to nobody else who uses this browser."""
    if request is not None and hasattr(request, "_messages"):
        # Those that were looked at are not kept.
        list(messages.get_messages(request))


def listen() -> None:
    """Hear of second factors, and of sign-ins."""
    authenticator_added.connect(factor_added)
    user_logged_in.connect(used)
    for change in (user_logged_in, user_logged_out):
        change.connect(forget_notices)


def factor_added(request: SignedInRequest, authenticator: Authenticator, **_: object) -> None:
    """Once a password alone lets nobody in, nobody stays in by it; this session showed enough."""
    if not is_first_factor(authenticator):
        return
    renew(request)
    open_ones = UserSession.objects.filter(user=request.user)
    if others := [each for each in open_ones if not each.is_current()]:
        flows.end_sessions(request, others)
        record(Kind.SESSIONS_ENDED, request.user, which="all others")
        messages.info(request, "You are signed out everywhere else.")


def is_first_factor(authenticator: Authenticator) -> bool:
    """Whether it is the only one of the person's; recovery codes only stand in for one."""
    every = Authenticator.objects.filter(user=authenticator.user_id)
    counting = every.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return [each.pk for each in counting] == [authenticator.pk]


def browser_of(user_agent: str) -> str:
    """What a person would call it: "Firefox on Linux"."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "A browser")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser
