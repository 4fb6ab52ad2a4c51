"""Missing data is reported: data that whole narratives usually have, and data that the last version had. The texts are
our own.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.breaking import filled
from tests.checks.mutations import SILENCES
from tests.tables.samples import audit_of, reading_of, sample
from tipetl.checks import silence
from tipetl.checks.report import COLUMNS_KEPT, CheckResult, Finding
from tipetl.store import read_only, write_database
from tipetl.tables import TABLES, Rows, rows_of

MANY = 40


def run_of(count: int, *, words: int = 300) -> Rows:
    """Make a run of ``count`` narratives, one per year, each with ``words`` more words and a value in every column that
    the check counts.
    """
    narratives = [sample(f"ruritania-{2009 + n}", 2009 + n) for n in range(count)]
    rows = rows_of(narratives, [audit_of(n) for n in narratives], [reading_of(n) for n in narratives])
    rows = filled(rows, "metric", gender="female", nationality="foreign", age="child")
    rows = filled(rows, "document", tier_movement="same")
    text = TABLES["document"].column_names.index("text")
    longer = [(*row[:text], row[text] + " word" * words, *row[text + 1 :]) for row in rows["document"]]
    # The samples' figures are not totals, so nothing is compared between them.
    blank = dict.fromkeys(TABLES["restatement"].column_names)
    compared = [tuple((blank | {"later_doc": n.document.doc}).values()) for n in narratives]
    return {**rows, "document": longer, "restatement": compared}


def told(rows: Rows, folder: Path) -> tuple[dict[str, CheckResult], list[Finding]]:
    path = folder / "tipetl.duckdb"
    path.unlink(missing_ok=True)
    write_database(path, rows, constraints=False)
    with read_only(path) as connection:
        results, findings = silence.usual(connection)
    return {result.check_id: result for result in results}, findings


@pytest.fixture(scope="module")
def many() -> Rows:
    return run_of(MANY)


def test_whole_narratives_with_everything_are_quiet(many: Rows, tmp_path: Path) -> None:
    results, findings = told(many, tmp_path)
    assert findings == []
    assert {result.status for result in results.values()} == {"passed"}
    assert {check_id for _, check_id in SILENCES.values()} == set(results)
    assert results["coverage.usual_tier"].examined == MANY


@pytest.mark.parametrize("name", list(SILENCES))
def test_each_silence_of_a_run_is_noticed(name: str, many: Rows, tmp_path: Path) -> None:
    change, check_id = SILENCES[name]
    results, findings = told(change(many), tmp_path)
    assert results[check_id].status == "failed"
    assert results[check_id].severity in {"critical", "warning"}
    (finding,) = [finding for finding in findings if finding.check_id == check_id]
    assert finding.message.startswith("0 of ")


@pytest.mark.parametrize(("count", "words"), [(1, 300), (MANY, 0)])
def test_one_narrative_or_many_fragments_lack_nothing(count: int, words: int, tmp_path: Path) -> None:
    rows = run_of(count, words=words)
    for change, _ in SILENCES.values():
        assert told(change(rows), tmp_path)[1] == []


def test_a_share_far_below_the_usual_is_noticed_and_one_a_little_below_is_not(many: Rows, tmp_path: Path) -> None:
    tier = TABLES["document"].column_names.index("tier")

    def without_tier(silent: int) -> Rows:
        rows = [
            (*row[:tier], None if n < silent else row[tier], *row[tier + 1 :]) for n, row in enumerate(many["document"])
        ]
        return {**many, "document": rows}

    assert told(without_tier(12), tmp_path)[1] == []
    assert [finding.check_id for finding in told(without_tier(30), tmp_path)[1]] == ["coverage.usual_tier"]


def test_a_table_that_cannot_be_asked_is_an_error(many: Rows, tmp_path: Path) -> None:
    import duckdb

    write_database(tmp_path / "tipetl.duckdb", many, constraints=False)
    with duckdb.connect(str(tmp_path / "tipetl.duckdb")) as connection:
        connection.execute("DROP TABLE flow CASCADE")
        results, findings = silence.usual(connection)
    assert [result.check_id for result in results if result.status == "error"] == ["coverage.usual_routes"]
    assert [finding.found for finding in findings] == ["an error"]


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (lambda r: r, None),
        (lambda r: filled(r, "document", tier=None), "tiers"),
        (lambda r: filled(r, "metric", nationality=None), "facts with nationality"),
        (lambda r: {**r, "link": []}, "rows of link"),
        (lambda r: {**r, "link": r["link"][: len(r["link"]) * 2 // 3]}, None),
        (lambda r: {**r, "document": r["document"][:1]}, None),
    ],
)
def test_what_the_last_version_had_may_not_vanish(change, lost: str | None, many: Rows, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    write_database(tmp_path / "before.duckdb", many, constraints=False)
    write_database(tmp_path / "now.duckdb", change(many), constraints=False)
    with read_only(tmp_path / "now.duckdb") as connection:
        result, findings = silence.columns_kept(connection, tmp_path / "before.duckdb", {})
        assert [finding.message.split(",")[0].partition(" have ")[2] for finding in findings] == (
            [f"0 {lost}"] if lost else []
        )
        assert result.blocks == (lost is not None)
        accepted, _ = silence.columns_kept(connection, tmp_path / "before.duckdb", {COLUMNS_KEPT: "another reader"})
        assert not accepted.blocks
        alone, nothing = silence.columns_kept(connection, None, {})
        assert (alone.status, alone.examined, nothing) == ("passed", 0, [])
