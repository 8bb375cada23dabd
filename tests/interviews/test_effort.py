"""What an interview takes beside a job, in words."""

from decimal import Decimal

import pytest

from interviews.effort import effort


@pytest.mark.parametrize(
    ("hours", "days", "said"),
    [
        (None, None, ""),
        (Decimal("1.0"), None, "1 hour"),
        (Decimal("10.0"), None, "10 hours"),
        (None, Decimal("0.5"), "0.5 days of leave"),
        (Decimal("6.5"), Decimal("1.0"), "6.5 hours, 1 day of leave"),
    ],
)
def test_effort_in_words(hours, days, said):
    assert effort(hours, days) == said
