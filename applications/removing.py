"""What an application takes along when it is removed, in words."""

from typing import TYPE_CHECKING, Any, cast

from applications.models import Application
from jobtracker.people.models import User

if TYPE_CHECKING:
    from jobtracker.people.access import OwnedQuerySet

# By model; what isn't here goes without saying: the history, the labels, the words to search.
WORDS = {
    "interview": ("interview, with its preparation and debrief", "interviews, with their debriefs"),
    "invitation": ("invitation, with its decision", "invitations, with their decisions"),
    "letter": ("letter", "letters"),
    "message": ("message, as it came", "messages, as they came"),
    "feedback": ("feedback", "feedbacks"),
    "offer": ("offer", "offers"),
    "task": ("task", "tasks"),
    "note": ("note", "notes"),
    "activity": ("line that a firm noted", "lines that a firm noted"),
    "posting": ("kept posting", "kept postings"),
}
# What was sent on behalf of the candidate stays with the client, whatever is removed here.
UNSAID = {"event", "tag", "searchtext", "involvement", "documentuse", "rescheduling", "submission"}


def taken_along(application: Application, user: User) -> list[str]:
    """What goes with it, counted as far as the person may see it: "2 notes". A query each."""
    counted = []
    for relation in Application._meta.related_objects:
        if words := WORDS.get(relation.related_model.__name__.lower()):
            rows = cast("OwnedQuerySet[Any]", relation.related_model._default_manager.all())
            if number := rows.visible_to(user).filter(application=application).count():
                counted.append((words, number))
    order = [*WORDS.values()]
    counted.sort(key=lambda each: order.index(each[0]))
    return [f"{number} {words[number > 1]}" for words, number in counted]
