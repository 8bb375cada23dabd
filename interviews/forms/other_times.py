"""Times that a person proposes: up to three, in one zone, none of them gone or taken."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django import forms

from interviews.engagements import Engagement
from interviews.forms.slots import drafts, rows_of_slots
from interviews.models.interview import USUAL_LENGTH
from interviews.models.slot import SlotDraft, in_utc
from jobtracker.people.forms.local_time import zone_field
from jobtracker.people.models import Candidate

NAMES = ("First", "Second", "Third")
MOST = len(NAMES)
SlotFormSet = rows_of_slots(extra=0, at_least=MOST, most=MOST)


class OtherTimesForm(forms.Form):
    """`engaged` says what else is on between two times."""

    keeps_clashes = forms.BooleanField(required=False, label="Propose it all the same")

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401
        *,
        candidate: Candidate,
        rows: Sequence[dict[str, Any]],
        zone: str,
        engaged: Callable[[datetime, datetime], Sequence[Engagement]],
        now: datetime,
    ) -> None:
        super().__init__(data, initial={"zone": zone})
        self.engaged, self.now = engaged, now
        self.asks_about_clash = bool(data and data.get("keeps_clashes"))
        self.fields["zone"] = zone_field(candidate.time_zone, zone)
        self.fields["zone"].required = True
        self.fields["zone"].error_messages["required"] = "Which zone are these times in?"
        self.slots = SlotFormSet(data, initial=list(rows), prefix="slots")
        for name, row in zip(NAMES, self.slots.forms, strict=False):
            row.fields["start"].label = f"{name} time, from"
            row.fields["end"].label = "until"

    def is_valid(self) -> bool:
        """Each time is held against the clock and the plans once the form is whole."""
        slots_are_valid = self.slots.is_valid()
        if not super().is_valid() or not slots_are_valid:
            return False
        if not self.slots.settle_in(self.cleaned_data["zone"]):
            return False
        for row, slot in zip(self.slots.told, self.drafts, strict=True):
            if said := self._against(slot):
                row.add_error("start", said)
        if not self.slots.told:
            first = next(iter(self.slots.forms), self)
            first.add_error("start" if first is not self else None, "Name at least one time.")
        return not any(form.errors for form in self.slots.forms) and not self.errors

    @property
    def drafts(self) -> list[SlotDraft]:
        """The times, in the order they were typed."""
        return drafts(self.slots, self.cleaned_data["zone"])

    def _against(self, slot: SlotDraft) -> str:
        """What speaks against the time, if anything."""
        times = in_utc(slot)
        start = times["starts_at"]
        end = times["ends_at"] or start + USUAL_LENGTH
        if start <= self.now:
            return "This time is over."
        if self.cleaned_data["keeps_clashes"]:
            return ""
        taken = (each for each in self.engaged(start, end) if each.takes_time)
        clash = next((each.in_words(slot.zone) for each in taken), "")
        self.asks_about_clash = self.asks_about_clash or bool(clash)
        return clash
