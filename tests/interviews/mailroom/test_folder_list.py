"""The folders of a mailbox: as servers name them, and as a real one does."""

import pytest

from interviews.mailroom import folder_list
from interviews.mailroom.folder_list import MOST, FolderFound, folders_of, in_order, parsed
from interviews.mailroom.imap import NotOpened, Trouble, Ways
from tests.conftest import NO_SKIP
from tests.interviews.mailroom import dovecot

needs_dovecot = pytest.mark.skipif(
    dovecot.PROGRAM is None and not NO_SKIP, reason="dovecot-imapd is not installed"
)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (rb'(\HasNoChildren) "/" "INBOX"', ("INBOX", "")),
        (rb'(\HasNoChildren) "/" INBOX', ("INBOX", "")),
        (rb"() NIL Jobs", ("Jobs", "")),
        (rb'(\HasNoChildren \Junk) "." "Spam"', ("Spam", "junk mail")),
        (rb'(\Trash) "/" "[Gmail]/Papierkorb"', ("[Gmail]/Papierkorb", "deleted mail")),
        (rb'() "/" "Entw&APw-rfe"', ("Entwürfe", "")),
        (rb'() "/" "A &- B"', ("A & B", "")),
        (rb'() "/" "say \"jobs\" \\ all"', ('say "jobs" \\ all', "")),
        (rb'() "\\" "a"', ("a", "")),
        ((rb'() "/" {5}', b'a "b"'), ('a "b"', "")),
        (rb'() "/" "B&!!-ro"', ("B&!!-ro", "")),
    ],
)
def test_folder_as_the_server_names_it(line, found):
    assert list(parsed([line])) == [FolderFound(*found)]


@pytest.mark.parametrize(
    "line",
    [
        None,
        b"",
        b"INBOX",
        rb'(\Noselect) "/" "[Gmail]"',
        rb'(\NonExistent) "/" "gone"',
        rb'() "/" ""',
        rb'() "/" "a&AAo-b"',
        b'() "/" "' + b"x" * 201 + b'"',
        b'() "/" "' + b"\\" * 9_999,
        b"(" * 9_999,
    ],
)
def test_what_can_be_looked_into_by_nobody_is_left_out(line):
    assert list(parsed([line])) == []


def test_inbox_comes_first_and_what_servers_file_away_last():
    found = [FolderFound("Spam", "junk mail"), FolderFound("Jobs", ""), FolderFound("Inbox", "")]
    assert [each.name for each in in_order(found)] == ["Inbox", "Jobs", "Spam"]


def test_so_many_and_no_more():
    assert len(in_order(FolderFound(str(number), "") for number in range(MOST + 9))) == MOST


def test_while_others_are_asked_there_is_no_wait(monkeypatch):
    monkeypatch.setattr(folder_list, "PATIENCE", 0)
    place = dovecot.Mailbox(None, {}, None).place()
    held = [folder_list._AT_ONCE.acquire(blocking=False) for _ in range(2)]
    try:
        with pytest.raises(NotOpened) as refused:
            folders_of(place, Ways(connect=pytest.fail))
    finally:
        for _ in filter(None, held):
            folder_list._AT_ONCE.release()
    assert refused.value.why == Trouble.BUSY


@pytest.fixture(scope="module")
def server():
    with dovecot.running() as running:
        for name in ("Jobs", "Büro & so", "Spam"):
            running.run("mailbox", "create", "-u", dovecot.USER, name)
        yield running


@pytest.fixture(autouse=True)
def in_the_morning():
    """Not here: a real server has the machine's clock."""


@needs_dovecot
@pytest.mark.parametrize("port", [993, 143])
def test_folders_of_a_real_server(server, port):
    found = folders_of(server.place(port=port), server.ways)
    assert found[0] == ("INBOX", "")
    assert {each.name for each in found} == {"INBOX", "Jobs", "Büro & so", "Spam"}


@needs_dovecot
def test_wrong_password_names_no_folder(server):
    with pytest.raises(NotOpened) as refused:
        folders_of(server.place(password="wrong"), server.ways)
    assert refused.value.why == Trouble.PASSWORD


@needs_dovecot
def test_answer_without_end_is_not_read(server, monkeypatch):
    monkeypatch.setattr(folder_list, "MOST_BYTES", 30)
    with pytest.raises(NotOpened) as refused:
        folders_of(server.place(), server.ways)
    assert refused.value.why == Trouble.UNREACHABLE
