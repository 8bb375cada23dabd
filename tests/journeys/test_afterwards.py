"""After an interview: telling, deciding and writing, in a browser that runs no script."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from applications.models import Application
from applications.stages import Outcome
from interviews.models import Feedback, FeedbackPoint, Letter
from jobtracker.demo import search
from jobtracker.people.models import Candidate
from tests.factories import make_interview
from tests.thorough import LOOKS

pytestmark = pytest.mark.django_db(transaction=True)


def test_debrief_withdrawal_and_letter_without_script(page_without_script, live_server, mira):
    page, application = page_without_script, mira.applications.get()
    make_interview(application=application, starts_at=timezone.now() - timedelta(hours=3))
    page.goto(live_server.url)
    page.get_by_role("link", name="Tell").click()
    page.get_by_label("would not take it").check(force=True)
    page.get_by_label("One thing you learned").fill("They plan in weeks.")
    page.get_by_text("What you found out").click()
    growth = page.get_by_role("group", name="Growth")
    growth.get_by_label("What they told you").fill("Nobody stays.")
    growth.get_by_label("Compared with the description").select_option("Worse than described")
    page.get_by_role("button", name="Keep it").first.click()
    expect(page.get_by_role("heading", name="We'd withdraw politely.")).to_be_visible()
    expect(page.get_by_text("Nobody stays. (worse than described)")).to_be_visible()
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_role("textbox", name="Message").fill("Thank you. I am withdrawing my application.")
    page.get_by_role("button", name="I sent it").click()
    expect(page.get_by_text("You told them on")).to_be_visible()
    application.refresh_from_db()
    assert application.outcome == Outcome.WITHDRAWN_AFTER
    assert Letter.objects.get().sent_at


@pytest.fixture
def demo(transactional_db, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    search.build(timezone.now())
    return Candidate.objects.get()


def pages(candidate):
    feedback, point = Feedback.objects.earliest("pk"), FeedbackPoint.objects.earliest("pk")
    held = Application.objects.get(employer__name="Municipal Water").interviews.get()
    yield reverse("interviews:feedback-list")
    yield reverse("interviews:feeds")
    for layout in ("days", "week", "month"):
        yield reverse("interviews:schedule", query={"layout": layout})
    yield feedback.get_absolute_url()
    yield reverse("interviews:point", args=[point.pk])
    yield reverse("interviews:application-feedback", args=[feedback.application_id])
    yield from (each.get_absolute_url() for each in candidate.interviews.all())
    for kind in ("thank_you", "feedback_request"):
        yield reverse("interviews:interview-letter", args=[held.pk], query={"letter": kind})


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_have_no_accessibility_violation(width, scheme, tab_of, live_server, demo):
    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    page = tab_of(demo.user, bypass_csp=True, **look)
    for address in pages(demo):
        assert page.goto(live_server.url + address).status == 200, address
        for summary in page.locator("main details summary").all():
            summary.click()
        found = Axe().run(page)
        assert found.violations_count == 0, (address, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
