"""Asking once more who it is, before what cannot be taken back."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db.models import Model
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from jobtracker.http import SignedInRequest, redirect

type View[**P] = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]


def recently_authenticated[**P](view: View[P]) -> View[P]:
    """Ask for a password, code or passkey first, unless that was answered a few minutes ago.

    The person is led back to the page, or, where they sent a form, to the page it was on: nothing
    is sent a second time on their behalf, and no password waits in the session.
    """

    @wraps(view)
    def asking(request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not is_reauthentication_required(request, app=""):
            return view(request, *args, **kwargs)
        (way, *_) = get_adapter().get_reauthentication_methods(request.user)
        back = urlencode({REDIRECT_FIELD_NAME: page_of(request)})
        return redirect(request, f"{way['url']}?{back}")

    return asking


def of_ones_own[**P](model: type[Model], **which: object) -> Callable[[View[P]], View[P]]:
    """A row of somebody else is as absent as none, before anything else is asked."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def checked(
            request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            get_object_or_404(model, user=request.user, **kwargs, **which)
            return view(request, *args, **kwargs)

        return checked

    return decorate


def page_of(request: SignedInRequest) -> str:
    """The address of the page that the person sees."""
    if request.htmx:
        return request.htmx.current_url_abs_path or "/"
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return "/"
    return came_from._replace(scheme="", netloc="", fragment="").geturl()
