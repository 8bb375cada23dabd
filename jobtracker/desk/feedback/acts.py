"""What is done about one request: ask again, get help, write down, pass on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from interviews.client_mail import QUESTION, ask_by_mail, tell_feedback, tell_no_news
from interviews.forms.client_answer import HeardForm
from interviews.models import ClientAnswer, NoNews, RefusedWish
from interviews.models.client_answer import Via
from interviews.models.feedback_request import Closed, TooSoon, Way
from jobtracker.desk.feedback.forms import (
    ColleagueForm,
    NoneForm,
    ReadingForm,
    RelayForm,
    WishForm,
)
from jobtracker.desk.feedback.views import (
    colleagues_at,
    firm_for,
    has_address,
    held_interview,
    held_request,
    no_news_form,
    page,
)
from jobtracker.http import SignedInRequest, redirect
from jobtracker.outbox.models import Mail
from jobtracker.targets import Working

ANSWERED = "An answer has come meanwhile; it is below."
CAME_FIRST = (
    "An answer has come meanwhile and stands above, so this one is not kept. "
    "Take from it what our reading should hold."
)


@require_POST
def chase(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same question once more, in the thread of the first mail."""
    found, now = held_request(request, pk), timezone.now()
    try:
        found.chase(by=request.user, at=now, work=Working(request.user.time_zone))
    except TooSoon:
        words = "Once a working day is enough: nothing was sent." if found.is_awaited else ANSWERED
        messages.info(request, words)
        return redirect(request, found)
    if found.contact_address and found.link_token:
        ask_by_mail(found, by=request.user, at=now)
        messages.success(request, f"A reminder to {found.contact_name} leaves in a minute.")
    else:
        messages.success(request, "Noted that you asked again.")
    return redirect(request, "desk:feedback")


@require_POST
def escalation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Have a colleague help, who sees it on their desk."""
    found = held_request(request, pk)
    form = ColleagueForm(
        request.POST, colleagues=colleagues_at(request, found.firm), auto_id="colleague_%s"
    )
    if not form.is_valid():
        return page(request, found, colleague_form=form, status=422)
    colleague = form.cleaned_data["to"].user
    found.escalate(colleague, by=request.user, at=timezone.now())
    messages.success(request, f"{colleague} sees it on the feedback desk.")
    return redirect(request, "desk:feedback")


@require_POST
def none_available(request: SignedInRequest, pk: int) -> HttpResponse:
    found, form = held_request(request, pk), NoneForm(request.POST)
    if not found.is_awaited:
        messages.info(request, ANSWERED)
        return redirect(request, found)
    if not form.is_valid():
        return page(request, found, none_form=form, status=422)
    now = timezone.now()
    Mail.objects.recall(QUESTION, found.pk, at=now)
    found.give_up(form.cleaned_data["said_by"], by=request.user, at=now)
    messages.success(request, "Noted. The candidate sees that there is none to be had.")
    return redirect(request, "desk:feedback")


@require_POST
def withdrawal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the question back; the link opens nothing from now on."""
    found, now = held_request(request, pk), timezone.now()
    if not found.is_awaited:
        messages.info(request, ANSWERED)
        return redirect(request, found)
    was_sent = bool(found.contact_address) and not Mail.objects.recall(QUESTION, found.pk, at=now)
    found.withdraw(at=now)
    words = "Taken back. The mail had left, but its link opens nothing now."
    messages.success(request, words if was_sent else "Taken back. Nothing had left.")
    return redirect(request, "desk:feedback")


@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the client said on the phone or by mail, in their words."""
    found, form = held_request(request, pk), HeardForm(request.POST)
    if not form.is_valid():
        return page(request, found, heard_form=form, status=422)
    via, now = Via(form.cleaned_data["via"]), timezone.now()
    try:
        ClientAnswer.objects.keep(found, form.values, via=via, by=request.user, at=now)
    except Closed:
        form.add_error(None, CAME_FIRST)
        return page(request, found, heard_form=form, status=409)
    messages.success(request, "Kept, word for word. Now write it for the candidate.")
    return redirect(request, f"{found.get_absolute_url()}#relay")


@require_POST
def reading(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the firm makes of it, for itself."""
    found = held_request(request, pk)
    said = found.answer
    if said is None:
        return redirect(request, found)
    form = ReadingForm(request.POST, instance=said)
    if not form.is_valid():
        return page(request, found, reading_form=form, status=422)
    said.read_as(form.cleaned_data["reading"])
    messages.success(request, "Kept. Nobody outside of the firm reads it.")
    return redirect(request, found)


@require_POST
def relay(request: SignedInRequest, pk: int) -> HttpResponse:
    """Pass on the candidate's version."""
    found, now = held_request(request, pk), timezone.now()
    if not found.is_to_relay:
        messages.info(request, "There is nothing to pass on, or it was passed on already.")
        return redirect(request, found)
    form = RelayForm(request.POST, has_address=has_address(found))
    if not form.is_valid():
        return page(request, found, relay_form=form, status=422)
    way = form.cleaned_data["way"]
    words, why = form.cleaned_data["words"], form.cleaned_data["kept_why"]
    found.relay(words, way, by=request.user, at=now, kept_why=why)
    if way is Way.MAIL:
        tell_feedback(found, by=request.user, at=now)
    messages.success(request, "Passed on. The candidate finds it with the interview, too.")
    return redirect(request, "desk:feedback")


@require_POST
def wish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note a wish that was refused, and who was told."""
    found = held_request(request, pk)
    form = WishForm(request.POST, colleagues=colleagues_at(request, found.firm), auto_id="wish_%s")
    if not form.is_valid():
        return page(request, found, wish_form=form, status=422)
    RefusedWish.objects.refuse(
        found,
        form.cleaned_data["what"],
        form.cleaned_data["to"].user,
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, "Noted as refused. Tell your colleague today.")
    return redirect(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def no_news(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell the candidate that there is none yet, in words that are ready."""
    interview = held_interview(request, pk)
    firm = firm_for(request, interview)
    form = no_news_form(request, interview, firm)
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "interview": interview, "candidate": interview.candidate}
        status = 422 if form.is_bound else 200
        return render(request, "desk/feedback/no_news.html", context, status=status)
    now = timezone.now()
    told = NoNews.objects.tell(interview, firm, form.cleaned_data["text"], by=request.user, at=now)
    tell_no_news(told, by=request.user, at=now)
    messages.success(request, f"The mail to {interview.candidate.name} leaves in a minute.")
    return redirect(request, "desk:feedback")
