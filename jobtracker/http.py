"""Typed requests, and every helper that reads or writes an htmx header.

No other module names such a header: what the browser side (htmx 4) expects is known here alone.
https://htmx.org/reference/#request_headers
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import (
    HttpResponseClientRedirect,
    HttpResponseClientRefresh,
    SwapMethod,
    push_url,
    replace_url,
    reswap,
    retarget,
    trigger_client_event,
)

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from jobtracker.people.access import Scope
    from jobtracker.people.models import Representation, User

type View = Callable[..., HttpResponse]

# The form around files, and its other fields, in bytes.
BESIDE_THE_FILES = 1_000_000
# How htmx asks for a part of a page, for whoever plays the browser.
ASKED_BY_HTMX: Mapping[str, str] = {"HX-Request": "true", "HX-Request-Type": "partial"}


class HtmxRequest(HttpRequest):
    """Any request, as the middleware hands it on."""

    htmx: "HtmxDetails"


class SignedInRequest(HtmxRequest):
    """A request of a signed-in person; the middleware lets no other reach a closed view."""

    user: "User"
    # By which representations it shows or changes somebody else's record; see people.views.whose.
    acted_by: "list[Representation]"
    # The page as the record names it, where its own name would tell what is the firm's alone.
    recorded_as: str
    # It was posted, and yet it changes nothing.
    shows_only: bool
    # What of it is shared with the person, by the candidate's number, while the consent is held.
    shared: "dict[int, frozenset[Scope]]"


def in_background[V: Callable[..., HttpResponse]](view: V) -> V:
    """For a view that a page asks by itself: it never takes somebody away from what they type."""
    view.is_in_background = True  # type: ignore[attr-defined]
    return view


def wants_fragment(request: HtmxRequest) -> bool:
    """Whether htmx asks for a part of a page.

    It asks for a whole page when it replaces the body or restores its history.
    """
    return bool(request.htmx) and request.htmx.request_type != "full"


def render_or_fragment(
    request: HtmxRequest,
    template: str,
    fragment: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The partial of that name in the template for htmx, the whole template for anyone else."""
    name = f"{template}#{fragment}" if wants_fragment(request) else template
    return varied(render(request, name, context, status=status))


def render_fragment(
    request: HtmxRequest,
    template: str,
    fragment: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The partial alone, for a URL that has no page of its own."""
    return varied(render(request, f"{template}#{fragment}", context, status=status))


def redirect(
    request: HtmxRequest, to: str | Model, *args: object, **kwargs: object
) -> HttpResponse:
    """Send the browser to a URL, a URL's name or an object's own page.

    A browser follows an HTTP redirect before htmx sees it, and the whole page would land in
    the fragment's place; so htmx is told in a header of an ordinary answer instead.
    """
    url = resolve_url(to, *args, **kwargs)
    return varied(HttpResponseClientRedirect(url) if request.htmx else HttpResponseRedirect(url))


def asked_on(request: HttpRequest) -> str:
    """The page that a form names as the one it stands on: a path of ours, or "" for any other."""
    named = request.POST.get("next", "")
    is_ours = named.startswith("/") and url_has_allowed_host_and_scheme(
        named, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return named if is_ours else ""


def page_of(request: HtmxRequest) -> str:
    """The page of ours from which htmx asks, as a path; "" where it does not say."""
    return request.htmx.current_url_abs_path or ""


def trigger(
    response: HttpResponse, event: str, detail: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Announce an event in the browser, so that other fragments refresh themselves."""
    return trigger_client_event(response, event, dict(detail or {}))


def show_url(response: HttpResponse, url: str, *, replace: bool = False) -> HttpResponse:
    """Put the URL in the address bar: as a new entry of the history, or in place of the last."""
    return replace_url(response, url) if replace else push_url(response, url)


def swap_into(
    response: HttpResponse, selector: str, *, how: SwapMethod | None = None
) -> HttpResponse:
    """Place the answer in another element than the one that asked, in its own way or another."""
    return retarget(reswap(response, how) if how else response, selector)


def goes_to(response: HttpResponse) -> str:
    """The address that an answer sends the browser to; "" where it shows something itself."""
    return response.headers.get("HX-Redirect") or response.headers.get("Location", "")


def shown_anew(request: HtmxRequest) -> HttpResponse:
    """Have the browser load the page it is on again, or go home where it can't."""
    if not request.htmx:
        return redirect(request, "home")
    return varied(HttpResponseClientRefresh())


def varied(response: HttpResponse) -> HttpResponse:
    """Keep a cache from giving a fragment where a page was asked for, or the reverse."""
    patch_vary_headers(response, ["HX-Request", "HX-Request-Type"])
    return response


def takes_up_to(size: int) -> Callable[[View], View]:
    """Let a view take files of so many bytes together, from people who are signed in."""

    def mark(view: View) -> View:
        view.body_limit = size + BESIDE_THE_FILES  # type: ignore[attr-defined]
        return view

    return mark
