"""What changed of what was arranged, for the page of an interview or an invitation: one query."""

from typing import Any

from interviews.models import Interview, Invitation, Rescheduling
from interviews.models.rescheduling import counted
from jobtracker.people.views.whose import Viewer

MOST = 50


def what_changed(about: Interview | Invitation, viewer: Viewer) -> dict[str, Any]:
    """Its own changes, the latest first; how often it was moved counts the whole application."""
    rows = Rescheduling.objects.filter(application=about.application_id).select_related(
        "by", "interview"
    )
    every = list(rows.select_related("by", "interview")[:MOST])
    return {
        "moves": [each for each in every if is_of(each, about)],
        "moved_often": counted(every, is_own=viewer.is_own),
    }


def is_of(each: Rescheduling, about: Interview | Invitation) -> bool:
    """Whether it is of this one, or of what it came from or led to."""
    if isinstance(about, Invitation):
        came_of_it = each.interview is not None and each.interview.invitation_id == about.pk
        return each.invitation_id == about.pk or came_of_it
    is_of_invitation = each.invitation_id is not None and each.invitation_id == about.invitation_id
    return each.interview_id == about.pk or is_of_invitation
