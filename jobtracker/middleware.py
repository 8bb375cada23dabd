"""What holds for every page: who may see it, and who may keep a copy."""

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any, cast, override
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.cache import has_vary_header

from jobtracker.clock import zone_named
from jobtracker.http import HtmxRequest, SignedInRequest, redirect
from jobtracker.once import once
from jobtracker.people.views.whose import record_acts
from jobtracker.retry import sent_already, signed_out

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
# What pages may have left in the browser. Cookies stay: they hold the notice of the next page.
FORGET = '"cache", "storage"'
NO_DEVICES = "camera=(), geolocation=(), microphone=()"


class SignInRequired(LoginRequiredMiddleware):
    """Closes every view that is not marked public, and takes htmx to the sign-in page too.

    What somebody typed until their sign-in ended would be lost there, so that is handed back.
    """

    @override
    def handle_no_permission(  # type: ignore[override]
        self, request: HtmxRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        if handed_back := signed_out(request):
            return handed_back
        if not request.htmx:
            return super().handle_no_permission(request, view_func)
        if hasattr(view_func, "is_in_background"):
            return HttpResponse(status=204)
        # The fragment's own address is no page to return to, but the page around it is.
        query = urlencode({REDIRECT_FIELD_NAME: request.htmx.current_url_abs_path or "/"})
        return redirect(request, f"{resolve_url(settings.LOGIN_URL)}?{query}")


class InOneTransaction:
    """Run a view in one transaction where a right and what it opens must not come apart.

    That is every change a signed-in person makes, and every page for who works for a firm. The
    record of who did what is part of it. A view marked `non_atomic_requests` sees to it itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HtmxRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if not self.is_needed(request) or hasattr(view, "_non_atomic_requests"):
            return None
        with transaction.atomic():
            response = self.answer(request, lambda: view(request, *args, **kwargs))
            # A form that was refused changed nothing, yet its page shows data.
            has_changed = request.method not in SAFE_METHODS and response.status_code < 400
            record_acts(cast("SignedInRequest", request), has_changed=has_changed)
        return response

    @staticmethod
    def answer(request: HtmxRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
        """A form that comes twice has one effect, and one answer."""
        if request.method != "POST":
            return act()
        return once(cast("SignedInRequest", request), act, lambda: sent_already(request))

    @staticmethod
    def is_needed(request: HtmxRequest) -> bool:
        changes = request.method not in SAFE_METHODS
        return request.user.is_authenticated and (changes or request.user.is_coordinator)


def keep_no_copies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Nothing made for one person may be found in a cache, or by "Back" after signing out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if has_vary_header(response, "Cookie"):
            response.headers.setdefault("Cache-Control", "no-store, private")
        if _ends_session(response):
            response.headers["Clear-Site-Data"] = FORGET
        return response

    return middleware


def lead_back(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Who asks anew for an address that only takes changes is led to the page they came from."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "GET" and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            context = {"back_href": page_above(request.path)}
            page = render(request, "405.html", context, status=response.status_code)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    return middleware


def page_above(path: str) -> str:
    """The address of the nearest page that this one lies under."""
    while path.strip("/"):
        path = f"{path.rstrip('/').rpartition('/')[0]}/"
        with suppress(Resolver404):
            resolve(path)
            return path
    return "/"


def _ends_session(response: HttpResponse) -> bool:
    cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie is not None and not cookie.value


def no_devices(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """No page has a use for camera, place or microphone; the one that has says so itself."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NO_DEVICES)
        return response

    return middleware


def own_clock_and_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Show every time on the clock of whoever is signed in, as their language writes it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        zone = zone_named(getattr(request.user, "time_zone", "UTC"))
        language = getattr(request.user, "reads", settings.LANGUAGE_CODE)
        with timezone.override(zone), translation.override(language):
            return get_response(request)

    return middleware
