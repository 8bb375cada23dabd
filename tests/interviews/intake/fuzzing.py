"""Broken messages without end: seeds that are cut, spliced, doubled and sprinkled with trouble."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from interviews.calendar.events import read_calendar
from interviews.intake import employers, limits, mbox, mime, parties, places, quoting, titles, zones
from interviews.intake.dates import find_days, find_times
from interviews.intake.kinds import likely_kind
from interviews.intake.limits import Refused
from interviews.intake.markup import to_text
from interviews.intake.outlook import unpack_msg
from interviews.intake.read import read
from interviews.intake.reading import Kind, Reading
from interviews.intake.rtf import decompressed, rtf_text
from interviews.intake.slots import read_times
from tests.interviews.calendar import samples
from tests.interviews.intake.ole_file import message, ole_file, text

HERE = Path(__file__).parent
NOW = datetime(2026, 7, 6, 9, tzinfo=UTC)
LONGEST = 700
TROUBLE = [
    b"\0", b"\r", b"\n\n", b"\xff\xfe", b"\xed\xa0\x80", b"\xc3", b"=?utf-8?q?=ZZ?=",
    b"=?x?b?!?=", b"Content-Type: multipart/mixed; boundary=b\n\n--b\n", b"--b--",
    b"Content-Type: message/rfc822\n\n", b"charset=utf-7", b"charset=\"\"",
    b"Content-Transfer-Encoding: base64\n", b";" * 40, b"," * 40, b"<" * 40,
    b"BEGIN:VCALENDAR\r\n", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"RRULE:FREQ=SECONDLY",
    b"DTSTART:99991231T235959Z", b"DTSTART;TZID=Nowhere:20260230T990000",
    b"DTEND:00010101T000000", b"RECURRENCE-ID:x", b"DURATION:P99999999W", b"TZID=",
    b"2026-02-30", b"31.02.2026", b"99:99", b"24:00 Uhr", b"12:00 am - 12:00 pm", b"0/0/00",
    b"next next Friday", b"UTC+14:59", b"IST", b"00000000000000000000", b"1" * 30, b" " * 60,
    b"> > > > ", b"On 1 wrote:", b"From: ", b"From x Mon Jul  6 09:00:00 2026\n",
    b"https://" + b"a" * 60, b"https://[::1", b"<a href=https://x>", b"<div><div><td>",
    b"style=display:none", b"&#x10FFFF;&#0;", b"{\\rtf1\\u-1?", b"\\'zz",
    "\u202e\u200f\u00ad".encode(), "Ｉ\u0301".encode(), b"(m/w/d)", b"GmbH & Co. KG",
    b"position at ", b"als ",
]  # fmt: skip


def seeds() -> list[bytes]:
    """Every message that the tests of the reader have."""
    found = [path.read_bytes() for path in sorted((HERE / "fixtures").glob("*.eml"))]
    for path in sorted((HERE / "worded").glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        found += [f"{row['subject']}\n\n{row['body']}".encode() for row in rows]
    found += [value for value in vars(samples).values() if isinstance(value, bytes)]
    found += [value.encode() for value in vars(samples).values() if isinstance(value, str)]
    return found


def saved() -> list[bytes]:
    """Small messages of Outlook's."""
    plain = {**text(0x0037, "Interview"), **text(0x1000, "On 20 July 2026 at 10:00.")}
    inside = {"__attach_version1.0_#00000000": message({**text(0x3707, "a.ics")}, {}, head=8)}
    return [ole_file(message(plain, {})), ole_file({**message(plain, {}), **inside})]


def broken(luck: random.Random, pool: list[bytes], longest: int = LONGEST) -> bytes:
    """One input: a piece of a seed, changed in one to five places."""
    seed = luck.choice(pool)
    start = luck.randrange(max(1, len(seed) - longest)) if luck.random() < 0.5 else 0
    data = bytearray(seed[start : start + longest])
    for _ in range(luck.randint(1, 5)):
        luck.choice(CHANGES)(luck, data, pool)
        del data[longest * 2 :]
    return bytes(data)


def _flip(luck: random.Random, data: bytearray, _: list[bytes]) -> None:
    if data:
        data[luck.randrange(len(data))] = luck.randrange(256)


def _cut(luck: random.Random, data: bytearray, _: list[bytes]) -> None:
    start = luck.randrange(len(data) + 1)
    del data[start : start + luck.randint(1, 60)]


def _double(luck: random.Random, data: bytearray, _: list[bytes]) -> None:
    start = luck.randrange(len(data) + 1)
    data[start:start] = bytes(data[start : start + luck.randint(1, 60)]) * luck.randint(1, 4)


def _splice(luck: random.Random, data: bytearray, pool: list[bytes]) -> None:
    other = luck.choice(pool)
    start = luck.randrange(len(other) + 1)
    at = luck.randrange(len(data) + 1)
    data[at:at] = other[start : start + luck.randint(1, 120)]


def _trouble(luck: random.Random, data: bytearray, _: list[bytes]) -> None:
    at = luck.randrange(len(data) + 1)
    data[at:at] = luck.choice(TROUBLE)


CHANGES = [_flip, _cut, _double, _splice, _trouble, _trouble]


@dataclass(frozen=True)
class Target:
    """A function that must answer whatever it is given, and how often it is asked of a hundred."""

    name: str
    share: int
    call: Callable[[bytes], object]
    pool: str = "seeds"


def _words(data: bytes) -> str:
    return mime.clean(mime.decode(data))


def _checked(data: bytes) -> object:
    for kind in Kind:
        try:
            limits.check(kind, data)
        except Refused:
            continue
    return likely_kind("", data)


def _unpacked(data: bytes) -> object:
    limits.check(Kind.EML, data)
    return mime.unpack(data)


def _read(kind: Kind) -> Callable[[bytes], object]:
    def call(data: bytes) -> object:
        reading = read(kind, data, received_at=NOW)
        assert Reading.from_dict(json.loads(json.dumps(reading.as_dict()))) == reading
        return reading

    return call


def _of_parts(data: bytes) -> object:
    words = _words(data)
    parts = quoting.Parts(words, words[:200], "")
    mail = mime.Mail(subject=words[:80], sender_name=words[:40], sender_address=words[:60])
    found = employers.read_employer(mail, parts), titles.read_title(words[:80], words)
    return found, parties.read_people(parts), parties.read_phone(parts)


TARGETS = [
    Target("limits", 20, _checked),
    Target("calendar", 12, read_calendar),
    Target("mime", 14, _unpacked),
    Target("quoting", 14, lambda data: quoting.split(_words(data), is_forward=b"w" in data)),
    Target("markup", 8, lambda data: to_text(_words(data))),
    Target(
        "days", 4, lambda data: list(find_times(_words(data), find_days(_words(data), NOW.date())))
    ),
    Target("times", 3, lambda data: read_times(_words(data), NOW)),
    Target("zones", 8, lambda data: zones.find(_words(data), "")),
    Target(
        "places", 6, lambda data: (places.read_link(_words(data)), places.read_place(_words(data)))
    ),
    Target("rtf", 4, lambda data: rtf_text(decompressed(data[:16] + data) or data)),
    Target("mbox", 3, lambda data: list(mbox.entries(BytesIO(data), longest=300))),
    Target("outlook", 3, unpack_msg, "saved"),
    Target("names", 2, _of_parts),
    Target("mail", 1, _read(Kind.EML)),
    Target("text", 1, _read(Kind.TEXT)),
]


def run(chunk: int, count: int) -> Iterator[tuple[Target, bytes, object]]:
    """Yield what each of ``count`` inputs led to; an error is the object, never raised."""
    luck = random.Random(chunk)
    pools = {"seeds": seeds(), "saved": saved()}
    targets = [target for target in TARGETS for _ in range(target.share)]
    for _ in range(count):
        target = luck.choice(targets)
        pool = pools[target.pool]
        data = broken(luck, pool, longest=LONGEST if target.pool == "seeds" else 8_000)
        try:
            found = target.call(data)
        except Refused as refused:
            found = refused.message
        except Exception as error:
            found = error
        yield target, data, found
