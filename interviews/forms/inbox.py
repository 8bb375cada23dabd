"""What came in by itself: what it is, and where it belongs."""

from enum import StrEnum
from typing import Any, NamedTuple

from django import forms

from interviews.forms.details import BelongsForm
from interviews.intake.reading import Label
from interviews.models import Message
from interviews.models.message import LABEL_LABELS, MessageQuerySet
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
# These invite nobody: where they belong is asked, and what comes of it.
PLACED = frozenset({*ACT_OF, Label.CANCELLATION})
# The same, said in one click where the application is suggested, too.
YES_LABELS = {
    Act.KEEP: "Yes, keep it there",
    Act.APPLIED: "Yes, I applied",
    Act.CLOSE: "Yes, close it",
    Act.OFFER: "Yes, note it down",
    Act.TASK: "Yes, with a to-do",
}


class Yes(NamedTuple):
    """What one click says of a message."""

    act: Act
    words: str


def yes_to(label: str, suggested_id: int | None) -> Yes | None:
    """What confirms both guesses; None where more has to be looked at, as with an invitation."""
    if suggested_id is None or label not in PLACED:
        return None
    act = ACT_OF.get(Label(label), Act.KEEP)
    return Yes(act, YES_LABELS[act])


class LabelForm(forms.Form):
    label = forms.ChoiceField(choices=[*LABEL_LABELS.items()], label="What is it?")


class TicksForm(forms.Form):
    """Some of the mails that wait."""

    which = forms.ModelMultipleChoiceField(
        queryset=Message.objects.none(),
        error_messages={"required": "Tick the mails first."},
    )

    def __init__(self, *args: Any, waiting: MessageQuerySet, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["which"].queryset = waiting.defer("raw", "reading", "text")  # type: ignore[attr-defined]


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
