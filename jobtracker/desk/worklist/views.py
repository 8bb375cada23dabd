"""What is due across the caseload, on one page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobtracker.desk.hotlists.reading import MOST_LISTS
from jobtracker.desk.team import of_firm, team_of
from jobtracker.desk.worklist.filters import Filters
from jobtracker.desk.worklist.matters import SOURCES
from jobtracker.desk.worklist.reading import worklist as worklist_of
from jobtracker.http import SignedInRequest
from jobtracker.people.views.whose import record_list


@require_safe
def worklist(request: SignedInRequest) -> HttpResponse:
    team = team_of(request)
    hotlists = list(team.firm.hotlists.all()[:MOST_LISTS])
    filters = Filters.of(request.GET.dict(), team.me, team.members, hotlists)
    shown = worklist_of(request.user, team.me, filters, timezone.now())
    record_list(request, shown.by)
    context = {
        "firm": team.firm,
        "me": team.me,
        "of_firm": of_firm(request, team),
        "filters": filters,
        "worklist": shown,
        "team": team.colleagues_of(team.me),
        "sources": SOURCES,
        "hotlists": hotlists,
        "has_candidates": any(each.size for each in team.members) or shown.items,
        "awake_href": f"?{filters.query(show='')}",
        "snoozed_href": f"?{filters.query(show='snoozed')}",
        "all_href": f"?{filters.query(whose='all', what='', hotlist='', q='', show='')}",
    }
    return render(request, "desk/worklist.html", context)
