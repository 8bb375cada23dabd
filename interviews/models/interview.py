"""The meeting itself, and what the candidate thought of it afterwards."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.urls import reverse

from applications.models import Application
from applications.models.event import EventKind
from interviews.guidance.labels import INTEREST_LABELS
from interviews.intake.reading import Format
from interviews.models.invitation import FORMAT_LABELS, Invitation, Slot
from jobtracker.people import zones
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User

USUAL_LENGTH = timedelta(hours=1)


class InterviewState(StrEnum):
    """Whether it is to come, was held, or fell through."""

    SCHEDULED = "scheduled"
    DONE = "done"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


INTERVIEW_STATE_LABELS = {
    InterviewState.SCHEDULED: "Planned",
    InterviewState.DONE: "Held",
    InterviewState.CANCELLED: "Cancelled",
    InterviewState.NO_SHOW: "Not held",
}


class Partner(StrEnum):
    """Whom one talked with; only the hiring manager or the team end the first stage."""

    UNKNOWN = ""
    TEAM = "team"
    HR = "hr"
    AGENCY = "agency"


PARTNER_LABELS = {
    Partner.TEAM: "The hiring manager or the team, 20 minutes or more",
    Partner.HR: "Someone from HR, or only briefly with the team",
    Partner.AGENCY: "An agency or a staffing firm",
}
NOT_LIVE = (Format.TEST, Format.ONE_WAY_VIDEO)


class InterviewQuerySet(OwnedQuerySet["Interview"]):
    """Interviews in the words of those who look for them."""

    scope = Scope.INTERVIEWS

    def planned(self) -> Self:
        """Those to come, and those that nobody has said anything about since."""
        return self.filter(state=InterviewState.SCHEDULED).order_by("starts_at", "pk")

    def plan(self, invitation: Invitation, slot: Slot, *, interest: int | None) -> "Interview":
        """Put the accepted slot into the candidate's plans."""
        return self.create(
            candidate_id=invitation.candidate_id,
            application_id=invitation.application_id,
            invitation=invitation,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            zone=slot.zone,
            format=invitation.format,
            place=invitation.place,
            link=invitation.link,
            people=invitation.people,
            interest_before=interest,
        )

    def cancel_planned(self, invitation: Invitation) -> None:
        """Drop what an earlier decision on the invitation had planned; what was held stays."""
        planned = self.filter(invitation=invitation, state=InterviewState.SCHEDULED)
        planned.update(state=InterviewState.CANCELLED)


class Interview(models.Model):
    """One meeting in one round of an application."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="interviews")
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="interviews"
    )
    invitation = models.ForeignKey(
        Invitation, on_delete=models.SET_NULL, null=True, blank=True, related_name="interviews"
    )
    state = models.CharField(
        max_length=9,
        choices=[*INTERVIEW_STATE_LABELS.items()],
        default=InterviewState.SCHEDULED,
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=zones.NAME_LENGTH, validators=[zones.check_zone])
    format = models.CharField(max_length=16, choices=[*FORMAT_LABELS.items()], blank=True)
    place = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=2000, blank=True)
    people = models.CharField(max_length=300, blank=True)
    partner = models.CharField(max_length=6, choices=[*PARTNER_LABELS.items()], blank=True)
    is_final_round = models.BooleanField(default=False)
    interest_before = models.PositiveSmallIntegerField(
        choices=[*INTEREST_LABELS.items()], null=True, blank=True
    )

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["candidate", "state", "starts_at"], name="interview_by_state")
        ]

    def __str__(self) -> str:
        return f"Interview: {self.application}"

    def get_absolute_url(self) -> str:
        return reverse("interviews:interview", args=[self.pk])

    @property
    def over_at(self) -> datetime:
        """When it is over, by its own end or the usual length."""
        return self.ends_at or self.starts_at + USUAL_LENGTH

    def debrief(self, *, by: User, at: datetime, partner: Partner, **answers: object) -> "Debrief":
        """Keep how it went, and the interest it left behind."""
        with transaction.atomic():
            debrief, _ = Debrief.objects.update_or_create(
                interview=self, defaults={"candidate_id": self.candidate_id, **answers}
            )
            self.state, self.partner = InterviewState.DONE, partner
            self.save(update_fields=["state", "partner"])
            self.application.rate_interest(debrief.interest_after, by=by, at=at)
            self.application.record(EventKind.DEBRIEFED, "Interview held", by=by, at=at)
        return debrief


class DebriefQuerySet(OwnedQuerySet["Debrief"]):
    """Debriefs that a person may see."""

    scope = Scope.FEEDBACK


class Debrief(models.Model):
    """The candidate's own account; interest and confidence are 1 to 5."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="told")
    interest_after = models.PositiveSmallIntegerField(choices=[*INTEREST_LABELS.items()])
    learned = models.CharField("one thing you learned", max_length=500)
    confidence_before = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    confidence_after = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    stumped_on = models.CharField("a question that stumped you", max_length=300, blank=True)
    stumped_answered = models.BooleanField(default=False)
    notes = models.TextField(max_length=5000, blank=True)

    objects = DebriefQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(interest_after__range=(1, 5)),
                name="debrief_interest_1_to_5",
            )
        ]

    def __str__(self) -> str:
        return f"After {self.interview}"
