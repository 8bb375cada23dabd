"""Calendars as people have them, small enough to read."""

EVENT = """BEGIN:VEVENT
UID:{uid}
DTSTAMP:20260601T080000Z
{lines}
SUMMARY:Dentist
END:VEVENT"""


def calendar(*events, head=""):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", *head.splitlines()]
    written = (EVENT.format(uid=f"{n}@example.org", lines=each) for n, each in enumerate(events))
    return "\r\n".join("\n".join([*lines, *written, "END:VCALENDAR"]).splitlines()).encode()
