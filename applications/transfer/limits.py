"""What a table may hold, checked before and while it is read."""

from enum import StrEnum

MAX_BYTES = 5_000_000
MAX_ROWS = 5_000
MAX_COLUMNS = 100
MAX_CHARACTERS = 8_000_000
# A workbook is a ZIP: small as it comes, and as large as it likes when it is unpacked.
MAX_UNPACKED = 60_000_000
MAX_PARTS = 1_000
MAX_SHEETS = 10
# Some programs write a row for each that has a colour, to the end of the sheet.
MAX_BLANK_ROWS = 50_000
# Of one application, here as in the form.
MOST_TAGS = 20


class Refusal(StrEnum):
    """Why a table is not taken."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    OPEN_QUOTE = "open_quote"
    OTHER_TABLE = "other_table"


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """Beyond a limit, or no table; ``message`` is a sentence for the person."""

    def __init__(self, code: Refusal, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def check_size(size: int) -> None:
    """:raises Refused: for nothing, and for too much"""
    if not size:
        raise Refused(Refusal.EMPTY, "This file is empty.")
    if size > MAX_BYTES:
        megabytes = f"{size / 1_000_000:.1f}".removesuffix(".0")
        raise Refused(Refusal.TOO_BIG, f"This file is {megabytes} MB; the limit is 5 MB.")
