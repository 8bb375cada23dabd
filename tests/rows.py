"""One row of each kind for a job search and for a firm, with a word in every text."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from applications.models import (
    Activity,
    Application,
    Change,
    Client,
    ClientContact,
    ClientFlag,
    Contact,
    Document,
    DocumentUse,
    DocumentVersion,
    Employer,
    Hotlist,
    Import,
    Involvement,
    Note,
    Offer,
    Order,
    RedFlag,
    RightToRepresent,
    SavedView,
    Submission,
    Task,
)
from applications.models.activity import ActivityReaders
from applications.models.note import Visibility
from applications.models.task import TaskOrigin
from interviews.briefing import brief
from interviews.busy.reading import Busy
from interviews.gate import gate_of
from interviews.guidance import DEFAULT_POLICY, Source
from interviews.letters import LetterKind
from interviews.mailroom.folder_list import FolderFound
from interviews.mailroom.imap import Place
from interviews.models import (
    AskedQuestion,
    Choice,
    Decision,
    Feed,
    Feedback,
    FeedbackPoint,
    FeedbackRequest,
    FirmPolicy,
    Inquiry,
    Interview,
    Invitation,
    Letter,
    LookBack,
    MailAccount,
    MailAddress,
    MailboxImport,
    Message,
    Practice,
    Question,
    Story,
    Subscription,
)
from interviews.models.rescheduling import Side
from interviews.occasions import Occasion
from jobtracker.people.models import Firm, Invite, Membership, Mood, Reminders, Representation, Role
from jobtracker.people.models.invite import Purpose
from tests.factories import (
    NOW,
    make_application,
    make_debrief,
    make_interview,
    make_invitation,
    make_message,
    make_passkey,
    make_red_flag,
    make_session,
    make_slot_draft,
)
from tests.pipeline_rows import make_pipeline_rows
from tests.practice_rows import make_practice_rows
from tests.submission_rows import make_submission_rows


class Words(NamedTuple):
    """What stands in the texts of a job search, by who may be shown them.

    `job` is with applications and with invitations alike; `applications` stands where there is no
    invitation, and in red flags.
    """

    job: str = ""
    applications: str = ""
    interviews: str = ""
    private: str = ""
    documents: str = ""
    pay: str = ""
    feedback: str = ""


@dataclass(frozen=True)
class Rows:
    """One row of each kind; `decided` has its letter too."""

    application: Application
    red_flag: RedFlag
    message: Message
    invitation: Invitation
    decided: Invitation
    interview: Interview
    withdrawn: Interview
    passkey: Authenticator | None = None
    session: UserSession | None = None

    @property
    def withdrawal(self) -> Decision:
        """What was decided after the interview that was left."""
        return self.withdrawn.decisions.standing()

    @property
    def asked(self) -> AskedQuestion:
        """What they want to know before they decide."""
        return AskedQuestion.objects.get(decision__invitation=self.decided)

    @property
    def planned(self) -> Interview:
        """One that nobody has told of yet."""
        return self.application.candidate.interviews.planned().get()

    @property
    def employer(self) -> Employer:
        """The one of the application."""
        return self.application.employer

    @property
    def contact(self) -> Contact:
        """Somebody there."""
        return self.application.involvements.get().contact

    @property
    def involvement(self) -> Involvement:
        """What they have to do with it."""
        return self.application.involvements.get()

    @property
    def note(self) -> Note:
        """One that is shared."""
        return self.application.notes.get(visibility=Visibility.SHARED)

    @property
    def task(self) -> Task:
        """Something to do about it."""
        return self.application.tasks.get(origin=TaskOrigin.OWN)

    @property
    def feedback(self) -> Feedback:
        """What was said about it, shared."""
        return self.application.feedback.get(is_private=False)

    @property
    def point(self) -> FeedbackPoint:
        """Of that feedback."""
        return self.feedback.points.get()

    @property
    def asked_client(self) -> FeedbackRequest:
        """What a firm asked a client, and waits for."""
        return self.interview.feedback_requests.earliest("pk")

    @property
    def client_said(self) -> FeedbackRequest:
        """One that was answered."""
        return self.withdrawn.feedback_requests.earliest("pk")

    @property
    def change(self) -> Change:
        """What one act did."""
        return Change.objects.filter(candidate=self.application.candidate).earliest("pk")

    @property
    def use(self) -> DocumentUse:
        """That something was sent there."""
        return self.application.uses.get()

    @property
    def version(self) -> DocumentVersion:
        """What was sent."""
        return self.use.version

    @property
    def document(self) -> Document:
        """Of which that was a version."""
        return self.version.document

    @property
    def saved_view(self) -> SavedView:
        """Of the candidate's own."""
        return self.application.candidate.saved_views.earliest("pk")

    @property
    def offer_made(self) -> Offer:
        """What the employer offered."""
        return self.application.offers.get()

    @property
    def mailbox(self) -> MailboxImport:
        """A mailbox that is being gone through."""
        return self.application.candidate.mailbox_imports.get()

    @property
    def table(self) -> Import:
        """One that is being brought in."""
        return self.application.candidate.imports.get()

    @property
    def subscription(self) -> Subscription:
        """A calendar of their own."""
        return self.application.candidate.subscriptions.get()

    @property
    def feed(self) -> Feed:
        """Of the candidate's interviews."""
        return self.application.candidate.feeds.earliest("pk")

    @property
    def question(self) -> Question:
        """One that the candidate practises."""
        return self.application.candidate.questions.earliest("pk")

    @property
    def story(self) -> Story:
        """One that serves it."""
        return self.question.stories.get()

    @property
    def inquiry(self) -> Inquiry:
        """What the candidate found out at the interview."""
        return self.interview.inquiries.earliest("pk")

    @property
    def practice(self) -> Practice:
        """One that it was part of."""
        return self.question.practices.get()

    @property
    def representation(self) -> Representation:
        """One that the candidate accepted."""
        return self._representations.exclude(accepted_at=None).earliest("pk")

    @property
    def offer(self) -> Representation:
        """One that waits for the candidate's answer."""
        return self._representations.get(accepted_at=None)

    @property
    def hotlist(self) -> Hotlist:
        """One of the firm's that the candidate is on."""
        return self.firm.hotlists.earliest("pk")

    @property
    def activity(self) -> Activity:
        """What the firm wrote down for itself."""
        return self.firm.activities.filter(
            candidate=self.application.candidate, visibility=ActivityReaders.INTERNAL
        ).earliest("pk")

    @property
    def firm(self) -> Firm:
        """One that looks after the candidate."""
        return self.representation.firm

    @property
    def member(self) -> Membership:
        """Somebody who works there."""
        return self.firm.memberships.earliest("pk")

    @property
    def join_invite(self) -> Invite:
        """By which somebody is to work there too."""
        return self.firm.invites.filter(purpose=Purpose.JOIN).earliest("pk")

    @property
    def client(self) -> Client:
        """A company that the firm finds people for."""
        return self.firm.clients.earliest("pk")

    @property
    def client_contact(self) -> ClientContact:
        """Somebody there."""
        return self.client.contacts.get()

    @property
    def client_flag(self) -> ClientFlag:
        """What speaks against it."""
        return self.client.flags.get()

    @property
    def order(self) -> Order:
        """What it asks for."""
        return self.client.orders.get()

    @property
    def right(self) -> RightToRepresent:
        """A question for the candidate's word."""
        return self.application.candidate.rights.get(answer="")

    @property
    def yes(self) -> RightToRepresent:
        """One that they gave."""
        return self.application.candidate.rights.get(answer="yes", submission=None)

    @property
    def submission(self) -> Submission:
        """What a client has."""
        return self.application.candidate.submissions.sent().open().get()

    @property
    def draft(self) -> Submission:
        """What nobody but the firm has yet."""
        return self.application.candidate.submissions.get(sent_at=None)

    @property
    def left(self) -> Submission:
        """One that the candidate is out of."""
        return self.application.candidate.submissions.exclude(ended_at=None).get()

    @property
    def kept(self) -> Representation:
        """Of somebody else there, who has not claimed their record."""
        return self.firm.representations.get(candidate__user=None)

    @property
    def _representations(self):
        return self.application.candidate.representations.not_ended()


def make_rows(candidate, secret=""):
    """Every text with the secret, or each with the one of its kind where these are Words."""
    words = secret if isinstance(secret, Words) else Words(*[secret] * len(Words._fields))
    application = make_application(
        candidate=candidate,
        job_title=f"Title {words.job}",
        employer_name=f"Company {words.job}",
        interest_now=2,
        interest_at_application=4,
    )
    make_application(candidate=candidate, job_title=f"Elsewhere {words.applications}")
    red_flag = make_red_flag(
        employer=application.employer,
        topic=f"Topic {words.applications}",
        source=Source.SOMEONE_I_KNOW,
        source_detail=f"Detail {words.private}",
    )
    MailAddress.objects.issue(candidate, at=NOW)
    make_mail_account(candidate, words.private)
    make_mailbox(candidate, f"Box {words.private}.mbox")
    message = make_message(
        candidate=candidate,
        subject=f"Subject {words.interviews}",
        text=f"Text {words.interviews}",
        raw=f"Text {words.interviews} {application.pk}".encode(),
    )
    invitation = make_asked_about(application, words)
    interview = make_told(application, words)
    make_said(interview, words)
    decided = make_decided(candidate, words)
    make_pipeline_rows(application, words)
    make_practice_rows(interview, words.private)
    make_submission_rows(candidate, words)
    withdrawn = make_withdrawn(candidate, words)
    rows = Rows(application, red_flag, message, invitation, decided, interview, withdrawn)
    if candidate.user is None:
        return rows
    Mood.note(candidate, 1, at=NOW)
    Reminders.objects.begin(NOW)
    Feed.objects.issue(candidate, name=f"Phone {words.private}", is_discreet=False, at=NOW)
    make_subscription(candidate, words)
    user = candidate.user
    return replace(rows, passkey=make_passkey(user), session=make_session(user))


def make_mailbox(candidate, name):
    return MailboxImport.objects.create(
        candidate=candidate, file_name=name, size=100, started_at=NOW, due_at=NOW
    )


def make_asked_about(application, words):
    """An invitation with all that the candidate may tell about it."""
    return make_invitation(
        application=application,
        people=f"People {words.interviews}",
        doubt="panic",
        blocker="suspected",
        blocker_detail=f"Blocker {words.private}",
        access_need=f"Need {words.private}",
        decisive_unknown=f"Unknown {words.private}",
        openness="unsure",
        wishes=f"Wish {words.private}",
    )


def make_told(application, words):
    """An interview that was held, with the candidate's own account."""
    interview = make_interview(
        application=application,
        starts_at=NOW - timedelta(days=3),
        people=f"People {words.interviews}",
    )
    make_debrief(
        interview=interview,
        told_at=NOW - timedelta(days=3),
        learned=f"Learned {words.private}",
        met=f"Met {words.private}",
        surprise_job=f"Job {words.private}",
        surprise_market=f"Market {words.private}",
        surprise_me=f"Me {words.private}",
        promised=f"Promised {words.private}",
        notes=f"Notes {words.private}",
        stumped_on=f"Stumped {words.private}",
    )
    return interview


def make_said(interview, words):
    """Feedback that is shared, with a point and its task; and some that is kept back."""
    how = {"by": interview.candidate.user, "at": NOW, "interview": interview}
    shared = Feedback.objects.receive(
        interview.application,
        source="hr",
        whom=f"Whom {words.feedback}",
        verbatim=f"Said {words.feedback}",
        reading=f"Reading {words.private}",
        **how,
    )
    kept_back = Feedback.objects.receive(
        interview.application, verbatim=f"Said {words.private}", is_private=True, **how
    )
    for feedback, word in ((shared, words.feedback), (kept_back, words.private)):
        point = feedback.points.create(
            candidate=interview.candidate,
            kind="answer",
            text=f"Point {word}",
            by=interview.candidate.user,
        )
        point.take_on(by=interview.candidate.user, at=NOW)


def make_mail_account(candidate, word):
    """A mailbox of their own that is looked into, while they choose another folder."""
    place = Place("imap.mail.example", 993, f"{word}@mail.example", f"opens {word}", f"Jobs {word}")
    MailAccount.objects.connect(candidate, place, at=NOW)
    found = [FolderFound("INBOX", ""), FolderFound(place.folder, "")]
    MailAccount.objects.let_us_in(candidate, place, found, at=NOW)


def make_subscription(candidate, words):
    """A calendar of their own, which was read."""
    found = Subscription.objects.start(
        candidate,
        name=f"Own {words.private}",
        address=f"https://calendar.example/{words.private}.ics",
        at=NOW,
    )
    until = NOW + timedelta(hours=1)
    found.was_read([Busy(f"{words.private}@calendar.example", NOW, until, False)], at=NOW)


def make_decided(candidate, words):
    """An invitation that the candidate asked about, with the letter as they edited it."""
    application = make_application(candidate=candidate, employer_name=f"Asked {words.job}")
    invitation = make_invitation(application=application)
    briefing = brief(invitation, now=NOW)
    decision = Decision.objects.decide(
        invitation,
        Choice.ASK,
        facts=briefing.facts,
        advice=briefing.advice,
        explanation=briefing.explanation,
        slot=None,
        by=candidate.user,
        at=NOW,
        reason=f"Reason {words.private}",
    )
    make_moved(application, words)
    AskedQuestion.objects.ask(decision, [f"Asked {words.private}"])
    decision.questions.update(answer=f"Answered {words.private}", answered_at=NOW)
    decision.other_times.create(candidate=candidate, starts_at=NOW, zone="Europe/Stockholm")
    letter = {"subject": f"Re: {words.private}", "body": f"Body {words.private}"}
    Letter.objects.keep(
        Occasion.of(decision), LetterKind.ASK, at=NOW, to="ada@employer.example", **letter
    )
    return invitation


def make_moved(application, words):
    """A planned interview that was moved once."""
    planned = make_interview(application=application, people=f"People {words.interviews}")
    planned.move_to(
        make_slot_draft(),
        side=Side.THEM,
        by=application.candidate.user,
        at=NOW,
        reason=f"Moved {words.interviews}",
    )


def make_withdrawn(candidate, words):
    """An interview after which the candidate withdrew, with the letter as they edited it."""
    application = make_application(candidate=candidate, employer_name=f"Left {words.job}")
    interview = make_interview(application=application, starts_at=NOW - timedelta(days=5))
    debrief = make_debrief(interview=interview, learned=f"Learned {words.private}")
    found = gate_of(interview, debrief, now=NOW)
    decision = Decision.objects.decide_after(
        interview,
        Choice.WITHDRAW,
        facts=found.facts,
        advice=found.advice,
        explanation=found.explanation,
        by=candidate.user,
        at=NOW,
        reason=f"Reason {words.private}",
    )
    LookBack.objects.keep(decision, "well", f"Note {words.private}", at=NOW)
    letter = {"subject": f"Re: {words.private}", "body": f"Body {words.private}"}
    Letter.objects.keep(
        Occasion.of(decision), LetterKind.WITHDRAW, at=NOW, to="ada@left.example", **letter
    )
    return interview


def make_at_work(member, secret=""):
    """What a firm has besides candidates with an account."""
    contact = {"name": f"Kept {secret}", "email": "kept@example.org", "phone": f"1 {secret}"}
    member.firm.add_candidate(member, at=NOW, **contact)
    asked = {"email": "asked@example.org", "role": Role.COORDINATOR}
    Invite.objects.issue(
        Purpose.JOIN, firm=member.firm, made_by=member.user, at=timezone.now(), **asked
    )
    make_clients(member, secret)
    make_policy(member, secret)


def make_policy(member, secret):
    """A version of how the firm set the guidance, which says the same as the published one."""
    whose = {"by": member.user, "after": member.firm.policies.count()}
    note = f"Changed {secret}"
    FirmPolicy.objects.adopt(member.firm, DEFAULT_POLICY, note=note, at=NOW, **whose)


def make_clients(member, secret):
    """A company that the firm finds people for, and all that it keeps about it."""
    whose = {"firm": member.firm}
    client = Client.objects.create(name=f"Client {secret}", note=f"Note {secret}", **whose)
    client.contacts.create(name=f"Person {secret}", email="person@client.example", **whose)
    client.flags.create(topic=f"Topic {secret}", text=f"Known {secret}", by=member.user, **whose)
    client.orders.create(title=f"Order {secret}", received_on=NOW.date(), **whose)
