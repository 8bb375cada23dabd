"""The lock files answer to what is asked for, and to each other."""

import re
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.sources import PACKAGES, ROOT, Source, sources


def pinned(name: str) -> dict[str, str]:
    """Version by package in a lock file."""
    text = (ROOT / name).read_text()
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", text, flags=re.MULTILINE))


def asked(name: str) -> list[str]:
    """The packages in a list of requirements, without versions and extras."""
    lines = (ROOT / name).read_text().splitlines()
    return [re.split(r"[\[<>=]", line)[0] for line in lines if re.match(r"[a-z]", line)]


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text))


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_everything_asked_for_is_pinned(name):
    assert asked(f"{name}.in")
    assert set(asked(f"{name}.in")) <= pinned(f"{name}.txt").keys()


def imported(modules):
    """The packages that others wrote, as they are called where they are asked for."""
    names = {name.partition(".")[0] for module in modules for name in module.imports()}
    others = names - sys.stdlib_module_names - {*PACKAGES, "tests"}
    providers = packages_distributions()
    return {providers.get(name, [name])[0].lower().replace("_", "-") for name in others}


def test_what_the_product_imports_is_asked_for_by_name():
    found = imported(sources())
    assert "django" in found
    assert found - set(asked("requirements.in")) == set()


def test_what_tests_import_is_asked_for_by_name():
    paths = (ROOT / "tests").rglob("*.py")
    found = imported(Source(f"tests.{path.stem}", path.read_text()) for path in paths)
    wanted = {*asked("requirements.in"), *asked("requirements-dev.in")}
    assert found - wanted == set()


def test_tests_run_on_the_versions_that_ship():
    tested = pinned("requirements-dev.txt")
    assert {n: v for n, v in pinned("requirements.txt").items() if tested.get(n) != v} == {}


def test_no_package_has_dragged_django_down():
    assert version(pinned("requirements.txt")["django"]) >= (6, 1)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_a_hash_and_no_registry_is_named(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    entries = re.split(r"\n(?=[a-z])", text.strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
