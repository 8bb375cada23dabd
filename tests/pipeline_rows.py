"""One row of each kind that belongs to an application, with a word in every text."""

from datetime import date, timedelta
from hashlib import sha256

from django.core.files.base import ContentFile

from applications.models import (
    Change,
    Contact,
    Document,
    DocumentUse,
    DocumentVersion,
    Import,
    Involvement,
    Note,
    Offer,
    Posting,
    Restoration,
    SavedView,
    SearchText,
    Tag,
    Task,
)
from applications.models.note import Visibility
from applications.models.posting import Origin
from applications.models.restoration import RestorationState
from applications.transfer.fields import Field
from applications.transfer.preview import Plan
from applications.transfer.sheet import Row, Sheet
from tests.factories import NOW


def make_pipeline_rows(application, words):
    """`words.applications`, `.documents`, `.pay` and `.private` say who may be shown each."""
    whose = {"candidate": application.candidate, "application": application}
    candidate, by = application.candidate, application.candidate.user
    Posting.objects.create(
        **whose,
        origin=Origin.LINK,
        url=f"https://jobs.example.com/{words.applications}",
        text=f"Posting {words.applications}",
        reading={"title": words.applications},
    )
    Tag.objects.create(**whose, name=f"tag {words.applications}")
    Task.objects.create(**whose, text=f"Task {words.applications}", by=by)
    Note.objects.create(
        **whose, visibility=Visibility.SHARED, text=f"Note {words.applications}", by=by
    )
    Note.objects.create(**whose, text=f"Private note {words.private}", by=by)
    SearchText.objects.update_or_create(
        application=application,
        defaults={
            "candidate": candidate,
            "text": f"Words {words.applications}",
            "private_text": words.private,
        },
    )
    make_contact_rows(whose, application.employer, words.applications)
    make_document_rows(whose, words.documents)
    make_offer(whose, words.pay)
    SavedView.objects.create(
        candidate=candidate,
        name=f"View {application.pk} {words.private}",
        query=words.private,
        layout="list",
    )
    Change.objects.create(
        candidate=candidate, by=by, label=f"Moved {words.applications}", rows=[], at=NOW
    )
    came = {"state": RestorationState.REFUSED, "words": f"No {words.private}", "done_at": NOW}
    Restoration.objects.create(candidate=candidate, **came)
    table = Sheet(("Employer",), (Row(2, (f"Company {words.private}",)),))
    Import.objects.create(
        candidate=candidate,
        by=by,
        file_name=f"{words.private}.csv",
        content=table.packed(),
        mapping=Plan(columns=(Field.EMPLOYER,), words={words.private: "applied"}).as_dict(),
    )


def make_contact_rows(whose, employer, word):
    contact = Contact.objects.create(
        candidate=whose["candidate"],
        employer=employer,
        name=f"Contact {word}",
        job_title=f"Post {word}",
        email=f"{word or 'contact'}@employer.example",
        phone=f"1 {word}",
        link=f"https://people.example.com/{word}",
        about=f"About {word}",
    )
    Involvement.objects.create(**whose, contact=contact)


def make_document_rows(whose, word):
    document = Document.objects.create(candidate=whose["candidate"], name=f"Résumé {word}")
    version = DocumentVersion(
        candidate=whose["candidate"],
        document=document,
        number=1,
        file_name=f"{word}.txt",
        content_type="text/plain",
        size=len(word.encode()),
        digest=sha256(word.encode()).hexdigest(),
        change=f"Change {word}",
    )
    version.file.save("any", ContentFile(word.encode()))
    DocumentUse.objects.create(**whose, version=version, sent_on=date(2026, 6, 28))


def make_offer(whose, word):
    Offer.objects.create(
        **whose,
        pay=50_000,
        currency="EUR",
        bonus=f"Bonus {word}",
        equity=f"Equity {word}",
        benefits=f"Benefits {word}",
        place=f"Office {word}",
        thoughts=f"Thoughts {word}",
        received_on=date(2026, 6, 30),
        answer_by=NOW + timedelta(days=9),
        answer_by_zone="Europe/Stockholm",
    )
