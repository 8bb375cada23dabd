"""A job search out of an archive, into an empty record: the reverse of `archive`.

An archive may come from anybody, so each row has to belong to the record in it, and to lead to
rows that are in it too. Numbers are given anew.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import DataError, IntegrityError, OperationalError, models, transaction

from applications.models import Application, DocumentVersion
from applications.search import index_all
from interviews.models import Invitation
from jobtracker.audit.models import Entry, Kind
from jobtracker.leave.archive import is_file
from jobtracker.leave.contents import Contents, with_safe_name
from jobtracker.leave.holdings import Column, Holding, Model, holdings
from jobtracker.leave.opening import Opened
from jobtracker.leave.restorable import UNFINISHED, restored_holdings
from jobtracker.leave.stored import stored
from jobtracker.leave.tables import NotRestorable, Told
from jobtracker.people.models import Candidate, User

BATCH = 200
# Bytes of messages that wait to be stored together.
HEAVY = 10_000_000
# What people know by name; what hangs on these comes with them.
NAMED = {
    "applications.Application",
    "applications.Document",
    "applications.Note",
    "interviews.Feedback",
    "interviews.Interview",
    "interviews.Invitation",
    "interviews.Message",
}

type Tell = Callable[[str, int, int], None]


class NotEmpty(NotRestorable):
    """There is something in the record already, which an archive would be mixed with."""


class NotNow(NotRestorable):
    """The archive may be fine; we could not store it."""


class LeftOut(Exception):  # noqa: N818 - what happens to a row
    """A row that is not restored, with all that leads to it."""


@dataclass
class Restored:
    """How many rows of each table came, and how many stayed out."""

    rows: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def in_words(self) -> str:
        """ "3 applications, 1 document": what people know by name."""
        named = [(found, self.rows[found.label]) for found in restored_holdings()]
        said = [
            f"{number:,} {words(found.model, number)}"
            for found, number in named
            if number and found.label in NAMED
        ]
        return ", ".join(said) or "what you told about yourself"


def words(model: Model, number: int) -> str:
    options = model._meta
    return str(options.verbose_name if number == 1 else options.verbose_name_plural)


def nobody_asks(_label: str, _done: int, _of: int) -> None:
    """For who shows no progress."""


def restore(
    archive: Opened,
    candidate: Candidate,
    user: User,
    *,
    at: datetime,
    by: int | None,
    tell: Tell = nobody_asks,
) -> Restored:
    """Put the archive's job search into the candidate's empty record, all of it or nothing.

    Looking at the files takes longest, so they are stored before the transaction.

    :raises NotRestorable: where the record is not empty, or the archive not as it has to be
    """
    restoring = Restoring(archive, candidate, user, tell)
    try:
        refuse_if_not_empty(user)
        restoring.store_files()
        with transaction.atomic():
            # Of two that come at once, the second one waits, and finds it full.
            restoring.candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
            refuse_if_not_empty(user)
            restoring.store_rows()
            Entry.objects.record(Kind.RESTORED, actor_id=by, candidate_id=candidate.pk, at=at)
    except BaseException as error:
        restoring.contents.remove()
        if sentence := in_a_sentence(error):
            raise sentence from error
        raise
    return restoring.result


def in_a_sentence(error: BaseException) -> NotRestorable | None:
    """What the person can do about it, where it is theirs to do."""
    match error:
        case IntegrityError() | DataError() | OverflowError() | ValueError():
            return NotRestorable("The rows of this archive don’t fit together.")
        case OperationalError() | OSError():
            return NotNow("We could not store it just now, and nothing changed. Try again later.")
    return None


def refuse_if_not_empty(user: User) -> None:
    for holding in restored_holdings():
        if holding.model is not Candidate and holding.rows(user).exists():
            words = holding.model._meta.verbose_name_plural
            raise NotEmpty(
                f"There is something in your record already ({words}). So that nothing is mixed "
                "up, an archive goes into an empty one only: sign up with another address for it."
            )


class Restoring:
    """One archive on its way into one record."""

    def __init__(self, archive: Opened, candidate: Candidate, user: User, tell: Tell) -> None:
        refuse_unknown(archive)
        self.archive = archive
        self.candidate = candidate
        self.user = user
        self.tell = tell
        self.result = Restored()
        self.contents = Contents(archive, candidate)
        # The numbers that rows have now, by those that they had; None where one stayed out.
        self.became: dict[Model, dict[object, int | None]] = {}
        self.waiting: dict[int, models.Model] = {}
        self.weight = 0
        self.own = self.only("people.Candidate")
        self.former_user = number_of("people.User", self.only("people.User"))

    def only(self, label: str) -> Told:
        """The one row of a table that has one."""
        rows = [*islice(self.archive.tables.rows(label), 2)]
        if len(rows) != 1:
            raise NotRestorable("This archive holds no job search, or more than one.")
        number_of(label, rows[0])
        return rows[0]

    def store_files(self) -> None:
        for holding in restored_holdings():
            files = [each for each in holding.columns if isinstance(each, models.FileField)]
            for done, told in enumerate(self.rows(holding) if files else (), 1):
                for column in files:
                    self.contents.store(holding, column, told)
                self.tell(f"Files of {holding.label}", done, self.count(holding))

    def store_rows(self) -> None:
        for holding in restored_holdings():
            if holding.model is Candidate:
                self.fill_candidate(holding)
            else:
                self.add(holding)
        # What an archive says of it may be older than the rule.
        Invitation.objects.filter(candidate=self.candidate).wind()
        self.tell("Search", 0, 1)
        index_all(pk for pk in self.became[Application].values() if pk)
        self.tell("Search", 1, 1)

    def count(self, holding: Holding) -> int:
        return self.archive.tables.count(holding.label)

    def rows(self, holding: Holding) -> Iterator[Told]:
        for told in self.archive.tables.rows(holding.label):
            number_of(holding.label, told)
            yield told

    def fill_candidate(self, holding: Holding) -> None:
        """The record stays the one that it is, and says what the archive's said."""
        self.became[Candidate] = {self.own["id"]: self.candidate.pk}
        for column, value in columns_of(holding, self.own):
            if not (column.primary_key or column.is_relation):
                setattr(self.candidate, column.attname, stored(column, value))
        self.candidate.save()

    def add(self, holding: Holding) -> None:
        """Oldest first, as they were numbered."""
        became = self.became.setdefault(holding.model, {})
        for told in self.rows(holding):
            pk = told["id"]
            if pk in became or pk in self.waiting:
                raise NotRestorable(f"Two rows of {holding.label} have the same number.")
            try:
                self.waiting[pk] = self.row(holding, told)
            except LeftOut:
                became[pk] = None
                self.result.left_out[holding.label] += 1
            if len(self.waiting) >= BATCH or self.weight > HEAVY:
                self.flush(holding)
        self.flush(holding)

    def flush(self, holding: Holding) -> None:
        """Store the rows that wait for it, some hundred at once."""
        if not self.waiting:
            return
        holding.model._base_manager.bulk_create(self.waiting.values())
        self.became[holding.model] |= {pk: row.pk for pk, row in self.waiting.items()}
        self.result.rows[holding.label] += len(self.waiting)
        self.waiting, self.weight = {}, 0
        self.tell(holding.label, len(self.became[holding.model]), self.count(holding))

    def row(self, holding: Holding, told: Told) -> models.Model:
        if told.get("state") in UNFINISHED.get(holding.label, ()):
            raise LeftOut
        row = holding.model()
        for column, value in columns_of(holding, told):
            if isinstance(column, models.ForeignKey):
                setattr(row, column.attname, self.led_to(holding, column, value))
            elif is_file(column):
                setattr(row, column.attname, self.content(holding, column, told))
            elif not column.primary_key:
                setattr(row, column.attname, stored(column, value))
        if isinstance(row, DocumentVersion):
            with_safe_name(row)
        return row

    def led_to(self, holding: Holding, column: Any, value: object) -> int | None:  # noqa: ANN401
        """The number of the row that a foreign key leads to now."""
        target = column.related_model
        if value is None and column.null:
            return None
        if target is User:
            return self.account(column, value)
        if target not in self.became:
            raise LeftOut
        if is_number(value) and target is holding.model and value in self.waiting:
            self.flush(holding)
        if not is_number(value) or value not in self.became[target]:
            raise NotRestorable(f"A row of {holding.label} leads to one that is not there.")
        found = self.became[target][value]
        if found is None and not column.null:
            raise LeftOut
        return found

    def account(self, column: Any, value: object) -> int | None:  # noqa: ANN401 - a foreign key
        """Only the person's own account is known here; who else did something is nobody now."""
        if value == self.former_user:
            return self.user.pk
        if not column.null:
            raise NotRestorable("This archive holds rows of somebody else.")
        return None

    def content(self, holding: Holding, column: Any, told: Told) -> Any:  # noqa: ANN401
        """The name of a file that is stored already, or the bytes that the row itself holds."""
        if isinstance(column, models.FileField):
            return self.contents.name(holding, column, told)
        data = self.contents.bytes(holding, column, told)
        self.weight += len(data or b"")
        return data


def refuse_unknown(archive: Opened) -> None:
    known = {holding.label for holding in holdings()}
    if not archive.tables.labels <= known:
        raise NotRestorable("The archive is of a newer version: it has a table that we don’t know.")


def columns_of(holding: Holding, told: Told) -> Iterator[tuple[Column, object]]:
    """Each column that the row tells of; one that is newer than the archive keeps its default."""
    known = {column.attname: column for column in holding.columns}
    if not told.keys() <= known.keys():
        raise NotRestorable(
            f"The archive is of a newer version: {holding.label} has a column that we don’t know."
        )
    for name, value in told.items():
        yield known[name], value


def number_of(label: str, told: Told) -> int:
    pk = told.get("id")
    if not isinstance(pk, int) or not is_number(pk):
        raise NotRestorable(f"A row of {label} has no number of its own.")
    return pk


def is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
