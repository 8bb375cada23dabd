"""A small mail server for the candidates' private addresses: SMTP or LMTP, and nothing leaves.

It listens to the site's own mail server, which hands over what it took from the world. A mail
is acknowledged once it is committed, and not before.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import DatabaseError, connections
from django.utils import timezone

from interviews.intake.limits import MAX_BYTES
from interviews.mailroom.delivery import NotNow, TooLarge, deliver

# Mails are short; a connection that says nothing for as long is ended.
SILENCE_SECONDS = 60
MOST_RECIPIENTS = 20
IDENT = "Jobtracker"

OK = "250 OK"
NO_RELAY = "550 5.7.1 No mail is passed on from here"
TOO_MANY = "452 4.5.3 Too many recipients"
TOO_LARGE = "552 5.3.4 The message is larger than 10 MB"
NOT_NOW = "452 4.2.2 Enough mail for one day"
FAULT = "451 4.3.0 It could not be stored; please try again"

type Ready = Callable[[int], None]

logger = logging.getLogger(__name__)


class Mailroom:
    """What the server asks about each mail; see aiosmtpd's description of handlers."""

    def __init__(self, domain: str) -> None:
        self.domain = domain.lower()
        self.is_storing = asyncio.Lock()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """An address that nobody has is taken like one that somebody has: it tells nothing."""
        if address.rpartition("@")[2].lower() != self.domain:
            return NO_RELAY
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return TOO_MANY
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return OK

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """One answer for all recipients by SMTP, one for each by LMTP."""
        names = [each.rpartition("@")[0] for each in envelope.rcpt_tos]
        answers = [await self.take_in(name, envelope) for name in names]
        if isinstance(server, LMTP):
            return "\r\n".join(answers)
        # Tried again, it is stored once where it was, and anew where it was not.
        return next((each for each in answers if each != OK), OK)

    async def take_in(self, local: str, envelope: Envelope) -> str:
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        async with self.is_storing:
            return await asyncio.to_thread(
                keep, local, raw, envelope.mail_from or "", timezone.now()
            )


def keep(local: str, raw: bytes, forwarder: str, at: datetime) -> str:
    """The answer to give."""
    try:
        deliver(local, raw, forwarder=forwarder, at=at)
    except TooLarge:
        return TOO_LARGE
    except NotNow:
        return NOT_NOW
    except DatabaseError:
        logger.exception("A mail could not be stored")
        return FAULT
    finally:
        # The next mail may come in another thread.
        connections.close_all()
    return OK


async def serve(
    domain: str, *, host: str, port: int, is_lmtp: bool, stop: asyncio.Event, ready: Ready
) -> None:
    """Take mail for the domain until told to stop; what was begun by then is finished.

    `ready` is told the port, which is another than the one asked for where that is 0.
    """
    speaks, room = LMTP if is_lmtp else SMTP, Mailroom(domain)

    def greet() -> SMTP:
        return speaks(
            room, data_size_limit=MAX_BYTES, timeout=SILENCE_SECONDS, ident=IDENT, hostname=domain
        )

    server = await asyncio.get_running_loop().create_server(greet, host, port)
    async with server:
        ready(server.sockets[0].getsockname()[1])
        await stop.wait()
        server.close()
        async with room.is_storing:
            pass
