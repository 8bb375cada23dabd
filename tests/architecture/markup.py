"""What a template may not hold under our content policy, and what it must hold beside htmx."""

import re
from html.parser import HTMLParser

REQUESTS = {"hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete"}
CONTROLS = {"a", "button", "form", "input", "select", "textarea"}
ADDRESSES = {"href", "action", "formaction"}
EVALUATED = ("js:", "javascript:")

type Attributes = list[tuple[str, str | None]]


class Markup(HTMLParser):
    """Collects the problems of one template into `problems`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self.inside_script = False
        self.form_has_action = False

    def report(self, problem: str) -> None:
        self.problems.append(f"line {self.getpos()[0]}: {problem}")

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = {name: value or "" for name, value in attrs}
        self.inside_script = tag == "script"
        if tag == "style":
            self.report("a style element")
        if tag == "form":
            self.form_has_action = "action" in given
        for name, value in given.items():
            self.check_attribute(name, value)
        if REQUESTS & given.keys() and not self.works_without_htmx(tag, given):
            self.report(f"<{tag}> asks by htmx but has no href or action beside it")

    def handle_endtag(self, tag: str) -> None:
        self.inside_script = False
        if tag == "form":
            self.form_has_action = False

    def handle_data(self, data: str) -> None:
        if self.inside_script and data.strip():
            self.report("an inline script")

    def check_attribute(self, name: str, value: str) -> None:
        if name == "style":
            self.report("a style attribute")
        if re.match(r"on[a-z]", name) or "hx-on" in name:
            self.report(f"a handler in {name}")
        if value.strip().startswith(EVALUATED):
            self.report(f"a script in {name}")
        if name.startswith("hx-trigger") and "[" in value:
            self.report("a filter in hx-trigger")

    def works_without_htmx(self, tag: str, given: dict[str, str]) -> bool:
        """Whether there is an address to go to, or nothing here that a person operates."""
        refreshes_itself = tag not in CONTROLS and "hx-trigger" in given
        submits_elsewhere = "form" in given
        return bool(
            ADDRESSES & given.keys()
            or (tag in CONTROLS - {"a", "form"} and (self.form_has_action or submits_elsewhere))
            or refreshes_itself
        )


def problems(template: str) -> list[str]:
    """What is wrong with the template, line by line."""
    parser = Markup()
    parser.feed(as_html(template))
    parser.close()
    return parser.problems + unescaped(template)


def as_html(template: str) -> str:
    """The template, its variables as a letter and its tags blanked; lines keep their numbers."""
    text = re.sub(
        r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|\{%.*?%\}", _blank, template, flags=re.DOTALL
    )
    return re.sub(r"\{\{.*?\}\}", "x", text, flags=re.DOTALL)


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def unescaped(template: str) -> list[str]:
    found = re.findall(r"\|\s*safe\b|\{%\s*autoescape\s+off", template)
    return [f"{text} lets markup through" for text in found]
