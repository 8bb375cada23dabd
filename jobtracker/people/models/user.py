"""The person who signs in."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import cached_property

from jobtracker.people import zones

if TYPE_CHECKING:
    from jobtracker.people.models.candidate import Candidate
    from jobtracker.people.models.firm import Firm


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
        """Users with their own candidate record, and what else every page asks about them."""
        memberships = apps.get_model("people", "Membership").objects.order_by("pk")
        firms = memberships.filter(user=models.OuterRef("pk")).values("firm")
        factors = _second_factors().filter(user=models.OuterRef("pk"))
        return self.select_related("candidate").annotate(
            first_firm=models.Subquery(firms[:1]),
            second_firm=models.Subquery(firms[1:2]),
            has_factor=models.Exists(factors),
        )

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
    # Empty until the person has told it: until then they read times as in UTC.
    time_zone = models.CharField(
        max_length=zones.NAME_LENGTH, blank=True, default="", validators=[zones.check_zone]
    )
    language = models.CharField(max_length=10, default="en")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)
    # The firm that somebody else removed them from, until they have read so.
    removed_from = models.ForeignKey(
        "people.Firm", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        self.email = _as_stored(self.email)
        super().save(*args, **kwargs)

    def tell_profile(
        self, *, name: str, time_zone: str, language: str, **of_candidate: str
    ) -> None:
        """Keep what the person says of themselves; their own record has the same name and clock."""
        self.name, self.time_zone, self.language = name, time_zone, language
        candidates = apps.get_model("people", "Candidate").objects.filter(user=self)
        reminders = apps.get_model("people", "Reminders").objects
        with transaction.atomic():
            self.save(update_fields=["name", "time_zone", "language"])
            candidates.update(name=name, time_zone=time_zone, **of_candidate)
            reminders.clock_changed(self, at=timezone.now())

    def have_letters_carry(self, address: str, *, instead_of: str) -> None:
        """Have letters, and the firms that look after the person, go by another address."""
        candidates = apps.get_model("people", "Candidate").objects.filter(user=self)
        candidates.filter(email__iexact=instead_of).update(email=address)

    def tell_time_zone(self, time_zone: str) -> None:
        """Keep where the person's clock stands."""
        self.time_zone = time_zone
        self.save(update_fields=["time_zone"])

    def hear_of_removal(self, firm: "Firm | None") -> None:
        """Have the person read on every page that they no longer work there; None: they have."""
        self.removed_from = firm
        self.save(update_fields=["removed_from"])

    def settle_into(self, candidate: "Candidate") -> None:
        """Bring a record that became the person's in step; what they told themselves goes first."""
        self.tell_profile(
            name=self.name or candidate.name,
            time_zone=self.time_zone or candidate.time_zone,
            language=self.language,
        )
        candidate.name, candidate.time_zone = self.name, self.time_zone

    @property
    def reads(self) -> str:
        """The language of pages and mails; one that we write no more keeps nobody out."""
        is_known = self.language in dict(settings.LANGUAGES)
        return self.language if is_known else settings.LANGUAGE_CODE

    @cached_property
    def firm_id(self) -> int | None:
        """The firm that the person works for, in any role; of several, where they came first."""
        if hasattr(self, "first_firm"):
            known: int | None = self.first_firm
            return known
        return self.memberships.order_by("pk").values_list("firm", flat=True).first()

    @cached_property
    def several_firms(self) -> "list[Firm]":
        """All that the person works for, by name, where that is more than one."""
        if hasattr(self, "second_firm") and self.second_firm is None:
            return []
        firms = list(self.firms.order_by("name", "pk"))
        return firms if len(firms) > 1 else []

    @property
    def is_coordinator(self) -> bool:
        """Whether the person works for a firm."""
        return self.firm_id is not None

    @cached_property
    def has_second_factor(self) -> bool:
        """Whether a password alone does not let anybody in as this person."""
        known: bool | None = getattr(self, "has_factor", None)
        return _second_factors().filter(user=self).exists() if known is None else known

    @property
    def must_have_second_factor(self) -> bool:
        """Whether the person may see what is others'."""
        return self.is_coordinator or self.is_staff or self.is_superuser

    @property
    def needs_second_factor(self) -> bool:
        """Whether the person has to set one up before anything else."""
        return self.must_have_second_factor and not self.has_second_factor

    @cached_property
    def is_candidate(self) -> bool:
        """Whether the person has a job search of their own here."""
        return hasattr(self, "candidate")


def _second_factors() -> Any:  # noqa: ANN401
    """Authenticator apps and passkeys; recovery codes only stand in for them."""
    factors = apps.get_model("mfa", "Authenticator")
    return factors.objects.exclude(type=factors.Type.RECOVERY_CODES)


def _as_stored(email: str) -> str:
    return email.strip().lower()
