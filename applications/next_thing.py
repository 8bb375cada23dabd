"""The one thing to do next about an application: what somebody waits for, then what comes first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from applications.dossier import Dossier
from applications.models import Task
from applications.silence import LEAST_DAYS, WAITING, pace_of
from applications.stages import Stage
from jobtracker.addresses import address
from jobtracker.people.access import Scope

FAR_OFF = date.max


@dataclass(frozen=True)
class NextThing:
    """What to do, in a few words, by when, and where; a time has its zone, a day has none."""

    title: str
    icon: str
    detail: str = ""
    action: str = ""
    href: str = ""
    at: datetime | None = None
    zone: str = ""
    by: datetime | None = None
    on: date | None = None
    task: Task | None = None
    is_step: bool = False
    is_to_apply: bool = False

    @property
    def day(self) -> date:
        """The day that it is put in order by."""
        return self.on or (timezone.localdate(self.at) if self.at else FAR_OFF)


def next_thing(dossier: Dossier, *, at: datetime, is_own: bool) -> NextThing | None:
    """None where nothing is left to do, or nothing is known; one query at most."""
    if dossier.application.is_closed:
        return None
    waiting = next(they_wait_for(dossier, at, is_own=is_own), None)
    planned = min(is_planned(dossier, at), key=lambda each: each.day, default=None)
    return waiting or planned or to_send(dossier) or to_follow_up(dossier, at)


def they_wait_for(dossier: Dossier, at: datetime, *, is_own: bool) -> Iterator[NextThing]:
    """What others wait for, the most pressing first: the candidate's answers, and their account."""
    whose = "" if is_own else "for them: "
    for invitation in dossier.invitations:
        if invitation.is_undecided:
            yield NextThing(
                f"{whose}answer the invitation".capitalize(),
                "mail",
                action="Decide" if is_own else "Look at it",
                href=invitation.get_absolute_url(),
                by=invitation.answer_by,
            )
    for offer in dossier.offers:
        if offer.is_open:
            yield NextThing(
                f"{whose}answer the offer".capitalize(),
                "hand-coins",
                detail=offer.pay_text,
                action="Look at it",
                href=offer.get_absolute_url(),
                by=offer.answer_by,
            )
    for interview in dossier.interviews:
        if interview.is_planned and interview.over_at <= at and is_own:
            yield NextThing(
                "Say how the interview went",
                "message-square-text",
                action="Look back",
                href=interview.get_absolute_url(),
                at=interview.starts_at,
                zone=interview.zone,
            )


def is_planned(dossier: Dossier, at: datetime) -> Iterator[NextThing]:
    """What the person means to do, and the interview to come."""
    application = dossier.application
    if application.next_step:
        yield NextThing(
            application.next_step, "arrow-right", on=application.next_step_on, is_step=True
        )
    for task in dossier.tasks:
        if not task.is_done:
            yield NextThing(task.text, "square-check", on=task.due_on, task=task)
    for interview in dossier.interviews:
        if interview.is_planned and interview.over_at > at:
            yield to_prepare(interview)


def to_prepare(interview: Any) -> NextThing:  # noqa: ANN401
    return NextThing(
        "Prepare for the interview",
        "calendar",
        detail=interview.people,
        action="Prepare",
        href=interview.get_absolute_url(),
        at=interview.starts_at,
        zone=interview.zone,
    )


def to_send(dossier: Dossier) -> NextThing | None:
    if dossier.application.stage != Stage.SAVED:
        return None
    return NextThing("Apply, or let it go", "send", is_to_apply=True)


def to_follow_up(dossier: Dossier, at: datetime) -> NextThing | None:
    """A gentle word to them, where it has been quiet for longer than it usually takes."""
    application = dossier.application
    days = (at - application.heard_at).days
    if application.stage not in WAITING or days < LEAST_DAYS:
        return None
    if days < pace_of(application.candidate).patience:
        return None
    return NextThing(
        "Follow up, or let it go",
        "mail-search",
        detail=f"Quiet for {days} days. Silence is common, and seldom about you.",
        action="See the message",
        href=address("interviews:application-letter", application.pk),
    )


def shows_offers(dossier: Dossier) -> bool:
    """Whether there is or may soon be something to show of offers, to whom pay is shared."""
    is_time = dossier.application.stage in (Stage.INTERVIEWING, Stage.OFFER)
    return Scope.PAY in dossier.scopes and (is_time or bool(dossier.offers))
