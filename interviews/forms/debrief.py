"""How an interview went: two things are needed, everything else is optional."""

from django import forms

from interviews.guidance.labels import INTEREST_ANCHORS
from interviews.models import Debrief
from interviews.models.interview import PARTNER_LABELS, Partner

CONFIDENCE = [("", "Not rated"), *((n, str(n)) for n in range(1, 6))]


class DebriefForm(forms.ModelForm):  # type: ignore[type-arg]
    interest_after = forms.TypedChoiceField(
        coerce=int,
        choices=[*INTEREST_ANCHORS.items()],
        widget=forms.RadioSelect,
        label="Interest now",
    )
    partner = forms.TypedChoiceField(
        coerce=Partner,
        choices=[(partner.value, label) for partner, label in PARTNER_LABELS.items()],
        widget=forms.RadioSelect,
        label="Whom did you talk with?",
    )
    confidence_before = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        choices=CONFIDENCE,
        required=False,
        label="Confidence before, 1 to 5",
    )
    confidence_after = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        choices=CONFIDENCE,
        required=False,
        label="Confidence after, 1 to 5",
    )

    class Meta:
        model = Debrief
        fields = [
            "interest_after",
            "learned",
            "partner",
            "confidence_before",
            "confidence_after",
            "stumped_on",
            "notes",
        ]
        labels = {
            "learned": "One thing you learned",
            "stumped_on": "A question that stumped you",
        }
        widgets = {"notes": forms.Textarea({"rows": 4})}
