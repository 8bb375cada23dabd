"""Mail as files, for whoever runs this without a mail server."""

import email.policy
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage as Written
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

KEPT = timedelta(days=30)
# Letters and links stay as they are, so that a text editor shows what a mail program would.
READABLE = email.policy.default.clone(utf8=True, max_line_length=998)


class EmailBackend(BaseEmailBackend):
    """Writes each mail to a file of its own, named by its date, for its owner only."""

    def __init__(self, *, file_path: str, **options: Any) -> None:  # noqa: ANN401
        super().__init__(**options)
        self.folder = Path(file_path)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            self.write(message.message(policy=READABLE))
        return len(email_messages)

    def write(self, mail: Written) -> None:
        """Write it whole or not at all; a second copy replaces the first."""
        with NamedTemporaryFile(dir=self.folder, suffix=".part", delete=False) as file:
            file.write(mail.as_bytes())
        Path(file.name).replace(self.folder / file_name(mail))


def remove_old_files(at: datetime) -> bool:
    """Remove mails that were written a month ago, as their rows are; whether there were any."""
    folder = settings.MAILERS["default"].get("OPTIONS", {}).get("file_path")
    since = (at - KEPT).timestamp()
    old = [file for file in files_in(folder) if file.stat().st_mtime < since] if folder else []
    for file in old:
        file.unlink(missing_ok=True)
    return bool(old)


def files_in(folder: str) -> Iterator[Path]:
    """Each mail, and what is left of one that was never finished."""
    for kind in ("*.eml", "*.part"):
        yield from Path(folder).glob(kind)


def file_name(mail: Written) -> str:
    when = f"{mail['Date'].datetime:%Y%m%d-%H%M%S}"
    return f"{when}-{re.sub(r'[^a-z0-9]', '', str(mail['Message-ID']).lower())[:12]}.eml"
