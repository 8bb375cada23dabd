"""A mailbox of one's own, as it is connected and kept: no server is needed for that."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.forms.mail_account import REFUSALS
from interviews.mailroom import folder_names
from interviews.mailroom.folder_list import MOST, FolderFound
from interviews.mailroom.imap import NotOpened, Place, Trouble
from interviews.models import MailAccount
from interviews.views import mail_account
from tests.factories import NOW, make_candidate

pytestmark = pytest.mark.django_db
PLACE = Place("imap.mail.example", 993, "mira", "canary-password", "INBOX")


TYPED = {name: PLACE._asdict()[name] for name in ("host", "port", "user", "password")}
FOUND = [FolderFound("INBOX", ""), FolderFound("Jobs", ""), FolderFound("Spam", "junk mail")]
URL = reverse("interviews:mail-account")


@pytest.fixture
def mira(settings, client):
    settings.FETCH_LINKS = True
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def server(monkeypatch):
    """What the server answers, and what it was asked."""

    def folders_of(place, _ways):
        asked.append(place)
        if isinstance(asked.answer, Trouble):
            raise NotOpened(asked.answer)
        return asked.answer

    class Asked(list):
        answer = FOUND

    asked = Asked()
    monkeypatch.setattr(mail_account, "folders_of", folders_of)
    return asked


def words(answer):
    return unescape(answer.content.decode())


def choose(client, folder="Jobs", **more):
    return client.post(reverse("interviews:mail-account-folder"), {"folder": folder, **more})


def test_folders_are_shown_and_nothing_is_looked_into_before_one_is_chosen(mira, server, client):
    page = client.post(URL, TYPED, follow=True)
    assert ">Spam (junk mail)</option>" in words(page)
    assert "Not looked into yet" in words(page)
    assert server == [PLACE._replace(folder="")]
    assert not MailAccount.objects.due(NOW + timedelta(days=400)).exists()
    choose(client)
    account = MailAccount.objects.get()
    assert account.place == PLACE._replace(folder="Jobs")
    assert account.due_at is not None
    assert "folder Jobs" in words(client.get(URL))


def test_password_is_sealed_and_shown_nowhere(mira, server, client):
    pages = [client.post(URL, TYPED, follow=True)]
    pages.append(choose(client))
    pages.append(client.get(URL))
    server.answer = Trouble.CERTIFICATE
    pages.append(client.post(URL, TYPED))
    account = MailAccount.objects.get()
    assert account.place.password == "canary-password"
    assert "canary-password" not in account.sealed_password + "".join(map(words, pages))
    client.post(reverse("interviews:mail-account-removal"))
    assert not MailAccount.objects.exists()


@pytest.mark.parametrize("host", ["", "localhost", "10.0.0.1", "a b.example", "u@x.example", "x/y"])
def test_what_is_no_server_is_said_beside_it(mira, server, client, host):
    assert client.post(URL, TYPED | {"host": host}).status_code == 422
    assert not MailAccount.objects.exists()
    assert server == []


@pytest.mark.parametrize("why", REFUSALS)
def test_server_that_refuses_is_said_beside_what_was_typed(mira, server, client, why):
    server.answer = why
    answer = client.post(URL, TYPED)
    assert answer.status_code == 422
    assert REFUSALS[why] in words(answer)
    assert 'value="imap.mail.example"' in words(answer)
    assert not MailAccount.objects.exists()


def test_folder_that_is_looked_into_goes_on_until_another_is_chosen(mira, server, client):
    MailAccount.objects.connect(mira, PLACE, at=NOW)
    MailAccount.objects.update(last_uid=7, looked_at=timezone.now() - timedelta(minutes=5))
    assert "Looked in 5 minutes ago" in words(client.get(URL))
    page = client.post(reverse("interviews:mail-account-folders"), follow=True)
    assert "We look into INBOX until you choose another." in words(page)
    assert MailAccount.objects.due(NOW).exists()
    choose(client, "INBOX")
    assert MailAccount.objects.get().last_uid == 7
    client.post(reverse("interviews:mail-account-folders"))
    choose(client, "Jobs")
    assert MailAccount.objects.get().last_uid == 0


def test_new_password_goes_on_where_the_old_one_was_refused(mira, server, client):
    MailAccount.objects.connect(mira, PLACE._replace(password="old"), at=NOW)
    MailAccount.objects.update(last_uid=7, trouble=Trouble.PASSWORD, due_at=None)
    page = words(client.get(URL))
    assert "We stopped" in page
    assert 'value="imap.mail.example"' in page
    assert "We look into INBOX until" in words(client.post(URL, TYPED, follow=True))
    account = MailAccount.objects.get()
    assert (account.trouble, account.last_uid, account.place) == ("", 7, PLACE)
    assert account.due_at is not None


def test_folders_that_cannot_be_had_change_nothing(mira, server, client):
    MailAccount.objects.connect(mira, PLACE, at=NOW)
    server.answer = Trouble.UNREACHABLE
    page = client.post(reverse("interviews:mail-account-folders"), follow=True)
    assert REFUSALS[Trouble.UNREACHABLE] in words(page)
    assert MailAccount.objects.get().offered == []


@pytest.mark.parametrize("name", ["", "Elsewhere"])
def test_folder_that_is_not_there_is_no_choice(mira, server, client, name):
    client.post(URL, TYPED)
    assert choose(client, name).status_code == 422
    assert MailAccount.objects.get().folder == ""


@pytest.mark.parametrize("typed", ["", "Far down the list"])
def test_of_very_many_folders_one_may_be_named(mira, server, client, typed):
    server.answer = [FolderFound(f"Jobs {number}", "") for number in range(MOST)]
    client.post(URL, TYPED)
    choose(client, "Jobs 9", other=typed)
    assert MailAccount.objects.get().folder == (typed or "Jobs 9")


def test_without_a_mailbox_there_is_no_folder_to_choose(mira, server, client):
    assert choose(client).status_code == 302
    client.post(reverse("interviews:mail-account-folders"))
    assert (server, MailAccount.objects.count()) == ([], 0)


def test_so_often_an_hour_and_no_more(mira, server, client, monkeypatch):
    monkeypatch.setattr(mail_account, "MOST_ASKED", 1)
    assert client.post(URL, TYPED).status_code == 302
    assert REFUSALS[Trouble.ENOUGH] in words(client.post(URL, TYPED))
    assert len(server) == 1


def test_site_that_asks_no_others_asks_none(mira, server, client, settings):
    settings.FETCH_LINKS = False
    MailAccount.objects.connect(mira, PLACE, at=NOW)
    for name in ("mail-account", "mail-account-folders"):
        page = client.post(reverse(f"interviews:{name}"), TYPED, follow=True)
        assert mail_account.TURNED_OFF in words(page)
    assert server == []


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
    MailAccount.objects.update(last_uid=7)
    mira.absorb(source, by=mira.user, at=NOW)
    left = MailAccount.objects.get()
    assert (left.candidate, left.user) == (mira, "hers" if has_one else "mira")
    assert left.place.password == "canary-password"
    # Nobody looks anew at what was looked at.
    assert (left.last_uid, MailAccount.objects.due(NOW).get()) == (7, left)
