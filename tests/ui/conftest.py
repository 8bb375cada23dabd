"""The gallery as a site of its own, for the tests that look at it in a browser."""

from copy import deepcopy
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture
def gallery(settings, live_server):
    """The address of the gallery; `decision/` and `account/sign-in/` lie below it."""
    engines = deepcopy(settings.TEMPLATES)
    engines[0]["DIRS"] = [*engines[0]["DIRS"], TEMPLATES]
    settings.TEMPLATES = engines
    settings.ROOT_URLCONF = "tests.ui.gallery"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "LoginRequired" not in name]
    return live_server.url
