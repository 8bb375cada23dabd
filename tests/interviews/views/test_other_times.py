"""Other times that the candidate proposes: chosen on a page, said by the letter and a calendar."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from interviews.letters import LetterKind
from interviews.models import Choice, Letter, OtherTime
from interviews.occasions import Occasion
from tests.factories import make_application, make_candidate, make_interview, make_invitation
from tests.interviews.test_correspondence import decide
from tests.interviews.views.test_bring_in import REQUEST

pytestmark = pytest.mark.django_db

ZONE = "Europe/Stockholm"
DAY = (timezone.now() + timedelta(days=20)).date()


@pytest.fixture
def invitation(client):
    candidate = make_candidate(name="Mira Sandberg", email="mira@example.org", time_zone=ZONE)
    client.force_login(candidate.user)
    application = make_application(candidate=candidate, employer_name="Vale")
    found = make_invitation(application=application, calendar_request=REQUEST)
    decide(found, Choice.ASK)
    return found


def address(invitation, name="other-times"):
    return reverse(f"interviews:{name}", args=[invitation.pk])


def at(hour, day=DAY):
    return f"{day}T{hour}"


def typed(*starts, zone=ZONE, **more):
    rows = {f"slots-{number}-start": start for number, start in enumerate(starts)}
    return {"slots-TOTAL_FORMS": "3", "slots-INITIAL_FORMS": "0", "zone": zone, **rows, **more}


def propose(client, invitation, *starts, **more):
    return client.post(address(invitation), typed(*starts, **more))


def letter_page(client, invitation):
    page = client.get(address(invitation, "letter"), {"letter": "propose_times"})
    return page.content.decode()


def test_times_are_kept_as_instants_in_the_zone_meant(client, invitation):
    answer = propose(client, invitation, at("09:30"), at("14:00"), **{"slots-0-end": at("10:15")})
    assert answer.status_code == 302
    assert answer["Location"].endswith("letter/?letter=propose_times")
    first, second = OtherTime.objects.all()
    assert first.starts_at.astimezone(UTC).hour in (7, 8)
    assert first.ends_at - first.starts_at == timedelta(minutes=45)
    assert (first.zone, second.ends_at) == (ZONE, None)


def test_letter_says_them(client, invitation):
    assert "three times that suit you" in letter_page(client, invitation)
    propose(client, invitation, at("09:30"))
    text = letter_page(client, invitation)
    assert "three times that suit you" not in text
    assert text.count("09:30 (Stockholm)") == 2


def test_choosing_again_takes_their_place(client, invitation):
    propose(client, invitation, at("09:30"), at("11:00"))
    propose(client, invitation, at("15:00"))
    assert OtherTime.objects.count() == 1
    shown = client.get(address(invitation)).content.decode()
    assert f'value="{at("15:00")}"' in shown


def kept_letter(invitation, body):
    decision = invitation.decisions.get()
    return Letter.objects.keep(
        Occasion.of(decision),
        LetterKind.PROPOSE_TIMES,
        at=timezone.now(),
        to="",
        subject="Re",
        body=body,
    )


def test_message_in_ones_own_words_stays(client, invitation):
    kept_letter(invitation, "My own words")
    answer = client.post(address(invitation), typed(at("09:30")), follow=True)
    assert "My own words" in answer.content.decode()
    assert "stays as you wrote it" in answer.content.decode()


@pytest.mark.parametrize(
    ("rows", "more", "expected"),
    [
        ([], {}, "Name at least one time."),
        (["2020-03-04T09:00"], {}, "This time is over."),
        ([at("09:00")], {"zone": ""}, "Which zone are these times in?"),
        ([at("09:00")], {"zone": "Mars/Olympus"}, "We know no such time zone."),
        (["2037-03-29T02:30"], {}, "The clocks change there that night, and skip this time."),
        ([at("09:00")], {"slots-0-end": at("08:00")}, "The end should come after the start"),
        (["tomorrow at nine"], {}, "Enter a valid date/time."),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_stays(client, invitation, rows, more, expected):
    answer = propose(client, invitation, *rows, **more)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert expected in text
    assert all(f'value="{row}"' in text for row in rows)
    assert not OtherTime.objects.exists()


@pytest.mark.parametrize("total", ["0", "1", "999", "x"])
def test_odd_number_of_rows_is_no_error_of_ours(client, invitation, total):
    odd = {"slots-TOTAL_FORMS": total}
    assert propose(client, invitation, **odd).status_code == 422


def test_time_of_another_interview_is_named(client, invitation):
    other = make_application(candidate=invitation.candidate, employer_name="Nordwind")
    stockholm = ZoneInfo(ZONE)
    starts_at = datetime.fromisoformat(at("09:00")).replace(tzinfo=stockholm)
    make_interview(application=other, starts_at=starts_at, ends_at=None)
    answer = propose(client, invitation, at("09:30"))
    assert answer.status_code == 422
    assert "Clashes with your interview" in answer.content.decode()
    assert "Nordwind" in answer.content.decode()
    assert propose(client, invitation, at("09:30"), keeps_clashes="on").status_code == 302
    assert propose(client, invitation, at("10:00")).status_code == 302


def test_only_who_asked_for_another_time_proposes_one(client, invitation):
    decide(invitation, Choice.DECLINE)
    answer = client.get(address(invitation))
    assert (answer.status_code, answer["Location"]) == (302, invitation.get_absolute_url())
    assert propose(client, invitation, at("09:30")).status_code == 302
    assert not OtherTime.objects.exists()


def calendar_parts(client, invitation, kind):
    letter = {"to": "ada@employer.example", "subject": "Re", "body": "Hello"}
    answer = client.post(address(invitation, "letter-file") + f"?letter={kind}", letter)
    mail = message_from_bytes(answer.content, policy=policy.default)
    return [part for part in mail.walk() if part.get_content_type() == "text/calendar"]


@pytest.mark.parametrize(("kind", "method"), [("propose_times", "COUNTER"), ("ask", "REPLY")])
def test_draft_tells_their_calendar(client, invitation, kind, method):
    propose(client, invitation, at("09:30"))
    (part,) = calendar_parts(client, invitation, kind)
    assert part.get_param("method") == method
    calendar = Calendar.from_ical(part.get_content())
    assert calendar["METHOD"] == method
    (event,) = calendar.events
    assert event["UID"] == "one@example.org"
    if method == "COUNTER":
        assert event["DTSTART"].dt == OtherTime.objects.get().starts_at


def test_times_are_no_counter_before_any_is_chosen(client, invitation):
    (part,) = calendar_parts(client, invitation, "propose_times")
    assert part.get_param("method") == "REPLY"
