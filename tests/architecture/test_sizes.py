"""Hard upper bounds on size, and names that say nothing."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import Source, sources, templates

FILE_LINES = 400
FUNCTION_LINES = 50
TEMPLATE_LINES = 150
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "services", "common", "misc"}


def long_functions(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{source.name}.{node.name} has {lines} lines"


def long_file(source: Source) -> Iterator[str]:
    lines = source.text.count("\n")
    if lines > FILE_LINES:
        yield f"{source.name} has {lines} lines"


def empty_name(source: Source) -> Iterator[str]:
    if EMPTY_NAMES & set(source.name.split(".")):
        yield f"{source.name} does not say what it holds"


@pytest.mark.parametrize("guard", [long_functions, long_file, empty_name])
def test_product_keeps_to(guard):
    assert [problem for source in sources() for problem in guard(source)] == []


def test_templates_stay_short():
    lengths = {path: text.count("\n") for path, text in templates().items()}
    assert {path: lines for path, lines in lengths.items() if lines > TEMPLATE_LINES} == {}


@pytest.mark.parametrize(
    ("guard", "name", "within", "beyond"),
    [
        (long_functions, "a", "def f():\n" + "    f()\n" * 49, "def f():\n" + "    f()\n" * 50),
        (long_file, "a", "a = 1\n" * 400, "a = 1\n" * 401),
    ],
)
def test_guard_bites_at_its_bound(guard, name, within, beyond):
    assert list(guard(Source(name, within))) == []
    assert list(guard(Source(name, beyond))) != []


@pytest.mark.parametrize("name", ["interviews.utils", "jobtracker.common.dates", "a.services"])
def test_guard_finds_an_empty_name(name):
    assert list(empty_name(Source(name, ""))) != []
