"""The posting of an application as it stood; its text can be kept, or put right, later too."""

from hashlib import sha256
from typing import override

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from applications.models import Application, Posting
from applications.models.posting import LONGEST_TEXT, Origin
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views.whose import viewer_of, visible

CHANGED = "Meanwhile it says something else, as you see below. Save again to keep what is here."


class PostingForm(forms.Form):
    """What the posting says. It is too long to come along twice: a mark stands for what was shown.

    `now` is what is kept at the moment.
    """

    text = forms.CharField(
        max_length=LONGEST_TEXT,
        label="What the posting says",
        widget=forms.Textarea({"rows": 12}),
        help_text="Paste it whole: postings vanish, and before an interview one looks again.",
    )
    shown = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: object = None, *, now: str) -> None:
        self.now = now
        super().__init__(data, initial={"text": now, "shown": mark_of(now)})  # type: ignore[arg-type]

    @override
    def clean(self) -> None:
        is_other = mark_of(self.now) != self.cleaned_data.get("shown", "")
        if is_other and self.now and self.cleaned_data.get("text") != self.now:
            self.add_error("text", CHANGED)
        self.data = {**self.data.dict(), "shown": mark_of(self.now)}  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def posting(request: SignedInRequest, pk: int) -> HttpResponse:
    """All of it, and the field to keep another text."""
    rows = Application.objects.select_related("candidate", "employer")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    found = visible(request, rows, pk)
    kept = Posting.objects.filter(application=found).first()
    data = request.POST if request.method == "POST" else None
    form = PostingForm(data, now=kept.text if kept else "")
    if form.is_valid():
        keep(found, kept, form.cleaned_data["text"])
        messages.success(request, "The posting is kept.")
        return redirect(request, f"{found.get_absolute_url()}#posting")
    context = {
        "application": found,
        "candidate": found.candidate,
        "viewer": viewer_of(request, found.candidate),
        "posting": kept,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/posting.html", context, status=status)


def keep(application: Application, kept: Posting | None, text: str) -> None:
    """Have this text with what is known of the posting, in one row for each application."""
    if kept is None:
        kept = Posting(
            application=application,
            candidate=application.candidate,
            origin=Origin.WORDS,
            url=application.posting_url,
        )
    kept.text = text
    kept.save()


def mark_of(text: str) -> str:
    """A short mark of a text; "" of none."""
    lines = text.replace("\r\n", "\n")
    return sha256(lines.encode(errors="replace")).hexdigest()[:16] if text else ""
