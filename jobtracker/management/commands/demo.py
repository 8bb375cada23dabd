"""Puts the demo's people into an empty installation, and says how to sign in as them."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from jobtracker.demo import search
from jobtracker.demo.sign_ins import PASSWORD, PEOPLE, code_for
from jobtracker.environment import LOCAL_HOSTS
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
            refuse_before_the_first_start()
            self.show()
            return
        refuse_strangers()
        if not search.add(timezone.now()) and not if_empty:
            self.stderr.write("Somebody is here already; the demo is for an empty installation.")

    def show(self) -> None:
        """The sign-ins that exist, a line each; nothing where the demo is not in use."""
        for email, role in PEOPLE.items():
            if user := User.objects.filter(email=email).first():
                self.stdout.write(f"  {role:12} {email:18} password: {PASSWORD}")
                if code := code_for(user):
                    self.stdout.write(
                        f"{'':34}and then: {code} for a minute; `make demo` shows the next"
                    )


def refuse_before_the_first_start() -> None:
    """Say what to do where a look-up would only say that a table is missing."""
    if User._meta.db_table not in connection.introspection.table_names():
        raise CommandError("Nothing is here yet. Start Jobtracker first: make run")


def refuse_strangers() -> None:
    """The sign-ins are public, so only this machine may reach them."""
    strangers = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS)
    if strangers:
        raise CommandError(f"The demo's passwords are public, and {strangers[0]} is served.")
