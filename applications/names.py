"""Company names, told apart as people do. No Django."""

import re
import unicodedata

# Legal forms and words that stand after a name in many countries and say nothing about which.
SUFFIXES = frozenset(
    re.findall(
        r"\w+",
        """
        ab ag aps as asa bv co company corp corporation gbr gmbh group holding holdings inc
        incorporated international kg kgaa limited llc llp ltd nv ohg oy oyj plc pte pty sa sarl
        se sl spa srl ug
        """,
    )
)
WORD = re.compile(r"[^\W_]+")
LONGEST_NAME = 160


def core(name: str) -> str:
    """What is left of a name without capitals, accents, signs and legal form: "acme" for each.

    A name that is nothing else keeps all its words.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    words = WORD.findall(re.sub(r"(?<=\w)['’.](?=\w)", "", letters))
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return " ".join(words)


def spellings(name: str) -> set[str]:
    """The name in small letters, and how its core is written with a legal form or without."""
    plain = core(name)
    forms = {
        f"{plain}{between}{each}{dot}"
        for each in SUFFIXES
        for between in (" ", ", ")
        for dot in ("", ".")
    }
    return {name.lower(), plain, *forms} if plain else {name.lower()}
