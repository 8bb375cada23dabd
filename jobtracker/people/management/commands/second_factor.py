"""Takes the second factor away from somebody who lost it, and every way to do without it."""

import logging
from argparse import ArgumentParser

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from jobtracker.outbox.models import Mail
from jobtracker.people.mail import seen
from jobtracker.people.models import User
from jobtracker.people.news import written
from jobtracker.people.sign_in.removal import end_all_sessions, remove_factors

BY_OPERATOR = "operator"

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Remove the second factor of somebody who lost their phone and their recovery codes. Be "
        "sure that it is them: from then on their password alone lets anybody in."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--remove", metavar="EMAIL", required=True, help="the address of the account"
        )

    def handle(self, *, remove: str, **_options: object) -> None:
        user = User.objects.filter(email=remove.strip().lower()).first()
        if user is None:
            raise CommandError("There is no account with this address.")
        removed = remove_all(user)
        if not removed:
            raise CommandError("This account has no second factor.")
        ways = "one way in" if removed == 1 else f"{removed} ways in"
        self.stdout.write(f"Removed {ways}, and signed them out everywhere.")
        if user.must_have_second_factor:
            self.stdout.write("They set up a new one when they next sign in.")


@transaction.atomic
def remove_all(user: User) -> int:
    """Passkeys, app and recovery codes; the person hears of it by mail. How many there were."""
    at = timezone.now()
    factors = Authenticator.objects.filter(user=user)
    removed = remove_factors(user, factors, at=at, who=BY_OPERATOR)
    if removed:
        end_all_sessions(user, at=at, who=BY_OPERATOR)
        Mail.objects.enqueue(
            purpose="account",
            to=user.email,
            recipient=user,
            at=at,
            **written("factor-removed", {"to": seen(str(user))}),
        )
        logger.warning("The second factor of account %d was removed by command", user.pk)
    return removed
