"""The posting of an application as it stood; its text can be kept later too."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from applications.models import Application, Posting
from applications.models.posting import LONGEST_TEXT, Origin
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views.whose import viewer_of, visible

KEPT_MEANWHILE = "A text was kept meanwhile. It stands below."


class PostingForm(forms.Form):
    """What the posting says, as somebody pastes it."""

    text = forms.CharField(
        max_length=LONGEST_TEXT,
        label="What the posting says",
        widget=forms.Textarea({"rows": 12}),
        help_text="Paste it whole: postings vanish, and before an interview one looks again.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def posting(request: SignedInRequest, pk: int) -> HttpResponse:
    """All of it; or, where no text was kept yet, the field to keep it."""
    rows = Application.objects.select_related("candidate", "employer")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    found = visible(request, rows, pk)
    kept = Posting.objects.filter(application=found).first()
    form = PostingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not (kept and kept.text):
            keep(found, kept, form.cleaned_data["text"])
            messages.success(request, "The posting is kept.")
            return redirect(request, f"{found.get_absolute_url()}#posting")
        form.add_error("text", KEPT_MEANWHILE)
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
    """Add the text to what is known of the posting, in one row for each application."""
    if kept is None:
        kept = Posting(
            application=application,
            candidate=application.candidate,
            origin=Origin.WORDS,
            url=application.posting_url,
        )
    kept.text = text
    kept.save()
