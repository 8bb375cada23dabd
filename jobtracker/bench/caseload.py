"""One large firm: its coordinators, and candidates to whom all that a desk shows is due."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import batched
from typing import Any

from django.db import models, transaction

from applications.models import Activity, Application, Employer, Hotlist, HotlistEntry
from applications.models.activity import ActivityKind
from applications.stages import Stage
from interviews.models import Choice, Decision, Errand, FeedbackRequest, Interview, Invitation
from interviews.models.errand import Matter
from interviews.models.interview import InterviewState
from interviews.models.invitation import Channel, State
from jobtracker.bench.people import CASELOAD, ZONE, make_candidates, make_member
from jobtracker.bench.progress import Progress
from jobtracker.bench.words import TITLES, Words
from jobtracker.people.models import Candidate, Firm, Membership, Representation

NAME = "Large firm"
BATCH = 1_000
# What is due to a candidate goes by their number, and comes again after so many.
KINDS = 12
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# When the interview of each kind began, from now; the others had one long ago alone.
TALKS = {
    1: 28 * HOUR, 2: 4 * HOUR, 3: -5 * HOUR, 4: -DAY,
    5: -3 * DAY, 6: -5 * DAY, 7: -8 * DAY, 8: -2 * DAY,
}  # fmt: skip
UNTOLD = (3, 4)
ASKED = (5, 6, 7)
WITHDREW = 8
ANSWERED, INVITED, QUIET = 9, 0, 11
LONG_AGO = -60 * DAY


class LargeFirm:
    """A firm with so many candidates, numbered from there."""

    def __init__(self, first: int, size: int, *, at: datetime) -> None:
        self.first, self.size, self.at = first, size, at
        self.words = Words(2)
        self.firm = Firm.objects.create(name=NAME)
        teams = range(max(1, size // CASELOAD))
        self.members = [make_member(f"large-{number}", self.firm) for number in teams]
        by = self.members[0].user
        self.hotlist = Hotlist.objects.create(firm=self.firm, name="To place soon", by=by, at=at)

    def make(self) -> None:
        progress = Progress("Caseload", self.size)
        for numbers in batched(range(self.size), BATCH):
            with transaction.atomic():
                self.make_some(numbers)
            progress.advance(len(numbers))

    def make_some(self, numbers: Sequence[int]) -> None:
        people = make_candidates(self.first + numbers[0], len(numbers), at=self.at)
        numbered = [*zip(numbers, people, strict=True)]
        stored(Representation, [self.held(number, each) for number, each in numbered])
        stored(HotlistEntry, [self.entry(each) for number, each in numbered if number % 20 == 0])
        jobs = self.jobs(numbered)
        stored(Activity, [new for number, job in jobs for new in self.activities(number, job)])
        stored(Errand, [new for number, job in jobs for new in self.noted(number, job)])
        self.make_talks(jobs)

    def member(self, number: int) -> Membership:
        """Who looks after a candidate."""
        return self.members[number // CASELOAD % len(self.members)]

    def held(self, number: int, person: Candidate) -> Representation:
        return Representation(
            candidate=person,
            firm=self.firm,
            coordinator=self.member(number),
            offered_at=self.at - 90 * DAY,
            accepted_at=self.at - 80 * DAY,
        )

    def entry(self, person: Candidate) -> HotlistEntry:
        whose = {"hotlist": self.hotlist, "firm": self.firm, "by": self.hotlist.by}
        return HotlistEntry(**whose, candidate=person, at=self.at)

    def jobs(self, numbered: Sequence[tuple[int, Candidate]]) -> list[tuple[int, Application]]:
        """One that somebody talks about for each of them; and others that wait for an answer."""
        names = [self.words.company() for _ in numbered]
        rows = [Employer(candidate=each, name=name) for (_, each), name in zip(numbered, names)]  # noqa: B905
        at = stored(Employer, rows)
        both = [*zip(numbered, at, strict=True)]
        made = [self.job(number, employer) for (number, _), employer in both]
        stored(Application, [self.job(number, each, Stage.APPLIED) for (number, _), each in both])
        return [*zip([number for number, _ in numbered], stored(Application, made), strict=True)]

    def job(
        self, number: int, employer: Employer, stage: Stage = Stage.INTERVIEWING
    ) -> Application:
        days = 40 if number % KINDS == QUIET else number % 9
        return Application(
            candidate=employer.candidate,
            employer=employer,
            job_title=self.words.one_of(TITLES),
            stage=stage,
            moved_at=self.at - days * DAY,
            created_at=self.at - 70 * DAY,
        )

    def activities(self, number: int, job: Application) -> list[Activity]:
        """What was done, all of it; and for some a next step, a few of them late."""
        by = self.member(number).user
        whose = {"candidate_id": job.candidate_id, "firm": self.firm, "kind": ActivityKind.CALL}
        made = [
            Activity(**whose, text=self.words.text(12), by=by, at=self.at - days * DAY)
            for days in (50, 30, 10)
        ]
        if number % 4 == 0:
            due_at = self.at + timedelta(hours=number % 400 - 80)
            step = {"next_step": "Call them back", "due_at": due_at}
            made.append(Activity(**whose, **step, application=job, by=by, at=self.at - 2 * DAY))
        return made

    def noted(self, number: int, job: Application) -> list[Errand]:
        """What was put off or handed on of the silence."""
        if number % KINDS != QUIET or number % 5:
            return []
        to = self.members[number % len(self.members)] if number % 2 else None
        until = None if to else self.at + 3 * DAY
        about = {"candidate_id": job.candidate_id, "firm": self.firm, "matter": Matter.SILENCE}
        return [Errand(**about, subject=job.pk, assigned_to=to, snoozed_until=until)]

    def make_talks(self, jobs: Sequence[tuple[int, Application]]) -> None:
        """Invitations, interviews, decisions, and what clients were asked."""
        invitations = stored(Invitation, [self.invitation(number, job) for number, job in jobs])
        old = [self.talk(each, LONG_AGO, InterviewState.DONE) for each in invitations]
        stored(Interview, old)
        asked = [*zip([number % KINDS for number, _ in jobs], invitations, strict=True)]
        numbered = [(kind, each) for kind, each in asked if kind in TALKS]
        rows = [self.talk(each, TALKS[kind], self.state_of(kind, each)) for kind, each in numbered]
        talks = [*zip([kind for kind, _ in numbered], stored(Interview, rows), strict=True)]
        yes = [self.decision(each, Choice.ACCEPT, invitation=each) for _, each in asked]
        given = {each.pk for kind, each in asked if kind != INVITED}
        stored(Decision, [each for each in yes if each.invitation_id in given])
        no = [(talk, {"interview": talk}) for kind, talk in talks if kind == WITHDREW]
        stored(Decision, [self.decision(talk, Choice.WITHDRAW, **about) for talk, about in no])
        stored(FeedbackRequest, [self.request(talk) for kind, talk in talks if kind in ASKED])

    def state_of(self, kind: int, about: Invitation) -> InterviewState:
        """To come, or nobody has said how it went; of those held long ago there are more."""
        is_open = TALKS[kind] > timedelta(0) or (kind in UNTOLD and about.pk % 3)
        return InterviewState.SCHEDULED if is_open else InterviewState.DONE

    def invitation(self, number: int, job: Application) -> Invitation:
        is_open = number % KINDS == INVITED
        return Invitation(
            candidate_id=job.candidate_id,
            application=job,
            channel=Channel.MAIL,
            received_at=self.at - 3 * DAY,
            state=State.AWAITING if is_open else State.ACCEPTED,
            answer_by=self.at + timedelta(hours=number % 72 - 12) if is_open else None,
        )

    def talk(self, about: Invitation, later: timedelta, state: InterviewState) -> Interview:
        starts_at = self.at + later + timedelta(minutes=about.pk % 240)
        return Interview(
            candidate_id=about.candidate_id,
            application_id=about.application_id,
            invitation=about,
            state=state,
            starts_at=starts_at,
            ends_at=starts_at + HOUR,
            zone=ZONE,
        )

    def decision(self, about: Any, choice: Choice, **what: Any) -> Decision:  # noqa: ANN401
        """Some of today, most of long ago."""
        is_new = choice == Choice.WITHDRAW or about.pk % KINDS == ANSWERED
        at = self.at - (HOUR if is_new else 65 * DAY)
        empty = {"facts": {}, "advice": {}, "explanation": {}, "version": "1"}
        start = at + 9 * DAY if choice == Choice.ACCEPT else None
        return Decision(
            candidate_id=about.candidate_id, choice=choice, slot_start=start, at=at, **what, **empty
        )

    def request(self, talk: Interview) -> FeedbackRequest:
        """Asked a day after; some answered, some passed on."""
        asked_at = talk.starts_at + DAY
        answered_at = asked_at + DAY if talk.pk % 2 else None
        is_relayed = talk.pk % 4 == 1
        return FeedbackRequest(
            candidate_id=talk.candidate_id,
            firm=self.firm,
            interview=talk,
            contact_name="Ada Okafor",
            asked_at=asked_at,
            answered_at=answered_at,
            relayed=self.words.text(12) if is_relayed else "",
            relayed_at=answered_at if is_relayed else None,
            relayed_way="mail" if is_relayed else "",
        )


def stored[M: models.Model](model: type[M], rows: Sequence[M]) -> list[M]:
    return model._default_manager.bulk_create(rows)


def make_caseload(first: int, size: int, *, at: datetime) -> None:
    """The large firm; none where nobody is wanted on it."""
    if size:
        LargeFirm(first, size, at=at).make()
