"""The person whose job search it is."""

from datetime import date
from enum import StrEnum
from typing import Self

from django.db import models, transaction
from django.utils import timezone

from jobtracker.people import zones
from jobtracker.people.access import Scope, visible_candidates
from jobtracker.people.models.user import User


class Situation(StrEnum):
    """Whether the person has a job they could stay in, or has accepted another offer."""

    UNKNOWN = ""
    OPEN = "open"
    EMPLOYED = "employed"
    COMMITTED = "committed"


SITUATION_LABELS = {
    Situation.OPEN: "No, or not one I could stay in",
    Situation.EMPLOYED: "Yes, I could stay",
    Situation.COMMITTED: "I have accepted another offer",
}


class CandidateQuerySet(models.QuerySet["Candidate"]):
    """Candidates in the words of those who look for them."""

    def visible_to(self, user: User, scope: Scope) -> Self:
        """The person's own record, and those shared with a firm they work for."""
        return self.filter(visible_candidates(user, scope))

    def editable_by(self, user: User, scope: Scope) -> Self:
        """Where the person may add facts: whoever may see may help."""
        return self.visible_to(user, scope)

    def start(self, user: User, *, name: str, time_zone: str) -> "Candidate":
        """The person's own record; their clock is set with it. A second start changes nothing."""
        with transaction.atomic():
            candidate, is_new = self.get_or_create(
                user=user, defaults={"name": name, "time_zone": time_zone, "email": user.email}
            )
            if is_new:
                user.time_zone, user.name = time_zone, user.name or name
                user.save(update_fields=["time_zone", "name"])
        return candidate


class Candidate(models.Model):
    """Owner of everything that belongs to one job search."""

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="candidate"
    )
    name = models.CharField(max_length=120)
    email = models.EmailField("e-mail address", blank=True)
    phone = models.CharField(max_length=40, blank=True)
    time_zone = models.CharField(
        max_length=zones.NAME_LENGTH, default="UTC", validators=[zones.check_zone]
    )
    situation = models.CharField(
        max_length=12, choices=[*SITUATION_LABELS.items()], blank=True, default=Situation.UNKNOWN
    )
    situation_since = models.DateField(null=True, blank=True)
    situation_asked_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = CandidateQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def tell_situation(self, situation: Situation, *, on: date) -> None:
        """Keep the answer to "do you have a job you could stay in?", and when it was given."""
        if situation != self.situation:
            self.situation_since = on
        self.situation = situation
        self.situation_asked_on = on
        self.save(update_fields=["situation", "situation_since", "situation_asked_on"])

    def asks_situation(self, on: date) -> bool:
        """Whether it is time to ask again: never answered, or 30 days ago."""
        return self.situation_asked_on is None or (on - self.situation_asked_on).days >= 30
