"""The pages of a search, beside each other above each of them."""

from typing import NamedTuple

from django.urls import reverse

from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import Viewer

# Address, words, icon.
OWN = (
    ("interviews:schedule", "Calendar", "calendar"),
    ("applications:offers", "Offers", "hand-coins"),
    ("applications:documents", "Documents", "file-text"),
    ("interviews:feedback-list", "Feedback", "message-square-quote"),
)
PAGES = (
    ("applications:list", "Applications", "briefcase"),
    ("applications:silence", "Quiet ones", "hourglass"),
    ("applications:employers", "Employers", "building-2"),
    ("applications:contacts", "Contacts", "users"),
)


class Tab(NamedTuple):
    """A link to one of the pages."""

    label: str
    href: str
    icon: str
    is_here: bool


def tabs(candidate: Candidate, viewer: Viewer, here: str) -> list[Tab]:
    """Links to all of them; `here` is the address of the one that they stand on."""
    # Pay, documents and feedback are shared apart: a firm gets there by an application.
    pages = PAGES + OWN if viewer.is_own else PAGES
    named = {} if viewer.is_own else {"candidate": candidate.pk}
    return [
        Tab(label, reverse(address, query=named), icon, address == here)
        for address, label, icon in pages
    ]
