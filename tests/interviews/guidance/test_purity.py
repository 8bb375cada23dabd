"""The guidance rests on the standard library alone, and on no clock."""

import ast
import sys
from pathlib import Path

import pytest

import interviews.guidance

MODULES = sorted(Path(interviews.guidance.__file__).parent.glob("*.py"))
OUTSIDE_WORLD = {"time", "random", "os", "io", "socket", "pathlib", "subprocess"}
A_CLOCK = {"now", "utcnow", "today", "fromtimestamp"}


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names.add(node.module)
    return names


def test_modules_are_found():
    assert {"table.py", "advice.py", "facts.py"} <= {path.name for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_module_imports_only_the_standard_library_and_its_own_package(path):
    for name in imported(path):
        top = name.partition(".")[0]
        own = name == "interviews.guidance" or name.startswith("interviews.guidance.")
        assert own or top in sys.stdlib_module_names or top == "_typeshed", name
        assert top not in OUTSIDE_WORLD


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_module_looks_at_no_clock(path):
    tree = ast.walk(ast.parse(path.read_text()))
    assert A_CLOCK.isdisjoint(node.attr for node in tree if isinstance(node, ast.Attribute))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_module_opens_and_prints_nothing(path):
    called = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert called.isdisjoint({"open", "print", "input", "exec", "eval", "__import__"})
