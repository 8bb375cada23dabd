"""The bank: questions that come up in many interviews, kept as data beside this module.

They are nobody's rows. One becomes a person's own once they use it, and is theirs to reword.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from interviews.questions.families import Family

FOLDER = Path(__file__).parent / "bank"


class Entry(NamedTuple):
    """One question; `name` tells it apart for good, `redirect` leads back from an improper one."""

    name: str
    family: Family
    skill: str
    text: str
    redirect: str = ""


@cache
def bank() -> Mapping[str, Entry]:
    """Every question by its name, in the order of the families."""
    return {entry.name: entry for family in Family for entry in entries_of(family)}


def entries_of(family: Family) -> list[Entry]:
    """As the file of the family has them."""
    told = tomllib.loads((FOLDER / f"{family}.toml").read_text(encoding="utf-8"))
    return [Entry(f"{family}/{name}", family, *parts) for name, parts in told.items()]


def search(words: str = "", family: str = "") -> list[Entry]:
    """Those of the family, or of all, that hold every one of the words."""
    wanted = words.casefold().split()
    return [
        entry
        for entry in bank().values()
        if family in ("", entry.family)
        and all(word in f"{entry.text} {entry.skill}".casefold() for word in wanted)
    ]
