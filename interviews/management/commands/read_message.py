"""Print what the reader makes of messages."""

import json
import sys
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interviews.intake.kinds import SNIFFED, likely_kind
from interviews.intake.limits import MAX_BYTES, Refused
from interviews.intake.measure.samples import moment
from interviews.intake.sandbox import Unreadable, read_safely
from interviews.intake.summary import summary


class Command(BaseCommand):
    help = "Print the reading of each mail, calendar file or text as one line of JSON."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="- for standard input")
        parser.add_argument("--at", default="", help="the day that messages without a date came")

    def handle(self, **options: Any) -> None:  # noqa: ANN401
        at = moment(options["at"]) or datetime.now(UTC)
        failed = 0
        for name in options["files"]:
            found = _read(name, at)
            failed += "error" in found
            self.stdout.write(json.dumps({"file": name, **found}, ensure_ascii=False))
        if failed:
            raise CommandError(f"{failed} of {len(options['files'])} could not be read.")


def _read(name: str, at: datetime) -> dict[str, Any]:
    try:
        data = _bytes(name)
        kind = likely_kind(name, data[:SNIFFED])
        return summary(read_safely(kind, data, received_at=at))
    except OSError as error:
        return {"error": error.strerror or "unreadable"}
    except (Refused, Unreadable) as refused:
        return {"error": str(refused)}


def _bytes(name: str) -> bytes:
    """Return the file, or a little more than may be read of one that is too long."""
    if name == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(MAX_BYTES + 1)
