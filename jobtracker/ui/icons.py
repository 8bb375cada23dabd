"""Icons as inline SVG, decorative by design: the words beside them carry the meaning."""

from functools import cache

from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide


@cache
def icon(name: str, size: int = 20) -> SafeString:
    """The Lucide icon of that name, `size` CSS pixels wide; an unknown name is an error."""
    svg = lucide(name, size=size, **{"class": "icon", "aria-hidden": "true"})
    compact = " ".join(svg.split()).replace("> <", "><")
    return mark_safe(compact)  # noqa: S308 - drawn by the package, from names our templates hold
