"""Words that are planted in people's data, and the guard that finds them where they do not belong.

Every test runs behind `Guard`: it holds each answer against the words that the test planted, and
against who may read them. Where nothing is planted it does nothing. Mail is held against them too.
"""

import copy
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count, product
from string import ascii_lowercase

from django.apps import apps
from django.core import mail
from django.db.models.signals import post_save

from tests.readings import STEM, readings

LENGTH = 4
WORD = re.compile(STEM + rb"[a-z]{0,%d}" % LENGTH)


@dataclass
class Canary:
    """A word in the data of `whose`, and who may read it: accounts, and addresses of mail."""

    word: str
    whose: str
    seen_by: set[int | str] = field(default_factory=set)


@dataclass
class Phrase:
    """What the product says to the one about what is private, and never to the other."""

    word: str
    whose: str
    hidden_from: set[int | str]


class Leak(AssertionError):
    """Somebody was shown, or sent, what is not theirs."""


planted: dict[str, Canary] = {}
phrases: list[Phrase] = []
# A client that swallows exceptions swallows a leak too, so the end of the test looks here.
leaks: list[str] = []
_numbers = count()
_endings = ["".join(letters) for letters in product(ascii_lowercase, repeat=LENGTH)]


def plant(whose, *accounts):
    """A new word to put into the data of `whose`, which these accounts may read."""
    word = STEM.decode() + _endings[next(_numbers) % len(_endings)]
    planted[word] = Canary(word, whose, known_by(accounts))
    return word


def reveal(word, *accounts):
    """From now on these accounts may read it."""
    planted[word].seen_by |= known_by(accounts)


def conceal(word, *accounts):
    """From now on these accounts may not read it, whatever they read before."""
    planted[word].seen_by -= known_by(accounts)


def hide(words, whose, accounts):
    """These accounts are never to be shown what the product says in these words."""
    phrases.append(Phrase(words.lower(), whose, known_by(accounts)))


def snapshot():
    """What is planted now, to plant again for another test on the same rows."""
    return copy.deepcopy((planted, phrases))


def restore(kept):
    uproot()
    found, hidden = copy.deepcopy(kept)
    planted.update(found)
    phrases.extend(hidden)


def known_by(accounts) -> set[int | str]:
    """Their numbers and addresses; an address alone is whoever gets mail there."""
    by_name = {each for each in accounts if isinstance(each, str)}
    users = [each for each in accounts if not isinstance(each, str)]
    return by_name | {each for user in users for each in (user.pk, user.email)}


def uproot():
    """Forget everything that was planted."""
    planted.clear()
    phrases.clear()
    leaks.clear()


@contextmanager
def expected() -> Iterator[list[str]]:
    """What leaks meanwhile is meant to; the list holds it afterwards."""
    found: list[str] = []
    with suppress(Leak):
        yield found
    found += leaks
    leaks.clear()


class Guard:
    """Middleware before all others: raises where an answer holds what is not the reader's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if planted or phrases:
            check(request, response)
        return response


def check(request, response):
    found = in_content(spoken_by(response))
    if not found:
        return
    user = getattr(request, "user", None)
    reader = user.pk if user is not None and user.is_authenticated else holder_of(request)
    report(
        [each for each in found if is_foreign(each, reader)],
        f"{request.method} {request.path} by account {reader}",
    )


def holder_of(request):
    """Whose calendar it is that is read at a private address."""
    match = request.resolver_match
    if match is None or match.view_name != "interviews:feed":
        return None
    feeds = apps.get_model("interviews", "Feed").objects.select_related("candidate")
    found = feeds.with_token(match.kwargs["token"]).first()
    return found.candidate.user_id if found else None


def spoken_by(response) -> Iterator[bytes]:
    """All that the other side gets: what is in the headers, and the body."""
    yield "\n".join(f"{name}: {value}" for name, value in response.headers.items()).encode()
    yield response.cookies.output().encode()
    if not response.streaming:
        yield response.content
        return
    body = b"".join(response)
    response.streaming_content = [body]
    yield body


def in_content(parts: Iterable[bytes]) -> list[Canary | Phrase]:
    """What is planted in these bytes, however it is written there."""
    found: dict[str, Canary | Phrase] = {}
    for part in parts:
        for text in readings(part):
            for word in WORD.findall(text):
                canary = canary_of(word.decode())
                found[canary.word] = canary
            found |= {each.word: each for each in phrases if each.word.encode() in text}
    return [*found.values()]


def canary_of(word: str) -> Canary:
    """The one with that word; of a word that was cut off, all that it could be."""
    meant = [each for each in planted.values() if each.word.startswith(word)]
    if len(meant) == 1:
        return meant[0]
    seen_by = set().union(*(each.seen_by for each in meant))
    return Canary(word, " or ".join(each.whose for each in meant) or "an earlier test", seen_by)


def is_foreign(found: Canary | Phrase, reader: int | str | None) -> bool:
    if isinstance(found, Phrase):
        return reader in found.hidden_from
    return reader not in found.seen_by


def report(found, what):
    if found:
        names = ", ".join(f"{each.whose} ({each.word})" for each in found)
        leaks.append(f"{what} holds what belongs to {names}")
        raise Leak(leaks[-1])


def check_mail(recipients: Iterable[str], content: bytes):
    """As an answer: each address is that of an account that may read all of it."""
    found = in_content([content])
    if not found:
        return
    for address in recipients:
        foreign = [each for each in found if is_foreign(each, address.lower())]
        report(foreign, "A mail")


def check_queued(instance, **_signal):
    """Mail in the outbox, as it is queued."""
    if planted or phrases:
        content = f"{instance.subject}\n{instance.text}\n{instance.html}"
        check_mail([instance.to], content.encode())


def check_sent():
    """Mail that went out during the test."""
    for message in getattr(mail, "outbox", []) if planted or phrases else []:
        check_mail(message.recipients(), message.message().as_bytes())


post_save.connect(check_queued, sender="outbox.Mail", dispatch_uid="tests.canaries")
