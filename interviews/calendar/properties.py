"""The values of a component's properties, for text that does not keep to the rules."""

from datetime import date

from icalendar import Component


def values(component: Component, name: str) -> list[object]:
    """A property's values, whether it occurs never, once or more often."""
    value: object = component.get(name)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def first_value(component: Component, name: str) -> object:
    """The value of a property, the first one where it wrongly repeats, or None."""
    return next(iter(values(component, name)), None)


def text(component: Component, name: str) -> str:
    value = first_value(component, name)
    return "" if value is None else str(value).strip()


def date_value(component: Component, name: str) -> date | None:
    """A date or date-time (a kind of date), or None."""
    value = getattr(first_value(component, name), "dt", None)
    return value if isinstance(value, date) else None


def parameter(value: object, name: str) -> str:
    """A parameter of a property value, or ""."""
    return str(getattr(value, "params", {}).get(name, "")).strip()


def tzid_of(component: Component, name: str) -> str:
    return parameter(first_value(component, name), "TZID")
