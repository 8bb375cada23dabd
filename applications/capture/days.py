"""When somebody applied, as they say it in a few words: "yesterday", "3 days ago", "on 3 Nov"."""

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_YEAR = r"(?:,?\s+(?P<{0}>\d{{4}})\b)?"
_DAY = (
    r"(?P<iso>\d{4}-\d\d-\d\d)"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_MONTH.format('m1')}{_YEAR.format('y1')}"
    rf"|{_MONTH.format('m2')}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b{_YEAR.format('y2')}"
    r"|(?P<d3>\d{1,2})\.(?P<m3>\d{1,2})\.(?P<y3>\d{4})?"
)
_AGO = rf"(?P<today>today)|(?P<yesterday>yesterday)|{_COUNT}\s+(?P<unit>day|week)s?\s+ago"
_WEEKDAY = r"(?:last\s+)?(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
_VERB = r"(?:i\s+)?(?:have\s+|already\s+|just\s+)*(?:applied|sent|submitted)"
# A day alone is one of a sentence: "on 3 Nov", "3 days ago". With the verb it needs no "on".
_WHEN = re.compile(
    rf"(?i)[\s,;(–-]*(?:\b{_VERB}\s+)?(?:\bon\s+(?:the\s+)?(?:{_DAY}|{_WEEKDAY})|\b(?:{_AGO})\b)\)?"
    rf"|[\s,;(–-]*\b{_VERB}\s+(?:the\s+)?(?:{_DAY.replace('?P<', '?P<v')})\)?"
)
_FOR = re.compile(rf"(?i)^\s*{_VERB}\s+(?:for|as)\s+(?:an?\s+|the\s+)?")
_TO = re.compile(
    rf"(?i)^\s*{_VERB}\s+(?:to|at|with)\s+(?P<employer>[^,;|]{{2,100}}?)\s+(?:as|for)\s+"
    r"(?:an?\s+|the\s+)?(?P<title>.{2,150})$"
)


_CLOSES = re.compile(
    r"(?i)[\s,;(–-]*\b(?:(?:(?:application\s+)?deadline|closes?|closing(?:\s+date)?|"
    r"(?:bewerbungs)?frist)\s*(?:is|on|bis)?|(?:(?:apply|applications?|open)\s+)?"
    rf"(?:by|until|till|bis|before))\s*:?\s*(?:the\s+|zum\s+)?(?:{_DAY})\)?"
)
_STARTS = re.compile(rf"(?i)[\s,;(–-]*\b(?:from|ab|start(?:s|ing)?(?:\s+on)?)\s+(?:{_DAY})\)?")
_ALONE = re.compile(rf"(?i)(?:{_DAY}|\d{{1,2}}\s?[/.]\s?\d{{1,2}}(?:[/.]\d{{2,4}})?)")


def is_day(text: str) -> bool:
    """Whether it is a day and nothing else."""
    return bool(_ALONE.fullmatch(text.strip()))


def closing_in(text: str, today: date | None) -> tuple[str, date | None]:
    """The text without it, and the day until which they take applications."""
    text = _STARTS.sub(" ", text)
    match = _CLOSES.search(text) if today else None
    if not match or not today:
        return text, None
    parts = {name: each for name, each in match.groupdict().items() if each}
    try:
        day = _dated(parts, today)
    except ValueError:
        return text, None
    if day < today and not any(name.startswith("y") or name == "iso" for name in parts):
        day = day.replace(year=day.year + 1)
    return (f"{text[: match.start()]} {text[match.end() :]}", day) if day >= today else (text, None)


def applied_in(text: str, today: date | None) -> tuple[str, date | None]:
    """The text without it, and the day on which somebody says that they applied."""
    day = None
    if today and (match := _WHEN.search(text)):
        parts = {name.removeprefix("v"): each for name, each in match.groupdict().items() if each}
        day = _day(parts, today)
        if day and day <= today:
            text = f"{text[: match.start()]} {text[match.end() :]}"
        else:
            day = None
    text = _TO.sub(r"\g<title> at \g<employer>", text.strip())
    return _FOR.sub("", text), day


def _day(parts: dict[str, str], today: date) -> date | None:
    if "today" in parts or "yesterday" in parts:
        return today - timedelta(days="yesterday" in parts)
    if "count" in parts:
        count = parts["count"].lower()
        days = _NUMBERS.get(count) or int(count)
        return today - timedelta(days=days * (7 if parts["unit"].lower() == "week" else 1))
    if "weekday" in parts:
        back = (today.weekday() - _WEEKDAYS.index(parts["weekday"][:3].lower())) % 7
        return today - timedelta(days=back or 7)
    try:
        return _dated(parts, today)
    except ValueError:
        return None


def _dated(parts: dict[str, str], today: date) -> date:
    """Without a year, the last such day; `ValueError` for a day that no calendar has."""
    if "iso" in parts:
        return date.fromisoformat(parts["iso"])
    style = next(each for each in "123" if f"d{each}" in parts)
    named = parts[f"m{style}"].lower()
    month = int(named) if named.isdigit() else _MONTHS.index(named[:3]) + 1
    if year := parts.get(f"y{style}"):
        return date(int(year), month, int(parts[f"d{style}"]))
    found = date(today.year, month, int(parts[f"d{style}"]))
    return found if found <= today else found.replace(year=today.year - 1)
