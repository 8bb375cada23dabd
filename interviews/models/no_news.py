"""That a candidate was told there is no news yet: silence is worse than that."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from interviews.models.feedback_rows import FeedbackRowQuerySet
from interviews.models.interview import Interview
from jobtracker.people.models import Candidate, Firm, User

LONGEST_WORDS = 2_000


class NoNewsQuerySet(FeedbackRowQuerySet["NoNews"]):
    """The times it was told; the candidate has read each."""

    handed_on = Q()

    def tell(
        self, interview: Interview, firm: Firm, text: str, *, by: User, at: datetime
    ) -> "NoNews":
        """Keep that they were told, and in which words."""
        return self.create(
            candidate_id=interview.candidate_id,
            interview=interview,
            firm=firm,
            text=text,
            by=by,
            at=at,
        )


class NoNews(models.Model):
    """Told once, by one firm, after one interview."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="no_news")
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="no_news")
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="no_news")
    text = models.TextField("what you tell them", max_length=LONGEST_WORDS)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects = NoNewsQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "word that there is no news"
        verbose_name_plural = "words that there is no news"
        indexes = [models.Index(fields=["interview", "firm"], name="no_news_told")]

    def __str__(self) -> str:
        return f"No news yet: {self.interview.application}"
