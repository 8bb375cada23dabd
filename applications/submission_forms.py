"""What a firm notes about a candidate whom it puts forward."""

from typing import Any

from django import forms

from applications.models import Placement, Submission
from applications.models.submission import ENDING_LABELS, STEP_LABELS, Ending, Step
from jobtracker.edits import EditForm
from jobtracker.people.forms.firm import check_line

DAY = {"type": "date"}


class SubmissionForm(EditForm):
    """What the client is told of pay, and what only the firm reads."""

    class Meta:
        model = Submission
        fields = ["pay", "internal_note"]
        labels = {"pay": "Pay, as the client is told", "internal_note": "Note"}
        help_texts = {
            "pay": "The candidate reads it once it is sent.",
            "internal_note": "Only your firm reads it.",
        }
        widgets = {"internal_note": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["pay"].validators.append(check_line)


class StepForm(forms.Form):
    """What the client did."""

    step = forms.TypedChoiceField(coerce=Step, choices=[*STEP_LABELS.items()])

    def __init__(self, data: Any, *, found: Submission) -> None:  # noqa: ANN401
        super().__init__(data)
        self.fields["step"].choices = found.to_come  # type: ignore[attr-defined]


class EndingForm(forms.Form):
    """Why it goes no further."""

    ending = forms.TypedChoiceField(
        coerce=Ending,
        choices=[*ENDING_LABELS.items()],
        widget=forms.RadioSelect,
        label="Why does it end?",
        error_messages={"required": "Choose why."},
    )


class PlacementForm(forms.ModelForm):  # type: ignore[type-arg]
    """When they start, and on what pay."""

    class Meta:
        model = Placement
        fields = ["starts_on", "ends_on", "pay"]
        labels = {"starts_on": "First day", "ends_on": "Last day", "pay": "Pay"}
        help_texts = {"ends_on": "Where one is agreed."}
        widgets = {
            "starts_on": forms.DateInput(DAY, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(DAY, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["pay"].validators.append(check_line)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "That is before the first day.")
        return cleaned

    @property
    def terms(self) -> dict[str, Any]:
        """Fields of the placement, once the form is valid."""
        return {name: self.cleaned_data[name] for name in ("starts_on", "ends_on", "pay")}
