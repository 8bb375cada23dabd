"""What holds for pay in every form that asks for it."""

from typing import Any

from django import forms

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "SEK", "DKK", "NOK", "PLN", "CZK", "CAD", "AUD", "INR")
PAY = ("pay_from", "pay_to", "pay_currency", "pay_period")


def currency_in(text: str) -> str:
    """Three letters, as banks write it.

    :raises ValidationError: for anything else but nothing
    """
    currency = text.strip().upper()
    if currency and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise forms.ValidationError("Three letters, such as EUR.")
    return currency


def check_range(form: forms.BaseForm, cleaned: dict[str, Any]) -> None:
    """A range starts at nothing or more, and ends where it starts or above."""
    lowest, highest = cleaned.get("pay_from"), cleaned.get("pay_to")
    for name in ("pay_from", "pay_to"):
        if (value := cleaned.get(name)) is not None and value < 0:
            form.add_error(name, "Pay is never less than nothing.")
    if lowest is not None and highest is not None and lowest > highest:
        form.add_error("pay_to", "This is less than where it starts.")
