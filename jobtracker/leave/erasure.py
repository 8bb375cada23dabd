"""Erase an account, with everything that is the person's."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.sessions.models import Session
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from jobtracker.audit.models import Entry, Kind
from jobtracker.clock import zone_named
from jobtracker.leave import traces
from jobtracker.leave.firms import part
from jobtracker.leave.holdings import addressed_to, addresses_of
from jobtracker.outbox.models import Mail
from jobtracker.people.models import Candidate, Firm, Invite, Membership, User
from jobtracker.people.news import News, tell_firm


def erase(user: User, *, at: datetime) -> None:
    """Remove the person and all that is theirs; who is gone already is gone.

    What others wrote stays, without the name of who did it; so does the record of who did what,
    which holds numbers only. Files go once it is certain that the rows did.

    :raises LastAdministrator: where somebody else would have to be able to run a firm first
    """
    with transaction.atomic():
        # Members before people, as where one is removed: in two orders, two could wait in a circle.
        list(Membership.objects.filter(firm__in=Firm.objects.of(user)).order_by("pk").held())
        person = User.objects.select_for_update().filter(pk=user.pk).first()
        if person is None:
            return
        address, zone = person.email, zone_named(person.time_zone)
        part(person, at=at)
        candidate_id = end_representations(person, at)
        remove_afterwards(person)
        remove_rows(person, at)
        confirm(address, zone, at)
        Entry.objects.record(Kind.ERASED, actor_id=user.pk, candidate_id=candidate_id, at=at)


def end_representations(person: User, at: datetime) -> int | None:
    """Let firms and the record know when each right ended; the number of the candidate, if any."""
    candidate = Candidate.objects.filter(user=person).first()
    if candidate is None:
        return None
    lasting = candidate.representations.not_ended().select_related("firm", "coordinator__user")
    for representation in lasting:
        representation.end(by=person, at=at)
        if representation.accepted_at:
            tell_firm(representation, News.ERASED, at=at)
    return candidate.pk


def remove_afterwards(person: User) -> None:
    """Arrange for what is outside the tables to go once they have changed for good."""
    files, addresses = traces.files_of(person), addresses_of(person)
    transaction.on_commit(lambda: traces.remove_files(files), robust=True)
    transaction.on_commit(lambda: traces.remove_written_mail(addresses), robust=True)
    transaction.on_commit(traces.rewrite_database, robust=True)


def remove_rows(person: User, at: datetime) -> None:
    """Everything with a foreign key goes with the account; the rest is found by what it says."""
    Session.objects.filter(pk__in=list(traces.sessions_of(person))).delete()
    Mail.objects.filter(addressed_to(person, "to")).delete()
    invites = Invite.objects.filter(addressed_to(person, "email"))
    invites.exclude(pk__in=Invite.objects.open(at)).delete()
    person.delete()


def confirm(address: str, zone: ZoneInfo, at: datetime) -> None:
    """Tell them once more, by the last mail: its row, with their address, goes as it is sent."""
    with timezone.override(zone):
        text = render_to_string("leave/erased.txt", {"at": at})
    Mail.objects.enqueue(
        purpose="erasure", to=address, subject="Your account is erased", text=text, at=at
    )
