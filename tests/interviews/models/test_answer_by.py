"""By when an answer is owed is kept with the invitation, and follows what happens to it."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from interviews.models import Invitation
from interviews.models.invitation import State
from tests.factories import NOW, make_invitation, make_slot_draft

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)


def stored(invitation):
    return Invitation.objects.get(pk=invitation.pk).answer_by


@pytest.fixture
def invitation():
    return make_invitation()


def test_a_day_after_it_came_an_answer_is_owed(invitation):
    assert stored(invitation) == NOW + A_DAY


def test_deadline_of_their_own_takes_its_place(invitation):
    invitation.change(reply_by=NOW + 3 * A_DAY)
    assert stored(invitation) == NOW + 3 * A_DAY
    invitation.change(reply_by=None)
    assert stored(invitation) == NOW + A_DAY


def test_other_times_move_it_though_the_old_ones_were_read_before(invitation):
    found = Invitation.objects.with_page().get(pk=invitation.pk)
    soon = (NOW + timedelta(hours=3)).replace(tzinfo=None)
    found.offer([make_slot_draft(soon, zone="Etc/UTC")])
    assert stored(invitation) == NOW + timedelta(hours=3)
    found.offer([])
    assert stored(invitation) == NOW + A_DAY


def test_question_waits_until_a_day_before_the_first_time(invitation):
    invitation.change(state=State.ASKED)
    assert stored(invitation) == invitation.slots.get().starts_at - A_DAY
    invitation.offer([])
    assert stored(invitation) is None


@pytest.mark.parametrize("state", [State.ACCEPTED, State.DECLINED, State.EXPIRED, State.CANCELLED])
def test_nothing_is_owed_for_what_is_settled(invitation, state):
    invitation.change(state=state)
    assert stored(invitation) is None


def test_rows_that_came_without_it_are_told(invitation):
    asked = make_invitation(application=invitation.application, state=State.ASKED)
    settled = make_invitation(application=invitation.application, state=State.DECLINED)
    expected = {each.pk: stored(each) for each in (invitation, asked, settled)}
    Invitation.objects.update(answer_by=None)
    Invitation.objects.all().wind()
    assert {each.pk: stored(each) for each in (invitation, asked, settled)} == expected


@pytest.mark.parametrize("state", [State.AWAITING, State.ASKED, State.DECLINED])
@pytest.mark.parametrize("deadline", [None, NOW + 2 * A_DAY, NOW + 30 * A_DAY])
@pytest.mark.parametrize("has_times", [True, False])
def test_migration_tells_the_same(state, deadline, has_times):
    migration = import_module("interviews.migrations.0018_answer_by_told")
    invitation = make_invitation(state=state, reply_by=deadline, slots=None if has_times else [])
    expected = stored(invitation)
    Invitation.objects.update(answer_by=None)
    migration.tell(apps, SimpleNamespace(connection=connection))
    assert stored(invitation) == expected
