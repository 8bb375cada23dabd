"""The name under which a file is handed out again: the person's words, with our own ending."""

import re
import unicodedata

from .kinds import ENDINGS, FileType

LONGEST = 120
USELESS = re.compile(r"[^\w .,()+&'’-]|_{3,}", re.UNICODE)


def kept_name(given: str, kind: FileType) -> str:
    """No path, no control character, nothing that a file system or a header trips over."""
    last = re.split(r"[/\\]", given)[-1]
    stem, dot, ending = last.rpartition(".")
    if dot and ending.lower() in {*ENDINGS, "markdown", "text"}:
        last = stem
    clean = USELESS.sub(" ", unicodedata.normalize("NFC", last))
    words = " ".join(clean.split()).strip(" .")[:LONGEST].rstrip(" .")
    return f"{words or 'document'}.{kind}"
