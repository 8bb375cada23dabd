"""What an erasure takes, and what it leaves, in numbers."""

from dataclasses import dataclass
from datetime import datetime

from jobtracker.leave.firms import Parting, partings
from jobtracker.leave.holdings import Holding, addressed_to, holdings
from jobtracker.people.models import Firm, Invite, User

# What people know by name; what hangs on these goes with them.
NAMED = (
    "applications.Application",
    "applications.RedFlag",
    "interviews.Invitation",
    "interviews.Decision",
    "interviews.Letter",
    "interviews.Interview",
    "interviews.Debrief",
    "interviews.Question",
    "interviews.Story",
    "interviews.Practice",
    "interviews.Feedback",
    "interviews.Message",
)


@dataclass(frozen=True)
class Summary:
    """`search` says "3 applications"; `unanswered` are firms that invited the person in vain."""

    search: list[str]
    sharing_with: list[str]
    partings: list[Parting]
    unanswered: int
    recorded: int

    @property
    def is_possible(self) -> bool:
        """Whether no firm would be left with nobody to run it."""
        return not any(parting.needs_heir for parting in self.partings)


def summary_of(user: User, *, at: datetime) -> Summary:
    """In a fixed number of queries."""
    held = {holding.label: holding for holding in holdings()}
    sharing = Firm.objects.filter(
        representations__candidate__user=user, representations__ended_at=None
    )
    open_invites = Invite.objects.open(at).filter(addressed_to(user, "email"))
    return Summary(
        search=[words for label in NAMED if (words := in_words(held[label], user))],
        sharing_with=[firm.name for firm in sharing.order_by("name", "pk")],
        partings=partings(user),
        unanswered=open_invites.values("firm").distinct().count(),
        recorded=held["audit.Entry"].rows(user).count(),
    )


def in_words(holding: Holding, user: User) -> str:
    """ "3 applications"; "" where there are none."""
    number, options = holding.rows(user).count(), holding.model._meta
    if not number:
        return ""
    return f"{number} {options.verbose_name if number == 1 else options.verbose_name_plural}"
