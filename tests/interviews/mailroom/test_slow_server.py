"""A server that is in no hurry: the worker goes on to others all the same."""

import socket
import threading
import time
from contextlib import suppress

import pytest

from interviews.mailroom import folder, imap, looking
from interviews.mailroom.imap import NotOpened, Place, Trouble, Ways
from tests.interviews.mailroom.dovecot import PUBLIC

PLACE = Place("imap.mail.example", 143, "mira", "app-password", "INBOX")
SECONDS = 0.3


@pytest.fixture(autouse=True)
def in_no_time(monkeypatch):
    monkeypatch.setattr(imap, "SECONDS", SECONDS)


def drip(theirs, said):
    """First what it has to say, then a letter at a time."""
    with suppress(OSError):
        theirs.sendall(said)
        while True:
            theirs.sendall(b"*")
            time.sleep(0.01)


def stay_silent(theirs, said):
    with suppress(OSError):
        theirs.sendall(said)


@pytest.fixture(params=[drip, stay_silent])
def slow(request):
    """Ways to a server that says so much, and then takes its time."""
    ends = []

    def ways(said=b""):
        def connect(*_):
            ours, theirs = socket.socketpair()
            thread = threading.Thread(target=request.param, args=(theirs, said))
            thread.start()
            ends.append((theirs, thread))
            return ours

        return Ways(look_up=lambda *_: [PUBLIC], connect=connect)

    yield ways
    for theirs, thread in ends:
        theirs.close()
        thread.join()


@pytest.mark.parametrize("said", [b"", b"* OK ready\r\n"])
@pytest.mark.parametrize("port", [143, 993])
def test_slow_server_holds_nobody_longer_than_it_may(slow, said, port):
    began = time.monotonic()
    with pytest.raises(NotOpened) as found, folder.opened(PLACE._replace(port=port), slow(said)):
        pytest.fail("It is open.")
    assert found.value.why == Trouble.UNREACHABLE
    assert time.monotonic() - began < imap.SILENCE


def test_addresses_that_do_not_answer_share_the_time():
    asked = []

    def connect(_address, _port, seconds):
        asked.append(seconds)
        time.sleep(seconds)
        raise TimeoutError

    ways = Ways(look_up=lambda *_: [PUBLIC] * 5, connect=connect)
    with pytest.raises(NotOpened), folder.opened(PLACE, ways):
        pytest.fail("It is open.")
    assert sum(asked) == pytest.approx(SECONDS, abs=0.1)


@pytest.mark.parametrize(("a_while", "taken"), [(60, [1, 2, 3]), (0, [1])])
def test_after_a_while_the_others_have_their_turn(a_while, taken, monkeypatch):
    monkeypatch.setattr(looking, "A_WHILE", a_while)
    assert list(looking.for_a_while([1, 2, 3])) == taken
