"""What can be due for a candidate: from which rows it is told, by when, and in which words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from interviews.due import (
    QUIET,
    TOLD,
    Asked,
    asked_clients,
    next_steps,
    on_today,
    silent,
    to_answer,
    to_ask_about,
    to_debrief,
    to_pass_on,
    to_prepare,
    without_news,
)
from interviews.models import Choice, Decision, FeedbackRequest, Interview, Invitation
from interviews.models.errand import Matter
from interviews.models.invitation import State
from jobtracker.clock import zone_named
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.targets import (
    PREPARE_FROM,
    Target,
    Working,
    due,
    working_days_before,
)
from jobtracker.ui.when import at_hour, on_day

JOB = ("id", "job_title", "employer_id", "employer__name")
# When an interview is.
SPAN = ("starts_at", "ends_at", "zone")


@dataclass(frozen=True)
class Clock:
    """Now, and when the reader is at work."""

    now: datetime
    work: Working


@dataclass(frozen=True)
class Source:
    """Where one kind of thing that is due comes from.

    `rows` are those that may be due, the most urgent first. `moment` is the column of what it is
    about: once that changes, it is due again. `done` are the words for what is dealt with, "" where
    that is not the firm's to say. `jobs` lead from a row to its application; `fields` come along
    besides. `is_of_firm` where the rows are a firm's own, which are done with by themselves.
    `scopes` are those that it takes besides that of its rows; `page` is the address where it is
    done, for what is done on a page of its own. `opening` begins a message to the candidate.
    """

    matter: Matter
    label: str
    icon: str
    rows: Callable[[Asked], OwnedQuerySet[Any]]
    moment: str
    due: Callable[[Any, Clock], datetime]
    words: Callable[[Any, Clock], str]
    done: str = ""
    jobs: tuple[str, ...] = ("application",)
    fields: tuple[str, ...] = ()
    is_due: Callable[[Any, Clock], bool] = lambda _row, _clock: True
    is_of_firm: bool = False
    scopes: tuple[Scope, ...] = ()
    page: str = ""
    opening: str = ""

    @cached_property
    def model(self) -> Any:  # noqa: ANN401
        """Whose rows these are."""
        now = timezone.now()
        return self.rows(Asked(now, now.date(), 0)).model

    @property
    def needs(self) -> frozenset[Scope]:
        """What has to be shared; a firm's own rows ask for theirs themselves."""
        own = () if self.is_of_firm else (self.model.objects.all().scope,)
        return frozenset((*own, *self.scopes))

    @property
    def joins(self) -> tuple[str, ...]:
        """What is read along with one row, to name its job."""
        return tuple(f"{path}__employer".removeprefix("__") for path in self.jobs)

    @property
    def columns(self) -> Iterator[str]:
        """All that is read of a row."""
        yield from ("candidate_id", "candidate__name", *self.fields)
        for path in self.jobs:
            if path:
                yield from (f"{path}_id", *(f"{path}__{name}" for name in JOB))
            else:
                yield from JOB[1:]

    def about(self, words: str) -> Q:
        """The rows of candidates, or at employers, whose name holds the words."""
        found = Q(candidate__name__icontains=words)
        for path in self.jobs:
            found |= Q(**{f"{path}__employer__name__icontains".removeprefix("__"): words})
        return found


def answer_words(row: Invitation, _clock: Clock) -> str:
    asked = row.state == State.ASKED
    return "Asked them; decide if they do not answer" if asked else "Answer the invitation"


def is_time_to_call(row: Interview, clock: Clock) -> bool:
    is_near = working_days_before(row.starts_at, PREPARE_FROM, clock.work) <= clock.now
    return is_near and not is_today(row, clock)


def is_today(row: Interview, clock: Clock) -> bool:
    zone = zone_named(row.zone)
    return row.starts_at.astimezone(zone).date() == clock.now.astimezone(zone).date()


def prepare_by(row: Interview, clock: Clock) -> datetime:
    """A working day before; what was agreed later than that is best done before the day comes."""
    target = due(Target.PREPARE, row.starts_at, clock.work)
    check = due(Target.DAY_OF_CHECK, row.starts_at, clock.work)
    return target if target > clock.now else check


def told_by(row: Decision, clock: Clock) -> datetime:
    is_end = row.choice == Choice.WITHDRAW
    target = Target.WITHDRAWAL if is_end else Target.TELL_CLIENT
    return due(target, row.at, clock.work)


def asked_words(row: FeedbackRequest, _clock: Clock) -> str:
    if row.is_to_relay:
        return "Pass on what the client said"
    again = "Ask a colleague for help: the client does not answer"
    return again if row.chased_at else "Ask the client for feedback once more"


def is_next(row: FeedbackRequest, clock: Clock) -> bool:
    """Whether the next act about it is the firm's, and not the client's."""
    at = row.due_at(clock.work)
    return at is not None and (row.is_to_relay or at <= clock.now)


def is_silence_due(row: Interview, clock: Clock) -> bool:
    """Whether the day on which they should hear of it has come."""
    return clock.work.has_dawned(due(Target.NO_NEWS, row.over_at, clock.work), clock.now)


def on(row: Interview) -> str:
    local = row.starts_at.astimezone(zone_named(row.zone))
    return f"{on_day(local, local.year)}, {at_hour(local)}"


def days_since(moment: datetime, clock: Clock) -> int:
    return (clock.now - moment).days


SOURCES = (
    Source(
        Matter.ANSWER, "Invitations to answer", "mail", to_answer, "answer_by",
        lambda row, clock: row.answer_by or clock.now, answer_words,
        opening="they wait for your answer. Is there anything that would help you decide?",
        fields=("state", "answer_by"),
    ),
    Source(
        Matter.PREPARE, "Calls to get ready", "phone", to_prepare, "starts_at", prepare_by,
        lambda row, _clock: f"Call to get ready: interview {on(row)}",
        opening="your interview is near. When would a call to get ready suit you?",
        done="ready for the interview", fields=SPAN,
        is_due=is_time_to_call,
    ),
    Source(
        Matter.TODAY, "Interviews today", "calendar-clock", on_today, "starts_at",
        lambda row, clock: due(Target.DAY_OF_CHECK, row.starts_at, clock.work),
        lambda row, _clock: f"Interview at {on(row).rpartition(', ')[2]}: is all in place?",
        opening="your interview is today. Do you have all that you need?",
        done="all is in place", fields=SPAN, is_due=is_today,
    ),
    Source(
        Matter.DEBRIEF, "Interviews to ask about", "notebook-pen", to_debrief, "starts_at",
        lambda row, clock: due(Target.DEBRIEF, row.over_at, clock.work),
        lambda row, _clock: f"Ask how the interview went: {on(row)}",
        opening="how did your interview go? I would like to hear it from you first.",
        done="asked how it went", fields=SPAN,
    ),
    Source(
        Matter.TELL, "Answers to pass on", "send", to_pass_on, "at", told_by,
        lambda row, _clock: f"Pass on {TOLD[Choice(row.choice)]}",
        opening="thank you for your answer. I pass it on.",
        done="passed on", jobs=("invitation__application", "interview__application"),
        fields=("at", "choice", "invitation_id", "interview_id"),
    ),
    Source(
        Matter.SILENCE, "Silence", "hourglass", silent, "heard",
        lambda row, _clock: row.heard_at + QUIET,
        lambda row, clock: f"Nothing heard for {days_since(row.heard_at, clock)} days",
        opening="we have heard nothing for a while. I ask them, and tell you what they say.",
        done="left until something is heard", jobs=("",), fields=("moved_at", "last_news_at"),
    ),
    Source(
        Matter.NEXT_STEP, "Next steps", "footprints", next_steps, "due_at",
        lambda row, _clock: row.due_at, lambda row, _clock: row.next_step or "Get in touch",
        done="done", fields=("application_id", "next_step", "due_at", "done_at"), is_of_firm=True,
    ),
    Source(
        Matter.ASK_CLIENT, "Clients to ask for feedback", "message-circle-question-mark",
        to_ask_about, "starts_at",
        lambda row, clock: due(Target.ASK_CLIENT, row.over_at, clock.work),
        lambda row, _clock: f"Ask the client about the interview: {on(row)}",
        fields=SPAN, scopes=(Scope.FEEDBACK,),
        page="desk:ask-client",
    ),
    Source(
        Matter.CLIENT_ASKED, "Feedback to ask for again, or to pass on", "message-square-quote",
        asked_clients, "asked_at", lambda row, clock: row.due_at(clock.work) or clock.now,
        asked_words, jobs=("interview__application",),
        fields=(
            "interview_id", "asked_at", "chased_at", "escalated_at", "answered_at", "none_at",
            "relayed_at",
        ),
        is_due=is_next, is_of_firm=True, page="desk:feedback-request",
    ),
    Source(
        Matter.NO_NEWS, "Candidates without news", "bell-off", without_news, "starts_at",
        lambda row, clock: due(Target.NO_NEWS, row.over_at, clock.work),
        lambda row, _clock: f"Tell them that there is no news yet: interview {on(row)}",
        fields=SPAN, is_due=is_silence_due,
        scopes=(Scope.FEEDBACK,), page="desk:no-news",
    ),
)  # fmt: skip
BY_MATTER = {each.matter: each for each in SOURCES}
