"""The reader: bytes of one message -> a ``Reading``. Pure; raises only ``Refused``."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from interviews.calendar.events import CalendarRead, EventRead, read_calendar

from . import employers, itip, parties, places, titles, zones
from .classify import Setting, Verdict, classify, has_job_content
from .dates import find_days
from .kinds import has_head
from .limits import check
from .mime import MAX_TEXT, Mail, clean, decode, unpack
from .names import is_at, squashed
from .outlook import unpack_msg
from .quoting import Parts, is_pasted_mail, split
from .reading import CalendarPart, Evidence, Kind, Label, Problem, Reading, SlotRead, Where
from .slots import Times, read_times
from .wording import WORDING, plain

_LINE = 400
# How sure one can be of a mail in a language that one does not read.
_UNREAD = 0.3
_TIMED = {Label.INVITATION, Label.SCHEDULING_UPDATE}
_SAYS_MONTH_FIRST = {f"America/{city}" for city in ("New_York", "Chicago", "Denver", "Los_Angeles")}
_GENERIC_COUNTRY_DOMAINS = {"io", "co", "ai", "me", "tv", "us", "hr"}


def read(kind: Kind, data: bytes, *, received_at: datetime) -> Reading:
    """Read one message.

    ``received_at`` (aware) anchors relative dates when the message itself has no date.
    Raises ``Refused`` when ``data`` is beyond a limit.
    """
    check(kind, data)
    mail = _open(kind, data)
    is_forward = bool(WORDING.forward_subject.match(mail.subject)) or (
        kind is Kind.TEXT and is_pasted_mail(mail.text)
    )
    parts = split(mail.text, is_forward=is_forward)
    mail, anchor = _of_interest(mail, parts, received_at)
    calendar = _calendar(mail)
    return _Message(kind, mail, parts, anchor, calendar).reading()


def _open(kind: Kind, data: bytes) -> Mail:
    if kind is Kind.EML:
        return unpack(data)
    if kind is Kind.MSG:
        return unpack_msg(data)
    if kind is Kind.ICS:
        return Mail(calendars=(data,))
    text = clean(decode(data))
    if has_head(data.lstrip()) and not is_pasted_mail(text):
        check(Kind.EML, data)
        return unpack(data.lstrip())
    cut = (Problem.TEXT_CUT,) if len(text) > MAX_TEXT else ()
    return Mail(text=text[:MAX_TEXT], problems=cut)


def _of_interest(mail: Mail, parts: Parts, received_at: datetime) -> tuple[Mail, datetime]:
    """Return the mail with the sender and subject of what it forwards, and its date."""
    anchor = mail.sent_at or received_at
    original = parts.original
    if original is None:
        return mail, anchor
    sent_at, anchor = _original_date(original.date, anchor)
    forwarded = replace(
        mail,
        sender_name=original.sender_name,
        sender_address=original.sender_address,
        reply_to="",
        subject=original.subject or mail.subject,
        sent_at=sent_at,
        problems=tuple(dict.fromkeys((*mail.problems, Problem.FORWARDED))),
    )
    return forwarded, anchor


def _original_date(written: str, anchor: datetime) -> tuple[datetime | None, datetime]:
    try:
        sent = parsedate_to_datetime(written)
    except (ValueError, TypeError, OverflowError, IndexError):
        sent = None
    if sent and sent.tzinfo:
        return sent, sent
    days = [day.day for day in find_days(plain(written), anchor.date()) if day.day]
    if not days:
        return None, anchor
    return None, anchor.replace(year=days[0].year, month=days[0].month, day=days[0].day)


def _calendar(mail: Mail) -> CalendarRead | None:
    reads = [read_calendar(data) for data in mail.calendars[:5]]
    with_events = [read for read in reads if read.events]
    return next(iter(with_events or reads), None)


@dataclass(frozen=True)
class _Message:
    """One unpacked message on its way to a reading."""

    kind: Kind
    mail: Mail
    parts: Parts
    anchor: datetime
    calendar: CalendarRead | None

    @property
    def event(self) -> EventRead | None:
        """The series itself, where the calendar also holds exceptions from it."""
        events = self.calendar.events if self.calendar else ()
        return next((each for each in events if not each.recurrence_id), next(iter(events), None))

    @property
    def method(self) -> str:
        return self.calendar.method.upper() if self.calendar else ""

    @property
    def text(self) -> str:
        """The new words, with what the calendar adds to them."""
        event = self.event
        said = (event.summary, event.description) if event else ()
        return "\n\n".join(filter(None, (self.parts.new, *map(clean, said))))

    @property
    def subject(self) -> str:
        event = self.event
        return self.mail.subject or (clean(event.summary) if event else "")

    def reading(self) -> Reading:
        language = WORDING.language(f"{self.subject}\n{self.text}")
        times = self._times(language)
        slots = self._calendar_slots() or times.slots
        verdict, problems = self._verdict(language, has_time=bool(slots))
        problems = [*self.mail.problems, *times.problems, *self._problems(), *problems]
        employer, title, named = self._parties(verdict.label, language)
        if self._is_outreach(verdict.label, employer, slots):
            verdict = replace(verdict, label=Label.OTHER)
            problems.append(Problem.OUTREACH_WITHOUT_EMPLOYER)
        if slots or verdict.label not in _TIMED:
            problems = [one for one in problems if one != Problem.TIME_MISSING]
        where, where_shown = self._where(verdict.label)
        return replace(
            self._envelope(),
            label=verdict.label,
            confidence=verdict.confidence,
            language=language,
            employer=employer,
            job_title=title,
            slots=slots,
            reply_by=times.reply_by,
            reply_by_zone=times.reply_by_zone,
            evidence=(*verdict.evidence, *times.evidence, *named, *where_shown),
            problems=tuple(dict.fromkeys(problems)),
            **where,
        )

    def _envelope(self) -> Reading:
        """Return what stands in headers and in the calendar itself."""
        mail = self.mail
        return Reading(
            sender_name=mail.sender_name,
            sender_address=mail.sender_address,
            reply_to=mail.reply_to,
            recipients=mail.recipients,
            subject=self.subject,
            sent_at=mail.sent_at,
            message_id=mail.message_id,
            in_reply_to=mail.in_reply_to,
            references=mail.references,
            text=(mail.text or self.text)[:MAX_TEXT],
            calendar=self._calendar_part(),
        )

    def _where(self, label: Label) -> tuple[dict[str, Any], list[Evidence]]:
        """Return where, how and with whom, by field of the reading, and what that rests on."""
        location = clean(self.event.location) if self.event else ""
        link = self._link(location)
        place = places.read_place(f"Location: {location}") if location else ""
        place = place or places.read_place(self.text)
        held, shown = places.read_format(f"{location}\n{self.text}", link, place, label)
        people, phone = parties.read_people(self.parts), parties.read_phone(self.parts)
        facts = {"link": (link,), "place": (place,), "phone": (phone,), "people": people}
        found = {"link": link, "place": place, "phone": phone, "people": people, "format": held}
        return found, [*filter(None, [shown]), *self._shown(facts)]

    def _shown(self, facts: dict[str, tuple[str, ...]]) -> Iterator[Evidence]:
        """Yield where in the message each fact was taken from."""
        for field, values in facts.items():
            for value in filter(None, values):
                is_said = value.split(", ")[0] in plain(self.mail.text)
                yield Evidence(field, value, Where.BODY if is_said else Where.CALENDAR)

    def _parties(self, label: Label, language: str) -> tuple[str, str, list[Evidence]]:
        """Return employer, title and their evidence, unless the mail is about no job at all."""
        if label is Label.OTHER and not has_job_content(f"{self.subject}\n{self.text}"):
            return "", "", []
        employer, shown = employers.read_employer(self.mail, replace(self.parts, new=self.text))
        title, title_shown = titles.read_title(self.subject, self.text, language)
        if squashed(title) == squashed(employer):
            title, title_shown = "", None
        return employer, title, [one for one in (shown, title_shown) if one]

    def _times(self, language: str) -> Times:
        support = f"{self.mail.sender_address}\n{self.parts.signature}"
        order = _month_first(self.mail, self.parts.new, language)
        return read_times(self.parts.new, self.anchor, support=support, month_first=order)

    def _calendar_slots(self) -> tuple[SlotRead, ...]:
        event = self.event
        if event is None or not isinstance(event.start, datetime) or self.method in itip.ANSWERS:
            return ()
        end = event.end if isinstance(event.end, datetime) and event.end > event.start else None
        return (SlotRead(event.start, end, event.zone, clean(event.zone_as_written)),)

    def _verdict(self, language: str, *, has_time: bool) -> tuple[Verdict, list[str]]:
        """Return what the message is, and what makes that doubtful."""
        verdict = self._judged(has_time=has_time)
        if self.event or not WORDING.is_unread(language):
            return verdict, []
        confidence = min(verdict.confidence, _UNREAD)
        return Verdict(Label.OTHER, confidence, verdict.evidence), [Problem.LANGUAGE_UNREAD]

    def _judged(self, *, has_time: bool) -> Verdict:
        in_thread = bool(WORDING.reply_subject.match(self.mail.subject))
        names = " ".join(self.mail.attachments)
        setting = Setting(in_thread, of_jobs=self._is_of_jobs(), has_time=has_time)
        verdict = classify(self.subject, f"{self.text}\n\n{names}", setting)
        decided = self._decided_by_calendar(verdict)
        if decided is None or decided is verdict.label:
            return verdict
        shown = Evidence("label", f"METHOD:{self.method}", Where.CALENDAR)
        return Verdict(decided, 0.9, (shown,))

    def _is_of_jobs(self) -> bool:
        """A line that somebody pasted has no sender; it was brought here because of a job."""
        is_headless = not self.mail.sender_address and not self.mail.subject
        is_line = is_headless and not self.mail.calendars and len(self.mail.text) < _LINE
        return is_line or parties.is_of_jobs(self.mail)

    def _decided_by_calendar(self, verdict: Verdict) -> Label | None:
        """Return the label that the calendar's method settles, if it settles one."""
        event = self.event
        is_bare = self.kind is Kind.ICS
        if self.method in itip.ANSWERS or (is_bare and self.method == "PUBLISH"):
            return Label.OTHER
        if event is None or self.method not in {"REQUEST", "CANCEL"}:
            return None
        if not is_bare and not has_job_content(f"{self.mail.subject}\n{self.text}"):
            return Label.OTHER
        if self.method == "CANCEL" or event.status == "CANCELLED":
            return Label.CANCELLATION
        keeps = {Label.SCHEDULING_UPDATE, Label.ASSESSMENT, Label.CANCELLATION}
        return None if verdict.label in keeps else Label.INVITATION if event.start else None

    def _is_outreach(self, label: Label, employer: str, slots: tuple[SlotRead, ...]) -> bool:
        """A private address that names no employer and no time offers nothing to decide on."""
        host = self.mail.sender_address.rpartition("@")[2]
        named = employer or slots or self.calendar
        return label is Label.INVITATION and not named and is_at(host, "webmail")

    def _link(self, location: str) -> str:
        event = self.event
        said = (location, clean(event.url), clean(event.description)) if event else ()
        return places.read_link("\n".join((*said, self.parts.new)))

    def _problems(self) -> list[str]:
        problems = [Problem.AGENCY] if employers.is_agency(self.parts.new) else []
        if self.mail.calendars and self.event is None:
            problems.append(Problem.CALENDAR_UNREADABLE)
        if self.event and self.event.recurring:
            problems.append(Problem.RECURRING)
        if self.event and self.event.recurrence_id:
            problems.append(Problem.ONE_OF_A_SERIES)
        part = self._calendar_part()
        if part and itip.origin(part, self.mail.sender_address) is itip.Origin.FOREIGN:
            problems.append(Problem.ORGANIZER_DIFFERS)
        return [str(problem) for problem in problems]

    def _calendar_part(self) -> CalendarPart | None:
        event, organizer = self.event, self.event.organizer if self.event else None
        if event is None:
            return None
        return CalendarPart(
            method=self.method,
            uid=clean(event.uid),
            sequence=event.sequence,
            organizer_name=clean(organizer.name) if organizer else "",
            organizer_address=clean(organizer.address) if organizer else "",
            attendees=tuple(clean(person.address) for person in event.attendees[:50]),
            recurring=event.recurring,
            raw=clean(decode(event.raw))[:MAX_TEXT],
            stamped=event.dtstamp.isoformat() if event.dtstamp else "",
            recurrence_id=event.recurrence_id,
            status=clean(event.status),
        )


def _month_first(mail: Mail, text: str, language: str) -> bool | None:
    """Return how the sender's country orders 03/04/2026, as far as anything shows it."""
    country = mail.sender_address.rpartition(".")[2]
    if country == "us" or zones.find(plain(text[:MAX_TEXT]), "")[0] in _SAYS_MONTH_FIRST:
        return True
    is_country = len(country) == 2 and country not in _GENERIC_COUNTRY_DOMAINS
    return False if language == "de" or is_country else None
