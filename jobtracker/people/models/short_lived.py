"""What all worker processes have to know for a little while."""

from datetime import datetime
from typing import ClassVar

from django.db import models


class ShortLivedQuerySet(models.QuerySet["ShortLived"]):
    """Values by whether they still count."""

    def over(self, at: datetime) -> "ShortLivedQuerySet":
        """Those whose time is up."""
        return self.filter(until__lte=at)


class ShortLived(models.Model):
    """A value by its key, until a moment: how often somebody tried, which code was used."""

    key = models.CharField(max_length=250, primary_key=True)
    value = models.JSONField()
    until = models.DateTimeField()

    objects = ShortLivedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "short-lived"
        indexes: ClassVar = [models.Index(fields=["until"], name="short_lived_until")]

    def __str__(self) -> str:
        return self.key
