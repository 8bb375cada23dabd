"""The ways in: what is refused says why beside the field, and nothing typed is lost."""

from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from interviews.models import Invitation, Message
from tests.factories import (
    make_application,
    make_candidate,
    make_invitation,
    make_message,
    make_slot_draft,
)
from tests.thorough import some

pytestmark = pytest.mark.django_db

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
REQUEST = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:one@example.org
DTSTAMP:20260701T080000Z
DTSTART;TZID=Europe/Stockholm:20360709T140000
DTEND;TZID=Europe/Stockholm:20360709T150000
SUMMARY:Interview
ORGANIZER;CN=Ada:mailto:ada@harbourvale.example
ATTENDEE:mailto:mira@example.org
END:VEVENT
END:VCALENDAR
""".replace(b"\n", b"\r\n")


@pytest.fixture
def mira(client):
    candidate = make_candidate(email="mira@example.org")
    client.force_login(candidate.user)
    return candidate


def upload(client, name, content):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("interviews:upload"), {"file": file})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.eml", b"", "empty"),
        ("blank.eml", b" \n\n", "empty"),
        ("photo.eml", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "not a mail"),
        ("notes.docx", b"PK\x03\x04", "We can read mails"),
        ("big.eml", b"From: a@example.org\n\n" + b"x" * 10_500_000, "the limit is 10 MB"),
        ("deep.eml", b"To: " + b"a@example.org," * 8000 + b"\n\nHello", "header"),
    ],
)
def test_bad_file_is_refused_beside_the_field(client, mira, name, content, words):
    answer = upload(client, name, content)
    assert answer.status_code == 422
    assert words in " ".join(answer.context["upload_form"].errors["file"])
    assert not Message.objects.exists()


def test_no_file_at_all_says_so(client, mira):
    answer = client.post(reverse("interviews:upload"))
    assert "Choose the file first." in answer.content.decode()


def test_refused_text_is_kept_in_the_form(client, mira):
    typed = "Dear Mira, please come. " * 10_000
    answer = client.post(reverse("interviews:paste"), {"text": typed})
    assert answer.status_code == 422
    assert "Dear Mira, please come." in answer.content.decode()


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "Hello\ud800there"])
def test_odd_characters_never_break(client, mira, text):
    answer = client.post(
        reverse("interviews:paste"), {"text": text.encode("utf-8", "surrogatepass")}
    )
    assert answer.status_code in (302, 422)


def test_truncated_mail_is_read_as_far_as_it_goes(client, mira):
    mail = (
        b"From: Ada <ada@harbourvale.example>\nSubject: Interview\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\n'
        b"We invite you to an interview for the Data Analyst position on 9 July 20"
    )
    answer = upload(client, "cut.eml", mail)
    page = client.get(answer.url)
    assert "ends in the middle" in page.content.decode()


def test_text_without_a_date_leaves_the_time_open(client, mira):
    text = "We would like to invite you to an interview for the Data Analyst position at Vale."
    page = client.get(client.post(reverse("interviews:paste"), {"text": text}).url)
    form = page.context["form"]
    assert form.initial["job_title"] == "Data Analyst"
    assert not form.slots.initial


def test_calendar_file_fills_time_and_zone(client, mira):
    page = client.get(upload(client, "invite.ics", REQUEST).url)
    form = page.context["form"]
    assert form.initial["zone"] == "Europe/Stockholm"
    assert form.slots.initial[0]["start"].isoformat() == "2036-07-09T14:00:00"


def test_time_without_a_zone_is_asked_for(client, mira):
    text = "We invite you to an interview on 9 July 2036 at 14:00 for the Data Analyst position."
    address = client.post(reverse("interviews:paste"), {"text": text}).url
    page = client.get(address)
    assert not page.context["form"].initial["zone"]
    posted = confirm(client, address, page, zone="")
    assert "Which zone" in " ".join(posted.context["form"].errors["zone"])


def confirm(client, address, page, **changes):
    """Post what the form shows, as a browser does."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    for row in [form.slots.management_form, *form.slots.forms]:
        values |= {row.add_prefix(name): row[name].value() for name in row.fields}
    values |= {"application": "new", "employer": "Vale"} | changes
    return client.post(
        address, {name: sent(each) for name, each in values.items() if is_sent(each)}
    )


def is_sent(value):
    return value is not None and value is not False and value != ""


def sent(value):
    return value.strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else value


def test_confirmed_message_becomes_an_invitation(client, mira):
    address = upload(client, "invite.ics", REQUEST).url
    answer = confirm(client, address, client.get(address))
    invitation = Invitation.objects.get()
    assert answer.url == invitation.get_absolute_url()
    assert invitation.uid == "one@example.org"
    assert invitation.slots.get().starts_at.isoformat() == "2036-07-09T12:00:00+00:00"
    assert invitation.application.employer.name == "Vale"
    assert Message.objects.get().application == invitation.application


def test_confirming_twice_leads_to_the_one_invitation(client, mira):
    address = upload(client, "invite.ics", REQUEST).url
    page = client.get(address)
    confirm(client, address, page)
    again = confirm(client, address, page)
    assert again.url == Invitation.objects.get().get_absolute_url()
    assert upload(client, "invite.ics", REQUEST).url == address
    assert client.get(address).url == again.url


def test_nothing_typed_is_lost_when_something_is_missing(client, mira):
    address = upload(client, "invite.ics", REQUEST).url
    answer = confirm(
        client, address, client.get(address), employer="", agency="", people="Per Lindqvist"
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Per Lindqvist" in text
    assert 'value="2036-07-09T14:00"' in text


def test_application_of_somebody_else_cannot_be_picked(client, mira):
    foreign = make_application()
    address = upload(client, "invite.ics", REQUEST).url
    answer = confirm(client, address, client.get(address), application=str(foreign.pk))
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_known_event_is_pointed_out(client, mira):
    known = make_invitation(application=make_application(candidate=mira), uid="one@example.org")
    page = client.get(upload(client, "invite.ics", REQUEST).url)
    assert page.context["same_event"] == known


def test_skipped_hour_is_refused(client, mira):
    page = client.get(reverse("interviews:call"))
    changes = {"slots-0-start": "2036-03-30T02:30", "zone": "Europe/Stockholm"}
    answer = confirm(client, reverse("interviews:call"), page, **changes)
    assert answer.status_code == 422
    assert "skip this time" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_times_that_are_over_are_asked_about_once(client, mira):
    page = client.get(reverse("interviews:call"))
    changes = {"slots-0-start": "2020-07-09T14:00", "zone": "Europe/Stockholm"}
    answer = confirm(client, reverse("interviews:call"), page, **changes)
    text = answer.content.decode()
    assert "This time is over." in text
    assert 'value="2020-07-09T14:00"' in text
    answer = confirm(client, reverse("interviews:call"), page, keeps_past="on", **changes)
    assert answer.status_code == 302
    assert Invitation.objects.get().times_are_over(timezone.now())


def test_there_is_always_room_for_one_more_time(client, mira):
    drafts = [make_slot_draft(datetime(2036, 7, day, 14)) for day in (8, 9, 10)]
    found = make_invitation(application=make_application(candidate=mira), slots=drafts)
    rows = client.get(reverse("interviews:details", args=[found.pk])).context["form"].slots.forms
    assert [row["start"].value() is None for row in rows] == [False, False, False, True]


def test_end_before_the_start_is_refused(client, mira):
    page = client.get(reverse("interviews:call"))
    changes = {"slots-0-start": "2036-07-09T14:00", "slots-0-end": "2036-07-09T13:00"}
    answer = confirm(client, reverse("interviews:call"), page, **changes)
    assert answer.status_code == 422
    assert "after the start" in answer.content.decode()


def test_employer_that_the_agency_hides_is_unnamed(client, mira):
    page = client.get(reverse("interviews:call"))
    confirm(client, reverse("interviews:call"), page, employer="", agency="Lindgren Staffing")
    employer = Invitation.objects.get().application.employer
    assert employer.is_unnamed


def test_call_about_nothing_says_what_is_needed(client, mira):
    make_application(candidate=mira)
    page = client.get(reverse("interviews:call"))
    answer = confirm(client, reverse("interviews:call"), page, application="", employer="")
    assert answer.status_code == 422
    assert "or name the employer" in " ".join(answer.context["form"].errors["employer"])


def test_application_from_the_list_is_enough(client, mira):
    known = make_application(candidate=mira)
    page = client.get(reverse("interviews:call"))
    changes = {"application": "", "employer": "", "other": str(known.pk)}
    confirm(client, reverse("interviews:call"), page, **changes)
    assert Invitation.objects.get().application == known


def test_undeclared_fields_change_nothing(client, mira):
    other = make_candidate()
    page = client.get(reverse("interviews:call"))
    extra = {"candidate": other.pk, "state": "accepted", "version": "99", "uid": "x", "id": "1"}
    confirm(client, reverse("interviews:call"), page, **extra)
    invitation = Invitation.objects.get()
    assert (invitation.candidate, invitation.state) == (mira, "awaiting")
    assert (invitation.version, invitation.uid) == (1, "")


def test_original_is_a_download_and_never_a_page(client, mira):
    message = make_message(candidate=mira, raw=b"<script>alert(1)</script>")
    answer = client.get(reverse("interviews:original", args=[message.pk]))
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "sandbox"


def test_markup_in_a_message_is_shown_as_text(client, mira):
    text = "<script>alert(1)</script> We invite you to an interview."
    message = make_message(candidate=mira, raw=text.encode(), text=text, subject="<b>Hi</b>")
    page = client.get(message.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>Hi" not in page


@pytest.mark.skipif(not DATA.exists(), reason="The shared files are not beside the project.")
@pytest.mark.parametrize(
    "path",
    [pytest.param(path, id=path.stem) for path in some(sorted(DATA.glob("ics/*/*.ics")), 6)],
)
def test_real_calendar_file_goes_through(client, mira, path):
    answer = upload(client, path.name, path.read_bytes())
    if path.stat().st_size == 0:
        assert answer.status_code == 422
    else:
        assert client.get(answer.url).status_code == 200


def test_line_to_win_time_is_at_hand_where_calls_are_jotted_down(client, mira):
    for name in ("bring-in", "call"):
        page = client.get(reverse(f"interviews:{name}")).content.decode()
        assert "I need to look at my calendar first." in page
