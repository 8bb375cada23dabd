"""The bar of filters above board and list; it only writes what `Filters` reads."""

from typing import Any

from django import forms

from applications.filters import GROUP_LABELS, LONGEST_TEXT, MOST_DAYS, Filters, Order
from applications.stages import OUTCOME_LABELS, REMOTE_LABELS, STAGE_LABELS, Stage

DATE = {"type": "date"}
ORDER_LABELS = {
    Order.NEWEST: "Newest first",
    Order.EMPLOYER: "Employer",
    Order.TITLE: "Job title",
    Order.STEP: "Next step",
    Order.QUIET: "Longest quiet",
    Order.INTEREST: "Interest",
    Order.APPLIED: "Applied last",
}
STAGES = [(value, label) for value, label in STAGE_LABELS.items() if value is not Stage.CLOSED]


class FilterForm(forms.Form):
    """Shown with what is in force; never refused, since an address is not typed by people."""

    q = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        label="Search",
        widget=forms.TextInput(
            {"type": "search", "placeholder": "Employer, title, notes, posting"}
        ),
    )
    stage = forms.ChoiceField(
        required=False,
        label="Stage",
        choices=[*GROUP_LABELS.items(), *STAGES, ("Closed", [*OUTCOME_LABELS.items()])],
    )
    sort = forms.ChoiceField(required=False, label="Order", choices=[*ORDER_LABELS.items()])
    tag = forms.CharField(
        required=False, label="Tag", widget=forms.TextInput({"list": "filter-tags"})
    )
    interest = forms.ChoiceField(
        required=False,
        label="Interest",
        choices=[("", "Any"), ("3", "3 or more"), ("4", "4 or more"), ("5", "5")],
    )
    remote = forms.ChoiceField(
        required=False, label="On site or remote", choices=[("", "Any"), *REMOTE_LABELS.items()]
    )
    quiet = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_DAYS, label="Quiet for days"
    )
    since = forms.DateField(
        required=False, label="Applied from", widget=forms.DateInput(DATE, format="%Y-%m-%d")
    )
    until = forms.DateField(
        required=False, label="Applied until", widget=forms.DateInput(DATE, format="%Y-%m-%d")
    )
    due = forms.BooleanField(required=False, label="Next step is due")
    flagged = forms.BooleanField(required=False, label="Has a red flag")
    agency = forms.BooleanField(required=False, label="Via an agency")

    def __init__(self, filters: Filters, *, is_own: bool) -> None:
        shown: dict[str, Any] = {
            name: value or None for name, value in vars(filters).items() if name in self.base_fields
        }
        super().__init__(initial=shown, auto_id="filter-%s")
        if not is_own:
            del self.fields["interest"]
            self.fields["sort"].choices = [  # type: ignore[attr-defined]
                each for each in ORDER_LABELS.items() if each[0] is not Order.INTEREST
            ]


class SavedViewForm(forms.Form):
    """A name for what the page shows now."""

    name = forms.CharField(max_length=60, label="Name of this view")
    layout = forms.ChoiceField(choices=[("list", "List"), ("board", "Board")])
    query = forms.CharField(max_length=1_000, required=False)
    replaces = forms.BooleanField(required=False)

    @property
    def takes_the_place(self) -> bool:
        """Whether it takes the place of another view of that name; once the form is valid."""
        return bool(self.cleaned_data["replaces"])
