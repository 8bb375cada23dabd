"""The pages of a search, beside each other above each of them."""

from typing import NamedTuple

from jobtracker.addresses import address
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import Viewer


class Page(NamedTuple):
    """One of them, and what has to be shared with a firm before it is there for it.

    `needs` is None for what is the candidate's own page, whatever is shared.
    """

    address: str
    label: str
    icon: str
    needs: frozenset[Scope] | None


APPLICATIONS = frozenset({Scope.APPLICATIONS})
# It says about which job.
FEEDBACK = frozenset({Scope.APPLICATIONS, Scope.FEEDBACK})
PAGES = (
    Page("applications:list", "Applications", "briefcase", APPLICATIONS),
    Page("applications:silence", "Quiet ones", "hourglass", APPLICATIONS),
    Page("applications:employers", "Employers", "building-2", APPLICATIONS),
    Page("applications:contacts", "Contacts", "users", APPLICATIONS),
    Page("interviews:schedule", "Calendar", "calendar", None),
    Page("applications:offers", "Offers", "hand-coins", frozenset({Scope.PAY})),
    Page("applications:documents", "Documents", "file-text", frozenset({Scope.DOCUMENTS})),
    Page("interviews:feedback-list", "Feedback", "message-square-quote", FEEDBACK),
)


class Tab(NamedTuple):
    """A link to one of the pages."""

    label: str
    href: str
    icon: str
    is_here: bool


def tabs(candidate: Candidate, viewer: Viewer, here: str) -> list[Tab]:
    """Links to all that the person may see; `here` is the address of the one they stand on."""
    named = {} if viewer.is_own else {"candidate": candidate.pk}
    shown = PAGES if viewer.is_own else shared_pages(viewer.scopes or frozenset())
    return [
        Tab(page.label, address(page.address, query=named), page.icon, page.address == here)
        for page in shown
    ]


def shared_pages(scopes: frozenset[Scope]) -> list[Page]:
    """The pages of a search that a firm finds with these scopes."""
    return [page for page in PAGES if page.needs is not None and page.needs <= scopes]
