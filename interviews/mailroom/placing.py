"""What a message changes once the person has said where it belongs; before that, nothing."""

from datetime import datetime

from applications.acts import move
from applications.models import Application, Change, Task
from applications.models.change import locked_applications
from applications.stages import Outcome, Stage
from interviews.forms.inbox import Act
from interviews.models import Message
from interviews.models.message import Handled
from jobtracker.people.models import User

TASK_LENGTH = 300


def place(
    message: Message, application: Application, act: Act, *, by: User, at: datetime
) -> Change | None:
    """Keep the message with its application, and do what was asked; the change can be undone.

    The caller holds the transaction. What the application has passed already stays as it is.
    """
    [held] = locked_applications(application.candidate_id, [application.pk])
    message.was_handled(Handled.KEPT, held)
    held.hear(message.received_at)
    if act is Act.TASK:
        add_task(message, held, by=by, at=at)
    if act is Act.CLOSE and not held.is_closed:
        return move([held], Stage.CLOSED, Outcome.REJECTED, by=by, at=at)
    if act is Act.APPLIED and held.stage == Stage.SAVED:
        return move([held], Stage.APPLIED, by=by, at=at)
    return None


def add_task(message: Message, application: Application, *, by: User, at: datetime) -> None:
    """What they ask for, by the day they name."""
    reading = message.what_was_read
    due = reading.reply_by if reading else None
    Task.objects.create(
        candidate_id=application.candidate_id,
        application=application,
        text=(message.subject or "Do what they ask for")[:TASK_LENGTH],
        due_on=getattr(due, "date", lambda: due)(),
        by=by,
        created_at=at,
    )
