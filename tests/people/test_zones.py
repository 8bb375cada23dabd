"""Zones by name: real ones pass, anything else is said in a sentence."""

import pytest
from django.core.exceptions import ValidationError

from jobtracker.people.zones import check_zone, earlier_names, zone_names


def test_every_zone_on_offer_is_one():
    for name in zone_names():
        check_zone(name)
    assert "Europe/Stockholm" in zone_names()


def test_each_place_is_on_offer_once():
    names = zone_names()
    assert len(names) == len(set(names)) > 400
    for today, before in (("Asia/Kolkata", "Asia/Calcutta"), ("Europe/Kyiv", "Europe/Kiev")):
        assert (today in names, before in names) == (True, False)


def test_earlier_name_leads_to_one_on_offer():
    earlier = earlier_names()
    assert earlier["Asia/Calcutta"] == "Asia/Kolkata"
    assert set(earlier.values()) <= set(zone_names())
    assert not earlier.keys() & set(zone_names())
    for name in earlier:
        check_zone(name)


@pytest.mark.parametrize("name", ["Mars/Base", "", "../etc/passwd", "/etc/localtime", "a\x00b"])
def test_anything_else_is_refused_in_a_sentence(name):
    with pytest.raises(ValidationError, match="not a time zone"):
        check_zone(name)
