"""Puts an archive of a person's data back, into an account that has nothing yet."""

from argparse import ArgumentParser
from pathlib import Path

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils import timezone

from jobtracker.leave.opening import BY_COMMAND, Opened
from jobtracker.leave.restoring import Restored, restore
from jobtracker.leave.stored import stored
from jobtracker.leave.tables import NotRestorable
from jobtracker.people.models import Candidate, User

KEPT = ("name", "time_zone", "language")


class Command(BaseCommand):
    help = (
        "Restore an archive (Settings, Your data) into an account that is empty or new. A new "
        "account gets a password by “Forgot password”."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path, help="the ZIP file")
        parser.add_argument(
            "--email", help="the address of the account; without it, the one that the archive names"
        )

    def handle(self, *, archive: Path, email: str | None = None, **_options: object) -> None:
        try:
            with archive.open("rb") as file, Opened(file, BY_COMMAND) as opened:
                address = checked(opened.account.get("email", "") if email is None else email)
                self.stdout.write(f"Into the account of {address}")
                result = into_account(opened, address, Progress(self.stderr))
        except OSError as error:
            raise CommandError(f"{archive} can’t be read: {error.strerror}.") from error
        except NotRestorable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(in_lines(result))


class Progress:
    """One line that counts on a terminal; elsewhere, a line for each table that is done."""

    def __init__(self, out: OutputWrapper) -> None:
        self.out = out
        self.is_terminal = out.isatty()

    def __call__(self, label: str, done: int, of: int) -> None:
        line = f"{label}: {done:,} of {of:,}"
        if self.is_terminal:
            self.out.write(f"\r\x1b[K{line}", ending="\n" if done >= of else "")
        elif done >= of:
            self.out.write(line)
        self.out.flush()


def checked(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(f"{email!r} is no e-mail address: name one with --email.") from error
    return email


def into_account(opened: Opened, email: str, tell: Progress) -> Restored:
    """Into the account with the address, or into a new one; what is new goes if that fails."""
    user = User.objects.filter(email__iexact=email).first()
    made: list[models.Model] = []
    try:
        if user is None:
            made.append(user := new_account(opened, email))
        candidate, is_new = Candidate.objects.get_or_create(user=user, defaults={"name": user.name})
        if is_new:
            made.append(candidate)
        return restore(opened, candidate, user, at=timezone.now(), by=None, tell=tell)
    except BaseException:
        for each in reversed(made):
            each.delete()
        raise


def new_account(opened: Opened, email: str) -> User:
    """Whoever runs this vouches for the address, so that a password can be asked for by mail."""
    told = opened.account
    columns = [each for each in User._meta.concrete_fields if each.name in KEPT]
    fields = {each.name: stored(each, told[each.name]) for each in columns if each.name in told}
    with transaction.atomic():
        user = User.objects.create_user(email, **fields)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def in_lines(result: Restored) -> str:
    came = [f"{number:>8,}  {label}" for label, number in result.rows.items() if number]
    stayed = [
        f"{number:>8,}  {label} stayed out: a firm’s own, or not finished"
        for label, number in result.left_out.items()
    ]
    return "\n".join(came + stayed)
