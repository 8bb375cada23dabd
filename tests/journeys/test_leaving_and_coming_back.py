"""Somebody takes everything along, signs up anew, and has the same job search again."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from jobtracker.leave.waiting import restore_next
from jobtracker.people.models import Candidate
from tests.factories import make_application, make_message
from tests.journeys.conftest import PASSWORD
from tests.people.sign_in.visits import code_in_mail
from tests.thorough import some

pytestmark = pytest.mark.django_db(transaction=True)

NOA = "noa@example.org"


@pytest.fixture
def search(mira):
    make_application(candidate=mira, employer_name="Nordwind", job_title="Surveyor")
    make_application(candidate=mira, employer_name="Café Älv", job_title="Baker")
    make_message(candidate=mira, raw="Grüße".encode(), subject="Hello")
    return mira


def listed(page, live_server):
    """Each line of the list, as it stands there."""
    page.goto(live_server.url + reverse("applications:list") + "?layout=list")
    return [" ".join(line.split()) for line in page.get_by_role("row").all_inner_texts()]


def downloaded(page, live_server, folder):
    page.goto(live_server.url + reverse("leave:index"))
    with page.expect_download() as started:
        page.get_by_role("button", name="Download").click()
    path = Path(folder) / started.value.suggested_filename
    started.value.save_as(path)
    return path


def sign_up_anew(page, live_server):
    page.goto(live_server.url + reverse("account_logout"))
    page.get_by_role("button", name="Sign out").last.click()
    page.get_by_role("heading", name="Sign in").wait_for()
    page.goto(live_server.url + reverse("account_signup"))
    page.get_by_label("Your name").fill("Noa Lind")
    page.get_by_label("E-mail").fill(NOA)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Code").wait_for()
    page.get_by_label("Code").fill(code_in_mail(NOA))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Welcome").wait_for()
    page.get_by_label("Time zone").select_option("Europe/Stockholm")
    page.get_by_role("button", name="Start").click()
    page.wait_for_url(live_server.url + "/")


def put_back(page, path):
    page.get_by_label("Your archive").set_input_files(path)
    page.get_by_role("button", name="Put it back").click()


@pytest.fixture(params=some(["signed_in", "page_without_script"], 2))
def tab(request, search):
    return request.getfixturevalue(request.param)


def test_the_same_list_stands_there_again(tab, live_server, search, tmp_path):
    before = listed(tab, live_server)
    assert len(before) >= 3
    path = downloaded(tab, live_server, tmp_path)
    assert ZipFile(path).testzip() is None
    sign_up_anew(tab, live_server)
    assert listed(tab, live_server) != before

    tab.goto(live_server.url + reverse("leave:index"))
    tab.get_by_role("link", name="Choose an archive").click()
    put_back(tab, path)
    expect(tab.get_by_role("heading", name="Putting it back")).to_be_visible()
    assert restore_next(timezone.now())
    tab.goto(live_server.url + reverse("leave:restoration"))
    expect(tab.get_by_text("3 applications, 1 message.")).to_be_visible()
    assert listed(tab, live_server) == before
    noa = Candidate.objects.get(user__email=NOA)
    assert bytes(noa.messages.get().raw) == "Grüße".encode()


def test_what_is_no_archive_is_said_beside_the_field(signed_in, live_server, tmp_path):
    path = tmp_path / "holiday.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("beach.jpg", BytesIO(b"x" * 99).getvalue())
    signed_in.goto(live_server.url + reverse("leave:restoration"))
    assert Axe().run(signed_in).violations_count == 0
    put_back(signed_in, path)
    expect(signed_in.get_by_label("Your archive")).to_have_attribute("aria-invalid", "true")
    found = Axe().run(signed_in)
    assert found.violations_count == 0, found.generate_report()
