"""People on the employer's side, and what they have to do with an application."""

from enum import StrEnum
from typing import Self

from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone

from applications.models.employer import Employer
from jobtracker.addresses import address
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate


class ContactRole(StrEnum):
    """What a person does in one process."""

    UNKNOWN = ""
    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring_manager"
    TEAM = "team"
    AGENCY = "agency"
    REFERRAL = "referral"
    OTHER = "other"


CONTACT_ROLE_LABELS = {
    ContactRole.RECRUITER: "Recruiter",
    ContactRole.HIRING_MANAGER: "Hiring manager",
    ContactRole.TEAM: "Future colleague",
    ContactRole.AGENCY: "At the agency",
    ContactRole.REFERRAL: "Referred me",
    ContactRole.OTHER: "Other",
}


LONGEST_ABOUT = 5_000
KNOWN_BY = ("name", "job_title", "email", "phone", "link")


class TooMuch(Exception):  # noqa: N818 - says what is wrong
    """What is remembered of two people together is longer than one may be."""


class ContactQuerySet(OwnedQuerySet["Contact"]):
    """Contacts in the words of those who look for them."""

    scope = Scope.APPLICATIONS

    def by_name(self, *, after: str = "", words: str = "") -> Self:
        """In the order of their names: those that follow that one and hold the words."""
        rows = self.alias(folded=Lower("name")).order_by("folded", "pk")
        if after:
            rows = rows.filter(folded__gt=Lower(models.Value(after)))
        return rows.filter(name__icontains=words) if words else rows


class Contact(models.Model):
    """A person whom the candidate knows from a search; they may have to do with several jobs."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="contacts")
    employer = models.ForeignKey(
        Employer, on_delete=models.SET_NULL, null=True, blank=True, related_name="contacts"
    )
    name = models.CharField(max_length=120)
    job_title = models.CharField("what they do there", max_length=160, blank=True)
    email = models.EmailField("e-mail address", blank=True)
    phone = models.CharField(max_length=40, blank=True)
    link = models.URLField(max_length=500, blank=True)
    about = models.TextField("what to remember", max_length=LONGEST_ABOUT, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("applications:contact", self.pk)

    def doubles(self) -> ContactQuerySet:
        """The candidate's other contacts of the same address, or of the same name."""
        others = Contact.objects.filter(candidate=self.candidate_id).exclude(pk=self.pk)
        is_same = models.Q(name__iexact=self.name)
        if self.email:
            is_same |= models.Q(email__iexact=self.email)
        return others.filter(is_same)

    def absorb(self, other: "Contact") -> None:
        """Be the other one too: in every application, and with what only they were known by.

        What both have and is not the same stands in what to remember. The other one is gone
        afterwards.

        :raises TooMuch: where the two are remembered by more than a field holds
        """
        if other.candidate_id != self.candidate_id or other.pk == self.pk:
            raise ValueError("Two contacts of one candidate become one.")
        about = "\n\n".join(
            filter(None, dict.fromkeys([self.about, other.about, self.beside(other)]))
        )
        if len(about) > LONGEST_ABOUT:
            raise TooMuch
        self.about = about
        for name in ("employer_id", "job_title", "email", "phone", "link"):
            setattr(self, name, getattr(self, name) or getattr(other, name))
        with transaction.atomic():
            self.save()
            other.take_part_as(self)
            other.delete()

    def beside(self, other: "Contact") -> str:
        """By what else the other one is known than this one, on one line; "" for nothing."""
        pairs = [(getattr(self, each), getattr(other, each)) for each in KNOWN_BY]
        differing = [theirs for mine, theirs in pairs if mine and mine.lower() != theirs.lower()]
        words = ", ".join(filter(None, differing))
        return f"Also: {words}" if words else ""

    def take_part_as(self, other: "Contact") -> None:
        """Give another one the part in every application; where both had one, theirs holds."""
        known = {each.application_id: each for each in other.involvements.all()}
        for each in self.involvements.all():
            twin = known.get(each.application_id)
            if twin is None:
                each.contact = other
                each.save(update_fields=["contact"])
            elif not twin.role:
                twin.role = each.role
                twin.save(update_fields=["role"])


class InvolvementQuerySet(OwnedQuerySet["Involvement"]):
    """Who has to do with what, as a person may see it."""

    scope = Scope.APPLICATIONS


class Involvement(models.Model):
    """What a contact has to do with one application."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="involvements")
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="involvements"
    )
    role = models.CharField(
        max_length=16, choices=[*CONTACT_ROLE_LABELS.items()], blank=True, default=""
    )

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        ordering = ["contact__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "contact"], name="involvement_unique")
        ]

    def __str__(self) -> str:
        return f"{self.contact}: {self.get_role_display()}"
