"""An invitation to an interview: what is offered, what is known, and where it stands."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone

from applications.models import Application
from applications.models.event import EventKind
from applications.stages import IN_PROCESS, Outcome, Stage
from interviews.doubts import DOUBT_LABELS, OPENNESS_LABELS, wishes_in
from interviews.guidance import DEFAULT_POLICY, Blocker, ReplyClock
from interviews.guidance import Stage as Round
from interviews.guidance.labels import BLOCKER_LABELS, STAGE_LABELS
from interviews.guidance.policy import BOUNDS
from interviews.intake.reading import Format
from interviews.models.firm_policy import policy_for
from interviews.models.message import Handled, Message
from interviews.models.rescheduling import Happened, Side, Span
from interviews.models.slot import Slot, SlotDraft, in_utc
from jobtracker.addresses import address
from jobtracker.people import zones
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User


class State(StrEnum):
    """Where an invitation stands."""

    AWAITING = "awaiting"
    ACCEPTED = "accepted"
    ASKED = "asked"
    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


STATE_LABELS = {
    State.AWAITING: "Awaiting your decision",
    State.ACCEPTED: "Accepted",
    State.ASKED: "Asked",
    State.DECLINED: "Declined",
    State.EXPIRED: "Could not be arranged",
    State.CANCELLED: "Cancelled by them",
}
UNDECIDED = (State.AWAITING, State.ASKED)
BY_DEADLINE = (models.F("answer_by").asc(nulls_last=True), "received_at", "pk")


class Channel(StrEnum):
    """How it came."""

    MAIL = "mail"
    CALENDAR = "calendar"
    PHONE = "phone"


FORMAT_LABELS = {
    Format.VIDEO: "Video call",
    Format.PHONE: "Phone call",
    Format.ON_SITE: "On site",
    Format.ONE_WAY_VIDEO: "Recorded video, nobody there",
    Format.TEST: "A test",
}


class InvitationQuerySet(OwnedQuerySet["Invitation"]):
    """Invitations in the words of those who look for them."""

    scope = Scope.INTERVIEWS

    def awaiting_decision(self) -> Self:
        """Those nobody has decided on, the most urgent first."""
        return self.filter(state=State.AWAITING).order_by(*BY_DEADLINE)

    def undecided(self) -> Self:
        """Those that an answer is still owed to, the most urgent first."""
        return self.filter(state__in=UNDECIDED).order_by(*BY_DEADLINE)

    def wind(self) -> None:
        """Tell anew by when an answer is owed, for rows that came without it; three queries."""
        owed = list(self.undecided().prefetch_related("slots"))
        for each in owed:
            each.wind()
        self.bulk_update(owed, ["answer_by", "remind_at"], batch_size=200)

    def with_page(self) -> Self:
        """All that a page about one invitation shows, in a fixed number of queries."""
        return self.select_related(
            "candidate", "application__employer", "message"
        ).prefetch_related("slots", "application__employer__red_flags")

    def receive(
        self,
        application: Application,
        slots: Sequence[SlotDraft],
        *,
        by: User,
        at: datetime,
        **fields: Any,  # noqa: ANN401
    ) -> "Invitation":
        """Store an invitation with its times, and let the application know."""
        with transaction.atomic():
            invitation = self.create(
                candidate_id=application.candidate_id,
                application=application,
                received_at=at,
                reply_hours=policy_for(application.candidate_id).reply_hours,
                **fields,
            )
            invitation.offer(slots)
            if invitation.message:
                invitation.message.was_handled(Handled.KEPT, application)
            if application.stage not in IN_PROCESS and not application.is_closed:
                application.move_to(Stage.IN_CONTACT, by=by, at=at)
            application.record(
                EventKind.INVITATION_RECEIVED, "Invited to an interview", by=by, at=at
            )
        return invitation


class Invitation(models.Model):
    """One invitation for one application.

    Empty text means "not said". `offered_at` is when they named other times than at first, None
    where they did not. `reply_hours` is how soon an answer was best given when it came, as the
    settings were then. `reply_by` is the message's own deadline; `answer_by` is by when the
    candidate owes them a word, None where they owe none (see `clock`). `remind_at` is when to look
    whether a reminder is due, and `reminded_of` the last deadline that there was one of. `version`
    grows with every change, so that nobody decides on facts that changed under their eyes. Doubts,
    wishes, costs and needs are the candidate's alone.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="invitations")
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="invitations"
    )
    message = models.OneToOneField(
        Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitation"
    )
    state = models.CharField(max_length=10, choices=[*STATE_LABELS.items()], default=State.AWAITING)
    version = models.PositiveIntegerField(default=1)

    channel = models.CharField(max_length=8, choices=[(c, c) for c in Channel])
    received_at = models.DateTimeField(default=timezone.now)
    offered_at = models.DateTimeField(null=True, blank=True, editable=False)
    contact_name = models.CharField("who invites you", max_length=160, blank=True)
    contact_address = models.EmailField("their e-mail address", max_length=254, blank=True)
    contact_phone = models.CharField("their number", max_length=40, blank=True)
    people = models.CharField("who you would meet", max_length=300, blank=True)
    format = models.CharField(
        "how it is held", max_length=16, choices=[*FORMAT_LABELS.items()], blank=True
    )
    place = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=2000, blank=True)
    reply_hours = models.PositiveSmallIntegerField(
        default=DEFAULT_POLICY.reply_hours, editable=False
    )
    reply_by = models.DateTimeField(null=True, blank=True)
    reply_by_zone = models.CharField(max_length=zones.NAME_LENGTH, blank=True)
    answer_by = models.DateTimeField(null=True, blank=True, editable=False)
    remind_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_of = models.DateTimeField(null=True, blank=True, editable=False)
    details_follow = models.BooleanField("the missing details will follow", default=False)
    representation_unclear = models.BooleanField(
        "I don’t know who represents me for this job", default=False
    )

    uid = models.CharField(max_length=1000, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    calendar_request = models.BinaryField(null=True, blank=True)

    round_correction = models.CharField(max_length=5, choices=[*STAGE_LABELS.items()], blank=True)
    doubt = models.CharField(max_length=16, choices=[*DOUBT_LABELS.items()], blank=True)
    openness = models.CharField(max_length=6, choices=[*OPENNESS_LABELS.items()], blank=True)
    wishes = models.TextField("what would have to be true", max_length=600, blank=True)
    blocker = models.CharField(
        max_length=9, choices=[*BLOCKER_LABELS.items()], default=Blocker.NONE
    )
    blocker_detail = models.CharField(max_length=300, blank=True)
    hours_needed = models.DecimalField(
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(200))],
    )
    is_costly = models.BooleanField(
        "it means a night away, or money I won’t get back", default=False
    )
    access_need = models.CharField(max_length=300, blank=True)
    confidentiality_risk = models.BooleanField("my employer might hear of it", default=False)
    decisive_unknown = models.CharField(max_length=300, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reply_hours__range=BOUNDS["reply_hours"]),
                name="invitation_reply_hours",
            )
        ]
        indexes = [
            models.Index(fields=["candidate", "state", "answer_by"], name="invitation_by_state"),
            models.Index(
                fields=["answer_by"],
                condition=models.Q(answer_by__isnull=False),
                name="invitation_to_answer",
            ),
            models.Index(
                fields=["answer_by", "received_at", "id"],
                condition=models.Q(state__in=UNDECIDED),
                name="invitation_by_deadline",
            ),
            models.Index(
                fields=["remind_at"],
                condition=models.Q(remind_at__isnull=False),
                name="invitation_to_remind",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation: {self.application}"

    def get_absolute_url(self) -> str:
        return address("interviews:invitation", self.pk)

    @property
    def is_undecided(self) -> bool:
        """Whether an answer is still owed, a question to them included."""
        return self.state in UNDECIDED

    @property
    def corrected_round(self) -> Round | None:
        """First or later, where the person corrected what was worked out."""
        return Round(self.round_correction) if self.round_correction else None

    @property
    def would_need(self) -> list[str]:
        """What would have to be true for the person to want the job, one each."""
        return wishes_in(self.wishes)

    @property
    def clock(self) -> ReplyClock:
        """By when it is best answered, and when a question about it stops waiting."""
        times = [slot.starts_at for slot in self.slots.all()]
        since = self.offered_at or self.received_at
        return ReplyClock.of(
            since, deadline=self.reply_by, times=times, reply_hours=self.reply_hours
        )

    def offer(self, slots: Sequence[SlotDraft]) -> None:
        """Replace the proposed times."""
        with transaction.atomic():
            self.slots.all().delete()
            for slot in slots:
                Slot.objects.create(invitation=self, candidate_id=self.candidate_id, **in_utc(slot))
            # Read before, they would be the old ones.
            getattr(self, "_prefetched_objects_cache", {}).pop("slots", None)
            self.wind()
            self.save(update_fields=["answer_by", "remind_at"])

    def correct(
        self,
        values: dict[str, Any],
        slots: Sequence[SlotDraft],
        *,
        by: User,
        at: datetime,
    ) -> None:
        """Keep corrected details and times; what was planned by a decision stays as it is."""
        with transaction.atomic():
            self.change(**values)
            self.offer(slots)
            self.application.record(
                EventKind.INVITATION_CHANGED, "Details of the invitation corrected", by=by, at=at
            )

    def offer_anew(
        self,
        slots: Sequence[SlotDraft],
        *,
        side: Side,
        by: User,
        at: datetime,
        reason: str = "",
        message: Message | None = None,
    ) -> None:
        """Other times than before: it waits for a decision again, whatever had become of it."""
        before = self._spans()
        kept = None if self.reply_by and self.reply_by <= at else self.reply_by
        with transaction.atomic():
            self.interviews.cancel_planned(self, at=at)
            self.offer(slots)
            self.change(state=State.AWAITING, offered_at=at, reply_by=kept)
            self.reschedulings.record(
                self,
                Happened.MOVED,
                side=side,
                was=before,
                now=[Span.of(each) for each in self.slots.all()],
                by=by,
                at=at,
                reason=reason,
                message=message,
            )
            if self.application.is_closed:
                self.application.move_to(Stage.IN_CONTACT, by=by, at=at)
            words = "Other times were offered for the interview"
            self.application.record(EventKind.INVITATION_CHANGED, words, by=by, at=at)
            self.application.hear(at)

    def call_off(
        self, *, by: User, at: datetime, reason: str = "", message: Message | None = None
    ) -> None:
        """They take it back, with what was planned; the application stays where it is."""
        before = self._spans()
        with transaction.atomic():
            self.interviews.cancel_planned(self, at=at)
            self.change(state=State.CANCELLED)
            self.reschedulings.record(
                self,
                Happened.CALLED_OFF,
                side=Side.THEM,
                was=before,
                by=by,
                at=at,
                reason=reason,
                message=message,
            )
            words = "The invitation was taken back"
            self.application.record(EventKind.INVITATION_CHANGED, words, by=by, at=at)
            self.application.hear(at)

    def _spans(self) -> list[Span]:
        """The time that is planned because of it, else all that were offered."""
        planned = list(self.interviews.planned())
        return [Span.of(each) for each in planned or self.slots.all()]

    def is_left_unanswered(self, at: datetime) -> bool:
        """Whether they were asked, and it is time to decide without their answer."""
        moment = self.clock.falls_back_at
        return self.state == State.ASKED and moment is not None and moment <= at

    def times_are_over(self, at: datetime) -> bool:
        """Whether times were offered, and none of them is to come."""
        slots = self.slots.all()
        return bool(slots) and all(each.starts_at <= at for each in slots)

    def lapse(self, *, by: User, at: datetime) -> None:
        """No time was found: nobody declined. The application ends so where nothing else is on."""
        with transaction.atomic():
            self.change(state=State.EXPIRED)
            self.application.record(
                EventKind.INVITATION_CHANGED, "The interview could not be arranged", by=by, at=at
            )
            if not self._is_something_else_on:
                self.application.move_to(Stage.CLOSED, Outcome.NOT_ARRANGED, by=by, at=at)

    @property
    def _is_something_else_on(self) -> bool:
        others = self.application.invitations.exclude(pk=self.pk)
        is_closed = self.application.is_closed
        return is_closed or others.undecided().exists() or self._has_planned_interview

    @property
    def _has_planned_interview(self) -> bool:
        found: bool = self.application.interviews.planned().exists()
        return found

    def change(self, **fields: Any) -> None:  # noqa: ANN401
        """Save new values for some fields, as a new version."""
        for name, value in fields.items():
            setattr(self, name, value)
        self.wind()
        self.version += 1
        self.save(update_fields=[*fields, "answer_by", "remind_at", "version"])

    def wind(self) -> None:
        """Set `answer_by` by where it stands, what they said and which times they proposed."""
        is_asked = self.state == State.ASKED
        self.answer_by = self.clock.answer_by(is_asked=is_asked) if self.is_undecided else None
        # At once: how early, and by whose clock, says who reminds.
        self.remind_at = self.received_at if self.answer_by else None

    @property
    def deadlines(self) -> list[datetime]:
        """When a word of theirs is best given, and until when it is still a good one."""
        if self.answer_by is None:
            return []
        return [self.answer_by, *([self.clock.outer] if self.state == State.AWAITING else ())]
