"""Test whole narratives from several eras: sixteen contain one or two contradictions, and there may be no other
findings.

The texts are our own, worded differently from those of ``test_written.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.checks.built import checked, rows_of_texts
from tipetl.checks import Finding

FOLDER = Path(__file__).parent / "narratives"
PLANTED: dict[str, list[dict[str, str]]] = yaml.safe_load((FOLDER / "planted.yaml").read_text(encoding="utf-8"))
# A figure of a future year causes two findings: it contradicts its sentence and the report. Two findings also come from
# a number of "these victims" that exceeds the number stated before: it is too large for its whole and for the words
# that refer to this whole.
BESIDE = {
    "cross_table.comparator_before_current": "cross_table.year_before_report",
    "cross_table.part_within_total": "cross_table.described_fits",
    "cross_table.going_back_fits": "cross_table.described_fits",
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, ...]:
    texts = {name: (FOLDER / f"{name}.txt").read_text(encoding="utf-8") for name in PLANTED}
    report = checked(rows_of_texts(texts), tmp_path_factory.mktemp("narratives"))
    assert not report.blocked
    return report.findings


def test_every_kind_of_contradiction_within_a_narrative_is_among_them() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(PLANTED)
    assert {planted["check"] for told in PLANTED.values() for planted in told} == {
        "assisted_within_identified",
        "comparator_before_current",
        "going_back_fits",
        "part_within_total",
        "parts_within_total",
        "sentenced_within_convicted",
        "terms_within_penalties",
        "tier_of_sentence",
        "total_told_twice",
    }
    assert sum(1 for told in PLANTED.values() if not told) == 8


@pytest.mark.parametrize("name", [name for name, told in PLANTED.items() if told])
def test_what_was_planted_is_found_at_its_sentence(name: str, findings: tuple[Finding, ...]) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    for planted in PLANTED[name]:
        here = [f for f in findings if f.doc == name and f.check_id == f"cross_table.{planted['check']}"]
        (finding,) = [f for f in here if planted["words"] in (f.sentence or "")]
        assert finding.char_start is not None
        assert finding.sentence is not None
        assert 0 <= finding.char_start - text.index(finding.sentence) < len(finding.sentence)


@pytest.mark.parametrize("name", list(PLANTED))
def test_nothing_else_is_told_that_is_a_warning(name: str, findings: tuple[Finding, ...]) -> None:
    planted = {f"cross_table.{one['check']}" for one in PLANTED[name]}
    expected = planted | {BESIDE[check] for check in planted if check in BESIDE}
    assert {f.check_id for f in findings if f.doc == name and f.severity != "info"} <= expected
