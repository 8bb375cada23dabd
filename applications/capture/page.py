"""A web page: its structured data where it has any, else guesses from what it shows."""

import re

from selectolax.lexbor import LexborHTMLParser

from interviews.intake.markup import to_text

from .draft import Basis, Facts, Field, JobDraft, facts, first_of, kept_text
from .prose import facts_in_text, settled
from .schema import address_in, facts_of, plain, text_of, the_one
from .structured import job_postings
from .vocabulary import is_name
from .words import facts_in

MAX_BYTES = 2_000_000
# Less than this is a teaser, and the page itself has more.
_SHORT_TEXT = 300
_AROUND = ["script", "style", "svg", "noscript", "template", "iframe", "object", "nav", "aside",
           "footer", "form", "button", "dialog", "select"]  # fmt: skip
_MAIN = ("main", "[role=main]", "article", "#content", "body")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s*([a-zA-Z0-9_-]{2,30})", re.IGNORECASE)
# How the large boards name these parts; where one is absent nothing is lost.
_SHOWN = {
    Field.TITLE: ".top-card-layout__title, .app-title, .posting-headline h2, "
    "[data-automation-id=jobPostingHeader], [class*=job-title], [class*=jobTitle]",
    Field.EMPLOYER: ".topcard__org-name-link, .topcard__flavor:not(.topcard__flavor--bullet), "
    ".company-name, [class*=companyName], [class*=company-name], [data-testid*=company]",
    Field.PLACE: ".topcard__flavor--bullet, [data-automation-id=locations] dd, .posting-categories "
    ".location, [class*=job-location], [class*=jobLocation], [class*=job__location], .location",
}
_HEAD_TITLES = (
    re.compile(r"^Job Application for (?P<title>.+) at (?P<employer>.+)$", re.IGNORECASE),
    re.compile(r"^(?P<employer>.+?) hiring (?P<title>.+?)(?: in (?P<place>.+?))? \| LinkedIn$"),
)


def decoded(data: bytes, charset: str = "") -> str:
    """The page's text, in the encoding that it came with or names itself."""
    named = _CHARSET.search(data[:4096])
    for each in (charset, named[1].decode() if named else "", "utf-8"):
        try:
            return data.decode(each) if each else data.decode("utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", errors="replace")


def read_page(html: str, *, url: str = "", with_data: bool = True) -> JobDraft:
    """All that a page says; `with_data` asks for its structured data, which may be too much."""
    heads = _heads(html)
    jobs = job_postings(html) if with_data else []
    job = the_one(jobs, url=url, heading=heads["heading"]) if jobs else None
    read = facts_of(job) if job else {}
    text = text_of(job) if job and job.keeps_lines else ""
    shown = _shown_text(html)
    own = facts(Basis.READ, {Field.URL: url})
    guesses = first_of(
        _shown_facts(html), _of_heads(heads), _near(text or shown, is_list=len(jobs) > 1)
    )
    found = settled(first_of(own, read, _fitting(guesses, read), _own_address(heads)))
    return JobDraft(found, kept_text((text if len(text) >= _SHORT_TEXT else shown).splitlines()))


def _near(text: str, *, is_list: bool) -> Facts:
    """Guesses from the words; of a list of jobs none, as they'd be of different ones."""
    return {} if is_list else facts_in_text(text)


def _fitting(guesses: Facts, read: Facts) -> Facts:
    """Without a guess that only says again what was read as something else."""
    known = {each.value.lower() for each in read.values()}
    return {name: each for name, each in guesses.items() if each.value.lower() not in known}


def _heads(html: str) -> dict[str, str]:
    """What the page calls itself."""
    tree = LexborHTMLParser(html)

    def of(selector: str, attribute: str = "") -> str:
        node = tree.css_first(selector)
        if node is None:
            return ""
        return plain((node.attributes.get(attribute) or "") if attribute else node.text())

    headings = [plain(each.text())[:200] for each in tree.css("h1")[:10]]
    return {
        "heading": next((each for each in headings if is_name(each)), ""),
        "title": of("head title") or of("title"),
        "og_title": of('meta[property="og:title"]', "content"),
        "site": of('meta[property="og:site_name"]', "content"),
        "address": of('link[rel="canonical"]', "href") or of('meta[property="og:url"]', "content"),
    }


def _own_address(heads: dict[str, str]) -> Facts:
    return facts(Basis.READ, {Field.URL: address_in(heads["address"])})


def _of_heads(heads: dict[str, str]) -> Facts:
    """The heading is the title; what the browser shows as the page's has the employer too."""
    heading = heads["heading"]
    found = facts(Basis.GUESS, {Field.TITLE: heading})
    for title in (heads["title"], heads["og_title"]):
        for pattern in _HEAD_TITLES:
            if match := pattern.match(title):
                return first_of(found, facts(Basis.GUESS, _groups(match)))
    for title in filter(None, (heads["title"], heads["og_title"])):
        rest = _without(title, heads["site"])
        if heading and heading.lower() in rest.lower():
            start = rest.lower().index(heading.lower())
            around = f"{rest[:start]} {rest[start + len(heading) :]}".strip(" |–—-·:@,")
            employer = re.sub(r"(?i)^(at|bei|chez|@)\s+", "", around)
            employer = re.split(r"\s[|–—·-]\s", employer)[0].strip(" |–—-·")
            return first_of(found, _if_named({Field.EMPLOYER: employer}))
        named = facts_in(rest)
        if not heading and Field.TITLE in named:
            return named
    return found


def _groups(match: re.Match[str]) -> dict[Field, str]:
    names = {"title": Field.TITLE, "employer": Field.EMPLOYER, "place": Field.PLACE}
    return {names[name]: said for name, said in match.groupdict().items() if said}


def _without(title: str, site: str) -> str:
    """The title without the name of the site behind it."""
    parts = re.split(r"(\s[|–—·]\s)", title)
    if len(parts) > 2 and site and parts[-1].strip().lower() == site.lower():
        return "".join(parts[:-2])
    return title


def _if_named(values: dict[Field, str]) -> Facts:
    return facts(Basis.GUESS, {name: each for name, each in values.items() if is_name(each)})


def _shown_facts(html: str) -> Facts:
    tree = LexborHTMLParser(html)
    found: dict[Field, str] = {}
    for name, selector in _SHOWN.items():
        texts = {plain(node.text()) for node in tree.css(selector)[:20]}
        # Where there are several they are those of other jobs.
        if len(texts) == 1:
            found[name] = texts.pop()
    return _if_named(found)


def _shown_text(html: str) -> str:
    """What stands in the page's middle."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(_AROUND)
    for selector in _MAIN:
        node = tree.css_first(selector)
        text = to_text(node.html or "") if node else ""
        if len(text) >= _SHORT_TEXT or (selector == "body" and text):
            return text
    return to_text(tree.html or "")
