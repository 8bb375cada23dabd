"""The inbox by keyboard, and files dropped on it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from applications.models import Application
from interviews.mailroom.delivery import deliver
from interviews.models import MailAddress, MailboxImport, Message
from interviews.models.message import Handled
from tests.factories import NOW, make_application, make_candidate
from tests.interviews.mailroom.mails import INVITED, RECEIPT, REFUSED, mail
from tests.interviews.mailroom.test_delivery import read_all
from tests.interviews.mailroom.test_importing import mbox

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mira(transactional_db, settings, tmp_path):
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.MAIL_DOMAIN = "in.example.org"
    settings.DATA_FOLDER = settings.MEDIA_ROOT = tmp_path
    return make_candidate()


def test_mails_are_confirmed_and_put_aside_by_one_key_each(tab_of, live_server, mira):
    make_application(candidate=mira, job_title="Data Analyst", employer_name="Harbour & Vale")
    local = MailAddress.objects.issue(mira, at=NOW).address.partition("@")[0]
    for number, text in enumerate((RECEIPT, INVITED, REFUSED)):
        deliver(local, mail(text, number=number, subject=f"Mail {number}"), forwarder="", at=NOW)
    read_all()
    page = tab_of(mira.user, bypass_csp=True)
    page.goto(live_server.url + reverse("interviews:inbox"))
    assert Axe().run(page).violations_count == 0
    page.get_by_role("link", name="Mail 2").focus()
    with page.expect_navigation():
        page.keyboard.press("y")
    assert Application.objects.get().outcome == "rejected"
    # The next row has the focus by now: the invitation, to which nobody says yes unseen.
    assert page.evaluate("document.activeElement.textContent") == "Mail 1"
    page.keyboard.press("y")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Mail 0"
    page.keyboard.press("k")
    with page.expect_navigation():
        page.keyboard.press("a")
    aside, waiting = Message.objects.get(subject="Mail 1"), Message.objects.get(subject="Mail 0")
    assert (aside.handled, waiting.handled) == (Handled.PUT_ASIDE, Handled.WAITING)
    with page.expect_navigation():
        page.keyboard.press("e")
    assert page.url.endswith(f"{waiting.get_absolute_url()}#belongs")


def test_mailbox_says_how_far_it_is_and_can_be_stopped(tab_of, live_server, mira, tmp_path):
    file = tmp_path / "All.mbox"
    file.write_bytes(mbox(mail(RECEIPT)))
    page = tab_of(mira.user, bypass_csp=True)
    page.goto(live_server.url + reverse("interviews:inbox"))
    page.get_by_label("Mails, calendar files, or a mailbox").set_input_files(file)
    page.get_by_text("All.mbox, 1 kB").wait_for()
    page.get_by_role("button", name="Put them in").click()
    page.get_by_role("progressbar", name="Your mailbox is being gone through").wait_for()
    assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="Stop here").click()
    page.get_by_role("heading", name="That was your mailbox").wait_for()
    assert not MailboxImport.objects.under_way().exists()
