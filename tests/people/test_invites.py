"""Invites work once, for one purpose, until they run out; claiming loses nothing."""

from datetime import timedelta

import pytest

from applications.models import Application, Employer
from interviews.models import Decision, Invitation, Message
from jobtracker.audit.models import Entry, Kind
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate, Invite, Representation, Role, Spent
from jobtracker.people.models.invite import LASTS, Purpose, digest_of
from tests.cast import make_rows
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_invitation,
    make_membership,
    make_message,
    make_red_flag,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def petra():
    return make_membership()


@pytest.fixture
def held(petra):
    """A record that the firm keeps, with all that a search may hold."""
    held = petra.firm.add_candidate(petra, name="Mira", email="mira@example.org", at=NOW)
    make_rows(held.candidate)
    return held


@pytest.fixture
def ada():
    return make_user()


def issue(held, at=NOW):
    return Invite.objects.issue(
        Purpose.CLAIM,
        firm=held.firm,
        email=" Mira@Example.org ",
        representation=held,
        made_by=held.coordinator.user,
        at=at,
    )


def join(petra, email="ada@example.org", role=Role.COORDINATOR, at=NOW):
    return Invite.objects.issue(
        Purpose.JOIN, firm=petra.firm, email=email, role=role, made_by=petra.user, at=at
    )


def test_secret_is_stored_as_a_hash_only(held):
    invite, token = issue(held)
    stored = " ".join(str(value) for value in Invite.objects.values_list().get(pk=invite.pk))
    assert token not in stored
    assert digest_of(token) in stored
    assert Invite.objects.with_token(token).get() == invite
    assert invite.email == "mira@example.org"
    assert len(token) >= 43


def test_new_invite_ends_the_earlier_one(held):
    first, _ = issue(held)
    second, _ = issue(held, at=NOW + timedelta(days=1))
    assert list(Invite.objects.open(NOW + timedelta(days=1))) == [second]
    first.refresh_from_db()
    assert not first.is_open(NOW + timedelta(days=1))


def test_invite_to_join_leaves_those_of_others_open(petra):
    join(petra)
    join(petra, email="other@example.org")
    assert Invite.objects.open(NOW).count() == 2


@pytest.mark.parametrize("purpose", Purpose)
def test_invite_runs_out(purpose, held, petra):
    invite, _ = issue(held) if purpose is Purpose.CLAIM else join(petra)
    end = NOW + LASTS[purpose]
    assert invite.is_open(end - timedelta(seconds=1))
    assert not invite.is_open(end)
    with pytest.raises(Spent):
        invite.spend(by=make_user(), at=end)


def test_invite_works_once(held, ada):
    invite, _ = issue(held)
    invite.claim(ada, [Scope.APPLICATIONS], at=NOW)
    with pytest.raises(Spent):
        invite.claim(make_user(), [Scope.APPLICATIONS], at=NOW)
    assert Candidate.objects.get().user == ada


def test_withdrawn_invite_does_not_work(held, ada, petra):
    invite, _ = issue(held)
    invite.withdraw(by=petra.user, at=NOW)
    with pytest.raises(Spent):
        invite.claim(ada, [], at=NOW)


def test_claimed_record_is_the_persons_own_and_shares_what_they_chose(held, ada, petra):
    invite, _ = issue(held)
    before = Application.objects.count()
    invite.claim(ada, [Scope.APPLICATIONS], at=NOW)
    assert Application.objects.visible_to(ada).count() == before > 0
    assert Application.objects.visible_to(petra.user).count() == before
    assert not Invitation.objects.visible_to(petra.user).exists()
    assert Invitation.objects.decidable_by(ada).exists()
    told = Entry.objects.get(kind=Kind.REPRESENTATION_ACCEPTED)
    assert (told.actor_id, told.detail) == (ada.pk, {"shares": ["applications"]})


def test_claim_adds_to_the_record_one_has(held, ada, petra):
    mine = make_candidate(user=ada)
    make_rows(mine)
    invite, _ = issue(held)
    models = (Application, Invitation, Message, Decision)
    before = [model.objects.count() for model in models]
    accepted = invite.claim(ada, Scope, at=NOW)
    assert Candidate.objects.get() == mine
    assert [model.objects.filter(candidate=mine).count() for model in models] == before
    assert (accepted.candidate, accepted.firm) == (mine, petra.firm)
    assert Representation.objects.in_force().get() == accepted


def test_who_looked_before_is_still_told_after_a_claim(held, ada, petra):
    mine = make_candidate(user=ada)
    before = held.candidate_id
    firms = {before: petra.firm_id}
    Entry.objects.record_reads(firms, actor_id=petra.user_id, target="applications:list", at=NOW)
    issue(held)[0].claim(ada, Scope, at=NOW)
    told = [entry.kind for entry in Entry.objects.about(mine.pk)]
    assert {Kind.CANDIDATE_ADDED, Kind.READ, Kind.REPRESENTATION_ACCEPTED} <= {*told}


def test_employer_that_both_records_name_becomes_one(held, ada):
    mine = make_candidate(user=ada)
    ours = make_application(candidate=mine, employer_name="Harbour & Vale")
    theirs = make_application(candidate=held.candidate, employer_name="harbour & vale")
    flag = make_red_flag(employer=theirs.employer)
    issue(held)[0].claim(ada, Scope, at=NOW)
    flag.refresh_from_db()
    assert flag.employer == ours.employer
    assert ours.employer.applications.count() == 2
    assert Employer.objects.filter(name__iexact="harbour & vale").count() == 1


@pytest.mark.parametrize("has_invitation", [True, False])
def test_message_that_both_records_hold_becomes_one(has_invitation, held, ada):
    mine = make_candidate(user=ada)
    ours = make_message(candidate=mine, digest="1" * 64)
    theirs = make_message(candidate=held.candidate, digest="1" * 64)
    application = make_application(candidate=held.candidate)
    invitation = make_invitation(application=application, message=theirs)
    if has_invitation:
        make_invitation(application=make_application(candidate=mine), message=ours)
    issue(held)[0].claim(ada, Scope, at=NOW)
    invitation.refresh_from_db()
    assert invitation.message == (None if has_invitation else ours)
    assert Message.objects.filter(digest="1" * 64).get() == ours


def test_second_record_of_a_firm_joins_the_representation_in_force(held, ada, petra):
    issue(held)[0].claim(ada, [Scope.APPLICATIONS], at=NOW)
    again = petra.firm.add_candidate(petra, name="Mira S", email="mira@example.org", at=NOW)
    accepted = issue(again)[0].claim(ada, [Scope.PAY], at=NOW)
    assert accepted.pk == held.pk
    assert Representation.objects.get().scopes == {Scope.PAY}


def test_refusal_removes_what_the_firm_wrote_down(held, ada, petra):
    issue(held)[0].refuse(ada, at=NOW)
    assert not Candidate.objects.exists()
    assert not Application.objects.exists()
    assert Entry.objects.filter(kind=Kind.REPRESENTATION_REFUSED, firm_id=petra.firm_id).exists()


def test_claimed_record_outlives_the_end_of_the_representation(held, ada, petra):
    accepted = issue(held)[0].claim(ada, Scope, at=NOW)
    accepted.end(by=ada, at=NOW)
    assert Application.objects.visible_to(ada).exists()
    assert not Application.objects.visible_to(petra.user).exists()


def test_firm_that_gives_up_an_unclaimed_record_removes_it(held, petra):
    held.end(by=petra.user, at=NOW)
    assert not Candidate.objects.exists()


def test_member_joins_with_the_role_of_the_invite(petra, ada):
    join(petra, role=Role.ADMINISTRATOR)[0].join(ada, at=NOW)
    assert petra.firm.memberships.get(user=ada).is_administrator
    assert Entry.objects.filter(kind=Kind.MEMBER_JOINED, actor_id=ada.pk).exists()


def test_member_who_joins_again_keeps_their_role(petra):
    join(petra, role=Role.ADMINISTRATOR)[0].join(petra.user, at=NOW)
    petra.refresh_from_db()
    assert not petra.is_administrator


def test_removed_member_takes_open_invites_along(petra):
    admin = make_membership(firm=petra.firm, role=Role.ADMINISTRATOR)
    invite, _ = join(petra)
    petra.remove(by=admin.user, at=NOW)
    with pytest.raises(Spent):
        invite.join(make_user(), at=NOW)


@pytest.mark.parametrize("verb", ["claim", "refuse"])
def test_invite_to_join_claims_nothing(verb, petra, ada):
    invite, _ = join(petra)
    if verb == "claim":
        with pytest.raises(ValueError, match="join the firm"):
            invite.claim(ada, [], at=NOW)
    else:
        invite.refuse(ada, at=NOW)
    assert not Candidate.objects.exists()
