"""A company as one candidate sees it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, override

from django.db import models, transaction
from django.db.models.functions import Lower

from applications.models.event import LONGEST_LINE, EventKind
from jobtracker.addresses import address
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User

if TYPE_CHECKING:
    from applications.models.application import Application
    from applications.models.red_flag import RedFlag


class EmployerQuerySet(OwnedQuerySet["Employer"]):
    """Employers that a person may see."""

    scope = Scope.APPLICATIONS

    def named(self, candidate: Candidate, name: str) -> "Employer":
        """The candidate's employer of that name, capitals aside; a new one where there is none."""
        # Folded as the constraint folds it; two who ask at once get the same row.
        employer, _ = self.alias(folded=Lower("name")).get_or_create(
            candidate=candidate, folded__exact=Lower(models.Value(name)), defaults={"name": name}
        )
        return employer

    def spelled(self) -> Self:
        """With `folded` to find them by: the name in small letters, as the index has it."""
        return self.alias(folded=Lower("name"))

    @override
    def move(self, source: Candidate, target: Candidate) -> None:
        """As every row; an employer that both records name becomes one."""
        known = {each.name.lower(): each for each in self.filter(candidate=target)}
        for employer in self.filter(candidate=source):
            if same := known.get(employer.name.lower()):
                employer.applications.update(employer=same)
                employer.hand_over_to(same)
                employer.delete()
        super().move(source, target)


class Employer(models.Model):
    """One candidate's view of a company; two candidates have two, and share nothing."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="employers")
    name = models.CharField(max_length=160)
    domain = models.CharField(max_length=253, blank=True)
    is_unnamed = models.BooleanField("an agency has not named it yet", default=False)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("candidate", Lower("name"), name="employer_name_unique")
        ]
        # By these a firm finds who knows a client of its own.
        indexes = [
            models.Index(Lower("name"), name="employer_by_name"),
            models.Index("domain", name="employer_by_domain", condition=~models.Q(domain="")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("applications:employer", self.pk)

    def absorb(self, other: "Employer", *, by: User, at: datetime) -> int:
        """Take over all that is with another name of the same company; how many applications.

        The other one is gone afterwards. What this one lacks it takes from there.
        """
        if other.candidate_id != self.candidate_id or other.pk == self.pk:
            raise ValueError("Two employers of one candidate become one.")
        with transaction.atomic():
            moved = list(other.applications.all())
            for application in moved:
                words = f"Employer: {other.name} is {self.name}"[:LONGEST_LINE]
                application.employer = self
                application.save(update_fields=["employer"])
                application.record(EventKind.EMPLOYER_CHANGED, words, by=by, at=at)
            other.hand_over_to(self)
            if other.domain and not self.domain:
                self.domain = other.domain
                self.save(update_fields=["domain"])
            other.delete()
        return len(moved)

    def hand_over_to(self, other: "Employer") -> None:
        """Give another one all that names this one, also what was never heard of here."""
        for relation in self._meta.related_objects:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: self})
            rows.update(**{relation.field.name: other})

    def raise_flag(
        self,
        application: "Application",
        *,
        by: User,
        at: datetime,
        **what: Any,  # noqa: ANN401
    ) -> "RedFlag":
        """Keep a concern, and say in the application's history that there is one.

        The history names the topic only: the source is the candidate's alone.
        """
        from applications.models.red_flag import RedFlag

        with transaction.atomic():
            flag = RedFlag.objects.create(
                candidate_id=self.candidate_id, employer=self, raised_by=by, raised_at=at, **what
            )
            application.record(EventKind.FLAG_RAISED, f"Red flag: {flag.topic}", by=by, at=at)
        return flag
