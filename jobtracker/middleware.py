"""What holds for every page: who may see it, and who may keep a copy."""

from collections.abc import Callable
from typing import Any, override
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.cache import has_vary_header

from jobtracker.http import HtmxRequest, redirect


class SignInRequired(LoginRequiredMiddleware):
    """Closes every view that is not marked public, and takes htmx to the sign-in page too."""

    @override
    def handle_no_permission(  # type: ignore[override]
        self, request: HtmxRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        if not request.htmx:
            return super().handle_no_permission(request, view_func)
        # The fragment's own address is no page to return to, but the page around it is.
        query = urlencode({REDIRECT_FIELD_NAME: request.htmx.current_url_abs_path or "/"})
        return redirect(request, f"{resolve_url(settings.LOGIN_URL)}?{query}")


def keep_no_copies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Nothing made for one person may be found in a cache, or by "Back" after signing out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if has_vary_header(response, "Cookie"):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def own_time_zone(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Show every time on the clock of whoever is signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with timezone.override(_zone_of(request)):
            return get_response(request)

    return middleware


def _zone_of(request: HttpRequest) -> ZoneInfo:
    """A zone that a newer zone database dropped does not keep anybody out."""
    try:
        return ZoneInfo(getattr(request.user, "time_zone", "UTC"))
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
