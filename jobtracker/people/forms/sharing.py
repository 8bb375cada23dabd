"""What a candidate shares with a firm."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget

from jobtracker.people.access import Scope
from jobtracker.people.models import Representation

SCOPE_LABELS = {
    Scope.APPLICATIONS: "Applications",
    Scope.INTERVIEWS: "Interviews",
    Scope.FEEDBACK: "Feedback",
    Scope.DOCUMENTS: "Documents",
    Scope.PAY: "Pay",
}
SCOPE_MEANINGS = {
    Scope.APPLICATIONS: "employer, job, stage, dates, red flags, history",
    Scope.INTERVIEWS: "invitations with their original message, times, places and people, our "
    "advice, and what you decided",
    Scope.FEEDBACK: "what employers said about you afterwards",
    Scope.DOCUMENTS: "your résumés and letters",
    Scope.PAY: "what jobs pay, and your offers",
}
# What a firm that looks after somebody needs to do so, whatever is ticked: the fields of Candidate
# that its page shows.
ALWAYS_SHARED = {
    "name": "your name",
    "email": "e-mail address for letters",
    "phone": "phone",
    "time_zone": "time zone",
    "looking_for": "what you look for",
    "notice_period": "notice period",
    "feedback_by": "how you would rather hear feedback",
}
CONTACT_DETAILS = "contact details"
ALL_BUT_PAY = [scope for scope in Scope if scope is not Scope.PAY]


class ScopesForm(forms.Form):
    """One box a scope. It carries what was shared when it was drawn.

    So a window that was left open does not share again what another one has taken back.
    """

    scopes = forms.TypedMultipleChoiceField(
        coerce=Scope,
        choices=[(each.value, SCOPE_LABELS[each]) for each in Scope],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label="What they see",
    )
    before = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401
        *,
        held: Representation | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        shared = ALL_BUT_PAY if held is None else sorted(held.scopes)
        super().__init__(data, initial={"scopes": shared}, **options)
        self.mark = " ".join(shared) or "nothing"
        self.held = held

    @property
    def always(self) -> str:
        """What no box takes away."""
        return listed([*ALWAYS_SHARED.values()])

    @property
    def boxes(self) -> list[tuple[BoundWidget, str]]:
        """Each box with what its scope means."""
        return [(box, SCOPE_MEANINGS[Scope(str(box.data["value"]))]) for box in self["scopes"]]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.held is not None and cleaned.get("before", "") not in ("", self.mark):
            now = in_words(self.held.scopes)
            self.add_error(
                "scopes",
                f"You changed this in another window meanwhile: they now see {now}. Check the "
                "boxes and save again.",
            )
        return cleaned


def in_words(scopes: Any) -> str:  # noqa: ANN401
    """What a firm sees by these scopes, or their codes: "contact details and applications"."""
    labels = [SCOPE_LABELS[scope].lower() for scope in Scope if scope in scopes]
    return listed([CONTACT_DETAILS, *labels]) if labels else f"{CONTACT_DETAILS} alone"


def listed(words: list[str]) -> str:
    """As a list to read: "one, two and three"."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
