"""The pages of the pipeline, on a search with something of everything."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, Contact, Document, Note, Offer, Task
from jobtracker.demo import search
from jobtracker.people.models import Candidate
from tests.thorough import LOOKS

pytestmark = pytest.mark.django_db(transaction=True)

LISTS = ("list", "board", "silence", "employers", "contacts", "offers", "documents", "imports")
FORMS = ("new", "new-contact", "new-document", "exports")


@pytest.fixture
def mira(transactional_db, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    search.build(timezone.now())
    return Candidate.objects.get()


@pytest.fixture
def dream(mira):
    return Application.objects.get(is_dream=True)


def pages(dream):
    for name in (*LISTS, *FORMS):
        yield reverse(f"applications:{name}")
    for name in ("edit", "history", "notes", "people", "sent", "posting", "new-offer"):
        yield reverse(f"applications:{name}", args=[dream.pk])
    rows = (Contact, Document, Offer)
    for row in (dream, dream.employer, *(model.objects.first() for model in rows)):
        yield row.get_absolute_url()
    for name, row in (("note", Note.objects.first()), ("task", Task.objects.first())):
        yield reverse(f"applications:{name}", args=[row.pk])


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_have_no_accessibility_violation(width, scheme, tab_of, live_server, dream):
    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    page = tab_of(dream.candidate.user, bypass_csp=True, **look)
    for address in pages(dream):
        assert page.goto(live_server.url + address).status == 200, address
        found = Axe().run(page)
        assert found.violations_count == 0, (address, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_note_task_and_next_step_by_keyboard(tab_of, live_server, dream):
    page = tab_of(dream.candidate.user)
    page.goto(live_server.url + dream.get_absolute_url())
    for summary, label, words, button in (
        ("Plan the next step", "What will you do next?", "Ask about the team", "Keep it"),
        ("Add something to do", "What is to do?", "Iron a shirt", "Add it"),
        ("Write a note", "Note", "They like trains", "Keep the note"),
    ):
        page.locator("summary", has_text=summary).focus()
        page.keyboard.press("Enter")
        keep = page.get_by_role("button", name=button, exact=True)
        form = page.locator("form", has=keep)
        form.get_by_label(label).first.fill(words)
        keep.focus()
        page.keyboard.press("Enter")
        page.get_by_text(words).first.wait_for()
    dream.refresh_from_db()
    assert dream.next_step == "Ask about the team"
    assert {"Iron a shirt"} <= set(dream.tasks.values_list("text", flat=True))
    assert {"They like trains"} <= set(dream.notes.values_list("text", flat=True))
