"""Hostile bytes: nothing hangs, nothing takes the parent down."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from interviews.intake.limits import Refusal, Refused, check
from interviews.intake.reading import Kind, Label
from interviews.intake.sandbox import Unreadable, read_safely
from jobtracker import confined

NOW = datetime(2026, 7, 9, tzinfo=UTC)


def nested(count: int) -> bytes:
    opened = "".join(
        f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(count)
    )
    return f"Content-Type: multipart/mixed; boundary=b0\n\n{opened}".encode()


def many_parts(count: int) -> bytes:
    return b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * count


REFUSED: list[tuple[str, bytes, Refusal]] = [
    ("commas", b"To: " + b"," * 50_000 + b"\n\nx", Refusal.HEADER_TOO_LONG),
    (
        "parameters",
        b"Content-Type: text/plain" + b"".join(b";\n a%d=b" % n for n in range(20_000)) + b"\n\nx",
        Refusal.HEADERS_TOO_BIG,
    ),
    ("parts", many_parts(100_000), Refusal.TOO_MANY_PARTS),
    ("nested", nested(1_000), Refusal.TOO_DEEP),
    ("messages", b"Content-Type: message/rfc822\n\n" * 1_000, Refusal.TOO_DEEP),
    ("headers", b"X-A: b\n" * 20_000 + b"\nx", Refusal.HEADERS_TOO_BIG),
    ("empty", b" \n", Refusal.EMPTY),
    ("binary", b"\x89PNG\r\n\x1a\n" + bytes(500), Refusal.BINARY),
    ("size", b"a" * 11_000_000, Refusal.TOO_BIG),
]


@pytest.mark.parametrize(("name", "data", "code"), REFUSED, ids=[row[0] for row in REFUSED])
def test_bytes_beyond_a_limit_are_refused_before_parsing(name: str, data: bytes, code: Refusal):
    with pytest.raises(Refused) as refused:
        read_safely(Kind.EML, data, received_at=NOW)
    assert refused.value.code is code
    assert refused.value.message.endswith(".")


def test_size_is_told_to_the_person():
    with pytest.raises(Refused, match=r"This file is 11 MB; the limit is 10 MB\."):
        check(Kind.TEXT, b"a" * 11_000_000)


def bomb(rule: str) -> bytes:
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:u\r\n"
        f"DTSTART:20260720T100000Z\r\n{rule}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


HOSTILE: list[tuple[Kind, bytes]] = [
    (Kind.ICS, bomb("RRULE:FREQ=SECONDLY;COUNT=999999999")),
    (Kind.ICS, bomb("DTEND:99991231T235959Z")),
    (
        Kind.ICS,
        bomb("\r\n".join(f"RDATE:2026{n % 12 + 1:02}01T{n % 24:02}0000Z" for n in range(50_000))),
    ),
    (Kind.ICS, b"BEGIN:VEVENT\r\n" * 50_000),
    (Kind.EML, b"Subject: x\n\n" + b"12:00 " * 30_000),
    (Kind.EML, b"Subject: x\nContent-Type: text/html\n\n" + b"<div>" * 100_000),
    (Kind.EML, b"Subject: \x00\xed\xa0\x80\n\n\x00 \xed\xa0\x80 body"),
    (Kind.TEXT, b"a" * 1_000_000),
    (Kind.TEXT, b"invite you " * 50_000),
]


@pytest.mark.parametrize(("kind", "data"), HOSTILE)
def test_hostile_message_is_read_or_given_up(kind: Kind, data: bytes):
    with suppress(Unreadable):
        assert read_safely(kind, data, received_at=NOW).label in Label


def test_ordinary_message_comes_back_from_the_child():
    mail = b"From: a@b.example\nSubject: Interview invitation\n\nOn 20 July 2026 at 10:00."
    reading = read_safely(Kind.EML, mail, received_at=NOW)
    assert reading.label is Label.INVITATION
    assert reading.slots[0].start == datetime(2026, 7, 20, 10)


def test_child_gets_no_secret(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setenv("SECRET_KEY", "secret")
    assert "secret" not in str(confined.environment())


FORBIDDEN: list[Callable[[], str]] = [
    lambda: "import socket; socket.socket()",
    lambda: "import subprocess; subprocess.run(['true'])",
    lambda: "import os; os.fork()",
    lambda: "open('/tmp/never-written', 'w')",
]


@pytest.mark.parametrize("action", FORBIDDEN)
def test_child_may_not_reach_out(action: Callable[[], str]):
    import subprocess
    import sys

    code = (
        "import socket, subprocess, os\n"
        "from jobtracker.confined import confine\nconfine(seconds=1, megabytes=256)\n"
        f"try:\n    {action()}\nexcept PermissionError:\n    print('refused')\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert found.stdout == "refused\n"
