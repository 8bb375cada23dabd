"""What came in by itself: what it is, and where it belongs."""

from enum import StrEnum
from typing import Any

from django import forms

from interviews.forms.details import BelongsForm
from interviews.intake.reading import Label
from interviews.models.message import LABEL_LABELS
from jobtracker.people.models import Candidate


class Act(StrEnum):
    """What a message may change, once the person says so."""

    KEEP = "keep"
    APPLIED = "applied"
    CLOSE = "close"
    OFFER = "offer"
    TASK = "task"


ACT_LABELS = {
    Act.KEEP: "Only keep it there",
    Act.APPLIED: "Keep it: I applied",
    Act.CLOSE: "Keep it, and close: they said no",
    Act.OFFER: "Keep it, and note the offer down",
    Act.TASK: "Keep it, with a to-do",
}
# What each kind suggests; only to keep it is always there.
ACT_OF = {
    Label.REJECTION: Act.CLOSE,
    Label.APPLICATION_RECEIVED: Act.APPLIED,
    Label.OFFER: Act.OFFER,
    Label.ASSESSMENT: Act.TASK,
}


class LabelForm(forms.Form):
    label = forms.ChoiceField(choices=[*LABEL_LABELS.items()], label="What is it?")


class PlaceForm(BelongsForm):
    """Where a message that invites nobody belongs, and what comes of it."""

    act = forms.ChoiceField(
        choices=[*ACT_LABELS.items()],
        label="What comes of it",
        error_messages={"required": "Choose what comes of it, below."},
    )

    def __init__(self, *args: Any, candidate: Candidate, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.candidate = candidate
