"""Calendars from many senders, where a collection of them lies beside the project."""

import csv
import email
import email.policy
import re
from datetime import datetime
from pathlib import Path

import pytest

from interviews.calendar.events import Person, read_calendar
from interviews.calendar.reply import Answer, can_reply, reply

DATA = Path(__file__).parents[3] / "../shared/data"
CANDIDATE = Person("Sam Okoro", "sam@home.example")

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="no collection of calendars here")


def mail_calendars() -> list[tuple[str, bytes]]:
    parts = []
    for path in sorted(DATA.glob("mail/**/*.eml")):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        parts += [
            (str(path.relative_to(DATA)), part.get_payload(decode=True))
            for part in message.walk()
            if part.get_content_type() == "text/calendar"
        ]
    return parts


FILES = [(str(p.relative_to(DATA)), p.read_bytes()) for p in sorted(DATA.glob("ics/**/*.ics"))]
CALENDARS = dict(FILES + mail_calendars())
INDEX = DATA / "ics/INDEX.csv"
ROWS = list(csv.DictReader(INDEX.read_text().splitlines())) if INDEX.is_file() else []


@pytest.mark.parametrize("name", CALENDARS)
def test_calendar_is_read_and_each_event_survives_alone(name):
    for read in read_calendar(CALENDARS[name]).events:
        (again,) = read_calendar(read.raw).events
        assert again == read
        if can_reply(read):
            answer = reply(read.raw, CANDIDATE, Answer.ACCEPTED, now=datetime(2027, 1, 1))
            assert read_calendar(answer).events[0].uid == read.uid


@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_first_start_and_method_are_as_indexed(row):
    calendar = read_calendar(CALENDARS[row["file"]])
    assert calendar.method == row["method"]
    written = re.search(r"(?:^|:)(\d{8}(?:T\d{6}Z?)?)$", row["first_dtstart"])
    dated = [read for read in calendar.events if read.start is not None]
    if not written or not dated or "zone_custom" in calendar.problems:
        return
    first = dated[0]
    spelled = f"{first.start:%Y%m%dT%H%M%S}" if isinstance(first.start, datetime) else ""
    assert written[1] in (spelled, f"{spelled}Z", f"{first.start:%Y%m%d}")
    assert first.zone_as_written in row["first_dtstart"]
