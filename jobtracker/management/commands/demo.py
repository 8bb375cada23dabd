"""Puts the demo's people into an empty installation, and says how to sign in as them."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

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
        elif not search.is_there():
            search.build(timezone.now())
        elif not if_empty:
            self.stderr.write("Somebody is here already; the demo is for an empty installation.")

    def show(self) -> None:
        """The sign-ins that exist, a line each; nothing where the demo is not in use."""
        people = {search.CANDIDATE: "candidate", search.COORDINATOR: "coordinator"}
        there = set(User.objects.filter(email__in=people).values_list("email", flat=True))
        for email, role in people.items():
            if email in there:
                self.stdout.write(f"  {role:12} {email}   password: {search.PASSWORD}")
