import json
from dataclasses import replace

import pytest

from jobtracker.ui import vendor

PACKAGES = json.loads((vendor.ROOT / "package-lock.json").read_text())["packages"]


def test_record_matches_the_files():
    assert vendor.RECORD.read_text() == vendor.record()


def test_every_vendored_file_is_recorded():
    known = {"VENDORED.md"} | {
        name for part in vendor.PARTS for name in (part.name, part.licence_name)
    }
    assert {path.name for path in vendor.FOLDER.iterdir()} == known


@pytest.mark.parametrize("part", vendor.PARTS, ids=lambda part: part.package)
def test_version_is_the_locked_one(part):
    assert PACKAGES[f"node_modules/{part.package}"]["version"] == part.version


def test_lock_file_names_no_source():
    assert [name for name, package in PACKAGES.items() if "resolved" in package] == []


@pytest.fixture
def modules(tmp_path, monkeypatch):
    monkeypatch.setattr(vendor, "FOLDER", tmp_path / "vendor")
    vendor.FOLDER.mkdir()
    package = tmp_path / "node_modules" / "htmx.org"
    (package / "dist").mkdir(parents=True)
    (package / "package.json").write_text('{"version": "4.0.1"}')
    (package / "dist" / "htmx.min.js").write_text("released")
    (package / "LICENSE").write_text("terms")
    return package.parent


def test_copy_takes_the_file_and_its_licence(modules):
    vendor.copy(vendor.PARTS[0], modules)
    assert {path.name: path.read_text() for path in vendor.FOLDER.iterdir()} == {
        "htmx-4.0.1.min.js": "released",
        "htmx.org-4.0.1.LICENSE.txt": "terms",
    }


def test_copy_refuses_another_version(modules):
    with pytest.raises(SystemExit, match=r"4\.0\.1 in node_modules, 5\.0\.0 here"):
        vendor.copy(replace(vendor.PARTS[0], version="5.0.0"), modules)
