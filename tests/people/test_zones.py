"""Zones by name: real ones pass, anything else is said in a sentence."""

import pytest
from django.core.exceptions import ValidationError

from jobtracker.people.zones import check_zone, zone_names


def test_every_zone_on_offer_is_one():
    for name in zone_names():
        check_zone(name)
    assert "Europe/Stockholm" in zone_names()


@pytest.mark.parametrize("name", ["Mars/Base", "", "../etc/passwd", "/etc/localtime", "a\x00b"])
def test_anything_else_is_refused_in_a_sentence(name):
    with pytest.raises(ValidationError, match="not a time zone"):
        check_zone(name)
