"""Scoring the reader on labelled messages."""

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest

from interviews.intake.measure.report import as_dict, lines
from interviews.intake.measure.samples import Sample, Skipped, label_of, moment, samples_in
from interviews.intake.measure.scores import Outcome, Rate, score
from interviews.intake.reading import CalendarPart, Kind, Label, Reading, SlotRead


def outcome(true: Label, found: Reading | None, **expected: str) -> Outcome:
    return Outcome(Sample("one", Kind.TEXT, b"", true, expected), found)


def test_table_of_paths_and_table_of_messages_are_read(tmp_path: Path):
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail/a.eml").write_bytes(b"Subject: Hello\n\nWords")
    (tmp_path / "entries.json").write_text(json.dumps([{"id": "d1", "subject": "S", "body": "B"}]))
    with (tmp_path / "labels.csv").open("w") as file:
        rows = csv.writer(file)
        rows.writerow(["Path", "Label", "Company", "start"])
        rows.writerow(["mail/a.eml", "Rejected", "Papermill", ""])
        rows.writerow(["entries.json#d1", "offer", "", "2026-07-09T14:00"])
        rows.writerow(["gone.eml", "offer", "", ""])
        rows.writerow(["mail/a.eml", "unheard of", "", ""])
    row = {"Subject": "News", "from": "x@y.example", "email_text": "Thanks!", "category": "applied"}
    (tmp_path / "more.jsonl").write_text(json.dumps({**row, "date": "2026-07-01"}) + "\n")
    skipped = Skipped()
    found = list(samples_in(tmp_path, skipped))
    assert [(one.name, one.kind, one.label, one.expected) for one in found] == [
        ("mail/a.eml", Kind.EML, Label.REJECTION, {"employer": "Papermill"}),
        ("entries.json#d1", Kind.EML, Label.OFFER, {"start": "2026-07-09T14:00"}),
        ("more.jsonl:1", Kind.EML, Label.APPLICATION_RECEIVED, {}),
    ]
    assert b"From: x@y.example" in found[2].data
    assert sum(skipped.reasons.values()) == 3


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("Interview_Scheduled", Label.INVITATION),
        ("  no response ", Label.APPLICATION_RECEIVED),
        ("scheduling-update", Label.SCHEDULING_UPDATE),
        ("banana", None),
    ],
)
def test_labels_of_others_are_understood(written: str, label: Label | None):
    assert label_of(written) is label


def test_every_label_of_ours_is_understood():
    assert [label_of(label) for label in Label] == list(Label)


def test_dates_are_read_as_tables_write_them():
    assert moment("2026-07-01") == moment("Wed, 1 Jul 2026 00:00:00 +0000")
    assert moment("one day") is None


def test_precision_and_recall_count_what_they_say():
    rejected, invited = Reading(label=Label.REJECTION), Reading(label=Label.INVITATION)
    scores = score(
        [
            outcome(Label.REJECTION, rejected),
            outcome(Label.REJECTION, invited),
            outcome(Label.INVITATION, invited),
            outcome(Label.OTHER, None),
        ]
    )
    by_label = {one.label: one for one in scores.labels}
    assert by_label[Label.REJECTION].precision == Rate(1, 1)
    assert by_label[Label.REJECTION].recall == Rate(1, 2)
    assert by_label[Label.INVITATION].precision == Rate(1, 2)
    assert scores.accuracy == Rate(3, 4)
    assert scores.confusion[Label.REJECTION, Label.INVITATION] == 1
    assert [one.sample.label for one in scores.worst] == [Label.REJECTION]
    assert any("rejection read as invitation" in line for line in lines(scores))
    assert json.loads(json.dumps(as_dict(scores)))["labels"]["rejection"]["recall"] == 0.5


@pytest.mark.parametrize(
    ("start", "zone", "is_right"),
    [
        ("2026-07-09T14:00", "", True),
        ("2026-07-09 14:00", "Europe/Berlin", True),
        ("2026-07-09T14:00", "Europe/Paris", True),
        ("2026-07-09T12:00:00Z", "", True),
        ("2026-07-09", "", True),
        ("2026-07-09T14:30", "", False),
        ("2026-07-09T14:00", "Europe/London", False),
        ("2026-07-09T14:00Z", "", False),
        ("soon", "", False),
    ],
)
def test_start_is_right_to_the_minute_and_zone(start: str, zone: str, is_right: bool):
    reading = Reading(slots=(SlotRead(datetime(2026, 7, 9, 14), zone="Europe/Berlin"),))
    scores = score([outcome(Label.OTHER, reading, start=start, **({"zone": zone} if zone else {}))])
    assert scores.facts["start"] == Rate(int(is_right), 1)


def test_names_and_calendar_values_are_compared_as_a_person_would():
    event = CalendarPart("REQUEST", "u1", 2, "", "", (), recurring=False, raw="")
    reading = Reading(employer="Papermill", job_title="Data Engineer (m/w/d)", calendar=event)
    expected = {"employer": "Papermill Ltd", "title": "Data Engineer", "method": "request"}
    scores = score([outcome(Label.OTHER, reading, **expected, uid="u1", sequence="3")])
    right = {name: rate.right for name, rate in scores.facts.items() if rate.of}
    assert right == {"employer": 1, "title": 1, "uid": 1, "method": 1, "sequence": 0}


def test_match_rank_is_among_all_applications_named():
    one = outcome(Label.OTHER, Reading(employer="Papermill"), employer="Papermill", title="A")
    two = outcome(Label.OTHER, Reading(employer="Nobody"), employer="Nordwind", title="B")
    assert score([one, two]).match_ranks == {0: 1, 1: 1}
