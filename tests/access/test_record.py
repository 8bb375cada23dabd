"""Whatever a firm sees or changes of somebody's is in the record; what nobody saw is not."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from jobtracker.audit.models import Entry, Kind
from tests.access.firm_policies import CLIENT_FORMS, HOTLIST_FORMS
from tests.access.forms import FORMS, NAMES_A_CANDIDATE
from tests.access.policies import POLICIES, WITH_ROW, address_of
from tests.access.policy import MEMBERS, SEE_APPLICATIONS, SEE_INTERVIEWS
from tests.factories import (
    make_application,
    make_candidate,
    make_invitation,
    make_membership,
    make_representation,
)

SCOPED = (SEE_APPLICATIONS, SEE_INTERVIEWS)
READ_BY_FIRMS = [name for name in WITH_ROW if POLICIES[name].get in SCOPED]
NAMED = {
    "applications:list": SEE_APPLICATIONS,
    "applications:new": SEE_APPLICATIONS,
    "interviews:bring-in": SEE_INTERVIEWS,
    "interviews:call": SEE_INTERVIEWS,
}
OF_THE_FIRM = {*CLIENT_FORMS, *HOTLIST_FORMS}
POSTED_BY_FIRMS = [
    name
    for name, parts in FORMS.items()
    if "coordinator" in parts and not name.startswith("firm:") and name not in OF_THE_FIRM
]
# It fills in a form, which is sent again to be kept.
KEEPS_NOTHING = ("applications:reading",)
# Each has a row of its own kind, which says more.
TOLD_OTHERWISE = {
    "firm:claim-invite": Kind.INVITE_SENT,
    "firm:claim-withdrawal": Kind.INVITE_WITHDRAWN,
    "firm:coordinator": Kind.CASELOAD_HANDED_OVER,
    "firm:ending": Kind.REPRESENTATION_ENDED,
    "firm:contact": Kind.CHANGED,
}


@pytest.fixture
def acts(cast, visit, as_person):
    """What the record holds of one request: who, of whom, what, and on which page."""

    def of(part, method, address, *args):
        Entry.objects.all()._raw_delete("default")
        with transaction.atomic():
            answer = getattr(as_person(part), method)(address, *args)
            kinds = (Kind.READ, Kind.CHANGED)
            found = list(Entry.objects.filter(kind__in=kinds).order_by("pk"))
            transaction.set_rollback(True)
        return answer.status_code, found

    return of


def is_told(entry, part, candidate_id, kind, name, cast):
    """Whether the entry says who saw or changed whose data, for which firm, where and when."""
    user = cast.people[part]
    return (
        (entry.actor_id, entry.candidate_id, entry.kind) == (user.pk, candidate_id, kind)
        and entry.firm_id == user.memberships.get().firm_id
        and entry.target.partition(" ")[0] == name
        and timezone.now() - entry.at < timedelta(hours=1)
    )


@pytest.mark.parametrize("name", READ_BY_FIRMS)
def test_every_page_that_a_firm_reads_is_in_the_record(name, cast, acts):
    mira = cast.rows.application.candidate_id
    for part in MEMBERS:
        status, found = acts(part, "get", address_of(name, cast.rows))
        if status != 200:
            assert (status, found) == (404, []), part
            continue
        [entry] = found
        assert is_told(entry, part, mira, Kind.READ, name, cast), part


@pytest.mark.parametrize("name", NAMED)
def test_every_page_about_a_named_candidate_is_in_the_record(name, cast, acts):
    mira = cast.rows.application.candidate_id
    for part in MEMBERS:
        status, found = acts(part, "get", reverse(name), {"candidate": mira})
        if part not in NAMED[name]:
            assert (status, found) == (404, []), part
            continue
        [entry] = found
        assert is_told(entry, part, mira, Kind.READ, name, cast), part


def test_caseload_is_in_the_record_for_everybody_on_it(cast, acts):
    for part in MEMBERS - {"other firm", "other administrator"}:
        firm = cast.people[part].memberships.get().firm
        status, found = acts(part, "get", reverse("firm:caseload", args=[firm.pk]))
        held = {each.candidate_id for each in firm.representations.in_force()}
        assert status == 200
        assert {entry.candidate_id for entry in found} == held, part
        assert part in ("ended", "not accepted") or cast.rows.application.candidate_id in held


def test_what_is_due_is_in_the_record_for_whom_it_is_about(cast, acts):
    for part in MEMBERS - {"other firm", "other administrator"}:
        status, found = acts(part, "get", reverse("desk:worklist"), {"whose": "all"})
        # The firm's own next steps are due whatever is shared with it.
        sees_nothing = part in ("ended", "not accepted")
        shown = set() if sees_nothing else {cast.rows.application.candidate_id}
        assert status == 200
        assert {entry.candidate_id for entry in found} == shown, part


@pytest.mark.parametrize("name", POSTED_BY_FIRMS)
def test_every_change_that_a_firm_makes_is_in_the_record(name, cast, acts):
    mira = cast.rows.application.candidate_id
    query = f"?candidate={mira}" if name in NAMES_A_CANDIDATE else ""
    address = address_of(name, cast.rows) + query
    asked = FORMS[name]["coordinator"]
    data = asked(cast) if callable(asked) else asked
    status, found = acts("coordinator", "post", address, data)
    assert status in (200, 302)
    kind = Kind.READ if name in KEEPS_NOTHING else Kind.CHANGED
    assert is_told(found[0], "coordinator", mira, kind, name, cast)
    assert len(found) == 1
    status, found = acts("other firm", "post", address, data)
    assert (status, found) == (404, [])


def test_refused_form_shows_data_and_changes_none(cast, acts):
    status, [entry] = acts("coordinator", "post", address_of("interviews:red-flags", cast.rows))
    assert (status, entry.kind) == (422, Kind.READ)


@pytest.mark.parametrize("name", TOLD_OTHERWISE)
def test_what_a_firm_does_with_a_record_it_keeps_is_in_the_record(name, cast, as_person):
    asked = FORMS[name]["coordinator"]
    data = asked(cast) if callable(asked) else asked
    address, kept = address_of(name, cast.rows), cast.rows.kept.candidate_id
    if name == "firm:claim-withdrawal":
        as_person("coordinator").post(address_of("firm:claim-invite", cast.rows))
    assert as_person("coordinator").post(address, data).status_code == 302
    told = Entry.objects.filter(kind=TOLD_OTHERWISE[name], candidate_id=kept)
    assert told.filter(actor_id=cast.people["coordinator"].pk).exists()


@pytest.mark.parametrize("part", ["mira", "jonas"])
def test_what_one_does_to_ones_own_is_no_act(part, cast, acts):
    rows = cast.rows if part == "mira" else cast.of_jonas
    for name in READ_BY_FIRMS:
        assert acts(part, "get", address_of(name, rows)) == (200, [])
    for name in NAMED:
        assert acts(part, "get", reverse(name)) == (200, [])


@pytest.mark.django_db
def test_desk_of_somebody_who_is_looked_after_by_their_own_firm_tells_of_others(client):
    member = make_membership()
    own = make_candidate(user=member.user)
    other = make_representation(firm=member.firm)
    make_representation(firm=member.firm, candidate=own)
    for candidate in (own, other.candidate):
        make_invitation(application=make_application(candidate=candidate))
    client.force_login(member.user)
    assert client.get(reverse("desk:worklist")).status_code == 200
    read = Entry.objects.filter(kind=Kind.READ)
    assert [entry.candidate_id for entry in read] == [other.candidate_id]


@pytest.mark.django_db
def test_only_whom_a_desk_shows_is_in_the_record(client):
    member = make_membership()
    _, second = (make_representation(firm=member.firm) for _ in range(2))
    invitation = make_invitation(application=make_application(candidate=second.candidate))
    client.force_login(member.user)
    [shown] = client.get(reverse("desk:worklist")).context["worklist"].items
    assert shown.row == invitation
    read = {entry.candidate_id for entry in Entry.objects.filter(kind=Kind.READ)}
    assert read == {second.candidate_id}
