"""What was typed, in the words of the page it was typed into."""

import pytest
from django.urls import resolve, reverse

from jobtracker.typed import field_for, fields_of, in_words, label_of
from tests.access.forms import FORMS
from tests.access.policies import POLICIES

# They stand on the page unseen, or name the clock of the times beside them.
UNSEEN = {
    "next", "kept", "before", "anyway", "zone", "TOTAL_FORMS", "INITIAL_FORMS", "reading", "looked",
    "url", "latest", "seen",
    # Which row, question of the bank or family a field belongs to.
    "point", "item", "pay", "entry", "listed",
}  # fmt: skip
FLAG, NEW, CALL = "applications:red-flags", "applications:new", "interviews:call"


def fields(name):
    policy = POLICIES[name]
    return fields_of(resolve(reverse(name, args=[1] if policy.row else policy.args)).func)


def shown(name, key, value):
    known = fields(name)
    field = field_for(key, known)
    return field and (label_of(key, field), in_words(value, field))


@pytest.mark.parametrize(
    ("page", "name", "value", "expected"),
    [
        (NEW, "employer_name", "Nordwind", ("Employer", "Nordwind")),
        (NEW, "applied_on", "2026-06-01", ("Applied on", "1 June 2026")),
        (NEW, "applied_on", "tomorrow", ("Applied on", "tomorrow")),
        (NEW, "applied_on", "\x00", ("Applied on", "\x00")),
        (NEW, "is_dream", "on", ("This is the one I hope for", "Yes")),
        (NEW, "interest_at_application", "5", ("How much do you want it?", "want it")),
        (NEW, "csrfmiddlewaretoken", "x", None),
        (NEW, "never_heard_of", "x", None),
        ("people:profile", "time_zone", "Asia/Tokyo", ("Your time zone", "Asia/Tokyo")),
        ("firm:handover", "to", "17", ("Who takes over?", "what you chose")),
        ("firm:add-candidate", "anyway", "on", None),
        (FLAG, "flag-source", "online_review", ("Where is it from?", "Online reviews")),
        (CALL, "slots-0-start", "2036-07-09T14:00", ("Starts", "9 July 2036, 14:00")),
        (CALL, "slots-TOTAL_FORMS", "1", None),
    ],
)
def test_field_is_named_as_on_its_page(page, name, value, expected):
    assert shown(page, name, value) == expected


@pytest.mark.parametrize("page", FORMS)
def test_every_field_that_a_person_sees_is_known(page):
    known = fields(page)
    typed = {name for each in FORMS[page].values() if isinstance(each, dict) for name in each}
    unknown = {name.rpartition("-")[2] for name in typed if field_for(name, known) is None}
    # A number is a column of somebody's own table, which no form can know.
    assert {name for name in unknown if not name.isdecimal()} <= UNSEEN


def test_address_without_a_view_has_no_fields():
    assert fields_of(None) == {}


def test_views_of_a_library_have_theirs():
    known = fields_of(resolve(reverse("account_email")).func)
    assert "email" in known
