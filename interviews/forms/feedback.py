"""Feedback as it is asked for and written down, and its points."""

from collections.abc import Sequence
from typing import Any, override

from django import forms

from applications.models import DocumentVersion
from interviews.models import Feedback, FeedbackPoint, Interview
from interviews.models.feedback import FEEDBACK_SOURCE_LABELS, FeedbackSource
from interviews.models.point import POINT_KIND_LABELS, PointKind
from jobtracker.edits import EditForm

OWN = ("reading", "is_private")
SOURCES = [("", "Not said"), *FEEDBACK_SOURCE_LABELS.items()]
SCORES = [("", "Not tried again"), *((n, f"{n} of 5") for n in range(1, 6))]
LABELS = {
    "interview": "After which interview",
    "whom": "By name",
    "verbatim": "Their words",
    "reading": "Your own reading",
    "is_private": "Keep it to myself",
}
HELP = {
    "verbatim": "As they said it. What you make of it has a place of its own.",
    "reading": "Only you see this, whatever you share.",
    "is_private": "No firm sees any of it.",
}
WORDS = forms.Textarea({"rows": 6})


class RequestForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who was asked; what they say on the spot nobody asked for."""

    source = forms.ChoiceField(
        choices=[each for each in SOURCES if each[0] != FeedbackSource.ON_THE_SPOT],
        required=False,
        label="Who that is",
    )

    class Meta:
        model = Feedback
        fields = ["whom", "source"]
        labels = {"whom": "Whom you asked"}


class NewFeedbackForm(forms.ModelForm):  # type: ignore[type-arg]
    """Asked for, or come already: with words it has come."""

    source = forms.ChoiceField(choices=SOURCES, required=False, label="Who was asked, or said it")

    class Meta:
        model = Feedback
        fields = ["interview", "source", "whom", "verbatim", "is_private"]
        labels = LABELS
        help_texts = HELP | {"verbatim": "Leave it empty where you have only asked so far."}
        widgets = {"verbatim": WORDS}

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        interviews: Sequence[tuple[int, str]],
        is_own: bool,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **options)
        field = self.fields["interview"]
        known = Interview.objects.filter(pk__in=[pk for pk, _ in interviews])
        field.queryset = known  # type: ignore[attr-defined]
        field.choices = [("", "None of them"), *interviews]  # type: ignore[attr-defined]
        if not interviews:
            del self.fields["interview"]
        if not is_own:
            del self.fields["is_private"]


class FeedbackForm(EditForm):
    """What is known of it; the first words mean that it has come."""

    source = forms.ChoiceField(choices=SOURCES, required=False, label="Whose words they are")

    class Meta:
        model = Feedback
        fields = ["verbatim", "source", "whom", "reading", "is_private"]
        labels = LABELS
        help_texts = HELP
        widgets = {"verbatim": WORDS, "reading": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, is_own: bool, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        if not is_own:
            for name in OWN:
                del self.fields[name]

    def clean_verbatim(self) -> str:
        """What was received is not unsaid."""
        words: str = self.cleaned_data["verbatim"]
        if not words and self.instance.pk and self.initial.get("verbatim"):
            raise forms.ValidationError("Their words stay. You can correct them here.")
        return words

    @property
    def values(self) -> dict[str, Any]:
        """Fields of the feedback, once the form is valid."""
        return {name: self.cleaned_data[name] for name in self.own}


class PointForm(forms.ModelForm):  # type: ignore[type-arg]
    """One point in one line; the version is asked for where documents are shown at all."""

    kind = forms.ChoiceField(choices=[*POINT_KIND_LABELS.items()], label="What it is about")

    class Meta:
        model = FeedbackPoint
        fields = ["text", "kind", "about"]
        labels = {"text": "The point, in one line", "about": "Which version"}

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        versions: Sequence[DocumentVersion],
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **{"prefix": "point", **options})
        self.fields["kind"].initial = PointKind.ANSWER
        if not versions:
            del self.fields["about"]
            return
        choose_among(self.fields["about"], versions, "None, or not known")


class EvidenceForm(forms.Form):
    """What shows that a point is done: a new version, or how it went when tried again."""

    version = forms.ModelChoiceField(
        queryset=DocumentVersion.objects.none(), required=False, label="Put right in"
    )
    score = forms.TypedChoiceField(
        coerce=int, empty_value=None, choices=SCORES, required=False, label="Tried again"
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        versions: Sequence[DocumentVersion],
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **options)
        choose_among(self.fields["version"], versions, "No document")

    @override
    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not data.get("version") and not data.get("score"):
            self.add_error("version", "Choose the new version, or rate how it went.")
        return data


class ComparisonForm(forms.Form):
    """Another point that says the same, or the contrary."""

    other = forms.ModelChoiceField(
        queryset=FeedbackPoint.objects.none(), required=False, label="Another point"
    )
    relation = forms.ChoiceField(
        choices=[("same", "They say the same"), ("contrary", "They disagree")],
        widget=forms.RadioSelect,
        initial="same",
        label="How they go together",
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        others: Sequence[FeedbackPoint],
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **options)
        field = self.fields["other"]
        known = FeedbackPoint.objects.filter(pk__in=[each.pk for each in others])
        field.queryset = known  # type: ignore[attr-defined]
        named = [(each.pk, f"{each.text} ({each.feedback.application})") for each in others]
        field.choices = [("", "None"), *named]  # type: ignore[attr-defined]


def choose_among(field: Any, versions: Sequence[DocumentVersion], none: str) -> None:  # noqa: ANN401
    """Offer these versions and no others."""
    field.queryset = DocumentVersion.objects.filter(pk__in=[each.pk for each in versions])
    field.choices = [("", none), *((each.pk, str(each)) for each in versions)]
