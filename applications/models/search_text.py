"""The words of an application in one place, to search in; apart, so that a move stays cheap."""

from django.db import models

from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate


class SearchTextQuerySet(OwnedQuerySet["SearchText"]):
    """The words of applications that a person may see."""

    scope = Scope.APPLICATIONS


class SearchText(models.Model):
    """Words by who finds by them: `text` whoever sees applications, `private_text` the candidate.

    The candidate's holds the others' words too, so that one column answers each question.
    """

    application = models.OneToOneField(
        "applications.Application",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_text",
    )
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    private_text = models.TextField(blank=True)

    objects = SearchTextQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Words of {self.application_id}"
