"""How mails are worded: the language files, compiled once.

A language is a file in ``languages/``; nothing else needs to change to add one. All are
applied to every mail, because many mails mix two. Text is searched after ``plain``.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .needed import NOTHING, Needed, needed_in

_FOLDER = Path(__file__).parent
_GAP = r"\b[^.!?\n]{0,80}?"
# So many letters tell a script, and so many words a language that is only known by sight.
_FEW, _SURE = 20, 3
_PLAIN = str.maketrans(
    "\u2018\u2019\u00b4`\u201c\u201d\u201e\u00ab\u00bb\u2010\u2011\u2012\u2013\u2014\u2212\xa0\t\u202f",
    '\'\'\'\'"""""------   ',
)


@dataclass(frozen=True)
class Phrase:
    """Words that speak for a label, each sentence counted once."""

    label: str
    weight: int
    pattern: re.Pattern[str]
    needs_job: bool = False
    needed: Needed = NOTHING


@dataclass(frozen=True)
class Wording:
    """All languages together."""

    function_words: dict[str, frozenset[str]]
    read_languages: tuple[str, ...]
    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    dates: dict[str, str]
    before_times: list[str]
    parties: dict[str, list[str]]
    places: dict[str, list[str]]
    formats: dict[str, re.Pattern[str]]
    phrases: tuple[Phrase, ...]
    phrases_by_word: Mapping[str, tuple[Phrase, ...]]
    job: re.Pattern[str]
    conditional: re.Pattern[str]
    unheard: re.Pattern[str]
    met: re.Pattern[str]
    again: re.Pattern[str]
    done: re.Pattern[str]
    shortened: list[str]
    counted: list[str]
    attribution: re.Pattern[str]
    forward: re.Pattern[str]
    closing: re.Pattern[str]
    reply_subject: re.Pattern[str]
    forward_subject: re.Pattern[str]
    header_sender: re.Pattern[str]
    header_date: re.Pattern[str]
    header_subject: re.Pattern[str]
    header_any: re.Pattern[str]

    def language(self, text: str) -> str:
        """Return the code of the language with the most common words, "und" for one in a script
        that none of them is written in, or nothing where there are too few words to tell.
        """
        letters = re.findall(r"[^\W\d_]", text[:20_000])
        if len(letters) > _FEW and sum(map(_is_foreign, letters)) * 2 > len(letters):
            return "und"
        words = Counter(re.findall(r"[^\W\d_]+", text[:20_000].lower()))
        hits = {name: sum(words[word] for word in own) for name, own in self.function_words.items()}
        best = max(hits, key=lambda name: hits[name])
        needed = 1 if best in self.read_languages else _SURE
        return best if hits[best] > needed else ""

    def phrases_in(self, words: str) -> Iterator[Phrase]:
        """The phrases that ``words`` may hold; some twice, most of them not at all."""
        folded = words.casefold()
        for word, phrases in self.phrases_by_word.items():
            if word in folded:
                yield from phrases

    def is_unread(self, language: str) -> bool:
        """Tell whether a language is known to be one that nobody here reads."""
        return bool(language) and language not in self.read_languages


def _is_foreign(letter: str) -> bool:
    """Latin letters end with those for Vietnamese, at U+1EFF; others lie between."""
    return not (letter < "\u0250" or "\u1e00" <= letter <= "\u1eff")


def plain(text: str) -> str:
    """Return ``text`` with plain quotes, dashes and blanks; every position stays the same."""
    return text.translate(_PLAIN)


def compile_phrase(phrase: str, sets: Mapping[str, str] = MappingProxyType({})) -> re.Pattern[str]:
    """Compile the small phrase notation that the language files explain."""
    # What an apostrophe hangs on stands before it: "won't", "didn't".
    filled = re.sub(r"(?<=[|(])n't", r"\\w{1,6}n't", _filled(phrase, sets))
    body = filled.replace(" * ", "\0").replace(" ?", r"\s*").replace(" ", r"\s+")
    body = body.replace("\0", _GAP)
    start = r"(?<!\w)" if re.match(r"[\w(\[]", body) else ""
    end = r"(?!\w)" if re.search(r"[\w)\]?]$", body) else ""
    return re.compile(f"{start}(?:{body}){end}", re.IGNORECASE)


def any_of(words: list[str]) -> str:
    """Return one pattern, without a capturing group, for any of ``words``."""
    ordered = sorted(words or ["(?!)"], key=len, reverse=True)
    joined = "|".join(re.sub(r"\((?!\?)", "(?:", word) for word in ordered)
    return f"(?:{joined})"


@cache
def table(name: str) -> dict[str, Any]:
    """Return one data file of this package, such as ``hosts``."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


def _load() -> Wording:
    languages = [
        tomllib.loads(path.read_text("utf-8")) for path in sorted(_FOLDER.glob("languages/*.toml"))
    ]
    mail = _merged(languages, "mail")
    phrases = tuple(_phrases(languages))
    sender, day, subject = (_header(mail[name]) for name in ("sender", "date", "subject"))
    return Wording(
        function_words={
            **{
                name: frozenset(words.split())
                for name, words in table("unread")["languages"].items()
            },
            **_split({one["name"]: one["function_words"] for one in languages}),
        },
        read_languages=tuple(one["name"] for one in languages),
        months=_numbered(languages, "months"),
        weekdays=_numbered(languages, "weekdays"),
        numbers=_numbered(languages, "numbers"),
        dates={name: any_of(words) for name, words in _merged(languages, "dates").items()},
        before_times=[word for one in languages for word in one["dates"]["at"]],
        parties=_merged(languages, "parties"),
        places=_merged(languages, "places"),
        formats={name: _words(found) for name, found in _merged(languages, "formats").items()},
        phrases=phrases,
        phrases_by_word=_by_word(phrases),
        job=_words(_spelt_out(languages, "job")),
        unheard=_words(_spelt_out(languages, "unheard")),
        again=_words(_spelt_out(languages, "again")),
        met=_words(_spelt_out(languages, "met")),
        done=_words(_spelt_out(languages, "done")),
        shortened=_spelt_out(languages, "shortened"),
        counted=_spelt_out(languages, "counted"),
        conditional=_words(_spelt_out(languages, "conditional")),
        attribution=re.compile(rf"[ \t>]*{any_of(mail['attribution'])}"),
        forward=re.compile(rf"^[ \t>]*{any_of(mail['forward'])}:?", re.IGNORECASE),
        closing=re.compile(rf"{any_of(mail['closing'])}[ ,.!]*$", re.IGNORECASE),
        reply_subject=re.compile(rf"\s*{any_of(mail['reply'])}\s?:", re.IGNORECASE),
        forward_subject=re.compile(rf"\s*{any_of(mail['pass_on'])}\s?:", re.IGNORECASE),
        header_sender=sender,
        header_date=day,
        header_subject=subject,
        header_any=_header([*mail["sender"], *mail["date"], *mail["subject"], *mail["other"]]),
    )


def _split(words: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(listed.split()) for name, listed in words.items()}


def _merged(languages: list[dict[str, Any]], section: str) -> dict[str, list[str]]:
    merged: dict[str, list[str]] = {}
    for language in languages:
        for name, words in language[section].items():
            merged.setdefault(name, []).extend(words if isinstance(words, list) else words.split())
    return merged


def _spelt_out(languages: list[dict[str, Any]], name: str) -> list[str]:
    """Return a list of words with the sets that it names."""
    return [_filled(word, one["sets"]) for one in languages for word in one["words"][name]]


def _filled(phrase: str, sets: Mapping[str, str]) -> str:
    for name, words in sets.items():
        phrase = phrase.replace(f"{{{name}}}", f"(?:{words})")
    return phrase


def _numbered(languages: list[dict[str, Any]], section: str) -> dict[str, int]:
    """Map every way to write a month or hour (from 1) or weekday (Monday is 0) to its number."""
    first = 0 if section == "weekdays" else 1
    rows = [enumerate(one["dates"][section], first) for one in languages]
    return {word: number for row in rows for number, words in row for word in words.split()}


def _words(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words)}(?!\w)", re.IGNORECASE)


def _header(names: list[str]) -> re.Pattern[str]:
    return re.compile(rf"[ \t>*]*{any_of(names)}[ \t]?\*?:\*?[ \t]*", re.IGNORECASE)


def _by_word(phrases: Iterable[Phrase]) -> Mapping[str, tuple[Phrase, ...]]:
    """The phrases by each word that they need one of."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        for word in phrase.needed:
            found[word].append(phrase)
    return {word: tuple(each) for word, each in found.items()}


def _phrases(languages: list[dict[str, Any]]) -> list[Phrase]:
    return [
        Phrase(
            label=group["label"],
            weight=group["weight"],
            pattern=compile_phrase(phrase, language["sets"]),
            needs_job=group.get("needs") == "job",
            needed=needed_in(_filled(phrase, language["sets"])),
        )
        for language in languages
        for group in language["phrases"]
        for phrase in group["any"]
    ]


WORDING = _load()
