"""Taking messages in: kept as they came, read once, and every real file survives."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from interviews.intake.kinds import kind_of
from interviews.intake.limits import Refused
from interviews.intake.reading import Kind, Label
from interviews.intake.receive import receive, suggestions
from interviews.models import Message
from tests.factories import make_application, make_candidate
from tests.thorough import some

NOW = datetime(2026, 7, 1, 9, tzinfo=UTC)
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
MAIL = b"""From: Ada Okafor <ada@harbourvale.example>
To: mira@example.org
Subject: Interview for the Data Analyst position
Date: Tue, 30 Jun 2026 09:12:00 +0200
Message-ID: <one@harbourvale.example>
Content-Type: text/plain; charset=utf-8

Dear Mira,

we would like to invite you to an interview for the Data Analyst position at Harbour & Vale
on Thursday, 9 July 2026 at 14:00 CEST.

Best regards,
Ada Okafor
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira():
    return make_candidate()


def take_in(candidate, kind, raw):
    return receive(candidate, kind, raw, by=candidate.user, at=NOW)


def test_bytes_are_kept_as_they_came(mira):
    message = take_in(mira, Kind.EML, MAIL)
    assert bytes(Message.objects.get(pk=message.pk).raw) == MAIL
    assert message.what_was_read.label is Label.INVITATION


def test_same_bytes_twice_are_one_message(mira):
    assert take_in(mira, Kind.EML, MAIL) == take_in(mira, Kind.EML, MAIL)
    assert Message.objects.count() == 1


def test_same_mail_by_another_way_is_one_message(mira):
    first = take_in(mira, Kind.EML, MAIL)
    again = take_in(mira, Kind.EML, b"Received: from elsewhere\n" + MAIL)
    assert again == first
    assert Message.objects.count() == 1


def test_two_candidates_have_two_messages(mira):
    take_in(mira, Kind.EML, MAIL)
    take_in(make_candidate(), Kind.EML, MAIL)
    assert Message.objects.count() == 2


def test_refused_bytes_are_not_stored(mira):
    with pytest.raises(Refused):
        take_in(mira, Kind.EML, b"x" * 11_000_000)
    assert not Message.objects.exists()


def test_message_that_nobody_can_read_is_kept(mira, monkeypatch):
    from interviews.intake import receive as module
    from interviews.intake.sandbox import Death, Unreadable

    def die(*_args, **_kwargs):
        raise Unreadable(Death.DIED)

    monkeypatch.setattr(module, "read_safely", die)
    message = take_in(mira, Kind.EML, MAIL)
    assert message.reading is None
    assert bytes(message.raw) == MAIL


def test_application_it_belongs_to_is_suggested_with_reasons(mira):
    right = make_application(
        candidate=mira, employer_name="Harbour & Vale", job_title="Data Analyst"
    )
    make_application(candidate=mira, employer_name="Northern Rail", job_title="Planner")
    make_application(employer_name="Harbour & Vale", job_title="Data Analyst")
    message = take_in(mira, Kind.EML, MAIL)
    found = suggestions(message, message.what_was_read)
    assert [each.id for each in found] == [right.pk]
    assert found[0].reasons


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("invite.ics", b"anything", Kind.ICS),
        ("calendar", b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n", Kind.ICS),
        ("mail.EML", b"From: a", Kind.EML),
        ("notes.txt", b"Hello", Kind.TEXT),
        ("photo.png", b"\x89PNG", None),
        ("", b"From: a", None),
    ],
)
def test_kind_of(name, head, kind):
    assert kind_of(name, head) is kind


@pytest.mark.skipif(not DATA.exists(), reason="The shared mails are not beside the project.")
@pytest.mark.parametrize(
    "path",
    [pytest.param(path, id=path.name) for path in some(sorted(DATA.glob("mail/*/*.eml")), 4)],
)
def test_real_mail_is_taken_in(mira, path):
    message = take_in(mira, Kind.EML, path.read_bytes())
    assert message.what_was_read is not None
