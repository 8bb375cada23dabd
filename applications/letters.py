"""Letters about an application as a whole: asking where it stands, and declining an offer."""

from dataclasses import dataclass
from typing import Any

from django import forms

from applications.models import Application, Contact
from interviews.letters import LetterFacts, LetterKind, compose
from interviews.outgoing import mailto
from jobtracker.ui.when import in_full

LONGEST = 20_000


class DraftForm(forms.Form):
    """A letter to change, copy or open in a mail program; nothing of it is sent from here."""

    to = forms.EmailField(required=False, label="To", widget=forms.EmailInput)
    subject = forms.CharField(max_length=300, label="Subject")
    body = forms.CharField(max_length=LONGEST, label="Message", widget=forms.Textarea({"rows": 14}))


@dataclass(frozen=True)
class Draft:
    """A letter with the form to change it in; `gaps` are what the person has to add."""

    form: DraftForm
    gaps: tuple[str, ...]
    mailto: str


def draft_of(kind: LetterKind, application: Application) -> Draft:
    """The letter to whoever is known at the employer; one query."""
    reader = reader_of(application)
    address = reader.email if reader else ""
    letter = compose(kind, facts_of(application, reader))
    first: dict[str, Any] = {"to": address, "subject": letter.subject, "body": letter.body}
    return Draft(DraftForm(initial=first), letter.gaps, link(address, letter.subject, letter.body))


def facts_of(application: Application, reader: Contact | None) -> LetterFacts:
    employer = application.employer
    return LetterFacts(
        candidate_name=application.candidate.name,
        recipient_name=reader.name if reader else "",
        employer="" if employer.is_unnamed else employer.name,
        job_title=application.job_title,
        since=in_full(application.applied_on) if application.applied_on else "",
    )


def reader_of(application: Application) -> Contact | None:
    """Who has to do with it and can be written to; who came in last comes first."""
    known = application.involvements.select_related("contact").exclude(contact__email="")
    latest = known.order_by("-pk").first()
    return latest.contact if latest else None


def link(to: str, subject: str, body: str) -> str:
    try:
        return mailto(to, subject, body)
    except ValueError:
        return ""
