"""The addresses of pages, each worked out once.

Django walks its patterns for every link again, and a page has some forty. What differs between the
links to one view are numbers, which take their places in what was found the first time.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import URLResolver, get_resolver, get_script_prefix, get_urlconf, reverse
from django.utils.http import urlencode

# Of digits: no key is longer.
LONGEST_KEY = 18
# No pattern has such a number in it.
FIRST = 9_340_017_000


def address(view: str, *args: object, query: Mapping[str, Any] | None = None) -> str:
    """The same as Django's `reverse`.

    Raises NoReverseMatch for a view that is not there, or not with these arguments.
    """
    if not all(type(each) is int and each >= 0 for each in args):
        return reverse(view, args=args, query=query)
    found = _form(view, len(args), get_resolver(get_urlconf()), get_script_prefix()) % args
    asked = urlencode(query, doseq=True) if query else ""
    return f"{found}?{asked}" if asked else found


@cache
def _form(view: str, size: int, _patterns: URLResolver, _prefix: str) -> str:
    """The address as a format string, among these patterns and below the server's prefix."""
    numbers = range(FIRST, FIRST + size)
    found = reverse(view, args=numbers).replace("%", "%%")
    for number in numbers:
        found = found.replace(str(number), "%d")
    return found


def in_full(path: str) -> str:
    """The address of one of our pages, with where the site is: for what is read outside of it."""
    return f"{settings.SITE_URL}{path}"


def is_row_number(text: str) -> bool:
    """Whether an address or a form names a row by it: digits, and no more than a key has."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY
