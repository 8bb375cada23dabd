"""A site of two pages that shows every component: the gallery, and a decision page as a mock.

It serves as the URLconf of the browser tests. Templates: `tests/ui/templates/`.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, include, path

INTEREST = [
    (1, "would not take it"),
    (2, "would very likely turn it down"),
    (3, "could go either way"),
    (4, "would likely take it"),
    (5, "want it"),
]
WHY_NOT = [
    ("role", "The role does not sound like me"),
    ("pay", "Pay is unstated or low"),
    ("place", "Place or hours"),
    ("company", "Something about the company"),
]
LETTER = """Dear Ms Okafor,

Thank you for inviting me to talk about the data analyst role. I would be glad to.

Thursday 9 July at 14:00 (Sydney) works well for me, by video with you and Mr Lindqvist. \
Could you tell me whether I should prepare anything in particular?

With kind regards,
Mira Sandberg"""


class SampleForm(forms.Form):
    employer = forms.CharField(initial="Harbour & Vale", help_text="As they write it themselves.")
    link = forms.URLField(required=False, label="Link to the posting")
    received = forms.DateTimeField(widget=forms.DateTimeInput({"type": "datetime-local"}))
    reply_by = forms.DateField(widget=forms.DateInput({"type": "date"}), required=False)
    zone = forms.ChoiceField(
        choices=[("", "Choose a zone"), ("Europe/Stockholm", "Stockholm"), ("UTC", "UTC")],
        widget=forms.Select({"data-browser-zone": True}),
    )
    kind = forms.ChoiceField(
        choices=[("first", "First interview"), ("later", "A later round")],
        widget=forms.RadioSelect,
        label="Which interview is it?",
        help_text="A first talk with an agency does not end the first stage.",
    )
    why_not = forms.MultipleChoiceField(
        choices=WHY_NOT, widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(required=False, label="They know about my notice period")
    notes = forms.CharField(widget=forms.Textarea, required=False)
    original = forms.FileField(
        label="The mail or calendar file", help_text="An .eml or .ics file of at most 10 MB."
    )
    interest = forms.TypedChoiceField(
        choices=INTEREST, coerce=int, widget=forms.RadioSelect, label="Interest now"
    )


class LetterForm(forms.Form):
    subject = forms.CharField(initial="Re: Invitation: data analyst, Thursday 9 July")
    body = forms.CharField(widget=forms.Textarea, initial=LETTER, label="Message")


START = datetime(2026, 7, 9, 14, tzinfo=ZoneInfo("Australia/Sydney"))


class Reader:
    is_authenticated = True
    is_candidate = True
    is_coordinator = True
    firm_id = 1

    def __str__(self) -> str:
        return "Mira Sandberg"


class LetterSample(forms.Form):
    to = forms.EmailField()
    cc = forms.CharField(required=False)
    subject = forms.CharField()
    body = forms.CharField(widget=forms.Textarea, label="Message")


def sample(request: HttpRequest) -> dict[str, object]:
    """What the sample pages show; `?errors` submits the form with most of it missing."""
    form = (
        SampleForm({"employer": "", "interest": "3"}) if "errors" in request.GET else SampleForm()
    )
    return {
        "form": form,
        "letter": LetterSample(),
        "start": START,
        "end": START + timedelta(hours=1),
        "deadline": START - timedelta(days=3),
        "user": Reader(),
    }


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    messages.success(request, "The invitation is kept. Nothing was sent.")
    messages.error(request, "The file was over 10 MB, so it was not read.")
    return render(request, "gallery.html", sample(request))


@login_not_required
def decision(request: HttpRequest) -> HttpResponse:
    return render(request, "decision.html", sample(request))


def named(name: str) -> URLPattern:
    return path(f"{name}/", gallery, name=name)


urlpatterns = [
    path("", gallery, name="home"),
    path("applications/", include(([named("list")], "applications"))),
    path(
        "interviews/",
        include(([named("bring-in"), named("inbox"), named("practice")], "interviews")),
    ),
    path("desk/", include(([named("worklist")], "desk"))),
    path("firm/<int:pk>/", include(([named("caseload"), named("members")], "firm"))),
    path("settings/", include(([named("profile")], "people"))),
    path("decision/", decision, name="decision"),
    path("account/", include("jobtracker.people.sign_in.urls")),
]
