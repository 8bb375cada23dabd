"""What was arranged changed: another time, other times to choose from, or it falls through."""

from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from interviews.forms.slots import OVER, SlotForm, SlotFormSet, drafts
from interviews.models.rescheduling import LONGEST_REASON, Happened, Side
from interviews.models.slot import SlotDraft
from jobtracker.people.forms.local_time import zone_field
from jobtracker.people.models import Candidate

CHANGED = "Meanwhile it changed: {now}. Save again to keep what is here."
WHICH_ZONE = "Which zone is this time in?"
WHICH_ZONE_OF_ALL = "Which zone are these times in?"
NAME_ONE = "Name at least one time."


def keeps_past() -> forms.BooleanField:
    return forms.BooleanField(required=False, label="That is right: it is over already")


def reason() -> forms.CharField:
    return forms.CharField(
        max_length=LONGEST_REASON,
        required=False,
        label="Why, if you know",
        help_text="Whoever sees your interviews reads it too.",
    )


def sides(*, is_own: bool) -> list[tuple[str, str]]:
    return [(Side.THEM, "They did"), (Side.ME, "I did" if is_own else "The candidate did")]


def side() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Who asked for it?",
        choices=sides(is_own=True),
        initial=Side.THEM,
        widget=forms.RadioSelect,
    )


def ways(*, is_own: bool, has_begun: bool) -> list[tuple[str, str]]:
    me = "I" if is_own else "The candidate"
    found = {
        (Happened.CALLED_OFF, Side.THEM): "They called it off",
        (Happened.CALLED_OFF, Side.ME): f"{me} called it off",
        (Happened.MISSED, Side.THEM): "They did not come",
        (Happened.MISSED, Side.ME): f"{me} did not go",
    }
    return [
        (f"{what}-{whose}", label)
        for (what, whose), label in found.items()
        if has_begun or what is Happened.CALLED_OFF
    ]


class Seen(forms.Form):
    """Carries along which version of the row its page showed, so that two tabs don't collide."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def is_still(self, version: int, now: str) -> bool:
        """Whether the row is as it was shown; else the form says how it is, and asks again."""
        if self.cleaned_data["seen"] == version:
            return True
        self.add_error(None, CHANGED.format(now=now))
        self.data = self.data.copy() if hasattr(self.data, "copy") else dict(self.data)
        self.data[self.add_prefix("seen")] = str(version)
        return False


class TimeForm(SlotForm, Seen):
    """Another time for one interview."""

    keeps_past = keeps_past()
    reason = reason()
    side = side()

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401
        *,
        candidate: Candidate,
        is_own: bool,
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["zone"] = zone_field(
            candidate.time_zone, initial.get("zone", ""), label="Time zone of this time"
        )
        self.fields["zone"].required = self.fields["start"].required = True
        self.fields["zone"].error_messages["required"] = WHICH_ZONE
        self.fields["start"].error_messages["required"] = "When is it?"
        self.fields["end"].help_text = "Left as it is, it moves along."
        self.fields["side"].choices = sides(is_own=is_own)  # type: ignore[attr-defined]
        self.asks_about_past = bool(data and data.get("keeps_past"))

    def clean_end(self) -> datetime | None:
        """An end that was left alone moves along with the start."""
        start, end = self.cleaned_data.get("start"), self.cleaned_data["end"]
        before = self.initial.get("start")
        if start and end and before and end == self.initial.get("end"):
            return cast("datetime", end + (start - before))
        return cast("datetime | None", end)

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


class NewTimesForm(Seen):
    """Other times to choose from, in the place of those that were offered."""

    keeps_past = keeps_past()
    reason = reason()
    side = side()

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401
        *,
        candidate: Candidate,
        is_own: bool,
        initial: dict[str, Any],
        rows: list[dict[str, Any]],
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["zone"] = zone_field(candidate.time_zone, initial.get("zone", ""))
        self.fields["zone"].required = True
        self.fields["zone"].error_messages["required"] = WHICH_ZONE_OF_ALL
        self.fields["side"].choices = sides(is_own=is_own)  # type: ignore[attr-defined]
        self.slots = SlotFormSet(data, initial=rows, prefix="slots")
        self.asks_about_past = bool(data and data.get("keeps_past"))

    def is_valid(self) -> bool:
        slots_are_valid = self.slots.is_valid()
        if not super().is_valid() or not slots_are_valid:
            return False
        zone = self.cleaned_data["zone"]
        return self.slots.settle_in(zone) and not self._names_none() and not self._has_slipped(zone)

    def _names_none(self) -> bool:
        if not self.slots.told:
            first = next(iter(self.slots.forms), self)
            first.add_error("start" if first is not self else None, NAME_ONE)
        return not self.slots.told

    def _has_slipped(self, zone: str) -> bool:
        if self.cleaned_data["keeps_past"]:
            return False
        self.asks_about_past = self.slots.refuse_over(zone, timezone.now())
        return self.asks_about_past

    @property
    def drafts(self) -> list[SlotDraft]:
        """The times, in the order they were typed."""
        return drafts(self.slots, self.cleaned_data["zone"])


class FallThroughForm(Seen):
    """It does not take place, or did not; `has_begun` by the time that was agreed."""

    what = forms.ChoiceField(
        label="What happened?",
        choices=ways(is_own=True, has_begun=True),
        widget=forms.RadioSelect,
        error_messages={"required": "Say which of these it was."},
    )
    reason = reason()

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401
        *,
        is_own: bool,
        has_begun: bool,
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        offered = ways(is_own=is_own, has_begun=has_begun)
        self.fields["what"].choices = offered  # type: ignore[attr-defined]

    @property
    def happened(self) -> tuple[Happened, Side]:
        """What happened, and by whom."""
        what, _, whose = self.cleaned_data["what"].partition("-")
        return Happened(what), Side(whose)


class TakenBackForm(Seen):
    """They take the invitation back."""

    reason = reason()


def is_same(draft: SlotDraft, start: datetime, zone: str) -> bool:
    """Whether the time is that one already, as after a second click."""
    return draft.start.replace(tzinfo=ZoneInfo(draft.zone)) == start and draft.zone == zone
