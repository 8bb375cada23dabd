"""How near two points of feedback are, by their words and by what they are about."""

from collections.abc import Iterable

from rapidfuzz.fuzz import token_set_ratio

from interviews.models import FeedbackPoint

SAME_KIND = 20


def nearest(point: FeedbackPoint, others: Iterable[FeedbackPoint]) -> list[FeedbackPoint]:
    """The others, the likeliest to mean the same first."""

    def nearness(other: FeedbackPoint) -> float:
        words = token_set_ratio(point.text.casefold(), other.text.casefold())
        return words + SAME_KIND * (other.kind == point.kind)

    return sorted(others, key=nearness, reverse=True)
