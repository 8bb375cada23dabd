"""A real mail server, for letters that leave."""

from tests.outbox.conftest import inbox, mail_server

__all__ = ["inbox", "mail_server"]
