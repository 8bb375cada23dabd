"""Other people's calendar software reads what we write: libraries, clients, and a server."""

import os
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.urls import reverse
from ical.calendar_stream import IcsCalendarStream

from interviews.busy.sandbox import read_safely
from interviews.calendar.events import Person, read_calendar
from interviews.calendar.publishing import Meeting, published
from interviews.calendar.reply import Answer, counter, reply
from interviews.models import Feed
from interviews.models.interview import InterviewState
from tests.factories import make_application, make_candidate, make_interview
from tests.interviews.calendar import libical, samples

PROGRAMS = Path(sys.executable).parent
SENDERS = {"Google": samples.GOOGLE, "Exchange": samples.EXCHANGE}
SAM = Person("Sam Okoro", "sam@home.example")
NOW = datetime(2027, 3, 2, 10, tzinfo=UTC)
LATER = datetime(2027, 3, 16, 13, tzinfo=UTC)
PATIENCE = 30
# From us to the server, and from there to a phone.
PAIRS = ("feed", "to_phone")
MEETINGS = [
    Meeting(
        uid="11111111-1111-4111-8111-111111111111",
        sequence=2,
        changed_at=NOW,
        start=datetime(2027, 3, 29, 12, tzinfo=UTC),
        end=datetime(2027, 3, 29, 13, tzinfo=UTC),
        zone="Europe/Stockholm",
        title="Interview: Analyst at Orchard; Vale, “north”",
        place="Teknikringen 10, Stockholm",
        about="With Rosa Lind\nIn Jobtracker: https://jobs.example/interviews/1/",
    ),
    Meeting(
        uid="22222222-2222-4222-8222-222222222222",
        sequence=0,
        changed_at=NOW,
        start=datetime(2027, 4, 1, 7, tzinfo=UTC),
        end=datetime(2027, 4, 1, 8, tzinfo=UTC),
        zone="America/New_York",
        title="Interview: Cook",
        is_cancelled=True,
    ),
]

needs_libical = pytest.mark.skipif(libical.library() is None, reason="libical3 is not installed")


def answers(name):
    """Each answer that we give to a sender's request, by what it is."""
    [event] = read_calendar(SENDERS[name].encode()).events
    for answer in Answer:
        yield "REPLY", reply(event.raw, SAM, answer, now=NOW), answer.value
    content = counter(event.raw, SAM, LATER, LATER + timedelta(hours=1), now=NOW)
    yield "COUNTER", content, "TENTATIVE"


# Libraries


@pytest.mark.parametrize("name", SENDERS)
def test_python_libraries_of_others_read_the_same_answer(name):
    [asked] = read_calendar(SENDERS[name].encode()).events
    for method, content, status in answers(name):
        text = content.decode()
        ours = vobject.readOne(text)
        attendee = ours.vevent.attendee
        assert (ours.method.value, ours.vevent.uid.value) == (method, asked.uid)
        assert attendee.value.lower() == "mailto:sam@home.example"
        assert attendee.params["PARTSTAT"] == [status]
        [event] = IcsCalendarStream.calendar_from_ics(text).events
        assert (event.uid, event.attendees[0].status) == (asked.uid, status)
        assert event.sequence == asked.sequence
        there = asked.start.replace(tzinfo=ZoneInfo(asked.zone))
        start = LATER if method == "COUNTER" else there
        assert event.dtstart == ours.vevent.dtstart.value == start


@needs_libical
@pytest.mark.parametrize("name", SENDERS)
def test_answer_keeps_to_the_tables_of_the_standard(name):
    assert {method: libical.complaints(content) for method, content, _ in answers(name)} == {
        "REPLY": [],
        "COUNTER": [],
    }


@needs_libical
def test_judge_is_not_blind():
    [event] = read_calendar(samples.GOOGLE.encode()).events
    spoilt = reply(event.raw, SAM, Answer.ACCEPTED, now=NOW).replace(b"UID:", b"X-UID:")
    assert libical.complaints(spoilt)


@needs_libical
def test_calendar_that_is_read_keeps_to_the_standard():
    assert libical.complaints(published(MEETINGS, name="Interviews")) == []


def test_python_libraries_of_others_read_our_calendar():
    text = published(MEETINGS, name="Interviews").decode()
    first, second = IcsCalendarStream.calendar_from_ics(text).events
    assert (first.dtstart, first.summary) == (MEETINGS[0].start, MEETINGS[0].title)
    assert first.location == MEETINGS[0].place
    assert second.status == "CANCELLED"
    ours = vobject.readOne(text)
    assert [each.dtstart.value for each in ours.vevent_list] == [each.start for each in MEETINGS]


# A client and a server


def run(program, *arguments, home):
    """One of others' programs, to its end; what it said."""
    said = subprocess.run(
        [PROGRAMS / program, *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env={**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")},
    )
    assert said.returncode == 0, said.stdout + said.stderr
    return said.stdout


@pytest.fixture
def calendar_server(tmp_path):
    """A CalDAV server on this machine, with a calendar at the address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [
            sys.executable, "-m", "radicale", "--hosts", f"127.0.0.1:{port}",
            "--auth-type", "none", "--storage-filesystem-folder", str(tmp_path / "server"),
            "--config", "",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}/mira/"
    try:
        wait_for(port, server)
        ask("MKCOL", address)
        ask("MKCALENDAR", f"{address}interviews/")
        yield address
    finally:
        server.terminate()
        server.wait()


def wait_for(port, server):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("The calendar server did not start.")


def ask(method, address, content=None):
    headers = {"Content-Type": "text/calendar; charset=utf-8"} if content else {}
    with urlopen(Request(address, content, headers, method=method), timeout=PATIENCE) as answer:
        return answer.read()


SYNC = """[general]
status_path = "{home}/status"
[pair feed]
a = "ours"
b = "server"
collections = null
conflict_resolution = "a wins"
partial_sync = "ignore"
[pair to_phone]
a = "phone"
b = "server"
collections = null
[storage ours]
type = "http"
url = "{feed}"
[storage server]
type = "caldav"
url = "{server}interviews/"
[storage phone]
type = "filesystem"
path = "{home}/phone"
fileext = ".ics"
"""
KHAL = """[calendars]
[[interviews]]
path = {home}/phone
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Stockholm
default_timezone = Europe/Stockholm
[sqlite]
path = {home}/khal.db
"""


@pytest.mark.django_db(transaction=True)
def test_interviews_reach_a_calendar_program_by_a_client_and_a_server(
    live_server, calendar_server, tmp_path
):
    mira = make_candidate()
    start = datetime(2027, 3, 29, 12, tzinfo=UTC)
    application = make_application(candidate=mira, job_title="Analyst", employer_name="Vale")
    interview = make_interview(application=application, starts_at=start)
    _, token = Feed.objects.issue(mira, name="Phone", is_discreet=False, at=NOW)
    feed = live_server.url + reverse("interviews:feed", args=[token])
    (tmp_path / "phone").mkdir()
    sync, khal = tmp_path / "sync", tmp_path / "khal"
    sync.write_text(SYNC.format(home=tmp_path, feed=feed, server=calendar_server))
    khal.write_text(KHAL.format(home=tmp_path))

    def listed():
        for pair in PAIRS:
            run("vdirsyncer", "-c", str(sync), "sync", pair, home=tmp_path)
        line = ("list", "--format", "{start-time} {status}{title}", "2027-03-29", "2027-03-30")
        return run("khal", "-c", str(khal), *line, home=tmp_path)

    for pair in PAIRS:
        run("vdirsyncer", "-c", str(sync), "discover", pair, home=tmp_path)
    assert "14:00 CONFIRMED Interview: Analyst at Vale" in listed()
    interview.starts_at = start + timedelta(hours=2)
    interview.sequence, interview.state = 1, InterviewState.CANCELLED
    interview.save()
    assert "16:00 CANCELLED Interview: Analyst at Vale" in listed()


def test_server_takes_the_event_that_was_answered_and_tells_when_one_is_busy(calendar_server):
    [event] = read_calendar(samples.EXCHANGE.encode()).events
    accepted = reply(event.raw, SAM, Answer.ACCEPTED, now=NOW)
    stored = accepted.replace(b"METHOD:REPLY\r\n", b"")
    ask("PUT", f"{calendar_server}interviews/answered.ics", stored)
    whole = ask("GET", f"{calendar_server}interviews/")
    start = datetime(2027, 3, 1, tzinfo=UTC)
    [busy] = read_safely(whole, zone="Europe/Berlin", start=start, end=start + timedelta(days=30))
    there = ZoneInfo(event.zone)
    moments = (event.start.replace(tzinfo=there), event.end.replace(tzinfo=there))
    assert (busy.uid, busy.start, busy.end) == (event.uid, *moments)
