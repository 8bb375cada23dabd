"""Check that nobody changed the record of who did what."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jobtracker.audit.models import breaks, fingerprint


class Command(BaseCommand):
    help = "Check the record of who did what: exit code 1 names the first entry that does not fit."

    def handle(self, **_options: Any) -> None:  # noqa: ANN401
        found = list(breaks())
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write(f"The record is whole. Fingerprint: {fingerprint()}")
