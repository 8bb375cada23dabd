"""What an employer offers, as it is typed in."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from applications.models import Offer
from applications.pay_fields import CURRENCIES, currency_in
from jobtracker.clock import zone_named
from jobtracker.edits import EditForm
from jobtracker.people.forms.local_time import local_time, skipped_hour, zone_field

DAY = {"type": "date"}


class OfferForm(EditForm):
    """The terms, all optional but the day: offers often come by phone, and in pieces.

    The deadline is an hour on the clock of its zone. For and against are the candidate's alone.
    """

    currencies = CURRENCIES
    deadline = local_time(label="They want an answer by")
    zone = zone_field("", label="On the clock of")

    class Meta:
        model = Offer
        fields = [
            "pay",
            "currency",
            "period",
            "bonus",
            "equity",
            "benefits",
            "days_off",
            "hours_per_week",
            "place",
            "starts_on",
            "received_on",
            "thoughts",
        ]
        labels = {
            "pay": "Pay before tax",
            "period": "For",
            "hours_per_week": "Hours a week",
            "starts_on": "First day",
            "received_on": "Offered on",
            "thoughts": "For and against",
        }
        help_texts = {"thoughts": "Only you see this."}
        widgets = {
            "currency": forms.TextInput({"list": "currencies", "size": 4}),
            "benefits": forms.Textarea({"rows": 2}),
            "thoughts": forms.Textarea({"rows": 4}),
            "starts_on": forms.DateInput(DAY, format="%Y-%m-%d"),
            "received_on": forms.DateInput(DAY, format="%Y-%m-%d"),
        }

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        own_zone: str,
        by_firm: bool = False,
        **options: Any,  # noqa: ANN401
    ) -> None:
        instance: Offer = options["instance"]
        initial = {"zone": instance.answer_by_zone or own_zone, **options.pop("initial", {})}
        if instance.answer_by:
            there = instance.answer_by.astimezone(zone_named(instance.answer_by_zone))
            initial["deadline"] = there.replace(tzinfo=None)
        super().__init__(*args, **options, initial=initial)  # type: ignore[misc]
        near = zone_field(own_zone, instance.answer_by_zone)
        self.fields["zone"].choices = near.choices  # type: ignore[attr-defined]
        if by_firm:
            del self.fields["thoughts"]

    def clean_currency(self) -> str:
        return currency_in(self.cleaned_data["currency"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        pay, deadline, zone = (cleaned.get(name) for name in ("pay", "deadline", "zone"))
        if pay is not None and pay < 0:
            self.add_error("pay", "Pay is never less than nothing.")
        if pay is not None and not cleaned.get("currency") and "currency" not in self.errors:
            self.add_error("currency", "In which currency?")
        if deadline and not zone:
            self.add_error("zone", "On whose clock is that?")
        elif deadline and zone and skipped_hour(deadline, zone):
            self.add_error("deadline", "That hour is skipped there: the clocks change.")
        return cleaned

    @property
    def terms(self) -> dict[str, Any]:
        """Fields of the offer, once the form is valid."""
        cleaned = {name: self.cleaned_data[name] for name in self.own}
        deadline, zone = cleaned.pop("deadline"), cleaned.pop("zone")
        return {
            **cleaned,
            "answer_by": deadline and deadline.replace(tzinfo=ZoneInfo(zone)),
            "answer_by_zone": zone if deadline else "",
        }
