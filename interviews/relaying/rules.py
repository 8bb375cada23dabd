"""Words that are better not passed on: found, with the reason and what to write instead.

It only ever warns. A word says nothing by itself: whoever writes knows what they mean.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "de")
LONGEST = 20_000
MOST = 40


class Reader(StrEnum):
    """Who is to read the text."""

    CANDIDATE = "candidate"
    CLIENT = "client"


class Kind(StrEnum):
    """Why it is better left out."""

    PROTECTED = "protected"
    PROXY = "proxy"
    HEALTH = "health"
    OTHERS = "others"
    SECRET = "secret"  # noqa: S105 - a kind of fact
    INSULT = "insult"
    INTEREST = "interest"
    MOOD = "mood"
    MONEY = "money"
    SOURCE = "source"
    OFFERS = "offers"


@dataclass(frozen=True)
class Rule:
    """Words of one kind, who is not to read them, why, and what to write instead."""

    kind: Kind
    readers: frozenset[Reader]
    why: str
    instead: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Finding:
    """One place in a text, as it is written there."""

    start: int
    end: int
    words: str
    rule: Rule


@dataclass(frozen=True)
class Piece:
    """A part of a text; `why` is "" where nothing is wrong with it."""

    text: str
    why: str = ""


def findings_in(text: str, reader: Reader) -> list[Finding]:
    """What that reader had better not read, in the order of the text; none lies in another."""
    every = (each for rule in rules() if reader in rule.readers for each in of_rule(text, rule))
    found: list[Finding] = []
    for each in sorted(every, key=lambda one: (one.start, -one.end)):
        if not found or each.start >= found[-1].end:
            found.append(each)
    return found[:MOST]


def of_rule(text: str, rule: Rule) -> Iterator[Finding]:
    for match in rule.pattern.finditer(text[:LONGEST]):
        yield Finding(match.start(), match.end(), match[0], rule)


def marked(text: str, findings: list[Finding]) -> list[Piece]:
    """The whole text in pieces, those that were found with their reason."""
    pieces, at = [], 0
    for each in findings:
        if each.start > at:
            pieces.append(Piece(text[at : each.start]))
        pieces.append(Piece(each.words, each.rule.why))
        at = each.end
    return [*pieces, Piece(text[at:])] if at < len(text) else pieces


def reasons_for(findings: list[Finding]) -> dict[Rule, list[str]]:
    """The words by rule, each once."""
    reasons: dict[Rule, list[str]] = {}
    for each in findings:
        words = reasons.setdefault(each.rule, [])
        if each.words.lower() not in (known.lower() for known in words):
            words.append(each.words)
    return reasons


@cache
def rules() -> tuple[Rule, ...]:
    """Of every language: a text may hold words of two."""
    return tuple(rule for language in LANGUAGES for rule in rules_in(language))


def rules_in(language: str) -> Iterator[Rule]:
    content = files("interviews.relaying").joinpath(f"{language}.toml").read_text("utf-8")
    for each in tomllib.loads(content)["rule"]:
        yield Rule(
            kind=Kind(each["kind"]),
            readers=frozenset(Reader(reader) for reader in each["readers"]),
            why=each["why"],
            instead=each["instead"],
            pattern=pattern_of(each["words"]),
        )


def pattern_of(words: list[str]) -> re.Pattern[str]:
    """Any of them as words of their own; a star stands for any ending, a space for any gap."""
    each = (re.escape(one).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for one in words)
    each = (one.replace("'", "['’]") for one in each)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)
