"""Letters on their way: whether they may still go, and what became of them."""

from datetime import datetime

from interviews.models import Letter
from interviews.models.letter import PURPOSE
from jobtracker.outbox.models import Mail, State
from jobtracker.outbox.rights import still_wanted
from jobtracker.outbox.told import told_of


@still_wanted(PURPOSE)
def is_wanted(mail: Mail) -> bool:
    """Unless it was taken back, or another decision has taken the place of its own."""
    standing = Letter.objects.filter(decision__superseded_by=None, queued_at__isnull=False)
    return standing.filter(pk=mail.about or 0).exists()


@told_of(PURPOSE)
def hear(mail: Mail, state: State, at: datetime) -> None:
    """The letter is sent once its reader has it; who gets a copy is told of where it fails."""
    letter = Letter.objects.select_for_update(no_key=True, of=("self",)).filter(pk=mail.about or 0)
    found = letter.select_related("candidate__user", "application").first()
    if found is None:
        return
    if state == State.FAILED:
        found.was_refused_by(mail.to)
    elif mail.to.lower() != found.to.lower():
        return
    elif state == State.SENT:
        found.was_sent(at=at)
    else:
        found.came_back()
