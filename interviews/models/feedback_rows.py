"""What a firm keeps of the feedback on an interview, and for how long it may read it."""

from typing import Self

from django.db import models
from django.db.models import Q

from jobtracker.people.access import FirmRowQuerySet, Scope, is_between, shares
from jobtracker.people.models import Representation, User


class FeedbackRowQuerySet[M: models.Model](FirmRowQuerySet[M]):
    """What a firm keeps of the feedback on an interview: it takes both to be shared."""

    scope = Scope.FEEDBACK

    def _kept_for(self, user: User) -> Q:
        held = shares(user, Scope.FEEDBACK).filter(shares_interviews=True)
        return is_between(held) & ~Q(candidate__user=user)

    def consented(self) -> Self:
        """Those whose candidate still shares with the firm what it takes."""
        held = Representation.objects.in_force().filter(
            shares_feedback=True, shares_interviews=True
        )
        return self.filter(is_between(held))
