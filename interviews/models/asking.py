"""Each time that somebody asked a question."""

from django.db import models
from django.db.models import F
from django.utils import timezone

from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate


class AskingQuerySet(PrivateQuerySet["Asking"]):
    """The times that the person's own questions were asked."""


class Asking(models.Model):
    """Somebody asked it: at that interview, or where nobody wrote down when."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(
        "interviews.Question", on_delete=models.CASCADE, related_name="askings"
    )
    interview = models.ForeignKey(
        "interviews.Interview",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="askings",
    )
    at = models.DateTimeField(default=timezone.now)
    has_stumped = models.BooleanField(default=False)

    objects = AskingQuerySet.as_manager()

    class Meta:
        ordering = [F("at").desc(), "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "interview"], name="asking_unique")
        ]

    def __str__(self) -> str:
        return f"Asked: {self.question}"
