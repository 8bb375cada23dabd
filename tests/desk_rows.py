"""What a firm keeps about a candidate: one row of each kind, with a word in every text."""

from collections.abc import Callable
from datetime import timedelta

from applications.models import Activity, Hotlist
from applications.models.activity import ActivityReaders
from interviews.models import Errand
from interviews.models.errand import Matter
from jobtracker.people.access import Scope
from tests.factories import NOW

# A word for what needs these scopes, which is kept by the firm or told to the candidate.
type WordFor = Callable[..., str]


def make_desk_rows(held, word_for: WordFor):
    """`word_for(*scopes, is_told=…)` gives a word for what needs the scopes to be shared."""
    hotlist = Hotlist.objects.create(firm=held.firm, name=f"Hot {held.pk}", by=coordinator_of(held))
    hotlist.add([held], by=coordinator_of(held), at=NOW)
    whose = {"held": held, "by": coordinator_of(held), "at": NOW}
    application = held.candidate.applications.order_by("pk").first()
    for is_told in (False, True):
        for scopes, about in (((), None), ((Scope.APPLICATIONS,), application)):
            word = word_for(*scopes, is_told=is_told)
            Activity.objects.log(
                **whose,
                kind="call",
                text=f"Logged {word}",
                next_step=f"Step {word}",
                due_at=NOW + timedelta(days=2),
                visibility=ActivityReaders.SHARED if is_told else ActivityReaders.INTERNAL,
                application=about,
            )
    if invitation := held.candidate.invitations.order_by("pk").first():
        # It was put off once.
        errand = Errand.objects.about(held.firm_id, Matter.ANSWER, invitation.pk, held.candidate_id)
        errand.snooze(NOW)


def coordinator_of(held):
    member = held.coordinator or held.firm.memberships.order_by("pk").first()
    return member.user if member else held.candidate.user
