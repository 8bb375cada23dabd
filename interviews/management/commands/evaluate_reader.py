"""Score the reader on labelled messages."""

import json
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interviews.intake.limits import Refused
from interviews.intake.measure.report import as_dict, lines
from interviews.intake.measure.samples import Sample, Skipped, moment, samples_in
from interviews.intake.measure.scores import Outcome, score
from interviews.intake.sandbox import Unreadable, read_safely


class Command(BaseCommand):
    help = "Score the reader on a folder of labelled messages, or on one table of them."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("data", type=Path, help="a folder, or a CSV, TSV, JSON or JSONL file")
        parser.add_argument("--at", default="", help="the day that messages without a date came")
        parser.add_argument("--worst", type=int, default=20, help="how many errors to show")
        parser.add_argument("--json", action="store_true", help="the figures alone, as JSON")

    def handle(self, **options: Any) -> None:  # noqa: ANN401
        if not options["data"].exists():
            raise CommandError(f"There is no {options['data']}.")
        at = moment(options["at"]) or datetime.now(UTC)
        skipped = Skipped()
        outcomes = [Outcome(one, _read(one, at)) for one in samples_in(options["data"], skipped)]
        for reason, count in skipped.reasons.items():
            self.stderr.write(f"Left out {count}: {reason}")
        if not outcomes:
            raise CommandError("No labelled message was found there.")
        scores = score(outcomes)
        if options["json"]:
            self.stdout.write(json.dumps(as_dict(scores)))
            return
        for line in lines(scores, worst=options["worst"]):
            self.stdout.write(line)


def _read(sample: Sample, at: datetime) -> Any:  # noqa: ANN401
    try:
        return read_safely(sample.kind, sample.data, received_at=at)
    except (Refused, Unreadable):
        return None
