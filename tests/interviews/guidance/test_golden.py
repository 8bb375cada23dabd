"""The verdicts of the golden set stay what they are, until somebody means to change them."""

import pytest

from interviews.guidance import GUIDANCE_VERSION, Row, Verdict, table
from interviews.guidance.table import Ceiling
from interviews.guidance.verdicts import Rank
from tests.interviews.guidance import golden

TEXT = golden.FILE.read_text()


def test_no_verdict_changed_unnoticed():
    moved = "\n".join(golden.differences(TEXT))
    assert not moved, f"These moved. If they should, see `make golden`.\n{moved}"


def test_golden_set_is_of_this_version():
    assert golden.version_in(TEXT) == GUIDANCE_VERSION


def test_every_row_and_verdict_has_a_case():
    said = " ".join(case.expected for case in golden.cases(TEXT)).split()
    # T6 only moves other rows, so it never binds by itself.
    assert {*Row} - {Row.T6} <= {*said}
    assert {*Verdict} <= {*said}


def test_changed_row_is_shown_as_a_diff(monkeypatch):
    monkeypatch.setattr(table, "later", lambda case: Ceiling(Row.T8, Rank.EVEN), raising=True)
    moved = "\n".join(golden.differences(TEXT))
    assert "# After the first talk the interest fell from 3 to 1" in moved
    assert "  later open 1\n- withdraw T8\n+ even T8" in moved
    assert "first open 2" not in moved


def test_changed_verdicts_are_taken_over_only_under_a_new_version(monkeypatch):
    monkeypatch.setattr(table, "later", lambda case: Ceiling(Row.T8, Rank.EVEN))
    with pytest.raises(ValueError, match="raise GUIDANCE_VERSION"):
        golden.accepted(TEXT)
    monkeypatch.setattr(golden, "GUIDANCE_VERSION", "1.0.99")
    with pytest.raises(ValueError, match="raise GUIDANCE_VERSION"):
        golden.accepted(TEXT)
    monkeypatch.setattr(golden, "GUIDANCE_VERSION", "2.0.0")
    fresh = golden.accepted(TEXT)
    assert fresh.startswith("# Guidance 2.0.0\n")
    assert not [*golden.differences(fresh)]
    assert fresh.count("#") == TEXT.count("#")


def test_wording_alone_moves_nothing(monkeypatch):
    monkeypatch.setattr(golden, "GUIDANCE_VERSION", "1.0.99")
    assert golden.accepted(TEXT).splitlines()[1:] == TEXT.splitlines()[1:]
