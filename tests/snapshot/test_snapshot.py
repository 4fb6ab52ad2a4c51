"""Test publishing, listing and verifying versions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tables.samples import Maker, ruritania
from tipetl.checks import CheckReport, CheckResult, Finding
from tipetl.errors import GateError, WarehouseBusyError, WarehouseError
from tipetl.snapshot import (
    Published,
    RunRecord,
    build_dir,
    kept_sources,
    last_run,
    latest_manifest,
    leftovers,
    list_snapshots,
    publish,
    show_snapshot,
    verify_snapshot,
    version_dir,
    warehouse_lock,
    write_run,
)
from tipetl.snapshot import publish as publish_module
from tipetl.store import query, write_database
from tipetl.tables import rows_of
from tipetl.tables.columns import Columns

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
QUIET = CheckReport(
    results=(CheckResult("metric.key", "metric", "critical", "passed", 0, "Facts are told once.", "1"),),
    findings=(),
    planned=1,
    ran=1,
)


def published(
    warehouse: Path, makers: Sequence[Maker], *, report: CheckReport = QUIET, now: datetime = NOON
) -> Published:
    rows = rows_of([maker.narrative() for maker in makers], [maker.audit() for maker in makers])
    with warehouse_lock(warehouse):
        return publish(warehouse, rows, report, [maker.source() for maker in makers], {}, now=now)


def test_a_version_holds_everything_under_constant_names(tmp_path: Path) -> None:
    done = published(tmp_path, [ruritania()])
    assert done.new
    assert done.folder == tmp_path / "snapshots" / "2026.11.25-1"
    names = {path.relative_to(done.folder).as_posix() for path in done.folder.rglob("*") if path.is_file()}
    source = ruritania().source()
    assert {
        "tipetl.duckdb",
        "manifest.json",
        "SHA256SUMS",
        "parquet/metric.parquet",
        f"sources/{source.source_id}",
    } < names
    assert not [name for name in names if name.endswith(".wal")]
    link = tmp_path / "snapshots" / "latest"
    assert str(link.readlink()) == "2026.11.25-1"
    assert query(link / "tipetl.duckdb", "SELECT count(*) FROM metric").rows == ((13,),)
    assert leftovers(tmp_path) == ()


def test_the_manifest_says_what_the_version_is(tmp_path: Path) -> None:
    done = published(tmp_path, [ruritania()])
    manifest = show_snapshot(tmp_path)
    assert manifest == done.manifest == latest_manifest(tmp_path)
    assert (manifest.version, manifest.sequence, manifest.published_at) == (
        "2026.11.25-1",
        1,
        "2026-11-25T12:00:00+00:00",
    )
    assert [(s.doc, s.name, s.byte_count) for s in manifest.sources] == [
        ("ruritania-2013", "ruritania-2013.txt", len(ruritania().source().data))
    ]
    assert manifest.row_counts["metric"] == 13
    assert manifest.row_counts["check_result"] == 1
    assert manifest.checks[0].status == "passed"
    assert manifest.changes.added == ("ruritania-2013",)
    assert set(manifest.table_hashes) == set(manifest.row_counts)
    assert (
        json.loads((done.folder / "manifest.json").read_text(encoding="utf-8"))["content_hash"] == manifest.content_hash
    )


def test_the_same_content_publishes_nothing(tmp_path: Path) -> None:
    first = published(tmp_path, [ruritania()])
    before = sorted(path.as_posix() for path in tmp_path.rglob("*"))
    again = published(tmp_path, [ruritania()], now=NOON.replace(year=2027))
    assert not again.new
    assert again.manifest == first.manifest
    assert again.folder == first.folder
    assert sorted(path.as_posix() for path in tmp_path.rglob("*")) == before


def test_a_changed_source_is_named_and_the_old_version_stays(tmp_path: Path) -> None:
    kept, changed = ruritania("a-2013"), ruritania("b-2012", 2012)
    first = published(tmp_path, [kept, changed, ruritania("c-2011", 2011)])
    old = {path: path.read_bytes() for path in first.folder.rglob("*") if path.is_file()}
    other = ruritania("b-2012", 2012)
    other.text = other.text.rstrip() + "\n"
    second = published(tmp_path, [kept, other, ruritania("d-2010", 2010)])
    assert second.new
    assert second.manifest.version == "2026.11.25-2"
    assert second.manifest.sequence == 2
    changes = second.manifest.changes
    assert (changes.since, changes.added, changes.removed, changes.changed) == (
        "2026.11.25-1",
        ("d-2010",),
        ("c-2011",),
        ("b-2012",),
    )
    assert {path: path.read_bytes() for path in first.folder.rglob("*") if path.is_file()} == old
    assert version_dir(tmp_path, "latest").name == "2026.11.25-2"


def test_versions_of_another_day_count_from_one_and_the_sequence_goes_on(tmp_path: Path) -> None:
    published(tmp_path, [ruritania("a")])
    published(tmp_path, [ruritania("b")])
    published(tmp_path, [ruritania("c")], now=NOON.replace(day=26))
    # Even if the clock was set back, a new version does not come before an old one.
    published(tmp_path, [ruritania("d")], now=NOON.replace(day=24))
    assert [(m.version, m.sequence) for m in list_snapshots(tmp_path)] == [
        ("2026.11.25-1", 1),
        ("2026.11.25-2", 2),
        ("2026.11.26-1", 3),
        ("2026.11.26-2", 4),
    ]
    assert list_snapshots(tmp_path / "nothing") == ()


def test_two_warehouses_hold_the_same_content_and_the_same_parquet_bytes(tmp_path: Path) -> None:
    makers = [ruritania("a-2013"), ruritania("b-2012", 2012)]
    one = published(tmp_path / "one", makers)
    two = published(tmp_path / "two", makers[::-1], now=NOON.replace(year=2030))
    assert one.manifest.content_hash == two.manifest.content_hash
    for path in (one.folder / "parquet").iterdir():
        assert path.read_bytes() == (two.folder / "parquet" / path.name).read_bytes()


def test_the_content_hash_does_not_depend_on_the_hash_seed_or_the_time_zone(tmp_path: Path) -> None:
    code = (
        "from tests.tables.samples import sample, audit_of; from tipetl.tables import rows_of\n"
        "from tipetl.store import content_hash; n = sample(); print(content_hash(rows_of([n], [audit_of(n)])).total)"
    )
    hashes = set()
    for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"), ("2", "America/Lima")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        hashes.add(done.stdout)
    assert len(hashes) == 1


def test_what_failed_a_critical_check_is_never_published(tmp_path: Path) -> None:
    for status, severity in (("failed", "critical"), ("error", "info")):
        result = replace(QUIET.results[0], status=status, severity=severity, offending=1)
        with pytest.raises(GateError) as caught:
            published(tmp_path, [ruritania()], report=replace(QUIET, results=(result,)))
        assert caught.value.failed == ("metric.key",)
    assert latest_manifest(tmp_path) is None
    warning = replace(QUIET.results[0], status="failed", severity="warning", offending=1)
    assert published(tmp_path, [ruritania()], report=replace(QUIET, results=(warning,))).new


def test_findings_are_published_with_the_data(tmp_path: Path) -> None:
    result = replace(QUIET.results[0], status="failed", severity="warning", offending=1)
    finding = Finding("metric.key", "warning", "metric", "Nine and ninety.", doc="ruritania-2013", found="90")
    done = published(tmp_path, [ruritania()], report=replace(QUIET, results=(result,), findings=(finding,)))
    assert query(done.folder / "tipetl.duckdb", "SELECT message, found, state FROM finding").rows == (
        ("Nine and ninety.", "90", "open"),
    )
    assert done.manifest.findings == {"warning": 1}


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    with warehouse_lock(tmp_path):
        with pytest.raises(WarehouseBusyError) as caught, warehouse_lock(tmp_path):
            pass
        assert caught.value.advice
        code = "import sys; from pathlib import Path; from tipetl.snapshot import warehouse_lock\n"
        code += "with warehouse_lock(Path(sys.argv[1])): pass"
        other = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
        assert "WarehouseBusyError" in other.stderr
    with warehouse_lock(tmp_path):
        pass


@pytest.mark.parametrize("step", ["write_database", "write_parquet", "sync_tree", "prepare_latest"])
def test_a_failure_at_any_step_leaves_latest_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    first = published(tmp_path, [ruritania()])

    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(sys.modules[publish_module.__module__], step, full)
        with pytest.raises(WarehouseError, match="No space left"):
            published(tmp_path, [ruritania(), ruritania("b-2012", 2012)])
    assert latest_manifest(tmp_path) == first.manifest
    assert verify_snapshot(tmp_path).sound
    assert leftovers(tmp_path) == ()
    again = published(tmp_path, [ruritania(), ruritania("b-2012", 2012)])
    assert again.new
    assert verify_snapshot(tmp_path).sound


def test_what_a_killed_run_left_behind_is_cleared_away(tmp_path: Path) -> None:
    with warehouse_lock(tmp_path), build_dir(tmp_path):
        pass
    (tmp_path / ".tipetl-build" / "run-dead").mkdir()
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / ".latest.new").symlink_to("2020.01.01-1")
    assert published(tmp_path, [ruritania()]).new
    assert {path.name for path in (tmp_path / "snapshots").iterdir()} == {"2026.11.25-1", "latest"}
    assert leftovers(tmp_path) == ()


def test_a_database_that_reads_back_otherwise_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def losing_rows(path: Path, tables: Columns) -> None:
        write_database(path, {**tables, "quantity": tables["quantity"].slice(1)})

    monkeypatch.setattr(sys.modules[publish_module.__module__], "write_database", losing_rows)
    with pytest.raises(WarehouseError, match="read back"):
        published(tmp_path, [ruritania()])
    assert latest_manifest(tmp_path) is None


def test_a_database_that_was_checked_is_the_one_that_is_published(tmp_path: Path) -> None:
    maker, place = ruritania(), tmp_path / "draft.duckdb"
    rows = rows_of([maker.narrative()], [maker.audit()])
    write_database(place, rows, constraints=False)
    written = place.stat().st_ino
    with warehouse_lock(tmp_path / "one"):
        done = publish(tmp_path / "one", rows, QUIET, [maker.source()], {}, now=NOON, checked=place)
    assert (done.folder / "tipetl.duckdb").stat().st_ino == written
    assert verify_snapshot(tmp_path / "one").sound
    other = published(tmp_path / "two", [maker])
    assert done.manifest.content_hash == other.manifest.content_hash
    names = [sorted(entry.manifest.files) for entry in (done, other)]
    assert names[0] == names[1]


def writable(path: Path) -> Path:
    path.chmod(0o644)
    return path


def test_verify_tells_each_kind_of_damage(tmp_path: Path) -> None:
    done = published(tmp_path, [ruritania()])
    assert verify_snapshot(tmp_path).sound
    assert verify_snapshot(tmp_path, "2026.11.25-1").problems == ()

    def problems_after(name: str, change: bytes | None) -> str:
        path = done.folder / name
        before = path.read_bytes() if path.exists() else None
        if change is None:
            path.unlink()
        else:
            if before is not None:
                writable(path)
            path.write_bytes(change)
        found = verify_snapshot(tmp_path)
        assert not found.sound
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
        return "; ".join(found.problems)

    source = f"sources/{ruritania().source_id}"
    assert f"{source} was changed" in problems_after(source, b"other words")
    assert f"{source} is missing" in problems_after(source, None)
    assert "extra.txt was not published" in problems_after("extra.txt", b"x")
    assert "manifest.json" in problems_after("manifest.json", b"{}")
    assert "tipetl.duckdb cannot be read" in problems_after("tipetl.duckdb", b"no database")
    assert "SHA256SUMS is missing" in problems_after("SHA256SUMS", None)
    other = published(tmp_path / "other", [ruritania("z")]).folder
    swapped = problems_after("parquet/metric.parquet", (other / "parquet" / "metric.parquet").read_bytes())
    assert "the rows of parquet/ are not those that were published" in swapped
    assert verify_snapshot(tmp_path).sound


def test_published_files_cannot_be_written(tmp_path: Path) -> None:
    done = published(tmp_path, [ruritania()])
    for path in done.folder.rglob("*"):
        if path.is_file():
            assert path.stat().st_mode & 0o222 == 0, path


@pytest.mark.parametrize("name", ["2020.01.01-1", "../runs", "latest/..", "", "2026.11.25-1/.."])
def test_a_version_that_is_not_there_is_a_clear_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(WarehouseError) as nothing:
        show_snapshot(tmp_path)
    assert "tipetl run" in nothing.value.advice
    published(tmp_path, [ruritania()])
    with pytest.raises(WarehouseError) as caught:
        verify_snapshot(tmp_path, name)
    assert "tipetl snapshots list" in caught.value.advice


def test_sources_can_be_taken_from_a_version_again(tmp_path: Path) -> None:
    makers = [ruritania("a-2013"), ruritania("b-2012", 2012)]
    assert kept_sources(tmp_path) == ()
    done = published(tmp_path, makers)
    assert kept_sources(tmp_path) == tuple(maker.source() for maker in makers)
    writable(done.folder / "sources" / makers[0].source_id).write_bytes(b"damaged")
    with pytest.raises(WarehouseError, match="damaged"):
        kept_sources(tmp_path)


def test_records_of_runs_come_back_as_they_were(tmp_path: Path) -> None:
    assert last_run(tmp_path) is None
    finding = Finding("metric.key", "critical", "metric", "Told twice.", doc="ruritania-2013", char_start=3, char_end=5)
    report = replace(QUIET, results=(replace(QUIET.results[0], status="failed"),), findings=(finding,))
    record = RunRecord(
        started_at="2026-11-25T12:00:00.000001+00:00",
        finished_at="2026-11-25T12:00:09.000000+00:00",
        status="blocked",
        version=None,
        message="Blocked.",
        audits=(ruritania().audit(),),
        row_counts={"metric": 13},
        report=report,
        changes=None,
    )
    write_run(tmp_path, record)
    assert last_run(tmp_path) == record
    later = replace(record, started_at="2026-11-25T12:00:01.000000+00:00", status="nothing_ingested", report=None)
    write_run(tmp_path, later)
    assert last_run(tmp_path) == later
    again = replace(later, message="Again.", key="ab12")
    write_run(tmp_path, again)
    assert last_run(tmp_path) == last_run(tmp_path, "ab12") == again
    assert last_run(tmp_path, "cd34") is None
    write_run(tmp_path, replace(later, status="used", message="Went back to ab12."))
    assert last_run(tmp_path, "ab12") == again


def test_old_records_of_runs_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tipetl.snapshot import runs

    monkeypatch.setattr(runs, "KEPT_RUNS", 3)
    for second in range(5):
        moment = f"2026-11-25T12:00:0{second}.000000+00:00"
        write_run(tmp_path, RunRecord(moment, moment, "unchanged", None, "", (), {}, None, None))
    assert [path.name for path in sorted((tmp_path / "runs").iterdir())] == [
        f"00000{second + 1}_20261125T12000{second}.000000Z.json" for second in (2, 3, 4)
    ]
