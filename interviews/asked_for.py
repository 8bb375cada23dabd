"""What firms asked clients for after an interview, as the candidate sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from interviews.models import FeedbackRequest, Interview, NoNews


@dataclass(frozen=True)
class AskedFor:
    """Requests in the order of asking, and each time there was no news; without what was said."""

    requests: Sequence[FeedbackRequest]
    no_news: Sequence[NoNews]

    def __bool__(self) -> bool:
        return bool(self.requests or self.no_news)


def asked_for(interview: Interview) -> AskedFor:
    """Of what firms keep, the parts that the candidate was told."""
    requests = FeedbackRequest.objects.standing().filter(interview=interview)
    told = NoNews.objects.filter(interview=interview)
    return AskedFor(
        list(requests.select_related("firm", "feedback", "asked_by")),
        list(told.select_related("firm", "by")),
    )
