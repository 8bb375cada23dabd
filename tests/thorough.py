"""What one run need not repeat: `make test THOROUGH=1` repeats it all.

A run that takes long is run seldom. So the walks of the whole cast over all addresses, the second
look of a page, and the long rows of others' files are thinned out, always in the same way.
"""

import os
from collections.abc import Iterable

import pytest

THOROUGH = os.environ.get("THOROUGH") == "1"
only_thorough = pytest.mark.thorough


def some[Value](values: Iterable[Value], every: int) -> list[Value]:
    """All of them in a thorough run, else the first and every so many after it."""
    return [*values][:: 1 if THOROUGH else every]


LOOKS = some([(390, "dark"), (1280, "light")], 2)
WITH_AND_WITHOUT_SCRIPT = some([True, False], 2)
