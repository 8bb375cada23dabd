"""What the figures of a firm are made of, read in ten queries whatever its size.

Only what candidates still share with the firm counts, each figure by the scopes that it takes.
There is no data yet for two of the guidance's figures: which share of feedback can be acted upon,
as what candidates make of it is theirs alone, and how likely they are to recommend the firm, as
nobody asks. How often advice is followed, or an invitation accepted, is left out for good: it
would turn advice into pressure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jobtracker.desk.insights import talks
from jobtracker.desk.insights.basis import Basis
from jobtracker.desk.insights.filters import Filters
from jobtracker.desk.insights.measures import Metric
from jobtracker.desk.insights.placing import of_orders, of_submissions
from jobtracker.people.models import Membership


@dataclass(frozen=True)
class Group:
    """Figures that belong together."""

    title: str
    icon: str
    metrics: Sequence[Metric]


def insights_of(me: Membership, filters: Filters, now: datetime) -> list[Group]:
    """For that member's eyes, of the whole firm or of one desk."""
    basis = Basis(me, filters, now)
    of_talks = [
        talks.time_to_feedback(basis),
        talks.coverage(basis),
        talks.response_time(basis),
        talks.no_shows(basis),
    ]
    ends = [talks.closed_politely(basis), talks.task_closure(basis)]
    return [
        Group("Putting candidates forward", "send", [*of_submissions(basis)]),
        Group("Job orders", "briefcase", [*of_orders(basis)]),
        Group("Interviews and feedback", "message-square-quote", of_talks),
        Group("Loose ends", "list-checks", ends),
        Group("Interviews they were unsure about", "scale", [talks.reluctant_lift(basis)]),
    ]
