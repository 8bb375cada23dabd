"""Applications as a table: what of each a reader may see, in columns that we read again."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone

from applications.models import Application, Note, Tag
from applications.models.application import ApplicationQuerySet
from applications.transfer.fields import FIELD_LABELS, Field
from applications.transfer.writing import Value, write_csv, write_workbook
from jobtracker.clock import zone_named
from jobtracker.people.models import User

CHUNK = 500
OF_PAY = frozenset({Field.PAY_FROM, Field.PAY_TO, Field.CURRENCY, Field.PERIOD})
PRIVATE = frozenset({Field.INTEREST, Field.INTEREST_THEN, Field.IS_DREAM, Field.MOTIVE})
COLUMNS = (
    Field.EMPLOYER,
    Field.JOB_TITLE,
    Field.STATUS,
    Field.OUTCOME,
    Field.APPLIED_ON,
    Field.PLACE,
    Field.REMOTE,
    Field.LINK,
    Field.PAY_FROM,
    Field.PAY_TO,
    Field.CURRENCY,
    Field.PERIOD,
    Field.SOURCE,
    Field.AGENCY,
    Field.NEXT_STEP,
    Field.NEXT_STEP_ON,
    Field.TAGS,
    Field.NOTES,
    Field.INTEREST,
    Field.INTEREST_THEN,
    Field.IS_DREAM,
    Field.MOTIVE,
    Field.ADDED_ON,
)


class Format(StrEnum):
    """What a table is written as."""

    WORKBOOK = "xlsx"
    CSV_WITH_MARK = "csv"
    CSV = "csv-plain"


SUFFIXES = {Format.WORKBOOK: "xlsx", Format.CSV_WITH_MARK: "csv", Format.CSV: "csv"}


def columns_for(*, is_own: bool, sees_pay: bool) -> list[Field]:
    """What a reader gets: feelings are the candidate's alone, pay goes by what is shared."""
    hidden = (frozenset() if is_own else PRIVATE) | (frozenset() if sees_pay else OF_PAY)
    return [column for column in COLUMNS if column not in hidden]


def write(
    out: IO[bytes],
    form: Format,
    columns: list[Field],
    rows: ApplicationQuerySet,
    reader: User,
) -> None:
    """The rows, a chunk at a time, so that a long search takes no memory."""
    header = [FIELD_LABELS[column] for column in columns]
    values = lines(columns, rows, reader)
    if form is Format.WORKBOOK:
        write_workbook(out, header, values, folder=Path(settings.DATA_FOLDER))
    else:
        write_csv(out, header, values, mark=form is Format.CSV_WITH_MARK)


def lines(columns: list[Field], rows: ApplicationQuerySet, reader: User) -> Iterator[list[Value]]:
    """The cells of each application, in the order of the columns."""
    notes = Note.objects.visible_to(reader).order_by("at", "pk")
    whole = rows.select_related("employer", "candidate")
    whole = whole.prefetch_related(Prefetch("tags", Tag.objects.visible_to(reader)))
    whole = whole.prefetch_related(Prefetch("notes", notes))
    for application in whole.iterator(CHUNK):
        said = said_of(application)
        yield [said[column] for column in columns]


def said_of(application: Application) -> dict[Field, Value]:
    return {
        Field.EMPLOYER: application.employer.name,
        Field.STATUS: application.get_stage_display(),
        Field.OUTCOME: application.get_outcome_display(),
        Field.APPLIED_ON: application.applied_on,
        Field.REMOTE: application.get_remote_display(),
        Field.PAY_FROM: application.pay_from,
        Field.PAY_TO: application.pay_to,
        Field.PERIOD: application.get_pay_period_display(),
        Field.NEXT_STEP_ON: application.next_step_on,
        Field.TAGS: ", ".join(tag.name for tag in application.tags.all()),
        Field.NOTES: "\n\n".join(note.text for note in application.notes.all()),
        Field.INTEREST: application.interest_now,
        Field.INTEREST_THEN: application.interest_at_application,
        Field.IS_DREAM: "Yes" if application.is_dream else "",
        Field.MOTIVE: application.get_motive_display(),
        Field.ADDED_ON: added_on(application),
        **{column: getattr(application, column) for column in AS_IT_IS},
    }


# The column has the name of the field, and the cell says what it says.
AS_IT_IS = (
    Field.JOB_TITLE,
    Field.PLACE,
    Field.LINK,
    Field.CURRENCY,
    Field.SOURCE,
    Field.AGENCY,
    Field.NEXT_STEP,
)


def added_on(application: Application) -> date:
    """The day on the candidate's own clock, whoever reads it."""
    return timezone.localdate(application.created_at, zone_named(application.candidate.time_zone))
