"""What a browser that comes for the first time has to fetch: the page, its styles and scripts."""

from html.parser import HTMLParser
from typing import override

from jobtracker.bench.load import Visit, ask
from jobtracker.bench.server import Server

PACKED = {"Accept-Encoding": "gzip"}
FETCHED = {"stylesheet", "icon", "modulepreload"}


class Assets(HTMLParser):
    """The addresses of what a page asks for, fonts apart."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" in given:
            self.found.append(given["src"])
        if tag == "link" and given.get("rel") in FETCHED:
            self.found.append(given["href"])


def first_load(server: Server, visit: Visit) -> dict[str, int]:
    """Packed bytes by the name of each file; the page itself is ""."""
    page = ask(server, visit)
    assets = Assets()
    assets.feed(page.content.decode())
    sizes = {
        each.rpartition("/")[2]: ask(server, Visit(each, PACKED)).packed for each in assets.found
    }
    return {"": page.packed, **sizes}
