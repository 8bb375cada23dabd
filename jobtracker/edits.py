"""Forms that change a record which somebody else, or another tab, may be changing too.

Such a form carries along what it showed. Saving it merges: what the person left alone stays as it
is by now, what they changed is theirs, and where both changed the same field they are asked.
"""

import json
from copy import copy
from decimal import Decimal
from typing import Any, cast, override

from django import forms

LONGEST_SEEN = 300_000
CHANGED = "Meanwhile this was changed to “{now}”. Save again to keep what is here."
EMPTIED = "Meanwhile this was emptied. Save again to keep what is here."


class EditForm(forms.ModelForm):  # type: ignore[type-arg]
    """A model form whose second save never overwrites what its page did not show.

    The view locks the row before it makes the form, and draws `{{ form.seen }}` beside the fields.
    """

    seen = forms.CharField(required=False, max_length=LONGEST_SEEN, widget=forms.HiddenInput)

    @property
    def own(self) -> list[str]:
        """The fields that the person fills in."""
        return [name for name in self.fields if name != "seen"]

    @property
    def stored(self) -> dict[str, Any]:
        """What each of them holds, as it was when the form was made."""
        return {name: self.get_initial_for_field(self.fields[name], name) for name in self.own}

    @override
    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        # Asked for when it is drawn: a form may have dropped what its reader is not to see.
        if field_name == "seen":
            return json.dumps(self.as_written(self.stored))
        return super().get_initial_for_field(field, field_name)

    @override
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        stored = self.stored
        now, mine = self.as_written(stored), self.as_written(cleaned)
        seen = {**now, **self.was_seen(cleaned.pop("seen", ""))}
        for name in mine:
            if mine[name] == seen[name]:
                cleaned[name] = stored[name]
            elif now[name] not in (seen[name], mine[name]):
                self.ask_again(name, stored[name])
                seen[name] = now[name]
        data = cast("dict[str, Any]", copy(self.data))
        data[self.add_prefix("seen")] = json.dumps(seen)
        self.data = data
        return cleaned

    def ask_again(self, name: str, stored: Any) -> None:  # noqa: ANN401
        """Say what the field became; saved once more, the person's own counts."""
        choices = getattr(self.fields[name], "choices", ())
        now = dict(choices).get(stored, stored) if choices else stored
        self.add_error(name, CHANGED.format(now=now) if written(now) else EMPTIED)

    def as_written(self, values: dict[str, Any]) -> dict[str, str]:
        """Each value as one text, however it was typed or stored."""
        return {
            name: written(self.fields[name].prepare_value(values[name]))
            for name in self.own
            if name in values
        }

    @staticmethod
    def was_seen(text: str) -> dict[str, str]:
        """What the page showed; a text that we never wrote tells of nothing."""
        try:
            seen = json.loads(text)
        except (ValueError, RecursionError):
            return {}
        if not isinstance(seen, dict):
            return {}
        return {name: value for name, value in seen.items() if isinstance(value, str)}


def written(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return "" if value is None else str(value).replace("\r\n", "\n")
