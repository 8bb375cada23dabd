"""Whether a mail may still go: asked anew each time, since a right can end while it waits."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobtracker.outbox.models import Mail

type Check = Callable[[Mail], bool]

_CHECKS: dict[str, Check] = {}
_TRACELESS: set[str] = set()


def still_wanted(purpose: str) -> Callable[[Check], Check]:
    """Make a function the check for all mail of this purpose; an app registers it as it starts.

    It runs in the transaction that takes the mail for sending. Where it says no, the mail is
    dropped, and what it said is gone.
    """

    def register(check: Check) -> Check:
        if _CHECKS.setdefault(purpose, check) is not check:
            raise ValueError(f"Mail for {purpose} has a check already.")
        return check

    return register


def always_wanted(purpose: str) -> None:
    """Let all mail of this purpose go: what is said to people about their own account."""
    still_wanted(purpose)(_yes)


def leaves_no_trace(purpose: str) -> None:
    """Have mail of this purpose be gone as soon as it was sent, or given up: its row too."""
    _TRACELESS.add(purpose)


def is_traceless(purpose: str) -> bool:
    return purpose in _TRACELESS


def has_check(purpose: str) -> bool:
    return purpose in _CHECKS


def is_wanted(mail: "Mail") -> bool:
    """What the check says. A purpose that nobody knows any longer is an error, never a yes."""
    return _CHECKS[mail.purpose](mail)


def _yes(_mail: "Mail") -> bool:
    return True
