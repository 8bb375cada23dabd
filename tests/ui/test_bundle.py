import gzip
import re

import pytest

from jobtracker.ui import bundle

CSS_LIMIT_BYTES = 12_000
JS_LIMIT_BYTES = 25_000
BEHAVIOUR_LINES = 80
COMPONENT_LINES = 150


def compressed(text):
    return len(gzip.compress(text.encode(), 6))


@pytest.mark.parametrize("path", bundle.outputs(), ids=lambda path: path.name)
def test_built_file_is_up_to_date(path):
    assert path.read_text() == bundle.outputs()[path], "run python -m jobtracker.ui.bundle"


def test_css_keeps_its_budget():
    assert compressed(bundle.joined_css(bundle.style_sheets())) <= CSS_LIMIT_BYTES


def test_js_keeps_its_budget_with_htmx():
    library = next((bundle.STATIC / "vendor").glob("htmx-*.min.js")).read_text()
    assert compressed(bundle.joined_js(bundle.behaviours()) + library) <= JS_LIMIT_BYTES


def test_every_style_sheet_is_joined():
    assert set(bundle.style_sheets()) == set((bundle.STATIC / "css").rglob("*.css"))


def test_layers_are_named_first_and_every_source_is_in_one():
    first, *others = (source.read_text() for source in bundle.style_sheets())
    layers = re.findall(r"\w+", first.removeprefix("@layer"))
    for text in others:
        assert re.findall(r"^@layer (\w+)", text, re.MULTILINE)[0] in layers


@pytest.mark.parametrize("source", bundle.behaviours(), ids=lambda path: path.name)
def test_behaviour_is_small_and_alone(source):
    text = source.read_text()
    assert text.count("\n") <= BEHAVIOUR_LINES
    assert not re.search(r"^(import|export)\b", text, re.MULTILINE)
    assert not re.search(r"\beval\b|innerHTML|localStorage|sessionStorage|\.style\b", text)


def test_components_are_small():
    sizes = {path.name: path.read_text().count("\n") for path in bundle.style_sheets()}
    assert {name: lines for name, lines in sizes.items() if lines > COMPONENT_LINES} == {}


def test_joined_css_drops_comments_and_indentation(tmp_path):
    source = tmp_path / "a.css"
    source.write_text("/* why,\n   in two lines */\na {\n\n  color: red; /* soon */\n}\n")
    assert bundle.joined_css([source]) == "a {\ncolor: red;\n}\n"


def test_joined_js_keeps_names_apart(tmp_path):
    sources = [tmp_path / "a.js", tmp_path / "b.js"]
    for source in sources:
        source.write_text("const name = 1;\n")
    assert bundle.joined_js(sources) == "{\nconst name = 1;\n}\n{\nconst name = 1;\n}\n"
