"""Who one is: the profile, the situation, and what nobody else sees."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.forms.profile import (
    CandidateProfileForm,
    MoneyForm,
    MoodForm,
    ProfileForm,
    SituationForm,
)
from jobtracker.people.forms.reminders import RemindersForm
from jobtracker.people.models import Candidate, Firm, Mood, Reminders

LOW = 2
PAUSE = (
    "Thank you for saying so. Searching wears people down, and a day like this is part of it. "
    "If you can, leave it be until tomorrow: everything stays here as it is, and what has a "
    "deadline comes first when you are back."
)


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: SignedInRequest) -> HttpResponse:
    kind = CandidateProfileForm if request.user.is_candidate else ProfileForm
    form = kind(request.POST if request.method == "POST" else None, of=request.user)
    if form.is_valid():
        request.user.tell_profile(**form.cleaned_data)
        messages.success(request, "Your profile is kept.")
        return redirect(request, "people:profile")
    return page(request, form=form)


@require_POST
def situation(request: SignedInRequest) -> HttpResponse:
    candidate = get_object_or_404(Candidate, user=request.user)
    form = SituationForm(request.POST)
    if not form.is_valid():
        return page(request, form=CandidateProfileForm(of=request.user), situation_form=form)
    candidate.tell_situation(form.cleaned_data["situation"], on=timezone.localdate())
    messages.success(request, "Thank you. The advice takes it into account.")
    return redirect(request, "people:profile")


@require_POST
def money(request: SignedInRequest) -> HttpResponse:
    candidate = get_object_or_404(Candidate, user=request.user)
    form = MoneyForm(request.POST)
    if not form.is_valid():
        return page(request, form=CandidateProfileForm(of=request.user), money_form=form)
    candidate.tell_weeks_of_money(form.cleaned_data["weeks"])
    messages.success(request, "Kept, for your eyes only.")
    return redirect(request, "people:profile")


@require_POST
def mood(request: SignedInRequest) -> HttpResponse:
    """One of five, or not today; what is none of them counts as not today."""
    candidate = get_object_or_404(Candidate, user=request.user)
    form = MoodForm(request.POST)
    value = form.cleaned_data["mood"] if form.is_valid() else None
    if value is None:
        candidate.ask_mood_no_more(on=timezone.localdate())
        return redirect(request, "home")
    Mood.note(candidate, value, at=timezone.now())
    messages.info(request, PAUSE if value <= LOW else "Thank you. Only you see it.")
    return redirect(request, "home")


@require_POST
def letters(request: SignedInRequest) -> HttpResponse:
    """Letters, and firms, have the address of the account from now on."""
    candidate = get_object_or_404(Candidate, user=request.user)
    request.user.have_letters_carry(request.user.email, instead_of=candidate.email)
    messages.success(request, f"Your letters carry {request.user.email} now.")
    return redirect(request, "account_email")


@require_POST
def farewell(request: SignedInRequest) -> HttpResponse:
    """The person has read which firm they were removed from."""
    request.user.hear_of_removal(None)
    return redirect(request, "home")


def page(request: SignedInRequest, **refused: object) -> HttpResponse:
    """The page; a form that was refused takes the place of a fresh one."""
    candidate = request.user.candidate if request.user.is_candidate else None
    firms = Firm.objects.of(request.user).order_by("name", "pk") if request.user.firm_id else ()
    context: dict[str, object] = {"candidate": candidate, "firms": firms}
    if candidate is not None:
        situation = {"situation": candidate.situation}
        context["situation_form"] = SituationForm(initial=situation)
        context["money_form"] = MoneyForm(initial={"weeks": candidate.weeks_of_money})
        context["reminders_form"] = RemindersForm(
            instance=Reminders.objects.of(candidate=candidate)
        )
    context |= refused
    is_refused = any(getattr(form, "is_bound", False) for form in refused.values())
    return render(request, "people/profile.html", context, status=422 if is_refused else 200)
