"""Candidates with accounts, and the firms that look after them."""

from datetime import datetime, timedelta
from itertools import batched

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from jobtracker.people.models import Candidate, Firm, Membership, Representation, Role, User

# Of one firm, by one coordinator.
CASELOAD = 200
ZONE = "Europe/Stockholm"


def make_candidates(first: int, size: int, *, at: datetime) -> list[Candidate]:
    """So many people with a search each, numbered from there."""
    numbers = range(first, first + size)
    people = [account(f"p{n}", f"Person {n}") for n in numbers]
    User.objects.bulk_create(people)
    candidates = [
        Candidate(
            user=each,
            name=each.name,
            email=each.email,
            time_zone=ZONE,
            situation="open",
            situation_asked_on=at.date(),
            created_at=at - timedelta(days=400),
        )
        for each in people
    ]
    return Candidate.objects.bulk_create(candidates)


def look_after(*, at: datetime) -> None:
    """Firms for all candidates, who share all they can with them."""
    everybody = Candidate.objects.order_by("pk").values_list("pk", flat=True)
    for number, some in enumerate(batched(everybody.iterator(), CASELOAD)):
        member = make_member(str(number), Firm.objects.create(name=f"Firm {number}"))
        Representation.objects.bulk_create(
            Representation(
                candidate_id=each,
                firm_id=member.firm_id,
                coordinator=member,
                shares_pay=True,
                offered_at=at - timedelta(days=90),
                accepted_at=at - timedelta(days=80),
            )
            for each in some
        )


def make_member(name: str, firm: Firm) -> Membership:
    """Who runs a firm, with the second factor that it takes."""
    user = account(f"c{name}", f"Coordinator {name}")
    user.save()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    return Membership.objects.create(user=user, firm=firm, role=Role.ADMINISTRATOR)


def account(email: str, name: str) -> User:
    """Of somebody who cannot sign in by any password."""
    user = User(email=f"{email}@bench.example", name=name, time_zone=ZONE)
    # What `set_unusable_password` writes is random each time, and slow for many.
    user.password = UNUSABLE_PASSWORD_PREFIX
    return user
