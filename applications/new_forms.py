"""A new application: one field that takes anything, and the form that it fills in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from applications.capture.draft import LONGEST_TEXT, Basis, Field
from applications.capture.given import MAX_CHARACTERS
from applications.models import Application
from applications.pay_fields import CURRENCIES, PAY, check_range, currency_in
from applications.readings import NOTHING_READ, Reading, reading_in
from interviews.guidance.labels import INTEREST_ANCHORS
from jobtracker.people.forms.local_time import check_day

OWN = ("interest_at_application", "is_dream", "motive")
BASIS_WORDS = {
    Basis.READ: "As the page says it.",
    Basis.GUESS: "Our guess. Please check it.",
}
LONGEST_READING = 20_000


class GivenForm(forms.Form):
    """A link, a page or a few words; a browser sends a page together with its address."""

    given = forms.CharField(
        max_length=MAX_CHARACTERS,
        label="Paste a link or the posting, or write a few words",
        help_text="Such as “Data analyst at Acme, Berlin, 55–60k”.",
        widget=forms.Textarea({"rows": 2, "autofocus": True}),
        error_messages={"required": "Paste something here, or fill in the form below."},
    )
    url = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class ApplicationForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new application: the employer is enough.

    How much it is wanted, and why, is the candidate's to say, so a firm is not asked; nor for pay
    where that is not shared.
    """

    currencies = CURRENCIES
    employer_name = forms.CharField(max_length=160, label="Employer")
    interest_at_application = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        choices=[*INTEREST_ANCHORS.items()],
        widget=forms.RadioSelect,
        label="How much do you want it?",
    )
    posting_text = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        label="The posting’s text",
        help_text="It is kept with the application, since postings vanish.",
        widget=forms.Textarea({"rows": 6}),
    )
    reading = forms.CharField(required=False, max_length=LONGEST_READING, widget=forms.HiddenInput)
    # The second button: what is added was applied for just now.
    applied_today = forms.BooleanField(required=False, widget=forms.HiddenInput)
    # Whether what may be the same job was shown already.
    looked = forms.BooleanField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Application
        fields = [
            "job_title",
            "posting_url",
            "place",
            "remote",
            "agency",
            "source",
            "pay_from",
            "pay_to",
            "pay_currency",
            "pay_period",
            "applied_on",
            "interest_at_application",
            "is_dream",
            "motive",
        ]
        labels = {
            "job_title": "Job title",
            "posting_url": "Link to the posting",
            "agency": "Via which agency",
            "source": "Where you found it",
            "applied_on": "Applied on",
            "is_dream": "This is the one I hope for",
            "pay_from": "Pay from",
            "pay_to": "Pay up to",
            "motive": "Why this one?",
        }
        help_texts = {"applied_on": "Empty until you have applied."}
        widgets = {
            # A browser would refuse an address without its scheme, as people copy it; we add it.
            "posting_url": forms.TextInput({"inputmode": "url"}),
            "applied_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "pay_currency": forms.TextInput({"list": "currencies", "size": 4}),
        }

    field_order = ["employer_name", "job_title"]

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        by_firm: bool = False,
        with_pay: bool = True,
        from_reading: Reading | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(data, **options)
        for name in (*(OWN if by_firm else ()), *(() if with_pay else PAY)):
            del self.fields[name]
        for name in {"remote", "motive", "pay_period"} & self.fields.keys():
            _, *choices = self.fields[name].choices  # type: ignore[attr-defined]
            self.fields[name].choices = [("", "Not said"), *choices]  # type: ignore[attr-defined]
        self.fields["posting_url"].assume_scheme = "https"  # type: ignore[attr-defined]
        self.fields["applied_on"].validators.append(check_day)
        self.filled_from = from_reading or reading_in(self.data.get("reading", ""))
        self._fill_in(self.filled_from)

    def _fill_in(self, reading: Reading) -> None:
        """Show what was found, and say of each fact whether it was read or guessed."""
        values = {str(name): each.value for name, each in reading.draft.facts.items()}
        self.initial = {
            **self.initial,
            **values,
            "posting_text": reading.draft.text,
            "reading": reading.as_text,
            "looked": reading is not NOTHING_READ,
        }
        for name, found in reading.draft.facts.items():
            if name in self.fields and name != Field.URL:
                self.fields[name].help_text = BASIS_WORDS[found.basis]

    def clean_pay_currency(self) -> str:
        return currency_in(self.cleaned_data["pay_currency"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        check_range(self, cleaned)
        if cleaned.get("applied_today") and not cleaned.get("applied_on"):
            cleaned["applied_on"] = timezone.localdate()
        return cleaned

    @property
    def has_more(self) -> bool:
        """Whether something is said where the page folds its fields away."""
        return self.is_bound or bool(self.filled_from.draft.facts)

    @property
    def values(self) -> dict[str, Any]:
        """Fields of the application, once the form is valid."""
        cleaned = self.cleaned_data
        return {name: value for name, value in cleaned.items() if name in self.Meta.fields}

    @property
    def posting(self) -> dict[str, Any]:
        """Fields of the posting to keep; none where there is no text of it."""
        text = self.cleaned_data["posting_text"]
        if not text:
            return {}
        return {
            "origin": self.filled_from.origin,
            "url": self.cleaned_data["posting_url"],
            "text": text,
            "reading": self.filled_from.kept,
        }
