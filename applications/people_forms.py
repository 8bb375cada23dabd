"""Forms on employers and the people there."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Value
from django.db.models.functions import Lower

from applications.models import Contact, Employer
from jobtracker.edits import EditForm

CHOSEN = "Choose the one that stays, or leave it as it is."


class EmployerForm(EditForm):
    """What a company is called, and by which addresses its mail is known."""

    class Meta:
        model = Employer
        fields = ["name", "domain", "is_unnamed"]
        labels = {"domain": "Its domain", "is_unnamed": "An agency has not named it yet"}
        help_texts = {"domain": "Such as example.com. Mail from there is matched to this employer."}

    def clean_name(self) -> str:
        """Two of one name would be one employer: that is what merging is for."""
        name: str = self.cleaned_data["name"]
        others = Employer.objects.filter(candidate=self.instance.candidate_id)
        same = others.alias(folded=Lower("name")).filter(folded=Lower(Value(name)))
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("You have an employer of that name. Merge the two instead.")
        return name

    def clean_domain(self) -> str:
        """As people paste it, with the protocol and the path."""
        text: str = self.cleaned_data["domain"].strip().lower()
        return text.removeprefix("https://").removeprefix("http://").split("/")[0]


class MergeForm(forms.Form):
    """Another entry of the same company or person, to be made part of this one."""

    other = forms.TypedChoiceField(coerce=int, label="Which one is the same?")

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        others: Sequence[Employer] | Sequence[Contact],
    ) -> None:
        super().__init__(*args)
        choices = [(each.pk, label_of(each)) for each in others]
        self.fields["other"].choices = [("", "Choose …"), *choices]  # type: ignore[attr-defined]


def label_of(each: Employer | Contact) -> str:
    """The name, and of people where they work: there are many Annas."""
    if isinstance(each, Contact) and each.employer:
        return f"{each.name}, {each.employer.name}"
    return each.name


class ContactForm(EditForm):
    """A person at an employer or an agency; the name is enough."""

    employer_name = forms.CharField(max_length=160, required=False, label="Works at")

    class Meta:
        model = Contact
        fields = ["name", "job_title", "email", "phone", "link", "about"]
        labels = {
            "job_title": "What they do there",
            "email": "E-mail",
            "link": "Link",
            "about": "What to remember",
        }
        help_texts = {
            "about": "Whoever looks after you reads it too, if you share your applications."
        }
        widgets = {"about": forms.Textarea({"rows": 4})}

    field_order = ["name", "employer_name"]

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        instance = options.get("instance")
        if instance is not None and instance.employer:
            initial = {"employer_name": instance.employer.name}
            options["initial"] = initial | (options.get("initial") or {})
        super().__init__(*args, **options)
        self.fields["link"].assume_scheme = "https"  # type: ignore[attr-defined]
