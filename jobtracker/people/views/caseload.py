"""The candidates a firm looks after: the list, and a new one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model
from django.db.models.functions import Lower
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.caseload import Whose, caseload, on_hotlist, similar, sizes, standing
from jobtracker.people.forms.firm import CandidateForm
from jobtracker.people.mail import send_invite
from jobtracker.people.models import Invite, Membership, Representation
from jobtracker.people.models.invite import Purpose, TooMany
from jobtracker.people.views.firm import at_work, link_to
from jobtracker.people.views.join_invites import TOO_MANY
from jobtracker.people.views.whose import record_list

PAGE_LENGTH = 50
MOST_LISTS = 200
LONGEST_SEARCH = 100
PARTS = {Whose.ALL: "All", Whose.MINE: "Mine", Whose.NOBODYS: "Without a coordinator"}


@require_safe
def candidates(request: SignedInRequest, pk: int) -> HttpResponse:
    me = at_work(request, pk)
    named = request.GET.get("whose", "")
    whose = Whose(named) if named in set(Whose) else Whose.ALL
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    lists = list(me.firm.hotlists.order_by(Lower("name"), "pk")[:MOST_LISTS])
    chosen = next((each for each in lists if str(each.pk) == request.GET.get("hotlist")), None)
    rows = caseload(me.firm_id).filter(whose.condition(me)).named(words)
    if chosen is not None:
        rows = on_hotlist(rows, chosen.pk, me)
    shown = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page"))
    held = list(shown)
    record_list(request, held)
    now = timezone.now()
    before = shown.has_previous() and shown.previous_page_number()
    after = shown.has_next() and shown.next_page_number()
    context = {
        "firm": me.firm,
        "me": me,
        "previous_href": href(me, whose, words, before, chosen) if before else "",
        "next_href": href(me, whose, words, after, chosen) if after else "",
        "parts": parts(me, whose, words, chosen),
        "hotlists": lists,
        "hotlist": chosen,
        "whose": whose,
        "words": words,
        "page": shown,
        "rows": [(each, standing(each, now)) for each in held],
    }
    return render(request, "people/firm/caseload.html", context)


def parts(
    me: Membership, here: Whose, words: str, hotlist: Model | None
) -> list[tuple[str, int, str, bool]]:
    """Each part of the caseload with its size and address, and whether it is the one shown."""
    counted = sizes(me)
    return [
        (PARTS[each], counted[each.value], href(me, each, words, hotlist=hotlist), each == here)
        for each in Whose
        if counted["all"] and (each is not Whose.NOBODYS or counted[each.value] or each == here)
    ]


def href(
    me: Membership, whose: Whose, words: str, page: int = 1, hotlist: Model | None = None
) -> str:
    listed = hotlist.pk if hotlist else ""
    later = page if page > 1 else ""
    query = {"whose": whose.value, "q": words, "hotlist": listed, "page": later}
    said = {name: value for name, value in query.items() if value}
    return reverse("firm:caseload", args=[me.firm_id], query=said)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    me = at_work(request, pk)
    data = request.POST if request.method == "POST" else None
    form = CandidateForm(data, initial={"time_zone": request.user.time_zone})
    known: list[Representation] = []
    if form.is_valid():
        known = [] if form.cleaned_data["anyway"] else list(known_already(me, form))
        if not known:
            return redirect(request, "firm:candidate", keep(request, me, form).pk)
    record_list(request, known)
    context = {"firm": me.firm, "form": form, "known": known}
    status = 422 if form.is_bound else 200
    return render(request, "people/firm/add_candidate.html", context, status=status)


def known_already(me: Membership, form: CandidateForm) -> list[Representation]:
    """Whom the firm may look after already: it is pointed out, and then their word."""
    contact = form.contact
    return list(similar(me.firm_id, name=contact["name"], email=contact["email"]))


def keep(request: SignedInRequest, me: Membership, form: CandidateForm) -> Representation:
    """Add the candidate, and send the invitation if that was asked for."""
    held = me.firm.add_candidate(me, at=timezone.now(), **form.contact)
    messages.success(request, f"{held.candidate} is on the caseload.")
    if form.cleaned_data["send_now"]:
        invite_to_claim(request, held)
    return held


def invite_to_claim(request: SignedInRequest, held: Representation) -> None:
    """Ask the candidate; whether or not the address has an account, the answer is the same."""
    try:
        invite, token = Invite.objects.issue(
            Purpose.CLAIM,
            firm=held.firm,
            email=held.candidate.email,
            representation=held,
            made_by=request.user,
            at=timezone.now(),
        )
    except TooMany:
        messages.error(request, TOO_MANY)
    else:
        send_invite(invite, link_to(request, token), by=request.user)
        messages.success(request, f"The invitation to {invite.email} is on its way.")
