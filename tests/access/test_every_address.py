"""Every address, every part of the cast, every method: as declared, and nothing else."""

import re
from dataclasses import dataclass

import pytest
from django.urls import URLPattern, get_resolver, reverse

PARTS = (
    "anonymous",
    "mira",
    "jonas",
    "coordinator",
    "administrator",
    "narrowed",
    "ended",
    "not accepted",
    "other firm",
    "former member",
    "nobody",
)
ME = {"mira"}
SEE_INTERVIEWS = {"mira", "coordinator", "administrator"}
SEE_APPLICATIONS = SEE_INTERVIEWS | {"narrowed"}
CANDIDATES = {"mira", "jonas"}
MEMBERS = {"coordinator", "administrator", "narrowed", "ended", "not accepted", "other firm"}
SIGNED_IN = set(PARTS) - {"anonymous"}
ABSENT = 987_654_321
DONE = {200, 302, 409, 422}


@dataclass(frozen=True)
class Policy:
    """Who may GET and who may POST; `readers` get 403 instead of 404 where they may not.

    None means that the method does not exist there. `row` names the row whose id it takes.
    """

    get: set | None = None
    post: set | None = None
    readers: frozenset = frozenset()
    row: str = ""
    is_public: bool = False


def seen(row, who, **options):
    return Policy(get=who, row=row, **options)


def decided(row, **options):
    return Policy(post=ME, readers=frozenset(SEE_INTERVIEWS), row=row, **options)


POLICIES = {
    "home": Policy(get=SIGNED_IN),
    "situation": Policy(post=CANDIDATES),
    "start": Policy(get=SIGNED_IN, post=SIGNED_IN),
    "sign-in": Policy(get=set(PARTS), post=set(PARTS), is_public=True),
    "sign-out": Policy(post=SIGNED_IN),
    "desk:worklist": Policy(get=MEMBERS),
    "applications:list": Policy(get=CANDIDATES),
    "applications:new": Policy(get=CANDIDATES, post=CANDIDATES),
    "applications:application": seen("application", SEE_APPLICATIONS),
    "applications:red-flags": Policy(post=SEE_APPLICATIONS, row="application"),
    "applications:check": Policy(post=ME, readers=frozenset(SEE_APPLICATIONS), row="red_flag"),
    "applications:resolution": Policy(post=ME, readers=frozenset(SEE_APPLICATIONS), row="red_flag"),
    "applications:reopening": Policy(post=ME, readers=frozenset(SEE_APPLICATIONS), row="red_flag"),
    "interviews:bring-in": Policy(get=CANDIDATES),
    "interviews:paste": Policy(post=CANDIDATES),
    "interviews:upload": Policy(post=CANDIDATES),
    "interviews:call": Policy(get=CANDIDATES, post=CANDIDATES),
    "interviews:message": seen("message", SEE_INTERVIEWS, post=SEE_INTERVIEWS),
    "interviews:original": seen("message", SEE_INTERVIEWS),
    "interviews:invitation": seen("invitation", SEE_INTERVIEWS),
    "interviews:interest": decided("invitation"),
    "interviews:facts": decided("invitation"),
    "interviews:details": seen("invitation", SEE_INTERVIEWS, post=SEE_INTERVIEWS),
    "interviews:red-flags": Policy(post=SEE_INTERVIEWS, row="invitation"),
    "interviews:decision": decided("invitation"),
    "interviews:letter": Policy(
        get=ME, post=ME, readers=frozenset(SEE_INTERVIEWS), row="invitation"
    ),
    # Mira has decided nothing yet, so there is no letter to keep.
    "interviews:letter-file": Policy(
        post=set(), readers=frozenset(SEE_INTERVIEWS - ME), row="invitation"
    ),
    "interviews:interview": Policy(
        get=SEE_INTERVIEWS, post=ME, readers=frozenset(SEE_INTERVIEWS), row="interview"
    ),
}


def addresses(resolver=None, prefix=""):
    """The full name of every pattern of the product."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            yield f"{prefix}{each.name}"
        else:
            namespace = f"{each.namespace}:" if each.namespace else ""
            yield from addresses(each, prefix + namespace)


def expected(policy, part, method):
    allowed = policy.get if method == "get" else policy.post
    if part == "anonymous" and not policy.is_public:
        return {302}
    if allowed is None:
        return {405}
    if part in allowed:
        return DONE
    return {403} if part in policy.readers else {404}


def masked(response):
    """The answer without what differs at every request."""
    text = re.sub(rb"[A-Za-z0-9]{64}", b"token", response.content)
    return response.status_code, re.sub(rb"/\d+/", b"/id/", text)


def test_every_address_has_a_policy():
    assert sorted(addresses()) == sorted(POLICIES)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", POLICIES)
def test_address_answers_as_declared(name, part, cast, as_person):
    policy = POLICIES[name]
    args = [getattr(cast.rows, policy.row).pk] if policy.row else []
    for method in ("get", "post"):
        answer = getattr(as_person(part), method)(reverse(name, args=args))
        assert answer.status_code in expected(policy, part, method), (method, answer.status_code)


@pytest.mark.parametrize("name", [name for name, policy in POLICIES.items() if policy.row])
def test_foreign_row_answers_like_an_absent_one(name, cast, as_person):
    policy = POLICIES[name]
    foreign = reverse(name, args=[getattr(cast.of_jonas, policy.row).pk])
    absent = reverse(name, args=[ABSENT])
    for part in ("mira", "coordinator", "nobody"):
        for method in ("get", "post"):
            ask = getattr(as_person(part), method)
            assert masked(ask(foreign)) == masked(ask(absent))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("applications:list", SEE_APPLICATIONS),
        ("applications:new", SEE_APPLICATIONS),
        ("interviews:bring-in", SEE_INTERVIEWS),
        ("interviews:call", SEE_INTERVIEWS),
    ],
)
def test_candidate_is_named_only_by_who_may_see_them(name, who, part, cast, as_person):
    client = as_person(part)
    answer = client.get(reverse(name), {"candidate": cast.rows.application.candidate_id})
    absent = client.get(reverse(name), {"candidate": ABSENT})
    if part == "anonymous":
        assert answer.status_code == absent.status_code == 302
    elif part in who:
        assert (answer.status_code, absent.status_code) == (200, 404)
    else:
        assert masked(answer) == masked(absent)
        assert answer.status_code == 404


@pytest.mark.parametrize("named", ["x", "-1", "²", "9" * 40, "1 OR 1=1", "\x00"])
def test_odd_candidate_is_nobody(named, as_person):
    assert (
        as_person("mira").get(reverse("applications:list"), {"candidate": named}).status_code == 404
    )


@pytest.mark.parametrize("name", [name for name, policy in POLICIES.items() if policy.post])
def test_post_without_a_token_is_refused(name, cast, as_person):
    policy = POLICIES[name]
    args = [getattr(cast.rows, policy.row).pk] if policy.row else []
    client = as_person("mira")
    client.handler.enforce_csrf_checks = True
    assert client.post(reverse(name, args=args)).status_code == 403
