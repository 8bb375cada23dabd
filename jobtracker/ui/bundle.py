"""Join the style sheets, and the behaviours, into one file each: `python -m jobtracker.ui.bundle`.

Sources stay one component or behaviour a file; a page then needs two requests instead of forty,
and one compression over all of them. The result is committed, so neither running nor deploying
needs this; a test fails when it is out of date.
"""

import re
from collections.abc import Iterable
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
FIRST = ("layers", "reset", "tokens", "base", "layout")
LAST = ("utilities",)


def style_sheets() -> list[Path]:
    """The sources in the order of their layers; components by name."""
    css = STATIC / "css"
    ends = [[css / f"{name}.css" for name in names] for names in (FIRST, LAST)]
    return [*ends[0], *sorted((css / "components").glob("*.css")), *ends[1]]


def behaviours() -> list[Path]:
    """The scripts, by name: none may depend on another."""
    return sorted((STATIC / "js").glob("*.js"))


def joined_css(sources: Iterable[Path]) -> str:
    """All sources in one, without comments, indentation and empty lines."""
    text = "\n".join(source.read_text() for source in sources)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return "".join(f"{line.strip()}\n" for line in text.splitlines() if line.strip())


def joined_js(sources: Iterable[Path]) -> str:
    """All sources in one, each in a block of its own so that names cannot meet."""
    return "".join(f"{{\n{source.read_text()}}}\n" for source in sources)


def outputs() -> dict[Path, str]:
    """What each built file should hold."""
    return {
        STATIC / "built" / "app.css": joined_css(style_sheets()),
        STATIC / "built" / "app.js": joined_js(behaviours()),
    }


def build() -> None:
    for path, text in outputs().items():
        path.write_text(text)


if __name__ == "__main__":
    build()
