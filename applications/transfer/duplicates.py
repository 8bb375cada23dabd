"""The same job twice: in one table, and in a table and the search as it is."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from applications.names import core

from .rows import Draft

_GENDERS = re.compile(r"\(?\b[mfwdx]\s*/\s*[mfwdx](\s*/\s*[mfwdx*])?\b\)?")
_TRACKING = re.compile(r"utm_|ref|src|source|trk|gclid|fbclid")


@dataclass(frozen=True)
class Known:
    """An application that is there: `label` says which, for the person."""

    employer: str
    job_title: str
    posting_url: str
    label: str
    href: str = ""


@dataclass(frozen=True)
class Duplicate:
    """A row that repeats an earlier one, or an application that is there."""

    draft: Draft
    known: Known | None = None
    earlier: Draft | None = None


def duplicates(drafts: Sequence[Draft], known: Iterable[Known]) -> Iterator[Duplicate]:
    """Each draft that names a job for the second time."""
    there = {
        key: each
        for each in known
        for key in keys_of(each.employer, each.job_title, each.posting_url)
    }
    before: dict[str, Draft] = {}
    for draft in drafts:
        keys = keys_of(draft.employer, draft.job_title, draft.posting_url)
        if found := next((there[key] for key in keys if key in there), None):
            yield Duplicate(draft, known=found)
        elif earlier := next((before[key] for key in keys if key in before), None):
            yield Duplicate(draft, earlier=earlier)
        for key in keys:
            before.setdefault(key, draft)


def keys_of(employer: str, job_title: str, posting_url: str) -> list[str]:
    """What two rows about one job have in common: their link, or employer and title."""
    link = same_link(posting_url)
    names = f"{core(employer)}\n{same_title(job_title)}"
    return [*([f"link {link}"] if link else []), *([names] if names.strip() else [])]


def same_title(title: str) -> str:
    return _words(_GENDERS.sub(" ", _plain(title)))


def same_link(url: str) -> str:
    """Without what only says where the reader came from."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    kept = [each for each in parse_qsl(parts.query) if not _TRACKING.match(each[0].lower())]
    host = parts.netloc.lower().removeprefix("www.")
    # The front page of an employer is no posting.
    is_front_page = not parts.path.strip("/") and not kept
    return "" if is_front_page else f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(kept))}"


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in split if not unicodedata.combining(char))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+|[+#]", text))
