"""A version's files other than its database are made while the checks run, and are the same as if made afterwards."""

from __future__ import annotations

import errno
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.tables.samples import audit_of, sample
from tipetl import pipeline
from tipetl.errors import WarehouseError
from tipetl.pipeline import RunResult, run
from tipetl.snapshot import build_dir, seal_problems, warehouse_lock
from tipetl.snapshot.ahead import made_ahead
from tipetl.snapshot.layout import unfinished
from tipetl.sources.opening import make_source
from tipetl.store import DATABASE_NAME, content_hash, write_parquet
from tipetl.tables import MART_TABLES, rows_of
from tipetl.tables.columns import as_columns

pytestmark = pytest.mark.usefixtures("few_checks")

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
# A text written for these tests.
TEXT = "KOSOVO (Tier 2)\n\nProsecution\nIn 2012, police investigated 31 trafficking cases, compared with 22 in 2011.\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "kosovo-2013.txt").write_text(TEXT, encoding="utf-8")
    return folder


def parquet(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "parquet").iterdir()}


def test_what_is_made_ahead_is_what_publishing_makes(tmp_path: Path, reports: Path) -> None:
    ahead = run([reports], warehouse=tmp_path / "ahead", now=NOON)
    place = tmp_path / "afterwards"
    with warehouse_lock(place), build_dir(place) as folder:
        gathered = pipeline.gather([reports], warehouse=place)
        batches = [pipeline.read_batch(gathered.sources)]
        rows = pipeline.build(gathered, batches)
        report = pipeline.check(rows, place, folder / DATABASE_NAME)
        audits = pipeline.all_audits(gathered, batches)
        published = pipeline.publish_rows(
            gathered, rows, report, audits, warehouse=place, checked=folder / DATABASE_NAME, now=NOON
        )
    assert ahead.folder is not None
    assert ahead.manifest is not None
    assert parquet(ahead.folder) == parquet(published.folder)
    assert [path.read_bytes() for path in (ahead.folder / "sources").iterdir()] == [TEXT.encode()]
    assert ahead.manifest.table_hashes == published.manifest.table_hashes
    assert unfinished(tmp_path / "ahead") == []


def test_a_disk_that_fills_up_stops_the_run(tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: Path, rows: Mapping[str, Any]) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tipetl.snapshot.ahead.write_parquet", full)
    with pytest.raises(WarehouseError, match="could not be written: No space left on device"):
        run([reports], warehouse=tmp_path / "w", now=NOON)
    assert not (tmp_path / "w" / "snapshots").exists()
    assert unfinished(tmp_path / "w") == []


def test_nothing_more_is_begun_once_the_checks_have_stopped_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, checked = threading.Event(), threading.Event()

    def slow(folder: Path, rows: Mapping[str, Any]) -> None:
        begun.set()
        assert checked.wait(60)
        write_parquet(folder, rows)

    monkeypatch.setattr("tipetl.snapshot.ahead.write_parquet", slow)
    narrative = sample()
    tables = as_columns(rows_of([narrative], [audit_of(narrative)]))
    with ThreadPoolExecutor(1) as beside, made_ahead(tmp_path / "parquet", tables, beside) as ahead:
        assert begun.wait(60)
        threading.Timer(0.5, checked.set).start()
    first, *others = ahead.parts.values()
    assert first.done()
    assert all(part.cancelled() for part in others)
    assert len(list((tmp_path / "parquet").iterdir())) == 1


def test_the_version_before_is_hashed_once_in_a_run(
    tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run([reports], warehouse=tmp_path / "w", now=NOON)
    (reports / "kosovo-2012.txt").write_text(TEXT.replace("2012", "2010"), encoding="utf-8")
    seen: list[str] = []

    def noted(folder: Path) -> list[str]:
        seen.append(folder.name)
        return seal_problems(folder)

    monkeypatch.setattr("tipetl.snapshot.sound.seal_problems", noted)
    assert run([reports], warehouse=tmp_path / "w", now=NOON).status == "published"
    assert seen == [first.version]


def test_the_sources_are_made_ahead_and_are_read_only(tmp_path: Path) -> None:
    narrative = sample()
    tables = as_columns(rows_of([narrative], [audit_of(narrative)]))
    source = make_source(TEXT.encode(), "kosovo-2013.txt")
    with ThreadPoolExecutor(1) as beside, made_ahead(tmp_path / "ahead", tables, beside, [source]) as ahead:
        (path,) = ahead.sources.result().iterdir()
    assert (path.name, path.read_bytes()) == (source.source_id, TEXT.encode())
    assert not path.stat().st_mode & 0o222


def sources_of(done: RunResult) -> dict[str, Path]:
    assert done.folder is not None
    return {path.name: path for path in (done.folder / "sources").iterdir()}


@pytest.mark.parametrize("links", [True, False], ids=["linked", "without links"])
def test_sources_of_the_version_before_are_linked_if_possible(
    tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def refused(old: str, new: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    first = sources_of(run([reports], warehouse=tmp_path / "w", now=NOON))
    (reports / "kosovo-2012.txt").write_text(TEXT.replace("2012", "2010"), encoding="utf-8")
    if not links:
        monkeypatch.setattr("tipetl.snapshot.ahead.os.link", refused)
    second = sources_of(run([reports], warehouse=tmp_path / "w", now=NOON))
    assert len(first) == 1 and len(second) == 2
    for name, path in first.items():
        assert second[name].read_bytes() == TEXT.encode()
        assert second[name].samefile(path) is links


def test_a_damaged_source_is_not_linked(tmp_path: Path, reports: Path) -> None:
    (path,) = sources_of(run([reports], warehouse=tmp_path / "w", now=NOON)).values()
    path.chmod(0o644)
    path.write_bytes(b"damaged")
    (again,) = sources_of(run([reports], warehouse=tmp_path / "w", now=NOON)).values()
    assert again.read_bytes() == TEXT.encode()
    assert not again.samefile(path)


def test_every_table_is_made_ahead_with_its_hash(tmp_path: Path) -> None:
    narrative = sample()
    tables = as_columns(rows_of([narrative], [audit_of(narrative)]))
    with ThreadPoolExecutor(1) as beside, made_ahead(tmp_path / "parquet", tables, beside) as ahead:
        hashes = ahead.hashes()
        made = {**tables, **ahead.marts.result()}
    assert made.keys() == {*tables, *MART_TABLES}
    assert hashes == content_hash(made).tables
    write_parquet(tmp_path / "again", made)
    for path in (tmp_path / "again").iterdir():
        assert path.read_bytes() == (tmp_path / "parquet" / path.name).read_bytes()
