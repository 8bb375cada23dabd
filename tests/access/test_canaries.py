"""The guard bites: it notices a word in the wrong hands however it is written."""

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from tests import canaries
from tests.access.leaky import WAYS
from tests.factories import make_mail, make_user

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.walk,
    pytest.mark.urls("tests.access.leaky"),
]


@pytest.fixture
def mira():
    return make_user()


@pytest.fixture
def word(mira):
    return canaries.plant("Mira", mira)


def ask(client, way, word):
    """What the guard noticed in the answer."""
    with canaries.expected() as found:
        client.get(f"/{way}/", {"word": word})
    return found


@pytest.mark.parametrize("way", WAYS)
def test_word_is_noticed_before_strangers_alone_in(way, word, mira, client):
    client.force_login(mira)
    assert ask(client, way, word) == []
    client.force_login(make_user())
    [found] = ask(client, way, word)
    assert "Mira" in found


def test_anonymous_may_read_nothing(word, client):
    assert len(ask(client, "text", word)) == 1


def test_leak_is_kept_where_the_client_swallows_it(word):
    assert len(ask(Client(raise_request_exception=False), "text", word)) == 1


def test_stream_still_reaches_whose_it_is(word, mira, client):
    client.force_login(mira)
    for way in ("a stream", "a file", "an archive"):
        assert b"".join(client.get(f"/{way}/", {"word": word}))


def test_other_words_are_no_ones(word, client):
    assert ask(client, "text", "an ordinary word") == []


def test_word_of_an_earlier_test_is_no_ones(mira, client):
    canaries.plant("Mira", mira)
    client.force_login(mira)
    assert "an earlier test" in ask(client, "text", "quaggazzzz")[0]


def test_reader_may_change(word, client):
    petra = make_user()
    client.force_login(petra)
    canaries.reveal(word, petra)
    assert ask(client, "text", word) == []
    canaries.conceal(word, petra)
    assert len(ask(client, "text", word)) == 1


def test_hidden_phrase_is_noticed_for_those_it_is_hidden_from(mira, client):
    petra = make_user()
    canaries.hide("In a hurry", "Mira", [petra])
    for user, number in ((petra, 1), (mira, 0)):
        client.force_login(user)
        assert len(ask(client, "text", "I applied in a hurry.")) == number


def test_where_nothing_is_planted_no_answer_is_read(client, monkeypatch):
    monkeypatch.setattr(canaries, "check", None)
    assert ask(client, "text", "quagga") == []


@pytest.mark.parametrize("number", [0, 1])
def test_queued_mail_is_noticed_if_it_goes_to_a_stranger(number, word, mira):
    to = [mira, make_user()][number].email.upper()
    with canaries.expected() as found:
        make_mail(to=to, text=f"Dear {word}")
    assert len(found) == number


@pytest.mark.parametrize("number", [0, 1])
def test_sent_mail_is_noticed_if_a_copy_goes_to_a_stranger(number, word, mira, mailoutbox):
    copy_to = [mira, make_user()][number].email
    EmailMessage("Hello", f"Dear {word}", to=[mira.email], bcc=[copy_to]).send()
    with canaries.expected() as found:
        canaries.check_sent()
    mailoutbox.clear()
    assert len(found) == number


def test_guard_stands_before_all_other_middleware(settings):
    assert settings.MIDDLEWARE[0] == "tests.canaries.Guard"
