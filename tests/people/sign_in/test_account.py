"""Changing the address and the password, and the mails that tell of it."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from jobtracker.outbox.models import Mail
from jobtracker.people.models import Candidate
from tests.factories import make_candidate, make_user
from tests.people.sign_in.visits import (
    PASSWORD,
    ask_for_reset,
    code_in_mail,
    latest_mail,
    show_again,
    sign_in,
    type_code,
)

pytestmark = pytest.mark.django_db

EMAIL, NEW = "ada@example.org", "ada@new.example.org"


@pytest.fixture
def ada():
    return make_user(email=EMAIL, password=PASSWORD)


@pytest.fixture
def client(ada, client):
    client.force_login(ada)
    show_again(client)
    return client


def ask_for_address(client, email):
    return client.post(reverse("account_email"), {"email": email, "action_add": "1"})


def test_new_address_counts_once_its_code_was_typed(ada, client):
    ask_for_address(client, NEW)
    assert sign_in(Client(), EMAIL).url == reverse("home")
    type_code(client, "account_email_verification_sent", code_in_mail(NEW))
    ada.refresh_from_db()
    assert ada.email == NEW
    assert [*EmailAddress.objects.values_list("email", "verified", "primary")] == [
        (NEW, True, True)
    ]
    assert sign_in(Client(), NEW).url == reverse("home")
    assert sign_in(Client(), EMAIL).status_code == 200


def test_old_address_is_told(client):
    ask_for_address(client, NEW)
    type_code(client, "account_email_verification_sent", code_in_mail(NEW))
    mail = latest_mail(EMAIL)
    assert NEW in mail.text
    assert "127.0.0.1" in mail.text
    # A new password by mail goes to the new address alone.
    assert reverse("account_reset_password") not in mail.text
    assert "/account/e-mail/undo/" in mail.text


def test_address_that_waits_for_its_code_is_found_again(client):
    ask_for_address(client, NEW)
    page = client.get(reverse("account_email")).text
    assert f"We sent a code to <strong>{NEW}</strong>" in page
    assert f'href="{reverse("account_email_verification_sent")}"' in page
    type_code(client, "account_email_verification_sent", code_in_mail(NEW))
    assert "We sent a code" not in client.get(reverse("account_email")).text


def test_new_address_is_offered_for_letters_where_these_had_the_old_one(ada, client):
    make_candidate(user=ada, email=EMAIL)
    ask_for_address(client, NEW)
    answer = type_code(client, "account_email_verification_sent", code_in_mail(NEW))
    assert answer.url == reverse("account_email")
    assert "Use the new one there too" in client.get(answer.url).text
    assert client.post(reverse("people:letters")).url == reverse("account_email")
    assert Candidate.objects.get().email == NEW
    assert "Letters go by another" not in client.get(answer.url).text


def test_code_that_was_mistyped_too_often_says_what_to_do(client):
    ask_for_address(client, NEW)
    *_, last = (type_code(client, "account_email_verification_sent", "B") for _ in range(3))
    assert last.url == reverse("account_email")
    assert "mistyped three times, so it no longer counts" in client.get(last.url).text


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.org"])
class TestResetCode:
    CODE = reverse("account_confirm_password_reset_code")

    @pytest.fixture
    def asking(self, ada, email):
        client = Client()
        ask_for_reset(client, email)
        return client

    def test_mistyped_too_often_leads_to_asking_for_another(self, asking):
        *_, last = (type_code(asking, "account_confirm_password_reset_code", "B") for _ in "123")
        assert last.url == reverse("account_reset_password")
        page = asking.get(last.url).text
        assert "mistyped three times, so it no longer counts. Ask for another one here." in page
        assert "quarter of an hour" not in page

    def test_is_sent_once_more_and_then_twice_at_most(self, asking, email):
        for number in (1, 2, 3):
            page = asking.get(self.CODE).text
            assert ("Send a new code" in page) is (number < 3)
            assert asking.post(self.CODE, {"action": "resend"}).url == self.CODE
            assert Mail.objects.filter(to=email).count() == min(number + 1, 3)
        assert "That was a little often" in asking.get(self.CODE).text

    def test_wrong_ones_count_on_after_another_was_sent(self, asking):
        for _ in "12":
            type_code(asking, "account_confirm_password_reset_code", "B")
        asking.post(self.CODE, {"action": "resend"})
        last = type_code(asking, "account_confirm_password_reset_code", "B")
        assert last.url == reverse("account_reset_password")


def test_latest_reset_code_is_the_one_that_counts(ada):
    client = Client()
    ask_for_reset(client, EMAIL)
    first = code_in_mail(EMAIL)
    client.post(reverse("account_confirm_password_reset_code"), {"action": "resend"})
    for code, status in ((first, 200), (code_in_mail(EMAIL), 302)):
        answer = type_code(client, "account_confirm_password_reset_code", code)
        assert answer.status_code == status


def test_address_of_somebody_else_is_not_taken_and_not_told_apart(ada, client):
    make_user(email=NEW)
    taken = ask_for_address(client, NEW)
    free = ask_for_address(client, "free@example.org")
    assert taken.url == free.url == reverse("account_email_verification_sent")
    assert Mail.objects.filter(to=NEW).count() == 1


def test_code_for_an_address_of_somebody_else_takes_nothing(ada, client):
    make_user(email=NEW)
    ask_for_address(client, NEW)
    type_code(client, "account_email_verification_sent", code_in_mail(NEW))
    ada.refresh_from_db()
    assert ada.email == EMAIL


def test_new_address_needs_showing_again(ada):
    client = Client()
    client.force_login(ada)
    assert ask_for_address(client, NEW).url.startswith(reverse("account_reauthenticate"))
    assert not Mail.objects.exists()


def test_changed_password_is_told_and_works(client):
    chosen = {"password1": "another row of words"}
    client.post(reverse("account_change_password"), chosen)
    assert "Your password was changed" in latest_mail(EMAIL).subject
    assert sign_in(Client(), EMAIL, "another row of words").url == reverse("home")
    assert sign_in(Client(), EMAIL).status_code == 200


def test_weak_password_is_refused_with_words(client):
    page = client.post(reverse("account_change_password"), {"password1": "password123"})
    assert "too common" in page.content.decode()


def test_password_by_mail_is_told_on_the_clock_of_who_reads_it(ada, time_machine):
    time_machine.move_to("2026-07-01T22:00:00Z", tick=False)
    ada.time_zone = "Asia/Tokyo"
    ada.save(update_fields=["time_zone"])
    client = Client()
    ask_for_reset(client, EMAIL)
    type_code(client, "account_confirm_password_reset_code", code_in_mail(EMAIL))
    client.post(reverse("account_complete_password_reset"), {"password1": "another phrase"})
    text = latest_mail(EMAIL).text
    assert "with a code from this mailbox" in text
    assert "on 2 July 2026, 07:00 JST" in text


def test_reset_code_runs_out(ada, time_machine):
    time_machine.move_to("2026-07-01T09:00:00Z")
    client = Client()
    ask_for_reset(client, EMAIL)
    code = code_in_mail(EMAIL)
    time_machine.shift(16 * 60)
    answer = type_code(client, "account_confirm_password_reset_code", code)
    assert answer.url == reverse("account_login")


def test_reset_without_the_code_goes_nowhere(ada):
    client = Client()
    ask_for_reset(client, EMAIL)
    chosen = {"password1": "another phrase"}
    answer = client.post(reverse("account_complete_password_reset"), chosen)
    assert answer.url == reverse("account_confirm_password_reset_code")
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_reset_code_of_another_browser_opens_nothing(ada):
    thief, owner = Client(), Client()
    ask_for_reset(thief, EMAIL)
    ask_for_reset(owner, EMAIL)
    answer = type_code(thief, "account_confirm_password_reset_code", code_in_mail(EMAIL))
    assert answer.status_code == 200


def test_person_without_a_password_chooses_one():
    user = make_user()
    client = Client()
    client.force_login(user)
    assert client.get(reverse("account_change_password")).url == reverse("account_set_password")
    client.post(reverse("account_set_password"), {"password1": "another row of words"})
    assert sign_in(Client(), user.email, "another row of words").url == reverse("home")


def test_closed_account_is_told_so_only_with_the_right_password(ada):
    ada.is_active = False
    ada.save()
    assert sign_in(Client(), EMAIL).url == reverse("account_inactive")
    assert sign_in(Client(), EMAIL, "wrong").status_code == 200


class TestMailFolder:
    @pytest.fixture
    def page(self, settings):
        def page(hosts, mailer):
            settings.ALLOWED_HOSTS = hosts
            settings.MAILERS = {"default": mailer}
            client = Client(SERVER_NAME=hosts[0])
            ask_for_reset(client, EMAIL)
            return client.get(reverse("account_confirm_password_reset_code")).content.decode()

        return page

    IN_A_FOLDER = {
        "BACKEND": "jobtracker.outbox.folder.EmailBackend",
        "OPTIONS": {"file_path": "/srv/secret-place/mail"},
    }
    BY_A_SERVER = {"BACKEND": "x", "OPTIONS": {"host": "mail.example.org"}}

    def test_is_named_where_only_this_machine_can_ask(self, page):
        text = page(["localhost"], self.IN_A_FOLDER)
        assert "no mail server" in text.lower()
        assert "<strong>mail</strong>" in text
        assert "secret-place" not in text

    def test_is_named_to_no_stranger(self, page):
        assert "mail server" not in page(["jobs.example.org"], self.IN_A_FOLDER)

    def test_is_not_there_with_a_server(self, page):
        assert "mail server" not in page(["localhost"], self.BY_A_SERVER)
