"""What a candidate wants to be reminded of by mail, and at which hours of their own clock."""

from datetime import datetime, time, timedelta
from typing import Any, Self

from django.core import signing
from django.db import models, transaction
from django.db.models import Q

from jobtracker.hours import Hours
from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models.candidate import Candidate
from jobtracker.people.models.user import User

SALT = "jobtracker.people.reminders"
# No morning is further away, even where a change of zone skips a day; a clock was wrong.
FAR = timedelta(hours=50)
BATCH = 500


class RemindersQuerySet(PrivateQuerySet["Reminders"]):
    """Settings in the words of those who go by them."""

    def due(self, at: datetime) -> Self:
        """Those whose morning has come, the longest due first."""
        return self.filter(Q(due_at__lte=at) | Q(due_at__gt=at + FAR)).order_by("due_at", "pk")

    def wanting_mail(self) -> Self:
        """Of those who want mail, and can read it."""
        return self.filter(by_mail=True, candidate__user__is_active=True)

    def of(self, candidate: Candidate) -> "Reminders":
        """The candidate's own; as they come, where nobody has looked at them yet."""
        found = self.filter(candidate=candidate).first()
        return found or Reminders(candidate=candidate)

    def begin(self, at: datetime) -> int:
        """Give each candidate with an account the settings they come with; how many had none.

        Their first mail comes the next morning.
        """
        without = Candidate.objects.filter(user__isnull=False, reminders=None)
        new = [Reminders(candidate=each) for each in without[:BATCH]]
        for each in new:
            each.due_at = each.hours.next_morning(at)
        # Somebody may have set theirs just now.
        return len(self.bulk_create(new, ignore_conflicts=True))

    def clock_changed(self, user: User, *, at: datetime) -> None:
        """Go by the person's new clock from the next morning on; what is due by now still is."""
        own = self.filter(candidate__user=user, due_at__gt=at)
        for each in own.select_related("candidate"):
            each.keep({}, at=at)

    def move(self, source: Candidate, target: Candidate) -> None:
        """They are the account's: those of a record that is taken over go with it."""


class Reminders(models.Model):
    """One candidate's settings. `due_at` is the next morning; no mail, no morning."""

    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, related_name="reminders")
    by_mail = models.BooleanField("remind me by mail", default=True)
    morning = models.TimeField(default=time(7, 30))
    quiet_from = models.TimeField(default=time(22))
    quiet_until = models.TimeField(default=time(7))
    of_invitations = models.BooleanField("invitations to answer", default=True)
    of_interviews = models.BooleanField("interviews today and tomorrow", default=True)
    of_afterwards = models.BooleanField("what is left to do afterwards", default=True)
    of_plans = models.BooleanField("tasks, next steps and offers", default=True)
    of_deadlines = models.BooleanField("answers that are due in a few hours", default=True)
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects = RemindersQuerySet.as_manager()

    class Meta:
        verbose_name = "settings of reminders"
        verbose_name_plural = "settings of reminders"
        constraints = [
            models.CheckConstraint(
                condition=Q(by_mail=True, due_at__isnull=False)
                | Q(by_mail=False, due_at__isnull=True),
                name="reminders_due_while_wanted",
            )
        ]

    def __str__(self) -> str:
        return f"Reminders of {self.candidate}"

    @property
    def hours(self) -> Hours:
        """When to write, on the candidate's clock."""
        zone = self.candidate.time_zone
        return Hours(zone, self.morning, self.quiet_from, self.quiet_until)

    @property
    def way_out_token(self) -> str:
        """The secret in the address where one click ends all of them."""
        return signing.dumps(self.candidate_id, salt=SALT)

    def keep(self, values: dict[str, Any], *, at: datetime) -> None:
        """Keep new settings, and go by them from now on; a mail that is due by now still is."""
        for name, value in values.items():
            setattr(self, name, value)
        if not self.by_mail:
            self.due_at = None
        elif self.due_at is None or self.due_at > at:
            self.due_at = self.hours.next_morning(at)
        with transaction.atomic():
            self.save()
            self.candidate.invitations.filter(remind_at__isnull=False).update(remind_at=at)

    def go_on(self, at: datetime) -> None:
        """Be done with this morning."""
        self.put_off(self.hours.next_morning(at))

    def put_off(self, until: datetime) -> None:
        """Look again then."""
        self.due_at = until
        self.save(update_fields=["due_at"])


def end_mail(token: str) -> bool:
    """Send no more reminders to whom the token was given; whether it is one of ours."""
    candidate = candidate_of(token)
    if candidate is None:
        return False
    Reminders.objects.filter(candidate=candidate).update(by_mail=False, due_at=None)
    return True


def candidate_of(token: str) -> int | None:
    """The number of the candidate, who may be gone by now; None where we never gave such a token.

    It is good for as long as somebody keeps the mail that it came with.
    """
    try:
        number: int = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return number
