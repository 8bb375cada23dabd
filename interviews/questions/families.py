"""The kinds of questions that interviewers ask, and how each is best met."""

from enum import StrEnum


class Family(StrEnum):
    """What a question is after."""

    OPENING = "opening"
    MOTIVATION = "motivation"
    PAST = "past"
    WHAT_IF = "what_if"
    ROLE = "role"
    GAPS = "gaps"
    PAY = "pay"
    TEAM = "team"
    CURVEBALL = "curveball"
    IMPROPER = "improper"


FAMILY_LABELS = {
    Family.OPENING: "Opening",
    Family.MOTIVATION: "Motivation",
    Family.PAST: "Past behaviour",
    Family.WHAT_IF: "What if",
    Family.ROLE: "Role knowledge",
    Family.GAPS: "Gaps and weaknesses",
    Family.PAY: "Pay and logistics",
    Family.TEAM: "Team and values",
    Family.CURVEBALL: "Curveballs",
    Family.IMPROPER: "Improper",
}
FAMILY_HINTS = {
    Family.OPENING: "Two minutes at most: now, how you got there, and why this is next.",
    Family.MOTIVATION: "One true thing about the job, one about them, and one about you.",
    Family.PAST: "A story helps: the situation, your task, what you did, and what came of it.",
    Family.WHAT_IF: "Think aloud: what you would ask first, what you would weigh, what you’d do.",
    Family.ROLE: "Say what you know, how you know it, and how you would find out the rest.",
    Family.GAPS: "Plainly and briefly: what it was, what you did about it, where it stands now.",
    Family.PAY: "Know your own figures before. You may ask for theirs first.",
    Family.TEAM: "An example says more than a value. Theirs are worth asking about too.",
    Family.CURVEBALL: "A pause is fine. They want to see you think, and seldom the answer itself.",
    Family.IMPROPER: "You need not answer. Stay calm, speak to what is behind it, and lead back.",
}
