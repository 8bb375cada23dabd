"""Forms: they turn what was typed into domain types, and stop there."""

from typing import Any

from django import forms

from applications.models import RedFlag
from interviews.guidance import Severity, Source

TOPICS = (
    "Unpaid or late wages",
    "Unpaid overtime",
    "Shouting or bullying",
    "People leave quickly",
    "Discrimination",
    "Unsafe work",
    "Pressure to decide at once",
    "Asks for money or bank details",
    "Unpaid work as a test",
    "The sender may not be who they say",
)
FIRM_SEVERITIES = (
    (Severity.MINOR, "Minor: something to ask about"),
    (Severity.SERIOUS, "Serious: it could change their mind"),
)


class RedFlagForm(forms.ModelForm):  # type: ignore[type-arg]
    """A concern; a firm adds one in its own name, the candidate says where theirs is from.

    Whether a concern rules a job out is the candidate's to say, so a firm is not asked.
    """

    topics = TOPICS

    class Meta:
        model = RedFlag
        fields = [
            "topic",
            "severity",
            "source",
            "source_detail",
            "independent_sources",
            "safety",
        ]
        labels = {
            "topic": "What is it about?",
            "severity": "How much does it weigh?",
            "source": "Where is it from?",
            "source_detail": "Who, or a link",
            "independent_sources": "How many people say so, independently?",
            "safety": "Could it be a scam?",
        }
        help_texts = {"source_detail": "Only you see this."}
        widgets = {
            "topic": forms.TextInput({"list": "red-flag-topics"}),
            "severity": forms.RadioSelect,
        }

    def __init__(self, *args: Any, by_firm: bool = False, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **{"prefix": "flag", **options})
        if by_firm:
            for name in ("source", "source_detail", "independent_sources"):
                del self.fields[name]
            self.fields["severity"] = forms.ChoiceField(
                choices=FIRM_SEVERITIES,
                widget=forms.RadioSelect,
                label=self.fields["severity"].label,
            )
            self.instance.source = Source.FIRM

    @property
    def values(self) -> dict[str, Any]:
        """Fields of the flag, once the form is valid."""
        return {"source": self.instance.source, **self.cleaned_data}
