"""The page that a browser hands a posting to, and what it takes to set that up."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from applications.from_browser import bookmark, extension, version
from applications.new_forms import GivenForm
from jobtracker.http import SignedInRequest
from jobtracker.people.views.whose import own_record


@require_safe
def from_browser(request: SignedInRequest) -> HttpResponse:
    """Takes what a bookmark or the extension hands over; without either, a link or a text."""
    own_record(request)
    context = {"given": GivenForm(), "reading_action": reverse("applications:reading")}
    response = render(request, "applications/from_browser.html", context)
    # The page that was looked at opened this one, and has to reach it. All it can do here is to
    # speak, and to lead the tab elsewhere: the next page of ours lets go of it again.
    response.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return response


@require_safe
def browser(request: SignedInRequest) -> HttpResponse:
    own_record(request)
    there = request.build_absolute_uri(reverse("applications:from-browser"))
    context = {"bookmark": bookmark(site_of(request), there), "version": version()}
    return render(request, "applications/browser.html", context)


@require_safe
def extension_file(request: SignedInRequest) -> HttpResponse:
    own_record(request)
    response = HttpResponse(extension(site_of(request)), content_type="application/zip")
    name = f"jobtracker-extension-{version()}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def site_of(request: SignedInRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
