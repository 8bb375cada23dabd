"""Every table is somebody's or nobody's, and every column is in the archive or withheld."""

import re

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Q
from django.test.utils import isolate_apps

from jobtracker.audit.models import Entry, Kind
from jobtracker.leave.holdings import (
    NOT_EXPORTED,
    OTHERWISE,
    WITHHELD,
    condition_of,
    every_model,
    holdings,
    way_to_user,
)
from jobtracker.people.models import Candidate, User
from tests.factories import NOW, make_membership
from tests.leave.everything import make_everything

SECRET_LIKE = re.compile(r"passw|secret|token|key$|digest|hash|code|data$")
# These sound like a secret, and are none.
HARMLESS = {
    "applications.DocumentVersion.digest",
    "audit.Chain.digest",
    "audit.Entry.digest",
    "interviews.Message.digest",
    "interviews.Question.digest",
    "people.FormKey.digest",
    "socialaccount.SocialAccount.extra_data",
    "usersessions.UserSession.data",
}
MODELS = list(every_model())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_is_a_persons_or_named_with_the_reason_why_not(model):
    label = model._meta.label
    assert (condition_of(model) is not None) != (label in NOT_EXPORTED), (
        f"{label}: give it a foreign key that cascades to a candidate or user, or say in "
        "jobtracker/leave/holdings.py how its rows are found or why they are not exported"
    )


@pytest.mark.parametrize("holding", holdings(), ids=lambda holding: holding.label)
def test_every_field_is_exported_withheld_or_a_table_of_its_own(holding):
    covered = {column.attname for column in holding.columns} | set(holding.withheld)
    tables = {each.label for each in holdings()} | NOT_EXPORTED.keys()
    for field in holding.model._meta.get_fields(include_hidden=True):
        if field.concrete and not field.many_to_many:
            assert field.attname in covered, field
        elif field.many_to_many and not field.auto_created:
            assert field.remote_field.through._meta.label in tables, field
        elif field.is_relation and field.related_model:
            assert field.related_model._meta.label in tables, field


@pytest.mark.parametrize("holding", holdings(), ids=lambda holding: holding.label)
def test_what_sounds_like_a_secret_was_thought_about(holding):
    told = {f"{holding.label}.{column.name}" for column in holding.columns}
    assert {name for name in told if SECRET_LIKE.search(name.split(".")[-1])} <= HARMLESS


@pytest.mark.parametrize("label", sorted({*OTHERWISE, *WITHHELD, *HARMLESS}))
def test_what_is_named_exists(label):
    app, model, *column = label.split(".")
    found = apps.get_model(app, model)
    assert not column or found._meta.get_field(column[0])


@pytest.mark.django_db
@pytest.mark.parametrize("label", [holding.label for holding in holdings()])
def test_person_with_everything_has_a_row_of_it(label):
    """Otherwise nothing here would notice what leaks from it: see tests/leave/everything.py."""
    mira = make_everything("mira")
    (holding,) = (each for each in holdings() if each.label == label)
    assert holding.rows(mira.user).exists()


@pytest.mark.django_db
def test_rows_of_another_are_never_the_persons(subtests):
    mira = make_everything("mira")
    jonas = make_everything("jonas")
    for holding in holdings():
        with subtests.test(holding.label):
            mine = set(holding.rows(mira.user).values_list("pk", flat=True))
            theirs = set(holding.rows(jonas.user).values_list("pk", flat=True))
            assert mine
            assert not mine & theirs


@pytest.mark.django_db
def test_who_has_nothing_gets_nothing_but_themselves():
    make_everything("mira")
    nobody = User.objects.create_user("nobody@example.org")
    held = {each.label for each in holdings() if each.rows(nobody).exists()}
    assert held == {"people.User"}


@pytest.mark.django_db
def test_member_of_a_firm_gets_their_account_and_nothing_of_its_candidates():
    coordinator = make_membership()
    mira = make_everything("mira", firm=coordinator.firm)
    Entry.objects.record(Kind.READ, actor_id=coordinator.user_id, candidate_id=mira.pk, at=NOW)
    held = {each.label for each in holdings() if each.rows(coordinator.user).exists()}
    account = {"people.User", "account.EmailAddress", "mfa.Authenticator"}
    work = {"people.Membership", "people.Firm", "audit.Entry", "audit.Chain"}
    assert held == account | work


@isolate_apps("tests")
def test_row_of_a_candidate_is_theirs_whoever_wrote_it():
    class Note(models.Model):
        author = models.ForeignKey(User, models.CASCADE, related_name="+")
        candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")

        class Meta:
            app_label = "tests"

        def __str__(self):
            return ""

    class Line(models.Model):
        note = models.ForeignKey(Note, models.CASCADE, related_name="+")

        class Meta:
            app_label = "tests"

        def __str__(self):
            return ""

    assert way_to_user(Note) == "candidate__user"
    assert way_to_user(Line) == "note__candidate__user"


@isolate_apps("tests")
def test_row_that_only_names_who_did_it_is_nobodys():
    class Remark(models.Model):
        by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

        class Meta:
            app_label = "tests"

        def __str__(self):
            return ""

    assert condition_of(Remark) is None


def test_account_is_found_by_its_own_key():
    assert OTHERWISE["people.User"](User(pk=7)) == Q(pk=7)
