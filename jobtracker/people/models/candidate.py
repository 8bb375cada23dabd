"""The person whose job search it is."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone

from jobtracker.audit.models import Entry, Kind
from jobtracker.people import zones
from jobtracker.people.access import PrivateQuerySet, Scope, visible_candidates
from jobtracker.people.models.user import User

MOST_WEEKS = 520
SHORT_WEEKS = 8


class Situation(StrEnum):
    """Whether the person has a job they could stay in, or has accepted another offer."""

    UNKNOWN = ""
    OPEN = "open"
    EMPLOYED = "employed"
    COMMITTED = "committed"


SITUATION_LABELS = {
    Situation.OPEN: "No, or not one I could stay in",
    Situation.EMPLOYED: "Yes, I could stay",
    Situation.COMMITTED: "I have accepted another offer",
}


class FeedbackBy(StrEnum):
    """How somebody would rather hear what was said about them."""

    EITHER = ""
    MAIL = "mail"
    VOICE = "voice"


FEEDBACK_BY_LABELS = {
    FeedbackBy.EITHER: "Either is fine",
    FeedbackBy.MAIL: "By mail, to read it in peace",
    FeedbackBy.VOICE: "By voice first, then to read",
}


class CandidateQuerySet(models.QuerySet["Candidate"]):
    """Candidates in the words of those who look for them."""

    def visible_to(self, user: User, scope: Scope) -> Self:
        """The person's own record, and those shared with a firm they work for."""
        return self.filter(visible_candidates(user, scope))

    def editable_by(self, user: User, scope: Scope) -> Self:
        """Where the person may add facts: whoever may see may help."""
        return self.visible_to(user, scope)

    def start(self, user: User, *, name: str, time_zone: str) -> "Candidate":
        """The person's own record; their clock is set with it. A second start changes nothing."""
        with transaction.atomic():
            candidate, is_new = self.get_or_create(
                user=user, defaults={"name": name, "time_zone": time_zone, "email": user.email}
            )
            if is_new:
                user.time_zone, user.name = time_zone, user.name or name
                user.save(update_fields=["time_zone", "name"])
        return candidate


class Candidate(models.Model):
    """Owner of everything that belongs to one job search.

    Without a user it is a record that a firm keeps until the person claims it.
    """

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="candidate"
    )
    name = models.CharField(max_length=120)
    email = models.EmailField("e-mail address", blank=True)
    phone = models.CharField(max_length=40, blank=True)
    time_zone = models.CharField(
        max_length=zones.NAME_LENGTH, default="UTC", validators=[zones.check_zone]
    )
    looking_for = models.CharField("what you look for", max_length=200, blank=True)
    notice_period = models.CharField(max_length=80, blank=True)
    feedback_by = models.CharField(
        "how feedback reaches you",
        max_length=5,
        choices=[*FEEDBACK_BY_LABELS.items()],
        blank=True,
        default=FeedbackBy.EITHER,
    )
    situation = models.CharField(
        max_length=12, choices=[*SITUATION_LABELS.items()], blank=True, default=Situation.UNKNOWN
    )
    situation_since = models.DateField(null=True, blank=True)
    situation_asked_on = models.DateField(null=True, blank=True)
    weeks_of_money = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MOST_WEEKS)]
    )
    mood_asked_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = CandidateQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def is_claimed(self) -> bool:
        """Whether it is a person's own record, not yet one that a firm alone keeps."""
        return self.user_id is not None

    def is_looked_after(self, scope: Scope) -> bool:
        """Whether a firm sees that part of the search; one query."""
        return self.representations.in_force().filter(**{scope.field: True}).exists()

    def tell_situation(self, situation: Situation, *, on: date) -> None:
        """Keep the answer to "do you have a job you could stay in?", and when it was given."""
        if situation != self.situation:
            self.situation_since = on
        self.situation = situation
        self.situation_asked_on = on
        self.save(update_fields=["situation", "situation_since", "situation_asked_on"])

    def asks_situation(self, on: date) -> bool:
        """Whether it is time to ask again: never answered, or 30 days ago."""
        return self.situation_asked_on is None or (on - self.situation_asked_on).days >= 30

    def tell_weeks_of_money(self, weeks: int | None) -> None:
        """Keep how long the money lasts, or that the person would rather not say."""
        self.weeks_of_money = weeks
        self.save(update_fields=["weeks_of_money"])

    @property
    def is_short_of_money(self) -> bool:
        """Whether it lasts for two months at most, as the person says; it changes words alone."""
        return self.weeks_of_money is not None and self.weeks_of_money <= SHORT_WEEKS

    def asks_mood(self, on: date) -> bool:
        """Whether to ask how the person is: once a day at most."""
        return self.mood_asked_on != on

    def ask_mood_no_more(self, *, on: date) -> None:
        """Leave the question for another day, whether it was answered or not."""
        self.mood_asked_on = on
        self.save(update_fields=["mood_asked_on"])

    def absorb(self, other: "Candidate", *, by: User, at: datetime) -> None:
        """Take over every row of another record of the same person, which is then gone."""
        with transaction.atomic():
            Entry.objects.record(
                Kind.RECORD_TAKEN_OVER,
                actor_id=by.pk,
                candidate_id=self.pk,
                detail={"record": other.pk},
                at=at,
            )
            for model in _owned_models():
                rows: Any = model._default_manager.all()
                if hasattr(rows, "move"):
                    rows.move(other, self)
                else:
                    rows.filter(candidate=other).update(candidate=self)
            other.delete()


def _owned_models() -> list[type[models.Model]]:
    """Every model whose rows name a candidate as theirs."""
    relations = Candidate._meta.get_fields(include_hidden=True)
    owned = [each for each in relations if isinstance(each, models.ForeignObjectRel)]
    named = {each.related_model for each in owned if each.field.name == "candidate"}
    return sorted(named, key=lambda model: model._meta.label)


class MoodQuerySet(PrivateQuerySet["Mood"]):
    """How a person felt; nobody else's business."""


class Mood(models.Model):
    """How the candidate felt at one moment, 1 (low) to 5 (good). It never changes advice."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="moods")
    value = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    at = models.DateTimeField()

    objects = MoodQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__range=(1, 5)), name="mood_value_1_to_5"
            )
        ]

    def __str__(self) -> str:
        return f"{self.value} of 5"

    @classmethod
    def note(cls, candidate: Candidate, value: int, *, at: datetime) -> "Mood":
        """Keep how the candidate feels now; it is not asked again that day."""
        with transaction.atomic():
            candidate.ask_mood_no_more(on=timezone.localdate(at))
            return cls.objects.create(candidate=candidate, value=value, at=at)
