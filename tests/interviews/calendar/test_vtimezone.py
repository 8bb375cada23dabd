from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Component, Timezone

from interviews.calendar.vtimezone import defined_offset
from tests.interviews.calendar.samples import W_EUROPE

NEW_YORK = """BEGIN:VTIMEZONE
TZID:Office
BEGIN:DAYLIGHT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
DTSTART:19870405T020000
RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
DTSTART:19671029T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z
END:STANDARD
BEGIN:DAYLIGHT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU;BYHOUR=2;BYMINUTE=0
END:STANDARD
END:VTIMEZONE
"""

TOKYO = """BEGIN:VTIMEZONE
TZID:Office
BEGIN:STANDARD
DTSTART:19510909T020000
TZOFFSETFROM:+1000
TZOFFSETTO:+0900
END:STANDARD
END:VTIMEZONE
"""


@pytest.mark.parametrize(
    ("definition", "zone", "since"),
    [
        (W_EUROPE, "Europe/Berlin", 2026),
        (NEW_YORK, "America/New_York", 2005),
        (TOKYO, "Asia/Tokyo", 2027),
        (Timezone.from_tzid("Australia/Sydney").to_ical().decode(), "Australia/Sydney", 2026),
    ],
    ids=["open-ended rules", "rules that ended", "no rule", "a list of dates"],
)
def test_offset_agrees_with_iana_at_noon_of_every_day(definition, zone, since):
    component = Component.from_ical(definition)
    iana = ZoneInfo(zone)
    noon = datetime(since, 1, 1, 12)
    while noon.year < since + 4:
        expected = noon.replace(tzinfo=iana).utcoffset()
        assert defined_offset(component, noon) == expected, noon
        noon += timedelta(days=1)


def test_time_before_every_onset_takes_the_earliest():
    tokyo = Component.from_ical(TOKYO)
    assert defined_offset(tokyo, datetime(1900, 1, 1)) == timedelta(hours=9)


def test_definition_without_observances_gives_none():
    assert defined_offset(Timezone(), datetime(2027, 1, 1)) is None


def test_rules_that_both_ended_keep_the_later_one():
    ended = W_EUROPE.format(name="X").replace("RRULE:", "RRULE:UNTIL=20100401T000000Z;")
    component = Component.from_ical(ended)
    assert defined_offset(component, datetime(2027, 1, 1)) == timedelta(hours=2)
