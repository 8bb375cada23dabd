"""Consent and membership that end while a request runs, between any two of its statements.

From the commit on, nothing is read, written or mailed: either the request finds its right gone, or
whoever ends it waits until the request is done.
"""

from itertools import count

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from applications.models import Activity, Application, Employer, Event, Note, RedFlag, SearchText
from interviews.intake import receive
from interviews.intake.reading import Reading
from interviews.models import Invitation, Message, Slot
from jobtracker.audit.models import Chain, Entry
from jobtracker.outbox.models import Mail
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Invite, Membership, Representation, Role
from tests.access.interleaving import Interleaving, Rival, forgo_durability
from tests.desk_rows import make_desk_rows
from tests.factories import (
    NOW,
    make_candidate,
    make_membership,
    make_representation,
    make_user,
)
from tests.rows import make_at_work, make_rows
from tests.thorough import some

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "Secret"
FLAG = {"flag-topic": "Late wages", "flag-severity": "serious", "flag-safety": "none"}
NOTE = {"note-text": "Call them", "note-visibility": "internal"}
LOG = {"log-kind": "call", "log-text": "Rang", "log-visibility": "internal"}
WRITTEN = {"subject": "Your interview", "text": "How did it go?"}
SLOTS = {"slots-TOTAL_FORMS": "1", "slots-INITIAL_FORMS": "0", "zone": "Europe/Stockholm"}
CALLED = {**SLOTS, "employer": "Harbour & Vale", "application": "new"}
# Each page of a firm on somebody's data: what it takes of the address, what is posted.
PAGES = {
    "applications:list": ("", None),
    "applications:new": ("", None),
    "applications:application": ("application", None),
    "applications:board": ("", None),
    "applications:edit": ("application", None),
    "interviews:bring-in": ("", None),
    "interviews:call": ("", None),
    "interviews:message": ("message", None),
    "interviews:original": ("message", None),
    "interviews:invitation": ("invitation", None),
    "interviews:details": ("invitation", None),
    "interviews:interview": ("interview", None),
    "add: applications:new": ("", {"employer_name": "Harbour & Vale"}),
    "add: applications:red-flags": ("application", FLAG),
    "add: applications:notes": ("application", NOTE),
    "add: interviews:paste": ("", {"text": "Dear Mira, please come."}),
    "add: interviews:upload": ("", {"file": "a file"}),
    "add: interviews:call": ("", CALLED),
    "add: interviews:message": ("message", CALLED),
    "add: interviews:details": ("invitation", SLOTS),
    "add: interviews:red-flags": ("invitation", FLAG),
    "refused: interviews:red-flags": ("invitation", {}),
    "firm:candidate": ("representation", None),
    "add: firm:claim-invite": ("kept", {}),
    "desk:candidate": ("representation", None),
    "add: desk:log": ("representation", LOG),
    "desk:debrief": ("planned", None),
    "add: desk:debrief-message": ("planned", WRITTEN),
}
# What a statement names that asks whether the person works for a firm, or is the candidate.
RIGHTS = ('"people_representation"', '"people_candidate"."user_id" = ')
# Emptying all tables after a test takes longer than many requests.
SHARES = [[*PAGES][start::6] for start in range(6)]
# What was kept in the first step stays; the second asks again.
IN_TWO_STEPS = ("add: interviews:paste", "add: interviews:upload")
# Pages on many candidates, which take up from each statement who is among them.
OVERVIEWS = ("desk:worklist", "firm:caseload")
# In the order to take them back in: what hangs on another goes before it.
GROWS = (
    Activity, Mail, Invite, Event, Slot, Invitation, RedFlag, Message, Note, SearchText,
    Application, Employer,
)  # fmt: skip


class Search:
    """Mira's search, the firm that looks after her, and how to put all back as it was."""

    def __init__(self):
        self.mira = make_candidate(name=f"Mira {SECRET}")
        self.rows = make_rows(self.mira, SECRET)
        self.admin = make_membership(role=Role.ADMINISTRATOR).user
        self.petra = make_user()
        self.firm = self.admin.memberships.get().firm
        self.member = make_membership(user=self.petra, firm=self.firm)
        self.held = make_representation(
            candidate=self.mira, firm=self.firm, coordinator=self.member
        )
        make_at_work(self.member)
        make_desk_rows(self.held, lambda *_scopes, **_options: SECRET)
        self.client = Client(raise_request_exception=True)
        self.client.force_login(self.petra)
        rows = {row for row, _ in PAGES.values() if row} | {"firm"}
        self.numbers = {row: getattr(self.rows, row).pk for row in rows}
        self.first = self.size()

    def size(self):
        """What a request of the firm's may change: the newest row of each kind, and a version."""
        metas = [model._meta for model in GROWS]
        newest = [f'(SELECT max("{each.pk.column}") FROM "{each.db_table}")' for each in metas]
        version = f'(SELECT version FROM "{Invitation._meta.db_table}" WHERE id = %s)'
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join([*newest, version])}", [self.rows.invitation.pk])
            return cursor.fetchone()

    def put_back(self):
        Message.objects.update(application=None)
        for model, last in zip(GROWS, self.first, strict=False):
            model.objects.filter(pk__gt=last or 0)._raw_delete(connection.alias)
        for model in (Entry, Chain):
            model.objects.filter()._raw_delete(connection.alias)
        if not Membership.objects.filter(pk=self.member.pk).exists():
            self.member.save(force_insert=True)
        self.held.save()

    # Ways to end a right; each as whoever may do it, on rows of its own.

    def end(self):
        Representation.objects.get(pk=self.held.pk).end(by=self.mira.user, at=NOW)

    def share_less(self, scope):
        rest = [each for each in Scope if each is not scope]
        Representation.objects.get(pk=self.held.pk).share(rest, by=self.mira.user, at=NOW)

    def remove(self):
        Membership.objects.get(pk=self.member.pk).remove(by=self.admin, at=NOW)

    def ways_to_end(self, name):
        if "desk:debrief" in name:
            return (lambda: self.share_less(Scope.INTERVIEWS), self.remove, self.end)
        if "firm" in name or "desk" in name:
            # It shows whoever is looked after, and does what only a membership allows.
            return (self.remove,) if "claim" in name else (self.remove, self.end)
        scope = Scope.APPLICATIONS if "applications" in name else Scope.INTERVIEWS
        ways = (lambda: self.share_less(scope), self.remove, self.end)
        # Where one transaction at a time writes, how the right ends makes no difference.
        is_postgresql = connection.vendor == "postgresql"
        return ways[: 1 + is_postgresql + (is_postgresql and "add" in name)]

    def ask(self, name):
        """What the firm's coordinator gets to that page."""
        row, data = PAGES.get(name, ("firm" if "firm" in name else "", None))
        numbers = [self.numbers[row]] if row else []
        address = reverse(name.rpartition(" ")[2], args=numbers)
        named = "" if row else f"?candidate={self.mira.pk}"
        if data is None:
            return self.client.get(address + named)
        if "file" in data:
            data = {"file": SimpleUploadedFile("note.txt", b"Dear Mira, please come.")}
        return self.client.post(address + named, data)


@pytest.fixture
def search(monkeypatch):
    # Reading goes on in a process of its own, without the database.
    monkeypatch.setattr(receive, "read_safely", lambda *_args, **_options: Reading(text=SECRET))
    return Search()


@pytest.fixture
def rival(db):
    forgo_durability()
    with Rival() as other:
        yield other


def owned_tables():
    return {
        model._meta.db_table
        for model in apps.get_models()
        if isinstance(model._default_manager.all(), OwnedQuerySet)
    }


def unasked(statements):
    """Statements on a candidate's data that do not ask in themselves whether they may."""
    tables = owned_tables()
    return [
        sql
        for sql in statements
        if any(f'"{table}"' in sql for table in tables)
        and not any(right in sql for right in RIGHTS)
    ]


def interleavings(search, rival, name, way):
    """The request again and again, with the right ended at one place of it after the other."""
    for place in count():
        search.put_back()
        left = []

        def end(left=left):
            way()
            left.append(search.size())

        with Interleaving(rival, end, place) as moment:
            answer = search.ask(name)
        if not moment.came:
            break
        # Whatever was written was written before the right ended.
        assert left == [search.size()], (name, place)
        assert unasked(moment.after) == [] or moment.waited, (name, place)
        yield moment, answer
    assert place > 5


@pytest.mark.parametrize("names", some(SHARES, 3), ids=", ".join)
def test_right_that_ends_during_a_request_opens_nothing_from_then_on(names, search, rival):
    for name in names:
        answered = 422 if "refused" in name else 302 if "add" in name else 200
        for way in search.ways_to_end(name):
            for moment, answer in interleavings(search, rival, name, way):
                if not (moment.waited and name in IN_TWO_STEPS):
                    expected = answered if moment.waited else 404
                    assert answer.status_code == expected, (name, moment.place)
                assert moment.waited or SECRET not in answer.content.decode()


def test_overview_names_nobody_whose_right_had_ended_before_it_looked(search, rival):
    for name in OVERVIEWS:
        for way in (search.end, search.remove):
            for moment, answer in interleavings(search, rival, name, way):
                if not moment.waited and not looked(moment.before):
                    assert SECRET not in answer.content.decode(), (name, moment.place)


def looked(statements):
    return any("people_representation" in sql for sql in statements)


def test_there_are_a_thousand_moments_to_end_a_right_in(search, rival):
    moments = 0
    for name in PAGES:
        search.put_back()
        with Interleaving(rival, None, -1) as every:
            search.ask(name)
        moments += every.count * len(search.ways_to_end(name))
    assert moments >= (1000 if connection.vendor == "postgresql" else 300)
