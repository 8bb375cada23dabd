"""The person who signs in."""

from typing import Any, ClassVar

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from jobtracker.people import zones


class UserManager(BaseUserManager["User"]):
    """Makes users known by their e-mail address, whatever its capitals."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":  # noqa: ANN401
        """Store a person who can sign in; without a password only a reset lets them in."""
        user = self.model(email=_as_stored(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":  # noqa: ANN401
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def with_roles(self) -> models.QuerySet["User"]:
        """Users with their own candidate record, and whether they work for a firm."""
        membership = apps.get_model("people", "Membership")
        held = membership.objects.filter(user=models.OuterRef("pk"))
        return self.select_related("candidate").annotate(has_membership=models.Exists(held))

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=_as_stored(username or ""))


class User(AbstractBaseUser, PermissionsMixin):
    """Signs in by e-mail; may be a candidate, a member of a firm, or both."""

    email = models.EmailField(
        "e-mail address",
        max_length=254,
        unique=True,
        error_messages={"unique": "Somebody with this e-mail address is here already."},
    )
    name = models.CharField(max_length=120, blank=True)
    time_zone = models.CharField(
        max_length=zones.NAME_LENGTH, default="UTC", validators=[zones.check_zone]
    )
    language = models.CharField(max_length=10, default="en")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        self.email = _as_stored(self.email)
        super().save(*args, **kwargs)

    @cached_property
    def is_coordinator(self) -> bool:
        """Whether the person works for a firm, in any role."""
        known: bool | None = getattr(self, "has_membership", None)
        return self.memberships.exists() if known is None else known

    @cached_property
    def is_candidate(self) -> bool:
        """Whether the person has a job search of their own here."""
        return hasattr(self, "candidate")


def _as_stored(email: str) -> str:
    return email.strip().lower()
