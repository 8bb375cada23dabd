"""HTML mail to readable text, with the breaks that a person would see."""

from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLOCKS = (
    "address,article,blockquote,br,dd,div,dl,dt,footer,form,h1,h2,h3,h4,h5,h6,header,hr,li,ol,p,"
    "pre,section,table,tr,ul"
)
_UNSEEN = ["script", "style", "head", "template", "noscript", "iframe", "object", "svg"]
_HIDING = {"display:none", "visibility:hidden", "font-size:0", "opacity:0", "mso-hide:all"}


def to_text(html: str) -> str:
    """Return the visible text; a link keeps its address behind its words."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(_UNSEEN)
    for node in tree.css("[hidden], [style]"):
        if _is_hidden(node):
            node.decompose()
    for link in tree.css("a[href]"):
        _show_address(link)
    for cell in tree.css("td, th"):
        cell.insert_after(" ")
    for block in tree.css(_BLOCKS):
        block.insert_before("\n")
        block.insert_after("\n")
    text = tree.root.text() if tree.root else ""
    return _without_gaps(" ".join(line.split()) for line in text.split("\n"))


def _is_hidden(node: LexborNode) -> bool:
    style = (node.attributes.get("style") or "").lower().replace(" ", "")
    declarations = {part.removesuffix("!important").removesuffix("px") for part in style.split(";")}
    return "hidden" in node.attributes or bool(declarations & _HIDING)


def _show_address(link: LexborNode) -> None:
    address = link.attributes.get("href") or ""
    if address.startswith(("http://", "https://")) and address not in link.text():
        link.insert_after(f" <{address}> ")


def _without_gaps(lines: Iterable[str]) -> str:
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()
