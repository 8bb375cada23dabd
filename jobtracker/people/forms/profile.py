"""Who a person is, their situation, and what they keep to themselves."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings

from jobtracker.people.forms.clock import FROM_BROWSER, with_own
from jobtracker.people.models import Candidate, Situation, User
from jobtracker.people.models.candidate import (
    FEEDBACK_BY_LABELS,
    MOST_WEEKS,
    SITUATION_LABELS,
)

MOODS = {1: "Low", 2: "Not so good", 3: "So-so", 4: "Good", 5: "Very good"}


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """What every person says of themselves.

    It carries a mark of what was kept when it was drawn: what another window changed since then
    is shown before it is overwritten.
    """

    name = forms.CharField(max_length=120, label="Your name")
    time_zone = forms.ChoiceField(label="Your time zone")
    language = forms.ChoiceField(
        choices=settings.LANGUAGES,
        label="Language",
        help_text="All texts are English. In English (US), 9 July, 14:00 is July 9, 2:00 PM.",
    )
    kept = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    class Meta:
        model = User
        fields = ["name", "time_zone", "language"]

    def __init__(self, data: Any = None, *, of: User, **options: Any) -> None:  # noqa: ANN401
        super().__init__(data, instance=self._kept_by(of), **options)
        self.initial["language"] = of.language
        own = self.initial["time_zone"]
        self.fields["time_zone"].choices = with_own(own)  # type: ignore[attr-defined]
        self.fields["time_zone"].widget.attrs |= {} if own else FROM_BROWSER
        self.before = {name: self.initial.get(name, "") for name in self.fields if name != "kept"}
        self.mark = mark_of(self.before)

    def _kept_by(self, user: User) -> Any:  # noqa: ANN401
        """Read afresh: the page around a refused form still shows what is kept."""
        return User.objects.get(pk=user.pk)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.pop("kept", "") not in ("", self.mark):
            for name in [name for name in cleaned if cleaned[name] != self.before[name]]:
                self.add_error(name, self._changed_elsewhere(name))
        return cleaned

    def _changed_elsewhere(self, name: str) -> str:
        kept = self.before[name] or "nothing"
        return f"Another window has kept “{kept}” here meanwhile. Save again to keep yours."


class CandidateProfileForm(ProfileForm):
    """The same for a candidate, with what firms and employers need."""

    name = forms.CharField(max_length=120, label="Your name, as letters should carry it")
    feedback_by = forms.ChoiceField(
        choices=[*FEEDBACK_BY_LABELS.items()],
        required=False,
        label="How a firm tells you what was said after an interview",
    )

    class Meta:
        model = Candidate
        fields = [
            "name",
            "email",
            "phone",
            "looking_for",
            "notice_period",
            "feedback_by",
            "time_zone",
        ]
        labels = {"email": "E-mail address for letters", "looking_for": "What you look for"}
        help_texts = {
            "looking_for": "The work, the place, what matters to you.",
            "notice_period": "How soon you could start.",
        }
        widgets = {"phone": forms.TextInput({"autocomplete": "tel", "inputmode": "tel"})}

    def __init__(self, data: Any = None, *, of: User, **options: Any) -> None:  # noqa: ANN401
        super().__init__(data, of=of, **options)
        self.fields["email"].help_text = (
            f"Letters carry it, and firms have it. You sign in as {of.email}: that is changed "
            "under “Sign-in”."
        )

    def _kept_by(self, user: User) -> Any:  # noqa: ANN401
        return Candidate.objects.get(user=user)


class SituationForm(forms.Form):
    situation = forms.TypedChoiceField(
        coerce=Situation,
        choices=[(situation.value, label) for situation, label in SITUATION_LABELS.items()],
        widget=forms.RadioSelect,
        label="Do you have a job you could stay in?",
        error_messages={"required": "Choose one of the three."},
    )


class MoneyForm(forms.Form):
    weeks = forms.IntegerField(
        min_value=0,
        max_value=MOST_WEEKS,
        required=False,
        label="How many weeks can you go on without new income?",
        help_text="Only changes our wording. Leave it empty if you would rather not say.",
        error_messages={"invalid": "A whole number of weeks, such as 12."},
    )


class MoodForm(forms.Form):
    """How the person is, by one button; without a value they would rather not say."""

    mood = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False, choices=[*MOODS.items()]
    )


def mark_of(values: Mapping[str, object]) -> str:
    """A short sign that changes with the values."""
    return hashlib.sha256(repr(sorted(values.items())).encode()).hexdigest()[:16]
