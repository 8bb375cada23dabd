"""An interview as the candidate keeps it: corrected, or put in by hand where it is agreed."""

from typing import Any

from django import forms
from django.utils import timezone

from interviews.forms.moves import WHICH_ZONE, keeps_past
from interviews.forms.slots import OVER, SlotForm
from interviews.intake.reading import Format
from interviews.models import Interview
from interviews.models.invitation import FORMAT_LABELS
from interviews.models.slot import SlotDraft
from jobtracker.edits import EditForm
from jobtracker.people.forms.local_time import zone_field
from jobtracker.people.models import Candidate

FACTS = ["format", "place", "link", "phone", "people", "is_final_round"]
LABELS = {
    "format": "How it is held",
    "place": "Where",
    "link": "Link to join",
    "phone": "Number to call",
    "people": "Who you meet",
    "is_final_round": "It is the final round",
}
NOT_SAID = [("", "Not said"), *FORMAT_LABELS.items()]


class InterviewForm(EditForm):
    """What is known of it; when it is has a page of its own."""

    class Meta:
        model = Interview
        fields = FACTS
        labels = LABELS

    def __init__(self, data: Any = None, *, interview: Interview) -> None:  # noqa: ANN401
        super().__init__(data, instance=interview)
        self.fields["format"].choices = NOT_SAID  # type: ignore[attr-defined]
        self.fields["link"].assume_scheme = "https"  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        """Fields of the interview, once the form is valid."""
        return {name: self.cleaned_data[name] for name in FACTS}


class AgreedForm(SlotForm):
    """One that is agreed already, such as on the phone."""

    keeps_past = keeps_past()
    format = forms.ChoiceField(choices=NOT_SAID, required=False, label=LABELS["format"])
    place = forms.CharField(max_length=300, required=False, label=LABELS["place"])
    link = forms.URLField(
        max_length=2000, required=False, label=LABELS["link"], assume_scheme="https"
    )
    phone = forms.CharField(max_length=40, required=False, label=LABELS["phone"])
    people = forms.CharField(max_length=300, required=False, label=LABELS["people"])
    is_final_round = forms.BooleanField(required=False, label=LABELS["is_final_round"])

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401
        *,
        candidate: Candidate,
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial={"zone": candidate.time_zone, **initial})
        zone = zone_field(candidate.time_zone, label="Time zone of this time")
        zone.required = self.fields["start"].required = True
        zone.error_messages["required"] = WHICH_ZONE
        self.fields["start"].error_messages["required"] = "When is it?"
        self.fields["zone"] = zone
        self.asks_about_past = bool(data and data.get("keeps_past"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        zone = data.get("zone")
        start = self.settle_in(zone) if zone else None
        if start and start <= timezone.now() and not data.get("keeps_past"):
            self.asks_about_past = True
            self.add_error("start", OVER)
        return self.cleaned_data

    @property
    def draft(self) -> SlotDraft:
        """The time, once the form is valid."""
        data = self.cleaned_data
        return SlotDraft(data["start"], data.get("end"), data["zone"])

    @property
    def values(self) -> dict[str, Any]:
        """The other fields of the interview, once the form is valid."""
        return {name: self.cleaned_data[name] for name in FACTS}


def from_invitation_agreed(invitation: Any) -> dict[str, Any]:  # noqa: ANN401
    """What an invitation says of it already."""
    is_call = invitation.format == Format.PHONE
    return {
        "format": invitation.format,
        "place": invitation.place,
        "link": invitation.link,
        "people": invitation.people,
        "phone": invitation.contact_phone if is_call else "",
    }
