"""The demo's mails: an invitation with a calendar request in it, and what was forwarded."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

BODY = """Dear Mira,

thank you for your application. We would like to invite you to a first interview for the Data
Analyst position at Harbour & Vale.

Date: {day}
Time: {start} - {end} ({zone})
Video call: https://meet.google.com/kvd-shre-omw

You will meet Per Lindqvist, who leads the analytics team, and me. Please confirm by {reply_by}.

Kind regards,
Ada Okafor
People Team, Harbour & Vale
"""


# Whose they are, their subjects, and what they say; the newest last.
FORWARDED = (
    (
        "Bluefin Foods Careers <careers@bluefin.example>",
        "We have received your application",
        "Dear Mira,\n\nthank you for applying for the position of Reporting Analyst at Bluefin "
        "Foods. We have received your application and will come back to you.\n\nBluefin Foods\n",
    ),
    (
        "Maja Holm <maja.holm@kvist.example>",
        "Your application as Demand Analyst",
        "Dear Mira,\n\nthank you for your interest in the Demand Analyst position at Kvist "
        "Furniture. Unfortunately, we have decided to go ahead with other candidates. We wish you "
        "all the best.\n\nMaja Holm\n",
    ),
)


def forwarded_mail(number: int, sent: datetime) -> bytes:
    """One of them, as it was sent; the moment is aware."""
    sender, subject, text = FORWARDED[number]
    message = EmailMessage()
    message["From"] = sender
    message["To"] = "Mira Sandberg <mira@example.com>"
    message["Subject"] = subject
    message["Date"] = format_datetime(sent)
    message["Message-ID"] = f"<{number}-{sent:%Y%m%d}@mail.example>"
    message.set_content(text)
    return message.as_bytes()


def invitation_mail(start: datetime, sent: datetime) -> bytes:
    """The mail, with the same time in its text and in its calendar part. Both are aware."""
    end = start + timedelta(hours=1)
    message = EmailMessage()
    message["From"] = "Ada Okafor <ada.okafor@harbourvale.example>"
    message["To"] = "Mira Sandberg <mira@example.com>"
    message["Subject"] = "Interview invitation: Data Analyst at Harbour & Vale"
    message["Date"] = format_datetime(sent)
    message["Message-ID"] = f"<invitation-{start:%Y%m%d}@harbourvale.example>"
    deadline = sent + timedelta(days=2)
    message.set_content(
        BODY.format(
            day=f"{start:%A}, {start.day} {start:%B %Y}",
            start=f"{start:%H:%M}",
            end=f"{end:%H:%M}",
            zone=start.tzname(),
            reply_by=f"{deadline.day} {deadline:%B %Y}",
        )
    )
    request = {"method": "REQUEST", "charset": "UTF-8"}
    calendar = calendar_request(start, end, sent)
    message.add_alternative(calendar, maintype="text", subtype="calendar", params=request)
    return message.as_bytes()


def calendar_request(start: datetime, end: datetime, sent: datetime) -> bytes:
    organizer = vCalAddress("mailto:ada.okafor@harbourvale.example")
    organizer.params["CN"] = vText("Ada Okafor")
    attendee = vCalAddress("mailto:mira@example.com")
    attendee.params["RSVP"] = vText("TRUE")
    event = Event()
    event.add("UID", f"invitation-{start:%Y%m%d}@harbourvale.example")
    event.add("SEQUENCE", 0)
    event.add("DTSTAMP", sent.astimezone(ZoneInfo("UTC")))
    event.add("DTSTART", start)
    event.add("DTEND", end)
    event.add("SUMMARY", "Interview: Data Analyst")
    event.add("LOCATION", "https://meet.google.com/kvd-shre-omw")
    event.add("ORGANIZER", organizer)
    event.add("ATTENDEE", attendee)
    calendar = Calendar()
    calendar.add("PRODID", "-//Harbour and Vale//Calendar//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "REQUEST")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
