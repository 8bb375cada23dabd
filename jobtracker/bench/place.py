"""A database and a folder that nobody else uses, and that are gone afterwards."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

POSTGRESQL = {"postgres", "postgresql"}


@contextmanager
def own_place(database_url: str) -> Iterator[None]:
    """Point the settings, which are not read yet, to a new database and a new folder.

    On PostgreSQL it is made on the server that the URL names; without a URL it is a SQLite file.
    """
    with (
        TemporaryDirectory(prefix="jobtracker-bench-") as folder,
        own_database(database_url) as url,
    ):
        os.environ["JOBTRACKER_DATA"] = folder
        os.environ["DATABASE_URL"] = url or f"sqlite:///{Path(folder) / 'db.sqlite3'}"
        for name in ("ALLOWED_HOSTS", "JOBTRACKER_HTTPS", "JOBTRACKER_DEBUG", "SECRET_KEY"):
            os.environ.pop(name, None)
        yield


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """The address of a scratch database on that server; "" for what is none of PostgreSQL's."""
    parts = urlsplit(url)
    if parts.scheme not in POSTGRESQL:
        yield ""
        return
    name = f"bench_{secrets.token_hex(6)}"
    run(url, f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        run(url, f"DROP DATABASE {name} WITH (FORCE)")


def run(url: str, statement: str) -> None:
    """Outside of any transaction, as these statements ask for."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())
