"""What a few words say beside the job: where it was found, until when, and how pay is meant."""

import re
from urllib.parse import urlsplit

# Where people find jobs: none of them is the employer, nor an agency.
BOARDS = {
    "linkedin": "LinkedIn",
    "indeed": "Indeed",
    "stepstone": "StepStone",
    "xing": "XING",
    "glassdoor": "Glassdoor",
    "monster": "Monster",
    "welcometothejungle": "Welcome to the Jungle",
    "wellfound": "Wellfound",
    "angellist": "AngelList",
    "otta": "Otta",
    "ziprecruiter": "ZipRecruiter",
    "dice": "Dice",
    "totaljobs": "Totaljobs",
    "seek": "SEEK",
    "infojobs": "InfoJobs",
    "arbeitsagentur": "Arbeitsagentur",
    "platsbanken": "Platsbanken",
    "jobteaser": "JobTeaser",
    "handshake": "Handshake",
    "simplyhired": "SimplyHired",
}
_BOARD = "|".join(f"{name}(?:\\.[a-z]{{2,3}}){{0,2}}" for name in BOARDS)
_BOARD += r"|welcome to the jungle"
_FOUND = re.compile(
    rf"(?i)[\s,;|(–-]*(?:\b(?:i\s+)?(?:saw|seen|found)(?:\s+(?:it|this))?\s+)?"
    rf"(?:\b(?:on|via|through|über|from)\s+|[|–-]\s*)(?P<board>{_BOARD})\b\)?"
)
_REFERRED = re.compile(
    r"(?i)[\s,;(–-]+(?P<how>referr(?:ed|al)\s+(?:by|from)\s+[^,;|()\n]{2,60}|a\s+friend)\)?\s*$"
)
# How phones and sites share a posting.
_SHARED = re.compile(
    r"(?i)^\s*(?:check out|have a look at|look at|see|i came across|i found|sharing)?\s*"
    r"(?:this|a)\s+(?:job|role|position|posting)(?:\s+(?:at|with)\s+(?P<employer>[^:|\n]{2,100}?))?"
    r"\s*(?::\s*|\n\s*|$)"
)
_FIRST_PART = re.compile(r"\s*[,;|\n·•(]|\s+[-–—]\s|\s+https?:")
_BEFORE_PAY = re.compile(
    r"(?i)(?:^|(?<=[\s,;(]))(?P<word>up to|bis zu|max\.?|from|ab|min\.?|around|about|ca\.?|circa|"
    r"approx\.?|~|salary|pay|gehalt)\s*:?\s*$"
)
_MOST = ("up to", "bis zu", "max", "max.")
_NO_PLACE = re.compile(
    r"(?i)^(?:\d(?!\d{3,4}\s+[a-zà-þ])|full[- ]?time|part[- ]?time|permanent|contract|freelance|"
    r"asap|urgent|vollzeit|teilzeit|unbefristet|befristet|immediately|ab\s|start(?:s|ing)?\b|"
    r"from\b|by\b|until\b|referred\b|saw\b|found\b|p/|senior$|junior$|easy apply|apply\b|"
    r"recruiter\b|contact\b|spoke\b|call(?:ed)?\b)"
)
_COUNTRIES = frozenset(
    re.findall(
        r"\w+",
        """
    australia austria belgium brazil canada china czechia denmark deutschland england finland france
    germany greece hungary india ireland israel italy japan luxembourg mexico netherlands norway
    österreich poland portugal romania schweiz scotland singapore spain sverige sweden switzerland
    turkey uk ukraine usa us wales eu nl de ch at
        """,
    )
)


def shared(text: str) -> str:
    """The job without the words that a program put around it: "Check out this job at Acme: …"."""
    match = _SHARED.match(text)
    if not match:
        return text
    rest, employer = text[match.end() :].strip(), (match["employer"] or "").strip()
    if not employer:
        return rest
    has_job = bool(re.search(r"[^\W\d_]", re.sub(r"(?i)\b(?:https?://|www\.)\S+", "", rest)))
    if not has_job:
        return f"{employer}\n{rest}"
    title = _FIRST_PART.split(rest, maxsplit=1)[0]
    return f"{title} at {employer}{rest[len(title) :]}"


def source_in(text: str, link: str) -> tuple[str, str]:
    """The text without what says where the job was found, and that; the link may tell it, too."""
    if match := _FOUND.search(text):
        name = match["board"].lower().replace(" ", "").split(".")[0]
        return f"{text[: match.start()]}\n{text[match.end() :]}", BOARDS[name]
    if match := _REFERRED.search(text):
        how = match["how"]
        return text[: match.start()], how[:1].upper() + how[1:]
    return text, board_of(link)


def board_of(link: str) -> str:
    try:
        labels = (urlsplit(link).hostname or "").split(".")
    except ValueError:
        return ""
    return next((BOARDS[each] for each in labels if each in BOARDS), "")


def before_pay(text: str) -> tuple[str, bool]:
    """The text without the word that leads to a sum, and whether it calls the sum the most."""
    match = _BEFORE_PAY.search(text)
    if not match:
        return text, False
    return text[: match.start()], match["word"].lower() in _MOST


def place_in(parts: list[str]) -> str:
    """The first that may be a place, with the country or state behind it."""
    likely = [each for each in parts if not _NO_PLACE.match(each) and not re.search(r"\d$", each)]
    for at, each in enumerate(parts):
        if each in likely:
            after = parts[at + 1] if at + 1 < len(parts) else ""
            is_wider = after.lower() in _COUNTRIES or bool(re.fullmatch(r"[A-Z]{2}", after))
            return f"{each}, {after}" if is_wider else each
    return ""
