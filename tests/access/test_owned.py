"""Every model of a job search asks who may see it, and every view asks the model."""

import pytest
from django.apps import apps

from jobtracker.people.access import FirmRowQuerySet, OwnedQuerySet, PrivateQuerySet, Scope
from jobtracker.people.models import Candidate
from tests.access.policy import OF_JONAS, PARTS
from tests.architecture.rights import unasked
from tests.architecture.sources import Source, sources
from tests.cast import ALL_BUT_PAY, SHARED_WITH

# Who sees these is no matter of a scope.
NOT_OWNED = {
    "people.Representation": "it is the consent itself",
    "outbox.Mail": "it goes out, and nobody looks at it",
}
OF_CANDIDATES = [
    model
    for model in apps.get_models()
    if any(
        field.name == "candidate" and field.related_model is Candidate
        for field in model._meta.get_fields()
        if field.concrete
    )
]
OWNED = [model for model in OF_CANDIDATES if model._meta.label not in NOT_OWNED]
# Who sees these is a matter of more than one scope, and tested where they are.
BY_MORE = {
    "applications.Note": "it is for who it was written for, and its author's to change",
    "applications.Offer": "it names the job too",
    "applications.DocumentUse": "it names the job too",
    "applications.Task": "one that feedback gave rise to is shared with feedback alone",
    "interviews.Feedback": "it names the job too, and may be kept to oneself",
    "interviews.FeedbackPoint": "it is of a feedback",
}
KEPT_BY_FIRMS = [
    model for model in OWNED if isinstance(model._default_manager.all(), FirmRowQuerySet)
]
BY_SCOPE = [
    model for model in OWNED if model._meta.label not in BY_MORE and model not in KEPT_BY_FIRMS
]


def test_models_of_a_candidate_are_found():
    assert {model._meta.label for model in OF_CANDIDATES} >= {
        *NOT_OWNED,
        "applications.Application",
        "applications.Event",
        "interviews.Letter",
        "interviews.Slot",
        "people.Mood",
    }


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)
def test_model_of_a_candidate_is_owned(model):
    rows = model._default_manager.all()
    assert isinstance(rows, OwnedQuerySet)
    is_by_scope = not isinstance(rows, PrivateQuerySet | FirmRowQuerySet)
    assert not is_by_scope or rows.scope in Scope


@pytest.mark.parametrize("model", BY_SCOPE, ids=lambda model: model._meta.label)
def test_rows_are_visible_by_their_scope_alone(model, cast):
    rows = model._default_manager.all()
    shared = {**SHARED_WITH, "administrator": ALL_BUT_PAY}
    counts = {"mira": rows.filter(candidate=cast.rows.application.candidate_id).count()}
    assert counts["mira"]
    for part in set(PARTS) - {"anonymous", "jonas", "former member"} - OF_JONAS:
        user = cast.people[part]
        of_mira = rows.filter(candidate=cast.rows.application.candidate_id)
        is_private = isinstance(rows, PrivateQuerySet)
        may = part == "mira" or (not is_private and rows.scope in shared.get(part, ()))
        assert of_mira.visible_to(user).count() == may * counts["mira"], part
        assert of_mira.editable_by(user).count() == may * counts["mira"], part
        assert of_mira.decidable_by(user).count() == (part == "mira") * counts["mira"], part
        assert not rows.visible_to(user).filter(candidate=cast.of_jonas.application.candidate_id)


@pytest.mark.parametrize("model", KEPT_BY_FIRMS, ids=lambda model: model._meta.label)
def test_rows_of_a_firm_are_for_its_members_while_it_holds_what_they_need(model, cast):
    rows = model._default_manager.all()
    shared = {**SHARED_WITH, "administrator": ALL_BUT_PAY}
    of_mira = rows.filter(candidate=cast.rows.application.candidate_id).select_related("firm")
    told = {row.pk for row in of_mira.filter(rows.handed_on)}
    for part in set(PARTS) - {"anonymous", "jonas", "former member"} - OF_JONAS:
        user = cast.people[part]
        firms = {*user.firms.all()} if part in shared else set()
        kept = {row.pk for row in of_mira if row.firm in firms and needs(rows, row) <= shared[part]}
        own = told if part == "mira" else set()
        assert {row.pk for row in of_mira.visible_to(user)} == kept | own, part
        assert {row.pk for row in of_mira.editable_by(user)} == kept, part
        assert {row.pk for row in of_mira.decidable_by(user)} == own, part
        assert not rows.visible_to(user).filter(candidate=cast.of_jonas.application.candidate_id)
    assert of_mira.exists()


def needs(rows, row):
    """The scopes that a row of a firm needs: its own, and that of the job that it is about."""
    about = {Scope.APPLICATIONS} if getattr(row, "application_id", None) else set()
    return about | ({rows.scope} if rows.scope else set())


def names_of_owned_models():
    return {model.__name__ for model in OWNED}


def test_views_ask_for_the_right_to_every_row():
    owned = names_of_owned_models()
    assert [problem for source in sources() for problem in unasked(source, owned)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Invitation.objects.get(pk=pk)",
        "get_object_or_404(Invitation, pk=pk)",
        "get_object_or_404(Invitation.objects.with_page(), pk=pk)",
        "Invitation.objects.all()",
        "Invitation.objects.filter(pk__in=request.POST['ids']).delete()",
        "Invitation.objects.undecided().count()",
        "rows = Invitation.objects.select_related('message')",
        "Invitation._base_manager.first()",
        "rows = Invitation.objects.all()\nrows.get(pk=pk)",
        "Invitation.objects.get(pk=request.POST['pk'])",
    ],
)
def test_bare_row_in_a_view_is_found(text):
    assert list(unasked(Source("interviews.views.invitation", text), {"Invitation"}))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("interviews.views.letter", "Invitation.objects.visible_to(user).get(pk=pk)"),
        ("interviews.views.letter", "visible(request, Invitation.objects.with_page(), pk)"),
        ("interviews.views.letter", "Letter.objects.filter(decision=decision).first()"),
        ("interviews.views.letter", "Invitation.objects.filter(candidate=candidate).undecided()"),
        ("interviews.views.letter", "Invitation.objects.receive(application, slots)"),
        (
            "interviews.views.letter",
            "rows = Letter.objects.all()\nvisible(request, rows.only('to'), pk)",
        ),
        ("interviews.views.letter", "Letter.objects.select_for_update().get(pk=found.pk)"),
        ("interviews.briefing", "Invitation.objects.all()"),
    ],
)
def test_row_by_a_right_or_by_a_row_held_already_is_fine(name, text):
    assert not list(unasked(Source(name, text), {"Invitation", "Letter"}))
