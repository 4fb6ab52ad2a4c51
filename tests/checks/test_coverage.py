"""Test what a version must retain of the last version, and the measured shares."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.checks.breaking import changed
from tests.tables.samples import Maker, audit_of, sample
from tipetl.checks import FACTS_KEPT, CheckReport, run_checks
from tipetl.checks.report import COLUMNS_KEPT
from tipetl.errors import WarehouseError
from tipetl.model import Narrative
from tipetl.store import write_database
from tipetl.tables import Rows, row_counts, rows_of

# The measured shares do not depend on how many other checks run.
pytestmark = pytest.mark.usefixtures("few_checks")


def victims(count: int, *, doc: str = "ruritania-2013", more: str = "") -> Narrative:
    """Make a narrative with this many facts about identified victims, and with text that does not state their
    number.
    """
    words = f"Police found {' and '.join(str(n + 11) for n in range(10))} victims{more}."
    maker = Maker(doc=doc, sections=(("protection", None, (words,)),))
    for n in range(count):
        maker.fact("Police", str(n + 11), "victims_identified", n + 11, "person")
    return maker.narrative()


def built(*narratives: Narrative) -> Rows:
    return rows_of(narratives, [audit_of(narrative) for narrative in narratives])


def compared(before: Rows | None, now: Rows, folder: Path, **accepted: str) -> CheckReport:
    previous = None
    for name, rows in (("before", before), ("now", now)):
        (folder / f"{name}.duckdb").unlink(missing_ok=True)
        if rows is not None:
            write_database(folder / f"{name}.duckdb", rows, constraints=False)
            previous = folder / "before.duckdb" if name == "before" else previous
    return run_checks(
        folder / "now.duckdb",
        row_counts(now),
        previous=previous,
        accepted=dict.fromkeys((FACTS_KEPT, COLUMNS_KEPT), accepted["why"]) if accepted else None,
    )


@pytest.mark.parametrize(
    ("before", "now", "lost"), [(10, 8, False), (10, 7, True), (1, 0, True), (6, 5, False), (3, 9, False)]
)
def test_a_fifth_of_the_facts_may_go_and_no_more(before: int, now: int, lost: bool, tmp_path: Path) -> None:
    report = compared(built(victims(before)), built(victims(now)), tmp_path)
    assert (report.failed_critical == (FACTS_KEPT,)) == lost
    findings = [f for f in report.findings if f.check_id == FACTS_KEPT]
    assert [(f.doc, f.found) for f in findings] == ([("ruritania-2013", str(now))] if lost else [])
    if lost:
        assert (
            findings[0].message
            == f"ruritania-2013: {now} facts of victims_identified, where the last version had {before}"
        )


def test_the_same_narrative_from_another_file_is_the_same_document(tmp_path: Path) -> None:
    report = compared(built(victims(10)), built(victims(2, doc="another-name", more=" in towns")), tmp_path)
    assert [f.doc for f in report.findings if f.check_id == FACTS_KEPT] == ["another-name"]


def test_documents_that_came_or_went_are_not_compared(tmp_path: Path) -> None:
    unnamed = victims(10)
    unnamed = replace(unnamed, document=replace(unnamed.document, narrative_id=None, iso3=None))
    other = victims(2, more=" in towns")  # the same name, with other bytes and no narrative id to identify it
    other = replace(other, document=replace(other.document, narrative_id=None, iso3=None))
    assert not compared(built(unnamed), built(other), tmp_path).blocked
    assert not compared(None, built(other), tmp_path).blocked


def test_a_reason_lets_it_pass_and_is_kept(tmp_path: Path) -> None:
    report = compared(built(victims(10)), built(victims(2)), tmp_path, why="plans are no facts")
    assert not report.blocked
    # The shorter text lacks eight figures and the numbers in them.
    assert report.accepted == dict.fromkeys((FACTS_KEPT, COLUMNS_KEPT), "plans are no facts")
    assert [f.state for f in report.findings if f.check_id == FACTS_KEPT] == ["accepted"]
    # An unnecessary reason is not recorded.
    assert compared(built(victims(10)), built(victims(10)), tmp_path, why="just in case").accepted == {}


def test_a_reason_excuses_nothing_else(tmp_path: Path) -> None:
    now = changed(built(victims(2)), "metric", lambda row: True, text="forty")
    report = compared(built(victims(10)), now, tmp_path, why="plans are no facts")
    assert report.failed_critical == ("metric.slice.text",)


def test_what_is_published_does_not_depend_on_the_last_version(tmp_path: Path) -> None:
    now = built(victims(2))
    alone = compared(None, now, tmp_path).rows()
    assert compared(built(victims(10)), now, tmp_path, why="plans are no facts").rows() == alone


def test_a_last_version_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "before.duckdb").write_bytes(b"no database")
    write_database(tmp_path / "now.duckdb", built(victims(2)), constraints=False)
    with pytest.raises(WarehouseError):
        run_checks(tmp_path / "now.duckdb", row_counts(built(victims(2))), previous=tmp_path / "before.duckdb")


def test_shares_are_measured_and_published(tmp_path: Path) -> None:
    narrative = sample()
    quantities = tuple(
        replace(q, kind="unexplained", fact_id=None) if n < 4 else q for n, q in enumerate(narrative.quantities)
    )
    report = compared(None, built(replace(narrative, quantities=quantities)), tmp_path)
    told = {result.check_id: result for result in report.results}
    share = told["coverage.unexplained_numbers"]
    assert share.measure == pytest.approx(4 / len(quantities), abs=1e-6)
    assert (share.status, share.severity, share.offending) == ("failed", "info", 4)
    assert told["coverage.candidates"].measure == pytest.approx(1 / (1 + len(narrative.facts)), abs=1e-6)
    assert told["coverage.sources_not_read"].status == "passed"
    published = {row[0]: row[5] for row in report.rows()["check_result"]}
    assert published["coverage.unexplained_numbers"] == share.measure
    assert FACTS_KEPT not in published
