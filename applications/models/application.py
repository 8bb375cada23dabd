"""One application for one job."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Self

from django.db import models, transaction
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from applications.models.employer import Employer
from applications.models.event import LONGEST_LINE, NEWS, Event, EventKind
from applications.pay import PERIOD_LABELS
from applications.stages import (
    MOTIVE_LABELS,
    OPEN_STAGES,
    OUTCOME_LABELS,
    REMOTE_LABELS,
    STAGE_LABELS,
    STAGE_TONES,
    Outcome,
    Stage,
    is_possible,
)
from interviews.guidance.labels import INTEREST_LABELS
from jobtracker.addresses import address
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User

# What a move changes.
MOVED = ("stage", "outcome", "moved_at")
# What a change of each is called in the history; the rest is the candidate's alone, or pay.
FACTS = {
    "job_title": "job title",
    "posting_url": "link to the posting",
    "place": "place",
    "remote": "on site or remote",
    "source": "where it was found",
    "agency": "agency",
    "applied_on": "day of applying",
}


class ApplicationQuerySet(OwnedQuerySet["Application"]):
    """Applications in the words of those who look for them."""

    scope = Scope.APPLICATIONS

    def open(self) -> Self:
        """Those that are still going on."""
        return self.filter(stage__in=OPEN_STAGES)

    def quiet_since(self, moment: datetime) -> Self:
        """Those to which nothing has happened since, the longest first."""
        news = Coalesce("last_news_at", "moved_at")
        rows = self.alias(heard=Greatest("moved_at", news)).filter(heard__lt=moment)
        return rows.order_by("heard", "pk")

    def start(self, *, by: User | None, at: datetime, **fields: Any) -> "Application":  # noqa: ANN401
        """Store a new application with the first line of its history."""
        with transaction.atomic():
            since = _start_of(fields.get("applied_on")) or at
            application = self.create(
                interest_now=fields.get("interest_at_application"),
                moved_at=min(since, at),
                **fields,
            )
            application.record(EventKind.CREATED, "Added", by=by, at=at)
        return application


class Application(models.Model):
    """A job that the candidate is after: what, where, how far, and how much they want it."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="applications")
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="applications")
    job_title = models.CharField(max_length=200, blank=True)
    posting_url = models.URLField("link to the posting", max_length=2000, blank=True)
    place = models.CharField(max_length=160, blank=True)
    remote = models.CharField(
        "on site or remote", max_length=8, choices=[*REMOTE_LABELS.items()], blank=True, default=""
    )
    pay_from = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    pay_to = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    pay_currency = models.CharField("currency", max_length=3, blank=True)
    pay_period = models.CharField(
        "for", max_length=5, choices=[*PERIOD_LABELS.items()], blank=True, default=""
    )
    source = models.CharField("where you found it", max_length=80, blank=True)
    motive = models.CharField(
        "why you applied", max_length=8, choices=[*MOTIVE_LABELS.items()], blank=True, default=""
    )
    agency = models.CharField("via which agency", max_length=160, blank=True)
    stage = models.CharField(max_length=16, choices=[*STAGE_LABELS.items()], default=Stage.APPLIED)
    outcome = models.CharField(
        max_length=32, choices=[*OUTCOME_LABELS.items()], blank=True, default=Outcome.NONE
    )
    interest_at_application = models.PositiveSmallIntegerField(
        choices=[*INTEREST_LABELS.items()], null=True, blank=True
    )
    interest_now = models.PositiveSmallIntegerField(
        choices=[*INTEREST_LABELS.items()], null=True, blank=True
    )
    interest_now_at = models.DateTimeField(null=True, blank=True)
    is_dream = models.BooleanField("this is the one I hope for", default=False)
    applied_on = models.DateField(null=True, blank=True)
    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True, blank=True)
    moved_at = models.DateTimeField("in its stage since", default=timezone.now)
    last_news_at = models.DateTimeField("last heard from them", null=True, blank=True)
    imported_by = models.ForeignKey(
        "applications.Import",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["candidate", "-created_at", "-id"], name="application_newest"),
            models.Index(
                fields=["candidate", "stage", "-moved_at", "-id"], name="application_by_stage"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(stage=Stage.CLOSED) & ~models.Q(outcome=Outcome.NONE)
                    | ~models.Q(stage=Stage.CLOSED) & models.Q(outcome=Outcome.NONE)
                ),
                name="application_outcome_when_closed",
            ),
            models.CheckConstraint(
                condition=models.Q(interest_now__isnull=True)
                | models.Q(interest_now__range=(1, 5)),
                name="application_interest_now_1_to_5",
            ),
            models.CheckConstraint(
                condition=models.Q(interest_at_application__isnull=True)
                | models.Q(interest_at_application__range=(1, 5)),
                name="application_interest_then_1_to_5",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job_title or 'A job'} at {self.employer.name}"

    def get_absolute_url(self) -> str:
        return self.address_of(self.pk)

    @staticmethod
    def address_of(pk: int) -> str:
        """The address of the page of the application of that number."""
        return address("applications:application", pk)

    @property
    def is_closed(self) -> bool:
        """Whether it has ended, by either side's choice."""
        return self.stage == Stage.CLOSED

    @property
    def status_label(self) -> str:
        """The stage, or how it ended."""
        return self.get_outcome_display() if self.is_closed else self.get_stage_display()

    @property
    def standing(self) -> str:
        """As `status_label`, in one word for a form."""
        return self.outcome or self.stage

    @property
    def tone(self) -> str:
        """The tone its stage is shown in."""
        return STAGE_TONES[Stage(self.stage)]

    @property
    def heard_at(self) -> datetime:
        """When it last moved or they last wrote, whichever is later."""
        return max(self.moved_at, self.last_news_at or self.moved_at)

    def move_to(
        self, stage: Stage, outcome: Outcome = Outcome.NONE, *, by: User | None, at: datetime
    ) -> None:
        """Go to a stage, with a line in the history; nothing happens where it is there already.

        :raises ValueError: for an outcome that does not belong to the stage
        """
        event = self.turn_to(stage, outcome, by=by, at=at)
        if event:
            with transaction.atomic():
                self.save(update_fields=MOVED)
                event.save()

    def turn_to(
        self, stage: Stage, outcome: Outcome, *, by: User | None, at: datetime
    ) -> Event | None:
        """As `move_to`, yet neither the row nor the line is stored: for many at once."""
        if not is_possible(stage, outcome):
            raise ValueError(f"{stage} does not go with the outcome {outcome!r}.")
        if (self.stage, self.outcome) == (stage, outcome):
            return None
        before = self.status_label
        self.stage, self.outcome, self.moved_at = stage, outcome, at
        return Event(
            candidate_id=self.candidate_id,
            application=self,
            kind=EventKind.STAGE_CHANGED,
            text=f"{before} → {self.status_label}",
            was=before,
            became=self.status_label,
            by=by,
            at=at,
        )

    def rate_interest(self, interest: int, *, by: User, at: datetime) -> None:
        """Keep how much the candidate wants it now, 1 to 5; the first rating stays beside it.

        The number is the candidate's alone, so the history only says that it changed.
        """
        if interest == self.interest_now:
            return
        self.interest_now, self.interest_now_at = interest, at
        with transaction.atomic():
            self.save(update_fields=["interest_now", "interest_now_at"])
            self.record(EventKind.INTEREST_CHANGED, "Interest rated", by=by, at=at)

    def correct(self, fields: Sequence[str], *, by: User, at: datetime) -> None:
        """Keep new values of these fields, with a line in the history that names what they are.

        What is the candidate's alone, or shared apart, is kept without being named.
        """
        if not fields:
            return
        named = [FACTS[each] for each in fields if each in FACTS]
        with transaction.atomic():
            self.save(update_fields=fields)
            if named:
                words = f"Changed: {', '.join(named)}"
                self.record(EventKind.FACTS_CHANGED, words, by=by, at=at)

    def is_now_with(self, employer: Employer, *, by: User, at: datetime) -> None:
        """It is another employer than was thought, or one of another name."""
        if employer.pk == self.employer_id:
            return
        words = f"Employer: {self.employer.name} is now {employer.name}"[:LONGEST_LINE]
        self.employer = employer
        with transaction.atomic():
            self.save(update_fields=["employer"])
            self.record(EventKind.EMPLOYER_CHANGED, words, by=by, at=at)

    def tag(self, names: Sequence[str], *, is_own: bool = True) -> None:
        """Have these tags and no others; those that a firm knows nothing of stay where it asks."""
        wanted = {name.lower(): name for name in names}
        with transaction.atomic():
            known = list(self.tags.told(is_own=is_own))
            for tag in known:
                if tag.name.lower() not in wanted:
                    tag.delete()
            for name in wanted.keys() - {tag.name.lower() for tag in known}:
                self.tags.create(name=wanted[name], candidate_id=self.candidate_id)

    def followed_up(self, *, by: User, at: datetime, look_again_on: date) -> None:
        """Note that the person asked where it stands; until that day there is nothing to do."""
        with transaction.atomic():
            self.record(EventKind.FOLLOWED_UP, "Followed up", by=by, at=at)
            self.plan("See whether they answered", on=look_again_on)

    def plan(self, step: str, *, on: date | None) -> None:
        """Keep what is to be done next, and when."""
        self.next_step, self.next_step_on = step, on
        self.save(update_fields=["next_step", "next_step_on"])

    def hear(self, at: datetime) -> None:
        """They were heard or met then; what is known of later stays."""
        if self.last_news_at is None or self.last_news_at < at:
            self.last_news_at = at
            self.save(update_fields=["last_news_at"])

    def record(
        self,
        kind: EventKind,
        text: str,
        *,
        by: User | None,
        at: datetime,
        was: str = "",
        became: str = "",
    ) -> Event:
        """Add a line to the history; what came from them is news."""
        if kind in NEWS:
            self.hear(at)
        return Event.objects.create(
            candidate_id=self.candidate_id,
            application=self,
            kind=kind,
            text=text,
            was=was,
            became=became,
            by=by,
            at=at,
        )


def _start_of(day: date | None) -> datetime | None:
    """When the day began on the clock of whoever is signed in."""
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None
