"""What a firm writes down about its clients."""

from typing import Any

from django import forms

from applications.models import Client, ClientContact, ClientFlag, Order
from applications.pay_fields import CURRENCIES, currency_in
from jobtracker.edits import EditForm
from jobtracker.people.forms.firm import check_line

DAY = {"type": "date"}


def domain_in(text: str) -> str:
    """As people paste it, with the protocol and the path."""
    found = text.strip().lower()
    return found.removeprefix("https://").removeprefix("http://").split("/")[0]


class ClientForm(EditForm):
    """What the company is called, and what the firm knows of it."""

    class Meta:
        model = Client
        fields = ["name", "domain", "double_rule", "note"]
        labels = {
            "domain": "Its domain",
            "double_rule": "If somebody is sent to them twice",
            "note": "Note",
        }
        help_texts = {
            "domain": "Such as example.com. By it and by the name we find who of your candidates "
            "deals with them.",
            "note": "Only your firm reads it.",
        }
        widgets = {"note": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["name"].validators.append(check_line)
        rule = self.fields["double_rule"]
        rule.choices = [("", "Not known"), *rule.choices[1:]]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        same = Client.objects.filter(firm=self.instance.firm_id).named(name)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("You have a client of that name already.")
        return name

    def clean_domain(self) -> str:
        return domain_in(self.cleaned_data["domain"])


class ClientContactForm(EditForm):
    """Somebody at the client; the name is enough."""

    class Meta:
        model = ClientContact
        fields = ["name", "role", "email", "phone"]
        labels = {"role": "What they do there", "email": "E-mail", "phone": "Phone"}

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["name"].validators.append(check_line)


class ClientFlagForm(forms.ModelForm):  # type: ignore[type-arg]
    """A concern that the firm stands for."""

    class Meta:
        model = ClientFlag
        fields = ["topic", "severity", "text"]
        labels = {
            "topic": "What is it about?",
            "severity": "How much does it weigh?",
            "text": "What you know of it",
        }
        help_texts = {"text": "Only your firm reads this."}
        widgets = {
            "topic": forms.TextInput({"list": "red-flag-topics"}),
            "severity": forms.RadioSelect,
            "text": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **{"prefix": "flag", **options})


class OrderForm(EditForm):
    """A job that the client wants filled: its title and the day it came."""

    currencies = CURRENCIES

    class Meta:
        model = Order
        fields = ["title", "place", "pay", "currency", "openings", "received_on", "note"]
        labels = {
            "title": "Job title",
            "pay": "Pay",
            "openings": "How many people",
            "received_on": "Received on",
            "note": "Note",
        }
        help_texts = {
            "pay": "As the client says it, such as 42,000 to 46,000 a month.",
            "note": "Only your firm reads it.",
        }
        widgets = {
            "currency": forms.TextInput({"list": "currencies", "size": 4}),
            "openings": forms.NumberInput({"min": 1, "max": 999}),
            "received_on": forms.DateInput(DAY, format="%Y-%m-%d"),
            "note": forms.Textarea({"rows": 4}),
        }

    def clean_currency(self) -> str:
        return currency_in(self.cleaned_data["currency"])

    def clean_openings(self) -> int:
        openings: int = self.cleaned_data["openings"]
        if not 1 <= openings <= 999:
            raise forms.ValidationError("At least one, and fewer than a thousand.")
        return openings
