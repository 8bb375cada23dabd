"""The worker's part of the site's own mailbox: what comes to private addresses, taken in turn.

Nothing changes in the mailbox. What is for nobody stays there, and is counted in the log.
"""

import logging
from collections import Counter
from datetime import datetime
from enum import StrEnum
from functools import partial

from django.conf import settings
from django.db import transaction

from interviews.intake.limits import MAX_BYTES
from interviews.mailroom.delivery import NotNow, has_room, keep
from interviews.mailroom.folder import Folder, opened
from interviews.mailroom.imap import NotOpened, Place, Ways
from interviews.mailroom.looking import for_a_while
from interviews.mailroom.recipients import FIELDS, Envelope, envelope
from interviews.models import MailAddress, SiteMailbox
from jobtracker.leases import work_on

MOST_AT_ONCE = 50
# Of what there was no room for, so many are tried again beside what is new.
MOST_AGAIN = 5

logger = logging.getLogger(__name__)


class Became(StrEnum):
    """What became of a mail, as the log says it."""

    KEPT = "kept"
    FOR_NOBODY = "for no address of ours"
    TOO_LARGE = "larger than 10 MB, and passed over"
    PUT_OFF = "put off, as there is enough for one day"
    GONE = "gone"


def look_into_ours(at: datetime, ways: Ways | None = None) -> bool:
    """Look into the site's mailbox, if it has one and it is time; whether it was."""
    if settings.MAIL_FETCH is None:
        return False
    place = Place(*settings.MAIL_FETCH)
    found = SiteMailbox.objects.at(place, at)
    # Whoever runs the site may have it beside the site, in a network of their own.
    ways = ways or Ways(may_go=lambda _: True)
    return work_on(found if found.is_due(at) else None, partial(look, place=place, ways=ways), at)


def look(box: SiteMailbox, at: datetime, *, place: Place, ways: Ways) -> None:
    """Look outside of any transaction; each mail is kept in one of its own."""
    became: Counter[Became] = Counter()
    try:
        goes_on = take_new(box, place, at, ways, became)
    except NotOpened as error:
        logger.warning("The site's mailbox could not be looked into: %s", error.why)
        box.failed(error.why, at=at)
    else:
        box.was_looked_into(at=at, goes_on=goes_on)
    finally:
        tell(became)


def take_new(
    box: SiteMailbox, place: Place, at: datetime, ways: Ways, became: Counter[Became]
) -> bool:
    """Whether there is more.

    :raises NotOpened: where it can't be looked into
    """
    with opened(place, ways) as folder:
        box.knows(folder)
        new = folder.uids_after(box.last_uid)
        last = 0
        for uid in for_a_while([*new[:MOST_AT_ONCE], *box.put_off[:MOST_AGAIN]]):
            became[take(box, folder, uid, at)] += 1
            last = max(last, uid)
    return last < max(new, default=0)


def take(box: SiteMailbox, folder: Folder, uid: int, at: datetime) -> Became:
    """Keep one mail for everybody whose address it names; what became of it."""
    about = folder.about(uid)
    to = envelope(folder.head(uid, FIELDS), settings.MAIL_DOMAIN)
    known = MailAddress.objects.with_local_parts(to.names)
    raw = b""
    if about is None:
        became = Became.GONE
    elif not known:
        became = Became.FOR_NOBODY
    elif not any(has_room(each, at) for each in known):
        became = Became.PUT_OFF
    elif about.size > MAX_BYTES or len(raw := folder.content(uid)) > MAX_BYTES:
        became = Became.TOO_LARGE
    else:
        return keep_for(box, uid, raw, to, at)
    box.passed(uid, is_put_off=became is Became.PUT_OFF)
    return became


def keep_for(box: SiteMailbox, uid: int, raw: bytes, to: Envelope, at: datetime) -> Became:
    """Keep it, and that it was kept, or neither."""
    if not raw:
        box.passed(uid)
        return Became.GONE
    with transaction.atomic():
        had_room = [is_kept(name, raw, to.forwarder, at) for name in to.names]
        if not box.passed(uid, is_put_off=not all(had_room)):
            # Another worker has gone on with it.
            transaction.set_rollback(True)
    return Became.KEPT if all(had_room) else Became.PUT_OFF


def is_kept(name: str, raw: bytes, forwarder: str, at: datetime) -> bool:
    """No where there is no room today; a name of nobody's needs none."""
    try:
        keep(name, raw, forwarder=forwarder, at=at)
    except NotNow:
        return False
    return True


def tell(became: Counter[Became]) -> None:
    """Numbers alone."""
    for what in (Became.FOR_NOBODY, Became.TOO_LARGE, Became.PUT_OFF):
        if became[what]:
            logger.info("Mails in the site's mailbox that were %s: %d", what, became[what])
