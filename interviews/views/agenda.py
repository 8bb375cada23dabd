"""Interviews for other programs' calendars: one as a file."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from interviews.calendar.publishing import published
from interviews.meetings import meeting_of
from interviews.models import Interview
from jobtracker.http import SignedInRequest
from jobtracker.people.views.whose import visible

CALENDAR_TYPE = "text/calendar; charset=utf-8"


@require_safe
def interview_file(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Interview.objects.select_related("application__employer")
    found = visible(request, rows, pk)
    page = request.build_absolute_uri(found.get_absolute_url())
    response = HttpResponse(published([meeting_of(found, page=page)]), content_type=CALENDAR_TYPE)
    response["Content-Disposition"] = 'attachment; filename="interview.ics"'
    return response
