"""The people whom a table names: each is a contact once, in every application they stand in."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef

from applications.models import Application, Contact, Involvement
from applications.transfer.addresses import Person
from applications.transfer.rows import Draft
from jobtracker.people.models import Candidate

BATCH = 500


class Circle:
    """The contacts of a candidate, as a table may name them."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self.by_email: dict[str, Contact] = {}
        self.by_name: dict[tuple[str, int | None], Contact] = {}
        for each in contacts:
            self.take_up(each)

    def take_up(self, contact: Contact) -> None:
        if contact.email:
            self.by_email.setdefault(contact.email.lower(), contact)
        self.by_name.setdefault((contact.name.lower(), contact.employer_id), contact)

    def find(self, person: Person, employer_id: int) -> Contact | None:
        """By their address; else by their name at that employer, unless addresses say otherwise."""
        if found := self.by_email.get(person.email.lower()):
            return found
        named = self.by_name.get((person.name.lower(), employer_id))
        return named if named and not (named.email and person.email) else None


def introduce(pairs: Sequence[tuple[Application, Draft]]) -> list[list[str]]:
    """Give each application its contact; the names and addresses of those who are new."""
    named = [(application, draft.contact) for application, draft in pairs if draft.contact]
    if not named:
        return []
    circle = Circle(named[0][0].candidate.contacts.order_by("pk"))
    new, parts = [], []
    for application, person in named:
        contact = circle.find(person, application.employer_id)
        if contact is None:
            contact = contact_of(person, application)
            circle.take_up(contact)
            new.append(contact)
        parts.append((application, contact))
    Contact.objects.bulk_create(new, BATCH)
    Involvement.objects.bulk_create(
        [Involvement(candidate=of.candidate, application=of, contact=who) for of, who in parts],
        BATCH,
    )
    return [[each.name, each.email] for each in new]


def contact_of(person: Person, application: Application) -> Contact:
    return Contact(
        candidate=application.candidate,
        employer=application.employer,
        name=person.name,
        email=person.email,
        phone=person.phone,
        link=person.link,
    )


def withdraw(candidate: Candidate, made: Iterable[Sequence[str]]) -> None:
    """Remove those who came with a table, have to do with nothing, and of whom nobody wrote more.

    `made` are their names and addresses.
    """
    parts = Involvement.objects.filter(contact=OuterRef("pk"))
    alone = candidate.contacts.filter(~Exists(parts), about="", job_title="")
    came = {(name, email) for name, email in made}
    gone = [each.pk for each in alone if (each.name, each.email) in came]
    candidate.contacts.filter(pk__in=gone).delete()
