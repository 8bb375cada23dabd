"""A stored value as JSON, exact, and as a cell of a spreadsheet, where it may never act."""

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.duration import duration_iso_string

from applications.transfer.cells import guarded


def exact(value: object) -> str:
    """What JSON has no type for, as text that loses nothing; bytes are files of their own.

    :raises TypeError: for a type that nobody has thought of yet
    """
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return duration_iso_string(value)
        case Decimal() | UUID():
            return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON yet.")


def as_json(value: object, **options: Any) -> str:  # noqa: ANN401
    return json.dumps(value, ensure_ascii=False, default=exact, **options)


def cell(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula; a number stays a number."""
    match value:
        case None:
            return ""
        case str():
            return guarded(value)
        case bool() | dict() | list():
            return guarded(as_json(value))
        case int() | float() | Decimal():
            return str(value)
    return guarded(exact(value))
