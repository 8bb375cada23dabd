"""A mail server, and purposes that only tests know."""

import pytest

from jobtracker.environment import Environment
from jobtracker.outbox import rights
from tests.outbox.mail_server import MailServer


@pytest.fixture
def mail_server():
    server = MailServer()
    server.start()
    yield server
    server.inbox.let_go()
    server.stop()


@pytest.fixture
def inbox(mail_server, settings):
    """What arrives at the server that the product's settings name."""
    mailer = Environment({"EMAIL_URL": mail_server.url}).mailer("EMAIL_URL", None)
    settings.MAILERS = {"default": mailer}
    return mail_server.inbox


@pytest.fixture
def checks(monkeypatch):
    """The checks by purpose, to add to for one test."""
    known = dict(rights._CHECKS)
    monkeypatch.setattr(rights, "_CHECKS", known)
    return known
