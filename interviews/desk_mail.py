"""A mail of a firm's own person to a candidate, which stands in the log for both to read."""

from datetime import datetime

from applications.models import Activity
from applications.models.activity import ActivityReaders
from interviews.client_mail import address_of, write_to_candidate
from jobtracker.outbox.models import Mail
from jobtracker.outbox.rights import still_wanted
from jobtracker.people.models import Membership, Representation, User

MESSAGE = "desk-message"


def send_message(line: Activity, subject: str, *, by: User, at: datetime) -> None:
    """Queue what a line of the log says; taken back, it is never sent."""
    write_to_candidate(MESSAGE, line.candidate, subject, line.text, about=line.pk, by=by, at=at)


@still_wanted(MESSAGE)
def is_message_wanted(mail: Mail) -> bool:
    """While the line stands, its writer works there and the firm looks after the candidate."""
    lines = Activity.objects.filter(pk=mail.about or 0, visibility=ActivityReaders.SHARED)
    line = lines.select_related("candidate__user").first()
    if line is None or address_of(line.candidate) != mail.to:
        return False
    of_firm = Representation.objects.in_force().filter(firm=line.firm_id, candidate=line.candidate)
    writer = Membership.objects.filter(firm=line.firm_id, user=line.by_id or 0)
    return of_firm.exists() and writer.exists()
