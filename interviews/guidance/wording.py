"""The sentences of a decision card. The person decides: they weigh up, and press nobody."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from interviews.guidance.advice import NextStep, Reason
from interviews.guidance.facts import Blocker, Facts, Level, Safety
from interviews.guidance.flags import FlagLevel, level_of
from interviews.guidance.table import Case, Row, base, net, shift
from interviews.guidance.verdicts import Rank, Verdict

HEADLINES: Mapping[Verdict, str] = {
    Verdict.ACCEPT: "We'd say yes to this one.",
    Verdict.ACCEPT_WITH_CONDITIONS: "We'd say yes, with a few things agreed first.",
    Verdict.ASK_FIRST: "We'd ask first, then decide.",
    Verdict.LEAN_GO: "Your call. We'd lean yes.",
    Verdict.EVEN: "Your call. We'd call it even.",
    Verdict.LEAN_DECLINE: "Your call. We'd lean no.",
    Verdict.DECLINE: "We'd decline this one politely.",
    Verdict.WITHDRAW: "We'd withdraw politely.",
}
UNSAFE_HEADLINE = "We'd stop here: this looks unsafe."
BECOMES: Mapping[Verdict, str] = {
    Verdict.ACCEPT: "a yes",
    Verdict.ACCEPT_WITH_CONDITIONS: "a yes with conditions",
    Verdict.ASK_FIRST: "a case for asking first",
    Verdict.LEAN_GO: "your call, leaning yes",
    Verdict.EVEN: "an even call",
    Verdict.LEAN_DECLINE: "your call, leaning no",
    Verdict.DECLINE: "a polite no",
    Verdict.WITHDRAW: "a polite withdrawal",
}
PRIVATE_REASON = "This rests on a private reason; the verdict is the one the person sees."
PRIVATE_AUTHORSHIP = "From the article, with our reading and additions"
PRIVATE_CHANGE = "If a private reason changes, the advice can change too."
LATER = (
    "The first interview is behind you, so practice and leverage no longer count: only the job "
    "itself does."
)
CHOICE = "It's your call."
UNSAFE_CHOICE = "It's your call, and no reply is owed to a scam."

NEXT_STEPS: Mapping[NextStep, str] = {
    NextStep.REPLY_YES_AND_PREPARE: "Next: reply yes {by}, then set aside an hour to prepare.",
    NextStep.REPLY_YES_WITH_CONDITIONS: (
        "Next: reply yes {by} and say what you need in the same message."
    ),
    NextStep.SEND_QUESTIONS: "Next: send one short message with your questions {by}.",
    NextStep.CHECK_FLAG: "Next: take ten minutes to check the concern, then reply {by}.",
    NextStep.WEIGH_IT: "Next: weigh what speaks for and against it, then reply {by}.",
    NextStep.RATE_INTEREST: "Next: note how much you want this job, then reply {by}.",
    NextStep.ASK_ONE_THING: (
        "Next: ask the one question that would settle it {by}, or go for one more round at most."
    ),
    NextStep.DECLINE_POLITELY: "Next: send a short, kind no {by}; it needs no reason.",
    NextStep.WITHDRAW_POLITELY: (
        "Next: thank them and send a short withdrawal {by}; it needs no reason."
    ),
    NextStep.TELL_OTHER_PROCESSES: (
        "Next: thank them, and tell every open process today that you have accepted elsewhere."
    ),
    NextStep.SEND_NOTHING_VERIFY_REPORT: (
        "Next: you should send nothing and pay nothing. Verify through a contact you found "
        "yourself, and report what turns out false."
    ),
}
VERIFY_SENDER = "Next: find the official contact yourself, ask there, then reply {by}."

_ROWS: Mapping[Row, str] = {
    Row.T1: "You are free to go, so a first interview gets a yes, whatever your interest.",
    Row.T2: "You have a job, and you want this one.",
    Row.T3: "You have a job, so curiosity weighs against cost.",
    Row.T4: "You have a job and feel little pull towards this one.",
    Row.T5: "You have a job and would not take this one.",
    Row.T7: "You have already accepted another offer.",
    Row.T8: "You would still turn the job down, and a prompt end is kind to both.",
    Row.T9: "The job could still go either way for you.",
    Row.T10: "You would likely take the job.",
    Row.T11: "You have already accepted another offer, so this process can end kindly here.",
    Row.T12: "The concern is minor: something to ask about.",
    Row.T14: "You call the red flag absolute, and its source is thin.",
    Row.T15: "The red flag is absolute for you, and its source is strong.",
    Row.T16: "There are signs of a scam, and your money and identity come first.",
    Row.T17: "Details are missing, so you cannot prepare safely yet.",
}
_NO_INTEREST_YET = "How much you want this job decides here, and it is not noted yet."
_ONE_QUESTION = "The job could still go either way, and one question would settle it."
_NOT_CHECKED = "A serious concern has not been checked yet."
_SENDER_NOT_CHECKED = "A warning sign about the sender has not been checked yet."
_SERIOUS = "The concern is serious, not absolute: something to ask about."
_WEIGHED_DOWN = "You have a job, and something here weighs against your interest."
_LEFT_TO_YOU = "You have a job and would likely take this one, so we leave it to you."
_ADDING_UP = "Several serious concerns add up to a red flag."
_SUSPECTED = "Something may rule the job out; one question can tell."
_CONFIRMED = "The employer confirmed what rules the job out."
_AT_START = "One open point is left to ask about at the start."


def row_sentence(row: Row, case: Case) -> str:
    """Return why ``row`` applies, as one sentence to the person."""
    return _VARIANTS[row](case) if row in _VARIANTS else _ROWS[row]


def _likely(case: Case) -> str:
    if base(case).rank is not Rank.LEAN_GO:
        return _ROWS[Row.T2]
    return _WEIGHED_DOWN if net(case) < 0 else _LEFT_TO_YOU


def _curious(case: Case) -> str:
    return _NO_INTEREST_YET if case.needs_interest else _ROWS[Row.T3]


def _undecided(case: Case) -> str:
    if case.needs_interest:
        return _NO_INTEREST_YET
    return _ONE_QUESTION if case.facts.decisive_unknown else _ROWS[Row.T9]


def _serious(case: Case) -> str:
    if case.level is FlagLevel.SERIOUS_CHECKED:
        return _SERIOUS
    unchecked = [flag for flag in case.facts.flags if level_of(flag) is FlagLevel.SERIOUS_UNCHECKED]
    is_sender = all(flag.safety is Safety.SOFT for flag in unchecked)
    return _SENDER_NOT_CHECKED if is_sender else _NOT_CHECKED


def _thin(case: Case) -> str:
    levels = {level_of(flag) for flag in case.facts.flags}
    return _ROWS[Row.T14] if FlagLevel.ABSOLUTE_WEAK in levels else _ADDING_UP


def _ruling_out(case: Case) -> str:
    return _SUSPECTED if case.facts.blocker is Blocker.SUSPECTED else _CONFIRMED


def _to_arrange(case: Case) -> str:
    names = tuple(_logistics(case.facts))
    if not names:
        return _AT_START
    return f"{listed(names).capitalize()}: something to arrange, no reason to refuse."


def _logistics(facts: Facts) -> Iterator[str]:
    if facts.slot_clash:
        yield "the time"
    if facts.high_cost:
        yield "the cost"
    if facts.access_need:
        yield "access"


def listed(items: Sequence[str]) -> str:
    """Join items as in a sentence: commas, and "and" before the last."""
    *others, last = items
    return f"{', '.join(others)} and {last}" if others else last


_VARIANTS: Mapping[Row, Callable[[Case], str]] = {
    Row.T2: _likely,
    Row.T3: _curious,
    Row.T9: _undecided,
    Row.T13: _serious,
    Row.T14: _thin,
    Row.T18: _ruling_out,
    Row.T19: _to_arrange,
}


def shift_sentence(case: Case) -> str:
    """Return which way a close call of an employed person moved, and for what."""
    if shift(case) > 0:
        return f"It moves towards yes because of {listed(tuple(_gains(case.facts)))}."
    return f"It moves towards no because of {listed(tuple(_drags(case)))}."


def _gains(facts: Facts) -> Iterator[str]:
    if facts.practice is Level.HIGH:
        yield "practice"
    if facts.leverage is Level.HIGH:
        yield "your other process"


def _drags(case: Case) -> Iterator[str]:
    if case.facts.high_cost:
        yield "the cost"
    if case.facts.confidentiality_risk:
        yield "the risk to discretion"
    if case.is_serious:
        yield "the red flag"


def reason_sentence(reason: Reason, facts: Facts, *, hidden: bool, is_live: bool = True) -> str:
    """Return what a benefit amounts to now; other processes are private when ``hidden``."""
    if reason is Reason.OPEN_MIND and not is_live:
        return "Not from this step: nobody is there to meet. Ask for a live talk."
    if reason is Reason.PRACTICE and facts.practice is Level.LOW:
        return "A small reason for you right now."
    if reason is Reason.LEVERAGE and facts.leverage is not Level.NONE and not hidden:
        return "You can compare it with your other process."
    return _REASONS[reason]


_REASONS: Mapping[Reason, str] = {
    Reason.PRACTICE: "The main reason for a first interview.",
    Reason.OPEN_MIND: "Descriptions leave much out.",
    Reason.LEVERAGE: "It gives you something to compare with.",
}
