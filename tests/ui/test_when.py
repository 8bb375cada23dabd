from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from jobtracker.ui.when import ago, describe, due, for_reader, in_full, place_name
from tests.architecture.sources import templates

SYDNEY = ZoneInfo("Australia/Sydney")
LONDON = ZoneInfo("Europe/London")
STOCKHOLM = ZoneInfo("Europe/Stockholm")
NEW_YORK = ZoneInfo("America/New_York")
BUENOS_AIRES = ZoneInfo("America/Argentina/Buenos_Aires")
KOLKATA = ZoneInfo("Asia/Kolkata")


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "zone", "text"),
    [
        (utc(2026, 7, 9, 4), utc(2026, 7, 9, 5), SYDNEY, "Thu 9 July, 14:00–15:00 (Sydney)"),
        (utc(2026, 7, 9, 4), None, SYDNEY, "Thu 9 July, 14:00 (Sydney)"),
        (utc(2026, 1, 9, 4), None, SYDNEY, "Fri 9 January, 15:00 (Sydney)"),
        (utc(2027, 1, 1, 9), None, LONDON, "Fri 1 January 2027, 09:00 (London)"),
        (utc(2026, 12, 31, 23, 30), None, STOCKHOLM, "Fri 1 January 2027, 00:30 (Stockholm)"),
        (
            utc(2026, 3, 2, 2),
            utc(2026, 3, 2, 3, 30),
            BUENOS_AIRES,
            "Sun 1 March, 23:00 – Mon 2 March, 00:30 (Buenos Aires)",
        ),
    ],
)
def test_describe(start, end, zone, text):
    assert describe(start, zone, end, this_year=2026) == text


def test_describe_names_every_year_unless_told_this_one():
    assert describe(utc(2026, 7, 9, 4), SYDNEY) == "Thu 9 July 2026, 14:00 (Sydney)"


def test_describe_span_over_the_start_of_summer_time():
    start, end = utc(2026, 3, 29, 0, 30), utc(2026, 3, 29, 1, 30)
    assert describe(start, LONDON, end, 2026) == "Sun 29 March, 00:30–02:30 (London)"


@pytest.mark.parametrize(
    ("hour", "text"),
    [
        (0, "Sun 25 October, 01:30 (London, BST)"),
        (1, "Sun 25 October, 01:30 (London, GMT)"),
        (2, "Sun 25 October, 02:30 (London)"),
    ],
)
def test_describe_tells_a_repeated_hour_apart(hour, text):
    assert describe(utc(2026, 10, 25, hour, 30), LONDON, this_year=2026) == text


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("UTC", "UTC"),
        ("Etc/UTC", "UTC"),
        ("Etc/GMT+5", "UTC−05:00"),
        ("Etc/GMT-14", "UTC+14:00"),
        ("America/New_York", "New York"),
        ("Asia/Kolkata", "Kolkata"),
    ],
)
def test_place_name(key, name):
    zone = ZoneInfo(key)
    assert place_name(zone, utc(2026, 7, 9).astimezone(zone)) == name


@pytest.mark.parametrize(
    ("start", "end", "zone", "reader", "text"),
    [
        (utc(2026, 7, 9, 4), None, SYDNEY, STOCKHOLM, "06:00 your time"),
        (utc(2026, 7, 9, 4), utc(2026, 7, 9, 5), SYDNEY, STOCKHOLM, "06:00–07:00 your time"),
        (utc(2026, 7, 9, 3), None, SYDNEY, NEW_YORK, "Wed 8 July, 23:00 your time"),
        (utc(2026, 7, 9, 4), None, SYDNEY, KOLKATA, "09:30 your time"),
        (utc(2026, 7, 9, 4), None, SYDNEY, SYDNEY, ""),
        (utc(2026, 7, 9, 4), None, ZoneInfo("Europe/Paris"), STOCKHOLM, ""),
    ],
)
def test_for_reader(start, end, zone, reader, text):
    assert for_reader(start, zone, reader, end) == text


def test_for_reader_between_two_changes_of_the_clocks():
    # New York is on summer time from 8 March, London only from 29 March.
    assert for_reader(utc(2026, 3, 20, 14), NEW_YORK, LONDON) == "14:00 your time"
    assert for_reader(utc(2026, 4, 20, 14), NEW_YORK, LONDON) == "15:00 your time"


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (utc(2026, 7, 2, 15), "today, 17:00"),
        (utc(2026, 7, 2, 22, 30), "tomorrow, 00:30"),
        (utc(2026, 7, 9, 10), "Thu 9 July, 12:00"),
        (utc(2027, 1, 4, 10), "Mon 4 January 2027, 11:00"),
        (utc(2026, 7, 2, 7), "today, 09:00 (passed)"),
        (utc(2026, 7, 1, 21, 59), "yesterday, 23:59 (passed)"),
    ],
)
def test_due(at, text):
    assert due(at, utc(2026, 7, 2, 8), STOCKHOLM) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (-1, "just now"),
        (0, "just now"),
        (1, "1 minute ago"),
        (59, "59 minutes ago"),
        (60, "1 hour ago"),
        (1439, "23 hours ago"),
        (1440, ""),
    ],
)
def test_how_long_ago(minutes, text):
    now = utc(2026, 7, 9, 4)
    assert ago(now - timedelta(minutes=minutes), now) == text


@pytest.mark.parametrize("function", [describe, lambda at, zone: for_reader(at, zone, zone)])
def test_time_without_zone_is_refused(function):
    with pytest.raises(ValueError, match="without a zone"):
        function(datetime(2026, 7, 9, 4), LONDON)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (utc(2026, 7, 9, 4), None, "Thu, July 9, 2:00 PM (Sydney)"),
        (utc(2026, 7, 9, 4), utc(2026, 7, 9, 5), "Thu, July 9, 2:00–3:00 PM (Sydney)"),
        (utc(2026, 7, 9, 1, 30), utc(2026, 7, 9, 2), "Thu, July 9, 11:30 AM–12:00 PM (Sydney)"),
        (utc(2026, 7, 9, 14), None, "Fri, July 10, 12:00 AM (Sydney)"),
        (utc(2027, 1, 1, 9), None, "Fri, January 1, 2027, 8:00 PM (Sydney)"),
        (
            utc(2026, 7, 9, 13),
            utc(2026, 7, 9, 15),
            "Thu, July 9, 11:00 PM – Fri, July 10, 1:00 AM (Sydney)",
        ),
    ],
)
def test_american_reader_has_the_month_first_and_twelve_hours(start, end, text):
    with translation.override("en-us"):
        assert describe(start, SYDNEY, end, this_year=2026) == text


def test_american_deadline_and_own_time():
    with translation.override("en-us"):
        assert due(utc(2026, 7, 9, 10), utc(2026, 7, 2, 8), STOCKHOLM) == "Thu, July 9, 12:00 PM"
        assert for_reader(utc(2026, 7, 9, 4), SYDNEY, STOCKHOLM) == "6:00 AM your time"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "9 July 2026"), ("en-us", "July 9, 2026"), (None, "9 July 2026")],
)
def test_day_in_full(language, text):
    with translation.override(language):
        assert in_full(utc(2026, 7, 9)) == text


def test_no_template_writes_days_in_a_way_of_its_own():
    assert [
        path for path, text in templates().items() if "|date:" in text or "|time:" in text
    ] == []
