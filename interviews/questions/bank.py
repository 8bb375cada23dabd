"""The bank: questions that come up in many interviews, kept as data beside this module.

They are nobody's rows. One becomes a person's own once they use it, and is theirs to reword.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from interviews.questions.families import Family
from interviews.questions.roles import Level, RoleFamily, in_words

FOLDER = Path(__file__).parent / "bank"


class Entry(NamedTuple):
    """One question; `name` tells it apart for good, `redirect` leads back from an improper one.

    `role_family` and `level` are "" for what is asked in any line of work, of anybody.
    """

    name: str
    family: Family
    skill: str
    text: str
    redirect: str = ""
    role_family: str = ""
    level: str = ""

    @property
    def kind_in_words(self) -> str:
        """What it is about, and of whom it is asked: "Checking · Data and analysis"."""
        return in_words(self.skill.capitalize(), self.role_family, self.level)


@cache
def bank() -> Mapping[str, Entry]:
    """Every question by its name: those for anybody in the order of the families, then the rest."""
    general = (entry for family in Family for entry in entries_of(family))
    return {entry.name: entry for entry in (*general, *by_role(), *by_level())}


def entries_of(family: Family) -> list[Entry]:
    """As the file of the family has them: asked in any line of work, of anybody."""
    told = table(family)
    return [Entry(f"{family}/{name}", family, *parts) for name, parts in told.items()]


def by_role() -> Iterator[Entry]:
    """What only one line of work asks."""
    for role, told in table("by_role").items():
        for name, parts in told.items():
            entry = Entry(f"{role}/{name}", Family.ROLE, *parts)
            yield entry._replace(role_family=RoleFamily(role))


def by_level() -> Iterator[Entry]:
    """What is asked of some only."""
    for level, told in table("by_level").items():
        for name, (family, *parts) in told.items():
            yield Entry(f"{level}/{name}", Family(family), *parts)._replace(level=Level(level))


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def search(
    words: str = "", family: str = "", *, role_family: str = "", level: str = ""
) -> list[Entry]:
    """Those of the family, or of all, that hold every one of the words."""
    wanted = words.casefold().split()
    return [
        entry
        for entry in bank().values()
        if family in ("", entry.family)
        and role_family in ("", entry.role_family)
        and level in ("", entry.level)
        and all(word in f"{entry.text} {entry.skill}".casefold() for word in wanted)
    ]
