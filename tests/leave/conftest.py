import pytest

from tests.factories import make_candidate, make_user
from tests.leave.everything import make_everything


@pytest.fixture
def mira():
    return make_everything("mira")


@pytest.fixture
def empty():
    """A record of somebody who has just come."""
    return make_candidate(user=make_user(name="New"))
