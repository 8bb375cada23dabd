"""A real mail server on this machine, which a test can make refuse, or wait at any step."""

import asyncio
import email
import email.policy
import socket
from dataclasses import dataclass, field
from threading import Event

from aiosmtpd.controller import Controller

# Long enough for a busy machine; nothing waits for it when all is well.
PATIENCE = 60


@dataclass
class Hold:
    """A step at which the server does not answer, until as many clients as told are there."""

    clients: int
    is_reached: Event = field(default_factory=Event)
    is_over: Event = field(default_factory=Event)


class Inbox:
    """What arrived, and how the server behaves; steps are the commands of SMTP."""

    def __init__(self):
        self.mails = []
        self.answers = {}
        self.holds = {}

    def hold_at(self, step, clients=1):
        """Keep clients waiting at this step; the event is set once so many are there."""
        self.holds[step] = Hold(clients)
        return self.holds[step].is_reached

    def let_go(self):
        """Answer all who wait, and keep nobody waiting from now on."""
        while self.holds:
            self.holds.popitem()[1].is_over.set()

    async def answer(self, step, otherwise):
        if hold := self.holds.get(step):
            hold.clients -= 1
            if hold.clients == 0:
                hold.is_reached.set()
            await asyncio.to_thread(hold.is_over.wait, PATIENCE)
        return self.answers.get(step, otherwise)

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return await self.answer("MAIL", "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return await self.answer("RCPT", "250 OK")

    async def handle_DATA(self, server, session, envelope):
        if "DATA" not in self.answers:
            mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
            self.mails.append((mail, tuple(envelope.rcpt_tos)))
        return await self.answer("DATA", "250 OK")

    async def handle_QUIT(self, server, session, envelope):
        return await self.answer("QUIT", "221 Bye")


class MailServer(Controller):
    """Listens on a free port of this machine."""

    def __init__(self):
        self.inbox = Inbox()
        super().__init__(self.inbox, hostname="127.0.0.1", port=free_port(), ready_timeout=PATIENCE)

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
