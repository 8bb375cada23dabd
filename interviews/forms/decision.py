"""What the candidate says on the decision page."""

from decimal import Decimal
from typing import Any

from django import forms

from interviews.doubts import (
    DOUBT_LABELS,
    HESITANT,
    LONGEST_WISH,
    MOST_WISHES,
    OPENNESS_LABELS,
    wishes_in,
)
from interviews.guidance.labels import BLOCKER_LABELS, INTEREST_ANCHORS, STAGE_LABELS
from interviews.models import Choice, Invitation
from interviews.models.decision import AT_INVITATION, CHOICE_LABELS


class InterestForm(forms.Form):
    """How much the person wants the job now, and if little, why."""

    interest = forms.TypedChoiceField(
        coerce=int,
        choices=[*INTEREST_ANCHORS.items()],
        widget=forms.RadioSelect,
        label="Interest now",
        error_messages={"required": "Choose one of the five."},
    )
    doubt = forms.ChoiceField(
        choices=[("", "Choose what comes closest"), *DOUBT_LABELS.items()],
        required=False,
        label="What speaks against it?",
        help_text="Only you see this.",
    )
    openness = forms.ChoiceField(
        choices=[("", "Not said"), *OPENNESS_LABELS.items()],
        required=False,
        label="Could a good talk change your mind?",
    )
    wishes = forms.CharField(
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
        label="What would have to be true for you to want it?",
        help_text=f"Up to {MOST_WISHES}, one a line. They become your questions to them.",
    )

    def clean_wishes(self) -> str:
        wishes = wishes_in(self.cleaned_data["wishes"])
        if len(wishes) > MOST_WISHES:
            raise forms.ValidationError(f"Choose {MOST_WISHES} at most: one talk has no more room.")
        if any(len(wish) > LONGEST_WISH for wish in wishes):
            raise forms.ValidationError(f"At most {LONGEST_WISH} letters a line.")
        return "\n".join(wishes)

    @property
    def hesitation(self) -> dict[str, str]:
        """Fields of the invitation, once the form is valid; what was not asked stays as it is.

        Nobody who wants the job has a doubt.
        """
        if self.cleaned_data["interest"] > HESITANT:
            return {"doubt": "", "openness": ""}
        asked = (name for name in ("doubt", "openness", "wishes") if name in self.data)
        return {name: self.cleaned_data[name] for name in asked}


class FactsForm(forms.ModelForm):  # type: ignore[type-arg]
    """The candidate's own circumstances; nobody else sees them."""

    hours_needed = forms.DecimalField(
        label="Hours it takes in all, with the way there",
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(200),
        max_digits=4,
        decimal_places=1,
    )

    class Meta:
        model = Invitation
        fields = [
            "round_correction",
            "blocker",
            "blocker_detail",
            "hours_needed",
            "is_costly",
            "access_need",
            "confidentiality_risk",
            "decisive_unknown",
        ]
        labels = {
            "round_correction": "Where this job stands",
            "blocker": "Does anything rule the job out?",
            "blocker_detail": "What would rule it out",
            "is_costly": "It means a night away, or money I won’t get back",
            "access_need": "An adjustment I need",
            "confidentiality_risk": "My employer might hear of it",
            "decisive_unknown": "The one question whose answer would settle it",
        }
        help_texts = {
            "blocker_detail": "A pay floor, right to work, a licence, place, hours, my contract.",
            "access_need": "The need, not the reason: “captions”, “step-free access”.",
        }

    def __init__(self, *args: Any, worked_out: str, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["round_correction"].choices = [  # type: ignore[attr-defined]
            ("", f"As worked out: {worked_out.lower()}"),
            *STAGE_LABELS.items(),
        ]
        self.fields["blocker"].choices = [*BLOCKER_LABELS.items()]  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        """Fields of the invitation, once the form is valid."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ChoiceForm(forms.Form):
    """The decision itself; the version says which facts it was made on."""

    choice = forms.ChoiceField(choices=[(each, CHOICE_LABELS[each]) for each in AT_INVITATION])
    version = forms.IntegerField(widget=forms.HiddenInput)
    slot = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        label="Which time suits you?",
    )
    reason = forms.CharField(
        max_length=500,
        required=False,
        label="Why (only if you like)",
        widget=forms.TextInput,
        help_text="Kept with your decision.",
    )
    reason_shared = forms.BooleanField(
        required=False,
        label="Tell it to whoever looks after me",
        help_text="Without this, it is for you alone.",
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        slots: list[tuple[int, str]],
        is_looked_after: bool = False,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **options)
        if not is_looked_after:
            del self.fields["reason_shared"]
        self.fields["slot"].choices = slots  # type: ignore[attr-defined]
        self.only_slot = slots[0][0] if len(slots) == 1 else None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("choice") != Choice.ACCEPT:
            data["slot"] = None
        elif data.get("slot") is None:
            data["slot"] = self.only_slot
            if self.only_slot is None and self.fields["slot"].choices:  # type: ignore[attr-defined]
                self.add_error("slot", "Choose the time you accept.")
        return data
