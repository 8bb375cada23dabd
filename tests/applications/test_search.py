"""Finding applications by their words, and never by words one may not read."""

import pytest
from django.core.management import call_command

from applications.models import Application, Note, Posting, SearchText
from applications.models.note import Visibility
from applications.search import folded, index_all, matching
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_employer,
    make_membership,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira():
    return make_candidate(user=make_user())


@pytest.fixture
def analyst(mira):
    application = make_application(
        candidate=mira,
        employer_name="Harbour & Vale",
        job_title="Senior Data-Analyst",
        place="Malmö",
        source="A friend",
    )
    Posting.objects.create(
        candidate=mira, application=application, origin="words", text="We use dbt\nand SQL."
    )
    index_all([application.pk])
    return application


def found(text, *, is_own=True):
    return list(matching(Application.objects.all(), text, is_own=is_own))


@pytest.mark.parametrize(
    "text",
    ["harbour", "HARB vale", "data ana", "malmo", "Malmö", "dbt sql", "data-analyst", "a friend"],
)
def test_every_word_or_its_start_is_found_anywhere(analyst, text):
    assert found(text) == [analyst]


@pytest.mark.parametrize("text", ["nalyst", "harbour berlin", "dbtx", "&", "%", "_", "\\", "'; --"])
def test_what_is_not_there_is_not_found(analyst, text):
    assert found(text) == []


def test_nothing_asked_is_everything(analyst):
    assert found("") == found("  ") == [analyst]


@pytest.mark.parametrize("text", ["a:* | b", "!data", "(data", "data & | !", "\x00", "d" * 10_000])
def test_operators_are_no_operators(analyst, text):
    assert isinstance(found(text), list)


def test_notes_are_found_by_who_may_read_them(mira, analyst):
    firm = make_membership().firm
    for visibility, of in (("private", None), ("shared", None), ("internal", firm)):
        Note.objects.create(
            candidate=mira,
            application=analyst,
            visibility=Visibility(visibility),
            firm=of,
            text=f"{visibility}word",
        )
    index_all([analyst.pk])
    assert found("sharedword") == found("sharedword", is_own=False) == [analyst]
    assert found("privateword") == [analyst]
    assert found("privateword", is_own=False) == found("internalword") == []
    assert found("internalword", is_own=False) == found("friend", is_own=False) == []


def test_words_are_brought_up_to_date_by_whatever_changes_them(mira, analyst):
    analyst.job_title = "Gardener"
    analyst.save()
    analyst.employer.name = "Nordwind"
    analyst.employer.save()
    analyst.posting.delete()
    note = Note.objects.create(candidate=mira, application=analyst, text="Sunny")
    assert found("gardener nordwind sunny") == [analyst]
    assert found("analyst") == found("harbour") == found("dbt") == []
    note.delete()
    assert found("sunny") == []
    assert SearchText.objects.count() == 1


def test_move_costs_the_search_nothing(analyst, django_assert_num_queries):
    with django_assert_num_queries(1):
        analyst.save(update_fields=["stage"])


def test_application_goes_with_its_words(mira, analyst):
    Note.objects.create(candidate=mira, application=analyst, text="Sunny")
    analyst.delete()
    assert not SearchText.objects.exists()


def test_merged_employer_is_found_by_its_new_name(mira, analyst):
    acme = make_employer(candidate=mira, name="Acme")
    acme.absorb(analyst.employer, by=mira.user, at=NOW)
    assert found("acme") == [analyst]
    assert found("harbour") == []


def test_what_was_there_before_is_found_after_migrating(analyst):
    SearchText.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert found("harbour") == [analyst]


def test_many_are_indexed_in_the_same_queries(mira, django_assert_num_queries):
    pks = [make_application(candidate=mira).pk for _ in range(5)]
    with django_assert_num_queries(3):
        index_all(pks[:1])
    with django_assert_num_queries(3):
        index_all(pks)
    assert SearchText.objects.count() == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Café-Manager (m/w/d)", ["cafe", "manager", "m", "w", "d"]),
        ("C++ & Node.js", ["c", "node", "js"]),
        ("Straße", ["strasse"]),
        ("東京", ["東京"]),
        ("x" * 100, ["x" * 60]),
        ("_ - %", []),
    ],
)
def test_words_are_folded_alike_in_texts_and_questions(text, words):
    assert folded(text) == words
