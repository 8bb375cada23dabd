"""A hotlist's name, and candidates that were ticked."""

from typing import Any, override

from django import forms
from django.db.models.functions import Lower

from applications.models import Hotlist
from jobtracker.addresses import is_row_number
from jobtracker.edits import EditForm

MOST_TICKED = 100
TICK_FIRST = "Tick somebody first."
TAKEN = "There is one of that name already."


class HotlistForm(EditForm):
    """The name, and what the list is for."""

    class Meta:
        model = Hotlist
        fields = ["name", "note"]
        labels = {"note": "What it is for"}
        widgets = {"note": forms.Textarea({"rows": 2})}

    def clean_name(self) -> str:
        """One name a firm, whatever its capitals."""
        name = " ".join(self.cleaned_data["name"].split())
        others = Hotlist.objects.filter(firm=self.instance.firm_id).exclude(pk=self.instance.pk)
        if others.alias(folded=Lower("name")).filter(folded=name.lower()).exists():
            raise forms.ValidationError(TAKEN)
        return name


class TickedField(forms.Field):
    """Ticked candidates: cleans to the numbers of how the firm holds them."""

    widget = forms.SelectMultiple

    @override
    def to_python(self, value: Any) -> list[int]:
        texts = [*dict.fromkeys(value or [])]
        if len(texts) > MOST_TICKED:
            raise forms.ValidationError(f"At most {MOST_TICKED} at once.")
        if not texts or not all(map(is_row_number, texts)):
            raise forms.ValidationError(TICK_FIRST)
        return [int(text) for text in texts]


class TickedForm(forms.Form):
    """Some candidates of a firm."""

    held = TickedField(required=False)


class OntoForm(TickedForm):
    """Some candidates, and the hotlist they are to be on."""

    hotlist = forms.TypedChoiceField(coerce=int, error_messages={"required": "On which list?"})

    def __init__(self, *args: Any, firm_id: int, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        rows = Hotlist.objects.filter(firm=firm_id).by_name().values_list("pk", "name")
        self.fields["hotlist"].choices = [*rows]  # type: ignore[attr-defined]


class OnListsForm(forms.Form):
    """Which hotlists one candidate is on."""

    hotlists = forms.TypedMultipleChoiceField(
        label="Hotlists", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, known: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["hotlists"].choices = [(each.pk, each.name) for each in known]  # type: ignore[attr-defined]
