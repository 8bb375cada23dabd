"""Forms on the page of getting ready for an interview."""

from typing import Any

from django import forms

from interviews.feelings import CONFIDENCE_ANCHORS, DREAD_ANCHORS
from interviews.forms.practice import scale_of
from interviews.models import Inquiry, Preparation
from interviews.preparing import CHECKLIST, COMPARED_LABELS, MOST_QUALITIES, Step, Topic
from jobtracker.edits import EditForm

LONGEST_QUALITY = 160


class StepForm(forms.Form):
    """One step of the checklist, and whether it is done."""

    step = forms.TypedChoiceField(
        coerce=Step, choices=[(step.value, task.label) for step, task in CHECKLIST.items()]
    )
    done = forms.BooleanField(required=False)


class QualitiesForm(EditForm):
    """Two or three qualities that the résumé misses."""

    class Meta:
        model = Preparation
        fields = ["qualities"]
        labels = {"qualities": "Two or three qualities, one a line"}
        widgets = {"qualities": forms.Textarea({"rows": 3})}

    def clean_qualities(self) -> str:
        """Without empty lines."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["qualities"].splitlines()]
        told = [line for line in lines if line]
        if len(told) > MOST_QUALITIES:
            raise forms.ValidationError(f"Choose {MOST_QUALITIES} at most: fewer stay in mind.")
        if any(len(line) > LONGEST_QUALITY for line in told):
            raise forms.ValidationError(f"At most {LONGEST_QUALITY} letters a line.")
        return "\n".join(told)


class FeelingForm(EditForm):
    """How one looks forward to it: a prediction, so it is asked for before it begins."""

    confidence_before = scale_of(CONFIDENCE_ANCHORS, "Your confidence")
    dread_before = scale_of(DREAD_ANCHORS, "How hard do you think it will be?")

    class Meta:
        model = Preparation
        fields = ["confidence_before", "dread_before"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not any(data.values()):
            self.add_error("confidence_before", "Choose a step on one of the two.")
        return data


class InquiryForm(EditForm):
    """What was told and seen about one thing, and by whom."""

    compared = forms.ChoiceField(
        choices=[("", "Not said"), *((each.value, text) for each, text in COMPARED_LABELS.items())],
        required=False,
        label="Compared with the description",
    )

    class Meta:
        model = Inquiry
        fields = ["question", "told", "observed", "by_whom", "compared"]
        labels = {
            "question": "What do you want to find out?",
            "told": "What they told you",
            "observed": "What you saw",
            "by_whom": "Who said it",
        }
        help_texts = {"by_whom": "A name, or “the manager”, “somebody of the team”."}
        widgets = {
            "told": forms.Textarea({"rows": 2}),
            "observed": forms.Textarea({"rows": 2}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        if self.instance.topic != Topic.OWN:
            del self.fields["question"]


class OwnInquiryForm(forms.ModelForm):  # type: ignore[type-arg]
    """Something else to find out."""

    class Meta:
        model = Inquiry
        fields = ["question"]
        labels = {"question": "Something else to find out"}
        help_texts = {
            "question": "Such as: what would have to be true for you to want this job?",
        }

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **{"prefix": Topic.OWN.value, **options})
