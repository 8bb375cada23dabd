"""A firm's settings: versions that nobody edits, whom they are for, and the clocks they wind."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from interviews.guidance import DEFAULT_POLICY, Policy, Verdict
from interviews.intake.reading import Format
from interviews.models import FirmPolicy, Invitation
from interviews.models.firm_policy import FirmPolicyQuerySet, Kept, Overtaken, policy_for
from interviews.models.invitation import Channel
from jobtracker.audit.models import Entry, Kind
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_firm,
    make_membership,
    make_representation,
    make_slot_draft,
    make_user,
)

pytestmark = pytest.mark.django_db

QUICK = Policy(version="quick", reply_hours=8, withdraw_hours=12)
A_DAY = timedelta(days=1)


@pytest.fixture
def mira():
    return make_candidate()


def adopt(firm, policy=QUICK, *, after=0, **fields):
    values = {"note": "Because", "by": make_user(), "at": NOW}
    return FirmPolicy.objects.adopt(firm, policy, after=after, **values | fields)


def looked_after(candidate, **fields):
    """By a firm with settings of its own."""
    held = make_representation(candidate=candidate, **fields)
    adopt(held.firm)
    return held


def test_version_is_named_after_firm_and_number_and_takes_nothing_else_along():
    firm = make_firm()
    first, second = adopt(firm), adopt(firm, DEFAULT_POLICY, after=1)
    assert first.policy == Policy(version=f"firm{firm.pk}-1", reply_hours=8, withdraw_hours=12)
    assert second.policy == Policy(version=f"firm{firm.pk}-2")
    assert FirmPolicy.objects.latest_of(firm) == second
    assert str(second) == "Version 2"


def test_each_firm_counts_for_itself():
    assert [adopt(make_firm()).number for _ in range(2)] == [1, 1]


def test_adoption_is_in_the_record_of_the_firm():
    member = make_membership()
    adopt(member.firm, by=member.user)
    entry = Entry.objects.get(kind=Kind.POLICY_CHANGED)
    assert (entry.actor_id, entry.firm_id) == (member.user_id, member.firm_id)
    assert (entry.candidate_id, entry.detail) == (None, {"number": 1})


@pytest.mark.parametrize("after", [0, 2])
def test_of_two_who_adopt_at_once_the_second_hears_of_it(after):
    firm = make_firm()
    made = adopt(firm)
    with pytest.raises(Overtaken), transaction.atomic():
        adopt(firm, DEFAULT_POLICY, after=after)
    assert FirmPolicy.objects.get() == made
    assert Entry.objects.filter(kind=Kind.POLICY_CHANGED).count() == 1


def test_number_that_is_taken_meanwhile_is_heard_of_too(monkeypatch):
    firm = make_firm()
    made = adopt(firm)
    monkeypatch.setattr(FirmPolicyQuerySet, "latest_of", lambda *_: None)
    with pytest.raises(Overtaken):
        adopt(firm, DEFAULT_POLICY)
    assert FirmPolicy.objects.get() == made


def test_number_is_given_once():
    made = adopt(make_firm())
    same = {"firm": made.firm, "number": 1, "settings": {}, "note": "Again", "at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        FirmPolicy.objects.create(**same)


def test_version_is_never_edited():
    made = adopt(make_firm())
    with pytest.raises(Kept):
        made.save()
    with pytest.raises(Kept):
        FirmPolicy.objects.update(note="Other")


def test_whoever_works_there_sees_the_versions():
    member, other = make_membership(), make_membership()
    made = adopt(member.firm)
    assert list(FirmPolicy.objects.visible_to(member.user)) == [made]
    assert not FirmPolicy.objects.visible_to(other.user).exists()


def test_version_stays_when_who_adopted_it_goes():
    user = make_user()
    made = adopt(make_firm(), by=user)
    user.delete()
    made.refresh_from_db()
    assert made.by is None


def test_nobody_looks_after_them_so_the_published_settings_hold(mira, django_assert_num_queries):
    adopt(make_firm())
    with django_assert_num_queries(1):
        assert policy_for(mira.pk) == DEFAULT_POLICY


def test_firm_without_settings_goes_by_the_published_ones(mira):
    make_representation(candidate=mira)
    assert policy_for(mira.pk) == DEFAULT_POLICY


def test_settings_of_the_one_firm_hold(mira, django_assert_num_queries):
    held = looked_after(mira)
    adopt(held.firm, Policy(version="slow", reply_hours=48), after=1)
    with django_assert_num_queries(1):
        assert policy_for(mira.pk) == Policy(version=f"firm{held.firm_id}-2", reply_hours=48)


@pytest.mark.parametrize("second", [looked_after, lambda mira: make_representation(candidate=mira)])
def test_of_two_firms_neither_wins(mira, second):
    looked_after(mira)
    second(mira)
    assert policy_for(mira.pk) == DEFAULT_POLICY


@pytest.mark.parametrize(
    "fields", [{"shares_interviews": False}, {"accepted_at": None}, {"ended_at": NOW}]
)
def test_firm_that_sees_no_interviews_sets_nothing(mira, fields):
    looked_after(mira, **fields)
    assert policy_for(mira.pk) == DEFAULT_POLICY
    other = looked_after(mira)
    assert policy_for(mira.pk).version == f"firm{other.firm_id}-1"


def test_settings_hold_for_a_record_that_nobody_has_claimed():
    held = looked_after(make_candidate(user=None), accepted_at=None)
    assert policy_for(held.candidate_id).version == f"firm{held.firm_id}-1"


def receive(candidate):
    application = make_application(candidate=candidate)
    return Invitation.objects.receive(
        application,
        [make_slot_draft()],
        by=candidate.user,
        at=NOW,
        channel=Channel.MAIL,
        format=Format.VIDEO,
    )


def test_answer_is_best_given_by_what_was_set_when_the_invitation_came(mira):
    assert receive(mira).answer_by == NOW + A_DAY
    held = looked_after(mira)
    made = receive(mira)
    assert made.answer_by == NOW + timedelta(hours=8)
    held.end(by=mira.user, at=NOW)
    made.offer([])
    assert Invitation.objects.get(pk=made.pk).answer_by == NOW + timedelta(hours=8)


def test_reply_hours_stay_within_the_bounds(mira):
    made = receive(mira)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=made.pk).update(reply_hours=3)


def test_choices_of_a_firm_come_back_as_they_were(mira):
    held = make_representation(candidate=mira)
    adopt(held.firm, Policy(version="x", confirmed_blocker=Verdict.LEAN_DECLINE))
    assert policy_for(mira.pk).confirmed_blocker is Verdict.LEAN_DECLINE
