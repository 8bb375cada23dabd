"""What a person puts into their browser, so that it hands us the page that they look at."""

import io
import json
import zipfile
from pathlib import Path
from urllib.parse import quote

FOLDER = Path(__file__).resolve().parent.parent / "static" / "extension"
FILES = ("manifest.json", "background.js")
# A file of the same content is the same file, whenever it is made.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_BOOKMARK = """(() => {
  const site = SITE, page = open(THERE + "#" + encodeURIComponent(location.href));
  const hand = (event) => {
    if (event.origin !== site || event.source !== page || event.data !== "jobtracker:ready") return;
    removeEventListener("message", hand);
    const html = document.documentElement.outerHTML.slice(0, 2000000);
    page.postMessage({ kind: "jobtracker:page", url: location.href, html }, site);
  };
  addEventListener("message", hand);
})()"""


def bookmark(site: str, there: str) -> str:
    """A link that hands the page it is clicked on to `there`, an address of `site`'s origin."""
    lines = (line.strip() for line in _BOOKMARK.splitlines())
    code = " ".join(lines).replace("SITE", json.dumps(site)).replace("THERE", json.dumps(there))
    return f"javascript:{quote(code, safe="~()*!.'")}"


def extension(site: str) -> bytes:
    """The extension as a ZIP, made for one site."""
    manifest = json.loads((FOLDER / "manifest.json").read_text())
    manifest["host_permissions"] = [f"{site}/*"]
    content = {name: (FOLDER / name).read_text() for name in FILES}
    content["manifest.json"] = json.dumps(manifest, indent=2)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(zipfile.ZipInfo(f"jobtracker-extension/{name}", _LONG_AGO), text)
    return made.getvalue()


def version() -> str:
    """The extension's own."""
    return str(json.loads((FOLDER / "manifest.json").read_text())["version"])
