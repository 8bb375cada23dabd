"""A session is one's own from the moment one is known, and ends where one says so."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.models import Invite, Role
from jobtracker.people.models.invite import Purpose
from jobtracker.people.sign_in.forgetting import forget_over
from jobtracker.people.sign_in.sessions import browser_of
from tests.factories import (
    code_of,
    make_membership,
    make_passkey,
    make_second_factor,
    make_session,
    make_user,
    shown_by_app,
)
from tests.passkeys import Passkey
from tests.people.sign_in.visits import (
    PASSWORD,
    ask_for_reset,
    code_in_mail,
    is_signed_in,
    show_again,
    sign_in,
    sign_up,
    type_code,
    use_passkey,
)

pytestmark = pytest.mark.django_db

EMAIL = "ada@example.org"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"


@pytest.fixture
def ada():
    return make_user(email=EMAIL, password=PASSWORD)


@pytest.fixture
def planted(client):
    """The key of a session that somebody else knows too."""

    session = client.session
    session["planted"] = True
    session.save()
    return session.session_key


def key_of(client):
    return client.cookies["sessionid"].value


def opens_with(key):
    """Whether the key alone gets anybody anywhere: in, or to the question for a code."""
    thief = Client()
    thief.cookies["sessionid"] = key
    return is_signed_in(thief) or thief.get(reverse("mfa_authenticate")).status_code == 200


class TestPlantedKey:
    def test_is_dead_after_signing_in(self, ada, client, planted):
        sign_in(client, EMAIL)
        assert is_signed_in(client)
        assert key_of(client) != planted
        assert not Session.objects.filter(session_key=planted).exists()

    def test_is_dead_once_the_password_was_right(self, ada, client, planted):
        make_second_factor(ada)
        sign_in(client, EMAIL)
        assert client.get(reverse("mfa_authenticate")).status_code == 200
        assert key_of(client) != planted
        assert not opens_with(planted)

    def test_of_the_pending_sign_in_is_dead_after_the_code(self, ada, client):
        app = make_second_factor(ada)
        sign_in(client, EMAIL)
        pending = key_of(client)
        type_code(client, "mfa_authenticate", code_of(app))
        assert is_signed_in(client)
        assert not opens_with(pending)

    def test_is_dead_after_a_passkey(self, ada, client, planted):
        passkey = Passkey()
        make_passkey(ada, passkey)
        use_passkey(client, passkey, ada)
        assert is_signed_in(client)
        assert not opens_with(planted)

    def test_is_dead_after_confirming_an_address(self, client, planted):
        sign_up(client, EMAIL)
        type_code(client, "account_email_verification_sent", code_in_mail(EMAIL))
        assert is_signed_in(client)
        assert not opens_with(planted)

    def test_is_dead_after_a_new_password_by_mail(self, ada, client, planted):
        ask_for_reset(client, EMAIL)
        type_code(client, "account_confirm_password_reset_code", code_in_mail(EMAIL))
        client.post(reverse("account_complete_password_reset"), {"password1": "another phrase"})
        assert is_signed_in(client)
        assert not opens_with(planted)

    def test_is_dead_after_signing_out(self, ada, client):
        sign_in(client, EMAIL)
        key = key_of(client)
        client.post(reverse("account_logout"))
        assert not opens_with(key)
        assert not Session.objects.filter(session_key=key).exists()


@pytest.fixture
def elsewhere(ada):
    client = Client(headers={"User-Agent": FIREFOX})
    sign_in(client, EMAIL)
    return client


@pytest.fixture
def here(ada, client):
    """Signed in, and shown once more who it is."""
    sign_in(client, EMAIL)
    show_again(client)
    return client


def change_password(client):
    chosen = {"password1": "another row of words"}
    return client.post(reverse("account_change_password"), chosen)


class TestNewPassword:
    def test_ends_the_other_sessions_and_changes_the_key_of_this_one(self, here, elsewhere):
        key = key_of(here)
        assert change_password(here).url == reverse("mfa_index")
        assert is_signed_in(here)
        assert not is_signed_in(elsewhere)
        assert key_of(here) != key
        assert not opens_with(key)

    def test_by_mail_ends_every_session(self, ada, elsewhere, client):
        ask_for_reset(client, EMAIL)
        type_code(client, "account_confirm_password_reset_code", code_in_mail(EMAIL))
        client.post(reverse("account_complete_password_reset"), {"password1": "another phrase"})
        assert not is_signed_in(elsewhere)

    def test_leaves_this_session_alone_on_the_list(self, here, elsewhere):
        change_password(here)
        html = LexborHTMLParser(here.get(reverse("usersessions_list")).content)
        assert len(html.css("li.row")) == 1


def set_up_app(client):
    client.get(reverse("mfa_activate_totp"))
    type_code(client, "mfa_activate_totp", shown_by_app(client.session["mfa.totp.secret"]))


def set_up_passkey(client):
    page = client.get(reverse("mfa_add_webauthn"))
    challenge = page.context["js_data"]["creation_options"]["publicKey"]["challenge"]
    credential = json.dumps(Passkey().registration(challenge))
    client.post(reverse("mfa_add_webauthn"), {"name": "Phone", "credential": credential})


@pytest.mark.django_db(transaction=True)
class TestFirstSecondFactor:
    """Who came in by the password alone stays in nowhere, once that lets nobody in any more."""

    @pytest.fixture(params=[set_up_app, set_up_passkey])
    def set_up(self, request):
        return request.param

    def test_ends_the_other_sessions_and_changes_the_key_of_this_one(
        self, ada, here, elsewhere, set_up
    ):
        key = key_of(here)
        set_up(here)
        assert Authenticator.objects.filter(user=ada).exists()
        assert is_signed_in(here)
        assert not is_signed_in(elsewhere)
        assert key_of(here) != key
        assert not opens_with(key)

    def test_is_said_and_recorded(self, ada, here, elsewhere, set_up):
        set_up(here)
        assert "signed out everywhere else" in here.get(reverse("mfa_index")).content.decode()
        ended = Entry.objects.filter(actor_id=ada.pk, kind=Kind.SESSIONS_ENDED)
        assert [entry.detail for entry in ended] == [{"which": "all others"}]

    def test_leaves_this_session_alone_on_the_list(self, here, elsewhere, set_up):
        set_up(here)
        html = LexborHTMLParser(here.get(reverse("usersessions_list")).content)
        assert len(html.css("li.row")) == 1

    def test_says_nothing_where_there_is_no_other_session(self, ada, here, set_up):
        set_up(here)
        assert "everywhere else" not in here.get(reverse("mfa_index")).content.decode()
        assert not Entry.objects.filter(kind=Kind.SESSIONS_ENDED).exists()

    def test_second_one_ends_nothing(self, ada, here, set_up):
        make_passkey(ada)
        elsewhere = make_session(ada)
        set_up(here)
        assert UserSession.objects.filter(pk=elsewhere.pk).exists()


class TestNewPartAtAFirm:
    """A key that somebody knew before opens nothing of what the person sees from then on."""

    def test_of_who_joins_changes_the_key(self, ada, here):
        make_second_factor(ada)
        _, token = issue_to_join(ada)
        here.get(reverse("people:invite", args=[token]))
        key = key_of(here)
        here.post(reverse("people:join"))
        assert is_signed_in(here)
        assert not opens_with(key)
        assert UserSession.objects.get(user=ada).session_key == key_of(here)

    def test_of_who_starts_one_changes_the_key(self, ada, here):
        make_second_factor(ada)
        key = key_of(here)
        here.post(reverse("firm:start"), {"name": "Nordwind"})
        assert is_signed_in(here)
        assert not opens_with(key)


def issue_to_join(user):
    anna = make_membership()
    what = {"firm": anna.firm, "made_by": anna.user, "role": Role.COORDINATOR}
    return Invite.objects.issue(Purpose.JOIN, email=user.email, at=timezone.now(), **what)


class TestList:
    def rows(self, client):
        html = LexborHTMLParser(client.get(reverse("usersessions_list")).content)
        return [row.text(separator=" ", strip=True) for row in html.css("li.row")]

    def test_says_where_and_since_when(self, here, elsewhere):
        this, other = self.rows(here)
        assert "here" in this
        assert "Firefox on Linux" in other
        assert "127.0.0.1" in other
        assert "Sign out there" in other

    def test_says_when_each_was_last_used_to_the_hour(self, ada, client, time_machine):
        time_machine.move_to("2026-07-01T08:00:00Z", tick=False)
        here, elsewhere = client, Client()
        for each in (elsewhere, here):
            sign_in(each, EMAIL)
        for minutes in (50, 20):
            time_machine.shift(60 * minutes)
            is_signed_in(elsewhere)
        time_machine.shift(60 * 10)
        show_again(here)
        _, other = self.rows(here)
        assert "last used 1 July 2026, 09:10" in other
        assert "signed in 1 July 2026, 08:00" in other

    def test_use_is_written_once_an_hour(self, ada, client, time_machine):
        time_machine.move_to("2026-07-01T08:00:00Z", tick=False)
        sign_in(client, EMAIL)
        time_machine.shift(61 * 60)
        counts = []
        for _ in "12":
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("account_logout"))
            counts.append(sum(not each["sql"].startswith("SELECT") for each in queries))
        assert counts[0] > counts[1] == 0

    def test_shows_nobody_elses(self, here):
        make_session(make_user(), "Somebody else")
        assert len(self.rows(here)) == 1

    def test_ends_one_and_no_other(self, here, elsewhere):
        third = Client()
        sign_in(third, EMAIL)
        row = UserSession.objects.get(session_key=key_of(elsewhere))
        assert here.post(reverse("usersessions_end", args=[row.pk])).url == reverse(
            "usersessions_list"
        )
        assert not is_signed_in(elsewhere)
        assert is_signed_in(third)
        assert is_signed_in(here)

    def test_ends_all_others(self, here, elsewhere):
        here.post(reverse("usersessions_end_others"))
        assert not is_signed_in(elsewhere)
        assert is_signed_in(here)

    def test_ends_nobody_elses(self, here):
        theirs = make_session(make_user())
        assert here.post(reverse("usersessions_end", args=[theirs.pk])).status_code == 404
        here.post(reverse("usersessions_end_others"))
        assert Session.objects.filter(session_key=theirs.session_key).exists()

    def test_page_of_a_signed_in_person_writes_nothing(self, here, django_assert_num_queries):
        with django_assert_num_queries(2) as queries:
            here.get(reverse("account_logout"))
        assert all(query["sql"].startswith("SELECT") for query in queries)


def test_what_is_over_is_forgotten_once_a_day(ada, here):
    now = timezone.now()
    cache.set("tries", 1, timeout=60)
    assert not forget_over(now)
    assert forget_over(now + timedelta(minutes=2))
    assert cache.get("tries") is None
    assert is_signed_in(here)
    assert forget_over(now + timedelta(days=30))
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        ("(Windows NT 10.0) Chrome/156.0 Safari/537 Edg/156.0", "Edge on Windows"),
        ("(Windows NT 10.0) Chrome/156.0 Safari/537 OPR/120.0", "Opera on Windows"),
        ("(Linux; Android 15) Chrome/156.0 Mobile Safari/537", "Chrome on Android"),
        ("(iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604", "Safari on iPhone"),
        ("(Macintosh; Intel Mac OS X 15) Version/19.0 Safari/605", "Safari on Mac"),
        ("curl/8.0", "A browser"),
        ("", "A browser"),
    ],
)
def test_browser_is_called_what_people_call_it(user_agent, name):
    assert browser_of(user_agent) == name


@pytest.mark.parametrize("signs_out", [True, False])
def test_notice_for_one_person_is_not_shown_to_the_next_in_the_same_browser(signs_out):
    make_user(email="first@example.org", password=PASSWORD)
    make_user(email="next@example.org", password=PASSWORD)
    client = Client()
    sign_in(client, "first@example.org")
    # It ends nothing, and says so on the next page.
    client.post(reverse("usersessions_end_others"))
    assert client.cookies["messages"].value
    if signs_out:
        client.post(reverse("account_logout"))
    else:
        del client.cookies["sessionid"]
    sign_in(client, "next@example.org")
    assert "everywhere else" not in client.get(reverse("people:profile")).content.decode()
