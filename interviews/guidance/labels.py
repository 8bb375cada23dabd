"""Plain English for each value of the guidance, as a form or a card shows it."""

from collections.abc import Mapping

from interviews.guidance.advice import NextStep, Reason
from interviews.guidance.facts import (
    Blocker,
    Essential,
    Level,
    Safety,
    Severity,
    Source,
    Stage,
    Status,
)
from interviews.guidance.open_points import Condition, Question
from interviews.guidance.verdicts import Verdict

INTEREST_LABELS: Mapping[int, str] = {
    1: "I would not take it",
    2: "I would very likely turn it down",
    3: "It could go either way",
    4: "I would likely take it",
    5: "I want it",
}
STAGE_LABELS: Mapping[Stage, str] = {
    Stage.FIRST: "Before a first talk with the hiring manager or the team",
    Stage.LATER: "After a first talk with the hiring manager or the team",
}
STATUS_LABELS: Mapping[Status, str] = {
    Status.OPEN: "No job, or none I could stay in",
    Status.EMPLOYED: "In a job I could stay in",
    Status.COMMITTED: "I have accepted another offer",
}
ESSENTIAL_LABELS: Mapping[Essential, str] = {
    Essential.WHO: "who you meet",
    Essential.WHERE: "the place or link",
    Essential.WHEN: "the day and time",
    Essential.FORMAT: "the format",
    Essential.ROLE: "which role it is",
    Essential.REPRESENTATION: "who represents you",
}
BLOCKER_LABELS: Mapping[Blocker, str] = {
    Blocker.NONE: "Nothing rules it out",
    Blocker.SUSPECTED: "Something may rule it out",
    Blocker.CONFIRMED: "The employer confirmed something that rules it out",
}
PRACTICE_LABELS: Mapping[Level, str] = {
    Level.LOW: "Well practised",
    Level.MEDIUM: "Some practice would do good",
    Level.HIGH: "Practice is much needed",
}
LEVERAGE_LABELS: Mapping[Level, str] = {
    Level.NONE: "No other process",
    Level.MEDIUM: "Another process is active",
    Level.HIGH: "An offer, or another process at its final stage",
}
SEVERITY_LABELS: Mapping[Severity, str] = {
    Severity.MINOR: "Minor: something to ask about",
    Severity.SERIOUS: "Serious: it could change my mind",
    Severity.ABSOLUTE: "Absolute: it rules the job out for me",
}
SOURCE_LABELS: Mapping[Source, str] = {
    Source.OWN_EXPERIENCE: "My own experience",
    Source.SOMEONE_I_KNOW: "Someone I know, first-hand",
    Source.ONLINE_REVIEW: "Online reviews",
    Source.OFFICIAL_RECORD: "An official record",
    Source.FIRM: "The staffing firm",
    Source.GUT_FEELING: "A gut feeling",
}
SAFETY_LABELS: Mapping[Safety, str] = {
    Safety.NONE: "Not about safety",
    Safety.SOFT: "Looks odd: it may be a scam",
    Safety.HARD: "A clear sign of a scam",
}
VERDICT_LABELS: Mapping[Verdict, str] = {
    Verdict.ACCEPT: "Accept",
    Verdict.ACCEPT_WITH_CONDITIONS: "Accept with conditions",
    Verdict.ASK_FIRST: "Ask for more information first",
    Verdict.LEAN_GO: "Your call, leaning yes",
    Verdict.EVEN: "Your call",
    Verdict.LEAN_DECLINE: "Your call, leaning no",
    Verdict.DECLINE: "Decline politely",
    Verdict.WITHDRAW: "Withdraw politely",
}
REASON_LABELS: Mapping[Reason, str] = {
    Reason.PRACTICE: "Practice",
    Reason.OPEN_MIND: "You might like it",
    Reason.LEVERAGE: "Leverage and information",
}
CONDITION_LABELS: Mapping[Condition, str] = {
    Condition.OUTSIDE_HOURS: "A slot outside working hours, or leave booked truthfully",
    Condition.DISCRETION: "Your application is kept confidential",
    Condition.NO_EMPLOYER_CONTACT: "No contact with your current employer",
    Condition.OWN_DEVICE: "Use your own phone, computer and mail",
    Condition.CONTRACT_READ: "Read your current contract first",
    Condition.WHO_WILL_KNOW: "Agree beforehand who learns about your application",
    Condition.RAISE_CONCERN: "Ask about the concern in the room",
    Condition.PROPOSE_SLOTS: "Propose two or three other times",
    Condition.VIDEO_FIRST: "Ask to meet by video first",
    Condition.REFUND: "Ask for travel costs to be refunded",
    Condition.ADJUSTMENT: "Ask for the adjustment you need",
    Condition.ASK_AT_START: "Ask about the open point at the start",
}
QUESTION_LABELS: Mapping[Question, str] = {
    Question.WHO: "Who am I meeting?",
    Question.WHERE: "Where is it, or what is the link?",
    Question.WHEN: "On which day, at what time, and in which time zone?",
    Question.FORMAT: "How is it held, and how long does it take?",
    Question.ROLE: "Which role is it for?",
    Question.REPRESENTATION: "Who represents me for this job?",
    Question.BLOCKER: "Does the point that may rule it out apply?",
    Question.CHECK_CONCERN: "Is the concern true? Look at a second source.",
    Question.VERIFY_SENDER: "Is the sender real? Ask at a contact you found yourself.",
    Question.SEE_SOURCE_AGAIN: "What does the source of the red flag say on a second look?",
    Question.CONCERN: "What does the employer say about the concern?",
    Question.DAY_TO_DAY: "What did the last week look like for someone in this job?",
    Question.GROWTH: "Where did earlier holders of this job go next?",
    Question.DECISIVE: "What is the answer to the one question that would settle it?",
    Question.INTEREST: "How much do you want this job?",
}
NEXT_STEP_LABELS: Mapping[NextStep, str] = {
    NextStep.REPLY_YES_AND_PREPARE: "Reply yes and prepare",
    NextStep.REPLY_YES_WITH_CONDITIONS: "Reply yes with what you need",
    NextStep.SEND_QUESTIONS: "Send your questions",
    NextStep.CHECK_FLAG: "Check the concern",
    NextStep.WEIGH_IT: "Weigh it up",
    NextStep.RATE_INTEREST: "Note your interest",
    NextStep.ASK_ONE_THING: "Ask the one thing that would settle it",
    NextStep.DECLINE_POLITELY: "Decline politely",
    NextStep.WITHDRAW_POLITELY: "Withdraw politely",
    NextStep.TELL_OTHER_PROCESSES: "Tell every other process",
    NextStep.SEND_NOTHING_VERIFY_REPORT: "Send nothing, verify, report",
}
INTEREST_ANCHORS: Mapping[int, str] = {
    1: "would not take it",
    2: "would very likely turn it down",
    3: "could go either way",
    4: "would likely take it",
    5: "want it",
}
