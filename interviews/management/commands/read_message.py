"""Print what the reader makes of messages."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interviews.intake.kinds import SNIFFED, likely_kind
from interviews.intake.limits import MAX_BYTES, Refused
from interviews.intake.mbox import entries, is_mbox
from interviews.intake.measure.samples import moment
from interviews.intake.reading import Kind
from interviews.intake.sandbox import Unreadable, read_safely
from interviews.intake.summary import summary


class Command(BaseCommand):
    help = (
        "Print what each mail (.eml, .msg, .mbox), calendar file or text says, as a line of JSON."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="- for standard input")
        parser.add_argument("--at", default="", help="the day that messages without a date came")

    def handle(self, **options: Any) -> None:  # noqa: ANN401
        at = moment(options["at"]) or datetime.now(UTC)
        failed = 0
        count = 0
        for file in options["files"]:
            for name, found in _read_all(file, at):
                failed += "error" in found
                count += 1
                self.stdout.write(json.dumps({"file": name, **found}, ensure_ascii=False))
        if failed:
            raise CommandError(f"{failed} of {count} could not be read.")


def _read_all(name: str, at: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the reading of a file, or of each message in a mailbox."""
    try:
        data = _bytes(name)
    except OSError as error:
        yield name, {"error": error.strerror or "unreadable"}
        return
    if not is_mbox(data[:SNIFFED]):
        yield name, _read(likely_kind(name, data[:SNIFFED]), data, at)
        return
    with Path(name).open("rb") as file:
        for entry in entries(file):
            yield f"{name}#{entry.number}", _read(Kind.EML, entry.data, at)


def _read(kind: Kind, data: bytes, at: datetime) -> dict[str, Any]:
    try:
        return summary(read_safely(kind, data, received_at=at))
    except (Refused, Unreadable) as refused:
        return {"error": str(refused)}


def _bytes(name: str) -> bytes:
    """Return the file, or a little more than may be read of one that is too long."""
    if name == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(MAX_BYTES + 1)
