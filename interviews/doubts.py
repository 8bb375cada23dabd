"""Why somebody hesitates before a first interview, how open they are, and what that leads to.

Each doubt leads somewhere (guidance R7): to a question, a check, a point to note, or to nothing.
No Django.
"""

from dataclasses import dataclass
from enum import StrEnum

HESITANT = 3
MOST_WISHES = 3
LONGEST_WISH = 160


class Doubt(StrEnum):
    """Why the person is not that interested."""

    RESEARCH = "research"
    CIRCUMSTANCES = "circumstances"
    TIME = "time"
    PAY = "pay"
    COMMUTE = "commute"
    ROLE = "role"
    COMPANY = "company"
    OTHER_PROCESS = "other_process"
    PANIC = "panic"
    DESCRIPTION = "description"
    UNSURE = "unsure"


DOUBT_LABELS = {
    Doubt.RESEARCH: "What I found out about them",
    Doubt.CIRCUMSTANCES: "My circumstances changed",
    Doubt.TIME: "I lack the time",
    Doubt.PAY: "The pay",
    Doubt.COMMUTE: "The way there",
    Doubt.ROLE: "The work itself",
    Doubt.COMPANY: "The company",
    Doubt.OTHER_PROCESS: "Another process interests me more",
    Doubt.PANIC: "I applied in a hurry",
    Doubt.DESCRIPTION: "The description is thin or off-putting",
    Doubt.UNSURE: "I can’t say",
}


class Openness(StrEnum):
    """Whether anything could change the person's mind (R9)."""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"


OPENNESS_LABELS = {
    Openness.YES: "Yes, I could be won over",
    Openness.UNSURE: "I’m not sure",
    Openness.NO: "No, nothing could",
}


@dataclass(frozen=True)
class Reply:
    """What we say to a doubt, and the part of the page that it leads to, "" for none."""

    words: str
    label: str = ""
    anchor: str = ""


FLAG = ("Add a red flag", "red-flags")
POINT = ("Note what would rule it out", "your-facts")
EFFORT = ("Note what it takes", "your-facts")
REPLIES = {
    Doubt.RESEARCH: Reply(
        "Keep what you found as a red flag: it becomes a question, a check, or a reason.", *FLAG
    ),
    Doubt.COMPANY: Reply(
        "If it is something they do, keep it as a red flag. If it is a feeling, a talk may tell.",
        *FLAG,
    ),
    Doubt.CIRCUMSTANCES: Reply(
        "If that rules the job out, note it, and one question can settle it.", *POINT
    ),
    Doubt.PAY: Reply("Where there is a floor, note it: one question before can settle it.", *POINT),
    Doubt.TIME: Reply("Other times and a video call can be asked for.", *EFFORT),
    Doubt.COMMUTE: Reply("A first talk can be by video. Note the hours it would take.", *EFFORT),
    Doubt.ROLE: Reply(
        "Descriptions leave much out, in both directions. Ask what last week looked like."
    ),
    Doubt.DESCRIPTION: Reply(
        "A description is seldom the job. It changes nothing here, and becomes a question to ask."
    ),
    Doubt.OTHER_PROCESS: Reply(
        "Then this one gives you something to compare it with, and something to fall back on."
    ),
    Doubt.PANIC: Reply(
        "Nearly everybody does at some time. A first talk binds you to nothing yet."
    ),
    Doubt.UNSURE: Reply("That is an answer too. Being there may tell you."),
}


def wishes_in(text: str) -> list[str]:
    """The lines that say what would have to be true, without empty ones."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line]
