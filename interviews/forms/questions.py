"""Forms on questions and stories."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models.functions import Lower

from applications.models import Employer
from interviews.models import Interview, Question, Story
from interviews.models.question import ORIGIN_LABELS, Origin
from interviews.questions.families import FAMILY_LABELS, Family
from interviews.questions.reading import LONGEST_QUESTION, MAX_BYTES, MAX_QUESTIONS
from interviews.questions.roles import LEVEL_LABELS, ROLE_LABELS
from interviews.questions.wording import digest_of, family_of
from jobtracker.edits import EditForm
from jobtracker.people.models import Candidate
from jobtracker.ui.when import in_full

MOST_EMPLOYERS = 500
FAMILIES = [(each.value, label) for each, label in FAMILY_LABELS.items()]
# What the bank is asked for by taking from it.
ORIGINS = [
    (each.value, ORIGIN_LABELS[each]) for each in (Origin.OWN, Origin.ASKED, Origin.EMPLOYER)
]


def employer_field() -> forms.TypedChoiceField:
    """One that the candidate has already: a firm sees them, and what is practised it does not."""
    return forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False, label="Which employer?"
    )


def offer_employers(field: forms.Field, candidate: Candidate) -> None:
    known = Employer.objects.filter(candidate=candidate).order_by(Lower("name"), "pk")
    choices = known.values_list("pk", "name")[:MOST_EMPLOYERS]
    field.choices = [("", "None in particular"), *choices]  # type: ignore[attr-defined]


class QuestionForm(EditForm):
    """A question in one's own words; its kind is worked out where nobody says it."""

    family = forms.ChoiceField(
        choices=[("", "Work it out"), *FAMILIES], required=False, label="What kind is it?"
    )
    role_family = forms.ChoiceField(
        choices=[("", "Any"), *ROLE_LABELS.items()], required=False, label="For which line of work?"
    )
    level = forms.ChoiceField(
        choices=[("", "Anybody"), *LEVEL_LABELS.items()], required=False, label="Asked of whom?"
    )
    employer = employer_field()

    class Meta:
        model = Question
        fields = ["text", "draft", "family", "skill", "role_family", "level", "origin"]
        labels = {
            "text": "The question",
            "draft": "Your answer, in draft",
            "skill": "What it is about",
            "origin": "Where do you have it from?",
        }
        widgets = {
            "text": forms.Textarea({"rows": 2}),
            "draft": forms.Textarea({"rows": 6}),
        }
        help_texts = {"draft": "Keywords are enough: you will say it aloud, not read it out."}

    def __init__(self, data: Any = None, *, instance: Question) -> None:  # noqa: ANN401
        super().__init__(data, instance=instance, initial={"employer": instance.employer_id})
        offer_employers(self.fields["employer"], instance.candidate)
        generic = [(Origin.GENERIC.value, ORIGIN_LABELS[Origin.GENERIC])]
        is_generic = instance.origin == Origin.GENERIC
        self.fields["origin"].choices = generic * is_generic + ORIGINS  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        """One candidate has a question once."""
        text = " ".join(self.cleaned_data["text"].split())
        same = Question.objects.filter(candidate=self.instance.candidate_id, digest=digest_of(text))
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("You have this question already.")
        return text

    def clean_family(self) -> str:
        given: str = self.cleaned_data["family"]
        return given or family_of(self.cleaned_data.get("text", ""))


class AskedForm(forms.Form):
    """That somebody asked it."""

    interview = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False, label="At which interview?"
    )
    has_stumped = forms.BooleanField(required=False, label="It stumped me")

    def __init__(self, *args: Any, interviews: list[Interview], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        named = [(each.pk, f"{each.application}, {in_full(each.starts_at)}") for each in interviews]
        self.fields["interview"].choices = [("", "Another occasion"), *named]  # type: ignore[attr-defined]


class ListForm(forms.Form):
    """Questions that somebody has already: pasted, or in a file."""

    text = forms.CharField(
        required=False,
        max_length=MAX_BYTES,
        label="Paste them, one a line",
        widget=forms.Textarea({"rows": 8}),
    )
    file = forms.FileField(
        required=False,
        max_length=255,
        label="Or a file",
        help_text="Text, Markdown, CSV or JSON, at most 200 kB.",
        widget=forms.ClearableFileInput({"accept": ".txt,.md,.csv,.tsv,.json,text/plain"}),
    )

    def clean_file(self) -> UploadedFile | None:  # type: ignore[type-arg]
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(f"The file is larger than {MAX_BYTES // 1000} kB.")
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["text"] and not cleaned["file"]:
            self.add_error("text", "Paste some questions, or choose a file.")
        return cleaned


class TakingForm(forms.Form):
    """Which of the questions that were read become one's own."""

    listed = forms.CharField(
        max_length=MAX_QUESTIONS * (LONGEST_QUESTION + 2), widget=forms.HiddenInput
    )
    take = forms.TypedMultipleChoiceField(
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        label="Which of them?",
        error_messages={"required": "Tick at least one."},
    )
    origin = forms.ChoiceField(choices=ORIGINS, label="Where do you have them from?")
    employer = employer_field()

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        texts: list[str],
        candidate: Candidate,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **options)
        offer_employers(self.fields["employer"], candidate)
        self.texts = texts
        self.fields["take"].choices = [*enumerate(texts)]  # type: ignore[attr-defined]

    @property
    def taken(self) -> list[str]:
        """The ticked ones, once the form is valid."""
        return [self.texts[number] for number in self.cleaned_data["take"]]


class StoryForm(EditForm):
    """One story in its four parts; the title is enough to begin with."""

    class Meta:
        model = Story
        fields = ["title", "situation", "task", "action", "result"]
        labels = {
            "title": "What do you call it?",
            "situation": "The situation",
            "task": "Your task",
            "action": "What you did",
            "result": "What came of it",
        }
        help_texts = {
            "situation": "Where it was, when, and who else was there.",
            "task": "What was yours to do or to decide.",
            "action": "Step by step: “I”, where it was you.",
            "result": "With a figure, if there is one, and what you learned.",
        }
        widgets = {
            name: forms.Textarea({"rows": 3}) for name in ("situation", "task", "action", "result")
        }


class StoryQuestionsForm(forms.Form):
    """Which questions a story serves; what another tab changed meanwhile stays."""

    questions = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Which questions does it answer?",
    )
    before = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, known: list[Question], served: list[int]) -> None:  # noqa: ANN401
        before = ",".join(map(str, served))
        super().__init__(data, initial={"questions": served, "before": before})
        self.served, self.known = served, known
        self.fields["questions"].choices = [(each.pk, each.text) for each in known]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Question]:
        """As served now, with what the person added and without what they took away."""
        before = {int(each) for each in self.cleaned_data["before"].split(",") if is_number(each)}
        ticked = {*self.cleaned_data["questions"]}
        chosen = ({*self.served} | (ticked - before)) - (before - ticked)
        return [each for each in self.known if each.pk in chosen]


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def is_family(text: str) -> bool:
    """Whether it is one, for an address that anybody may write."""
    return text in [*Family]
