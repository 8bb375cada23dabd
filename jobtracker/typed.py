"""What was typed into a form, in the words of its page: the form's labels, its choices, days."""

import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from types import ModuleType
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import flatten_choices

from jobtracker.ui.when import at_hour, in_full

Fields = dict[str, forms.Field]


def fields_of(view: Callable[..., Any] | None) -> Fields:
    """Every field that the view's module has a form for, by name; the closest form counts."""
    if view is None:
        return {}
    module = sys.modules[getattr(view, "view_class", view).__module__]
    near = [form for each in (module, *helpers_of(module)) for form in forms_in(each)]
    far = [form for each in near for form in forms_in(sys.modules[each.__module__])]
    found: Fields = {}
    for form in near + far:
        found = {**form.base_fields, **found}
    return found


def helpers_of(module: ModuleType) -> Iterator[ModuleType]:
    """The modules of views whose functions it calls: the form may be theirs."""
    for each in vars(module).values():
        name = getattr(each, "__module__", None) or getattr(each, "__name__", "")
        if name in sys.modules and "views" in str(name).split("."):
            yield sys.modules[name]


def forms_in(module: ModuleType) -> Iterator[type[forms.Form]]:
    """The forms that the module defines or imports, and those that its sets of forms repeat."""
    for each in vars(module).values():
        form = getattr(each, "form", each)
        if isinstance(each, type) and isinstance(form, type) and hasattr(form, "base_fields"):
            yield form


def field_for(name: str, fields: Fields) -> forms.Field | None:
    """None for what stood on the page unseen. A prefix, "flag-topic", is no part of the name."""
    field = fields.get(name.rpartition("-")[2])
    return None if field is None or field.widget.is_hidden else field


def label_of(name: str, field: forms.Field) -> str:
    if field.label:
        return str(field.label)
    return name.rpartition("-")[2].replace("_", " ").capitalize()


def in_words(value: str, field: forms.Field) -> str:
    """The value as the page showed it: the label of a choice, a day in full."""
    if isinstance(field, forms.BooleanField):
        return "Yes"
    if isinstance(field, forms.ChoiceField):
        return chosen(value, field)
    if isinstance(field, forms.DateField | forms.DateTimeField):
        return on(value, field)
    return value


def chosen(value: str, field: forms.ChoiceField) -> str:
    """A row's number means nothing to anybody, and its name takes a look-up that may be refused."""
    if isinstance(field, forms.ModelChoiceField):
        return "what you chose"
    choices: Any = flatten_choices(field.choices)  # type: ignore[arg-type]
    labels = {str(key): str(label) for key, label in choices}
    return labels.get(value, "what you chose" if value.isdecimal() else value)


def on(value: str, field: forms.DateField | forms.DateTimeField) -> str:
    """As it was typed where it is no date."""
    try:
        found: date | datetime | None = field.to_python(value)
    except ValidationError:
        return value
    if isinstance(found, datetime):
        return f"{in_full(found)}, {at_hour(found)}"
    return in_full(found) if found else ""
