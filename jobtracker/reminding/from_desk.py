"""A reminder that somebody at a firm has sent: of invitations to answer, and of how a talk went.

The candidate's own word on reminders counts, and their quiet hours. Why somebody gets none is said
to the firm without telling what they chose.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import timezone

from interviews.models import Interview, Invitation
from interviews.owed import WORTH_ASKING
from jobtracker.addresses import in_full
from jobtracker.clock import zone_named
from jobtracker.outbox.models import Mail, State
from jobtracker.outbox.rights import still_wanted
from jobtracker.people.access import Scope
from jobtracker.people.mail import seen
from jobtracker.people.models import Reminders, Representation, User
from jobtracker.reminding.digest import job
from jobtracker.reminding.mails import queue, read_by, reader_of
from jobtracker.ui.when import due

PURPOSE = "from-desk"
# Nobody is reminded twice within it, whoever did so the first time.
APART = timedelta(hours=24)
COUNTED = (PURPOSE, "deadline", "afterwards")


class WhyNot(StrEnum):
    """Why somebody gets no reminder."""

    NO_ACCOUNT = "no account"
    NOT_SHARED = "not shared"
    NOTHING = "nothing"
    NO_MAIL = "no mail"
    LATELY = "lately"


WHY_NOT = {
    WhyNot.NO_ACCOUNT: "Has not claimed the record yet, so there is nowhere to answer",
    WhyNot.NOT_SHARED: "Does not share interviews with us",
    WhyNot.NOTHING: "Nothing waits for their answer",
    WhyNot.NO_MAIL: "Is not reached by such mail: ring them instead",
    WhyNot.LATELY: "Was reminded within the last 24 hours",
}


@dataclass(frozen=True)
class Waiting:
    """What waits for one candidate, and why no reminder of it goes out; None where one does."""

    held: Representation
    settings: Reminders
    invitations: Sequence[Invitation]
    untold: Sequence[Interview]
    why_not: WhyNot | None

    @property
    def words(self) -> str:
        """Such as "2 invitations to answer, 1 debrief owed", or why there is nothing."""
        if self.why_not is not None:
            return WHY_NOT[self.why_not]
        answers, debriefs = len(self.invitations), len(self.untold)
        said = [
            f"{answers} invitation{'' if answers == 1 else 's'} to answer" if answers else "",
            f"{debriefs} debrief{'' if debriefs == 1 else 's'} owed" if debriefs else "",
        ]
        return ", ".join(filter(None, said))


def waiting_for(chosen: Sequence[Representation], by: User, *, now: datetime) -> list[Waiting]:
    """What waits for each of these, in a fixed number of queries."""
    shared = [each.candidate_id for each in chosen if Scope.INTERVIEWS in each.scopes]
    invitations = by_candidate(
        Invitation.objects.shared_with(by)
        .filter(candidate__in=shared)
        .awaiting_decision()
        .select_related("application__employer")
    )
    untold = by_candidate(
        Interview.objects.shared_with(by)
        .filter(candidate__in=shared, starts_at__gt=now - WORTH_ASKING)
        .untold(now)
        .select_related("application__employer")
    )
    settings = settings_of(chosen)
    lately = reminded_lately(chosen, now)
    return [
        told(
            each,
            invitations.get(each.candidate_id, ()),
            untold.get(each.candidate_id, ()),
            settings[each.candidate_id],
            is_lately=each.candidate_id in lately,
        )
        for each in chosen
    ]


def told(
    held: Representation,
    invitations: Sequence[Invitation],
    untold: Sequence[Interview],
    settings: Reminders,
    *,
    is_lately: bool,
) -> Waiting:
    """What a reminder to one candidate would name, or why there is none."""
    named = invitations if settings.of_invitations else ()
    asked = untold if settings.of_afterwards else ()
    why_not = None
    if settings.candidate.user is None:
        why_not = WhyNot.NO_ACCOUNT
    elif Scope.INTERVIEWS not in held.scopes:
        why_not = WhyNot.NOT_SHARED
    elif not invitations and not untold:
        why_not = WhyNot.NOTHING
    elif not (named or asked) or not settings.by_mail or not settings.candidate.user.is_active:
        why_not = WhyNot.NO_MAIL
    elif is_lately:
        why_not = WhyNot.LATELY
    return Waiting(held, settings, named, asked, why_not)


def by_candidate[Row: (Invitation, Interview)](rows: Iterable[Row]) -> Mapping[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for each in rows:
        found[each.candidate_id].append(each)
    return found


def settings_of(chosen: Sequence[Representation]) -> dict[int, Reminders]:
    """The settings of each, as they come where nobody has looked at them yet."""
    candidates = {each.candidate_id: each.candidate for each in chosen}
    rows = Reminders.objects.filter(candidate__in=candidates)
    users = {user.pk: user for user in User.objects.filter(candidate__in=candidates)}
    kept = {each.candidate_id: each for each in rows}
    found = {}
    for pk, candidate in candidates.items():
        candidate.user = users.get(candidate.user_id or 0)
        found[pk] = kept.get(pk, Reminders())
        found[pk].candidate = candidate
    return found


def reminded_lately(chosen: Sequence[Representation], now: datetime) -> set[int | None]:
    """The candidates whom such a mail went to within a day, or waits for."""
    mails = Mail.objects.filter(
        purpose__in=COUNTED,
        candidate__in=[each.candidate_id for each in chosen],
        queued_at__gt=now - APART,
        state__in=(State.WAITING, State.SENT),
    )
    return set(mails.values_list("candidate", flat=True))


def remind(each: Waiting, by: User, *, at: datetime) -> None:
    """Queue the mail, for as soon as it is not quiet where they are."""
    goes_at = each.settings.hours.awake(at, before=at + APART)
    candidate = each.held.candidate
    zone = zone_named(candidate.time_zone)
    with read_by(candidate):
        values = {
            "by": seen(str(by)),
            "firm": seen(str(each.held.firm)),
            "invitations": [
                (
                    job(row.application),
                    due(row.answer_by, at, zone) if row.answer_by else "",
                    in_full(row.get_absolute_url()),
                )
                for row in each.invitations
            ],
            "untold": [
                (job(row.application), in_full(row.get_absolute_url())) for row in each.untold
            ],
        }
        once = f"{PURPOSE}:{candidate.pk}:{at:%Y%m%dT%H%M}"
        after = goes_at - at
        queue(each.settings, PURPOSE, values, about=each.held.pk, once=once, at=at, after=after)


@still_wanted(PURPOSE)
def is_wanted(mail: Mail) -> bool:
    """While the firm sees their interviews, and something of it still waits for them."""
    now = timezone.now()
    settings = reader_of(mail, now)
    held = Representation.objects.in_force().filter(
        pk=mail.about or 0, candidate=mail.candidate_id, shares_interviews=True
    )
    if settings is None or not held.exists():
        return False
    whose = {"candidate": mail.candidate_id}
    answers = Invitation.objects.filter(**whose).awaiting_decision()
    debriefs = Interview.objects.filter(**whose, starts_at__gt=now - WORTH_ASKING).untold(now)
    return (settings.of_invitations and answers.exists()) or (
        settings.of_afterwards and debriefs.exists()
    )
