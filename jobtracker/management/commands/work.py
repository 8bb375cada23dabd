"""Does the work behind the pages: sends the mail that is due, and whatever else comes due."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from jobtracker import work


class Command(BaseCommand):
    help = "Send mail and do what else is due, until it is told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")

    def handle(self, *, once: bool, **_options: object) -> None:
        worker, stop = work.Worker(work.JOBS), work.StopSignals()
        if not once:
            worker.run(stop)
            return
        worker.run_once(stop)
        if worker.has_failed:
            raise CommandError("Not everything could be done; the log says what failed.")
