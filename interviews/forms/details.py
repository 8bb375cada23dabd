"""What an invitation says: the fields a person confirms, corrects or jots down."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from applications.models import Application
from interviews.forms.slots import SlotFormSet, drafts
from interviews.models import Invitation
from interviews.models.slot import SlotDraft
from jobtracker.people.forms.local_time import (
    local_time,
    settle,
    which_hour,
    zone_field,
)
from jobtracker.people.models import Candidate

NEW = "new"


class DetailsForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who, what, when and where of one invitation, with its proposed times."""

    reply_by_local = local_time(label="Reply by")
    reply_by_local_which = which_hour()
    keeps_past = forms.BooleanField(
        required=False, label="That is right: keep times that are over, too"
    )

    class Meta:
        model = Invitation
        fields = [
            "contact_name",
            "contact_address",
            "contact_phone",
            "people",
            "format",
            "place",
            "link",
            "details_follow",
            "representation_unclear",
        ]
        labels = {
            "contact_name": "Who invites you",
            "contact_address": "Their e-mail address",
            "contact_phone": "Their number",
            "people": "Who you would meet",
            "format": "How it is held",
            "link": "Link to join",
            "details_follow": "They said the missing details will follow",
            "representation_unclear": "It is unclear who represents me for this job",
        }

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401
        *,
        candidate: Candidate,
        rows: list[dict[str, Any]] | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(data, **options)
        self.candidate = candidate
        self.fields["format"].choices = [  # type: ignore[attr-defined]
            ("", "Not said"),
            *self.fields["format"].choices[1:],  # type: ignore[attr-defined]
        ]
        self.fields["link"].assume_scheme = "https"  # type: ignore[attr-defined]
        self.fields["zone"] = zone_field(candidate.time_zone, self.initial.get("zone", ""))
        self.slots = SlotFormSet(data, initial=rows or [], prefix="slots")
        is_stored = self.instance.pk is not None
        self.known_starts = [row["start"] for row in rows or [] if row["start"] and is_stored]
        self.asks_about_past = bool(data and data.get(self.add_prefix("keeps_past")))

    def is_valid(self) -> bool:
        slots_are_valid = self.slots.is_valid()
        return super().is_valid() and slots_are_valid and self._times_are_right()

    def _times_are_right(self) -> bool:
        zone = self.cleaned_data.get("zone", "")
        has_times = bool(self.slots.told or self.cleaned_data.get("reply_by_local"))
        if has_times and not zone:
            self.add_error("zone", "Which zone are these times in?")
        if not has_times or not zone:
            return not self.errors
        settle(self, "reply_by_local", zone)
        are_right = self.slots.settle_in(zone) and not self._has_slipped(zone)
        return are_right and not self.errors

    def _has_slipped(self, zone: str) -> bool:
        """Times that are over may be a slip, or an invitation that is told late: it is asked."""
        if self.cleaned_data["keeps_past"]:
            return False
        self.asks_about_past = self.slots.refuse_over(zone, timezone.now(), self.known_starts)
        return self.asks_about_past

    @property
    def slot_drafts(self) -> list[SlotDraft]:
        """The times that were proposed, once the form is valid."""
        return drafts(self.slots, self.cleaned_data["zone"])

    @property
    def values(self) -> dict[str, Any]:
        """Fields of the invitation, once the form is valid."""
        zone = self.cleaned_data["zone"]
        local = self.cleaned_data["reply_by_local"]
        return {
            **{name: self.cleaned_data[name] for name in self.Meta.fields},
            "reply_by": local and local.replace(tzinfo=ZoneInfo(zone)),
            "reply_by_zone": zone if local else "",
        }


class BelongsForm(forms.Form):
    """Which application something is about: one that is suggested, another, or a new one."""

    application = forms.ChoiceField(
        label="Which application is it about?",
        widget=forms.RadioSelect,
        required=False,
    )
    other = forms.ChoiceField(required=False, label="One of my applications")
    employer = forms.CharField(max_length=160, required=False, label="Employer")
    job_title = forms.CharField(max_length=200, required=False, label="Job title")
    agency = forms.CharField(max_length=160, required=False, label="Via which agency")

    candidate: Candidate

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        suggested: list[tuple[str, str]],
        others: list[tuple[str, str]],
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **options)
        self.fields["application"].choices = [*suggested, (NEW, "A new one")]  # type: ignore[attr-defined]
        self.fields["other"].choices = [("", "Choose one"), *others]  # type: ignore[attr-defined]

    @property
    def is_new(self) -> bool:
        """Whether the person chose to make a new application."""
        return bool(self.cleaned_data.get("application") == NEW)

    def clean(self) -> dict[str, Any]:
        """What was picked from the list counts; a name typed beside nothing means a new one."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        is_named = bool(data.get("employer") or data.get("agency"))
        if data.get("other"):
            data["application"] = data["other"]
        elif not data.get("application") and is_named:
            data["application"] = NEW
        if not data.get("application"):
            self.add_error("employer", "Choose one of your applications, or name the employer.")
        elif self.is_new and not is_named:
            self.add_error("employer", "Name the employer, or the agency if you were not told.")
        return data

    @property
    def chosen(self) -> Application:
        """The application that was picked from the candidate's own."""
        return Application.objects.get(
            pk=self.cleaned_data["application"], candidate=self.candidate
        )


class InvitationForm(BelongsForm, DetailsForm):
    """A new invitation: its details, and the application it belongs to."""
