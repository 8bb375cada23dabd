"""Whatever is posted with a form, only what it asks for is kept."""

import json
import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone

from tests.access.forms import FORMS, NAMES_A_CANDIDATE, NO_FORM
from tests.access.policies import WITH_POST, address_of
from tests.thorough import some

pytestmark = pytest.mark.walk

OURS = ("people", "applications", "interviews", "audit", "outbox", "account", "mfa")
HOSTILE = "Smuggled in"
LONG_AGO = "2001-01-01 00:00:00"
ABOUT = timedelta(days=30)
# This year's or another's: what was posted is of 2001.
MOMENT = re.compile(r"20[2-9]\d-\d\d-\d\dT[\d:.+]+")
PREFIXES = ("", "flag-")
READS = ("applications:reading",)
ASKED = [(name, part) for name, parts in FORMS.items() for part in parts]


def our_models():
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


@pytest.fixture
def smuggled(cast, settings):
    """A value for every field of every model, that would be worth something to somebody."""
    # There are more of them than a request may hold.
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
    of_jonas, firm = cast.of_jonas.application.candidate, cast.of_jonas.firm
    rows = {
        "Candidate": of_jonas.pk,
        "User": cast.people["jonas"].pk,
        "Firm": firm.pk,
        "Membership": cast.of_jonas.member.pk,
        "Representation": cast.of_jonas.representation.pk,
        "Application": cast.of_jonas.application.pk,
        "Employer": cast.of_jonas.application.employer_id,
        "Invitation": cast.of_jonas.invitation.pk,
        "Interview": cast.of_jonas.interview.pk,
        "Message": cast.of_jonas.message.pk,
    }
    found = {"stage": "closed", "state": "accepted", "role": "administrator", "kind": "erased"}
    for model in our_models():
        for field in model._meta.concrete_fields:
            value = found.get(field.name) or hostile(field, rows)
            found |= {field.name: value, field.attname: value}
    return {f"{prefix}{name}": value for name, value in found.items() for prefix in PREFIXES}


def hostile(field, rows):
    if field.related_model:
        return rows.get(field.related_model.__name__, 1)
    if field.primary_key:
        return 987_654
    if isinstance(field, models.DateField):
        return LONG_AGO
    if isinstance(field, models.BooleanField):
        return "on"
    if field.choices:
        return field.choices[-1][0]
    return 4 if isinstance(field, models.IntegerField) else HOSTILE


def state(newest):
    """Every row as it is, new ones by their order, and what differs at every request left out."""
    return {
        model._meta.label: [
            {field.name: plain(field, getattr(row, field.attname), newest) for field in fields}
            for row in model._base_manager.order_by("pk")
        ]
        for model in our_models()
        if (fields := model._meta.concrete_fields)
    }


def plain(field, value, newest):
    of = field.related_model or field.model
    if isinstance(value, int) and (field.related_model or field.primary_key):
        return value if value <= newest.get(of, value) else f"new {value - newest[of]}"
    if isinstance(value, datetime):
        return "about now" if abs(value - timezone.now()) < ABOUT else value
    if isinstance(value, UUID):
        return "one of its own"
    if isinstance(value, dict | list):
        value = MOMENT.sub("about now", json.dumps(value, sort_keys=True))
    if isinstance(value, str):
        # Secrets, hashes and the numbers of new rows in the words of the record.
        value = re.sub(r"(?::\w{6}:)?[A-Za-z0-9_-]{30,}", "token", value)
        # The minute may turn between two posts.
        value = re.sub(r"\b\d{8}T\d{4}\b|\b\d\d:\d\d\b", "minute", value)
        return re.sub(r'("invite": |\[|@)\d+', r"\1number", value)
    if isinstance(value, memoryview | bytes):
        # A mail says when it was written, and has numbers of its own.
        whole = bytes(value).replace(b"=\r\n", b"").replace(b"=\n", b"")
        told = re.sub(rb"[A-Za-z0-9_-]{30,}", b"token", whole)
        return re.sub(rb"(?m)^(?:Date|Message-ID): .*$|={15}\d+==", b"", told)
    return value


def highest():
    return {
        model: model._base_manager.aggregate(highest=models.Max("pk"))["highest"] or 0
        for model in our_models()
        if isinstance(model._meta.pk, models.AutoField)
    }


def number_anew():
    """The next row of each kind follows the last: what is taken back leaves a gap on PostgreSQL."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), our_models()):
            cursor.execute(sql)


def as_told(answer):
    return answer.status_code, answer.headers.get("Location")


@pytest.fixture
def kept_after(cast, as_person):
    """The answer to a form, and every row as it is then; both are taken back."""
    newest = highest()

    def post(name, part, data, times=1):
        query = f"?candidate={cast.rows.application.candidate_id}"
        is_for_another = name in NAMES_A_CANDIDATE and part != "mira"
        with transaction.atomic():
            number_anew()
            address = address_of(name, cast.rows) + (query if is_for_another else "")
            person = as_person(part)
            answers = {as_told(person.post(address, data)) for _ in range(times)}
            found = state(newest)
            transaction.set_rollback(True)
        # However often it comes, there is one answer.
        [(status, _)] = answers
        return status, found

    return post


def test_every_address_that_takes_a_form_is_listed():
    assert set(FORMS) | set(NO_FORM) >= set(WITH_POST)
    assert set(FORMS) <= set(WITH_POST)


@pytest.mark.parametrize(("name", "part"), some(ASKED, 4))
def test_fields_that_a_form_does_not_ask_for_change_nothing(name, part, cast, smuggled, kept_after):
    asked = FORMS[name][part]
    data = asked(cast) if callable(asked) else asked
    status, expected = kept_after(name, part, data)
    assert status in (200, 302), (status, "The form was refused, so that nothing is tested.")
    stuffed_status, found = kept_after(name, part, {**smuggled, **data})
    assert stuffed_status == status
    for label, rows in expected.items():
        assert found[label] == rows, label


def test_form_that_comes_twice_has_one_effect(cast, kept_after):
    of_one = [name for name, part in ASKED if part == "mira" and name.startswith("applications:")]
    for name in some([name for name in of_one if name not in READS], 3):
        asked = FORMS[name]["mira"]
        data = {**(asked(cast) if callable(asked) else asked), "form_key": "k" * 22}
        once, twice = (kept_after(name, "mira", data, times) for times in (1, 2))
        assert once[0] == 302, name
        assert twice == once, name


def test_smuggled_values_are_ones_that_would_show(smuggled):
    assert {"candidate", "candidate_id", "user", "firm", "id", "stage", "is_superuser"} <= set(
        smuggled
    )
    assert smuggled["accepted_at"] == LONG_AGO < datetime.now(UTC).isoformat()
