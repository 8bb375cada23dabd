"""Every address, every part of the cast, every method: as declared, and nothing else."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from tests.access.forms import yes_to_a_firm
from tests.access.policies import POLICIES, WITH_ROW, address_of, addresses
from tests.access.policy import (
    LIKEWISE,
    PARTS,
    ROLES,
    SEE_APPLICATIONS,
    SEE_FEEDBACK,
    SEE_INTERVIEWS,
    SIGNED_IN,
)
from tests.thorough import THOROUGH, some

ABSENT = 987_654_321
# Whoever is left out stands to the rows as "nobody" or as another narrowed part does.
STRANGERS = SIGNED_IN - {"invitee", "joiner", "late invitee", "only feedback", "only pay"}
SOME = ("mira", "coordinator", "narrowed", "nobody")
ABOUT_A_CANDIDATE = [
    ("applications:list", SEE_APPLICATIONS),
    ("applications:new", SEE_APPLICATIONS),
    ("applications:duplicates", SEE_APPLICATIONS),
    ("applications:board", SEE_APPLICATIONS),
    ("applications:employers", SEE_APPLICATIONS),
    ("applications:silence", SEE_APPLICATIONS),
    ("applications:contacts", SEE_APPLICATIONS),
    ("applications:exports", SEE_APPLICATIONS),
    ("applications:export-file", SEE_APPLICATIONS),
    ("applications:new-contact", SEE_APPLICATIONS),
    ("interviews:feedback-list", SEE_FEEDBACK),
    ("interviews:bring-in", SEE_INTERVIEWS),
    ("interviews:call", SEE_INTERVIEWS),
]
ADD_FOR_A_CANDIDATE = [
    ("applications:closing", SEE_APPLICATIONS),
    ("applications:moves", SEE_APPLICATIONS),
    ("applications:tagging", SEE_APPLICATIONS),
    ("applications:untagging", SEE_APPLICATIONS),
    ("applications:new-contact", SEE_APPLICATIONS),
    ("applications:new", SEE_APPLICATIONS),
    ("applications:reading", SEE_APPLICATIONS),
    ("interviews:paste", SEE_INTERVIEWS),
    ("interviews:upload", SEE_INTERVIEWS),
    ("interviews:call", SEE_INTERVIEWS),
]


def masked(response):
    """The whole answer but for the tokens, which differ at every request."""
    text = re.sub(rb"[A-Za-z0-9]{64}", b"token", response.getvalue())
    text = re.sub(rb'(name="form_key" value=")[^"]+', rb"\1key", text)
    return response.status_code, dict(response.headers), text


def test_every_address_has_a_policy():
    known = set(addresses())
    assert known - set(POLICIES) == set(), "addresses without a policy in tests/access/policies.py"
    assert set(POLICIES) - known == set(), "policies without an address"


def test_every_role_of_the_threat_model_has_its_part(cast):
    assert len(ROLES) == 14
    assert set(PARTS) == set(cast.people)
    assert all(ROLES.values())


@pytest.mark.parametrize("name", POLICIES)
def test_address_answers_as_declared(name, cast, visit):
    policy, address = POLICIES[name], address_of(name, cast.rows)
    if name == "people:acceptance":
        yes_to_a_firm(cast)
    # SQLite is asked for everybody, any other database whether the page works on it at all.
    everybody = PARTS if THOROUGH and connection.vendor == "sqlite" else SOME
    # A method that is not there at all is refused to anybody before it matters who asks.
    assert not {
        (part, method, status)
        for method in ("get", "post")
        for part in (everybody if policy.takes(method) else ("anonymous", "mira"))
        if (status := visit(part, method, address).status_code) not in policy.expects(part, method)
    }


@pytest.mark.walk
@pytest.mark.parametrize("name", some(POLICIES, 5))
def test_other_methods_open_nothing(name, cast, visit):
    policy, address = POLICIES[name], address_of(name, cast.rows)
    for part in ("anonymous", "mira"):
        for method in ("head", "options", "put", "patch", "delete", "trace"):
            answer = visit(part, method, address)
            assert answer.status_code in policy.expects(part, method), (part, method)


@pytest.mark.walk
@pytest.mark.parametrize("name", WITH_ROW)
def test_foreign_row_answers_like_an_absent_one(name, cast, visit):
    policy, absent = POLICIES[name], reverse(name, args=[ABSENT])
    # A method that is not there at all is refused before anybody looks for a row.
    methods = [each for each in ("get", "post") if policy.takes(each)]
    foreign = {
        cast.rows: address_of(name, cast.rows),
        cast.of_jonas: address_of(name, cast.of_jonas),
    }
    for part in STRANGERS if THOROUGH else STRANGERS.intersection(SOME):
        for method in methods:
            expected = masked(visit(part, method, absent))
            assert expected[0] == 404
            for rows, address in foreign.items():
                if policy.is_foreign(part, of_jonas=rows is cast.of_jonas):
                    assert masked(visit(part, method, address)) == expected, (part, method)


@pytest.mark.walk
@pytest.mark.parametrize("name", some(WITH_ROW, 5))
def test_other_tenant_is_served_alike(name, cast, visit):
    policy, address = POLICIES[name], address_of(name, cast.of_jonas)
    for part, like in LIKEWISE.items():
        for method in ("get", "post"):
            assert visit(part, method, address).status_code in policy.expects(like, method), part


@pytest.mark.walk
@pytest.mark.parametrize("name", some(WITH_ROW, 4))
def test_odd_id_is_absent(name, as_person):
    client = as_person("mira")
    for pk in (0, 2**31, 2**63 - 1, 2**63, 10**40):
        for ask in (client.get, client.post):
            assert ask(reverse(name, args=[pk])).status_code in (404, 405), pk


@pytest.mark.parametrize(("name", "who"), ABOUT_A_CANDIDATE)
def test_candidate_is_named_only_by_who_may_see_them(name, who, cast, visit):
    named = {"candidate": cast.rows.application.candidate_id}
    for part in SIGNED_IN:
        answer = visit(part, "get", reverse(name), named)
        absent = visit(part, "get", reverse(name), {"candidate": ABSENT})
        assert (answer.status_code, absent.status_code) == (200 if part in who else 404, 404), part
        assert part in who or masked(answer) == masked(absent), part


@pytest.mark.parametrize(("name", "who"), ADD_FOR_A_CANDIDATE)
def test_post_for_a_candidate_needs_the_right_to_see_them(name, who, cast, visit):
    address = reverse(name, query={"candidate": cast.rows.application.candidate_id})
    for part in SIGNED_IN:
        assert visit(part, "post", address).status_code == (422 if part in who else 404), part


@pytest.mark.parametrize("named", ["x", "-1", "²", "9" * 40, "1 OR 1=1", "\x00"])
def test_odd_candidate_is_nobody(named, as_person):
    assert (
        as_person("mira").get(reverse("applications:list"), {"candidate": named}).status_code == 404
    )
