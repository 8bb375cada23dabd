"""Forms on the page of one application."""

from collections.abc import Iterable
from typing import Any

from django import forms

from applications.models import Application, Contact, Involvement, Note, Task
from applications.models.contact import CONTACT_ROLE_LABELS
from applications.models.note import VISIBILITY_LABELS, Visibility
from applications.models.tag import LONGEST_TAG
from applications.pay_fields import CURRENCIES, PAY, check_range, currency_in
from applications.stages import (
    OPEN_STAGES,
    OUTCOME_LABELS,
    STAGE_LABELS,
    Outcome,
    Stage,
)
from applications.transfer.limits import MOST_TAGS
from interviews.guidance.labels import INTEREST_ANCHORS
from jobtracker.edits import EditForm
from jobtracker.people.forms.local_time import check_day

PRIVATE = ("interest", "is_dream", "motive")
DAY = {"type": "date"}


class FactsForm(EditForm):
    """All that is known of an application; another employer's name makes or finds that one.

    A firm is not asked what is the candidate's alone, nor pay where that is not shared.
    """

    currencies = CURRENCIES
    employer_name = forms.CharField(max_length=160, label="Employer")
    interest = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        choices=[*INTEREST_ANCHORS.items()],
        widget=forms.RadioSelect,
        label="How much do you want it now?",
    )
    tags = forms.CharField(
        required=False,
        max_length=5 * MOST_TAGS * LONGEST_TAG,
        help_text="Words to find it by, with commas between them.",
    )

    class Meta:
        model = Application
        fields = [
            "job_title",
            "place",
            "remote",
            "agency",
            "posting_url",
            "source",
            "applied_on",
            "pay_from",
            "pay_to",
            "pay_currency",
            "pay_period",
            "motive",
            "is_dream",
            "next_step",
            "next_step_on",
        ]
        labels = {
            "job_title": "Job title",
            "agency": "Via which agency",
            "posting_url": "Link to the posting",
            "applied_on": "Applied on",
            "pay_from": "Pay from",
            "pay_to": "Pay up to",
            "is_dream": "This is the one I hope for",
            "next_step": "Next step",
            "next_step_on": "On",
        }
        widgets = {
            "applied_on": forms.DateInput(DAY, format="%Y-%m-%d"),
            "next_step_on": forms.DateInput(DAY, format="%Y-%m-%d"),
            "pay_currency": forms.TextInput({"list": "currencies", "size": 4}),
        }

    field_order = ["employer_name", "job_title"]

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        instance: Application,
        by_firm: bool,
        with_pay: bool,
        **options: Any,  # noqa: ANN401
    ) -> None:
        known = instance.tags.told(is_own=not by_firm)
        initial = {
            "employer_name": instance.employer.name,
            "interest": instance.interest_now,
            "tags": ", ".join(dict.fromkeys(tag.name for tag in known)),
        }
        self.left_out = (*(PRIVATE if by_firm else ()), *(() if with_pay else PAY))
        super().__init__(*args, **{"instance": instance, "initial": initial, **options})
        for name in self.left_out:
            del self.fields[name]
        for name in {"remote", "motive", "pay_period"} & self.fields.keys():
            _, *choices = self.fields[name].choices  # type: ignore[attr-defined]
            self.fields[name].choices = [("", "Not said"), *choices]  # type: ignore[attr-defined]
        self.fields["posting_url"].assume_scheme = "https"  # type: ignore[attr-defined]
        self.fields["employer_name"].widget.attrs["list"] = "employers"
        self.fields["applied_on"].validators.append(check_day)

    @property
    def own(self) -> list[str]:
        """Without what this person is not asked."""
        return [name for name in super().own if name not in self.left_out]

    def clean_pay_currency(self) -> str:
        return currency_in(self.cleaned_data["pay_currency"])

    def clean_tags(self) -> str:
        """Each word once, however it was typed."""
        names = words_in(self.cleaned_data["tags"])
        # Tagging many at once may have given it more; then they may stay.
        if len(names) > max(MOST_TAGS, len(words_in(self.initial["tags"]))):
            raise forms.ValidationError(f"At most {MOST_TAGS}.")
        if long := [name for name in names if len(name) > LONGEST_TAG]:
            raise forms.ValidationError(f"“{long[0]}” is longer than {LONGEST_TAG} letters.")
        return ", ".join(names)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_range(self, cleaned)
        # What a table brought without a currency may stay so while nobody touches it.
        has_pay = any(cleaned.get(name) is not None for name in ("pay_from", "pay_to"))
        lacks = has_pay and not cleaned.get("pay_currency") and "pay_currency" not in self.errors
        if lacks and {*PAY} & {*self.changed_fields}:
            self.add_error("pay_currency", "In which currency?")
        return cleaned

    @property
    def changed_fields(self) -> list[str]:
        """The application's own fields that became other than they were."""
        now, before = self.as_written(self.cleaned_data), self.as_written(self.stored)
        return [name for name in now if name in self.Meta.fields and now[name] != before[name]]

    @property
    def tag_names(self) -> list[str]:
        return words_in(self.cleaned_data["tags"])


def words_in(text: str) -> list[str]:
    """The words between the commas, each once, whatever its capitals."""
    found = (" ".join(word.split()) for word in text.split(","))
    return [*{word.lower(): word for word in found if word}.values()]


class NextStepForm(EditForm):
    """What is to be done next, and when; nothing at all means that it is done."""

    class Meta:
        model = Application
        fields = ["next_step", "next_step_on"]
        labels = {"next_step": "What will you do next?", "next_step_on": "On"}
        widgets = {"next_step_on": forms.DateInput(DAY, format="%Y-%m-%d")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("next_step_on") and not cleaned.get("next_step"):
            self.add_error("next_step", "What will you do then?")
        return cleaned


def places() -> list[Any]:
    """Where an application may go: a stage, or closed in one of the ways."""
    ends = [(each.value, label) for each, label in OUTCOME_LABELS.items()]
    return [*((each.value, STAGE_LABELS[each]) for each in OPEN_STAGES), ("Closed", ends)]


def stage_at(place: str) -> tuple[Stage, Outcome]:
    """The stage with its outcome."""
    return (Stage(place), Outcome.NONE) if place in OPEN_STAGES else (Stage.CLOSED, Outcome(place))


class StageForm(forms.Form):
    """Where the application stands now: a stage, or the way it ended."""

    to = forms.ChoiceField(label="Move to")
    # Where it stood on the page, so that nobody moves what was moved meanwhile without knowing.
    standing = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, application: Application, **options: Any) -> None:  # noqa: ANN401
        self.application = application
        super().__init__(*args, **{"initial": {"standing": application.standing}, **options})
        self.fields["to"].choices = places()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        now = self.application
        if cleaned.get("standing") not in ("", now.standing) and cleaned.get("to") != now.standing:
            self.add_error(
                "to", f"Meanwhile it was moved to “{now.status_label}”. Move it again to go on."
            )
            self.data = {**self.data.dict(), "standing": now.standing}  # type: ignore[attr-defined]
        return cleaned

    @property
    def target(self) -> tuple[Stage, Outcome]:
        """The stage with its outcome, once the form is valid."""
        return stage_at(self.cleaned_data["to"])


class NoteForm(EditForm):
    """A few lines, and who reads them."""

    class Meta:
        model = Note
        fields = ["text", "visibility"]
        labels = {"text": "Note", "visibility": "Who reads it?"}
        widgets = {
            "text": forms.Textarea({"rows": 3}),
            "visibility": forms.RadioSelect,
        }

    def __init__(self, *args: Any, by_firm: bool, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **{"prefix": "note", **options})
        self.fields["visibility"].choices = readers(by_firm=by_firm)  # type: ignore[attr-defined]


def readers(*, by_firm: bool) -> list[tuple[str, str]]:
    """Whom somebody may write for, in their words."""
    if by_firm:
        internal = VISIBILITY_LABELS[Visibility.INTERNAL]
        return [
            (Visibility.INTERNAL, internal),
            (Visibility.SHARED, "The candidate and who looks after them"),
        ]
    return [(each, VISIBILITY_LABELS[each]) for each in (Visibility.PRIVATE, Visibility.SHARED)]


class TaskForm(EditForm):
    """Something to do, and by when."""

    class Meta:
        model = Task
        fields = ["text", "due_on"]
        labels = {"text": "What is to do?", "due_on": "By"}
        widgets = {"due_on": forms.DateInput(DAY, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **{"prefix": "task", **options})


def role_field() -> forms.ChoiceField:
    choices = [("", "Not said"), *CONTACT_ROLE_LABELS.items()]
    return forms.ChoiceField(choices=choices, required=False, label="What they do in this")


class KnownPersonForm(forms.Form):
    """Somebody whom the candidate knows already."""

    contact = forms.TypedChoiceField(coerce=int, label="Who?")
    role = role_field()

    def __init__(self, *args: Any, known: Iterable[Contact], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **{"prefix": "known", **options})
        named = [(each.pk, described(each)) for each in known]
        self.fields["contact"].choices = [("", "Choose …"), *named]  # type: ignore[attr-defined]


def described(contact: Contact) -> str:
    where = contact.employer.name if contact.employer else ""
    return ", ".join(filter(None, (contact.name, contact.job_title, where)))


class NewPersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """Somebody new; the name is enough."""

    role = role_field()

    class Meta:
        model = Contact
        fields = ["name", "job_title", "email", "phone"]
        labels = {"job_title": "What they do there", "email": "E-mail"}

    field_order = ["name", "role"]

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **{"prefix": "new", **options})


class RoleForm(EditForm):
    """What somebody does in this process."""

    role = role_field()

    class Meta:
        model = Involvement
        fields = ["role"]
