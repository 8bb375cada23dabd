"""What is asked and said about putting a candidate forward."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from applications.models import Client, Order
from applications.models.right import APPLIED_LABELS, CHOICE_LABELS, LONGEST_WORDS, Answer, Applied
from jobtracker.people.forms.firm import check_line

DAY = {"type": "date"}
USUALLY = timedelta(days=30)
LONGEST = timedelta(days=366)
OTHER = "other"
APPLIED_TO_A_FIRM = {
    Applied.NO: "No",
    Applied.MYSELF: "Yes, they applied there themselves",
    Applied.AGENCY: "Yes, another agency sent them",
    Applied.UNSURE: "They are not sure",
}
YES_FIRST = "Say whether you are in for it already: two who send you can cost you the job."


class RightForm(forms.Form):
    """For which job, what pay, until when. One question is about one job."""

    order = forms.ChoiceField(label="Which job?")
    client_name = forms.CharField(
        max_length=160,
        required=False,
        label="Client",
        widget=forms.TextInput({"list": "clients", "autocomplete": "off"}),
    )
    job_title = forms.CharField(max_length=200, required=False, label="Job title")
    pay = forms.CharField(
        max_length=200,
        label="Pay, as you understand each other",
        validators=[check_line],
    )
    valid_until = forms.DateField(
        label="Good until", widget=forms.DateInput(DAY, format="%Y-%m-%d")
    )
    question = forms.CharField(
        max_length=LONGEST_WORDS,
        required=False,
        label="A word about the job",
        help_text="The candidate reads it with the question.",
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401
        *,
        orders: Sequence[Order],
        clients: Sequence[Client],
        today: date,
        chosen: str = "",
    ) -> None:
        first = next((str(each.pk) for each in orders), OTHER)
        known = {str(each.pk) for each in orders}
        initial = {
            "order": chosen if chosen in known else first,
            "valid_until": today + USUALLY,
        }
        super().__init__(data, initial=initial)
        self.orders = {str(each.pk): each for each in orders}
        self.clients = {each.name.lower(): each for each in clients}
        self.today = today
        self.fields["order"].choices = [  # type: ignore[attr-defined]
            *((pk, f"{each.title}, {each.client.name}") for pk, each in self.orders.items()),
            (OTHER, "Another job"),
        ]

    def clean_valid_until(self) -> date:
        until: date = self.cleaned_data["valid_until"]
        if not self.today <= until <= self.today + LONGEST:
            raise forms.ValidationError("A day from today on, within a year.")
        return until

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        order = self.orders.get(cleaned.get("order", ""))
        if order:
            return cleaned | {"order": order, "client": order.client, "job_title": order.title}
        client = self.clients.get(cleaned.get("client_name", "").strip().lower())
        if client is None and "order" in cleaned:
            self.add_error("client_name", "Choose one of your clients, or add it as one first.")
        if not cleaned.get("job_title") and "job_title" not in self.errors:
            self.add_error("job_title", "Which job is it?")
        return cleaned | {"order": None, "client": client}

    @property
    def what(self) -> dict[str, Any]:
        """Fields of the right, once the form is valid."""
        names = ("order", "client", "job_title", "pay", "valid_until", "question")
        return {name: self.cleaned_data[name] for name in names}


class AppliedForm(forms.Form):
    """Whether somebody is in for the job already."""

    applied = forms.ChoiceField(
        choices=[*APPLIED_LABELS.items()],
        required=False,
        widget=forms.RadioSelect,
        label="Are you in for this job already?",
        help_text="Applied yourself, or sent by another agency. Some employers turn down whoever "
        "comes to them twice, so a yes needs this too.",
    )
    applied_how = forms.CharField(
        max_length=300, required=False, label="When, and by whom?", validators=[check_line]
    )

    @property
    def said(self) -> dict[str, Any]:
        """Fields of the right, once the form is valid."""
        names = [name for name in self.fields if name not in ("answer", "sure")]
        values = {name: self.cleaned_data[name] for name in names}
        return values | {"applied": Applied(values["applied"])}


class AnswerForm(AppliedForm):
    """The candidate's own yes or no, in their own words if they like."""

    answer = forms.ChoiceField(
        choices=[(Answer.YES.value, "Yes"), (Answer.NO.value, "No")],
        error_messages={"required": "Say yes or no."},
    )
    words = forms.CharField(
        max_length=LONGEST_WORDS,
        required=False,
        label="In your own words",
        help_text="What they should know or keep to. Not needed.",
        widget=forms.Textarea({"rows": 3}),
    )

    field_order = ["applied", "applied_how", "words"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_yes = cleaned.get("answer") == Answer.YES
        if is_yes and not cleaned.get("applied") and "applied" not in self.errors:
            self.add_error("applied", YES_FIRST)
        return cleaned


class WrittenYesForm(AppliedForm):
    """A yes that came in writing, as the firm notes it down."""

    words = forms.CharField(
        max_length=LONGEST_WORDS,
        label="What they wrote",
        help_text="Paste the mail or letter. The candidate sees what stands here, and can take "
        "their word back.",
        widget=forms.Textarea({"rows": 4}),
    )
    written_on = forms.DateField(label="Written on", widget=forms.DateInput(DAY, format="%Y-%m-%d"))

    field_order = ["words", "written_on", "applied", "applied_how"]

    def __init__(self, data: Any = None, *, today: date) -> None:  # noqa: ANN401
        super().__init__(data, initial={"written_on": today})
        self.today = today
        applied = self.fields["applied"]
        applied.label, applied.help_text = "Are they in for this job already?", "If they say so."
        applied.choices = [*APPLIED_TO_A_FIRM.items()]  # type: ignore[attr-defined]

    def clean_written_on(self) -> date:
        written: date = self.cleaned_data["written_on"]
        if not self.today - LONGEST <= written <= self.today:
            raise forms.ValidationError("A day within the last year.")
        return written


class ChoiceForm(forms.Form):
    """Which way in counts."""

    choice = forms.ChoiceField(
        choices=[*CHOICE_LABELS.items()],
        error_messages={"required": "Choose one of the two.", "invalid_choice": "Choose one."},
    )
