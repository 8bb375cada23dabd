"""Interviews as the calendars of other programs show them: what is private stays out of it."""

from interviews.calendar.publishing import Meeting
from interviews.models import Interview
from interviews.models.interview import CALLED_OFF

DISCREET_TITLE = "Appointment"


def meeting_of(interview: Interview, *, page: str, is_discreet: bool = False) -> Meeting:
    """What a calendar is told; `page` is the full address of the interview's own page.

    A discreet one says when, and nothing else: calendars of an employer have more readers.
    """
    told = {} if is_discreet else told_of(interview, page)
    return Meeting(
        uid=str(interview.uid),
        sequence=interview.sequence,
        changed_at=interview.changed_at,
        start=interview.starts_at,
        end=interview.over_at,
        zone=interview.zone,
        is_cancelled=interview.state in CALLED_OFF,
        **{"title": DISCREET_TITLE, **told},
    )


def told_of(interview: Interview, page: str) -> dict[str, str]:
    lines = (
        interview.get_format_display(),
        interview.people and f"With {interview.people}",
        interview.link and interview.place and f"Link: {interview.link}",
        f"In Jobtracker: {page}",
    )
    return {
        "title": f"Interview: {interview.application}",
        "place": interview.place or interview.link,
        "about": "\n".join(filter(None, lines)),
        "page": page,
    }
