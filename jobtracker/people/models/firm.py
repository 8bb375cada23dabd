"""A staffing firm and the people who work for it."""

from enum import StrEnum

from django.db import models
from django.utils import timezone

from jobtracker.people.models.user import User


class Role(StrEnum):
    """What a person does at a firm."""

    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class Firm(models.Model):
    """Looks after candidates who agreed to it."""

    name = models.CharField(max_length=120)
    members = models.ManyToManyField(User, through="Membership", related_name="firms")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person's role at one firm; removing the row ends every right it gave."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(
        max_length=16, choices=[(role, role.title()) for role in Role], default=Role.COORDINATOR
    )
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "firm"], name="membership_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role} at {self.firm}"
