"""What belongs to one candidate is on nobody else's page; what is private on nobody's at all."""

import pytest
from django.urls import reverse

from interviews.doubts import DOUBT_LABELS, Doubt
from interviews.guidance.labels import INTEREST_ANCHORS, INTEREST_LABELS
from tests import canaries
from tests.access.policies import POLICIES, address_of
from tests.cast import SECRET, make_rows
from tests.desk_rows import make_desk_rows
from tests.factories import make_candidate, make_representation
from tests.feedback_rows import make_feedback_rows

pytestmark = pytest.mark.walk

OF_APPLICATIONS = {"Title", "Company", "Topic", "Elsewhere"}
OF_INTERVIEWS = {"Subject", "Text", "People"}
PRIVATE = {
    "Detail",
    "Blocker",
    "Need",
    "Unknown",
    "Learned",
    "Notes",
    "Stumped",
    "Reason",
    "Body",
    "Re:",
}
WORDS = OF_APPLICATIONS | OF_INTERVIEWS | PRIVATE


def pages_of(rows, client):
    """Every page about the rows, as far as the person gets to see it."""
    named = {"candidate": rows.application.candidate_id}
    yield client.get(reverse("applications:list"), named).content.decode()
    for name, policy in POLICIES.items():
        if policy.get and policy.row:
            yield client.get(address_of(name, rows)).getvalue().decode()
    yield client.get(rows.decided.get_absolute_url()).content.decode()


def marked_in(text, mark):
    return {word for word in WORDS if f"{word} {mark}" in text}


def test_rows_of_jonas_are_full_of_what_could_leak(cast, as_person):
    assert marked_in("".join(pages_of(cast.of_jonas, as_person("jonas"))), SECRET) == WORDS


@pytest.mark.parametrize("part", ["mira", "coordinator", "narrowed", "nobody"])
def test_naming_jonas_in_the_address_shows_nothing_of_his(part, cast, visit):
    named = {"candidate": cast.of_jonas.application.candidate_id}
    for name in POLICIES:
        answer = visit(part, "get", address_of(name, cast.rows), named)
        assert SECRET.encode() not in answer.getvalue(), name


@pytest.fixture
def shared(cast):
    """A candidate whose every text is marked, in force with three firms as Mira is."""
    candidate, held = make_candidate(name="Marked"), []
    for part, unshared in (
        ("coordinator", {}),
        ("narrowed", {"shares_interviews": False}),
        ("interviews alone", {"shares_applications": False}),
    ):
        firm = cast.people[part].memberships.get().firm
        held.append(make_representation(candidate=candidate, firm=firm, **unshared))
    rows = make_rows(candidate, "MARK")
    for each in held:
        make_desk_rows(each, lambda *_scopes, **_options: "MARK")
    member = cast.people["coordinator"].memberships.get()
    make_feedback_rows(rows.interview, rows.withdrawn, member, "", "")
    for text in (member.firm.name, member.user.name):
        # Who asks a client for feedback is told to whom it is about.
        canaries.reveal(text.split()[-1], candidate.user)
    return rows


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("coordinator", OF_APPLICATIONS | OF_INTERVIEWS),
        ("narrowed", OF_APPLICATIONS),
        ("interviews alone", OF_INTERVIEWS | {"Title", "Company"}),
    ],
)
def test_firm_sees_what_is_shared_and_nothing_private(part, shown, shared, as_person):
    client = as_person(part)
    named = {"candidate": shared.application.candidate_id}
    lists = [client.get(reverse("applications:list"), named), client.get(reverse("desk:worklist"))]
    text = "".join([*pages_of(shared, client), *(each.content.decode() for each in lists)])
    assert marked_in(text, "MARK") == shown
    assert not shown & PRIVATE
    for words in (*INTEREST_LABELS.values(), *INTEREST_ANCHORS.values(), DOUBT_LABELS[Doubt.PANIC]):
        assert words not in text
    assert "Interest" not in text


def test_candidate_sees_what_is_private(shared, client):
    client.force_login(shared.application.candidate.user)
    assert marked_in("".join(pages_of(shared, client)), "MARK") >= PRIVATE


def test_refused_post_of_a_coordinator_shows_nothing_private(shared, as_person):
    client = as_person("coordinator")
    names = ("applications:red-flags", "interviews:details", "interviews:red-flags")
    texts = [client.post(address_of(name, shared)).content.decode() for name in names]
    assert marked_in(texts[0], "MARK")
    assert not marked_in("".join(texts), "MARK") & PRIVATE
