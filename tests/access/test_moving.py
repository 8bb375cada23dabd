"""A candidate goes from one firm to another: the first keeps its own record of itself alone."""

import pytest
from django.urls import reverse

from jobtracker.audit.models import Entry
from jobtracker.people.access import Scope
from tests import canaries
from tests.access.policies import POLICIES, address_of
from tests.access.policy import SEE_APPLICATIONS, SEE_FEEDBACK, SEE_INTERVIEWS
from tests.factories import NOW, make_representation

FLAG = {"flag-topic": "Late wages", "flag-severity": "serious", "flag-safety": "none"}
ABOUT_MIRA = [
    name
    for name, policy in POLICIES.items()
    if policy.get in (SEE_APPLICATIONS, SEE_FEEDBACK, SEE_INTERVIEWS) and policy.row
]


def words_of(cast, whose):
    return [each.word for each in canaries.planted.values() if each.whose.startswith(whose)]


@pytest.fixture
def moved(cast, as_person):
    """Firm X works on Mira's search; then she leaves it for firm Y, and shares as much."""
    for part in ("coordinator", "administrator"):
        as_person(part).post(address_of("applications:red-flags", cast.rows), FLAG)
        as_person(part).get(address_of("interviews:invitation", cast.rows))
    held = cast.rows.representation
    held.end(by=cast.mira, at=NOW)
    shares = {scope.field: scope is not Scope.PAY for scope in Scope}
    make_representation(candidate=held.candidate, firm=cast.of_jonas.firm, **shares)
    of_x, of_y = ([*firm.members.all()] for firm in (held.firm, cast.of_jonas.firm))
    for each in canaries.planted.values():
        if each.whose == "Mira's desk":
            canaries.conceal(each.word, *of_x)
    for kind in (
        "Mira",
        "Mira's job",
        "Mira's applications",
        "Mira's interviews",
        "Mira's documents",
        "Mira's feedback",
    ):
        for each in canaries.planted.values():
            if each.whose == kind:
                canaries.conceal(each.word, *of_x)
                canaries.reveal(each.word, *of_y)
    for word in words_of(cast, "Mira's clients"):
        canaries.conceal(word, *of_x)
    return held


@pytest.mark.parametrize("part", ["coordinator", "administrator"])
def test_first_firm_sees_nothing_any_more(part, moved, cast, visit):
    for name in ABOUT_MIRA:
        assert visit(part, "get", address_of(name, cast.rows)).status_code == 404, name
    for name in ("firm:members", "firm:caseload", "firm:record"):
        # Whatever of Mira's was on these would be found by the guard.
        status = visit(part, "get", reverse(name, args=[moved.firm_id])).status_code
        assert status == (403 if (part, name) == ("coordinator", "firm:record") else 200)
    assert visit(part, "get", reverse("desk:worklist")).status_code == 200


def test_first_firm_keeps_its_record_of_itself(moved, visit):
    own = Entry.objects.filter(firm_id=moved.firm_id, candidate_id=moved.candidate_id)
    assert own.filter(kind="changed").count() == 2
    page = visit("administrator", "get", reverse("firm:record", args=[moved.firm_id]))
    assert f"Candidate {moved.candidate_id}" in page.content.decode()


@pytest.mark.parametrize("part", ["other firm", "other administrator"])
def test_other_firm_sees_the_search_and_nobody_of_the_first(part, moved, cast, visit):
    for name in ABOUT_MIRA:
        # The names of the first firm and of its people would be found by the guard.
        assert visit(part, "get", address_of(name, cast.rows)).status_code == 200, name
    page = visit(part, "get", address_of("applications:application", cast.rows)).content.decode()
    assert "Late wages" in page
    assert "someone else" in page


def test_other_firms_record_tells_nothing_of_the_first(moved, cast, visit):
    record = reverse("firm:record", args=[cast.of_jonas.firm.pk])
    entries = Entry.objects.filter(firm_id=cast.of_jonas.firm.pk)
    assert not entries.filter(candidate_id=moved.candidate_id).exists()
    page = visit("other administrator", "get", record).content.decode()
    assert f"Candidate {moved.candidate_id}" not in page
