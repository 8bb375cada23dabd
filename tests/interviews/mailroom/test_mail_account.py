"""A mailbox of one's own, as it is connected and kept: no server is needed for that."""

import pytest
from django.urls import reverse

from interviews.mailroom import folder_names
from interviews.mailroom.imap import Place
from interviews.models import MailAccount
from tests.factories import NOW, make_candidate

pytestmark = pytest.mark.django_db
PLACE = Place("imap.mail.example", 993, "mira", "canary-password", "INBOX")


@pytest.fixture
def mira(settings):
    settings.FETCH_LINKS = True
    return make_candidate()


def test_password_is_sealed_and_shown_nowhere(mira, client):
    client.force_login(mira.user)
    typed = PLACE._asdict()
    page = client.post(reverse("interviews:mail-account"), typed, follow=True)
    account = MailAccount.objects.get()
    assert account.place.password == "canary-password"
    assert "canary-password" not in account.sealed_password + page.content.decode()
    client.post(reverse("interviews:mail-account-removal"))
    assert not MailAccount.objects.exists()


@pytest.mark.parametrize("host", ["", "localhost", "10.0.0.1", "a b.example", "u@x.example", "x/y"])
def test_what_is_no_server_is_said_beside_it(mira, client, host):
    client.force_login(mira.user)
    typed = PLACE._replace(host=host)._asdict()
    assert client.post(reverse("interviews:mail-account"), typed).status_code == 422
    assert not MailAccount.objects.exists()


@pytest.mark.parametrize(
    ("name", "spelled"),
    [("INBOX", "INBOX"), ("Entwürfe", "Entw&APw-rfe"), ("A & B", "A &- B"), ("台北", "&U,BTFw-")],
)
def test_folder_is_spelled_as_the_standard_says(name, spelled):
    assert folder_names.spelled(name) == spelled
    assert folder_names.read(spelled) == name


@pytest.mark.parametrize("has_one", [True, False])
def test_of_two_records_that_become_one_the_one_that_goes_on_keeps_its_own(mira, has_one):
    source = make_candidate()
    MailAccount.objects.connect(source, PLACE, at=NOW)
    if has_one:
        MailAccount.objects.connect(mira, PLACE._replace(user="hers"), at=NOW)
    MailAccount.objects.all().move(source, mira)
    left = MailAccount.objects.get()
    assert (left.candidate, left.user) == (mira, "hers" if has_one else "mira")
