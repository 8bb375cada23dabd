"""A letter as the person left it: a draft, on its way, or sent."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Q

from applications.models import Application, Offer
from applications.models.event import EventKind
from interviews.letters import LETTER_LABELS, LetterKind
from interviews.models.decision import Decision, withdraw
from interviews.models.feedback import Feedback
from interviews.models.interview import Interview
from interviews.occasions import (
    APPLICATION,
    INTERVIEW,
    INVITATION,
    OFFER,
    WITHDRAWAL,
    Occasion,
)
from jobtracker.addresses import address
from jobtracker.clock import zone_named
from jobtracker.outbox.models import Mail, Written, new_message_id
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User

SUBJECT_LENGTH = 300
BODY_LENGTH = 20_000
COPIES_LENGTH = 1_000
PURPOSE = "letter"
# So long it can be taken back.
UNDO = timedelta(minutes=1)
MOST_A_DAY = 50
DAY = timedelta(days=1)
# When somebody who was asked where it stands is asked about again.
WAIT = timedelta(days=7)


def kinds() -> list[tuple[str, str]]:
    """A function, so that a new kind is no change of the table."""
    return [(kind, kind) for kind in LetterKind]


class Standing(StrEnum):
    """How far a letter has come."""

    DRAFT = "draft"
    LEAVING = "leaving"
    REFUSED = "refused"
    SENT = "sent"


class LetterQuerySet(OwnedQuerySet["Letter"]):
    """Letters that a person may see."""

    scope = Scope.INTERVIEWS

    def latest_for(self, occasion: Occasion, kind: LetterKind) -> "Letter | None":
        """The one that was written last of this kind for it."""
        return self.filter(kind=kind, **occasion.row).order_by("-pk").first()

    def keep(
        self,
        occasion: Occasion,
        kind: LetterKind,
        *,
        at: datetime,
        **text: Any,  # noqa: ANN401
    ) -> "Letter":
        """Keep the text as edited, in place of what was written and not sent yet.

        Its Message-ID is fixed the first time.
        """
        whose = {"candidate_id": occasion.application.candidate_id}
        new = {"message_id": new_message_id(), "saved_at": at}
        letter = self.filter(kind=kind, sent_at=None, **occasion.row).order_by("pk").last()
        if letter is None:
            return self.create(kind=kind, **occasion.row, **whose, **new, **text)
        for name, value in (text | {"saved_at": at}).items():
            setattr(letter, name, value)
        letter.save(update_fields=[*text, "saved_at"])
        return letter

    def queued_since(self, at: datetime) -> Self:
        """Those that were given to the outbox since then."""
        return self.filter(queued_at__gt=at)


class Letter(models.Model):
    """One letter of a kind for a decision, an interview, an offer or an application as a whole.

    `queued_at` is when it was given to the outbox, `refused` the addresses that took no mail.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="letters")
    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, null=True, blank=True, related_name="letters"
    )
    interview = models.ForeignKey(
        Interview, on_delete=models.CASCADE, null=True, blank=True, related_name="letters"
    )
    offer = models.ForeignKey(
        Offer, on_delete=models.CASCADE, null=True, blank=True, related_name="letters"
    )
    kind = models.CharField(max_length=16, choices=kinds)
    to = models.EmailField(max_length=254, blank=True)
    cc = models.CharField("copies to", max_length=COPIES_LENGTH, blank=True)
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    body = models.TextField(max_length=BODY_LENGTH)
    message_id = models.CharField(max_length=255)
    saved_at = models.DateTimeField()
    queued_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    refused = models.CharField(max_length=COPIES_LENGTH + 254, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision=None, interview=None)
                | Q(decision=None, offer=None)
                | Q(interview=None, offer=None),
                name="letter_for_one_thing",
            ),
            *(
                models.UniqueConstraint(
                    fields=[about, "kind"], condition=Q(sent_at=None), name=f"letter_one_{about}"
                )
                for about in ("decision", "interview", "offer")
            ),
        ]
        indexes = [models.Index(fields=["candidate", "queued_at"], name="letter_by_queue")]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        door, about = self._door
        return f"{address(f'interviews:{door}', about)}?letter={self.kind}"

    @property
    def _door(self) -> tuple[str, int | None]:
        """Where it is written, found by the numbers alone."""
        if self.decision is not None:
            invitation, interview = self.decision.invitation_id, self.decision.interview_id
            return (INVITATION, invitation) if invitation else (WITHDRAWAL, interview)
        if self.interview_id or self.offer_id:
            return (INTERVIEW, self.interview_id) if self.interview_id else (OFFER, self.offer_id)
        return APPLICATION, self.application_id

    @property
    def copies(self) -> tuple[str, ...]:
        """Who else gets it, seen by all."""
        return tuple(each for each in self.cc.split(", ") if each)

    @property
    def answers_to(self) -> str:
        """Where an answer goes: the address that the candidate has shown to be theirs."""
        user = self.candidate.user
        return user.email if user else ""

    @property
    def standing(self) -> Standing:
        """How far it has come."""
        if self.sent_at:
            return Standing.SENT
        if self.queued_at:
            return Standing.LEAVING
        return Standing.REFUSED if self.refused else Standing.DRAFT

    @property
    def leaves_at(self) -> datetime | None:
        """When it can no longer be taken back."""
        return self.queued_at and self.queued_at + UNDO

    def send(self, content: bytes, *, at: datetime) -> None:
        """Give it to the outbox, for everybody it goes to and as a copy for the candidate."""
        self.queued_at, self.refused = at, ""
        readers = {each.lower(): each for each in (self.to, *self.copies, self.answers_to)}
        with transaction.atomic():
            self.save(update_fields=["queued_at", "refused"])
            for address in readers.values():
                Mail.objects.enqueue(
                    purpose=PURPOSE,
                    to=address,
                    subject=self.subject,
                    text="",
                    written=Written(content, self.message_id),
                    after=UNDO,
                    about=self.pk,
                    candidate_id=self.candidate_id,
                    at=at,
                )

    def recall(self, *, at: datetime) -> bool:
        """Take it back, to be edited again; whether none of it had left."""
        with transaction.atomic():
            is_back = Mail.objects.recall(PURPOSE, self.pk, at=at)
            if is_back:
                self.came_back()
        return is_back

    def came_back(self, *, refused_by: str = "") -> None:
        """It did not reach its reader, and is a draft again; it may leave by another id."""
        self.queued_at, self.message_id = None, new_message_id()
        self.refused = refused_by
        self.save(update_fields=["queued_at", "message_id", "refused"])

    def was_refused_by(self, address: str) -> None:
        """An address takes no mail; who gets a copy holds up nothing."""
        if address.lower() == self.to.lower():
            self.came_back(refused_by=address)
            return
        self.refused = ", ".join(filter(None, (self.refused, address)))
        self.save(update_fields=["refused"])

    def was_sent(self, *, at: datetime) -> None:
        """It has gone out, by whichever way: the first time counts, and something follows."""
        if self.sent_at is not None:
            return
        self.sent_at = at
        with transaction.atomic():
            self.save(update_fields=["sent_at"])
            self._follow_up(self.candidate.user, at)

    def _follow_up(self, by: User | None, at: datetime) -> None:
        """What the history says of it, and what is to be done because of it."""
        if self.kind == LetterKind.FOLLOW_UP and by is not None:
            today = at.astimezone(zone_named(self.candidate.time_zone)).date()
            self.application.followed_up(by=by, at=at, look_again_on=today + WAIT)
        elif self.kind == LetterKind.FEEDBACK_REQUEST and by is not None:
            Feedback.objects.ask(
                self.application, interview=self.interview, by=by, at=at, whom=self.to
            )
        else:
            if self.kind == LetterKind.ELSEWHERE and not self.application.is_closed:
                withdraw(self.application, by=by, at=at)
            kind = EventKind.OFFER_ANSWERED if self.offer_id else EventKind.LETTER_SENT
            label = LETTER_LABELS[LetterKind(self.kind)]
            self.application.record(kind, f"Letter sent: {label.lower()}", by=by, at=at)
