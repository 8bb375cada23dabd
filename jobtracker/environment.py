"""Read and check environment variables; a malformed one names itself in one line."""

import os
import re
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from email.utils import parseaddr
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SECRET_KEY_BYTES = 64
SECRET_KEY_LENGTH = 50
SECRET_KEY_WAIT_SECONDS = 5.0

LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]"}
DATABASE_SCHEMES = {"postgres", "postgresql", "sqlite"}
# What leaves room for the name before it in an address.
DOMAIN_LENGTH = 200
DOMAIN = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})*")
IMAPS_PORT = 993
# Of a user's or a folder's name.
LONGEST = 200
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


class SignOn(NamedTuple):
    """A firm's own identity provider, by OpenID Connect."""

    name: str
    url: str
    client_id: str
    secret: str

    @property
    def origin(self) -> str:
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def settings(self) -> dict[str, Any]:
        """What allauth is told of it."""
        return {
            "provider_id": "firm",
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {"server_url": self.url, "oauth_pkce_enabled": True},
        }


class Listen(NamedTuple):
    """Where our own small mail server listens, and what it speaks."""

    host: str
    port: int
    is_lmtp: bool


class Mailbox(NamedTuple):
    """A folder on an IMAP server, and what opens it."""

    host: str
    port: int
    user: str
    password: str
    folder: str


class Environment:
    """Typed reading of a mapping of variables; an unset and an empty one are the same."""

    def __init__(self, variables: Mapping[str, str] = os.environ) -> None:
        self.variables = variables

    def text(self, name: str, default: str = "") -> str:
        return self.variables.get(name, "").strip() or default

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.text(name, "1" if default else "0")
        if value not in {"0", "1"}:
            raise malformed(name, "must be 0 or 1", value)
        return value == "1"

    def number(self, name: str, default: int, *, most: int) -> int:
        """A whole number from 1 to the most allowed."""
        value = self.text(name, str(default))
        if not (value.isdecimal() and 1 <= int(value) <= most):
            raise malformed(name, f"must be a whole number from 1 to {most}", value)
        return int(value)

    def words(self, name: str, default: list[str]) -> list[str]:
        """The comma-separated words, without blanks or empty ones."""
        given = self.text(name)
        return [word for part in given.split(",") if (word := part.strip())] or default

    def choice(self, name: str, choices: list[str]) -> str:
        """One of the choices, "" for none."""
        value = self.text(name)
        if value and value not in choices:
            raise malformed(name, f"must be one of {', '.join(choices)}", value)
        return value

    def hosts(self, name: str, default: list[str]) -> list[str]:
        hosts = self.words(name, default)
        for host in hosts:
            if "/" in host or " " in host or host == "*":
                raise malformed(name, "must list host names, separated by commas", host)
        return hosts

    def folder(self, name: str, default: Path) -> Path:
        """The folder, created readable by its owner only when it is missing."""
        folder = Path(self.text(name, str(default))).expanduser().absolute()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise malformed(name, "must be a folder we can create", str(folder)) from error
        return folder

    def secret(self, name: str, file: Path) -> str:
        """The given secret, or the one kept in the file, which is made when missing."""
        given = self.text(name)
        if not given:
            return kept_secret(file)
        if len(given) < SECRET_KEY_LENGTH:
            # The value is a secret: never repeat it.
            raise ImproperlyConfigured(f"{name} must have at least {SECRET_KEY_LENGTH} characters.")
        return given

    def database(self, name: str, default: Path) -> dict[str, Any]:
        """Django's description of the database that the URL names.

        Accepts postgres://, postgresql:// and sqlite:///path; defaults to the SQLite file.
        """
        url = self.text(name, f"sqlite:///{default}")
        parts = self._url(name, url, DATABASE_SCHEMES)
        try:
            parsed = dict(dj_database_url.parse(url))
        except ValueError as error:
            raise refused_url(name, DATABASE_SCHEMES) from error
        if not parsed.get("NAME") or parsed["NAME"] == ":memory:":
            raise ImproperlyConfigured(f"{name} must name a database after the last slash.")
        if parts.scheme == "sqlite":
            parsed["NAME"] = Path(str(parsed["NAME"])).absolute()
        return parsed

    def mailer(self, name: str, folder: Path) -> dict[str, Any]:
        """Django's description of the mail server, or of the folder mails are written to.

        Accepts smtp:// (plain), smtp+tls:// (STARTTLS) and smtps:// (TLS from the start).
        """
        url = self.text(name)
        if not url:
            return {
                "BACKEND": "jobtracker.outbox.folder.EmailBackend",
                "OPTIONS": {"file_path": str(folder)},
            }
        parts = self._url(name, url, set(MAIL_PORTS))
        if not parts.hostname:
            raise refused_url(name, set(MAIL_PORTS))
        return {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": parts.hostname,
                "port": parts.port or MAIL_PORTS[parts.scheme],
                "username": unquote(parts.username or ""),
                "password": unquote(parts.password or ""),
                "use_tls": parts.scheme == "smtp+tls",
                "use_ssl": parts.scheme == "smtps",
                "timeout": 30,
            },
        }

    def sender(self, name: str, default: str) -> str:
        """An address, with or without the name of whose it is."""
        value = self.text(name, default)
        _, address = parseaddr(value)
        local, _, host = address.rpartition("@")
        if not (local and host and value.isprintable()):
            raise malformed(name, "must be like Jobtracker <jobs@example.org>", value)
        return value

    def site(self, name: str, default: str) -> str:
        """Where people reach the site: scheme and host, without a slash at the end."""
        value = self.text(name, default).rstrip("/")
        parts = self._url(name, value, {"https", "http"})
        if not parts.hostname or value != f"{parts.scheme}://{parts.netloc}" or "@" in value:
            raise malformed(name, "must be like https://jobs.example.org", value)
        return value

    def domain(self, name: str) -> str:
        """The domain of mail addresses that we give out, "" for none."""
        value = self.text(name).lower()
        if value and (len(value) > DOMAIN_LENGTH or not DOMAIN.fullmatch(value)):
            raise malformed(name, "must be a domain such as in.example.org", value)
        return value

    def listen(self, name: str, default: str) -> Listen:
        """Accepts lmtp://host:port and smtp://host:port."""
        parts = self._url(name, self.text(name, default), {"lmtp", "smtp"})
        if not parts.hostname or parts.port is None:
            raise malformed(name, "must be like lmtp://127.0.0.1:8024", parts.netloc)
        return Listen(parts.hostname, parts.port, parts.scheme == "lmtp")

    def mailbox(self, name: str) -> Mailbox | None:
        """Accepts imaps://user:password@host/folder, the inbox where no folder is named."""
        url = self.text(name)
        if not url:
            return None
        # The value is a secret: never repeat it.
        refusal = ImproperlyConfigured(
            f"{name} must be like imaps://user:password@imap.example.org/folder, with whatever is "
            "no letter or digit in user, password and folder percent-encoded."
        )
        try:
            parts = self._url(name, url, {"imaps"})
        except ImproperlyConfigured as error:
            raise refusal from error
        found = mailbox_at(parts)
        texts = (found.user, found.folder)
        is_clear = all(each.isprintable() and len(each) <= LONGEST for each in texts)
        if not (all(found) and is_clear) or parts.query or parts.fragment:
            raise refusal
        return found

    def sign_on(self, prefix: str) -> SignOn | None:
        """The identity provider that the variables of this prefix describe, all or none of them."""
        names = [f"{prefix}_{name}" for name in ("URL", "CLIENT_ID", "CLIENT_SECRET")]
        given = [self.text(name) for name in names]
        if not any(given):
            return None
        for name, value in zip(names, given, strict=True):
            if not value:
                raise ImproperlyConfigured(f"{name} must be set too.")
        url, client_id, secret = given
        parts = self._url(names[0], url, {"https", "http"})
        if parts.scheme == "http" and parts.hostname not in LOCAL_HOSTS:
            raise malformed(names[0], "must start with https://", url)
        name = self.text(f"{prefix}_NAME", parts.hostname or url)
        return SignOn(name, url.rstrip("/"), client_id, secret)

    @staticmethod
    def _url(name: str, url: str, schemes: set[str]) -> SplitResult:
        try:
            parts = urlsplit(url)
            parts.port  # noqa: B018  (reading it is what checks it)
        except ValueError as error:
            raise refused_url(name, schemes) from error
        if parts.scheme not in schemes or "://" not in url:
            raise refused_url(name, schemes)
        return parts


def mailbox_at(parts: SplitResult) -> Mailbox:
    texts = (parts.username or "", parts.password or "", parts.path[1:] or "INBOX")
    return Mailbox(parts.hostname or "", parts.port or IMAPS_PORT, *map(unquote, texts))


def malformed(name: str, rule: str, value: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} {rule}, not {value!r}.")


def refused_url(name: str, schemes: set[str]) -> ImproperlyConfigured:
    # A URL may carry a password, so the value is not repeated.
    starts = ", ".join(f"{scheme}://" for scheme in sorted(schemes))
    return ImproperlyConfigured(f"{name} must be a URL that starts with one of {starts}.")


def kept_secret(file: Path) -> str:
    """The secret in the file; the first process to ask makes it, the others read it."""
    with suppress(FileExistsError):
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as new:
            new.write(secrets.token_urlsafe(SECRET_KEY_BYTES))
    return _read_when_written(file)


def _read_when_written(file: Path) -> str:
    # The process that created the file may not have written to it yet.
    deadline = time.monotonic() + SECRET_KEY_WAIT_SECONDS
    while len(secret := file.read_text().strip()) < SECRET_KEY_LENGTH:
        if time.monotonic() > deadline:
            raise ImproperlyConfigured(
                f"{file} holds no usable secret: delete it to make a new one."
            )
        time.sleep(0.01)
    return secret
