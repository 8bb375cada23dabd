"""All that hangs on applications: their histories, notes, invitations, and the search index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models

from applications.models import (
    Application,
    Contact,
    Event,
    Involvement,
    Note,
    Posting,
    RedFlag,
    SearchText,
    Tag,
    Task,
)
from applications.models.event import EventKind
from applications.models.note import Visibility
from applications.models.posting import Origin
from applications.search import text_of
from applications.stages import Stage
from interviews.models import Interview, Invitation, Slot
from interviews.models.invitation import Channel, State
from jobtracker.bench.people import ZONE
from jobtracker.bench.words import TAGS, Words

# Every so many applications there is one on which there is much.
RICH_EVERY = 20
NOTE_LENGTH, POSTING_LENGTH = 40, 250


@dataclass(frozen=True)
class Belongings:
    """What hangs on these applications; most have little, some have much."""

    rows: Sequence[Application]
    words: Words
    now: datetime

    def make(self) -> None:
        notes = self.stored(Note, self.notes)
        self.stored(Posting, self.postings)
        self.stored(Event, self.events)
        self.stored(Tag, self.tags)
        self.stored(Task, self.tasks)
        self.stored(RedFlag, self.flags)
        self.stored(Involvement, self.involvements, first=self.stored(Contact, self.contacts))
        invitations = self.stored(Invitation, self.invitations)
        self.stored(Slot, self.slots, first=invitations)
        self.stored(Interview, self.interviews, first=invitations)
        self.index(notes)

    def stored[M: models.Model](self, model: type[M], make: Any, first: Any = None) -> list[M]:  # noqa: ANN401
        """The rows that it makes of each, in the database."""
        made = [new for each in (self.rows if first is None else first) for new in make(each)]
        return model._default_manager.bulk_create(made)

    def is_rich(self, row: Application) -> bool:
        return row.stage == Stage.INTERVIEWING or row.pk % RICH_EVERY == 0

    def whose(self, row: Any) -> dict[str, Any]:  # noqa: ANN401
        return {"candidate_id": row.candidate_id, "application": row}

    def notes(self, row: Application) -> Iterator[Note]:
        by, size = row.candidate.user, 3 if self.is_rich(row) else self.words.is_so(0.3)
        for number in range(size):
            reader = Visibility.SHARED if number % 2 else Visibility.PRIVATE
            text = self.words.text(NOTE_LENGTH)
            yield Note(**self.whose(row), visibility=reader, text=text, by=by, at=row.created_at)

    def postings(self, row: Application) -> Iterator[Posting]:
        if self.is_rich(row):
            text = self.words.text(POSTING_LENGTH)
            yield Posting(**self.whose(row), origin=Origin.WORDS, text=text)

    def events(self, row: Application) -> Iterator[Event]:
        by = row.candidate.user
        for number in range(10 if self.is_rich(row) else 2):
            kind = EventKind.STAGE_CHANGED if number else EventKind.CREATED
            at = row.created_at + timedelta(hours=number)
            text = "Saved → Applied" if number else "Added"
            yield Event(**self.whose(row), kind=kind, text=text, by=by, at=at)

    def tags(self, row: Application) -> Iterator[Tag]:
        for name in {self.words.one_of(TAGS) for _ in range(3 if self.is_rich(row) else 1)}:
            yield Tag(**self.whose(row), name=name)

    def tasks(self, row: Application) -> Iterator[Task]:
        due_on = self.now.date() + timedelta(days=row.pk % 9)
        for number in range(3 if self.is_rich(row) else self.words.is_so(0.1)):
            done_at = self.now if number == 2 else None
            text = self.words.text(5)
            yield Task(**self.whose(row), text=text, due_on=due_on, done_at=done_at)

    def flags(self, row: Application) -> Iterator[RedFlag]:
        if self.words.is_so(0.1):
            what = {"topic": self.words.text(3), "severity": "serious", "source": "online_review"}
            yield RedFlag(candidate_id=row.candidate_id, employer_id=row.employer_id, **what)

    def contacts(self, row: Application) -> Iterator[Contact]:
        for _ in range(2 if self.is_rich(row) else 0):
            contact = Contact(
                candidate_id=row.candidate_id,
                employer_id=row.employer_id,
                name=self.words.text(2).title(),
                email="someone@employer.example",
            )
            contact.met_at = row  # type: ignore[attr-defined]
            yield contact

    def involvements(self, contact: Any) -> Iterator[Involvement]:  # noqa: ANN401
        yield Involvement(**self.whose(contact.met_at), contact=contact, role="recruiter")

    def invitations(self, row: Application) -> Iterator[Invitation]:
        if row.stage == Stage.INTERVIEWING:
            # The newest waits for an answer: it is the one that the decision page is measured on.
            waits = row.created_at == self.now or self.words.is_so(0.2)
            yield Invitation(
                **self.whose(row),
                channel=Channel.MAIL,
                received_at=row.created_at,
                contact_name="Ada Okafor",
                people="Per Lindqvist",
                format="video",
                link="https://meet.example/abc",
                reply_by=self.now + timedelta(days=3),
                reply_by_zone=ZONE,
                answer_by=self.now + timedelta(days=3) if waits else None,
                state=State.AWAITING if waits else State.ACCEPTED,
            )

    def slots(self, invitation: Invitation) -> Iterator[Slot]:
        for days in (5, 6):
            yield Slot(
                candidate_id=invitation.candidate_id,
                invitation=invitation,
                starts_at=self.now + timedelta(days=days),
                ends_at=self.now + timedelta(days=days, hours=1),
                zone=ZONE,
            )

    def interviews(self, invitation: Invitation) -> Iterator[Interview]:
        if invitation.state == State.ACCEPTED:
            yield Interview(
                **self.whose(invitation.application),
                invitation=invitation,
                starts_at=self.now + timedelta(days=5),
                ends_at=self.now + timedelta(days=5, hours=1),
                zone=ZONE,
                people=invitation.people,
            )

    def index(self, notes: Sequence[Note]) -> None:
        """The words of each, as the product itself would keep them."""
        by_row: dict[int, list[Note]] = {}
        for note in notes:
            by_row.setdefault(note.application_id, []).append(note)
        SearchText.objects.bulk_create(text_of(each, by_row.get(each.pk, [])) for each in self.rows)
