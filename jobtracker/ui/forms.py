"""What the form components need to know about a form."""

from dataclasses import dataclass

from django.forms import BaseForm, BoundField, CheckboxInput, FileInput
from django.utils.html import format_html_join

from jobtracker.ui.vocabulary import Control


@dataclass(frozen=True)
class FieldError:
    """One message; `target` is the id of the control to go to, "" for the form as a whole."""

    label: str
    target: str
    text: str


def control(bound: BoundField) -> Control:
    """How to lay the field out."""
    if bound.use_fieldset:
        return Control.GROUP
    if isinstance(bound.field.widget, CheckboxInput):
        return Control.CHECKBOX
    return Control.FILE if isinstance(bound.field.widget, FileInput) else Control.LINE


def texts(bound: BoundField) -> dict[str, str]:
    """What stands around a control, by the names in the templates of fields."""
    return {
        "label": str(bound.label),
        "help": str(bound.help_text),
        "error": format_html_join(" ", "{}", ((each,) for each in bound.errors)),
        "described_by": bound.aria_describedby or "",
        "auto_id": bound.auto_id,
    }


def all_errors(form: BaseForm) -> list[FieldError]:
    """The form's own errors first, then each field's in the order of the page."""
    own = [FieldError("", "", str(text)) for text in form.non_field_errors()]
    return own + [error for bound in form for error in _errors_of(bound)]


def _errors_of(bound: BoundField) -> list[FieldError]:
    target = "" if bound.is_hidden else _first_control(bound)
    return [FieldError(str(bound.label), target, str(text)) for text in bound.errors]


def _first_control(bound: BoundField) -> str:
    """A group has no control of its own to go to: its first button stands in."""
    return bound.id_for_label or f"{bound.auto_id}_0"
