"""Feedback that a firm asks a client for: asked, chased, answered, passed on to the candidate.

Whom the firm asked, and what was said there word for word, is the firm's. The candidate sees that
it was asked for and answered, and reads their own version of it as feedback.
"""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.db.models import Q

from applications.models.event import EventKind
from interviews.models.asked_standing import ASKED_STANDING_LABELS, AskedStanding
from interviews.models.feedback import LONGEST, Feedback
from interviews.models.feedback_rows import FeedbackRowQuerySet
from interviews.models.interview import Interview
from jobtracker.addresses import address
from jobtracker.people.models import Candidate, Firm, Representation, User
from jobtracker.people.models.invite import digest_of
from jobtracker.sealing import Unreadable, seal, unseal
from jobtracker.targets import Target, Working, due, is_same_working_day

if TYPE_CHECKING:
    from interviews.models.client_answer import ClientAnswer

TOKEN_BYTES = 32
LASTS = timedelta(days=21)
LONGEST_NOTE = 2_000
# How long what was passed on still stands on the desk.
LATELY = timedelta(days=7)


class TooSoon(Exception):  # noqa: N818 - says what is wrong
    """Raised where the client was written to on this working day already."""


class Closed(Exception):  # noqa: N818 - says what it is
    """Raised where a request takes no answer, or no longer."""


class Way(StrEnum):
    """How something was told."""

    MAIL = "mail"
    VOICE = "voice"


WAY_LABELS = {Way.MAIL: "By mail", Way.VOICE: "By voice"}


class FeedbackRequestQuerySet(FeedbackRowQuerySet["FeedbackRequest"]):
    """Requests in the words of those who look for them."""

    handed_on = Q(withdrawn_at=None)

    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(withdrawn_at=None)

    def on_the_desk(self, at: datetime) -> Self:
        """Those with something to do or to wait for, and those passed on lately."""
        lately = Q(relayed_at__gt=at - LATELY) | Q(relayed_at=None)
        return self.standing().filter(lately, Q(none_at=None) | Q(answered_at__isnull=False))

    def open_to_client(self, at: datetime) -> Self:
        """Those that the client can still answer by their link."""
        unanswered = self.standing().filter(answered_at=None, relayed_at=None)
        return unanswered.filter(expires_at__gt=at).consented()

    def for_client(self, token: str, at: datetime) -> "FeedbackRequest | None":
        """The one that the secret in a link belongs to, while it can be answered.

        Call it inside a transaction: the consent is held first, so that nobody ends it half-way.
        """
        rows = self.filter(digest=digest_of(token)).open_to_client(at)
        found = rows.first()
        if found is None:
            return None
        of_firm = Representation.objects.in_force().filter(
            candidate=found.candidate_id, firm=found.firm_id
        )
        list(of_firm.order_by("pk").held())
        return rows.select_related("candidate", "firm", "interview__application").first()

    def was_answered_by(self, token: str) -> bool:
        """Whether an answer came by this link, and may still be known of."""
        by_link = self.filter(digest=digest_of(token), answers__via="page")
        return by_link.standing().consented().exists()

    def ask(
        self,
        interview: Interview,
        firm: Firm,
        *,
        by: User,
        at: datetime,
        **fields: Any,  # noqa: ANN401
    ) -> "FeedbackRequest":
        """Keep that a client was asked; with an address, there is a secret for a link of theirs."""
        if fields.get("contact_address"):
            token = secrets.token_urlsafe(TOKEN_BYTES)
            fields |= {"digest": digest_of(token), "sealed": seal(token), "expires_at": at + LASTS}
        with transaction.atomic():
            made = self.create(
                candidate_id=interview.candidate_id,
                interview=interview,
                firm=firm,
                asked_by=by,
                asked_at=at,
                **fields,
            )
            made.record(EventKind.FEEDBACK_ASKED, "Feedback asked for", by=by, at=at)
        return made


class FeedbackRequest(models.Model):
    """One question to a client about one interview. The secret of its link is found by a hash.

    It is kept sealed too, as a second mail holds the same link. `relayed` is what the candidate
    was told; `kept_why` is why words stayed that we had warned of.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="feedback_requests"
    )
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="feedback_requests")
    interview = models.ForeignKey(
        Interview, on_delete=models.CASCADE, related_name="feedback_requests"
    )
    contact_name = models.CharField("whom you ask", max_length=120)
    contact_address = models.EmailField("their e-mail address", max_length=254, blank=True)
    by_initials = models.BooleanField("name the candidate by initials only", default=False)
    note = models.TextField("a line of your own", max_length=LONGEST_NOTE, blank=True)
    digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    sealed = models.TextField(blank=True)
    message_id = models.CharField(max_length=320, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    undelivered_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    chased_at = models.DateTimeField(null=True, blank=True)
    chased_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    escalated_at = models.DateTimeField(null=True, blank=True)
    escalated_to = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    escalated_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    none_at = models.DateTimeField(null=True, blank=True)
    none_said_by = models.CharField("who said so", max_length=120, blank=True)
    relayed = models.TextField("what the candidate reads", max_length=LONGEST, blank=True)
    relayed_at = models.DateTimeField(null=True, blank=True)
    relayed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    relayed_way = models.CharField(max_length=5, choices=[*WAY_LABELS.items()], blank=True)
    kept_why = models.CharField(max_length=300, blank=True)
    feedback = models.OneToOneField(
        Feedback, on_delete=models.SET_NULL, null=True, blank=True, related_name="request"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = FeedbackRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = "request for feedback"
        verbose_name_plural = "requests for feedback"
        indexes = [
            models.Index(
                fields=["firm", "relayed_at"],
                condition=Q(withdrawn_at=None),
                name="feedback_request_on_desk",
            ),
            models.Index(
                fields=["firm", "asked_at", "id"],
                condition=Q(withdrawn_at=None, relayed_at=None),
                name="feedback_request_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "firm"],
                condition=Q(withdrawn_at=None),
                name="feedback_request_once",
            ),
            models.CheckConstraint(
                condition=Q(relayed="", relayed_at=None)
                | ~Q(relayed="") & Q(relayed_at__isnull=False),
                name="feedback_request_relayed_words",
            ),
            models.CheckConstraint(
                condition=Q(digest=None, contact_address="")
                | Q(digest__isnull=False, expires_at__isnull=False) & ~Q(contact_address=""),
                name="feedback_request_link_has_address",
            ),
        ]

    def __str__(self) -> str:
        return f"Feedback on the interview: {self.interview.application}"

    def get_absolute_url(self) -> str:
        return address("desk:feedback-request", self.pk)

    @property
    def standing(self) -> AskedStanding:
        """How far it has come."""
        return next(
            state
            for state, at in (
                (AskedStanding.RELAYED, self.relayed_at),
                (AskedStanding.ANSWERED, self.answered_at),
                (AskedStanding.NONE, self.none_at),
                (AskedStanding.ESCALATED, self.escalated_at),
                (AskedStanding.CHASED, self.chased_at),
                (AskedStanding.ASKED, self.asked_at),
            )
            if at
        )

    @property
    def standing_label(self) -> str:
        return ASKED_STANDING_LABELS[self.standing][0]

    @property
    def tone(self) -> str:
        return ASKED_STANDING_LABELS[self.standing][1]

    @property
    def standing_for_candidate(self) -> tuple[str, str]:
        """Label and tone of what they are told: who of the firm helps is the firm's affair."""
        told = self.standing
        if told is AskedStanding.ESCALATED:
            told = AskedStanding.CHASED if self.chased_at else AskedStanding.ASKED
        return ASKED_STANDING_LABELS[told]

    @property
    def is_awaited(self) -> bool:
        """Whether an answer may still come, so that asking again is of use."""
        return self.answered_at is None and self.none_at is None and self.relayed_at is None

    @property
    def is_to_relay(self) -> bool:
        return self.answered_at is not None and self.relayed_at is None

    @property
    def answer(self) -> "ClientAnswer | None":
        """What was said there; None while nothing was."""
        return next(iter(self.answers.all()), None)

    @property
    def candidate_shown(self) -> str:
        """All that the client sees of who it is about."""
        names = self.candidate.name.split() or ["the candidate"]
        return " ".join(f"{each[0]}." for each in names) if self.by_initials else names[0]

    @property
    def link_token(self) -> str:
        """The secret of the link; "" where nobody can read it any more."""
        try:
            return unseal(self.sealed) if self.sealed else ""
        except Unreadable:
            return ""

    def due_at(self, work: Working) -> datetime | None:
        """By when its next act should be done; None where there is none."""
        if self.is_to_relay and self.answered_at:
            return due(Target.RELAY, self.answered_at, work)
        if not self.is_awaited or self.escalated_at:
            return None
        if self.chased_at is None:
            return due(Target.CHASE_CLIENT, self.asked_at, work)
        # Who was asked again late has as long to answer as anybody.
        again = due(Target.CHASE_CLIENT, self.chased_at, work)
        return max(again, due(Target.ESCALATE, self.asked_at, work))

    def may_be_chased(self, at: datetime, work: Working) -> bool:
        """At most once a working day, the day of the question included."""
        latest = self.chased_at or self.asked_at
        return self.is_awaited and not is_same_working_day(latest, at, work)

    def chase(self, *, by: User, at: datetime, work: Working) -> None:
        """Ask once more, and let the link hold from now on.

        :raises TooSoon: where they were asked on this working day already
        """
        if not self.may_be_chased(at, work):
            raise TooSoon
        self.chased_at, self.chased_by = at, by
        self.expires_at = at + LASTS if self.digest else None
        with transaction.atomic():
            self.save(update_fields=["chased_at", "chased_by", "expires_at"])
            self.record(EventKind.FEEDBACK_CHASED, "Feedback asked for again", by=by, at=at)

    def escalate(self, to: User, *, by: User, at: datetime) -> None:
        """Have a colleague help; nobody outside of the firm hears of it."""
        self.escalated_to, self.escalated_by, self.escalated_at = to, by, at
        self.save(update_fields=["escalated_to", "escalated_by", "escalated_at"])

    def give_up(self, said_by: str, *, by: User, at: datetime) -> None:
        """Note that there is none to be had, and who said so."""
        self.none_at, self.none_said_by = at, said_by
        with transaction.atomic():
            self.save(update_fields=["none_at", "none_said_by"])
            self.record(EventKind.FEEDBACK_NONE, "No feedback available", by=by, at=at)

    def withdraw(self, *, at: datetime) -> None:
        """Take it back: its link opens nothing from now on."""
        FeedbackRequest.objects.filter(pk=self.pk).update(withdrawn_at=at)

    def was_opened(self, at: datetime) -> None:
        """Somebody, or some program, looked at its page."""
        FeedbackRequest.objects.filter(pk=self.pk, opened_at=None).update(opened_at=at)

    def be_answered(self, *, at: datetime) -> None:
        """Spend it; of two who answer at once, one gets through.

        :raises Closed: where it takes no answer, or no longer
        """
        unanswered = FeedbackRequest.objects.standing().filter(
            pk=self.pk, answered_at=None, relayed_at=None
        )
        if unanswered.update(answered_at=at) != 1:
            raise Closed
        self.answered_at = at

    def relay(self, words: str, way: Way, *, by: User, at: datetime, kept_why: str = "") -> None:
        """Tell the candidate in these words, which become feedback of theirs."""
        self.relayed, self.relayed_way, self.kept_why = words, way, kept_why
        self.relayed_at, self.relayed_by = at, by
        with transaction.atomic():
            self.feedback = self._as_feedback(by=by, at=at)
            self.save(
                update_fields=[
                    "relayed", "relayed_way", "relayed_at", "relayed_by", "kept_why", "feedback",
                ]
            )  # fmt: skip

    def _as_feedback(self, *, by: User, at: datetime) -> Feedback:
        """What the candidate had asked for and awaits is answered by it; else it is one more."""
        held = Feedback.objects.select_for_update(no_key=True, of=("self",))
        awaited = held.awaited().filter(interview=self.interview_id, is_private=False).first()
        if awaited is not None:
            awaited.keep({"verbatim": self.relayed, "source": "firm"}, by=by, at=at)
            return awaited
        application = self.interview.application
        return Feedback.objects.receive(
            application,
            by=by,
            at=at,
            interview=self.interview,
            source="firm",
            verbatim=self.relayed,
        )

    def record(self, kind: EventKind, words: str, *, by: User, at: datetime) -> None:
        """A line in the history of the application, which never says what was said."""
        self.interview.application.record(kind, words, by=by, at=at)
