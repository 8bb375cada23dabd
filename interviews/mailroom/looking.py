"""The worker's part of a candidate's own mailbox: one that is due, looked into for new mail."""

import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from django.conf import settings

from interviews.intake.limits import MAX_BYTES
from interviews.mailroom.delivery import DAY, MOST_A_DAY
from interviews.mailroom.folder import About, Folder, opened
from interviews.mailroom.imap import NotOpened, Place, Trouble, Ways
from interviews.models import MailAccount, Message
from interviews.models.message import Way
from jobtracker.leases import work_on

# Others wait meanwhile.
MOST_AT_ONCE = 20
A_WHILE = 5.0


def look_next(at: datetime, ways: Ways | None = None) -> bool:
    """Look into the mailbox that has been due longest; whether there was one."""
    if not settings.FETCH_LINKS:
        return False
    found = MailAccount.objects.due(at).select_related("candidate").first()
    return work_on(found, partial(look, ways=ways or Ways()), at)


def look(account: MailAccount, at: datetime, *, ways: Ways) -> None:
    """Look outside of any transaction; each mail is kept in one of its own."""
    place = account.place
    if place is None:
        account.failed(Trouble.UNREADABLE, at=at)
        return
    try:
        goes_on = take_new(account, place, at, ways)
    except NotOpened as error:
        account.failed(error.why, at=at)
    else:
        account.was_looked_into(at=at, goes_on=goes_on)


def take_new(account: MailAccount, place: Place, at: datetime, ways: Ways) -> bool:
    """Whether there is more.

    :raises NotOpened: where it can't be looked into, or enough has come today
    """
    today = Message.objects.that_came(account.candidate_id, Way.FETCHED, since=at - DAY).count()
    most = min(MOST_AT_ONCE, MOST_A_DAY - today)
    if most <= 0:
        raise NotOpened(Trouble.ENOUGH)
    with opened(place, ways) as folder:
        account.knows(folder)
        found = folder.uids(
            after=account.last_uid, since=account.made_at, dated_below=account.dated_below
        )
        last = 0
        for uid in for_a_while(found[:most]):
            take(account, folder, uid, at)
            last = uid
        goes_on = last < max(found, default=0)
        if not goes_on:
            account.passed(folder.next_uid - 1)
    return goes_on


def for_a_while(uids: Sequence[int]) -> Iterator[int]:
    """One in any case; where the server is slow, the others' turn comes before the next."""
    until = time.monotonic() + A_WHILE
    for number, uid in enumerate(uids):
        if number and time.monotonic() > until:
            return
        yield uid


def take(account: MailAccount, folder: Folder, uid: int, at: datetime) -> None:
    """Keep one mail, unless it was there before, is too large, or has gone."""
    about = folder.about(uid)
    if about is None or is_old(account, uid, about):
        account.passed(uid)
        return
    raw = folder.content(uid) if about.size <= MAX_BYTES else None
    if raw is None or len(raw) > MAX_BYTES:
        account.passed(uid, too_large=1)
    elif raw:
        account.took(uid, raw, at=at)
    else:
        account.passed(uid)


def is_old(account: MailAccount, uid: int, about: About) -> bool:
    """Whether it was there before the mailbox was connected; servers tell the second."""
    return uid < account.dated_below and about.came_at < account.made_at.replace(microsecond=0)
