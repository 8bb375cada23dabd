"""A firm, who works for it, and the candidates it looks after."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from jobtracker.outbox.models import is_control
from jobtracker.people.forms.clock import ClockForm, with_own
from jobtracker.people.models import Membership, Role
from jobtracker.people.models.firm import ROLE_LABELS

NAME_LENGTH = 120
NOBODY = "nobody"
MEAN_IT = "Tick the box if you mean it."
ROLE_MEANINGS = {
    Role.COORDINATOR: "looks after candidates",
    Role.ADMINISTRATOR: "does that too, and says who works here",
}


def check_line(text: str) -> None:
    """Refuse what cannot be seen, since a name goes into letters and their headers."""
    if any(is_control(character) for character in text):
        raise ValidationError("It holds a character that can't be seen. Please type it anew.")


class FirmForm(ClockForm):
    field_order = ("name", "time_zone")

    name = forms.CharField(
        max_length=NAME_LENGTH,
        label="The firm’s name, as candidates know it",
        validators=[check_line],
        widget=forms.TextInput({"autocomplete": "organization"}),
    )


class JoinForm(forms.Form):
    """Who is to join; that somebody works here already is no secret to their own firm."""

    email = forms.EmailField(
        max_length=254, label="E-mail address", widget=forms.EmailInput({"autocomplete": "off"})
    )
    role = forms.TypedChoiceField(
        coerce=Role,
        choices=[(role.value, f"{ROLE_LABELS[role]}: {ROLE_MEANINGS[role]}") for role in Role],
        initial=Role.COORDINATOR,
        widget=forms.RadioSelect,
        label="Role",
    )

    def __init__(self, data: Any = None, *, team: Collection[Membership]) -> None:  # noqa: ANN401
        super().__init__(data, auto_id="join_%s")
        self.team = team

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if any(member.user.email == email for member in self.team):
            raise ValidationError("This person works here already.")
        return email


class RoleForm(forms.Form):
    role = forms.TypedChoiceField(coerce=Role, choices=[*ROLE_LABELS.items()])


class HandOverForm(forms.Form):
    """Which colleague takes over."""

    to = forms.ChoiceField(
        label="Who takes over?", error_messages={"required": "Choose who takes over."}
    )

    def __init__(self, data: Any = None, *, colleagues: Collection[Membership]) -> None:  # noqa: ANN401
        super().__init__(data, auto_id="to_%s")
        self.colleagues = {str(member.pk): member for member in colleagues}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a colleague"),
            *(
                (pk, f"{member.user} ({member.user.email})")
                for pk, member in self.colleagues.items()
            ),
        ]

    def clean_to(self) -> Membership | None:
        return self.colleagues.get(self.cleaned_data["to"])


class RemovalForm(HandOverForm):
    """Who takes the caseload of somebody who leaves, asked only where there is one; and a tick."""

    sure = forms.BooleanField(error_messages={"required": MEAN_IT})

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401
        *,
        colleagues: Collection[Membership],
        who: str,
        has_caseload: bool,
    ) -> None:
        super().__init__(data, colleagues=colleagues)
        self.fields["sure"].label = f"Yes, {who}"
        self.auto_id = "heir_%s"
        if not has_caseload:
            del self.fields["to"]
            return
        choices = self.fields["to"].choices  # type: ignore[attr-defined]
        self.fields["to"].choices = [*choices, (NOBODY, "Nobody for now")]  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    """How to reach a candidate who has not claimed their record."""

    name = forms.CharField(max_length=NAME_LENGTH, label="Name", validators=[check_line])
    email = forms.EmailField(
        max_length=254,
        required=False,
        label="E-mail address",
        help_text="Needed only to invite them. You can add it later.",
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    phone = forms.CharField(
        max_length=40,
        required=False,
        label="Phone",
        validators=[check_line],
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "tel"}),
    )
    time_zone = forms.ChoiceField(label="Their time zone")

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        own = self.initial.get("time_zone", "")
        self.fields["time_zone"].choices = with_own(own)  # type: ignore[attr-defined]

    @property
    def contact(self) -> dict[str, str]:
        """Fields of the candidate, once the form is valid."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "phone", "time_zone")}


class CandidateForm(ContactForm):
    """A new candidate of the firm. `anyway` once a possible double was looked at."""

    send_now = forms.BooleanField(
        required=False,
        label="Send the invitation now",
        help_text="A mail with a link by which the record becomes theirs, and they say what you "
        "see of it.",
    )
    anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("send_now") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", "The invitation needs an address to go to.")
        return cleaned


class EndingForm(forms.Form):
    sure = forms.BooleanField(
        label="Yes, stop looking after them",
        error_messages={"required": MEAN_IT},
    )
