"""What Mira did before the two invitations that wait for her."""

from dataclasses import dataclass

from applications.stages import Outcome, Stage


@dataclass(frozen=True)
class Talk:
    """An interview that was held: ratings are 1 to 5, before and after it."""

    interest_before: int
    interest_after: int
    confidence_after: int
    learned: str


@dataclass(frozen=True)
class Earlier:
    """An application of some days ago, where it stands, and the interview it led to, if any."""

    employer: str
    job_title: str
    days_ago: int
    interest: int
    stage: Stage
    outcome: Outcome = Outcome.NONE
    talk: Talk | None = None


EARLIER = (
    Earlier("Kanal 9", "Audience Analyst", 80, 3, Stage.CLOSED, Outcome.REJECTED,
            Talk(3, 4, 2, "They wanted more SQL than the posting said.")),
    Earlier("Bergslagen Logistics", "Operations Analyst", 70, 3, Stage.CLOSED,
            Outcome.WITHDRAWN_AFTER, Talk(2, 1, 3, "Shifts start at five.")),
    Earlier("Fjord Insurance", "Pricing Analyst", 60, 4, Stage.CLOSED, Outcome.REJECTED,
            Talk(3, 4, 3, "Say the result first, then the method.")),
    Earlier("Almgren & Co", "Reporting Analyst", 45, 2, Stage.CLOSED, Outcome.NO_RESPONSE,
            Talk(2, 3, 3, "Small teams share every task.")),
    Earlier("Municipal Water", "Data Steward", 30, 3, Stage.INTERVIEWING,
            talk=Talk(3, 3, 4, "The pension is worth asking about.")),
    Earlier("Papaya Games", "Product Analyst", 12, 3, Stage.APPLIED),
)  # fmt: skip
