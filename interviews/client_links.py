"""Which request a client's link is for: the secret in it is all there is to ask for a right."""

from datetime import datetime

from interviews.models import FeedbackRequest


def asked_by(token: str, at: datetime) -> FeedbackRequest | None:
    """The request, while it can be answered and the candidate shares what it takes."""
    return FeedbackRequest.objects.for_client(token, at)


def was_answered_by(token: str) -> bool:
    """Whether an answer came by that link, and may still be known of."""
    return FeedbackRequest.objects.was_answered_by(token)
