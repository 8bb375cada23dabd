"""Refresh static/vendor from node_modules: `npm ci && python -m jobtracker.ui.vendor`."""

import base64
import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "static" / "vendor"
RECORD = FOLDER / "VENDORED.md"

HEADING = """# Files by others

Whole released files, unchanged, with the version in the name and the licence beside.
To change one, edit its version in `package.json` and in `jobtracker/ui/vendor.py`, then run
`npm install && npm run vendor`.

| File | Package | Version | Licence | sha384 |
|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Part:
    """One released file we serve: where its package keeps it and what we call it."""

    package: str
    version: str
    licence: str
    source: str
    name: str

    @property
    def licence_name(self) -> str:
        return f"{self.package.rpartition('/')[2]}-{self.version}.LICENSE.txt"


PARTS = (
    Part("htmx.org", "4.0.1", "0BSD", "dist/htmx.min.js", "htmx-4.0.1.min.js"),
    Part(
        "@fontsource-variable/inter",
        "5.3.0",
        "OFL-1.1",
        "files/inter-latin-wght-normal.woff2",
        "inter-latin-wght-normal-5.3.0.woff2",
    ),
    Part("sortablejs", "1.15.7", "MIT", "Sortable.min.js", "sortable-1.15.7.min.js"),
)


def sha384(path: Path) -> str:
    """The file's hash in the form that subresource integrity uses."""
    return base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()


def copy(part: Part, modules: Path) -> None:
    """Copy one file and its licence; refuse a package of another version than declared."""
    package = modules / part.package
    found = json.loads((package / "package.json").read_text())["version"]
    if found != part.version:
        raise SystemExit(f"{part.package} is {found} in node_modules, {part.version} here")
    shutil.copyfile(package / part.source, FOLDER / part.name)
    shutil.copyfile(package / "LICENSE", FOLDER / part.licence_name)


def record() -> str:
    """The text of VENDORED.md for the files as they are now."""
    rows = (
        f"| {part.name} | {part.package} | {part.version} | {part.licence} "
        f"| {sha384(FOLDER / part.name)} |\n"
        for part in PARTS
    )
    return HEADING + "".join(rows)


def refresh() -> None:
    for part in PARTS:
        copy(part, ROOT / "node_modules")
    RECORD.write_text(record())


if __name__ == "__main__":
    refresh()
