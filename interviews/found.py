"""What was found out at an interview: the points of getting ready, once it was held."""

from collections.abc import Sequence

from interviews.models import Inquiry, Interview, Preparation
from interviews.preparation import Point, points_of
from interviews.preparing import BEFOREHAND, FIXED, TOPIC_LABELS


def points_after(interview: Interview) -> list[Point]:
    """What there was to find out, with what was; two queries."""
    kept = [*Inquiry.objects.at_employer_of(interview)]
    return [point for point in points_of(interview, kept) if point.topic not in BEFOREHAND]


def felt_before(interview: Interview) -> dict[str, int]:
    """What was rated beforehand, by the names of the columns; one query."""
    return Preparation.objects.felt_before(interview)


def answered_at(points: Sequence[Point]) -> list[Inquiry]:
    """What was told or seen there."""
    kept = (point.kept for point in points)
    return [each for each in kept if each is not None and each.is_answered]


def still_unknown(found: Sequence[Inquiry]) -> list[str]:
    """Of what descriptions leave out, the topics that nothing was found out about, by name."""
    answered = {each.topic for each in found}
    return [TOPIC_LABELS[topic] for topic in FIXED if topic not in answered]
