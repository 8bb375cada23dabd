"""Before what is hard to take back, the person shows once more who they are."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from jobtracker.people.sign_in import recently_authenticated
from jobtracker.urls import urlpatterns as product
from tests.factories import code_of, make_passkey, make_second_factor, make_user
from tests.passkeys import Passkey
from tests.people.sign_in.visits import (
    PASSWORD,
    ask_for_reset,
    code_in_mail,
    send_passkey,
    show_again,
    sign_in,
    sign_up,
    type_code,
    use_passkey,
)

pytestmark = pytest.mark.django_db

EMAIL = "ada@example.org"
SENSITIVE = [
    "account_change_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
    "usersessions_list",
]


@recently_authenticated
def leave(request):
    return HttpResponse(f"{request.method} was carried out")


urlpatterns = [*product, path("leave-for-good/", leave, name="leave-for-good")]


@pytest.fixture
def ada():
    return make_user(email=EMAIL, password=PASSWORD)


@pytest.fixture
def client(ada, client):
    client.force_login(ada)
    return client


@pytest.fixture
def own_page(settings):
    settings.ROOT_URLCONF = __name__
    return "/leave-for-good/"


def led_to(answer):
    parts = urlsplit(answer.url)
    return parts.path, parse_qs(parts.query).get("next", [""])[0]


@pytest.mark.parametrize("name", SENSITIVE)
def test_sensitive_page_asks_first_and_leads_back(client, name):
    page = reverse(name)
    assert led_to(client.get(page)) == (reverse("account_reauthenticate"), page)
    given = {"password": PASSWORD, "next": page}
    assert client.post(reverse("account_reauthenticate"), given).url == page
    assert client.get(page).status_code == 200


def test_wrong_password_opens_nothing(client):
    assert show_again(client, "something else").status_code == 200
    assert client.get(reverse("account_change_password")).status_code == 302


def test_signing_in_a_while_ago_is_not_enough(client, time_machine):
    time_machine.move_to("2026-07-01T09:00:00Z")
    show_again(client)
    time_machine.shift(9 * 60)
    assert client.get(reverse("account_change_password")).status_code == 200
    time_machine.shift(2 * 60)
    assert client.get(reverse("account_change_password")).status_code == 302


class TestJustSignedIn:
    """What was typed to get in a moment ago counts as well."""

    def is_asked(self, client):
        return client.get(reverse("account_change_password")).status_code == 302

    @pytest.fixture
    def browser(self, time_machine):
        time_machine.move_to("2026-07-01T09:00:00Z")
        return Client()

    def in_ten_minutes(self, time_machine):
        time_machine.shift(11 * 60)

    def test_by_password(self, ada, browser, time_machine):
        sign_in(browser, EMAIL)
        assert not self.is_asked(browser)
        self.in_ten_minutes(time_machine)
        assert self.is_asked(browser)

    def test_by_password_and_code(self, ada, browser, time_machine):
        app = make_second_factor(ada)
        sign_in(browser, EMAIL)
        # With the code pending, nothing is open at all.
        answer = browser.get(reverse("account_change_password"))
        assert answer.url.startswith(reverse("account_login"))
        type_code(browser, "mfa_authenticate", code_of(app))
        assert not self.is_asked(browser)
        self.in_ten_minutes(time_machine)
        assert self.is_asked(browser)

    def test_by_passkey(self, ada, browser, time_machine):
        passkey = Passkey()
        make_passkey(ada, passkey)
        use_passkey(browser, passkey, ada)
        assert not self.is_asked(browser)
        self.in_ten_minutes(time_machine)
        assert self.is_asked(browser)

    def test_by_making_the_account(self, browser, time_machine):
        sign_up(browser, "noa@example.org")
        code = code_in_mail("noa@example.org")
        type_code(browser, "account_email_verification_sent", code)
        assert not self.is_asked(browser)
        self.in_ten_minutes(time_machine)
        assert self.is_asked(browser)

    def test_but_not_by_a_code_from_the_mailbox(self, ada, browser):
        ask_for_reset(browser, EMAIL)
        type_code(browser, "account_confirm_password_reset_code", code_in_mail(EMAIL))
        chosen = {"password1": "another phrase"}
        browser.post(reverse("account_complete_password_reset"), chosen)
        assert self.is_asked(browser)

    def test_nor_does_what_another_account_showed_in_the_same_browser(self, ada, browser):
        sign_in(browser, EMAIL)
        browser.force_login(make_user(password=PASSWORD))
        assert self.is_asked(browser)


@pytest.mark.parametrize("name", ["account_change_password", "mfa_generate_recovery_codes"])
def test_form_sent_without_asking_changes_nothing(ada, client, name):
    client.post(reverse(name), {"password1": "another row of words"})
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)
    assert not Authenticator.objects.exists()


def test_new_password_never_waits_in_the_session(client):
    client.post(reverse("account_change_password"), {"password1": "another row of words"})
    assert "another row of words" not in str(dict(client.session))


def test_each_way_leads_to_the_others(ada, client):
    make_second_factor(ada)
    make_passkey(ada)
    page = client.get(reverse("account_reauthenticate"), {"next": "/settings/"}).content.decode()
    for name in ("mfa_reauthenticate", "mfa_reauthenticate_webauthn"):
        assert f"{reverse(name)}?next=%2Fsettings%2F" in page


def test_code_is_a_way(ada, client):
    app = make_second_factor(ada)
    code = {"code": code_of(app), "next": reverse("account_change_password")}
    assert client.post(reverse("mfa_reauthenticate"), code).url == code["next"]
    assert client.get(code["next"]).status_code == 200


def test_used_code_is_no_way(ada, client):
    app = make_second_factor(ada)
    code = code_of(app)
    type_code(client, "mfa_reauthenticate", code)
    another = Client()
    another.force_login(ada)
    assert type_code(another, "mfa_reauthenticate", code).status_code == 200
    assert another.get(reverse("account_change_password")).status_code == 302


def test_passkey_is_a_way_and_a_failure_stays_on_the_page(ada, client):
    passkey = Passkey()
    make_passkey(ada, passkey)
    name = "mfa_reauthenticate_webauthn"
    client.get(reverse(name))
    assert send_passkey(client, {}, name).status_code == 200
    options = client.get(reverse(name)).context["js_data"]["request_options"]
    assert send_passkey(client, passkey.assertion(options), name).url == reverse("home")
    assert client.get(reverse("account_change_password")).status_code == 200


class TestOwnPages:
    def test_page_asks_first(self, client, own_page):
        assert led_to(client.get(own_page + "?a=b")) == ("/account/again/", own_page + "?a=b")
        show_again(client)
        assert client.get(own_page).content == b"GET was carried out"

    def test_form_leads_back_to_the_page_it_was_on(self, client, own_page):
        came_from = {"Referer": "http://testserver/settings/?tab=2"}
        assert led_to(client.post(own_page, headers=came_from)) == (
            "/account/again/",
            "/settings/?tab=2",
        )
        show_again(client)
        assert client.post(own_page).content == b"POST was carried out"

    @pytest.mark.parametrize("referer", ["https://evil.example/settings/", "", "nonsense"])
    def test_form_from_elsewhere_leads_home(self, client, own_page, referer):
        assert led_to(client.post(own_page, headers={"Referer": referer})) == (
            "/account/again/",
            "/",
        )

    def test_fragment_is_told_to_go(self, client, own_page):
        headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/settings/?tab=2"}
        answer = client.post(own_page, headers=headers)
        assert answer.headers["HX-Redirect"] == "/account/again/?next=%2Fsettings%2F%3Ftab%3D2"

    def test_who_signs_in_elsewhere_alone_has_no_way_and_is_let_through(self, own_page):
        client = Client()
        client.force_login(make_user())
        assert client.get(own_page).status_code == 200
