"""A text as a cell of a spreadsheet, where it may never act; and the text again."""

import re
import unicodedata

# A spreadsheet takes a cell that starts so for a formula, whatever the file says.
FORMULA_STARTS = frozenset("=+-@\N{MINUS SIGN}")
GUARD = "'"

# What XML cannot hold, and what would be read as the escape for it.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def guarded(text: str) -> str:
    """The text, behind an apostrophe where it starts like a formula.

    Blanks and invisible characters before that do not count, since some programs drop them;
    letters of another width do, since some make them narrow. A text that starts with an
    apostrophe gets a second one, so that to drop one gives back every text.
    """
    start = next((char for char in text if not is_invisible(char)), "")
    is_odd = text[:1] == GUARD or (text[:1] not in ("", " ") and is_invisible(text[0]))
    acts = unicodedata.normalize("NFKC", start)[:1] in FORMULA_STARTS if start else False
    return GUARD + text if acts or is_odd else text


def unguarded(cell: str) -> str:
    """The text behind an apostrophe that we put there; any other is part of the text.

    So "'s-Hertogenbosch", as somebody else's table has it, stays a town.
    """
    text = cell[1:]
    return text if cell.startswith(GUARD) and guarded(text) == cell else cell


def is_invisible(char: str) -> bool:
    """Whether it is a blank, a control character or one without a width."""
    return unicodedata.category(char)[0] in "ZC"


def in_workbook(text: str) -> str:
    """The text as a workbook writes it: _x000D_ for a carriage return."""
    return _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def from_workbook(text: str) -> str:
    """The text that a workbook wrote so."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
