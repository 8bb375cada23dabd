"""Who: the employer, the job title, the people and a telephone number."""

import re
from collections.abc import Iterable

from .classify import speaks_for_a_label
from .mime import Mail
from .quoting import Parts
from .reading import Evidence, Where
from .wording import WORDING, any_of, plain, table

_P = WORDING.parties
_NAME = r"[A-ZÄÖÜ0-9][\w&'.+*-]{0,30}"
_COMPANY = rf"(?P<company>{_NAME}(?: (?:&|and|und|of|{_NAME})(?= |\W|$)){{0,5}})"
_TITLE = r"(?P<title>[A-ZÄÖÜ(][^\n,;:!?\"<>]{1,80}?)"
_PERSON = (
    r"(?P<person>[A-ZÄÖÜ][a-zäöüßéè'-]{1,20}(?: [A-ZÄÖÜ]\.)?(?: (?:von|van|de|der|den))?"
    r" [A-ZÄÖÜ][\wäöüßéè'-]{1,25}"
    r"|(?:Herrn?|Frau|Mr\.?|Ms\.?|Mrs\.?|Dr\.?) [A-ZÄÖÜ][\w-]{1,25})"
)
_LEGAL = re.compile(
    r"\b((?:[A-ZÄÖÜ0-9][\w&.-]{0,30} (?:& )?){1,5}"
    r"(?:GmbH(?: & Co\. KG)?|AG|SE|KG|UG|e\.V\.|Inc|Ltd|LLC|PLC|plc|S\.A\.|B\.V\.))(?!\w)"
)
_MARKED_TITLE = re.compile(
    r"([A-ZÄÖÜ][^\n,.;:!?\"()]{2,70}?) ?\((?:m|w|f|d|x|all|gn)(?:[/|*]\w{1,3}){1,3}\)"
)
_PHONE = re.compile(
    r"(?<![\w/.@=-])(?:\+|00|0|\()\d[\d ()/.-]{6,20}\d(?!\w)"
    r"|(?<![\w/.-])\d{3}[-. ]\d{3}[-. ]\d{4}(?!\w)"
)
_PHONE_WORD = re.compile(rf"\b{any_of(WORDING.places['phone_words'])}\b", re.IGNORECASE)
_AGENCY = re.compile(rf"\b{any_of(_P['agency'])}\b", re.IGNORECASE)
_HR_WORDS = frozenset(_P["hr_words"])
_NOT_NAMES = frozenset(_P["not_names"])
_MAX_TEXT = 20_000


def _compiled(patterns: Iterable[str]) -> list[re.Pattern[str]]:
    position = "|".join([*_P["position"], *(word.capitalize() for word in _P["position"])])
    slots = {"{company}": _COMPANY, "{title}": _TITLE, "{person}": _PERSON, "{position}": position}
    compiled = []
    for pattern in patterns:
        filled = pattern
        for name, body in slots.items():
            filled = filled.replace(name, body)
        compiled.append(re.compile(filled))
    return compiled


_TITLES, _COMPANIES, _PEOPLE = (_compiled(_P[name]) for name in ("titles", "companies", "people"))


def _line(names: list[str]) -> re.Pattern[str]:
    return re.compile(
        rf"^[ \t*•-]*{any_of(names)}[ \t]*:[ \t]*(?P<value>\S[^\n]{{0,120}})$",
        re.IGNORECASE | re.MULTILINE,
    )


_TITLE_LINE, _COMPANY_LINE, _PEOPLE_LINE = (
    _line(_P[name]) for name in ("title_lines", "company_lines", "people_lines")
)
_SUBJECT_TITLE = re.compile(r"\s[-\u2013|:]\s(?P<title>[^-\u2013|:]{3,80})$")


def is_at(host: str, hosts: str) -> bool:
    """Tell whether ``host`` is, or lies below, one of the named ``hosts`` of hosts.toml."""
    known = table("hosts")[hosts].split()
    return any(host == one or host.endswith(f".{one}") for one in known)


def is_agency(text: str) -> bool:
    """Tell whether the writer speaks for a client."""
    return bool(_AGENCY.search(plain(text[:_MAX_TEXT])))


def read_title(subject: str, text: str) -> tuple[str, Evidence | None]:
    """Return the job title as written."""
    for where, words in ((Where.BODY, text), (Where.SUBJECT, subject)):
        found = _title_in(plain(words[:_MAX_TEXT]))
        if found:
            return found, Evidence("job_title", found, where)
    tail = _SUBJECT_TITLE.search(subject)
    found = _tidy_title(tail["title"]) if tail else ""
    company = re.search(r" (?:at|bei) ", found)
    found = found[: company.start()] if company else found
    is_title = len(found) > 1 and len(found.split()) <= 7 and not re.search(r"\d{2}|@", found)
    usable = is_title and not WORDING.job.search(found) and not speaks_for_a_label(found)
    return (found, Evidence("job_title", found, Where.SUBJECT)) if usable else ("", None)


def _title_in(text: str) -> str:
    line = _TITLE_LINE.search(text)
    if line:
        return _tidy_title(line["value"])
    for pattern in _TITLES:
        for match in pattern.finditer(text):
            title = _tidy_title(match["title"])
            if title and title.lower() not in _NOT_NAMES:
                return title
    marked = _MARKED_TITLE.search(text)
    return _tidy_title(marked[1].split(" als ")[-1]) if marked else ""


def _tidy_title(title: str) -> str:
    words = re.sub(r"\s+", " ", title).strip(" .-*\"'")
    words = re.sub(rf" (?:{'|'.join(_P['position'])})$", "", words, flags=re.IGNORECASE)
    return re.sub(r"^(?:the|our|an?|position|role) ", "", words, flags=re.IGNORECASE)[:100]


def read_employer(mail: Mail, parts: Parts) -> tuple[str, Evidence | None]:
    """Return the employer's name, from the words first and from the sender last."""
    for where, words in (
        (Where.BODY, parts.new),
        (Where.SUBJECT, mail.subject),
        (Where.BODY, parts.signature),
    ):
        found = _company_in(plain(words[:_MAX_TEXT]), legal_only=words is parts.signature)
        if found:
            return found, Evidence("employer", found, where)
    if is_agency(parts.new):
        return "", None
    found = _from_sender(mail)
    return (found, Evidence("employer", mail.sender_address, Where.SENDER)) if found else ("", None)


def _company_in(text: str, *, legal_only: bool) -> str:
    line = _COMPANY_LINE.search(text)
    if line and not legal_only:
        return line["value"].strip()
    for pattern in [] if legal_only else _COMPANIES:
        for match in pattern.finditer(text):
            name = _tidy_company(match["company"])
            if name:
                return name
    legal = _LEGAL.search(text)
    return _tidy_company(legal[1]) if legal else ""


def _tidy_company(name: str) -> str:
    words = name.split(". ")[0].strip(" .-'").split()
    while words and words[-1].lower() in {*_HR_WORDS, "and", "und", "of", "&", "for"}:
        words.pop()
    if not words or words[0].lower() in _NOT_NAMES or words[0][0].isdigit():
        return ""
    return " ".join(words)


def _from_sender(mail: Mail) -> str:
    local, _, host = mail.sender_address.rpartition("@")
    if not host or is_at(host, "webmail"):
        return ""
    shown = [
        word for word in re.split(r"[\s|,()]+", mail.sender_name) if word.lower() not in _HR_WORDS
    ]
    is_person = len(shown) > 1 and len(shown) == len(mail.sender_name.split())
    if is_at(host, "ats"):
        tenant = re.split(r"[.+_-]", local)[0]
        known = tenant and tenant.lower() not in _HR_WORDS
        return " ".join(shown) if shown and not is_person else tenant.title() if known else ""
    return _from_host(host)


def _from_host(host: str) -> str:
    labels = host.split(".")
    second_level = (
        len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in {"co", "com", "org", "ac"}
    )
    name = labels[-3 if second_level else -2] if len(labels) > 1 else ""
    return name.replace("-", " ").title()


def read_people(parts: Parts) -> tuple[str, ...]:
    """Return the names of those whom one will meet, then of who wrote."""
    text = plain(parts.new[:_MAX_TEXT])
    named = [match["person"] for pattern in _PEOPLE for match in pattern.finditer(text)]
    for line in _PEOPLE_LINE.finditer(text):
        named += [match["person"] for match in re.finditer(_PERSON, line["value"])]
    signed = [
        match[0].strip()
        for match in re.finditer(rf"^{_PERSON}[ \t]*$", plain(parts.signature), re.MULTILINE)
    ]
    found = (name for name in [*named, *signed[:1]] if _is_person(name))
    return tuple(dict.fromkeys(found))[:10]


def _is_person(name: str) -> bool:
    words = {word.lower().strip(".") for word in name.split()}
    return not words & (_NOT_NAMES | _HR_WORDS)


def read_phone(parts: Parts) -> str:
    """Return the telephone number that the text names as one."""
    text = plain(f"{parts.new}\n{parts.signature}"[:_MAX_TEXT])
    for match in _PHONE.finditer(text):
        near = text[max(0, match.start() - 40) : match.start()]
        digits = sum(character.isdigit() for character in match[0])
        if 7 <= digits <= 15 and (match[0].startswith("+") or _PHONE_WORD.search(near)):
            return match[0].strip()
    return ""
