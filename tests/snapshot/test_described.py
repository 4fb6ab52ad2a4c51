"""A published version contains its own description: marts, data package and Datasette metadata, listed in its sums."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import frictionless

from tests.tables.samples import ruritania
from tipetl.checks import CheckReport, CheckResult
from tipetl.snapshot import Published, publish, verify_snapshot, warehouse_lock
from tipetl.store import query, stored_rows
from tipetl.tables import MART_TABLES, TABLES, marts, rows_of
from tipetl.tables.columns import as_rows
from tipetl.tables.datapackage import DATAPACKAGE_NAME, DATASETTE_NAME

QUIET = CheckReport(
    results=(CheckResult("metric.key", "metric", "critical", "passed", 0, "Facts are told once.", "1"),),
    findings=(),
    planned=1,
    ran=1,
)


def published(warehouse: Path, day: int = 25) -> Published:
    maker = ruritania()
    rows = rows_of([maker.narrative()], [maker.audit()])
    with warehouse_lock(warehouse):
        return publish(warehouse, rows, QUIET, [maker.source()], {}, now=datetime(2026, 11, day, 12, tzinfo=UTC))


def test_the_marts_of_a_version_follow_from_its_tables(tmp_path: Path) -> None:
    done = published(tmp_path)
    rows = stored_rows(done.folder / "tipetl.duckdb")
    assert {name: rows[name] for name in MART_TABLES} == as_rows(marts(rows))
    assert query(done.folder / "tipetl.duckdb", "SELECT count(*) FROM fct_metric WHERE cited").rows == ((6,),)
    assert set(MART_TABLES) <= done.manifest.row_counts.keys()


def test_the_package_lies_in_the_version_is_valid_and_is_verified(tmp_path: Path) -> None:
    done = published(tmp_path)
    report = frictionless.validate(str(done.folder / DATAPACKAGE_NAME))
    assert report.valid, report.flatten(["name", "title", "note"])
    package = json.loads((done.folder / DATAPACKAGE_NAME).read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    assert {DATAPACKAGE_NAME, DATASETTE_NAME} <= done.manifest.files.keys()
    path = done.folder / DATASETTE_NAME
    path.chmod(0o644)
    path.write_text("{}", encoding="utf-8")
    assert f"{DATASETTE_NAME} was changed" in verify_snapshot(tmp_path).problems


def test_two_versions_of_equal_content_describe_themselves_alike(tmp_path: Path) -> None:
    one, other = published(tmp_path / "one"), published(tmp_path / "other", day=26)
    assert one.manifest.version != other.manifest.version
    assert one.manifest.content_hash == other.manifest.content_hash
    for name in (DATAPACKAGE_NAME, DATASETTE_NAME):
        assert (one.folder / name).read_bytes() == (other.folder / name).read_bytes()
