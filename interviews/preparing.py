"""What getting ready for an interview consists of: one standard for all of them. Pure.

There is no shorter version of it. Every first interview is prepared as if aiming for an offer.
"""

from enum import StrEnum
from typing import NamedTuple

TIME_BOX_MINUTES = range(60, 91)
MOST_QUALITIES = 3


class Step(StrEnum):
    """One part of the research."""

    EMPLOYER = "employer"
    UNKNOWNS = "unknowns"
    PEOPLE = "people"
    PAY = "pay"
    FORMAT = "format"
    REVIEWS = "reviews"
    ROUTE = "route"
    RESUME = "resume"
    STORIES = "stories"
    QUALITIES = "qualities"
    QUESTIONS = "questions"
    ASKING = "asking"


class Task(NamedTuple):
    """A step in words, and about how many minutes it is worth."""

    label: str
    hint: str
    minutes: int


CHECKLIST = {
    Step.EMPLOYER: Task(
        "The employer", "What they do, for whom, how large they are, and their latest news.", 10
    ),
    Step.UNKNOWNS: Task(
        "What you don’t know about the job", "The list is under “What to ask them”.", 5
    ),
    Step.PEOPLE: Task("Who you meet", "Their names, what they do there, and for how long.", 5),
    Step.PAY: Task("The pay", "What is usual for this job in this place, and your own figure.", 5),
    Step.FORMAT: Task(
        "Format, length and tasks", "Is there a test, a presentation, a second part?", 5
    ),
    Step.REVIEWS: Task(
        "Reviews",
        "At least two places, the last 18 months, the same team or site. Look for a pattern, not "
        "the outlier. Search the name with “complaint” and with “scam” too.",
        10,
    ),
    Step.ROUTE: Task(
        "The way there, or the link", "How long it takes, how you get in, and a test call.", 5
    ),
    Step.RESUME: Task(
        "Your résumé, read aloud", "Mistakes stand out by ear, and so do your best lines.", 5
    ),
    Step.STORIES: Task("Three stories", "Each serves several questions.", 10),
    Step.QUALITIES: Task("Qualities the résumé misses", "Two or three, to show in person.", 5),
    Step.QUESTIONS: Task(
        "Likely questions",
        "The ones on this page, aloud. Each of them once is better than one many times.",
        10,
    ),
    Step.ASKING: Task("What you will ask them", "Pick the two that matter most to you.", 5),
}


class Topic(StrEnum):
    """What there is to find out from the employer."""

    DAY_TO_DAY = "day_to_day"
    GROWTH = "growth"
    SUCCESS = "success"
    SPACE = "space"
    RED_FLAG = "red_flag"
    DECISIVE = "decisive"
    BLOCKER = "blocker"
    DESCRIPTION = "description"
    WHO = "who"
    WHERE = "where"
    FORMAT = "format"
    ROLE = "role"
    REPRESENTATION = "representation"
    OWN = "own"


TOPIC_LABELS = {
    Topic.DAY_TO_DAY: "Day-to-day",
    Topic.GROWTH: "Growth",
    Topic.SUCCESS: "Who succeeds here",
    Topic.SPACE: "The space",
    Topic.RED_FLAG: "A red flag",
    Topic.DECISIVE: "What would settle it",
    Topic.BLOCKER: "What may rule it out",
    Topic.DESCRIPTION: "What the description leaves out",
    Topic.WHO: "Who you meet",
    Topic.WHERE: "Where it is",
    Topic.FORMAT: "How it is held",
    Topic.ROLE: "The role",
    Topic.REPRESENTATION: "Who represents you",
    Topic.OWN: "Your own question",
}
PROMPTS = {
    Topic.DAY_TO_DAY: "What did last week look like for somebody in this job? And the first 90 "
    "days of whoever joins?",
    Topic.GROWTH: "Where did people go who held this job before? How do you judge progress?",
    Topic.SUCCESS: "Who does well in this job, and who in this company? Who struggled, and why?",
    Topic.SPACE: "Where would I sit, how loud is it, who is near, and with which kit? May I look "
    "round, or talk to somebody of the team?",
    Topic.RED_FLAG: "What do you say about this?",
    Topic.DECISIVE: "The one question that would settle it for you.",
    Topic.BLOCKER: "Does this apply?",
    Topic.DESCRIPTION: "The description says little, or puts you off. What is the job really like?",
    Topic.WHO: "Whom will I meet, and what do they do?",
    Topic.WHERE: "Where is it, or what is the link?",
    Topic.FORMAT: "How is it held, and how long does it take?",
    Topic.ROLE: "Which role is it for?",
    Topic.REPRESENTATION: "Who represents me for this job?",
}
# The space, where nobody can look round: from afar, and where there is none.
SPACE_ON_CAMERA = (
    "Where would I sit, how loud is it, who is near, and with which kit? May I see it on camera, "
    "or talk to somebody of the team?"
)
SPACE_AT_HOME = (
    "Which kit do you provide? When is the team online, and how do people reach each other? May I "
    "talk to somebody of the team?"
)
# Every interview leaves these to be found out, whatever the description says.
FIXED = (Topic.DAY_TO_DAY, Topic.GROWTH, Topic.SUCCESS, Topic.SPACE)
# Once it was held, nobody wonders about these any more.
BEFOREHAND = (Topic.WHO, Topic.WHERE, Topic.FORMAT)


class Compared(StrEnum):
    """What was found, beside what the description led one to expect."""

    UNKNOWN = ""
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


COMPARED_LABELS = {
    Compared.BETTER: "Better than described",
    Compared.SAME: "As described",
    Compared.WORSE: "Worse than described",
}
