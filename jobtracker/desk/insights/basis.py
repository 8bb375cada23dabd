"""Whose rows count: of those whom the firm looks after, as far as they share what it takes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from applications.models import Submission
from interviews.models import Interview
from jobtracker.desk.insights.filters import Filters
from jobtracker.people.access import Scope, shares
from jobtracker.people.models import Membership, User

# The newest so many, of what is not counted by the database.
MOST_MEASURED = 5_000


@dataclass(frozen=True)
class Basis:
    """What one member may count, of the desk and the period that were asked for, until now."""

    me: Membership
    filters: Filters
    now: datetime

    @property
    def user(self) -> User:
        return self.me.user

    def held(self, *scopes: Scope, is_desk: bool = True) -> QuerySet[Any, Any]:
        """Candidates who share all of that with the firm, of the desk that was asked for."""
        rows = shares(self.user, None).filter(
            firm=self.me.firm_id, **{each.field: True for each in scopes}
        )
        rows = rows.exclude(candidate__user=self.user)
        if is_desk and self.filters.member:
            rows = rows.filter(coordinator=self.filters.member)
        return rows.values("candidate")

    def lately(self, name: str) -> Q:
        """Where that time is within the period."""
        since = self.filters.since(self.now)
        return Q(**{f"{name}__gte": since}) if since else Q()

    def submissions(self, *, is_desk: bool = True) -> QuerySet[Submission]:
        rows = Submission.objects.shared_with(self.user).sent()
        return rows.filter(firm=self.me.firm_id, candidate__in=self.held(is_desk=is_desk))

    def interviews(self, *scopes: Scope) -> QuerySet[Interview]:
        rows = Interview.objects.shared_with(self.user)
        rows = rows.filter(candidate__in=self.held(Scope.INTERVIEWS, *scopes))
        return rows.filter(self.lately("starts_at"), starts_at__lte=self.now)
