"""Patterns of names in running text, to be filled into the languages' own."""

import re
from collections.abc import Iterable

from .wording import WORDING, any_of, table

_P = WORDING.parties
NOT_NAMES = frozenset(_P["not_names"])
HR_WORDS = frozenset(_P["hr_words"])
MAX_TEXT = 20_000

_NAME = r"[A-ZÄÖÜ0-9][\w&'.+*-]{0,30}"
_COMPANY = rf"(?P<company>{_NAME}(?: (?:&|and|und|of|{_NAME})(?= |\W|$)){{0,5}})"
_TITLE = (
    r"(?:#?[A-Z]{0,4}-?\d{3,9}[ :-]{1,3})?(?P<title>[A-ZÄÖÜ(](?:[^\n,;:!?\"<>]|:(?=in\b)){1,80}?)"
)
PERSON = (
    r"(?P<person>[A-ZÄÖÜ][a-zäöüßéè'-]{1,20}(?: [A-ZÄÖÜ]\.)?(?: (?:von|van|de|der|den))?"
    r" [A-ZÄÖÜ][\wäöüßéè'-]{1,25}"
    r"|(?:Herrn?|Frau|Mr\.?|Ms\.?|Mrs\.?|Dr\.?) [A-ZÄÖÜ][\w-]{1,25})"
)
# A word that ends in one of these names what somebody does.
_ROLE = any_of([re.escape(word) for word in _P["role_nouns"]])
_ROLE_END = r"(?:s|n|en|in|innen|\*in|:in|/in|/-in|_in|r/in)?"
ROLE_WORD = re.compile(
    rf"(?<!\w)(?:[\w/-]{{0,30}}?{_ROLE}{_ROLE_END}|Head of [A-Z]\w+)(?!\w)", re.IGNORECASE
)


def compiled(patterns: Iterable[str]) -> list[re.Pattern[str]]:
    """Compile patterns with the named parts ``{company}``, ``{title}``, ``{person}`` filled in."""
    position = "|".join([*_P["position"], *(word.capitalize() for word in _P["position"])])
    parts = {"{company}": _COMPANY, "{title}": _TITLE, "{person}": PERSON, "{position}": position}
    found = []
    for pattern in patterns:
        filled = pattern
        for name, body in parts.items():
            filled = filled.replace(name, body)
        found.append(re.compile(filled))
    return found


def named_line(names: list[str]) -> re.Pattern[str]:
    """Compile a pattern for ``name: value`` on a line of its own."""
    return re.compile(
        rf"^[ \t*•-]*{any_of(names)}[ \t]*\*?:\*?[ \t]*(?P<value>\S[^\n]{{0,120}})$",
        re.IGNORECASE | re.MULTILINE,
    )


def is_at(host: str, hosts: str) -> bool:
    """Tell whether ``host`` is, or lies below, one of the named ``hosts`` of hosts.toml."""
    known = table("hosts")[hosts].split()
    return any(host == one or host.endswith(f".{one}") for one in known)


def near_host(name: str, host: str, *, whole: bool = False) -> bool:
    """Tell whether a host is named like this: after the first word, or after the ``whole``."""
    if not name or not host or is_at(host, "webmail") or is_at(host, "ats"):
        return False
    own = squashed(".".join(host.split(".")[:-1]))
    said = name if whole else name.split()[0]
    return any(len(form) > 2 and own.startswith(form) for form in spellings(said))


def spellings(name: str) -> set[str]:
    """Return how a host may spell a name: "Möller & Co" as "moellerundco" and otherwise."""
    umlauts = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
    joined = (name.lower().replace("&", each) for each in ("", "and", "und"))
    return {squashed(form) for each in joined for form in (each, each.translate(umlauts))}


def squashed(name: str) -> str:
    """Return letters and digits alone, as a host name would have them."""
    return re.sub(r"[\W_]+", "", name.lower())
