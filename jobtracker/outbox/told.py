"""Who hears what became of a mail: its outcome and what follows from it are one change."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobtracker.outbox.models import Mail, State

type Listener = Callable[[Mail, State, datetime], None]

_LISTENERS: dict[str, Listener] = {}


def told_of(purpose: str) -> Callable[[Listener], Listener]:
    """Have a function called when a mail of this purpose is sent, dropped or given up."""

    def register(listener: Listener) -> Listener:
        if _LISTENERS.setdefault(purpose, listener) is not listener:
            raise ValueError(f"Somebody is told of mail for {purpose} already.")
        return listener

    return register


def tell(mail: "Mail", state: "State", at: datetime) -> None:
    listener = _LISTENERS.get(mail.purpose)
    if listener is not None:
        listener(mail, state, at)
