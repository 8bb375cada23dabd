"""What an address says about which questions or stories to show, and the links that change it."""

from dataclasses import dataclass
from typing import NamedTuple

from django.http import Http404
from django.urls import reverse

from applications.views.employers import read
from interviews.forms.questions import is_family
from interviews.questions.families import FAMILY_LABELS
from interviews.questions.roles import LEVEL_LABELS, ROLE_LABELS
from jobtracker.http import SignedInRequest

LONGEST_OFFSET = 5


class Chip(NamedTuple):
    """A filter that stands in the address."""

    label: str
    href: str
    is_here: bool


@dataclass(frozen=True)
class Filters:
    """The words to find, the family, the line of work, the level, and where the page begins."""

    q: str = ""
    family: str = ""
    role: str = ""
    level: str = ""
    start: int = 0

    @property
    def is_narrowed(self) -> bool:
        return any((self.q, self.family, self.role, self.level))

    def href(self, address: str, **changes: str) -> str:
        """The page with these filters, but for the changes, from its beginning."""
        names = ("q", "family", "role", "level")
        query = {name: getattr(self, name) for name in names} | changes
        return reverse(address, query={name: value for name, value in query.items() if value})

    def chips(self, address: str) -> list[Chip]:
        """One for all, and one for each family."""
        every = Chip("All", self.href(address, family=""), is_here=not self.family)
        return [
            every,
            *(
                Chip(label, self.href(address, family=each), each == self.family)
                for each, label in FAMILY_LABELS.items()
            ),
        ]


def filters_of(request: SignedInRequest) -> Filters:
    """As an address may have them; what is no filter of ours is no page of ours."""
    words, family, role, level, start = (
        read(request, name) for name in ("q", "family", "role", "level", "start")
    )
    is_known = role in ("", *ROLE_LABELS) and level in ("", *LEVEL_LABELS)
    if (family and not is_family(family)) or not is_known:
        raise Http404
    is_number = start.isascii() and start.isdigit() and len(start) <= LONGEST_OFFSET
    return Filters(words, family, role, level, int(start) if is_number else 0)
