"""Which open invitations other settings would say something else of.

Named are those that turn because of red flags, which the firm sees. What else turns one is a fact
that the candidate keeps to themselves: interest, hours, a blocker. Of those there is a number, and
only from three on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from applications.models import RedFlag
from interviews.briefing import verdicts_by
from interviews.guidance import Blocker, Policy, Severity, Verdict
from interviews.guidance.labels import VERDICT_LABELS
from interviews.models import Invitation
from interviews.models.firm_policy import seeing_interviews
from jobtracker.desk.policy.settings import Change, changes_between
from jobtracker.people.models import Firm, Representation, Situation, User

# Each is looked at in full, with all its history.
MOST = 25
LIKELY = 4
FEWEST = 3


@dataclass(frozen=True)
class Turned:
    """An invitation of which something else would be suggested."""

    invitation: Invitation
    held: Representation
    before: Verdict
    after: Verdict

    @property
    def was(self) -> str:
        return VERDICT_LABELS[self.before]

    @property
    def becomes(self) -> str:
        return VERDICT_LABELS[self.after]


@dataclass(frozen=True)
class Preview:
    """The settings that differ, and what that would turn; `is_cut` where there may be more.

    `unnamed` is how many turn for reasons of the candidates' own.
    """

    changes: Sequence[Change]
    turned: Sequence[Turned]
    unnamed: int
    is_cut: bool

    @property
    def is_few(self) -> bool:
        """Whether so few turn for reasons of their own that a number would tell of somebody."""
        return 0 < self.unnamed < FEWEST


def preview_of(firm: Firm, user: User, before: Policy, after: Policy, now: datetime) -> Preview:
    """Three queries for the invitations that may change, and four for each of these."""
    held = seen_by(firm)
    rows = Invitation.objects.undecided().shared_with(user)
    rows = rows.filter(that_may_turn(before, after, held), candidate__in=held.values("candidate"))
    found = list(rows.with_page()[: MOST + 1])
    policies = (before, after, flags_alone(before, after))
    verdicts = [(each, *told(each, policies, now)) for each in found[:MOST]]
    every = [each for each in verdicts if each[1] is not each[2]]
    turned = [(each, was, becomes) for each, was, becomes, by_flags in every if by_flags is becomes]
    by = held.filter(candidate__in={each.candidate_id for each, _, _ in turned})
    holds = {each.candidate_id: each for each in by.select_related("candidate")}
    # Who withdrew between two of the queries is no longer held.
    shown = [
        Turned(each, holds[each.candidate_id], was, becomes)
        for each, was, becomes in turned
        if each.candidate_id in holds
    ]
    return Preview(
        changes_between(before, after),
        shown,
        unnamed=len(every) - len(turned),
        is_cut=len(found) > MOST,
    )


def told(
    invitation: Invitation, policies: Sequence[Policy], now: datetime
) -> tuple[Verdict, Verdict, Verdict]:
    """What is said of it now, what would be, and what for the red flags alone."""
    was, becomes, by_flags = verdicts_by(invitation, policies, now=now)
    return was, becomes, by_flags


def flags_alone(before: Policy, after: Policy) -> Policy:
    """The settings as they are, but for what is made of red flags."""
    return replace(before, serious_topics=after.serious_topics, version=after.version)


def seen_by(firm: Firm) -> QuerySet[Representation]:
    """Of whom the firm's settings hold: no other firm sees their interviews."""
    elsewhere = seeing_interviews().filter(candidate=OuterRef("candidate")).exclude(firm=firm)
    return seeing_interviews().filter(~Exists(elsewhere), firm=firm)


def that_may_turn(before: Policy, after: Policy, held: QuerySet[Representation]) -> Q:
    """All that could be said anew, and as few as can be told by a statement."""
    found = Q(pk__in=[])
    if before.high_cost_hours != after.high_cost_hours:
        low, high = sorted((before.high_cost_hours, after.high_cost_hours))
        found |= Q(is_costly=False, hours_needed__gt=low, hours_needed__lte=high)
    if before.serious_topics != after.serious_topics:
        low = min(before.serious_topics, after.serious_topics)
        found |= Q(application__employer__in=employers_with_flags(held, low))
    if before.confirmed_blocker != after.confirmed_blocker:
        found |= Q(blocker=Blocker.CONFIRMED)
    if before.employed_likely != after.employed_likely:
        found |= Q(application__interest_now=LIKELY, candidate__situation=Situation.EMPLOYED)
    return found


def employers_with_flags(held: QuerySet[Representation], topics: int) -> QuerySet[RedFlag, int]:
    """Those of whom flags on so many topics weigh more than a little."""
    rows = RedFlag.objects.filter(candidate__in=held.values("candidate"), resolved_at=None)
    weighty = rows.exclude(severity=Severity.MINOR).order_by().values("employer")
    counted = weighty.annotate(topics=Count("topic", distinct=True)).filter(topics__gte=topics)
    return counted.values_list("employer", flat=True)
