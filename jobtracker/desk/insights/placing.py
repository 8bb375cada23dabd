"""How candidates who are put forward fare, and how orders do."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count, Min, Q
from django.utils import timezone

from applications.models import Order
from applications.models.right import Applied, Choice
from jobtracker.desk.insights.basis import MOST_MEASURED, Basis
from jobtracker.desk.insights.measures import Metric, days, share

OFFERED = Q(offered_at__isnull=False) | Q(placed_at__isnull=False)
MET = Q(interview_at__isnull=False) | OFFERED
DOUBLE = Q(right__applied__in=(Applied.MYSELF, Applied.AGENCY)) | ~Q(right__choice=Choice.NONE)


def of_submissions(basis: Basis) -> Iterator[Metric]:
    of = basis.submissions().filter(basis.lately("sent_at")).aggregate(
        sent=Count("pk"),
        people=Count("candidate", distinct=True),
        met=Count("candidate", distinct=True, filter=MET),
        offered=Count("candidate", distinct=True, filter=OFFERED),
        offers=Count("pk", filter=OFFERED),
        placed=Count("pk", filter=Q(placed_at__isnull=False)),
        doubles=Count("pk", filter=DOUBLE),
    )  # fmt: skip
    yield share(
        "Submitted to interviewed",
        "Of the candidates put forward in the period, those whom a client has met.",
        of["met"], of["people"],
    )  # fmt: skip
    yield share(
        "Interviewed to offer",
        "Of the candidates whom a client has met, those who were offered a job.",
        of["offered"], of["met"],
    )  # fmt: skip
    yield share(
        "Offers taken",
        "Of the offers that came of it, those that led to a placement. A no can be right, so "
        "there is nothing to aim at.",
        of["placed"], of["offers"],
    )  # fmt: skip
    yield share(
        "Double submissions",
        "Of all that were put forward, those where the candidate was in for the job already.",
        of["doubles"], of["sent"],
    )  # fmt: skip


def of_orders(basis: Basis) -> Iterator[Metric]:
    """Whoever noted an order down has it on their desk."""
    found = orders(basis)
    filled = [(filled - received).days for received, filled, _ in found if filled]
    sent = [(timezone.localdate(at) - received).days for received, _, at in found if at]
    yield share(
        "Orders filled",
        "Of the orders received in the period, those that are filled. An order is on the desk "
        "of whoever noted it down.",
        len(filled), len(found),
    )  # fmt: skip
    yield days(
        "Time to submit",
        "From the day an order came to the day the first candidate was put forward.",
        [max(0, each) for each in sent],
    )
    yield days(
        "Time to fill",
        "From the day an order came to the day it was filled.",
        [max(0, each) for each in filled],
    )


def orders(basis: Basis) -> list[tuple[date, date | None, datetime | None]]:
    """When each came, was filled, and had somebody put forward for it first."""
    rows = Order.objects.visible_to(basis.user).filter(firm=basis.me.firm_id)
    if basis.filters.member:
        rows = rows.filter(by=basis.filters.member.user_id)
    if since := basis.filters.since(basis.now):
        rows = rows.filter(received_on__gte=timezone.localdate(since))
    newest = rows.order_by("-received_on", "-pk").values_list("pk", "received_on", "filled_on")
    sent = basis.submissions(is_desk=False).filter(order__in=rows.order_by()).order_by()
    first = dict(sent.values_list("order").annotate(Min("sent_at")))
    return [(came, filled, first.get(pk)) for pk, came, filled in newest[:MOST_MEASURED]]
