"""People on the employer's side, and what they have to do with an application."""

from enum import StrEnum
from typing import Self

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from applications.models.employer import Employer
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
    about = models.TextField("what to remember", max_length=5_000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("applications:contact", args=[self.pk])


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
