"""Components that are drawn once, and into which each call puts its own texts.

A page is made of some fifty of them, and to go through a template costs more than to read a row. So
a component is drawn with marks in place of its texts, and kept; the texts take the marks' places,
escaped as a template would. Its template prints a text, hands it on, or asks whether there is one.
"""

import re
from collections.abc import Hashable, Mapping
from functools import cache, lru_cache
from html import escape

from django import template
from django.template.loader import get_template
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]

MOST_KEPT = 5_000
# No text that a template holds has such signs in it.
MARK = re.compile("\x02(\\w+)\x03")


def draw(component: str, texts: Mapping[str, object], **choices: Hashable) -> SafeString:
    """The component with these texts; `choices` are all else that its looks depend on.

    It is named by the path of its template, such as "ui/card".
    """
    # What is empty is so in several ways, some of which a template prints: None, or 0.
    given = tuple((name, None if text else (type(text), text)) for name, text in texts.items())
    frame = _frame(component, given, tuple(choices.items()))
    said = {name: escaped(text) for name, text in texts.items() if text}
    return mark_safe(frame % said)  # noqa: S308 - drawn by a template, with escaped texts


def render(component: str, **values: object) -> SafeString:
    """The component, drawn anew: for what is more than texts, such as a field of a form."""
    return _template(component).render(template.Context(values))


def escaped(text: object) -> str:
    """As a template prints it."""
    if type(text) is str:
        return escape(text)
    shown = text if isinstance(text, str) else localize(template_localtime(text))
    return conditional_escape(shown)


@lru_cache(MOST_KEPT)
def _frame(
    component: str,
    given: tuple[tuple[str, tuple[type, object] | None], ...],
    choices: tuple[tuple[str, Hashable], ...],
) -> str:
    """The component as a format string."""
    marks = {name: empty[1] if empty else f"\x02{name}\x03" for name, empty in given}
    drawn = render(component, **marks, **dict(choices))
    return MARK.sub(r"%(\1)s", drawn.replace("%", "%%"))


@cache
def _template(component: str) -> template.Template:
    found: template.Template = get_template(f"{component}.html").template  # type: ignore[attr-defined]
    return found
