"""What the inputs of the guidance are checked with, and how they are kept as plain values."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def put(record: object, name: str, value: object) -> None:
    """Set a field of a frozen dataclass while it is being built."""
    object.__setattr__(record, name, value)


def one_of[E: StrEnum](kind: type[E], value: object, name: str) -> E:
    """Return the member of ``kind`` that ``value`` is or names, or raise ValueError."""
    if type(value) is kind:
        return value
    try:
        return kind(value)  # type: ignore[arg-type]  # whatever it is, kind() judges it
    except ValueError:
        allowed = ", ".join(kind)
        raise ValueError(f"{name}: {value!r} is not one of {allowed}.") from None


def several_of[E: StrEnum](kind: type[E], values: object, name: str) -> frozenset[E]:
    """Return the members of ``kind`` that ``values`` holds or names, or raise ValueError."""
    return frozenset(one_of(kind, value, name) for value in collected(values, name))


def collected(values: object, name: str) -> tuple[Any, ...]:
    """Return a collection as a tuple; a lone item is refused."""
    if not isinstance(values, tuple | list | set | frozenset):
        raise ValueError(f"{name}: {values!r} is not a collection.")
    return tuple(values)


def yes_or_no(value: object, name: str) -> bool:
    """Return ``value`` if it is a boolean, or raise ValueError."""
    if not isinstance(value, bool):
        raise ValueError(f"{name}: {value!r} is neither True nor False.")
    return value


def whole_number(value: object, name: str, low: int, high: int | None = None) -> int:
    """Return ``value`` if it is an integer from ``low`` to ``high``, or raise ValueError."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if not is_number or value < low or (high is not None and value > high):  # type: ignore[operator]
        span = f"{low} or more" if high is None else f"{low} to {high}"
        raise ValueError(f"{name}: {value!r} is not a whole number, {span}.")
    return value  # type: ignore[return-value]  # checked above


def text(value: object, name: str) -> str:
    """Return ``value`` without its outer blanks if anything is left, or raise ValueError."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name}: {value!r} is not a text with something in it.")
    return value.strip()


def as_plain_dict(record: "DataclassInstance") -> dict[str, Any]:
    """Return the fields of a record as values that JSON can hold; sets become sorted lists."""
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return as_plain_dict(value)
    return value


def known(kind: "type[DataclassInstance]", data: object) -> dict[str, Any]:
    """Return a copy of ``data`` if its keys are the fields of ``kind``, or raise ValueError.

    A field with a default may be absent: records outlive the version that wrote them.
    """
    if not isinstance(data, Mapping):
        raise ValueError(f"{kind.__name__}: {data!r} is not a mapping.")
    if unknown := set(data) - {field.name for field in fields(kind)}:
        raise ValueError(f"{kind.__name__} knows no {', '.join(sorted(map(str, unknown)))}.")
    if absent := _required(kind) - set(data):
        raise ValueError(f"{kind.__name__} lacks {', '.join(sorted(absent))}.")
    return dict(data)


def _required(kind: "type[DataclassInstance]") -> set[str]:
    return {field.name for field in fields(kind) if field.default is MISSING}
