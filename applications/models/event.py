"""What happened to an application: written once, never changed."""

from enum import StrEnum

from django.db import models

from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User


class EventKind(StrEnum):
    """What happened."""

    CREATED = "created"
    STAGE_CHANGED = "stage_changed"
    INTEREST_CHANGED = "interest_changed"
    INVITATION_RECEIVED = "invitation_received"
    INVITATION_CHANGED = "invitation_changed"
    DECIDED = "decided"
    DEBRIEFED = "debriefed"
    FLAG_RAISED = "flag_raised"
    FLAG_CHECKED = "flag_checked"
    FLAG_RESOLVED = "flag_resolved"
    FLAG_REOPENED = "flag_reopened"


class EventQuerySet(OwnedQuerySet["Event"]):
    """Events that a person may see."""

    scope = Scope.APPLICATIONS


class Event(models.Model):
    """One line of an application's history, in words that both sides may read."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="events"
    )
    kind = models.CharField(max_length=24, choices=[(kind, kind) for kind in EventKind])
    text = models.CharField(max_length=300)
    was = models.CharField(max_length=60, blank=True)
    became = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["application", "-at"], name="event_by_application")]

    def __str__(self) -> str:
        return self.text
