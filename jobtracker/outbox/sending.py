"""Sending what is due: at least once, by one worker at a time, and only while it is wanted."""

import logging
import smtplib
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.mail import mailers
from django.db import connection, transaction

from jobtracker.outbox.models import MOST_ATTEMPTS, Mail, State
from jobtracker.outbox.rights import is_traceless, is_wanted

KEPT = timedelta(days=30)

logger = logging.getLogger(__name__)


def send_next(at: datetime) -> bool:
    """Send the mail that has been due longest, or drop it or put it off; whether there was one."""
    mail = Mail.objects.due(at).first()
    if mail is None:
        return False
    if take(mail, at):
        send(mail, at)
    return True


@transaction.atomic
def take(mail: Mail, at: datetime) -> bool:
    """Whether the mail is ours to send now: nobody else has it, and it is still wanted."""
    if not mail.lease(at=at):
        return False
    if mail.attempts > MOST_ATTEMPTS:
        # Each attempt ended with the worker, so none could give up.
        give_up(mail, at)
        return False
    try:
        with transaction.atomic():
            wanted = is_wanted(mail)
    except Exception as error:  # unsure is not yes
        put_off(mail, error, at)
        return False
    if not wanted:
        settle(mail, State.DROPPED, at)
        logger.info("%s was dropped: it is no longer wanted", mail)
    return wanted


def send(mail: Mail, at: datetime) -> None:
    """Hand the mail over, and note that before anything else can go wrong."""
    mailer = mailers.default
    try:
        mailer.open()
        mailer.send_messages([mail.message()])
    except Exception as error:
        put_off(mail, error, at)
    else:
        settle(mail, State.SENT, at)
        logger.info("%s was sent at attempt %d", mail, mail.attempts)
    finally:
        # A server that took the mail and then says no goodbye has still taken it.
        with suppress(Exception):
            mailer.close()


def settle(mail: Mail, state: State, at: datetime, error: str = "") -> None:
    """Be done with it. What leaves no trace leaves none in SQLite's log either."""
    mail.settle(state, at=at, error=error)
    if is_traceless(mail.purpose):
        transaction.on_commit(empty_log, robust=True)


def empty_log() -> None:
    """In write-ahead mode, the pages as they were before stay in the log until it is emptied."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def put_off(mail: Mail, error: Exception, at: datetime) -> None:
    """Keep what kind of error it was, never its text: that repeats addresses and answers."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    logger.warning("%s failed at attempt %d", mail, mail.attempts, exc_info=error)
    if mail.attempts >= MOST_ATTEMPTS or is_refused_for_good(error):
        give_up(mail, at, kind)
    else:
        mail.put_off(at=at, error=kind)


def give_up(mail: Mail, at: datetime, kind: str = "") -> None:
    settle(mail, State.FAILED, at, kind)
    logger.error("%s was given up after %d attempts", mail, mail.attempts)


def is_refused_for_good(error: Exception) -> bool:
    """Whether the server says that this address will never take mail."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _ in error.recipients.values())


def forget_old(at: datetime) -> bool:
    """Remove what was settled a month ago."""
    Mail.objects.filter(settled_at__lt=at - KEPT).delete()
    return False
