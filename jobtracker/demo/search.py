"""The demo's people and their job search, all dates told from now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from applications.models import Application, Employer
from applications.stages import Stage
from interviews.forms.initial import from_reading
from interviews.guidance import Severity, Source
from interviews.intake.reading import Format, Kind, Reading
from interviews.intake.receive import receive
from interviews.models import (
    Debrief,
    Feedback,
    FeedbackPoint,
    Inquiry,
    Interview,
    Invitation,
    Message,
    Preparation,
)
from interviews.models.interview import Partner
from interviews.models.invitation import Channel
from interviews.models.message import Way
from interviews.models.point import PointKind
from interviews.models.slot import SlotDraft
from interviews.preparing import PROMPTS
from jobtracker.demo.asking import add_requests
from jobtracker.demo.clients import add_clients, put_forward
from jobtracker.demo.dates import ZONE, on_the_hour
from jobtracker.demo.desk import add_desk
from jobtracker.demo.earlier import EARLIER, Earlier, Talk
from jobtracker.demo.mails import FORWARDED, forwarded_mail, invitation_mail
from jobtracker.demo.pipeline import Pipeline
from jobtracker.demo.policy import add_policy
from jobtracker.demo.practising import add_practice
from jobtracker.demo.sign_ins import CANDIDATE, COORDINATOR, add_app, add_person
from jobtracker.people.models import (
    Candidate,
    Firm,
    Membership,
    Representation,
    Role,
    Situation,
    User,
)


def add(now: datetime) -> bool:
    """Build the demo unless anybody has used this installation; whether it was built."""
    with transaction.atomic():
        if User.objects.exists():
            return False
        build(now)
    return True


def build(now: datetime) -> None:
    """Store the demo's people and their search, all or nothing."""
    with transaction.atomic():
        user = add_person(CANDIDATE, name="Mira Sandberg", time_zone=ZONE)
        search = Search(add_candidate(user, now), user, now)
        add_coordinator(search.candidate, now)
        for each in EARLIER:
            search.add_earlier(each)
        search.add_feedback()
        search.add_talk_to_tell_about()
        search.add_dream()
        search.add_invitation_by_mail()
        search.add_invitation_by_phone()
        Pipeline(search).add()
        put_forward(search.candidate, now)
        search.add_forwarded_mail()
        add_practice(search)
        add_desk(search)
        add_requests(search.candidate, now)


def add_candidate(user: User, now: datetime) -> Candidate:
    """Mira, who looks for work."""
    candidate = Candidate.objects.start(user, name=user.name, time_zone=ZONE)
    candidate.phone = "+46 8 555 0142"
    candidate.save(update_fields=["phone"])
    candidate.tell_situation(Situation.OPEN, on=now.date())
    return candidate


def add_coordinator(candidate: Candidate, now: datetime) -> None:
    """Petra, who runs a staffing firm and looks after Mira."""
    user = add_person(COORDINATOR, name="Petra Nyström", time_zone=ZONE)
    add_app(user)
    firm = Firm.objects.create(name="Lindgren Staffing")
    member = Membership.objects.create(user=user, firm=firm, role=Role.ADMINISTRATOR)
    held = Representation.objects.create(candidate=candidate, firm=firm, coordinator=member)
    held.accept(by=candidate.user or user, at=now - timedelta(days=40))
    add_clients(member, now)
    add_policy(member, now)


@dataclass(frozen=True)
class Search:
    """One candidate's job search up to now, in her own name."""

    candidate: Candidate
    by: User
    now: datetime

    def ago(self, days: int) -> datetime:
        return self.now - timedelta(days=days)

    def apply(
        self, employer: str, job_title: str, days_ago: int, interest: int, *, is_dream: bool = False
    ) -> Application:
        at = self.ago(days_ago)
        return Application.objects.start(
            by=self.by,
            at=at,
            candidate=self.candidate,
            employer=Employer.objects.named(self.candidate, employer),
            job_title=job_title,
            interest_at_application=interest,
            is_dream=is_dream,
            applied_on=at.date(),
            created_at=at,
        )

    def plan(self, application: Application, start: datetime, **fields: object) -> Interview:
        """An interview of 45 minutes, agreed on a week before it or yesterday."""
        agreed = min(start - timedelta(days=7), self.ago(1))
        application.move_to(Stage.INTERVIEWING, by=self.by, at=agreed)
        return Interview.objects.create(
            candidate=self.candidate,
            application=application,
            starts_at=start,
            ends_at=start + timedelta(minutes=45),
            zone=ZONE,
            **fields,
        )

    def add_earlier(self, was: Earlier) -> None:
        application = self.apply(was.employer, was.job_title, was.days_ago, was.interest)
        if was.talk is not None:
            start = on_the_hour(self.ago(was.days_ago - 10), 10)
            self.add_talk(application, start, was.talk)
            ended = start + timedelta(days=8)
            application.move_to(was.stage, was.outcome, by=self.by, at=ended)

    def add_talk(self, application: Application, start: datetime, talk: Talk) -> None:
        (liked, likes), (hoped, sure), (feared, hard) = talk.interest, talk.confidence, talk.dread
        held = self.plan(application, start, format=Format.VIDEO, interest_before=liked)
        whose = {"candidate": self.candidate, "interview": held}
        Preparation.objects.create(
            **whose,
            confidence_before=hoped,
            dread_before=feared,
            felt_at=start - timedelta(hours=3),
        )
        found = [
            Inquiry(**whose, topic=topic, question=PROMPTS[topic], told=told, compared=compared)
            for topic, told, compared in talk.found
        ]
        Debrief.objects.keep(
            held,
            by=self.by,
            at=start + timedelta(hours=2),
            partner=Partner.TEAM,
            found=found,
            interest_after=likes,
            learned=talk.learned,
            confidence_after=sure,
            dread_after=hard,
        )

    def add_feedback(self) -> None:
        """What two employers said, which don't agree, and one that was asked and is silent."""
        first = self.said("Fjord Insurance", 39, "hiring_manager", "Clear, but too much detail.")
        first_point = self.point(first, "Less detail in the method")
        second = self.said("Kanal 9", 59, "hr", "We would have liked more detail on the SQL.")
        self.point(second, "More detail on SQL").compare(first_point, is_same=False)
        asked = Application.objects.get(candidate=self.candidate, employer__name="Municipal Water")
        Feedback.objects.ask(asked, by=self.by, at=self.ago(6), source="hr")

    def said(self, employer: str, days_ago: int, source: str, words: str) -> Feedback:
        application = Application.objects.get(candidate=self.candidate, employer__name=employer)
        return Feedback.objects.receive(
            application,
            by=self.by,
            at=self.ago(days_ago),
            interview=application.interviews.first(),
            source=source,
            verbatim=words,
        )

    def point(self, feedback: Feedback, text: str) -> FeedbackPoint:
        return FeedbackPoint.objects.create(
            candidate=self.candidate,
            feedback=feedback,
            kind=PointKind.ANSWER,
            text=text,
            by=self.by,
            created_at=feedback.created_at,
        )

    def add_talk_to_tell_about(self) -> None:
        """It was held some days ago, and she has not said yet how it went."""
        application = self.apply("Nordlys Energy", "Energy Analyst", 21, 4)
        start = on_the_hour(self.ago(4), 15)
        self.plan(application, start, format=Format.VIDEO, interest_before=4)

    def add_dream(self) -> None:
        """The one she hopes for: a talk is planned in twelve days."""
        application = self.apply(
            "Institute for Transport", "Mobility Data Scientist", 18, 5, is_dream=True
        )
        self.plan(
            application,
            on_the_hour(self.now + timedelta(days=12), 10),
            format=Format.ON_SITE,
            place="Teknikringen 10, Stockholm",
            people="Dr Ines Moreau",
            interest_before=5,
        )

    def add_invitation_by_mail(self) -> None:
        """An invitation that is taken in and read like any other."""
        application = self.apply("Harbour & Vale", "Data Analyst", 16, 3)
        start = on_the_hour(self.now + timedelta(days=6), 14)
        sent = (self.now - timedelta(hours=3)).astimezone(ZoneInfo(ZONE))
        raw = invitation_mail(start, sent)
        message = receive(self.candidate, Kind.EML, raw, by=self.by, at=self.now)
        if message.what_was_read is None:
            raise RuntimeError("The demo's own mail could not be read.")
        self.confirm(application, message, message.what_was_read)

    def confirm(self, application: Application, message: Message, reading: Reading) -> None:
        """Keep what was read, as a person does who finds it right."""
        read = from_reading(reading).values
        names = ("contact_name", "contact_address", "people", "format", "place", "link")
        Invitation.objects.receive(
            application,
            [SlotDraft(slot.start, slot.end, slot.zone or read["zone"]) for slot in reading.slots],
            by=self.by,
            at=self.now,
            message=message,
            channel=Channel.CALENDAR,
            reply_by=read["reply_by_local"].replace(tzinfo=ZoneInfo(ZONE)),
            reply_by_zone=ZONE,
            **calendar_fields(reading),
            **{name: read[name] for name in names},
        )

    def add_forwarded_mail(self) -> None:
        """What came in by itself, which the worker reads, and she puts somewhere."""
        for number in range(len(FORWARDED)):
            at = self.ago(len(FORWARDED) - number)
            raw = forwarded_mail(number, at)
            Message.objects.take_in(
                self.candidate,
                Kind.EML,
                raw,
                by=None,
                way=Way.FORWARDED,
                forwarder=CANDIDATE,
                received_at=at,
                due_at=self.now,
            )

    def add_invitation_by_phone(self) -> None:
        """Little is known, and there is a red flag."""
        application = self.apply("Northern Rail Services", "Planning Analyst", 14, 2)
        application.employer.raise_flag(
            application,
            by=self.by,
            at=self.ago(1),
            topic="Unpaid overtime before quarter ends",
            severity=Severity.SERIOUS,
            source=Source.ONLINE_REVIEW,
            source_detail="One review, last spring",
        )
        start = on_the_hour(self.now + timedelta(days=4), 9)
        Invitation.objects.receive(
            application,
            [SlotDraft(start.replace(tzinfo=None), None, ZONE)],
            by=self.by,
            at=self.now - timedelta(hours=1),
            channel=Channel.PHONE,
            contact_name="Jonas Ek",
            contact_phone="+46 8 555 0177",
            reply_by=on_the_hour(self.now + timedelta(days=1), 12),
            reply_by_zone=ZONE,
        )


def calendar_fields(reading: Reading) -> dict[str, object]:
    """What a calendar reply has to repeat of the request."""
    if reading.calendar is None:
        raise RuntimeError("The demo's own calendar request could not be read.")
    return {
        "uid": reading.calendar.uid,
        "sequence": reading.calendar.sequence,
        "calendar_request": reading.calendar.raw.encode(),
    }
