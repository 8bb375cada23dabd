"""The page that a browser hands a posting to, and what it takes to set that up."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.from_browser import bookmark, extension, version
from applications.new_forms import GivenForm
from applications.views.applications import href
from jobtracker.http import SignedInRequest
from jobtracker.people.access import Scope
from jobtracker.people.views.whose import chosen_candidate, own_record, viewer_of


@require_safe
def from_browser(request: SignedInRequest) -> HttpResponse:
    """Takes what a bookmark or the extension hands over; without either, a link or a text."""
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    viewer = viewer_of(request, candidate)
    context = {
        "candidate": candidate,
        "viewer": viewer,
        "given": GivenForm(),
        "reading_action": href("applications:reading", candidate, viewer),
    }
    response = render(request, "applications/from_browser.html", context)
    # The page that was looked at opened this one, and has to reach it. All it can do here is to
    # speak, and to lead the tab elsewhere: the next page of ours lets go of it again.
    response.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return response


@require_safe
def browser(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    viewer = viewer_of(request, candidate)
    there = request.build_absolute_uri(href("applications:from-browser", candidate, viewer))
    context = {
        "candidate": candidate,
        "viewer": viewer,
        "label": "Add to Jobtracker" if viewer.is_own else f"Add for {candidate}",
        "bookmark": bookmark(site_of(request), there),
        "version": version(),
        "new_href": href("applications:new", candidate, viewer),
    }
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
