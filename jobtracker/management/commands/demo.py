"""Puts the demo's people into an empty installation, and says how to sign in as them."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jobtracker.checks import LOCAL_HOSTS
from jobtracker.demo import search
from jobtracker.people.models import User


class Command(BaseCommand):
    help = "Add a small demo job search, or show its sign-ins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where anybody is here already"
        )
        parser.add_argument("--show", action="store_true", help="only print the sign-ins")

    def handle(self, *, if_empty: bool, show: bool, **_options: object) -> None:
        if show:
            self.show()
            return
        refuse_strangers()
        if not search.add(timezone.now()) and not if_empty:
            self.stderr.write("Somebody is here already; the demo is for an empty installation.")

    def show(self) -> None:
        """The sign-ins that exist, a line each; nothing where the demo is not in use."""
        people = {search.CANDIDATE: "candidate", search.COORDINATOR: "coordinator"}
        there = set(User.objects.filter(email__in=people).values_list("email", flat=True))
        for email, role in people.items():
            if email in there:
                self.stdout.write(f"  {role:12} {email}   password: {search.PASSWORD}")


def refuse_strangers() -> None:
    """The sign-ins are public, so only this machine may reach them."""
    strangers = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS)
    if strangers:
        raise CommandError(f"The demo's passwords are public, and {strangers[0]} is served.")
