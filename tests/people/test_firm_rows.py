"""What a firm keeps about a candidate is its own, and there while it looks after them."""

import pytest
from django.db.models import Q

from applications.models import Note
from applications.models.note import Visibility
from jobtracker.people.access import FirmRowQuerySet, Scope
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_firm,
    make_membership,
    make_representation,
)

pytestmark = pytest.mark.django_db


class OfAnyone(FirmRowQuerySet):
    """Of whoever is looked after."""


class OfInterviews(FirmRowQuerySet):
    """Of who shares their interviews; what is edited counts as handed on."""

    scope = Scope.INTERVIEWS
    handed_on = Q(edited_at__isnull=False)


@pytest.fixture
def member():
    return make_membership()


@pytest.fixture
def held(member):
    return make_representation(firm=member.firm, coordinator=member)


@pytest.fixture(params=[OfAnyone, OfInterviews])
def rows(request, held):
    application = make_application(candidate=held.candidate)
    Note.objects.create(
        candidate=held.candidate,
        application=application,
        visibility=Visibility.INTERNAL,
        firm=held.firm,
    )
    return request.param(Note)


def all_of(rows, user):
    return [rows.visible_to(user), rows.shared_with(user), rows.editable_by(user)]


def counts(rows, user):
    return [found.count() for found in all_of(rows, user)]


def test_members_of_the_firm_see_and_change_it(rows, member):
    assert counts(rows, member.user) == [1, 1, 1]
    assert counts(rows, make_membership(firm=member.firm).user) == [1, 1, 1]
    assert not rows.decidable_by(member.user)


def test_another_firm_with_the_same_candidate_sees_none(rows, held):
    other = make_membership()
    make_representation(firm=other.firm, candidate=held.candidate, shares_pay=True)
    assert counts(rows, other.user) == [0, 0, 0]


def test_who_works_for_both_firms_loses_what_the_one_kept_with_its_representation(
    rows, member, held
):
    second = make_firm()
    make_membership(user=member.user, firm=second)
    make_representation(firm=second, candidate=held.candidate)
    assert counts(rows, member.user) == [1, 1, 1]
    held.end(by=held.candidate.user, at=NOW)
    assert counts(rows, member.user) == [0, 0, 0]


def test_narrowing_takes_what_needs_the_scope(rows, member, held):
    held.share(set(Scope) - {Scope.INTERVIEWS}, by=held.candidate.user, at=NOW)
    is_left = isinstance(rows, OfAnyone)
    assert counts(rows, member.user) == [is_left] * 3


def test_former_member_sees_none(rows, member):
    user = member.user
    member.delete()
    assert counts(rows, user) == [0, 0, 0]


def test_candidate_sees_what_was_handed_on_and_changes_none(rows, held):
    mira = held.candidate.user
    assert counts(rows, mira) == [0, 0, 0]
    Note.objects.update(edited_at=NOW)
    is_told = isinstance(rows, OfInterviews)
    assert counts(rows, mira) == [is_told, 0, 0]
    assert rows.decidable_by(mira).count() == is_told


def test_handed_on_stays_with_the_candidate_when_the_firm_is_gone(held):
    Note.objects.create(
        candidate=held.candidate,
        application=make_application(candidate=held.candidate),
        visibility=Visibility.INTERNAL,
        firm=held.firm,
        edited_at=NOW,
    )
    held.end(by=held.candidate.user, at=NOW)
    assert OfInterviews(Note).visible_to(held.candidate.user).count() == 1


def test_who_is_looked_after_by_their_own_firm_is_not_told_what_it_keeps_back(rows, member):
    own = make_candidate(user=member.user)
    make_representation(firm=member.firm, candidate=own)
    Note.objects.update(candidate=own)
    assert counts(rows, member.user) == [0, 0, 0]
