"""A value of an archive as the value of a column, or not at all: nothing is made to fit."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db import models
from django.utils.timezone import is_naive

from applications.transfer.preview import Plan
from interviews.guidance import Advice, Explanation, Facts
from interviews.intake.reading import Reading
from interviews.models.rescheduling import spans_in
from jobtracker.leave.tables import NotRestorable
from jobtracker.people.zones import check_zone

type Column = models.Field[Any, Any]


def is_object(data: object) -> None:
    if not isinstance(data, dict):
        raise TypeError


def is_what_an_import_made(data: Mapping[str, Any]) -> None:
    """Fingerprints and names, by which an import is undone."""
    for texts in data.values():
        if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
            raise TypeError


# Who reads these takes their shape for granted.
SHAPES = {
    "applications.Import.made": is_what_an_import_made,
    "applications.Import.mapping": Plan.from_dict,
    "applications.Posting.reading": is_object,
    "interviews.Decision.advice": Advice.from_dict,
    "interviews.Decision.explanation": Explanation.from_dict,
    "interviews.Decision.facts": Facts.from_dict,
    "interviews.Message.reading": Reading.from_dict,
    "interviews.Rescheduling.now": spans_in,
    "interviews.Rescheduling.was": spans_in,
}
# What JSON has a type for; all else comes as text.
NUMBERS = (models.IntegerField, models.FloatField)
WEB = ("http://", "https://")
# What was read from a mail or a table may be odd, and is kept as it was.
LENIENT = (EmailValidator, URLValidator)
UNSAFE_IN_ADDRESS = re.compile(r"[\s<>,;\x00-\x1f]")
# A day further on or back, or another clock, is still a date.
YEARS = range(2, 9990)


def stored(column: Column, value: object) -> Any:  # noqa: ANN401 - whatever the column holds
    """The value as the column holds it.

    :raises NotRestorable: for one that the column cannot hold, or that no form would take
    """
    if value is None and column.null:
        return None
    try:
        found = column.to_python(value) if is_of_its_kind(column, value) else None
    except (ValidationError, ValueError, TypeError, OverflowError):
        found = None
    if found is None or not fits(column, found):
        raise NotRestorable(f"{column.model._meta.label}.{column.name} has a value that can’t be.")
    return found


def is_of_its_kind(column: Column, value: object) -> bool:
    """Whether JSON would have written a value of the column so."""
    if isinstance(column, models.JSONField):
        return value is not None
    if isinstance(column, models.BooleanField):
        return isinstance(value, bool)
    if isinstance(column, NUMBERS):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)


def fits(column: Column, value: object) -> bool:
    """Whether the column may hold the value: its choices, its length, and what is safe."""
    checks = (is_a_choice, is_valid, is_safe_text, is_in_range, has_its_shape)
    return all(check(column, value) for check in checks)


def is_a_choice(column: Column, value: object) -> bool:
    if not column.choices or (value == "" and column.blank):
        return True
    return value in choices_of(column)


@cache
def choices_of(column: Column) -> list[object]:
    return [choice for choice, _ in column.flatchoices]


def is_valid(column: Column, value: object) -> bool:
    """Whether the column's own validators take it; a zone is one wherever it stands."""
    checks = [each for each in column.validators if not isinstance(each, LENIENT)]
    if column.name.endswith("zone"):
        checks.append(check_zone)
    try:
        for check in checks if value not in column.empty_values else ():
            check(value)
    except ValidationError:
        return False
    return True


def is_safe_text(column: Column, value: object) -> bool:
    """Short enough, without a NUL; a link leads to a page, an address to one mailbox."""
    if not isinstance(value, str):
        return True
    is_short = column.max_length is None or len(value) <= column.max_length
    is_link = not isinstance(column, models.URLField) or value == "" or value.startswith(WEB)
    is_address = not isinstance(column, models.EmailField) or not UNSAFE_IN_ADDRESS.search(value)
    return is_short and is_link and is_address and "\x00" not in value


def is_in_range(_column: Column, value: object) -> bool:
    """A moment says which, and a number is one."""
    match value:
        case datetime():
            return not is_naive(value) and value.year in YEARS
        case date():
            return value.year in YEARS
        case Decimal():
            return value.is_finite()
        case float():
            return math.isfinite(value)
    return True


def has_its_shape(column: Column, value: Any) -> bool:  # noqa: ANN401 - any JSON
    reader = SHAPES.get(f"{column.model._meta.label}.{column.name}")
    if reader is None:
        return True
    try:
        reader(value)
    except (AttributeError, LookupError, TypeError, ValueError):
        return False
    return True
