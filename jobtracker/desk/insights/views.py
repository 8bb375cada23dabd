"""How a firm does, on a page and as a table to take along. Neither names a candidate."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.transfer.writing import write_csv
from jobtracker.desk.insights.filters import EVERYBODY, PERIOD_LABELS, Filters
from jobtracker.desk.insights.reading import insights_of
from jobtracker.http import SignedInRequest
from jobtracker.people.models import Membership
from jobtracker.people.views.firm import Team, at_work
from jobtracker.private_file import PrivateFile

HEADER = ("Figure", "Value", "Of how many", "What it is", "Period", "Desk")


@require_safe
def insights(request: SignedInRequest, pk: int) -> HttpResponse:
    team = team_of(request, pk)
    filters = Filters.of(request.GET.dict(), team.members)
    context = {
        "firm": team.firm,
        "me": team.me,
        "filters": filters,
        "periods": PERIOD_LABELS.items(),
        "everybody": EVERYBODY,
        "members": team.colleagues_of(None),
        "table_href": reverse("desk:insights-table", args=[pk]) + f"?{filters.query}",
        "groups": insights_of(team.me, filters, timezone.now()),
    }
    return render(request, "desk/insights.html", context)


@require_safe
def table(request: SignedInRequest, pk: int) -> FileResponse:
    """As the page shows it: what is of too few is not in here either."""
    team = team_of(request, pk)
    filters = Filters.of(request.GET.dict(), team.members)
    groups = insights_of(team.me, filters, timezone.now())
    rows = [
        (each.name, each.shown, each.number, each.definition,
         filters.period_label, filters.whose_label)
        for group in groups
        for each in group.metrics
    ]  # fmt: skip
    file = PrivateFile()
    write_csv(file, HEADER, rows, mark=True)
    file.seek(0)
    name = f"insights-{timezone.localdate():%Y-%m-%d}.csv"
    return FileResponse(file, as_attachment=True, filename=name)


def team_of(request: SignedInRequest, pk: int) -> Team:
    """Everybody at the firm, for who works there; or 404."""
    me = at_work(request, pk)
    return Team(me, list(Membership.objects.at(me.firm_id).select_related("firm", "user")))
