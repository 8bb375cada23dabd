"""The structured data of a page, in any of its three syntaxes, as items that answer by name.

extruct is imported where there is something for it to read: it takes half a second.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_MOST_SCRIPTS = 60
_MOST_ITEMS = 20_000
_DEEPEST = 3
_LONG_FOR_RDFA = 200_000
_NOT_DATA = ["script", "style", "svg", "noscript", "template", "iframe", "object"]


@dataclass(frozen=True)
class Item:
    """One thing, such as a job or a place; others are found by their identifier."""

    raw: Mapping[str, Any]
    index: Mapping[str, Mapping[str, Any]]

    @cached_property
    def types(self) -> frozenset[str]:
        given = self.raw.get("@type", self.raw.get("type", ()))
        each = given if isinstance(given, list) else [given]
        return frozenset(local(name) for name in each if isinstance(name, str))

    @property
    def keeps_lines(self) -> bool:
        """RDFa, which names all in full, runs the paragraphs of a text into one."""
        return not any(str(key).startswith("http") for key in self.raw)

    def values(self, *names: str) -> list["Item | str"]:
        """What stands under any of the names, the first name first."""
        inside = self.raw.get("properties")
        properties = inside if isinstance(inside, dict) else self.raw
        return [
            value
            for name in names
            for key, given in properties.items()
            if local(str(key)) == name
            for value in self._each(given, _DEEPEST)
        ]

    def text(self, *names: str) -> str:
        """The first text; of a thing its name."""
        for value in self.values(*names):
            found = value if isinstance(value, str) else value.text("name", "legalName")
            if found.strip():
                return found
        return ""

    def items(self, *names: str) -> list["Item"]:
        return [value for value in self.values(*names) if isinstance(value, Item)]

    def _each(self, given: Any, depth: int) -> Iterator["Item | str"]:  # noqa: ANN401
        if isinstance(given, list) and depth:
            for one in given:
                yield from self._each(one, depth - 1)
        elif isinstance(given, dict):
            yield from self._of_object(given, depth)
        elif isinstance(given, str | int | float) and not isinstance(given, bool):
            yield str(given)

    def _of_object(self, given: dict[str, Any], depth: int) -> Iterator["Item | str"]:
        for wrapper in ("@value", "@list", "@set"):
            if wrapper in given:
                yield from self._each(given[wrapper], depth - 1) if depth else ()
                return
        identifier = given.get("@id")
        if len(given) == 1 and isinstance(identifier, str):
            there = self.index.get(identifier)
            yield Item(there, self.index) if there else identifier
        else:
            yield Item(given, self.index)


def local(name: str) -> str:
    """The name without its vocabulary: "title" of "https://schema.org/title"."""
    return re.split(r"[/#:]", name)[-1]


def job_postings(html: str) -> list[Item]:
    """Every JobPosting: those of JSON-LD first, then of microdata, then of RDFa."""
    lowered = html.lower()
    if "jobposting" not in lowered:
        return []
    found: list[Item] = []
    if "ld+json" in lowered:
        found += _of(_linked_data(html))
    if "itemtype" in lowered:
        found += _of(_attempt(_microdata, html))
    if "typeof" in lowered:
        found += _of(_attempt(_rdfa, html))
    return found


def warm_up(page: bytes) -> None:
    """Import what the page will need, before the limits on the process count it."""
    lowered = page.lower()
    if b"jobposting" in lowered:
        import extruct  # noqa: F401


def _of(data: list[Any]) -> list[Item]:
    objects = list(_objects(data))
    index = {
        each["@id"]: each for each in objects if isinstance(each.get("@id"), str) and len(each) > 1
    }
    items = (Item(each, index) for each in objects)
    return [item for item in items if "JobPosting" in item.types]


def _objects(data: list[Any]) -> Iterator[dict[str, Any]]:
    """Every object in there, the outer ones first, however deep; so many at most."""
    waiting, count = list(reversed(data)), 0
    while waiting and count < _MOST_ITEMS:
        each, count = waiting.pop(), count + 1
        if isinstance(each, dict):
            yield each
            waiting += reversed(list(each.values()))
        elif isinstance(each, list):
            waiting += reversed(each)


def _attempt(read: Callable[[str], list[Any]], html: str) -> list[Any]:
    """Nothing where the library trips over the page: the rest of it is still read."""
    try:
        return read(html)
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError):
        return []


def _linked_data(html: str) -> list[Any]:
    """Script by script, so that a broken one takes no other with it."""
    scripts = LexborHTMLParser(html).css('script[type*="ld+json"]')[:_MOST_SCRIPTS]
    return [item for each in scripts for item in _attempt(_one_script, each.text())]


def _one_script(text: str) -> list[Any]:
    from extruct.jsonld import JsonLdExtractor

    page = f'<script type="application/ld+json">{text}</script>'
    return list(JsonLdExtractor().extract(page))


def _microdata(html: str) -> list[Any]:
    from extruct.w3cmicrodata import MicrodataExtractor

    return list(MicrodataExtractor().extract(_without_scripts(html)))


def _rdfa(html: str) -> list[Any]:
    from extruct.rdfa import RDFaExtractor

    page = _without_scripts(html)
    if len(page) > _LONG_FOR_RDFA:
        page = _job_alone(page)
    return list(RDFaExtractor().extract(page, base_url="https://page.invalid/"))


def _job_alone(html: str) -> str:
    """The first job with the names that it goes by; the reader takes a second for a megabyte."""
    node = LexborHTMLParser(html).css_first('[typeof*="JobPosting"]')
    if node is None:
        return ""
    names: dict[str, str] = {}
    outer = node.parent
    while outer is not None and outer.tag != "-undef":
        for name in ("vocab", "prefix"):
            names[name] = names.get(name) or outer.attributes.get(name) or ""
        outer = outer.parent
    around = " ".join(f'{name}="{escape(value)}"' for name, value in names.items() if value)
    return f"<div {around}>{node.html}</div>"


def _without_scripts(html: str) -> str:
    tree = LexborHTMLParser(html)
    tree.strip_tags(_NOT_DATA)
    return tree.html or ""
