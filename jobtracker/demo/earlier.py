"""What Mira did before the two invitations that wait for her."""

from dataclasses import dataclass

from applications.stages import Outcome, Stage
from interviews.preparing import Compared, Topic

type Finding = tuple[Topic, str, Compared]
GROWTH, DAYS, SPACE = Topic.GROWTH, Topic.DAY_TO_DAY, Topic.SPACE
BETTER, SAME, WORSE = Compared.BETTER, Compared.SAME, Compared.WORSE


@dataclass(frozen=True)
class Talk:
    """An interview that was held: ratings are 1 to 5, before and after it.

    `dread` is how hard it was thought to be, and how hard it was.
    """

    interest: tuple[int, int]
    confidence: tuple[int, int]
    dread: tuple[int, int]
    learned: str
    found: tuple[Finding, ...] = ()


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
            Talk((3, 4), (2, 2), (5, 4), "They wanted more SQL than the posting said.",
                 ((GROWTH, "The last analyst leads the desk now.", BETTER),
                  (DAYS, "Mostly reports, and every Friday a new question.", SAME)))),
    Earlier("Bergslagen Logistics", "Operations Analyst", 70, 3, Stage.CLOSED,
            Outcome.WITHDRAWN_AFTER,
            Talk((2, 1), (3, 3), (3, 3), "Shifts start at five.",
                 ((DAYS, "Half of the week is on the floor, from five.", WORSE),
                  (SPACE, "A desk in the hall, among the lorries.", WORSE)))),
    Earlier("Fjord Insurance", "Pricing Analyst", 60, 4, Stage.CLOSED, Outcome.REJECTED,
            Talk((3, 4), (3, 3), (4, 3), "Say the result first, then the method.",
                 ((GROWTH, "A budget for courses, and people use it.", BETTER),
                  (DAYS, "Pairs of two, a new tariff each month.", BETTER)))),
    Earlier("Almgren & Co", "Reporting Analyst", 45, 2, Stage.CLOSED, Outcome.NO_RESPONSE,
            Talk((2, 3), (3, 3), (3, 2), "Small teams share every task.",
                 ((GROWTH, "There is one level, and it is this one.", WORSE),))),
    Earlier("Municipal Water", "Data Steward", 30, 3, Stage.INTERVIEWING,
            talk=Talk((3, 3), (3, 4), (3, 3), "The pension is worth asking about.",
                      ((SPACE, "A quiet room with a view of the works.", SAME),))),
    Earlier("Papaya Games", "Product Analyst", 12, 3, Stage.APPLIED),
)  # fmt: skip
