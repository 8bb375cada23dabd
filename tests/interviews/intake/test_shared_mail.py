"""Mail and calendar files written by others; skipped where they are not at hand."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import pytest

from interviews.intake.read import read
from interviews.intake.reading import Kind, Label, Reading
from interviews.intake.sandbox import read_safely

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
NOW = datetime(2026, 7, 1, tzinfo=UTC)
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data is not here")

ONE_LINERS = {
    "interview scheduled": Label.INVITATION,
    "request for availability": Label.INVITATION,
    "rejected": Label.REJECTION,
    "offer": Label.OFFER,
    "no response": Label.APPLICATION_RECEIVED,
}


def labelled() -> Iterator[tuple[str, str]]:
    if DATA.is_dir():
        with (DATA / "mail/labels.csv").open(encoding="utf-8") as rows:
            yield from ((row["file"], row["label"]) for row in csv.DictReader(rows))


def mail(name: str) -> bytes:
    path, _, number = name.partition("#")
    data = (DATA / path).read_bytes()
    if not number:
        return data
    (found,) = (entry for entry in json.loads(data) if entry["id"] == number)
    message = EmailMessage()
    message["From"] = f"{found['from_name']} <{found['from_address']}>"
    message["To"] = "alex@home.example"
    message["Date"] = datetime.fromisoformat(found["received"])
    message["Subject"] = found["subject"]
    message.set_content(found["body"])
    return bytes(message)


@cache
def reading_of(name: str) -> Reading:
    return read(Kind.EML, mail(name), received_at=NOW)


@pytest.mark.parametrize(("name", "label"), list(labelled()))
def test_label(name: str, label: str):
    assert reading_of(name).label == label


@pytest.mark.parametrize(
    ("name", "start", "zone"),
    [
        ("mail/emailagent/interview.eml", datetime(2026, 7, 9, 14), "Australia/Sydney"),
        ("mail/emailagent/interview-reschedule.eml", datetime(2026, 7, 11, 10), "Australia/Sydney"),
        ("mail/pbp-de/einladung.eml", datetime(2026, 3, 27, 14), ""),
        ("mail/inbox-job-tracker/emails.json#d4", datetime(2026, 1, 19, 10), ""),
        ("mail/itip/james-yahoo-request.eml", datetime(2017, 1, 27, 15), "Europe/Brussels"),
    ],
)
def test_start_and_zone(name: str, start: datetime, zone: str):
    (slot,) = reading_of(name).slots
    assert (slot.start, slot.zone) == (start, zone)


def test_every_calendar_file_is_read_and_survives_json():
    files = sorted(DATA.glob("ics/*/*.ics"))
    assert len(files) > 50
    for path in files:
        if path.read_bytes().strip():
            reading = read(Kind.ICS, path.read_bytes(), received_at=NOW)
            assert Reading.from_dict(json.loads(json.dumps(reading.as_dict()))) == reading


@pytest.mark.parametrize("name", ["mail/emailagent/interview.eml", "mail/mime/truncated.eml"])
def test_child_reads_the_same_as_the_parent(name: str):
    assert read_safely(Kind.EML, mail(name), received_at=NOW) == reading_of(name)


def test_one_line_texts_are_labelled_well():
    with (DATA / "mail/jobseeker-analytics/labeled_emails.csv").open(encoding="utf-8") as rows:
        texts = [
            (row["email_text"], ONE_LINERS[row["status_label"]]) for row in csv.DictReader(rows)
        ]
    readings = ((read(Kind.TEXT, text.encode(), received_at=NOW), label) for text, label in texts)
    right = Counter(reading.label is label for reading, label in readings)
    assert right[True] / len(texts) >= 0.95
