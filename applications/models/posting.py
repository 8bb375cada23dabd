"""The posting as it stood when the candidate saw it: postings vanish."""

from enum import StrEnum

from django.db import models
from django.utils import timezone

from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate

LONGEST_TEXT = 200_000


class Origin(StrEnum):
    """How the posting's text came to us."""

    LINK = "link"
    PAGE = "page"
    WORDS = "words"


class PostingQuerySet(OwnedQuerySet["Posting"]):
    """Postings that a person may see."""

    scope = Scope.APPLICATIONS


class Posting(models.Model):
    """Its text, and what we read in it: `reading` says for each field what it rests on."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="postings")
    application = models.OneToOneField(
        "applications.Application", on_delete=models.CASCADE, related_name="posting"
    )
    origin = models.CharField(max_length=8, choices=[(each, each) for each in Origin])
    url = models.URLField(max_length=2000, blank=True)
    text = models.TextField(max_length=LONGEST_TEXT, blank=True)
    reading = models.JSONField(default=dict, blank=True)
    taken_at = models.DateTimeField(default=timezone.now)

    objects = PostingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Posting of {self.application}"
