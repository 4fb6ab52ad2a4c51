"""Test moving ``latest``, pinning, and removing old versions."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.snapshot.made import NOON, linked_copy, publish_makers, several
from tests.tables.samples import ruritania
from tipetl.errors import WarehouseBusyError, WarehouseError
from tipetl.snapshot import (
    last_run,
    latest_manifest,
    leftovers,
    list_snapshots,
    verify_snapshot,
    version_dir,
    warehouse_lock,
)
from tipetl.snapshot.keeping import bytes_freed, pin_version, prune, unpin_version, use_version
from tipetl.snapshot.older import pruned_version, pruned_versions, version_before

pytestmark = pytest.mark.usefixtures("few_checks")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish five versions, a day apart. Tests work on copies of the warehouse."""
    place = tmp_path_factory.mktemp("published")
    several(place, 5)
    return place


@pytest.fixture
def warehouse(published: Path, tmp_path: Path) -> Path:
    """Copy the warehouse of five versions, for a test to modify."""
    return linked_copy(published, tmp_path)


FIVE = [f"2026.11.{day}-1" for day in range(25, 30)]


def held(warehouse: Path) -> list[str]:
    return [manifest.version for manifest in list_snapshots(warehouse)]


def statuses(warehouse: Path) -> list[str]:
    return [
        json.loads(path.read_text(encoding="utf-8"))["status"] for path in sorted((warehouse / "runs").glob("*.json"))
    ]


def test_latest_moves_to_a_version_and_the_move_is_on_record(warehouse: Path) -> None:
    before, manifest = use_version(warehouse, FIVE[1], now=NOON)
    assert (before, manifest.version) == (FIVE[4], FIVE[1])
    assert version_dir(warehouse, "latest").name == FIVE[1]
    assert statuses(warehouse) == ["used"]
    assert use_version(warehouse, FIVE[1])[0] == FIVE[1]
    assert statuses(warehouse) == ["used"], "nothing moved, so nothing is on record"
    # Actions on versions are not runs; `check` reports on the last run.
    assert last_run(warehouse) is None


def test_a_damaged_version_does_not_become_the_latest(warehouse: Path) -> None:
    damaged = version_dir(warehouse, FIVE[0]) / "parquet" / "metric.parquet"
    damaged.unlink()
    damaged.write_bytes(b"no parquet")
    with pytest.raises(WarehouseError, match=r"metric\.parquet was changed"):
        use_version(warehouse, FIVE[0])
    with pytest.raises(WarehouseError, match="no version"):
        use_version(warehouse, "2020.01.01-1")
    assert version_dir(warehouse, "latest").name == FIVE[4]


def test_the_newest_are_kept_and_the_others_go(warehouse: Path) -> None:
    would = prune(warehouse, keep=2, dry_run=True, now=NOON)
    assert held(warehouse) == FIVE
    assert [fate.version for fate in would if fate.removed] == FIVE[:3]
    assert bytes_freed(would) > 100_000
    assert prune(warehouse, keep=2, now=NOON) == would
    assert held(warehouse) == FIVE[3:]
    assert statuses(warehouse) == ["pruned"]
    assert verify_snapshot(warehouse).sound
    assert leftovers(warehouse) == ()
    assert prune(warehouse, keep=2, now=NOON)[0].reason == "one of the newest 2"


def test_latest_the_pinned_and_the_newest_are_never_removed(warehouse: Path) -> None:
    use_version(warehouse, FIVE[0], now=NOON)
    pin_version(warehouse, FIVE[2], "cited")
    fates = prune(warehouse, keep=1, older_than=timedelta(0), now=NOON + timedelta(days=400))
    assert [(fate.removed, fate.reason) for fate in fates] == [
        (False, "latest points at it"),
        (True, "old"),
        (False, "pinned: cited"),
        (True, "old"),
        (False, "the newest"),
    ]
    assert held(warehouse) == [FIVE[0], FIVE[2], FIVE[4]]
    unpin_version(warehouse, FIVE[2])
    assert [fate.removed for fate in prune(warehouse, keep=1, now=NOON)] == [False, True, False]
    with pytest.raises(WarehouseError, match="not pinned"):
        unpin_version(warehouse, FIVE[4])


def test_age_and_number_both_keep(warehouse: Path) -> None:
    now = NOON + timedelta(days=4, hours=1)
    old = prune(warehouse, older_than=timedelta(days=2), dry_run=True, now=now)
    assert [fate.removed for fate in old] == [True, True, True, False, False]
    assert old[3].reason == "1 days old"
    both = prune(warehouse, keep=3, older_than=timedelta(days=2), dry_run=True, now=now)
    assert [fate.removed for fate in both] == [True, True, False, False, False]
    assert held(warehouse) == FIVE
    with pytest.raises(WarehouseError, match="There is no rule"):
        prune(warehouse)


def test_a_reader_of_a_removed_version_reads_on(warehouse: Path) -> None:
    with duckdb.connect(str(version_dir(warehouse, FIVE[0]) / "tipetl.duckdb"), read_only=True) as reader:
        prune(warehouse, keep=1, now=NOON)
        assert held(warehouse) == FIVE[4:]
        assert reader.execute("SELECT count(*), count(DISTINCT sentence) FROM metric").fetchall() == [(13, 7)]


def test_what_a_removed_version_was_is_remembered(warehouse: Path) -> None:
    before = {manifest.version: manifest for manifest in list_snapshots(warehouse)}
    prune(warehouse, keep=1, now=NOON)
    assert [manifest.version for manifest in pruned_versions(warehouse)] == FIVE[:4]
    kept = pruned_version(warehouse, FIVE[1])
    assert kept is not None
    assert kept.content_hash == before[FIVE[1]].content_hash
    assert kept.difference == before[FIVE[1]].difference
    assert kept.difference is not None
    assert kept.difference["counts"]["document"] == {"added": 1}
    assert pruned_version(warehouse, FIVE[4]) is None
    with pytest.raises(WarehouseError, match="has been removed") as caught:
        version_before(warehouse, FIVE[4])
    assert f"show {FIVE[4]}" in caught.value.advice


def test_the_name_of_a_removed_version_is_not_given_again(warehouse: Path) -> None:
    prune(warehouse, keep=1, now=NOON)
    # The clock was set back to the day of a removed version.
    again = publish_makers(warehouse, [ruritania("c")], now=NOON + timedelta(days=2)).manifest
    assert FIVE[4] == "2026.11.29-1"
    assert again.version == "2026.11.29-2"
    assert again.sequence == 6


def test_a_removal_that_was_cut_short_is_finished_by_the_next(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = shutil.rmtree

    def failing(path: Path, **more: Any) -> None:
        if "removed-" in str(path):  # readers still remove their own private folders
            raise OSError(5, "Input/output error")
        whole(path, **more)

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", failing)
        with pytest.raises(WarehouseError, match="could not be removed"):
            prune(warehouse, keep=4, now=NOON)
    assert held(warehouse) == FIVE[1:], "it is gone for readers before its files go"
    assert latest_manifest(warehouse) is not None
    prune(warehouse, keep=3, now=NOON)
    assert held(warehouse) == FIVE[2:]
    assert leftovers(warehouse) == ()


def test_nothing_is_moved_or_removed_while_another_run_publishes(warehouse: Path) -> None:
    with warehouse_lock(warehouse):
        with pytest.raises(WarehouseBusyError):
            prune(warehouse, keep=1)
        with pytest.raises(WarehouseBusyError):
            use_version(warehouse, FIVE[0])
        with pytest.raises(WarehouseBusyError):
            pin_version(warehouse, FIVE[0])
    assert held(warehouse) == FIVE


def test_a_broken_file_of_pins_removes_nothing(warehouse: Path) -> None:
    (warehouse / "pins.json").write_text("{", encoding="utf-8")
    with pytest.raises(WarehouseError, match=r"pins\.json cannot be read"):
        prune(warehouse, keep=1)
    assert held(warehouse) == FIVE
