"""What comes along when two entries of a company or a person become one, said beforehand."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import render

from applications.models import Contact, Employer
from jobtracker.http import SignedInRequest
from jobtracker.people.views.whose import viewer_of

MOST_NAMED = 20


def become_one_page(
    request: SignedInRequest,
    stays: Employer | Contact,
    other: Employer | Contact,
    *,
    action: str,
    along: Mapping[str, Sequence[str]],
    goes: str,
) -> HttpResponse:
    """`along` names what belongs to the other one, by kind; `goes` says what is not kept."""
    context = {
        "candidate": stays.candidate,
        "viewer": viewer_of(request, stays.candidate),
        "stays": stays,
        "other": other,
        "action": action,
        "along": [
            (kind, names[:MOST_NAMED], len(names[MOST_NAMED:]))
            for kind, names in along.items()
            if names
        ],
        "goes": goes,
    }
    return render(request, "applications/merging/become_one.html", context)
