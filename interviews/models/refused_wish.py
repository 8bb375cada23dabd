"""A client's wish that no firm may follow: refused, and told to somebody who acts on it."""

from datetime import datetime

from django.db import models

from interviews.models.feedback_request import FeedbackRequest
from interviews.models.feedback_rows import FeedbackRowQuerySet
from jobtracker.people.models import Candidate, Firm, User

LONGEST_WISH = 2_000


class RefusedWishQuerySet(FeedbackRowQuerySet["RefusedWish"]):
    """Wishes in the words of those who refuse them; the firm's own, and nobody else's."""

    def refuse(
        self, request: FeedbackRequest, what: str, told: User, *, by: User, at: datetime
    ) -> "RefusedWish":
        """Keep what was wished for, that it was refused, and who was told."""
        return self.create(
            candidate_id=request.candidate_id,
            firm_id=request.firm_id,
            request=request,
            what=what,
            told=told,
            by=by,
            at=at,
        )


class RefusedWish(models.Model):
    """One wish: what the client asked for, who refused it, and which colleague knows."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="refused_wishes"
    )
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="refused_wishes")
    request = models.ForeignKey(
        FeedbackRequest, on_delete=models.CASCADE, related_name="refused_wishes"
    )
    what = models.TextField("what they wished for", max_length=LONGEST_WISH)
    told = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects = RefusedWishQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "wish that was refused"
        verbose_name_plural = "wishes that were refused"

    def __str__(self) -> str:
        return f"Refused: {self.request}"
