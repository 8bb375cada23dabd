"""The meeting itself, and what the candidate thought of it afterwards."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self
from uuid import uuid4

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from applications.models import Application
from applications.models.event import EventKind
from applications.stages import Stage, furthest
from interviews.guidance.labels import INTEREST_LABELS
from interviews.intake.reading import Format
from interviews.models.invitation import FORMAT_LABELS, Invitation, State
from interviews.models.message import Message
from interviews.models.rescheduling import Happened, Side, Span
from interviews.models.slot import Slot, SlotDraft, in_utc
from jobtracker.addresses import address
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
# It does not take place, or did not.
CALLED_OFF = (InterviewState.CANCELLED, InterviewState.NO_SHOW)


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

    def taking_place(self) -> Self:
        """Those to come and those held, without what was called off."""
        return self.exclude(state__in=CALLED_OFF)

    def over(self, at: datetime) -> Self:
        """Those that are over by then, by their own end or the usual length."""
        has_ended = models.Q(ends_at__lte=at)
        has_ended |= models.Q(ends_at=None, starts_at__lte=at - USUAL_LENGTH)
        return self.filter(has_ended)

    def untold(self, at: datetime) -> Self:
        """Those of the planned that are over by then."""
        return self.planned().over(at)

    def to_ask_about(self, at: datetime, *, longest: timedelta) -> Self:
        """Those that are over by then, began no longer before, and were not asked about yet."""
        asked = models.Q(reminded_of=F("starts_at"))
        return self.untold(at).filter(~asked, starts_at__gt=at - longest)

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
            phone=invitation.contact_phone if invitation.format == Format.PHONE else "",
            people=invitation.people,
            interest_before=interest,
        )

    def agree(
        self,
        application: Application,
        on: SlotDraft,
        *,
        invitation: Invitation | None,
        by: User,
        at: datetime,
        **facts: Any,  # noqa: ANN401
    ) -> "Interview":
        """Plan one that is agreed; an application that is closed stays so."""
        with transaction.atomic():
            made = self.create(
                candidate_id=application.candidate_id,
                application=application,
                invitation=invitation,
                interest_before=application.interest_now,
                changed_at=at,
                **in_utc(on),
                **facts,
            )
            if invitation is not None and invitation.state != State.ACCEPTED:
                invitation.change(state=State.ACCEPTED)
            if not application.is_closed:
                stage = furthest(Stage(application.stage), Stage.INTERVIEWING)
                application.move_to(stage, by=by, at=at)
            words = f"Interview agreed for {Span.of(made)}"
            application.record(EventKind.INVITATION_CHANGED, words, by=by, at=at)
        return made

    def cancel_planned(self, invitation: Invitation, *, at: datetime) -> None:
        """Drop what an earlier decision on the invitation had planned; what was held stays."""
        self.filter(invitation=invitation, state=InterviewState.SCHEDULED).cancel(at=at)

    def cancel(self, *, at: datetime) -> None:
        """Call them off, as a change that calendars take over."""
        self.update(state=InterviewState.CANCELLED, sequence=F("sequence") + 1, changed_at=at)

    def ahead_of(self, other: "Invitation | Interview", at: datetime) -> Self:
        """Those that are planned for the same application and still to come, the next one first."""
        return self.planned().filter(application=other.application_id, starts_at__gt=at)


class Interview(models.Model):
    """One meeting in one round of an application.

    Calendars know it by its `uid` for good, and take what has the higher `sequence`. `reminded_of`
    is the start that it had when a mail asked how it went.
    """

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
    phone = models.CharField(max_length=40, blank=True)
    people = models.CharField(max_length=300, blank=True)
    partner = models.CharField(max_length=6, choices=[*PARTNER_LABELS.items()], blank=True)
    is_final_round = models.BooleanField(default=False)
    interest_before = models.PositiveSmallIntegerField(
        choices=[*INTEREST_LABELS.items()], null=True, blank=True
    )
    uid = models.UUIDField(default=uuid4, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    reminded_of = models.DateTimeField(null=True, blank=True, editable=False)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["candidate", "state", "starts_at"], name="interview_by_state"),
            models.Index(
                fields=["starts_at"],
                condition=models.Q(state=InterviewState.SCHEDULED),
                name="interview_planned",
            ),
            models.Index(fields=["starts_at", "id"], name="interview_by_start"),
        ]

    def __str__(self) -> str:
        return f"Interview: {self.application}"

    def get_absolute_url(self) -> str:
        return address("interviews:interview", self.pk)

    @property
    def preparation_url(self) -> str:
        """Where the candidate gets ready for it."""
        return address("interviews:preparation", self.pk)

    @property
    def is_planned(self) -> bool:
        """Whether it is to come, or nobody has said yet how it went."""
        return self.state == InterviewState.SCHEDULED

    @property
    def over_at(self) -> datetime:
        """When it is over, by its own end or the usual length."""
        return self.ends_at or self.starts_at + USUAL_LENGTH

    @property
    def is_held(self) -> bool:
        """Whether it took place."""
        return self.state == InterviewState.DONE

    def correct(self, values: Mapping[str, Any], *, by: User, at: datetime) -> None:
        """Keep what is known of it now, as a change that calendars take over."""
        stored = Interview.objects.get(pk=self.pk)
        changed = [name for name, value in values.items() if getattr(stored, name) != value]
        if not changed:
            return
        for name, value in values.items():
            setattr(self, name, value)
        self.sequence, self.changed_at = self.sequence + 1, at
        with transaction.atomic():
            self.save(update_fields=[*changed, "sequence", "changed_at"])
            words = "Details of the interview corrected"
            self.application.record(EventKind.INVITATION_CHANGED, words, by=by, at=at)

    def move_to(
        self,
        to: SlotDraft,
        *,
        side: Side,
        by: User,
        at: datetime,
        reason: str = "",
        message: Message | None = None,
    ) -> None:
        """Another time, and with it a meeting that was called off takes place after all."""
        before, now = Span.of(self), in_utc(to)
        self.starts_at, self.ends_at, self.zone = now["starts_at"], now["ends_at"], now["zone"]
        self.state, self.changed_at = InterviewState.SCHEDULED, at
        self.sequence += 1
        with transaction.atomic():
            self.save(
                update_fields=["starts_at", "ends_at", "zone", "state", "changed_at", "sequence"]
            )
            if self.invitation is not None and self.invitation.state != State.ACCEPTED:
                self.invitation.change(state=State.ACCEPTED)
            self.reschedulings.record(
                self,
                Happened.MOVED,
                side=side,
                was=[before],
                now=[Span.of(self)],
                by=by,
                at=at,
                reason=reason,
                message=message,
            )
            words = f"Interview moved to {Span.of(self)}"
            self.application.record(EventKind.INVITATION_CHANGED, words, by=by, at=at)

    def fall_through(
        self,
        happened: Happened,
        *,
        side: Side,
        by: User,
        at: datetime,
        reason: str = "",
        message: Message | None = None,
    ) -> None:
        """It was called off, or nobody came. What follows for the application is for people to say.

        An invitation that the candidate called off waits for their decision again.
        """
        is_missed = happened is Happened.MISSED
        self.state = InterviewState.NO_SHOW if is_missed else InterviewState.CANCELLED
        self.changed_at = at
        self.sequence += 1
        with transaction.atomic():
            self.save(update_fields=["state", "changed_at", "sequence"])
            if self.invitation is not None and not is_missed:
                after = State.CANCELLED if side is Side.THEM else State.AWAITING
                self.invitation.change(state=after)
            row = self.reschedulings.record(
                self,
                happened,
                side=side,
                was=[Span.of(self)],
                by=by,
                at=at,
                reason=reason,
                message=message,
            )
            words = f"Interview: {row.title_to_others[0].lower()}{row.title_to_others[1:]}"
            self.application.record(EventKind.INVITATION_CHANGED, words, by=by, at=at)

    def was_held(
        self, partner: Partner, held_at: datetime | None, *, by: User, at: datetime, is_news: bool
    ) -> None:
        """It took place, with whom, and when if not as planned; news go into the history."""
        self.state, self.partner = InterviewState.DONE, partner
        if held_at is not None:
            self.starts_at, self.ends_at = held_at, None
        with transaction.atomic():
            self.save(update_fields=["state", "partner", "starts_at", "ends_at"])
            self.application.hear(self.starts_at)
            if is_news:
                self.application.record(EventKind.DEBRIEFED, "Interview held", by=by, at=at)
