"""Our own address, from which all mail leaves, as mail servers refuse what claims another."""

from email.utils import parseaddr

from django.conf import settings

from interviews.calendar.events import Person


def ours_for(name: str) -> Person:
    """It, with for whom it is that we write."""
    own = our_address()
    return Person(f"{name} via {own.name or 'Jobtracker'}", own.address)


def our_address() -> Person:
    """As the settings name it."""
    return Person(*parseaddr(settings.DEFAULT_FROM_EMAIL))
