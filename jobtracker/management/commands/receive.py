"""Takes in the mail that candidates forward, from the site's own mail server."""

import asyncio
import signal

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from interviews.mailroom.receiver import serve


class Command(BaseCommand):
    help = "Take in forwarded mail by LMTP or SMTP, until it is told to stop."

    def handle(self, **_options: object) -> None:
        if not settings.MAIL_DOMAIN:
            raise CommandError("Set MAIL_DOMAIN to the domain that mail is forwarded to.")
        try:
            asyncio.run(self.serve())
        except OSError as error:
            raise CommandError(f"MAIL_LISTEN cannot be used: {error.strerror}.") from error

    async def serve(self) -> None:
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        listen = settings.MAIL_LISTEN
        await serve(
            settings.MAIL_DOMAIN,
            host=listen.host,
            port=listen.port,
            is_lmtp=listen.is_lmtp,
            stop=stop,
            ready=self.tell,
        )

    def tell(self, port: int) -> None:
        self.stdout.write(f"Taking mail on {settings.MAIL_LISTEN.host} port {port}.")
        self.stdout.flush()
