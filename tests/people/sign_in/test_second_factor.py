"""With the second factor pending nothing else opens, and nothing opens a door twice."""

import json

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse
from fido2.webauthn import AuthenticatorData
from selectolax.lexbor import LexborHTMLParser

from tests.factories import (
    APP_KEY,
    code_of,
    make_passkey,
    make_second_factor,
    make_user,
    shown_by_app,
)
from tests.passkeys import Passkey
from tests.people.sign_in.visits import (
    PASSWORD,
    ask_for_reset,
    code_in_mail,
    is_signed_in,
    passkey_options,
    send_passkey,
    show_again,
    sign_in,
    type_code,
    use_passkey,
)

pytestmark = pytest.mark.django_db

EMAIL = "ada@example.org"
PENDING = "mfa_authenticate"
# What a passkey tells besides, and nobody relies on.
UNREAD = {("type",), ("clientExtensionResults",)}
TOUCHED_ONLY = AuthenticatorData.FLAG.USER_PRESENT


@pytest.fixture
def ada():
    return make_user(email=EMAIL, password=PASSWORD)


@pytest.fixture
def app(ada):
    return make_second_factor(ada)


@pytest.fixture
def passkey(ada):
    """The key itself; a row of it is stored."""
    passkey = Passkey()
    make_passkey(ada, passkey)
    return passkey


@pytest.fixture
def pending(client, app):
    """A browser that knew the password, and is asked for the code."""
    assert sign_in(client, EMAIL).url == reverse(PENDING)
    return client


def options_on(page):
    """What a page with a button for a passkey asks of it."""
    return page.context["js_data"]["request_options"]


def places(credential):
    """The path of every value in it."""
    for key, value in credential.items():
        yield (key,)
        if isinstance(value, dict):
            yield from ((key, *path) for path in places(value))


def put(credential, path, value):
    *above, last = path
    for key in above:
        credential = credential[key]
    credential[last] = value


class TestPending:
    def test_sign_in_page_leads_back_to_the_code(self, pending):
        assert pending.get(reverse("account_login")).url == reverse(PENDING)

    def test_code_lets_in(self, pending, app):
        assert type_code(pending, PENDING, code_of(app)).url == reverse("home")
        assert is_signed_in(pending)

    def test_code_leads_to_where_one_wanted_to_go(self, client, app):
        given = {"login": EMAIL, "password": PASSWORD, "next": "/applications/"}
        client.post(reverse("account_login"), given)
        assert type_code(client, PENDING, code_of(app)).url == "/applications/"

    def test_address_elsewhere_is_no_place_to_go(self, client, app):
        given = {"login": EMAIL, "password": PASSWORD, "next": "https://evil.example/"}
        client.post(reverse("account_login"), given)
        assert type_code(client, PENDING, code_of(app)).url == reverse("home")

    @pytest.mark.parametrize("has_passkey", [False, True])
    def test_passkey_is_asked_only_of_who_has_one(self, pending, ada, has_passkey):
        if has_passkey:
            make_passkey(ada)
        page = pending.get(reverse(PENDING)).text
        assert ("data-passkey" in page) is has_passkey
        assert "Lost both? Ask whoever runs this site" in page

    def test_wrong_code_lets_nobody_in(self, pending):
        assert type_code(pending, PENDING, "000000").status_code == 200
        assert not is_signed_in(pending)

    def test_code_without_the_password_is_asked_for_nowhere(self, client, app):
        assert type_code(client, PENDING, code_of(app)).url == reverse("account_login")
        assert not is_signed_in(client)

    def test_pending_sign_in_runs_out(self, ada, app, client, time_machine):
        time_machine.move_to("2026-07-01T09:00:00Z")
        sign_in(client, EMAIL)
        time_machine.shift(16 * 60)
        type_code(client, PENDING, code_of(app))
        assert not is_signed_in(client)

    def test_passkey_finishes_it_too(self, ada, passkey, client):
        sign_in(client, EMAIL)
        credential = passkey.assertion(options_on(client.get(reverse(PENDING))))
        assert send_passkey(client, credential, PENDING).url == reverse("home")
        assert is_signed_in(client)

    def test_starting_over_forgets_it(self, pending, app):
        pending.post(reverse("account_logout"))
        type_code(pending, PENDING, code_of(app))
        assert not is_signed_in(pending)


class TestAppCode:
    @pytest.mark.parametrize(("steps", "is_good"), [(-2, 0), (-1, 1), (0, 1), (1, 1), (2, 0)])
    def test_neighbours_in_time_are_good_too(self, pending, app, steps, is_good, time_machine):
        time_machine.move_to("2026-07-01T09:00:10Z", tick=False)
        sign_in(pending, EMAIL)
        type_code(pending, PENDING, code_of(app, steps=steps))
        assert is_signed_in(pending) is bool(is_good)

    @pytest.mark.parametrize("seconds", [0, 1, 31, 59])
    def test_used_code_is_refused(self, ada, app, seconds, time_machine):
        """As long as its neighbours in time let it count; a library may forget it before."""
        time_machine.move_to("2026-07-01T09:00:00Z", tick=False)
        code = code_of(app, steps=1)
        first, second = Client(), Client()
        for client in (first, second):
            sign_in(client, EMAIL)
        type_code(first, PENDING, code)
        time_machine.shift(seconds)
        type_code(second, PENDING, code)
        assert is_signed_in(first)
        assert not is_signed_in(second)

    def test_code_that_set_the_app_up_is_used(self, ada, client, monkeypatch):
        monkeypatch.setattr(totp, "generate_totp_secret", lambda: APP_KEY)
        client.force_login(ada)
        show_again(client)
        client.get(reverse("mfa_activate_totp"))
        code = shown_by_app(APP_KEY)
        type_code(client, "mfa_activate_totp", code)
        assert Authenticator.objects.filter(user=ada, type="totp").exists()
        thief = Client()
        sign_in(thief, EMAIL)
        type_code(thief, PENDING, code)
        assert not is_signed_in(thief)


def test_recovery_code_lets_in_once(ada, app):
    code, another, *_ = RecoveryCodes.activate(ada).get_unused_codes()
    for typed, lets_in in ((code, True), (code, False), (another, True)):
        client = Client()
        sign_in(client, EMAIL)
        type_code(client, PENDING, typed)
        assert is_signed_in(client) is lets_in


class TestPasskey:
    def test_lets_in_without_password_and_code(self, ada, app, passkey, client):
        """Even who has an app: a passkey checks what one has and who one is."""
        assert use_passkey(client, passkey, ada).url == reverse("home")
        assert is_signed_in(client)

    def test_leads_to_where_one_wanted_to_go(self, ada, passkey, client):
        page = client.get(reverse("account_login"), {"next": "/applications/"})
        form = LexborHTMLParser(page.content).css_first("form[data-passkey]")
        wanted = form.css_first("input[name=next]").attributes["value"]
        handle = user_pk_to_url_str(ada).encode()
        credential = json.dumps(passkey.assertion(passkey_options(client), handle))
        given = {"credential": credential, "next": wanted}
        assert client.post(form.attributes["action"], given).url == "/applications/"

    def test_that_only_saw_a_touch_is_refused(self, ada, passkey, client):
        use_passkey(client, passkey, ada, seen=TOUCHED_ONLY)
        assert not is_signed_in(client)

    def test_of_another_host_is_refused(self, ada, client):
        phished = Passkey(host="evil.example")
        make_passkey(ada, phished)
        use_passkey(client, phished, ada)
        assert not is_signed_in(client)

    def test_without_encryption_is_refused(self, ada, client):
        plain = Passkey(scheme="http")
        make_passkey(ada, plain)
        use_passkey(client, plain, ada)
        assert not is_signed_in(client)

    def test_of_somebody_else_is_refused(self, ada, passkey, client):
        use_passkey(client, passkey, make_user())
        assert not is_signed_in(client)

    def test_unknown_is_refused_with_words(self, ada, client):
        answer = use_passkey(client, Passkey(), ada)
        assert "code" in client.get(answer.url).content.decode()
        assert not is_signed_in(client)

    def test_used_answer_is_refused(self, ada, passkey, client):
        handle = user_pk_to_url_str(ada).encode()
        credential = passkey.assertion(passkey_options(client), handle)
        assert send_passkey(client, credential).url == reverse("home")
        client.post(reverse("account_logout"))
        for replayed in (client, Client()):
            send_passkey(replayed, credential)
            assert not is_signed_in(replayed)

    @pytest.mark.parametrize("credential", [{}, [], "x", 7, None, {"id": "x"}])
    def test_nonsense_is_refused(self, ada, passkey, client, credential):
        passkey_options(client)
        assert send_passkey(client, credential).status_code == 302
        assert not is_signed_in(client)

    @pytest.mark.parametrize("junk", [None, 7, "", "x", "\x00", "____", [], {}, "9" * 5000])
    def test_junk_in_any_place_is_refused(self, ada, passkey, client, junk):
        handle = user_pk_to_url_str(ada).encode()
        for path in places(passkey.assertion({"publicKey": {"challenge": ""}}, handle)):
            credential = passkey.assertion(passkey_options(client), handle)
            put(credential, path, junk)
            assert send_passkey(client, credential).status_code == 302, path
            assert path in UNREAD or not is_signed_in(client), path
            client.post(reverse("account_logout"))

    @pytest.mark.parametrize("junk", [None, 7, "", "x", "\x00", "____", [], {}, "9" * 5000])
    def test_junk_in_a_new_one_is_refused(self, ada, client, junk):
        client.force_login(ada)
        show_again(client)
        for path in places(Passkey().registration()):
            page = client.get(reverse("mfa_add_webauthn"))
            options = page.context["js_data"]["creation_options"]
            credential = Passkey().registration(options["publicKey"]["challenge"])
            put(credential, path, junk)
            answer = send_passkey(client, credential, "mfa_add_webauthn")
            assert path in UNREAD or answer.status_code == 200, path
            assert answer.status_code in (200, 302), path

    def test_of_a_closed_account_lets_nobody_in(self, ada, passkey, client):
        ada.is_active = False
        ada.save()
        assert use_passkey(client, passkey, ada).url == reverse("account_inactive")
        assert not is_signed_in(client)


def test_new_password_by_mail_does_not_skip_the_second_factor(ada, app, client):
    ask_for_reset(client, EMAIL)
    type_code(client, "account_confirm_password_reset_code", code_in_mail(EMAIL))
    chosen = {"password1": "another row of words"}
    answer = client.post(reverse("account_complete_password_reset"), chosen)
    assert answer.url == reverse(PENDING)
    assert not is_signed_in(client)
    assert type_code(client, PENDING, code_of(app)).url == reverse("home")


def test_secrets_are_stored_encrypted(ada, app):
    codes = RecoveryCodes.activate(ada)
    assert APP_KEY not in str(app.data)
    assert len(codes.instance.data["seed"]) > 80
    assert codes.instance.data["seed"].startswith("gAAAA")


def test_secrets_outlive_a_new_key_that_names_the_old_one(pending, app, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, [settings.SECRET_KEY]
    client = Client()
    sign_in(client, EMAIL)
    assert type_code(client, PENDING, code_of(app)).url == reverse("home")


def test_code_under_a_lost_key_is_refused_and_not_an_error(ada, app, settings):
    code = code_of(app)
    settings.SECRET_KEY = "new" * 20
    client = Client()
    sign_in(client, EMAIL)
    answer = type_code(client, PENDING, code)
    assert answer.status_code == 200
    assert not is_signed_in(client)
