"""What a client says about an interview: typed by themselves, or by who heard it."""

from typing import Any, override

from django import forms

from interviews.models import ClientAnswer
from interviews.models.client_answer import RESULT_LABELS, Via

NOTHING_SAID = "Say at least one thing, or whether it goes on."
TALL, LOW = forms.Textarea({"rows": 4}), forms.Textarea({"rows": 2})
IN_ORDER = (
    "result", "worked", "missing", "documents", "would_change", "next_step", "next_on",
    "job_change",
)  # fmt: skip
WITNESSED = [(Via.PHONE.value, "By phone, or in person"), (Via.MAIL.value, "By mail")]


class ClientAnswerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Each question can be left out, but not all of them."""

    result = forms.ChoiceField(
        choices=[*RESULT_LABELS.items()],
        required=False,
        label="Does it go on?",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = ClientAnswer
        fields = [*IN_ORDER]
        widgets = {
            "worked": TALL,
            "missing": TALL,
            "documents": LOW,
            "would_change": LOW,
            "next_step": LOW,
            "job_change": LOW,
            "next_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }

    field_order = IN_ORDER

    @override
    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(data.get(name) for name in self._meta.fields or ()):
            self.add_error(None, NOTHING_SAID)
        return data

    @property
    def values(self) -> dict[str, Any]:
        """Fields of the answer, once the form is valid."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class HeardForm(ClientAnswerForm):
    """Typed by the coordinator, in the client's own words."""

    via = forms.ChoiceField(choices=WITNESSED, initial=Via.PHONE, label="How you heard it")
