"""The letter as the person edits it, and what they add to it."""

import re
from typing import Any, override

from django import forms
from django.core.validators import validate_email

from interviews.correspondents import MOST_COPIES, is_suspicious, suspects
from interviews.letters import ROOM_FOR, LetterKind, Said, gaps_in
from interviews.models import Letter
from interviews.models.letter import COPIES_LENGTH
from interviews.occasions import Occasion
from interviews.outgoing import ascii_address

BETWEEN = re.compile(r"[\s,;]+")
LONGEST = 300


class LetterForm(forms.ModelForm):  # type: ignore[type-arg]
    """`leaves` asks for all that a letter needs which goes out as it stands."""

    cc = forms.CharField(required=False, max_length=COPIES_LENGTH, label="Copies to")

    class Meta:
        model = Letter
        fields = ["to", "cc", "subject", "body"]
        labels = {"body": "Message"}
        widgets = {
            "subject": forms.TextInput,
            "body": forms.Textarea({"rows": 16}),
        }

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        occasion: Occasion,
        kind: LetterKind,
        leaves: bool,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **options)
        self.leaves = leaves
        asks_others = kind is LetterKind.ASK and is_suspicious(occasion)
        self.refused = suspects(occasion) if asks_others else frozenset()

    def clean_to(self) -> str:
        to: str = self.cleaned_data["to"]
        if to.lower() in self.refused:
            raise forms.ValidationError(
                "That is who the warning is about. Use an address that you found yourself."
            )
        return usable(to) if to else ""

    def clean_cc(self) -> str:
        typed = [each for each in BETWEEN.split(self.cleaned_data["cc"]) if each]
        if len(typed) > MOST_COPIES:
            raise forms.ValidationError(f"{MOST_COPIES} copies at most.")
        for each in typed:
            validate_email(each)
        return ", ".join({each.lower(): usable(each) for each in typed}.values())

    @override
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.leaves:
            return cleaned
        if "to" in cleaned and not cleaned["to"]:
            self.add_error("to", "Whom does it go to?")
        for name in ("subject", "body"):
            if found := gaps_in(cleaned.get(name, "")):
                self.add_error(name, f"Fill in {found[0]} first, or take it out.")
        return cleaned


def sentence(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(required=False, max_length=LONGEST, label=label, help_text=help_text)


class WordingForm(forms.Form):
    """What a letter has room for beyond what is known; the texts go into its sentences."""

    reason = sentence("Your reason, in short", "None is needed. It goes in as you write it.")
    true_specific = sentence("One thing you valued in the talk", "Something that is true.")
    recalled = sentence("One thing you talked about")
    need = sentence(
        "How you can help with what they need", "A sentence from you, such as “I built …”."
    )
    promised = sentence("What you promised to send or say")
    recommends = sentence(
        "Somebody they could ask instead", "A name, once you have asked them. Only if you like."
    )
    door_open = forms.BooleanField(
        required=False, label="Say that I would like to hear of other roles"
    )

    def __init__(self, *args: Any, kind: LetterKind, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        room = ROOM_FOR.get(kind, ())
        self.fields = {name: self.fields[name] for name in room}

    @property
    def said(self) -> Said:
        """What they wrote."""
        return Said(**self.cleaned_data)


def usable(address: str) -> str:
    try:
        return ascii_address(address)
    except ValueError as error:
        raise forms.ValidationError("Not every mail system takes this address.") from error
