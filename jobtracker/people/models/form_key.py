"""Forms that were sent, so that one that comes twice counts once."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils import timezone

from jobtracker.people.models.user import User

KEY_LENGTH = 43


class FormKeyQuerySet(models.QuerySet["FormKey"]):
    """Keys by whether somebody may still send the form again."""

    def over(self, before: datetime) -> "FormKeyQuerySet":
        """Those of forms sent before then."""
        return self.filter(at__lt=before)


class FormKey(models.Model):
    """One form as one person sent it, and where it led them: the same again leads there too.

    What the answer showed is not kept: a right to see it may have ended since.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=KEY_LENGTH)
    digest = models.CharField(max_length=64)
    goes_to = models.CharField(max_length=2_000, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = FormKeyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "key"], name="form_key_unique")
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="form_key_oldest")]

    def __str__(self) -> str:
        return self.key

    def lead_to(self, address: str) -> None:
        """Remember where the person went from it."""
        self.goes_to = address
        self.save(update_fields=["goes_to"])
