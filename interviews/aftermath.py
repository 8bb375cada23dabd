"""What came after a decision: the talk that it led to, and how the application stands."""

from dataclasses import dataclass

from interviews.models import Debrief, Decision, Interview
from interviews.models.interview import InterviewState


@dataclass(frozen=True)
class Aftermath:
    """`interview` is the one that was held since; interest is 1 to 5, None where not rated."""

    interview: Interview | None
    interest_before: int | None
    interest_after: int | None
    standing: str

    @property
    def moved(self) -> str:
        """The interest in words: "3 before, 4 after"; "" unless both were rated."""
        if self.interest_before is None or self.interest_after is None:
            return ""
        return f"{self.interest_before} of 5 before, {self.interest_after} after"


def aftermath_of(decision: Decision) -> Aftermath:
    """In a fixed number of queries."""
    held = Interview.objects.filter(
        application=decision.application, state=InterviewState.DONE, starts_at__gt=decision.at
    ).first()
    told = Debrief.objects.filter(interview=held).first() if held else None
    return Aftermath(
        held,
        interest_before=decision.known_facts.interest,
        interest_after=told.interest if told else None,
        standing=decision.application.status_label,
    )
