"""What a person decided, about an invitation or after an interview, with all it was based on."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NoReturn, Self

from django.db import models, transaction
from django.db.models import Q
from django.utils.functional import cached_property

from applications.models import Application
from applications.models.event import EventKind
from applications.stages import Outcome, Stage, furthest
from interviews.guidance import DEFAULT_POLICY, Advice, Explanation, Facts, Policy
from interviews.guidance import Stage as Round
from interviews.guidance.policy import BOUNDS
from interviews.models.interview import Interview, InterviewState
from interviews.models.invitation import Invitation, State
from interviews.models.preparation import Inquiry
from interviews.models.slot import Slot, SlotDraft, in_utc
from jobtracker.addresses import address
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User


class Choice(StrEnum):
    """What the person chose: the first three about an invitation, the others after an interview.

    Declining an invitation after a first talk is a withdrawal, too.
    """

    ACCEPT = "accept"
    ASK = "ask"
    DECLINE = "decline"
    CONTINUE = "continue"
    WITHDRAW = "withdraw"
    SLEEP = "sleep"


CHOICE_LABELS = {
    Choice.ACCEPT: "Accepted",
    Choice.ASK: "Asked, or proposed other times",
    Choice.DECLINE: "Declined",
    Choice.CONTINUE: "Going on",
    Choice.WITHDRAW: "Withdrawn",
    Choice.SLEEP: "Sleeping on it",
}
AT_INVITATION = (Choice.ACCEPT, Choice.ASK, Choice.DECLINE)
AFTER_INTERVIEW = (Choice.CONTINUE, Choice.WITHDRAW, Choice.SLEEP)
AFTER_WORDS = {
    Choice.CONTINUE: "Goes on after the interview",
    Choice.WITHDRAW: "Withdrew after an interview",
    Choice.SLEEP: "Thinks it over after the interview",
}
STATE_AFTER = {
    Choice.ACCEPT: State.ACCEPTED,
    Choice.ASK: State.ASKED,
    Choice.DECLINE: State.DECLINED,
}


# An own choice can be judged after two weeks; after two months few remember what they knew.
LOOK_BACK_AFTER = timedelta(days=14)
LOOK_BACK_UNTIL = timedelta(days=60)
TO_LOOK_BACK_ON = (Choice.ACCEPT, Choice.DECLINE, Choice.CONTINUE, Choice.WITHDRAW)


class Frozen(Exception):  # noqa: N818 - says what the record is
    """Raised on any attempt to change a decision: a new one supersedes it."""


class DecisionQuerySet(OwnedQuerySet["Decision"]):
    """Decisions can be made and read."""

    scope = Scope.INTERVIEWS

    def update(self, **_fields: Any) -> NoReturn:  # noqa: ANN401
        raise Frozen

    def decide(
        self,
        invitation: Invitation,
        choice: Choice,
        *,
        facts: Facts,
        advice: Advice,
        explanation: Explanation,
        slot: Slot | None,
        by: User,
        at: datetime,
        policy: Policy = DEFAULT_POLICY,
        reason: str = "",
        reason_shared: bool = False,
    ) -> "Decision":
        """Keep the choice with what it was based on, and do to the application what follows."""
        with transaction.atomic():
            decision = self.create(
                candidate_id=invitation.candidate_id,
                invitation=invitation,
                facts=facts.as_dict(),
                advice=advice.as_dict(),
                explanation=explanation.as_dict(),
                version=advice.version,
                withdraw_hours=policy.withdraw_hours,
                choice=choice,
                slot_start=slot.starts_at if slot else None,
                slot_zone=slot.zone if slot else "",
                reason=reason,
                reason_shared=bool(reason) and reason_shared,
                by=by,
                at=at,
                supersedes=invitation.decisions.filter(superseded_by=None).first(),
            )
            invitation.change(state=STATE_AFTER[choice])
            decision.carry_out(slot)
        return decision

    def decide_after(
        self,
        interview: Interview,
        choice: Choice,
        *,
        facts: Facts,
        advice: Advice,
        explanation: Explanation,
        by: User,
        at: datetime,
        policy: Policy = DEFAULT_POLICY,
        until: datetime | None = None,
        zone: str = "",
        reason: str = "",
        reason_shared: bool = False,
    ) -> "Decision":
        """Keep whether the person goes on after an interview; there need be no new invitation.

        `until` is when one that is slept on comes back, on a clock of `zone`. A withdrawal keeps
        which planned interview it cancels.
        """
        with transaction.atomic():
            is_end = choice == Choice.WITHDRAW
            cancelled = Interview.objects.ahead_of(interview, at).first() if is_end else None
            decision = self.create(
                candidate_id=interview.candidate_id,
                interview=interview,
                facts=facts.as_dict(),
                advice=advice.as_dict(),
                explanation=explanation.as_dict(),
                version=advice.version,
                withdraw_hours=policy.withdraw_hours,
                choice=choice,
                slot_start=cancelled.starts_at if cancelled else None,
                slot_zone=cancelled.zone if cancelled else "",
                until=until,
                until_zone=zone if until else "",
                reason=reason,
                reason_shared=bool(reason) and reason_shared,
                by=by,
                at=at,
                supersedes=interview.decisions.standing(),
            )
            decision.carry_out_after()
        return decision

    def standing(self) -> "Decision | None":
        """The one that no other supersedes."""
        return self.filter(superseded_by=None).first()

    def withdrawals(self) -> Self:
        """Those that end a process after a talk, by whichever way."""
        later = Q(choice=Choice.DECLINE, facts__stage=Round.LATER.value)
        return self.filter(Q(choice=Choice.WITHDRAW) | later, superseded_by=None)

    def to_look_back_on(self, now: datetime) -> Self:
        """Those that have stood for two weeks and were not looked back on, the oldest first."""
        rows = self.filter(superseded_by=None, looked_back=None, choice__in=TO_LOOK_BACK_ON)
        due = rows.filter(at__lte=now - LOOK_BACK_AFTER, at__gt=now - LOOK_BACK_UNTIL)
        return due.order_by("at", "pk")


class Decision(models.Model):
    """A record that nobody edits: facts, advice, its version, the choice, by whom and when.

    The reason is the candidate's alone unless they share it with who looks after them.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    invitation = models.ForeignKey(
        Invitation, on_delete=models.CASCADE, null=True, blank=True, related_name="decisions"
    )
    interview = models.ForeignKey(
        Interview, on_delete=models.CASCADE, null=True, blank=True, related_name="decisions"
    )
    facts = models.JSONField()
    advice = models.JSONField()
    explanation = models.JSONField()
    version = models.CharField(max_length=60)
    withdraw_hours = models.PositiveSmallIntegerField(default=DEFAULT_POLICY.withdraw_hours)
    choice = models.CharField(max_length=8, choices=[*CHOICE_LABELS.items()])
    slot_start = models.DateTimeField(null=True, blank=True)
    slot_zone = models.CharField(max_length=64, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    until_zone = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    reason_shared = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="superseded_by"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["at", "id"], name="decision_by_time")]
        constraints = [
            # Two tabs that decide at once: the second finds the place taken.
            models.UniqueConstraint(
                fields=["invitation"],
                condition=Q(supersedes__isnull=True),
                name="decision_one_first",
            ),
            models.UniqueConstraint(
                fields=["interview"],
                condition=Q(supersedes__isnull=True),
                name="decision_one_first_after",
            ),
            models.CheckConstraint(
                condition=Q(
                    invitation__isnull=False, interview__isnull=True, choice__in=AT_INVITATION
                )
                | Q(invitation__isnull=True, interview__isnull=False, choice__in=AFTER_INTERVIEW),
                name="decision_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(choice=Choice.SLEEP, until__isnull=False)
                | ~Q(choice=Choice.SLEEP) & Q(until__isnull=True),
                name="decision_slept_on_until",
            ),
            models.CheckConstraint(
                condition=Q(withdraw_hours__range=BOUNDS["withdraw_hours"]),
                name="decision_withdraw_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_choice_display()}: {self.about}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        if not self._state.adding:
            raise Frozen
        super().save(*args, **kwargs)

    @property
    def known_facts(self) -> Facts:
        """The facts it was based on."""
        return Facts.from_dict(self.facts)

    @property
    def given_advice(self) -> Advice:
        """The advice as it was given then."""
        return Advice.from_dict(self.advice)

    @property
    def shown(self) -> Explanation:
        """The card as it was shown then."""
        return Explanation.from_dict(self.explanation)

    @property
    def asks(self) -> bool:
        """Whether the employer is asked for something first: an answer, or another time."""
        return self.choice == Choice.ASK

    @property
    def is_withdrawal(self) -> bool:
        """Whether it ends a process in which a talk was held."""
        is_later_no = self.choice == Choice.DECLINE and self.known_facts.stage is Round.LATER
        return self.choice == Choice.WITHDRAW or is_later_no

    @property
    def about(self) -> Invitation | Interview:
        """What was decided on."""
        found = self.invitation or self.interview
        if found is None:
            raise ValueError("A decision is about an invitation or an interview.")
        return found

    @property
    def application(self) -> Application:
        """The application that it is about."""
        return self.about.application

    @property
    def letter_url(self) -> str:
        """Where the letter that goes with it is."""
        name = "interviews:letter" if self.invitation_id else "interviews:withdrawal-letter"
        return address(name, self.about.pk)

    def can_be_judged(self, now: datetime) -> bool:
        """Whether it was a choice for good, and made two weeks ago or more."""
        return self.choice in TO_LOOK_BACK_ON and self.at <= now - LOOK_BACK_AFTER

    @property
    def look_back_url(self) -> str:
        """Where one looks back on it, two weeks on."""
        return address("interviews:look-back", self.pk)

    @property
    def tell_by(self) -> datetime:
        """By when they had best know: a day later, unless a firm set another target then."""
        return self.at + timedelta(hours=self.withdraw_hours)

    @cached_property
    def thread(self) -> Invitation | None:
        """The invitation whose thread a letter belongs to; the latest one after an interview."""
        return self.invitation or self.application.invitations.first()

    def propose(self, times: Sequence[SlotDraft], *, by: User, at: datetime) -> None:
        """Put these times in the place of those that were proposed before."""
        with transaction.atomic():
            self.other_times.all().delete()
            for each in times:
                self.other_times.create(candidate_id=self.candidate_id, **in_utc(each))
            self.application.record(
                EventKind.INVITATION_CHANGED, "Other times chosen to propose", by=by, at=at
            )

    def carry_out(self, slot: Slot | None) -> None:
        """Move the application, plan or cancel the meeting, and write the history."""
        application, invitation = self.application, self.thread
        application.record(
            EventKind.DECIDED, self._in_words(), became=self.choice, by=self.by, at=self.at
        )
        if invitation is None:
            return
        Interview.objects.cancel_planned(invitation, at=self.at)
        if self.choice == Choice.DECLINE:
            outcome = Outcome.WITHDRAWN_AFTER if self.is_withdrawal else Outcome.WITHDRAWN_BEFORE
            application.move_to(Stage.CLOSED, outcome, by=self.by, at=self.at)
            return
        reached = Stage.INTERVIEWING if self.choice == Choice.ACCEPT else Stage.IN_CONTACT
        stage = furthest(Stage(application.stage), reached)
        application.move_to(stage, by=self.by, at=self.at)
        if self.choice == Choice.ACCEPT and slot is not None:
            planned = Interview.objects.plan(invitation, slot, interest=self.known_facts.interest)
            Inquiry.objects.wish(planned, invitation.would_need)

    def carry_out_after(self) -> None:
        """Go on with the application, or end it: what was planned or proposed falls away."""
        application = self.application
        words = AFTER_WORDS[Choice(self.choice)]
        application.record(EventKind.DECIDED, words, became=self.choice, by=self.by, at=self.at)
        if self.choice == Choice.WITHDRAW:
            withdraw(application, by=self.by, at=self.at, outcome=Outcome.WITHDRAWN_AFTER)
            return
        stage = furthest(Stage(application.stage), Stage.INTERVIEWING)
        application.move_to(stage, by=self.by, at=self.at)

    def _in_words(self) -> str:
        if self.is_withdrawal:
            return "Withdrew after an interview"
        return f"Invitation: {self.get_choice_display().lower()}"


def withdraw(
    application: Application, *, by: User | None, at: datetime, outcome: Outcome | None = None
) -> None:
    """End it by the candidate's own choice: what was planned or proposed falls away.

    Without an outcome, it is one before an interview or after, as one was held or not.
    """
    with transaction.atomic():
        application.interviews.planned().filter(starts_at__gt=at).cancel(at=at)
        for invitation in application.invitations.undecided():
            invitation.change(state=State.DECLINED)
        was_held = application.interviews.filter(state=InterviewState.DONE).exists()
        found = Outcome.WITHDRAWN_AFTER if was_held else Outcome.WITHDRAWN_BEFORE
        application.move_to(Stage.CLOSED, outcome or found, by=by, at=at)
