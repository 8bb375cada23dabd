"""Who writes to whom: the candidate, whoever invites or decides, and who passes it on."""

from applications.models import Application, Contact
from interviews.calendar.events import Person
from interviews.guidance import FlagLevel, effective_level
from interviews.models import Decision, Invitation, Letter
from interviews.occasions import Occasion
from jobtracker.people.models import Candidate, Representation

MOST_COPIES = 5


def sender_of(candidate: Candidate) -> Person:
    """The candidate, by the address they are reached at."""
    address = candidate.email or (candidate.user.email if candidate.user else "")
    return Person(candidate.name, address)


def recipient_of(occasion: Occasion) -> Person:
    """Whoever invited, else whoever is known there; the firm's coordinator where it goes by them.

    They are written to where the application went through their firm.
    """
    coordinator = coordinator_of(occasion.application)
    if coordinator is not None:
        return coordinator
    return inviter_of(occasion.thread) or known_at(occasion.application) or Person("", "")


def inviter_of(invitation: Invitation | None) -> Person | None:
    if invitation is None or not (invitation.contact_name or invitation.contact_address):
        return None
    return Person(invitation.contact_name, invitation.contact_address)


def known_at(application: Application) -> Person | None:
    """Who has to do with it and can be written to; who came in last comes first."""
    found = contacts_of(application)
    return Person(found[0].name, found[0].email) if found else None


def contacts_of(application: Application) -> list[Contact]:
    known = application.involvements.select_related("contact").exclude(contact__email="")
    return [each.contact for each in known.order_by("-pk")]


def coordinator_of(application: Application) -> Person | None:
    """The coordinator of the firm that the application went through, while it represents."""
    agency = application.agency
    if not agency:
        return None
    held = Representation.objects.in_force().filter(
        candidate=application.candidate_id, firm__name__iexact=agency, coordinator__isnull=False
    )
    found = held.select_related("coordinator__user").first()
    if found is None or found.coordinator is None:
        return None
    return Person(str(found.coordinator.user), found.coordinator.user.email)


def others_of(occasion: Occasion, to: str) -> tuple[str, ...]:
    """Everybody else there who spent time on it, so that nobody waits for who has withdrawn.

    They are those who invited, who are known to have to do with it, and who were written to.
    Where somebody passes the letter on, they tell them.
    """
    application = occasion.application
    if coordinator_of(application) is not None:
        return ()
    found = [
        *(each.contact_address for each in application.invitations.all()),
        *(each.email for each in contacts_of(application)),
        *Letter.objects.filter(application=application, sent_at__isnull=False)
        .order_by("pk")
        .values_list("to", flat=True),
    ]
    by_address = {each.lower(): each for each in found if each and each.lower() != to.lower()}
    return tuple(by_address.values())[:MOST_COPIES]


def is_suspicious(occasion: Occasion) -> bool:
    """Whether a sign of a scam is open: then whoever wrote is not who to ask, or to answer."""
    decision = occasion.decision
    return decision is not None and (decision.given_advice.safety_notice or is_odd(decision))


def is_odd(decision: Decision) -> bool:
    flags = decision.known_facts.flags
    safety = [flag for flag in flags if flag.safety != "none" and not flag.resolved]
    return bool(safety) and effective_level(tuple(safety)) is not FlagLevel.NONE


def suspects(occasion: Occasion) -> frozenset[str]:
    """The addresses, in small letters, that are not to be written to then."""
    thread = occasion.thread
    if thread is None or not is_suspicious(occasion):
        return frozenset()
    reading = thread.message.what_was_read if thread.message else None
    found = (thread.contact_address, reading.sender_address if reading else "")
    return frozenset(each.lower() for each in found if each)
