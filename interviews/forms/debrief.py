"""How an interview went: two things are needed, everything else is optional."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, override

from django import forms

from interviews.feelings import CONFIDENCE_ANCHORS, DREAD_ANCHORS
from interviews.forms.practice import scale_of
from interviews.guidance import DEFAULT_POLICY, Policy, Severity, Source
from interviews.guidance.labels import INTEREST_ANCHORS, SEVERITY_LABELS
from interviews.intake.reading import Format
from interviews.models import Debrief, Interview
from interviews.models.debrief import lines_of
from interviews.models.interview import PARTNER_LABELS, InterviewState, Partner
from jobtracker.clock import zone_named
from jobtracker.edits import EditForm
from jobtracker.people.forms.local_time import local_time, settle, which_hour
from jobtracker.people.models import Situation

NOT_OVER = "By our calendar it was not held. When was it?"
MOST_LINES = 10
LONGEST_FLAG = 160
LONGEST_QUESTION = 300
# Those of before are asked of one's memory, where nobody asked beforehand.
RATED = {
    "confidence_after": (CONFIDENCE_ANCHORS, "Your confidence now"),
    "dread_after": (DREAD_ANCHORS, "How hard was it?"),
    "confidence_before": (CONFIDENCE_ANCHORS, "Your confidence before, as you remember it"),
    "dread_before": (DREAD_ANCHORS, "How hard you thought it would be, as you remember it"),
}
EFFORT = ("hours_used", "leave_days")


def interest_field(label: str) -> forms.TypedChoiceField:
    """Five steps, with the same anchors before and after, so that they compare."""
    return forms.TypedChoiceField(
        coerce=int,
        choices=[*INTEREST_ANCHORS.items()],
        widget=forms.RadioSelect,
        label=label,
        error_messages={"required": "Choose one of the five."},
    )


# What is seen in the room, and tells (guidance, section 2).
OBSERVATIONS = (
    "They spoke badly of their own people",
    "They dodged questions",
    "It was chaotic",
    "They pressed for an answer at once",
    "They asked what is private",
)


class ConfirmForm(forms.Form):
    """The interest once more, the morning after."""

    interest = interest_field("Interest now")


class DebriefForm(EditForm):
    """The candidate's account; `is_off_plan` says that it needs to be told when it was held."""

    interest_after = interest_field("Interest now")
    partner = forms.TypedChoiceField(
        coerce=Partner,
        empty_value=Partner.UNKNOWN,
        choices=[(partner.value, label) for partner, label in PARTNER_LABELS.items()],
        widget=forms.RadioSelect,
        required=False,
        label="Whom did you talk with?",
        help_text="Only a talk with the manager or the team counts as the first interview.",
    )
    confidence_after = scale_of(*RATED["confidence_after"])
    dread_after = scale_of(*RATED["dread_after"])
    confidence_before = scale_of(*RATED["confidence_before"])
    dread_before = scale_of(*RATED["dread_before"])
    held_at = local_time(label="When was it held?", error_messages={"required": NOT_OVER})
    held_at_which = which_hour()
    on_the_spot = forms.CharField(
        required=False,
        initial="",
        max_length=5_000,
        widget=forms.Textarea({"rows": 2}),
        label="Feedback they gave on the spot",
        help_text="It goes into your feedback, for you alone until you say otherwise.",
    )
    flags = forms.CharField(
        required=False,
        initial="",
        max_length=1_000,
        widget=forms.Textarea({"rows": 2}),
        label="New red flags, one a line",
        help_text="They are kept with the employer, where a firm you share with reads them.",
    )
    observed = forms.MultipleChoiceField(
        choices=[(each, each) for each in OBSERVATIONS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="What you saw there",
        help_text="What you tick becomes a red flag. An improper question needs no answer, ever.",
    )
    weight = forms.ChoiceField(
        choices=[*SEVERITY_LABELS.items()],
        initial=Severity.SERIOUS,
        required=False,
        label="How much do they weigh?",
    )

    class Meta:
        model = Debrief
        fields = [
            "interest_after",
            "learned",
            "met",
            "minutes",
            "surprise_job",
            "surprise_market",
            "surprise_me",
            "stumped_on",
            "promised",
            "promised_on",
            *EFFORT,
            *RATED,
            "notes",
        ]
        labels = {
            "learned": "One thing you learned",
            "met": "Whom you met, by name",
            "minutes": "How many minutes",
            "surprise_job": "What surprised you about the job",
            "surprise_market": "About the market",
            "surprise_me": "About yourself",
            "stumped_on": "Questions that stumped you, one a line",
            "promised": "What they promised",
            "promised_on": "By when",
            "hours_used": "Hours it took, the way included",
            "leave_days": "Days of leave",
        }
        widgets = {
            "learned": forms.TextInput,
            "stumped_on": forms.Textarea({"rows": 3}),
            "promised_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "notes": forms.Textarea({"rows": 4}),
        }

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401
        *,
        interview: Interview,
        told: Debrief | None,
        now: datetime,
        policy: Policy = DEFAULT_POLICY,
    ) -> None:
        self.interview, self.now, self.policy = interview, now, policy
        first = {"partner": interview.partner or likely_partner(interview)}
        fresh = Debrief(interview=interview, candidate_id=interview.candidate_id)
        super().__init__(data, instance=told or fresh, initial=first)
        self.is_off_plan = is_off_plan(interview, now)
        self.fields["held_at"].required = self.is_off_plan
        if not self.is_off_plan:
            del self.fields["held_at"], self.fields["held_at_which"]
        if told is not None and told.is_confirmed:
            # The first reaction stays as it was; the confirmed one is corrected where it stands.
            del self.fields["interest_after"]

    def clean_stumped_on(self) -> str:
        lines = lines_of(self.cleaned_data["stumped_on"])
        refuse_long(lines, LONGEST_QUESTION)
        return "\n".join(lines)

    def clean_flags(self) -> str:
        lines = lines_of(self.cleaned_data["flags"])
        refuse_long(lines, LONGEST_FLAG)
        return "\n".join(lines)

    @override
    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.settle_held_at()
        if not data.get("partner"):
            data["partner"] = likely_partner(self.interview)
        minutes = data.get("minutes")
        is_short = minutes is not None and minutes < self.policy.first_done_minutes
        if data["partner"] == Partner.TEAM and is_short:
            # A few words with the team end no first stage; that is what the second answer says.
            data["partner"] = Partner.HR
        return data

    def settle_held_at(self) -> None:
        held_at = settle(self, "held_at", self.interview.zone)
        if held_at is None:
            return
        moment = held_at.replace(tzinfo=zone_named(self.interview.zone))
        if moment > self.now or held_at.year < 2000:
            said = "That is still to come. Say how it went once it is over."
            self.add_error("held_at", said)

    @property
    def asks_effort(self) -> bool:
        """Whether to ask what it took: beside a job it takes something, and what was said stays."""
        is_told = any(self.stored[name] is not None for name in EFFORT)
        return is_told or self.interview.candidate.situation == Situation.EMPLOYED

    @property
    def answers(self) -> dict[str, Any]:
        """Fields of the debrief, once the form is valid."""
        return {
            name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data
        }

    @property
    def was_held_at(self) -> datetime | None:
        """When it was held, where that had to be said."""
        held_at: datetime | None = self.cleaned_data.get("held_at")
        return held_at and held_at.replace(tzinfo=zone_named(self.interview.zone))

    @property
    def new_flags(self) -> Iterator[dict[str, str]]:
        """Fields of each new red flag; what one saw oneself is one's own experience."""
        severity = self.cleaned_data["weight"] or Severity.SERIOUS
        topics = [*self.cleaned_data["observed"], *lines_of(self.cleaned_data["flags"])]
        for topic in dict.fromkeys(topics):
            yield {"topic": topic, "severity": severity, "source": Source.OWN_EXPERIENCE}


def is_off_plan(interview: Interview, now: datetime) -> bool:
    """Whether by what we know it was not held: it is still to come, or it fell through."""
    if interview.state == InterviewState.DONE:
        return False
    return not interview.is_planned or interview.over_at > now


def likely_partner(interview: Interview) -> Partner:
    """Whom one probably talked with: the phone is for a first screening, unless it is a test."""
    if interview.format in (Format.PHONE, Format.TEST, Format.ONE_WAY_VIDEO):
        return Partner.HR
    return Partner.TEAM


def refuse_long(lines: list[str], longest: int) -> None:
    """:raises ValidationError: for more lines, or a longer one, than we keep"""
    if len(lines) > MOST_LINES:
        raise forms.ValidationError(f"At most {MOST_LINES} lines, please.")
    if any(len(line) > longest for line in lines):
        raise forms.ValidationError(f"At most {longest} characters a line, please.")
