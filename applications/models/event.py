"""What happened to an application: written once, never changed."""

from enum import StrEnum
from typing import Self

from django.db import models
from django.db.models import Q

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
    EMPLOYER_CHANGED = "employer_changed"
    FOLLOWED_UP = "followed_up"
    OFFER_RECEIVED = "offer_received"
    OFFER_CHANGED = "offer_changed"
    OFFER_ANSWERED = "offer_answered"
    FACTS_CHANGED = "facts_changed"
    FEEDBACK_ASKED = "feedback_asked"
    FEEDBACK_CHASED = "feedback_chased"
    FEEDBACK_RECEIVED = "feedback_received"
    FEEDBACK_NONE = "feedback_none"
    LETTER_SENT = "letter_sent"
    PUT_FORWARD = "put_forward"


LONGEST_LINE = 300
# By these the employer was heard.
NEWS = frozenset({EventKind.INVITATION_RECEIVED, EventKind.OFFER_RECEIVED})


# Of these only those may read with whom interviews, pay or feedback are shared too.
ABOUT_INTERVIEWS = (
    EventKind.INVITATION_RECEIVED,
    EventKind.INVITATION_CHANGED,
    EventKind.DECIDED,
    EventKind.DEBRIEFED,
    EventKind.LETTER_SENT,
)
ABOUT_PAY = (EventKind.OFFER_RECEIVED, EventKind.OFFER_CHANGED, EventKind.OFFER_ANSWERED)
ABOUT_FEEDBACK = (
    EventKind.FEEDBACK_ASKED,
    EventKind.FEEDBACK_CHASED,
    EventKind.FEEDBACK_RECEIVED,
    EventKind.FEEDBACK_NONE,
)
ABOUT = (
    (ABOUT_INTERVIEWS, Scope.INTERVIEWS),
    (ABOUT_PAY, Scope.PAY),
    (ABOUT_FEEDBACK, Scope.FEEDBACK),
)


def kinds() -> list[tuple[str, str]]:
    """A function, so that a new kind is no change of the table."""
    return [(kind, kind) for kind in EventKind]


class EventQuerySet(OwnedQuerySet["Event"]):
    """Events that a person may see."""

    scope = Scope.APPLICATIONS

    def told_to(self, user: User) -> Self:
        """Of those that the person may see, the ones about what is shared with them."""
        rows = self.visible_to(user)
        for about, scope in ABOUT:
            shared = Candidate.objects.visible_to(user, scope)
            rows = rows.filter(~Q(kind__in=about) | Q(candidate__in=shared))
        return rows


class Event(models.Model):
    """One line of an application's history, in words that both sides may read."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="events"
    )
    kind = models.CharField(max_length=24, choices=kinds)
    text = models.CharField(max_length=LONGEST_LINE)
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
