"""What the candidate made of an interview: the same day, and once more the morning after."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction

from interviews.effort import MOST_DAYS, MOST_HOURS, effort
from interviews.feelings import about_confidence, about_dread
from interviews.guidance.labels import INTEREST_LABELS
from interviews.models.interview import Interview, Partner
from interviews.models.preparation import Inquiry, Preparation
from interviews.models.question import Question
from interviews.questions.reading import LONGEST_QUESTION
from jobtracker.clock import zone_named
from jobtracker.people.access import PrivateQuerySet, Scope
from jobtracker.people.models import Candidate, User
from jobtracker.ui.when import in_full

LONGEST_LINES = 3_000
FOLLOW_PROMISE = "See whether they kept to the date they named"


def rating(name: str) -> Any:  # noqa: ANN401 - a column
    """1 to 5, or not rated."""
    limits = [MinValueValidator(1), MaxValueValidator(5)]
    return models.PositiveSmallIntegerField(name, null=True, blank=True, validators=limits)


def taken(name: str, *, max_digits: int, most: int) -> Any:  # noqa: ANN401 - a column
    """Of something, to one decimal; or nobody counted."""
    limits = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(most))]
    return models.DecimalField(
        name, max_digits=max_digits, decimal_places=1, null=True, blank=True, validators=limits
    )


class DebriefQuerySet(PrivateQuerySet["Debrief"]):
    """Debriefs, which are the candidate's alone."""

    scope = Scope.FEEDBACK

    def keep(
        self,
        interview: Interview,
        *,
        by: User,
        at: datetime,
        partner: Partner,
        found: Sequence[Inquiry] = (),
        held_at: datetime | None = None,
        **answers: Any,  # noqa: ANN401
    ) -> "Debrief":
        """Keep how it went, and the interest it left behind; told again, it is corrected.

        `found` is what was found out, and `held_at` when it was held, where that is not when it
        was planned. What was rated beforehand counts, whatever one remembers.
        """
        answers |= Preparation.objects.felt_before(interview)
        with transaction.atomic():
            before = self.filter(interview=interview).first()
            debrief, _ = self.update_or_create(
                interview=interview,
                defaults={"candidate_id": interview.candidate_id, **answers},
                create_defaults={
                    "candidate_id": interview.candidate_id, "told_at": at, **answers
                },
            )  # fmt: skip
            for each in found:
                each.save()
            interview.was_held(partner, held_at, by=by, at=at, is_news=before is None)
            if before is None or before.interest_after != debrief.interest_after:
                interview.application.rate_interest(debrief.interest_after, by=by, at=at)
            debrief.look_out_for_promise()
            for text in debrief.stumped_questions:
                Question.objects.stumped_on(
                    interview.candidate, text[:LONGEST_QUESTION], interview=interview, at=at
                )
        return debrief


class Debrief(models.Model):
    """The candidate's own account; ratings are 1 to 5.

    `interest_after` is the first reaction, and stays beside the one that was confirmed later.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="told")
    told_at = models.DateTimeField(null=True, blank=True)
    interest_after = models.PositiveSmallIntegerField(choices=[*INTEREST_LABELS.items()])
    interest_confirmed = models.PositiveSmallIntegerField(
        choices=[*INTEREST_LABELS.items()], null=True, blank=True
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    learned = models.CharField("one thing you learned", max_length=500)
    met = models.CharField("whom you met", max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    surprise_job = models.CharField("what surprised you about the job", max_length=500, blank=True)
    surprise_market = models.CharField("about the market", max_length=500, blank=True)
    surprise_me = models.CharField("about yourself", max_length=500, blank=True)
    promised = models.CharField("what they promised", max_length=500, blank=True)
    promised_on = models.DateField("by when", null=True, blank=True)
    hours_used = taken("hours it took in all", max_digits=4, most=MOST_HOURS)
    leave_days = taken("days of leave it took", max_digits=3, most=MOST_DAYS)
    confidence_before = rating("confidence before")
    confidence_after = rating("confidence after")
    dread_before = rating("dread before")
    dread_after = rating("how bad it was")
    stumped_on = models.TextField(
        "questions that stumped you", max_length=LONGEST_LINES, blank=True
    )
    stumped_answered = models.BooleanField(default=False)
    notes = models.TextField(max_length=5000, blank=True)

    objects = DebriefQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(interest_after__range=(1, 5)),
                name="debrief_interest_1_to_5",
            ),
            models.CheckConstraint(
                condition=models.Q(interest_confirmed__isnull=True, confirmed_at__isnull=True)
                | models.Q(interest_confirmed__range=(1, 5), confirmed_at__isnull=False),
                name="debrief_confirmed_with_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"After {self.interview}"

    @property
    def interest(self) -> int:
        """What counts: the confirmed rating, else the first."""
        return self.interest_confirmed or self.interest_after

    @property
    def is_confirmed(self) -> bool:
        """Whether it was looked at again."""
        return self.confirmed_at is not None

    @property
    def stumped_questions(self) -> list[str]:
        """The questions that stumped, one each."""
        return lines_of(self.stumped_on)

    @property
    def dread_in_words(self) -> str:
        """How bad it was, beside what was feared; "" unless both were rated."""
        if self.dread_before is None or self.dread_after is None:
            return ""
        return about_dread(self.dread_before, self.dread_after)

    @property
    def confidence_in_words(self) -> str:
        """Before and after, as far as they were rated."""
        return about_confidence(self.confidence_before, self.confidence_after)

    @property
    def effort_in_words(self) -> str:
        """What it took beside a job: "6.5 hours, half a day of leave"."""
        return effort(self.hours_used, self.leave_days)

    @property
    def promise_in_words(self) -> str:
        """What they promised, and by when."""
        by = f"by {in_full(self.promised_on)}" if self.promised_on else ""
        return ", ".join(filter(None, (self.promised, by)))

    def asks_again(self, now: datetime) -> bool:
        """Whether a night has passed since, nobody has looked again, and it still matters."""
        if self.is_confirmed or self.told_at is None or self.interview.application.is_closed:
            return False
        zone = zone_named(self.interview.candidate.time_zone)
        return self.told_at.astimezone(zone).date() < now.astimezone(zone).date()

    def confirm(self, interest: int, *, by: User, at: datetime) -> None:
        """Keep the interest that is left after a night's sleep, the same or another."""
        self.interest_confirmed, self.confirmed_at = interest, at
        with transaction.atomic():
            self.save(update_fields=["interest_confirmed", "confirmed_at"])
            self.interview.application.rate_interest(interest, by=by, at=at)

    def look_out_for_promise(self) -> None:
        """Have the application come back on the promised day, unless something else is next.

        What they promised stays in here: a next step may be shared with a firm.
        """
        application = self.interview.application
        is_free = application.next_step in ("", FOLLOW_PROMISE) and not application.is_closed
        if self.promised_on and is_free:
            application.plan(FOLLOW_PROMISE, on=self.promised_on)


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line for each in text.splitlines() if (line := each.strip())]
