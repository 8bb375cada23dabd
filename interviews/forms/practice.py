"""A practice: how one feels before, how each answer went, and how one feels after."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField

from interviews.feelings import CONFIDENCE_ANCHORS, NERVES_ANCHORS
from interviews.models import Practice
from interviews.models.practice import PRACTICE_KIND_LABELS
from interviews.practising import SCORE_ANCHORS
from interviews.session import Item

EARLIEST_YEAR = 2000


def scale_of(anchors: dict[int, str], label: str) -> forms.TypedChoiceField:
    """Five steps, of which none need be chosen."""
    return forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        choices=[*anchors.items()],
        widget=forms.RadioSelect,
        label=label,
    )


class PracticeForm(forms.ModelForm):  # type: ignore[type-arg]
    """Everything is optional but to have practised; each item has a scale of its own."""

    confidence_before = scale_of(CONFIDENCE_ANCHORS, "Your confidence now")
    nerves_before = scale_of(NERVES_ANCHORS, "Your nerves now")
    confidence_after = scale_of(CONFIDENCE_ANCHORS, "Your confidence afterwards")
    nerves_after = scale_of(NERVES_ANCHORS, "Your nerves afterwards")
    held_on = forms.DateField(
        required=False,
        label="On which day?",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    kind = forms.ChoiceField(
        choices=[(each.value, label) for each, label in PRACTICE_KIND_LABELS.items()],
        label="How do you practise?",
    )

    class Meta:
        model = Practice
        fields = [
            "held_on",
            "kind",
            "minutes",
            "confidence_before",
            "nerves_before",
            "confidence_after",
            "nerves_after",
            "feedback_from",
            "keep",
            "change",
        ]
        labels = {
            "minutes": "Minutes",
            "feedback_from": "Who gave you feedback?",
            "keep": "One thing to keep",
            "change": "One thing to change",
        }

    def __init__(self, *args: Any, items: list[Item], today: date, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **{"initial": {"held_on": today}, **options})
        self.items, self.today = items, today
        for item in items:
            field = scale_of(SCORE_ANCHORS, "How did the answer go?")
            self.fields[f"score-{item.key}"] = field

    def clean_held_on(self) -> date:
        """Today, unless another day is named; what is still to come was not practised yet."""
        day: date = self.cleaned_data["held_on"] or self.today
        if day > self.today:
            raise forms.ValidationError("That day is still to come. Keep it once it was held.")
        if day.year < EARLIEST_YEAR:
            raise forms.ValidationError("Please check the year.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(
            (self.scores, cleaned.get("minutes"), cleaned.get("keep"), cleaned.get("change"))
        ):
            self.add_error(
                None, "Rate an answer, or say how long you practised or what you noticed."
            )
        return cleaned

    @property
    def scores(self) -> list[tuple[Item, int]]:
        """The items with a score, once the form is valid."""
        rated = ((item, self.cleaned_data.get(f"score-{item.key}")) for item in self.items)
        return [(item, score) for item, score in rated if score is not None]

    @property
    def told(self) -> dict[str, Any]:
        """All but the scores."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def lines(self) -> Iterator[tuple[Item, BoundField]]:
        """Each item with its scale."""
        for item in self.items:
            yield item, self[f"score-{item.key}"]
