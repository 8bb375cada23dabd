"""The message that goes with a decision, as the person edits it. Nothing here sends it."""

from datetime import datetime
from email.utils import make_msgid

from django.db import models

from interviews.letters import Letter as ComposedLetter
from interviews.letters import LetterKind
from interviews.models.decision import Decision
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate

SUBJECT_LENGTH = 300
BODY_LENGTH = 20_000


def kinds() -> list[tuple[str, str]]:
    """A function, so that a new kind is no change of the table."""
    return [(kind, kind) for kind in LetterKind]


class LetterQuerySet(OwnedQuerySet["Letter"]):
    """Letters that a person may see."""

    scope = Scope.INTERVIEWS

    def keep(
        self,
        decision: Decision,
        kind: LetterKind,
        *,
        at: datetime,
        to: str,
        subject: str,
        body: str,
    ) -> "Letter":
        """Keep the text as edited; its Message-ID is fixed the first time."""
        letter, _ = self.update_or_create(
            decision=decision,
            kind=kind,
            defaults={"to": to, "subject": subject, "body": body, "saved_at": at},
            create_defaults={
                "candidate_id": decision.candidate_id,
                "to": to,
                "subject": subject,
                "body": body,
                "saved_at": at,
                "message_id": make_msgid(domain="jobtracker.invalid"),
            },
        )
        return letter


class Letter(models.Model):
    """One kind of letter for one decision, in the words the person left it in."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=16, choices=kinds)
    to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    body = models.TextField(max_length=BODY_LENGTH)
    message_id = models.CharField(max_length=255)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "kind"], name="letter_one_of_a_kind")
        ]

    def __str__(self) -> str:
        return self.subject

    def was_sent(self, *, at: datetime) -> None:
        """The person says that it has gone out; the first time counts."""
        self.sent_at = self.sent_at or at
        self.save(update_fields=["sent_at"])

    @property
    def composed(self) -> ComposedLetter:
        """The edited text in the shape of a fresh one."""
        return ComposedLetter(subject=self.subject, body=self.body, gaps=())
