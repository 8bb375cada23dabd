"""What one act changed, so that it can be undone."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.text import Truncator

from applications.models.application import MOVED, Application
from applications.models.event import Event
from applications.models.tag import Tag
from applications.stages import Outcome, Stage
from jobtracker.addresses import address
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User

KEPT_FOR = timedelta(days=30)
LONGEST_LABEL = 200
APPLICATION, TAG = "application", "tag"

type Values = dict[str, Any]


class ChangeQuerySet(OwnedQuerySet["Change"]):
    """Changes in the words of those who made them."""

    scope = Scope.APPLICATIONS

    def made_by(self, user: User) -> "ChangeQuerySet":
        """Those the person may undo: their own, where they may still edit, and any of their own."""
        theirs = models.Q(by=user) | models.Q(candidate__user=user)
        return self.editable_by(user).filter(theirs, undone_at=None)

    def keep(
        self,
        candidate_id: int,
        label: str,
        rows: list[Values],
        *,
        by: User,
        at: datetime,
    ) -> "Change":
        """Remember what an act did, to take it back on demand."""
        words = Truncator(label).chars(LONGEST_LABEL)
        return self.create(candidate_id=candidate_id, label=words, rows=rows, by=by, at=at)


class Change(models.Model):
    """Rows as they were before and as they became.

    `rows` is a list of {"model", "pk", "before", "after"}; a row that was made has no "before".
    Undoing goes by "after": what somebody changed since is left as it is, and named.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    label = models.CharField(max_length=LONGEST_LABEL)
    rows = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["candidate", "-at"], name="change_newest")]

    def __str__(self) -> str:
        return self.label

    @property
    def undo_href(self) -> str:
        """The address that takes it back."""
        return address("applications:undo", self.pk)

    def undo(self, *, by: User, at: datetime) -> list[Application]:
        """Give back what nobody changed since, once; what was left as it is."""
        with transaction.atomic():
            locked = Change.objects.select_for_update().get(pk=self.pk)
            if locked.undone_at:
                return []
            left = locked.move_back(by=by, at=at)
            locked.tag_back()
            locked.undone_at = self.undone_at = at
            locked.save(update_fields=["undone_at"])
        return left

    def of(self, model: str) -> list[Values]:
        return [row for row in self.rows if row["model"] == model]

    def move_back(self, *, by: User, at: datetime) -> list[Application]:
        """Each application to where it was, with a line in its history; those that moved on."""
        rows = {row["pk"]: row for row in self.of(APPLICATION)}
        found = locked_applications(self.candidate_id, rows)
        same = [each for each in found if is_still(each, rows[each.pk]["after"])]
        events = [turned_back(each, rows[each.pk]["before"], by=by, at=at) for each in same]
        if same:
            Application.objects.bulk_update(same, [*MOVED, "applied_on"])
            Event.objects.bulk_create(events)
        return [each for each in found if each not in same]

    def tag_back(self) -> None:
        """Tags that were put on go, those that were taken off come back."""
        rows = self.of(TAG)
        made = [row["pk"] for row in rows if row["after"]]
        Tag.objects.filter(candidate=self.candidate_id, pk__in=made).delete()
        for is_private in (False, True):
            gone = names_of([row["before"] for row in rows if row["before"]], is_private)
            if gone:
                add_tags(locked_applications(self.candidate_id, gone), gone, is_private=is_private)


def locked_applications(candidate_id: int, pks: Iterable[int]) -> list[Application]:
    """The candidate's applications of these numbers; nobody else changes them meanwhile."""
    rows = Application.objects.filter(candidate=candidate_id, pk__in=list(pks))
    held = rows.select_for_update(no_key=True, of=("self",)).order_by("pk")
    return list(held.select_related("employer"))


def names_of(tags: Iterable[Values], is_private: bool) -> dict[int, str]:
    """The tag of each application, of those of one kind."""
    same = (each for each in tags if each.get("is_private", False) == is_private)
    return {each["application"]: each["name"] for each in same}


def add_tags(
    applications: Sequence[Application], names: dict[int, str], *, is_private: bool = False
) -> list[Tag]:
    """The name of each put on it, where it has not got it yet."""
    tags = Tag.objects.filter(application__in=applications, is_private=is_private)
    there = {(pk, name.lower()) for pk, name in tags.values_list("application", "name")}
    return Tag.objects.bulk_create(
        Tag(
            candidate_id=each.candidate_id,
            application=each,
            name=names[each.pk],
            is_private=is_private,
        )
        for each in applications
        if (each.pk, names[each.pk].lower()) not in there
    )


def state_of(application: Application) -> Values:
    """What a move may change, in JSON."""
    day = application.applied_on
    return {
        "stage": application.stage,
        "outcome": application.outcome,
        "moved_at": application.moved_at.astimezone(UTC).isoformat(),
        "applied_on": day.isoformat() if day else None,
    }


def is_still(application: Application, after: Values) -> bool:
    """Whether all that the act changed is as it left it; what else changed is no matter."""
    return state_of(application) | after == state_of(application)


def turned_back(application: Application, before: Values, *, by: User, at: datetime) -> Event:
    """The line for the history; the application is as it was, but not stored."""
    then = state_of(application) | before
    event = application.turn_to(Stage(then["stage"]), Outcome(then["outcome"]), by=by, at=at)
    if event is None:
        raise ValueError("A move leads from one stage to another.")
    event.text += " (undone)"
    application.moved_at = datetime.fromisoformat(then["moved_at"])
    day = then["applied_on"]
    application.applied_on = date.fromisoformat(day) if day else None
    return event


def forget_changes(at: datetime) -> bool:
    """Remove what is too old to be undone; whether there was any."""
    return Change.objects.filter(at__lt=at - KEPT_FOR).delete()[0] > 0
