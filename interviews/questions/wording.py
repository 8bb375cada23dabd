"""When two questions are the same one, and what kind of question some words are likely to be."""

import re
import unicodedata
from functools import cache
from hashlib import sha256

from interviews.questions.bank import Entry, bank
from interviews.questions.families import Family

WORD = re.compile(r"[^\W_]+")
# The first that fits counts, so what is rarer stands before what is common.
SIGNS = {
    Family.IMPROPER: r"married|pregnan|religio|your children|how old are you|sexual|girlfriend",
    Family.PAY: r"salary|compensation|notice period|what pay|you earn|relocat|when could you start",
    Family.PAST: r"a time (when|that|you)|an? example of|when (did|have|were) you|last time you",
    Family.OPENING: r"about yourself|walk (me|us) through your (career|resume|background)",
    Family.GAPS: r"weakness|gap in|no experience|let go|criticis|criticiz",
    Family.MOTIVATION: r"\bwhy (do you want|us|here|this|are you leaving)|years from now|motivat",
    Family.WHAT_IF: r"what (if|would you)|how would you (handle|react|deal)|\b(imagine|suppose)\b",
    Family.TEAM: r"\bteam|colleague|cowork|culture|values|manager",
}


def core(text: str) -> str:
    """The words alone, without capitals, accents and signs; of signs alone, these."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(WORD.findall(re.sub(r"(?<=\w)['’](?=\w)", "", letters))) or text.strip()


def digest_of(text: str) -> str:
    """The same for two questions that differ in capitals, accents and signs only."""
    return sha256(core(text).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def by_digest() -> dict[str, Entry]:
    return {digest_of(entry.text): entry for entry in bank().values()}


def in_bank(text: str) -> Entry | None:
    """The bank's own question, if these words are one."""
    return by_digest().get(digest_of(text))


def family_of(text: str) -> Family:
    """What kind it is likely to be; knowledge of the role where nothing speaks for another."""
    if entry := in_bank(text):
        return entry.family
    words = text.casefold()
    return next((kind for kind, signs in SIGNS.items() if re.search(signs, words)), Family.ROLE)
