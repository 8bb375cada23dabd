"""The feedback desk, asking a client, and the page of one request."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from interviews.client_mail import address_of, ask_by_mail, no_news_words
from interviews.correspondents import inviter_of, known_at
from interviews.forms.client_answer import HeardForm
from interviews.models import FeedbackRequest, Interview
from jobtracker.desk.feedback.board import board_of, looked_after
from jobtracker.desk.feedback.forms import (
    AskForm,
    ColleagueForm,
    NoneForm,
    NoNewsForm,
    ReadingForm,
    RelayForm,
    WishForm,
)
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope
from jobtracker.people.models import Firm, Membership
from jobtracker.people.views.whose import record_list, sees, viewer_of, visible
from jobtracker.targets import Working


@require_safe
def desk(request: SignedInRequest) -> HttpResponse:
    """All that is to ask, to chase and to pass on, by what is due."""
    if not request.user.is_coordinator:
        raise Http404
    only_mine = request.GET.get("whose", "") == "mine"
    board = board_of(request.user, timezone.now(), only_mine=only_mine)
    record_list(request, board.by)
    me = request.user.memberships.select_related("firm").order_by("pk")[0]
    context = {"board": board, "only_mine": only_mine, "firm": me.firm, "me": me}
    return render(request, "desk/feedback/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write to the client, or note that they are asked by phone."""
    interview = held_interview(request, pk)
    firm = firm_for(request, interview)
    asked = FeedbackRequest.objects.shared_with(request.user).standing()
    if found := asked.filter(interview=interview, firm=firm).first():
        messages.info(request, "They were asked already.")
        return redirect(request, found)
    form = AskForm(
        request.POST if request.method == "POST" else None, initial=known(request, interview)
    )
    if form.is_valid():
        return redirect(request, asked_for(request, interview, firm, form))
    context = {"form": form, "interview": interview, "candidate": interview.candidate, "firm": firm}
    status = 422 if form.is_bound else 200
    return render(request, "desk/feedback/ask.html", context, status=status)


def known(request: SignedInRequest, interview: Interview) -> dict[str, str]:
    """Whom we know there: who invited, else who has to do with the application."""
    viewer = viewer_of(request, interview.candidate)
    person = inviter_of(interview.invitation)
    if person is None and sees(viewer, interview.candidate, Scope.APPLICATIONS):
        person = known_at(interview.application)
    return {"contact_name": person.name, "contact_address": person.address} if person else {}


def asked_for(
    request: SignedInRequest, interview: Interview, firm: Firm, form: AskForm
) -> FeedbackRequest:
    now = timezone.now()
    made = FeedbackRequest.objects.ask(interview, firm, by=request.user, at=now, **form.values)
    if made.contact_address:
        ask_by_mail(made, by=request.user, at=now)
        messages.success(request, f"The mail to {made.contact_name} leaves in a minute.")
    else:
        messages.success(request, "Noted. Write down here what they say.")
    return made


@require_safe
def feedback_request(request: SignedInRequest, pk: int) -> HttpResponse:
    return page(request, held_request(request, pk))


def page(
    request: SignedInRequest,
    found: FeedbackRequest,
    *,
    status: int = 200,
    **refused: Any,  # noqa: ANN401
) -> HttpResponse:
    """One request with all that can be done; a form that was refused takes a fresh one's place."""
    answer, colleagues = found.answer, colleagues_at(request, found.firm)
    words = answer.first_version if answer else ""
    forms = {
        "heard_form": HeardForm(),
        "none_form": NoneForm(),
        "colleague_form": ColleagueForm(colleagues=colleagues, auto_id="colleague_%s"),
        "wish_form": WishForm(colleagues=colleagues, auto_id="wish_%s"),
        "reading_form": ReadingForm(instance=answer),
        "relay_form": RelayForm(
            has_address=has_address(found),
            initial={"words": words, "way": found.candidate.feedback_by},
        ),
    }
    context = {
        "asked": found,
        "answer": answer,
        "candidate": found.candidate,
        "interview": found.interview,
        "viewer": viewer_of(request, found.candidate),
        "may_chase": found.may_be_chased(timezone.now(), Working(request.user.time_zone)),
        "due_at": found.due_at(Working(request.user.time_zone)),
        "wishes": found.refused_wishes.select_related("told", "by"),
        **forms,
        **refused,
    }
    return render(request, "desk/feedback/request.html", context, status=status)


def has_address(found: FeedbackRequest) -> bool:
    return bool(address_of(found.candidate))


def no_news_form(request: SignedInRequest, interview: Interview, firm: Firm) -> NoNewsForm:
    """With ready words, or what was typed."""
    data = request.POST if request.method == "POST" else None
    words = no_news_words(interview, request.user, firm.name)
    has = bool(address_of(interview.candidate))
    return NoNewsForm(data, initial={"text": words}, has_address=has)


def colleagues_at(request: SignedInRequest, firm: Firm) -> list[Membership]:
    members = Membership.objects.at(firm.pk).select_related("user")
    others = [each for each in members if each.user_id != request.user.pk]
    return sorted(others, key=lambda each: str(each.user).casefold())


def held_interview(request: SignedInRequest, pk: int) -> Interview:
    """Somebody else's, of whom interviews and feedback are shared; or 404."""
    refuse_all_but_members(request)
    rows = Interview.objects.select_related(
        "candidate__user", "application__employer", "invitation"
    )
    found = visible(request, rows, pk)
    viewer = viewer_of(request, found.candidate)
    if viewer.is_own or not sees(viewer, found.candidate, Scope.FEEDBACK):
        raise Http404
    return found


def held_request(request: SignedInRequest, pk: int) -> FeedbackRequest:
    """One that the person's firm keeps; held, where it is changed."""
    refuse_all_but_members(request)
    rows = FeedbackRequest.objects.standing().select_related(
        "candidate__user", "firm", "interview__application__employer", "asked_by", "escalated_to",
        "relayed_by",
    )  # fmt: skip
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    found = visible(request, rows, pk)
    if viewer_of(request, found.candidate).is_own:
        raise Http404
    return found


def refuse_all_but_members(request: SignedInRequest) -> None:
    """What is on the desk is none of a candidate's, also where it is about them."""
    if not request.user.is_coordinator:
        raise Http404


def firm_for(request: SignedInRequest, interview: Interview) -> Firm:
    """On whose behalf: the first of the person's firms that looks after the candidate."""
    held = looked_after(request.user).filter(candidate=interview.candidate_id)
    found = held.select_related("firm").order_by("pk").first()
    if found is None:
        raise Http404
    return found.firm
