"""What is asked when a firm asks a client, and when it passes on what was said."""

from collections.abc import Collection
from functools import cached_property
from typing import Any, override

from django import forms

from interviews.models import ClientAnswer, FeedbackRequest, NoNews, RefusedWish
from interviews.models.feedback import LONGEST
from interviews.models.feedback_request import WAY_LABELS, Way
from interviews.relaying.rules import Finding, Piece, Reader, Rule, findings_in, marked, reasons_for
from jobtracker.people.forms.firm import check_line
from jobtracker.people.models import Membership

LOOK_AGAIN = "Some of it is better left out; below is what and why. You can also send it as it is."
LOOK_AGAIN_OR_SAY_WHY = (
    "Some of it is better left out; below is what and why. Change it, or say why it stays."
)
NO_ADDRESS = "We know no address of theirs. Tell them by voice, or add one first."


class WarnedForm(forms.BaseForm):
    """A form with one text that somebody outside of the firm reads; it is looked over first.

    It warns, and the person decides.
    """

    looked_over: str
    reader: Reader

    @property
    def text(self) -> str:
        """As it stands in the field."""
        value = self[self.looked_over].value()
        return str(value or "").replace("\r\n", "\n")

    @cached_property
    def findings(self) -> list[Finding]:
        return findings_in(self.text, self.reader)

    @property
    def pieces(self) -> list[Piece]:
        return marked(self.text, self.findings)

    @property
    def reasons(self) -> list[tuple[Rule, list[str]]]:
        return [*reasons_for(self.findings).items()]


class AskForm(WarnedForm, forms.ModelForm):  # type: ignore[type-arg]
    """Whom to ask, and how the candidate is named there. `anyway` once a warning was read."""

    looked_over, reader = "note", Reader.CLIENT

    anyway = forms.BooleanField(required=False, label="Send it as it is")

    class Meta:
        model = FeedbackRequest
        fields = ["contact_name", "contact_address", "by_initials", "note"]
        widgets = {
            "note": forms.Textarea({"rows": 3}),
            "contact_address": forms.EmailInput({"autocomplete": "off"}),
        }
        help_texts = {
            "contact_address": "Leave it empty if you ask by phone. Then no mail goes out.",
            "by_initials": "Else by their first name. No more than that is in the mail.",
            "note": "It stands in the mail. What the candidate thinks, needs or is paid stays "
            "out of it.",
        }

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["contact_name"].validators.append(check_line)

    @override
    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.findings and not data.get("anyway"):
            self.add_error("note", LOOK_AGAIN)
        return data

    @property
    def values(self) -> dict[str, Any]:
        """Fields of the request, once the form is valid."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class ColleagueForm(forms.Form):
    """Which colleague hears of it."""

    to = forms.ChoiceField(label="Who?", error_messages={"required": "Choose a colleague."})

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401
        *,
        colleagues: Collection[Membership],
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(data, **options)
        self.colleagues = {str(each.pk): each for each in colleagues}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a colleague"),
            *((pk, str(each.user)) for pk, each in self.colleagues.items()),
        ]

    def clean_to(self) -> Membership | None:
        return self.colleagues.get(self.cleaned_data["to"])


class WishForm(ColleagueForm):
    """A wish that is refused, and who is told."""

    what = forms.CharField(
        max_length=RefusedWish._meta.get_field("what").max_length,
        widget=forms.Textarea({"rows": 3}),
        label="What they wished for",
    )

    field_order = ("what", "to")


class NoneForm(forms.Form):
    said_by = forms.CharField(max_length=120, label="Who said so?", validators=[check_line])


class ReadingForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = ClientAnswer
        fields = ["reading"]
        labels = {"reading": "Our reading"}
        widgets = {"reading": forms.Textarea({"rows": 4})}


class RelayForm(WarnedForm, forms.Form):
    """The candidate's version, and how they are told; `kept_why` is why a warning was put aside."""

    looked_over, reader = "words", Reader.CANDIDATE

    words = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 12}),
        label="What they read",
        help_text="About the job, with an example, and what comes next. In your words.",
    )
    way = forms.ChoiceField(
        choices=[*WAY_LABELS.items()], widget=forms.RadioSelect, label="How you tell them"
    )

    kept_why = forms.CharField(
        max_length=FeedbackRequest._meta.get_field("kept_why").max_length,
        required=False,
        label="Why it stays, if it does",
        help_text="Kept in the firm. Empty if you changed the words.",
    )

    def __init__(self, *args: Any, has_address: bool, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.has_address = has_address

    @override
    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.findings and not data.get("kept_why"):
            self.add_error("words", LOOK_AGAIN_OR_SAY_WHY)
        if not self.findings:
            data["kept_why"] = ""
        return data

    def clean_way(self) -> Way:
        way = Way(self.cleaned_data["way"])
        if way is Way.MAIL and not self.has_address:
            raise forms.ValidationError(NO_ADDRESS)
        return way


class NoNewsForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = NoNews
        fields = ["text"]
        widgets = {"text": forms.Textarea({"rows": 10})}

    def __init__(self, *args: Any, has_address: bool, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.has_address = has_address

    @override
    def clean(self) -> dict[str, Any]:
        if not self.has_address:
            self.add_error(None, NO_ADDRESS)
        return super().clean() or self.cleaned_data
