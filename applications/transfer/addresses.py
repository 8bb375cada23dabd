"""Addresses on the web and of people, as somebody wrote them into a table."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST_LINK = 2000
LONGEST_CONTACT_LINK = 500
LONGEST_EMAIL = 254
LONGEST_DOMAIN = 253
_EMAIL = re.compile(r"[^\s@<>,;:()]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)


@dataclass(frozen=True)
class Person:
    """Whom a row names as the one to write to."""

    name: str
    email: str = ""
    phone: str = ""
    link: str = ""


def link_of(text: str) -> str | None:
    """An address on the web; without a scheme, the safe one is taken."""
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    is_fine = parts.scheme in ("http", "https") and "." in host and not re.search(r"\s", address)
    return address if is_fine and len(address) <= LONGEST_LINK else None


def email_of(text: str) -> str | None:
    match = _EMAIL.search(text)
    return match[0] if match and len(match[0]) <= LONGEST_EMAIL else None


def contact_link_of(text: str) -> str | None:
    link = link_of(text)
    return link if link and len(link) <= LONGEST_CONTACT_LINK else None


def domain_of(text: str) -> str | None:
    """The host of a website, as an employer's page shows it."""
    link = link_of(text)
    host = (urlsplit(link).hostname or "").removeprefix("www.") if link else ""
    return host if _HOST.fullmatch(host) and len(host) <= LONGEST_DOMAIN else None


def named_in(text: str) -> tuple[str, str]:
    """The name and the e-mail address in "Jo Park <jo@example.org>"; "" for what is not there."""
    email = email_of(text) or ""
    return _EMAIL.sub("", text).strip(" <>(),;:/-"), email
