"""What the candidate asks before they decide on an invitation, open until it is answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from django.db import models, transaction

from interviews.models.decision import Decision
from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate

MOST = 3
LONGEST = 300
LONGEST_ANSWER = 500


class AskedQuestionQuerySet(PrivateQuerySet["AskedQuestion"]):
    """Questions in the words of those who ask them."""

    def of(self, decision: Decision) -> Self:
        """Those of a decision, in their order."""
        return self.filter(decision=decision).order_by("pk")

    def ask(self, decision: Decision, texts: Sequence[str]) -> None:
        """Ask these, and no others; what was answered stays answered."""
        wanted = list(dict.fromkeys(text for text in texts if text))[:MOST]
        with transaction.atomic():
            known = {each.text: each for each in self.filter(decision=decision)}
            self.filter(decision=decision).exclude(text__in=wanted).delete()
            for text in wanted:
                if text not in known:
                    self.create(candidate_id=decision.candidate_id, decision=decision, text=text)


class AskedQuestion(models.Model):
    """One question of a decision to ask first, and the answer once there is one."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(max_length=LONGEST)
    answer = models.CharField(max_length=LONGEST_ANSWER, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AskedQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        """Whether they have not answered it yet."""
        return self.answered_at is None

    @property
    def is_last(self) -> bool:
        """Whether none of its decision is open by now."""
        return not AskedQuestion.objects.of(self.decision).filter(answered_at=None).exists()

    def was_answered(self, answer: str, *, at: datetime) -> None:
        """Keep what they said; without words it is answered all the same."""
        self.answer, self.answered_at = answer, at
        self.save(update_fields=["answer", "answered_at"])


def asked_by(decision: Decision) -> list[AskedQuestion]:
    """The questions of a decision that somebody may see."""
    return list(AskedQuestion.objects.of(decision))
