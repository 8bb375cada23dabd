"""Mail as the outbox hands it over: of our own, or written whole by somebody else."""

from email import message_from_bytes
from email.message import EmailMessage as Message
from email.policy import EmailPolicy, default
from typing import Any, cast, override

from django.core.mail import EmailMessage, EmailMultiAlternatives

from jobtracker.message_ids import keeping_threads


class OwnMail(EmailMultiAlternatives):
    """One that we write; its headers stay readable however long they are."""

    @override
    def message(self, *, policy: Any = default) -> Message:
        return super().message(policy=keeping_threads(policy))


class WrittenMail(EmailMessage):
    """It goes to one of its readers, whom its own headers need not name."""

    def __init__(self, content: bytes, *, to: str) -> None:
        super().__init__(to=[to])
        self.content = content

    @override
    def message(self, *, policy: Any = default) -> Message:
        """In the form that the mailer asks for."""
        asked = cast("EmailPolicy[Message]", policy)
        return message_from_bytes(self.content, policy=keeping_threads(asked))
