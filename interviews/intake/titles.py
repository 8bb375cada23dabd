"""Which job: the title as written."""

import re
from collections.abc import Iterator

from .names import MAX_TEXT, NOT_NAMES, ROLE_WORD, compiled, named_line
from .reading import Evidence, Where
from .wording import WORDING, plain

_P = WORDING.parties
_TITLES = compiled(_P["titles"])
_LOW_TITLES = [re.compile(pattern) for pattern in _P["low_titles"]]
_LOW_NOT = frozenset(_P["low_not"])
_LINE = named_line(_P["title_lines"])
_MARK = r"\((?:m|w|f|d|x|all|gn)(?:[/|*]\w{1,3}){1,3}\)"
_MARKED = re.compile(rf"([A-ZÄÖÜ][^\n,.;:!?\"()]{{2,70}}?) ?{_MARK}")
_PIECES = re.compile(r"\s+[-\u2013|:<>]+\s+|: |\s*[|<>]+\s*|, | (?:at|bei|with|@|for|als|about) ")
_CODE = re.compile(r"^(?:#?[A-Z]{0,4}[-_ ]?\d{3,9}|Ref\.?)[ :.,-]+")
_STOP = re.compile(
    r" (?:has|have|had|was|were|is|are|will|would|we|you|your|please|but|that|which|this|and we|and"
    r" would|and look|to discuss|to see|role|position|job|landed|just|who|haben|hat|wurde|ist|sind|"
    r"wir|zusagen|anbieten|zu können|beworben|here|starting|zum \d|ab \d)\b.*$"
)
_TITLE_WORD = r"[A-ZÄÖÜ][\w'+#./*:-]{0,30}(?<![.:])|[A-Z&/]"
_RUN = re.compile(
    rf"(?<![\w@./-])(?:{_TITLE_WORD})"
    rf"(?: (?:of|for|and|und|für|im|in|&|/|-|–|{_TITLE_WORD})){{0,7}}(?: ?{_MARK})?"
)
_MAX_WORDS = 9
_ANSWER = re.compile(rf"^(?:{WORDING.reply_subject.pattern})\s*", re.IGNORECASE)
# Where nouns have capitals, a title ends before the first word that has none and joins none.
_CAPITAL_LANGUAGES = frozenset(_P["capital_titles"])
_JOINED = r"(?:(?:für|und|im|in|der|des|die|das|den|dem|am|an|mit|von|zur|zum|of|for|and|&|/|-) )"
_IN_CAPITALS = re.compile(
    rf"^\S*(?: (?:{_JOINED}{{1,3}}(?:[a-zäöü]+(?:en|er|es|e) )?)?[A-ZÄÖÜ0-9(&/\"]\S*| [-–&/](?= ))*"
)


def read_title(subject: str, text: str, language: str = "") -> tuple[str, Evidence | None]:
    """Return the job title as written: what names a line of work first, then any that fits."""
    title, shown = _read_title(subject, text)
    if language in _CAPITAL_LANGUAGES:
        title = _IN_CAPITALS.match(title)[0].rstrip(" -") if title else title  # type: ignore[index]
        title = _without_lead(title)
    return title, shown


def _read_title(subject: str, text: str) -> tuple[str, Evidence | None]:
    body, head = plain(text[:MAX_TEXT]), _ANSWER.sub("", plain(subject))
    for where, words in ((Where.BODY, body), (Where.SUBJECT, head)):
        stated = _LINE.search(words)
        if stated and _tidy(stated["value"]):
            return _found(_tidy(stated["value"]), where)
    phrased = [(title, Where.BODY) for title in _phrased(body)]
    phrased += [(title, Where.SUBJECT) for title in _phrased(head)]
    pieces = [(title, Where.SUBJECT) for title in _pieces(head)]
    runs = [(title, Where.BODY) for title in _runs(body[:2_000])]
    works = [each for each in (*phrased, *pieces, *runs) if ROLE_WORD.search(each[0])]
    for title, where in (*works, *phrased, *_low(body, head)):
        return _found(title, where)
    return "", None


def _found(title: str, where: Where) -> tuple[str, Evidence]:
    return title, Evidence("job_title", title, where)


def _phrased(text: str) -> Iterator[str]:
    """Yield what stands where a title does: "the … position", "als …"."""
    for pattern in _TITLES:
        for match in pattern.finditer(text):
            title = _tidy(match["title"])
            if _is_title(title):
                yield title
    marked = _MARKED.search(text)
    if marked:
        yield _tidy(marked[0].split(" als ")[-1])


def _low(body: str, head: str) -> Iterator[tuple[str, Where]]:
    """Yield titles in small letters, which only "the … job" can show."""
    for where, text in ((Where.BODY, body), (Where.SUBJECT, head)):
        for pattern in _LOW_TITLES:
            for match in pattern.finditer(text):
                if not _LOW_NOT & set(re.split(r"[ -]", match["title"])):
                    yield match["title"], where


def _pieces(subject: str) -> Iterator[str]:
    """Yield the parts of a subject that may be a title, the last first."""
    for piece in reversed(_PIECES.split(subject[:300])):
        for run in _RUN.findall(piece):
            title = _tidy(run)
            if ROLE_WORD.search(title) and _is_title(title):
                yield title


def _runs(text: str) -> Iterator[str]:
    """Yield runs of capitalised words that end in a line of work, apart from who signs."""
    for match in _RUN.finditer(text):
        before = text[max(0, match.start() - 2) : match.start()]
        title = _tidy(match[0])
        if ROLE_WORD.search(title) and _is_title(title) and before != ", ":
            yield title


def _tidy(title: str) -> str:
    words = re.sub(r"\s+", " ", title).strip(" .-–*\"'„“”»«[]")
    words = _STOP.sub("", _CODE.sub("", words))
    words = re.sub(rf" (?:{'|'.join(_P['position'])})$", "", words, flags=re.IGNORECASE)
    words = re.sub(r" (?:at|bei|in unserem|with|@) .*$", "", words)
    return _without_lead(words)[:100]


def _without_lead(title: str) -> str:
    """Drop the words before a title, such as "Interview" or "the", and what hangs behind it."""
    words = title.split()
    while words and words[0].lower().strip(".,'") in _LEADS and not _is_tool(words):
        words.pop(0)
    while words and words[-1].lower() in _HANGING:
        words.pop()
    return " ".join(words)


def _is_tool(words: list[str]) -> bool:
    """Tell whether the first word belongs to a line of work: "Application Engineer"."""
    return len(words) == 2 and words[0].lower() in _TOOLS and bool(ROLE_WORD.fullmatch(words[1]))


def _is_title(title: str) -> bool:
    words = title.split()
    usual = {word.lower().strip(".,") for word in words}
    if words and ROLE_WORD.fullmatch(words[-1]):
        usual -= _TOOLS
    is_named = bool(words) and len(words) <= _MAX_WORDS and len(title) > 2
    return is_named and not usual & _NEVER and words[0].lower() not in _NOT_FIRST


# What somebody may engineer or analyse.
_TOOLS = frozenset({"application", "applications"})
_NEVER = frozenset(_P["not_titles"])
_NOT_FIRST = {word for word in NOT_NAMES if not ROLE_WORD.fullmatch(word)}
_NOT_FIRST -= set(_P["title_begins"])
_LEADS = _NEVER | set(_P["title_leads"])
_HANGING = set(_P["title_hangs"])
