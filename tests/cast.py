"""The people that rights are tested with, and the words planted in what is theirs.

Mira is looked after by a firm that sees all but pay, and by others that see less. Jonas is a
candidate of another firm. Each word says whose it is and who may read it: see tests/canaries.py.
"""

from dataclasses import dataclass, field

from django.utils import timezone

from interviews.doubts import DOUBT_LABELS, Doubt
from interviews.guidance import Source
from interviews.guidance.labels import INTEREST_ANCHORS, INTEREST_LABELS, SOURCE_LABELS
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate, Firm, Invite, Representation, Role, Situation, User
from jobtracker.people.models.candidate import SITUATION_LABELS
from jobtracker.people.models.invite import Purpose
from tests import canaries
from tests.desk_rows import make_desk_rows
from tests.factories import (
    NOW,
    make_candidate,
    make_firm,
    make_membership,
    make_representation,
    make_user,
)
from tests.feedback_rows import make_feedback_rows
from tests.rows import Rows, Words, make_at_work, make_rows

__all__ = ["SECRET", "Cast", "make_cast", "make_rows"]

SECRET = "CANARY"
WEEKS_OF_MONEY = 417
ALL_BUT_PAY = frozenset(Scope) - {Scope.PAY}
# What Mira shares with each of the firms whose coordinator has this part.
SHARED_WITH = {
    "coordinator": ALL_BUT_PAY,
    "narrowed": ALL_BUT_PAY - {Scope.INTERVIEWS},
    "interviews alone": ALL_BUT_PAY - {Scope.APPLICATIONS},
    **{f"only {scope.value}": frozenset({scope}) for scope in Scope},
}
# What is said to the candidate alone, in words that no page for a firm has a use for.
PRIVATE_PHRASES = (
    *INTEREST_LABELS.values(),
    *INTEREST_ANCHORS.values(),
    *SITUATION_LABELS.values(),
    DOUBT_LABELS[Doubt.PANIC],
    SOURCE_LABELS[Source.SOMEONE_I_KNOW],
    'name="weeks_of_money"',
    f"{WEEKS_OF_MONEY} weeks",
)


@dataclass(frozen=True)
class Cast:
    """Everybody by the name of their part; "anonymous" is nobody at all.

    `links` are the digests of the invites whose link somebody has followed.
    """

    people: dict[str, User | None]
    rows: Rows
    of_jonas: Rows
    links: dict[str, str] = field(default_factory=dict)

    @property
    def mira(self) -> User:
        return self.people["mira"]


@dataclass(frozen=True)
class Search:
    """A candidate with a planted name, and the words for all else."""

    candidate: Candidate
    person: str
    words: Words
    mark: str = ""

    def share(self, firm: Firm, scopes, **terms) -> Representation:
        """Have the firm look after the candidate; whoever works there may read what is shared."""
        shares = {scope.field: scope in scopes for scope in Scope}
        held = make_representation(candidate=self.candidate, firm=firm, **shares, **terms)
        if held.accepted_at is None or held.ended_at is not None:
            return held
        readers = [*firm.members.all()]
        canaries.reveal(self.person, *readers)
        by_scope = {
            Scope.APPLICATIONS: (self.words.job, self.words.applications),
            Scope.INTERVIEWS: (self.words.job, self.words.interviews),
            Scope.DOCUMENTS: (self.words.documents,),
            Scope.PAY: (self.words.pay,),
        }
        if Scope.APPLICATIONS in scopes:
            # It says about which job, so it is shown with the applications alone.
            by_scope[Scope.FEEDBACK] = (self.words.feedback,)
        for word in {word for scope in scopes for word in by_scope.get(scope, ())}:
            canaries.reveal(word.split()[-1], *readers)
        return held


def desk_words(search, held):
    """A word for what that firm keeps about the candidate, and for what it tells them."""

    def word_for(*scopes, is_told=False):
        is_in_force = held.accepted_at is not None and held.ended_at is None
        is_read = is_in_force and {*scopes} <= held.scopes
        readers = [*held.firm.members.all()] if is_read else []
        told = [search.candidate.user] if is_told else []
        whose = f"{search.candidate.name.split()[0]}'s desk"
        return f"{search.mark} {canaries.plant(whose, *readers, *told)}".strip()

    return word_for


def make_search(name, mark=""):
    """`mark` stands beside each word, for tests that look for one mark of all."""
    account = canaries.plant(f"{name}'s account")
    user = make_user(email=f"{account}@example.org")
    person = canaries.plant(name, user)
    canaries.reveal(account, user)
    kinds = ("job", "applications", "interviews", "own notes", "documents", "pay", "feedback")
    of = (f"{name}'s {kind}" for kind in kinds)
    words = Words(*(f"{mark} {canaries.plant(whose, user)}".strip() for whose in of))
    user.name = f"{name} {person}"
    user.save()
    candidate = make_candidate(
        user=user,
        name=f"{name} {mark} {person}",
        email=f"{person}@example.org",
        phone=f"+46 {person}",
        looking_for=f"Looking for {person}",
        notice_period=f"Notice {person}",
        situation=Situation.EMPLOYED,
        weeks_of_money=WEEKS_OF_MONEY,
    )
    return Search(candidate, person, words, mark)


def make_office(name, *roles):
    """A firm with a planted name, and somebody for each role; these may read it."""
    word = canaries.plant(name)
    firm = make_firm(name=f"{name} {word}")
    members = [make_membership(firm=firm, role=role) for role in roles]
    users = [member.user for member in members]
    for user in users:
        user.name = f"Employee {canaries.plant(f'somebody at {name}', *users)}"
        user.save()
    canaries.reveal(word, *users)
    return firm, word, *members


def make_cast():
    mira, jonas = make_search("Mira"), make_search("Jonas", SECRET)
    people: dict[str, User | None] = {"anonymous": None}
    people |= {"mira": mira.candidate.user, "jonas": jonas.candidate.user, "nobody": make_user()}
    x, petra = make_first_firm(people, mira)
    make_other_firm(people, jonas)
    for part, scopes in SHARED_WITH.items():
        if part not in people:
            people[part] = make_coordinator(part, mira, scopes)
    people["ended"] = make_coordinator("ended", mira, ALL_BUT_PAY, ended_at=NOW)
    people["not accepted"] = make_coordinator("asking", mira, ALL_BUT_PAY, accepted_at=None)
    make_coordinator("asking Jonas", jonas, ALL_BUT_PAY, accepted_at=None)
    links = make_invitees(people, x, petra)
    members = User.objects.filter(memberships__isnull=False)
    for phrase in PRIVATE_PHRASES:
        canaries.hide(phrase, "whoever it is about", members)
    rows = make_rows(mira.candidate, mira.words), make_rows(jonas.candidate, jonas.words)
    for search in (mira, jonas):
        for held in search.candidate.representations.order_by("pk"):
            make_desk_rows(held, desk_words(search, held))
    for search, found in zip((mira, jonas), rows, strict=True):
        ask_a_client(search, found)
    return Cast(people, *rows, links)


def make_first_firm(people, mira):
    """The one that sees all of Mira's but pay, and somebody who has left it."""
    roles = (Role.COORDINATOR, Role.ADMINISTRATOR, Role.COORDINATOR)
    firm, word, petra, admin, former = make_office("Firm X", *roles)
    former.delete()
    people |= {"coordinator": petra.user, "administrator": admin.user, "former member": former.user}
    canaries.conceal(word, former.user)
    mira.share(firm, SHARED_WITH["coordinator"], coordinator=petra)
    meet(mira, firm)
    keep_and_ask(petra, "Kept at X")
    return firm, petra


def make_other_firm(people, jonas):
    firm, _, of_jonas, admin = make_office("Firm Y", Role.COORDINATOR, Role.ADMINISTRATOR)
    people |= {"other firm": of_jonas.user, "other administrator": admin.user}
    jonas.share(firm, ALL_BUT_PAY, coordinator=of_jonas)
    meet(jonas, firm)
    keep_and_ask(of_jonas, "Kept at Y", SECRET)


def keep_and_ask(member, whose, mark=""):
    """A record that nobody has claimed, and an invite to work there; both get mail."""
    words = [member.firm.name, *member.firm.members.values_list("name", flat=True)]
    word = canaries.plant(whose, *member.firm.members.all())
    make_at_work(member, f"{mark} {word}".strip())
    for each in (*words, word):
        canaries.reveal(each.split()[-1], "kept@example.org")
    for each in words:
        canaries.reveal(each.split()[-1], "asked@example.org")


def make_coordinator(name, search, scopes, **terms):
    firm, _, member = make_office(f"The firm {name}", Role.COORDINATOR)
    search.share(firm, scopes, coordinator=member, **terms)
    meet(search, firm)
    return member.user


def meet(search, firm):
    """Whoever looks after somebody, or offers to, is known to them by name."""
    for text in (firm.name, *firm.members.values_list("name", flat=True)):
        canaries.reveal(text.split()[-1], search.candidate.user)


def ask_a_client(search, rows):
    """What the firm asked is its own; what the candidate was told, they read."""
    firm = search.candidate.representations.exclude(accepted_at=None).earliest("pk").firm
    member = firm.memberships.earliest("pk")
    mark = SECRET if search.words.job.startswith(SECRET) else ""
    word = canaries.plant(f"{search.candidate.name.split()[0]}'s clients", *firm.members.all())
    kept = f"{mark} {word}".strip()
    make_feedback_rows(rows.interview, rows.withdrawn, member, kept, search.words.feedback)


def make_invitees(people, firm, petra):
    """Those whom the firm has asked: to claim a record, to work for it, and one who is late."""
    now, links = timezone.now(), {}
    kept = firm.representations.get(candidate__user=None)
    what = {"firm": firm, "made_by": petra.user, "at": now}
    for part in ("invitee", "joiner", "late invitee"):
        people[part] = make_user()
        asked = {"representation": kept} if part == "invitee" else {"role": Role.COORDINATOR}
        purpose = Purpose.CLAIM if part == "invitee" else Purpose.JOIN
        invite, _ = Invite.objects.issue(purpose, email=people[part].email, **what, **asked)
        links[part] = invite.digest
    invite.withdraw(by=petra.user, at=now)
    for text in (firm.name, petra.user.name):
        # Who comes too late reads whose it was, and that it was taken back.
        canaries.reveal(text.split()[-1], *(people[part] for part in links))
    canaries.reveal(kept.candidate.name.split()[-1], people["invitee"])
    return links
