"""What happened to one's own account: told to everybody who has one, and to nobody else."""

import pytest
from django.urls import reverse

from jobtracker.audit.kinds import SIGN_IN_KINDS
from jobtracker.audit.models import Entry, Kind
from jobtracker.people.views.sign_ins import SIGN_INS
from tests.factories import NOW, make_candidate, make_membership, make_user

pytestmark = pytest.mark.django_db

SIGN_INS_PAGE = reverse("people:sign-ins")


def record(user, kind=Kind.SIGNED_IN, **detail):
    Entry.objects.record(kind, actor_id=user.pk, at=NOW, detail=detail)


def make_person(part):
    return {
        "candidate": lambda: make_candidate().user,
        "coordinator": lambda: make_membership().user,
        "neither": make_user,
    }[part]()


def lines(client):
    return [line for _, lines in client.get(SIGN_INS_PAGE).context["days"] for line in lines]


def test_every_kind_has_words():
    assert set(SIGN_INS) == SIGN_IN_KINDS


@pytest.mark.parametrize("part", ["candidate", "coordinator", "neither"])
def test_everybody_finds_their_own_on_the_way_through_the_settings(client, part):
    user, other = make_person(part), make_user()
    client.force_login(user)
    Entry.objects.all()._raw_delete("default")
    record(user, Kind.SIGN_IN_FAILED, by="password")
    record(other)
    assert f'href="{SIGN_INS_PAGE}"' in client.get(reverse("mfa_index")).text
    (line,) = lines(client)
    assert line.title == "Somebody tried to sign in as you, and failed"


@pytest.mark.parametrize(
    ("kind", "detail", "how"),
    [
        (
            Kind.SIGNED_IN,
            {"by": ["password", "totp"]},
            "By your password and a code from your app",
        ),
        (Kind.SIGNED_IN, {"by": ["webauthn"]}, "By a passkey"),
        (Kind.SIGNED_IN, {"by": []}, ""),
        (Kind.SIGN_IN_FAILED, {"by": "recovery_codes"}, "By a recovery code"),
        (Kind.SECOND_FACTOR_CHANGED, {"added": "webauthn"}, "A passkey: added"),
        (
            Kind.SECOND_FACTOR_CHANGED,
            {"removed": "totp", "who": "operator"},
            "An authenticator app: removed. By whoever runs this site",
        ),
        (Kind.SESSIONS_ENDED, {"which": "one"}, ""),
    ],
)
def test_line_says_how(client, kind, detail, how):
    user = make_user()
    client.force_login(user)
    Entry.objects.all()._raw_delete("default")
    record(user, kind, **detail)
    assert [line.how for line in lines(client)] == [how]


def test_older_ones_are_on_the_next_page(client):
    user = make_user()
    client.force_login(user)
    Entry.objects.all()._raw_delete("default")
    for _ in range(51):
        record(user)
    first = client.get(SIGN_INS_PAGE)
    assert [len(lines) for _, lines in first.context["days"]] == [50]
    second = client.get(first.context["older_href"])
    assert [len(lines) for _, lines in second.context["days"]] == [1]
