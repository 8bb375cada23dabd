"""What is asked before deciding: at most three questions, and their answers."""

from collections.abc import Sequence
from typing import Any

from django import forms

from interviews.models.asked_question import LONGEST, LONGEST_ANSWER

NAMES = ("first", "second", "third")


class QuestionsForm(forms.Form):
    first = forms.CharField(max_length=LONGEST, required=False, label="First question")
    second = forms.CharField(max_length=LONGEST, required=False, label="Second question")
    third = forms.CharField(max_length=LONGEST, required=False, label="Third question")

    def __init__(self, data: Any = None, *, texts: Sequence[str] = ()) -> None:  # noqa: ANN401
        super().__init__(data, initial=dict(zip(NAMES, texts, strict=False)))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(data.get(name) for name in NAMES):
            self.add_error("first", "Name at least one question.")
        return data

    @property
    def texts(self) -> list[str]:
        """The questions, in their order."""
        return [text for name in NAMES if (text := self.cleaned_data[name])]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        max_length=LONGEST_ANSWER,
        required=False,
        label="What they said",
        widget=forms.TextInput,
    )
