"""Forms for moving and tagging one application or many at once."""

from collections.abc import Sequence
from typing import Any, override

from django import forms

from applications.acts import MOST_AT_ONCE
from applications.models import Application
from applications.models.tag import LONGEST_TAG
from applications.page_forms import places, stage_at
from applications.stages import Outcome, Stage
from jobtracker.addresses import is_row_number

TICK_FIRST = "Tick the applications first."


class ChosenField(forms.Field):
    """Ticked applications: cleans to where each stood on the page, by its number.

    A tick's value is such as "12-applied", so that what was moved meanwhile can be told.
    """

    widget = forms.SelectMultiple

    @override
    def to_python(self, value: Any) -> dict[int, str]:
        texts = value or []
        if len(texts) > MOST_AT_ONCE:
            raise forms.ValidationError(f"At most {MOST_AT_ONCE} at once.")
        found = dict(number_and_place(text) for text in texts)
        if not found:
            raise forms.ValidationError(TICK_FIRST)
        return found


def number_and_place(text: str) -> tuple[int, str]:
    number, _, place = text.partition("-")
    if not is_row_number(number):
        raise forms.ValidationError(TICK_FIRST)
    return int(number), place


class ChosenForm(forms.Form):
    """Some applications."""

    applications = ChosenField(required=False)

    @property
    def ticked(self) -> set[int]:
        """The numbers to tick again where the form was refused."""
        values = self.data.getlist("applications") if self.is_bound else ()  # type: ignore[attr-defined]
        numbers = (each.partition("-")[0] for each in values[:MOST_AT_ONCE])
        return {int(each) for each in numbers if is_row_number(each)}


class MoveForm(ChosenForm):
    """Some applications, and where they go."""

    to = forms.ChoiceField(label="Move the ticked to")

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["to"].choices = [("", "Choose …"), *places()]  # type: ignore[attr-defined]

    @property
    def target(self) -> tuple[Stage, Outcome]:
        """The stage with its outcome, once the form is valid."""
        return stage_at(self.cleaned_data["to"])


class TagForm(ChosenForm):
    """Some applications, and a word to find them by."""

    tag = forms.CharField(max_length=LONGEST_TAG, label="Tag")

    def clean_tag(self) -> str:
        """One word or several, no comma among them."""
        name = " ".join(self.cleaned_data["tag"].split())
        if "," in name:
            raise forms.ValidationError("One tag at a time, without a comma.")
        return name


def still_there(
    held: Sequence[Application], chosen: dict[int, str], to: str = ""
) -> tuple[list[Application], list[Application]]:
    """Those that stand where the page showed them, or where they are to go; and the others."""
    same = [each for each in held if each.standing in (chosen[each.pk], to)]
    return same, [each for each in held if each not in same]
