"""The table of requirements names screens and tests that there are."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.access.policies import addresses
from tests.interviews.requirements import REQUIREMENTS

ROOT = Path(__file__).resolve().parents[2]


@cache
def functions_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text())
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@cache
def names() -> frozenset[str]:
    return frozenset(addresses())


def test_every_requirement_is_in_the_table():
    assert [*REQUIREMENTS] == [*range(1, 38)]


@pytest.mark.parametrize("requirement", REQUIREMENTS.values(), ids=REQUIREMENTS)
def test_screens_and_tests_are_there(requirement):
    assert requirement.screens
    assert requirement.tests
    assert {*requirement.screens} <= names()
    for each in requirement.tests:
        path, _, name = each.partition("::")
        assert name in functions_in(path), each
