"""What is measured: each main page, as several people see their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from applications.models import Application
from interviews.models import Invitation
from interviews.models.invitation import State
from jobtracker.bench.caseload import NAME as LARGE
from jobtracker.bench.load import Visit
from jobtracker.bench.server import PRODUCT, REFERENCE
from jobtracker.http import ASKED_BY_HTMX
from jobtracker.people.models import Candidate, Membership

# So many take turns, so that not only one person's rows are at hand.
MOST_PEOPLE = 8
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TOKEN = "a" * 32
# What a transaction begins and ends with asks for nothing.
FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
OWN, BARE = settings.AUTHENTICATION_BACKENDS[0], "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Page:
    """Its visits by different people, and what it may cost: queries, and CPU as a part of R."""

    name: str
    visits: Sequence[Visit]
    settings: str = PRODUCT
    most_queries: int | None = None
    most_cpu: float | None = None

    @property
    def queries(self) -> int:
        """How many the page takes for whom it takes most, once it has been seen."""
        return max(queries_of(each) for each in self.visits)


def pages() -> Iterator[Page]:
    """The reference first."""
    searching = Candidate.objects.exclude(representations__firm__name=LARGE)
    people = [each.user for each in some_of(searching.select_related("user"))]
    rows = [
        Application.objects.filter(candidate__user=each).latest("created_at") for each in people
    ]
    yield Page("R, a bare list", [Visit("/", cookies(each, BARE)) for each in people], REFERENCE)
    yield from of_candidates([cookies(each) for each in people], rows)
    everybody = Membership.objects.select_related("user")
    members = [each.user for each in some_of(everybody.exclude(firm__name=LARGE))]
    yield from of_coordinators([cookies(each) for each in members], members)
    of_large = some_of(everybody.filter(firm__name=LARGE))
    if of_large:
        yield from of_large_firm([cookies(each.user) for each in of_large], of_large)


def of_candidates(them: list[dict[str, str]], rows: list[Application]) -> Iterator[Page]:
    """Whoever it is sees their own; `rows` are their newest applications."""
    limit: dict[str, Any] = {"most_queries": 5, "most_cpu": 1.5}
    board, listed = address("applications:board"), address("applications:list")
    asked = [(who, invitation_of(row)) for who, row in zip(them, rows, strict=True)]
    yield Page("list", [Visit(listed, who) for who in them], **limit)
    filtered = f"{listed}?stage=all&tag=urgent&sort=employer"
    yield Page("list, filtered", [Visit(filtered, who) for who in them], **limit)
    yield Page("list, searched", [Visit(f"{listed}?q=nurse+stock", who) for who in them], **limit)
    if board:
        yield Page("board", [Visit(board, who) for who in them], **limit)
    shown = [Visit(row.get_absolute_url(), who) for who, row in zip(them, rows, strict=True)]
    yield Page("application", shown, **limit)
    yield Page("home", [Visit(address("home"), who) for who in them])
    yield Page("decision", [Visit(each.get_absolute_url(), who) for who, each in asked])
    yield Page(
        "decision, by htmx",
        [Visit(each.get_absolute_url(), {**who, **ASKED_BY_HTMX}) for who, each in asked],
    )
    yield Page(
        "next step, by htmx",
        [next_step(row, who) for who, row in zip(them, rows, strict=True)],
        most_cpu=0.5,
    )


def of_coordinators(them: list[dict[str, str]], members: list[Any]) -> Iterator[Page]:
    """Their desk, and the pages of one of those they look after."""
    rows = [
        Application.objects.filter(candidate__representations__firm__memberships__user=each)
        .order_by("-created_at", "pk")
        .first()
        for each in members
    ]
    both = [(who, row) for who, row in zip(them, rows, strict=True) if row]
    listed = [f"{address('applications:list')}?candidate={row.candidate_id}" for _, row in both]
    yield Page("desk", [Visit(address("desk:worklist"), who) for who in them])
    yield Page(
        "list, by a firm",
        [Visit(at, who) for at, (who, _) in zip(listed, both, strict=True)],
    )
    yield Page("application, by a firm", [Visit(row.get_absolute_url(), who) for who, row in both])


def of_large_firm(them: list[dict[str, str]], members: list[Membership]) -> Iterator[Page]:
    """What its coordinators see of all whom it looks after."""
    firm, desk = members[0].firm_id, address("desk:worklist")
    listed = reverse("firm:caseload", args=[firm])
    hotlists = reverse("desk:hotlists", args=[firm])
    for name, shown, most in (
        ("desk, large firm", f"{desk}?whose=mine", 8),
        ("desk, all of it", f"{desk}?whose=all", 8),
        ("desk, searched", f"{desk}?whose=all&q=AB", 8),
        ("caseload", listed, 9),
        ("caseload, searched", f"{listed}?q=person+9", 9),
        ("hotlists", hotlists, 5),
        ("feedback desk", address("desk:feedback"), 7),
    ):
        yield Page(name, [Visit(shown, who) for who in them], most_queries=most)
    held = [each.caseload.order_by("pk")[0] for each in members]
    shown_one = [reverse("desk:candidate", args=[each.pk]) for each in held]
    visits = [Visit(at, who) for at, who in zip(shown_one, them, strict=True)]
    yield Page("candidate, by a firm", visits, most_queries=17)


def next_step(row: Application, who: dict[str, str]) -> Visit:
    """A form that htmx sends."""
    values = {"csrfmiddlewaretoken": TOKEN, "next_step": "Call them back"}
    headers = {**who, **ASKED_BY_HTMX, **FORM}
    return Visit(reverse("applications:next-step", args=[row.pk]), headers, urlencode(values))


def invitation_of(row: Application) -> Invitation:
    return Invitation.objects.filter(application=row, state=State.AWAITING).latest("pk")


def some_of(rows: Any) -> list[Any]:  # noqa: ANN401
    """A few of them, from the first to the last."""
    numbers = list(rows.order_by("pk").values_list("pk", flat=True))
    step = max(1, len(numbers) // MOST_PEOPLE)
    return list(rows.filter(pk__in=numbers[::step][:MOST_PEOPLE]).order_by("pk"))


def address(name: str) -> str:
    """The page's address; "" for one that is not there (yet)."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def cookies(user: Any, backend: str = OWN) -> dict[str, str]:  # noqa: ANN401
    """The header by which somebody is signed in."""
    client = Client()
    client.force_login(get_user_model().objects.get(pk=user.pk), backend=backend)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={key}; csrftoken={TOKEN}"}


def queries_of(visit: Visit) -> int:
    """What one visit asks the database, beyond the first time in an hour."""
    answer(visit)
    with CaptureQueriesContext(connection) as captured:
        answer(visit)
    return sum(not each["sql"].startswith(FRAME) for each in captured.captured_queries)


def answer(visit: Visit) -> None:
    client = Client(headers={**visit.headers, "Host": "localhost"})
    if visit.body:
        kind = FORM["Content-Type"]
        found = client.post(visit.address, visit.body, content_type=kind)
    else:
        found = client.get(visit.address)
    if found.status_code != 200:
        raise RuntimeError(f"{visit.address} was answered with {found.status_code}.")
