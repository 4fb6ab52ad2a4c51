"""Manage versions: choose the one that ``latest`` names, pin versions, and remove old ones.

People make these decisions, always about whole versions. Each action takes the lock and is recorded in ``runs/``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tipetl.errors import WarehouseError
from tipetl.ownership import sync
from tipetl.snapshot.layout import (
    cannot_write,
    open_build_root,
    pointed_at,
    snapshots_dir,
    swing_latest,
    version_dir,
)
from tipetl.snapshot.lock import warehouse_lock
from tipetl.snapshot.manifest import Manifest, read_manifest
from tipetl.snapshot.older import pins, remember, write_pins
from tipetl.snapshot.runs import PRUNED, USED, RunRecord, write_run
from tipetl.snapshot.sound import list_snapshots, mending, seal_problems, times_by_record, unreadable, version_folders
from tipetl.snapshot.verify import verify_snapshot


@dataclass(frozen=True, slots=True)
class Fate:
    """A version's fate: whether it is removed, or why it is kept.

    ``published_at`` is None if no manifest states it. ``damage`` is the first problem found, if the version differs
    from what was published.
    """

    version: str
    published_at: str | None
    removed: bool
    reason: str
    byte_count: int
    damage: str | None = None


def use_version(warehouse: Path, version: str, *, now: datetime | None = None) -> tuple[str | None, Manifest]:
    """Point ``latest`` at a version if its files are still as published.

    Returns the previous target, and the version's manifest. Raises ``WarehouseError`` if the version does not exist or
    is damaged (``latest`` is then unchanged), ``WarehouseBusyError`` if another run holds the warehouse.
    """
    started = now or datetime.now(UTC)
    version_dir(warehouse, version)
    with warehouse_lock(warehouse):
        before = pointed_at(warehouse)
        found = verify_snapshot(warehouse, version)
        if not found.sound:
            raise WarehouseError(
                f"{found.version} is not what was published ({found.problems[0]}); latest is still {before}.",
                advice=f"{mending(warehouse)}. To see all problems: tipetl snapshots verify {found.version}",
            )
        manifest = read_manifest(version_dir(warehouse, found.version))
        if before != manifest.version:
            try:
                swing_latest(warehouse, manifest.version)
            except OSError as error:
                raise cannot_write(warehouse, error) from error
            message = f"latest moved from {before} to {manifest.version}."
            _record(warehouse, USED, manifest.version, message, manifest, started)
    return before, manifest


def pin_version(warehouse: Path, version: str, reason: str = "") -> None:
    """Protect a version from removal. Raises ``WarehouseError`` if the version does not exist."""
    name = version_dir(warehouse, version).name
    with warehouse_lock(warehouse):
        write_pins(warehouse, {**pins(warehouse), name: reason})


def unpin_version(warehouse: Path, version: str) -> None:
    """Remove a pin. Raises ``WarehouseError`` if the version is not pinned."""
    with warehouse_lock(warehouse):
        held = pins(warehouse)
        if version not in held:
            raise WarehouseError(f"{version} is not pinned.", advice="See which are: tipetl snapshots list")
        write_pins(warehouse, {name: reason for name, reason in held.items() if name != version})


def prune(
    warehouse: Path,
    *,
    keep: int | None = None,
    older_than: timedelta | None = None,
    dry_run: bool = False,
    now: datetime | None = None,
) -> tuple[Fate, ...]:
    """Remove versions beyond the newest ``keep``, or older than ``older_than``; if both are given, both must apply.

    Only sound versions are counted and removed: a damaged version may contain something that was never published, so a
    person has to inspect it. The newest version, the version to which ``latest`` points, and pinned versions are never
    removed. A removed version's manifest stays in ``pruned/``, and readers with open files can finish. With
    ``dry_run``, nothing is removed. Returns the fate of each version, oldest first. Raises ``WarehouseError`` if
    neither rule is given or nothing is published, ``WarehouseBusyError`` if another run holds the warehouse.
    """
    if keep is None and older_than is None:
        raise WarehouseError(
            "There is no rule for which versions are old.", advice="Give --keep N, --older-than DAYS, or both."
        )
    started = now or datetime.now(UTC)
    if not version_folders(warehouse):
        raise WarehouseError(
            f"Nothing has been published in {warehouse} yet.", advice="Publish a first version: tipetl run"
        )
    with warehouse_lock(warehouse):
        fates = _fates(warehouse, keep, older_than, started)
        if not dry_run:
            for fate in fates:
                if fate.removed:
                    _remove(warehouse, fate.version)
            gone = [fate.version for fate in fates if fate.removed]
            if gone:
                _record(warehouse, PRUNED, None, f"Removed {', '.join(gone)}.", None, started)
    return fates


def _fates(warehouse: Path, keep: int | None, older_than: timedelta | None, now: datetime) -> tuple[Fate, ...]:
    """Decide the fate of each version. The newest sound version, on which everything depends, is verified down to its
    rows; the others only by their files.
    """
    manifests = list_snapshots(warehouse)
    latest, pinned = pointed_at(warehouse), pins(warehouse)
    times = times_by_record([datetime.fromisoformat(one.published_at) for one in manifests], now)
    fates: list[Fate] = []
    counted = 0
    for manifest, moment in zip(reversed(manifests), reversed(times), strict=True):
        version, age = manifest.version, now - moment
        damage = _damage(warehouse, version, to_the_last_row=not counted)
        counted += damage is None
        reasons = (
            (damage is not None, f"damaged: {damage}"),
            (counted == 1, "the newest sound one" if fates else "the newest"),
            (version == latest, "latest points at it"),
            (version in pinned, f"pinned: {pinned.get(version)}".removesuffix(": ")),
            (keep is not None and counted <= keep, f"one of the newest {keep}"),
            (older_than is not None and age <= older_than, f"{age.days} days old"),
        )
        reason = next((reason for holds, reason in reasons if holds), "")
        size = _size(warehouse, version)
        fates.append(Fate(version, manifest.published_at, not reason, reason or "old", size, damage))
    return (*(_unreadable(warehouse, version) for version in unreadable(warehouse)), *reversed(fates))


def _unreadable(warehouse: Path, version: str) -> Fate:
    damage = "its manifest cannot be read"
    return Fate(version, None, False, f"damaged: {damage}", _size(warehouse, version), damage)


def _damage(warehouse: Path, version: str, *, to_the_last_row: bool) -> str | None:
    """Return a version's first problem; None if it has none."""
    if to_the_last_row:
        problems = verify_snapshot(warehouse, version).problems
    else:
        problems = tuple(seal_problems(version_dir(warehouse, version)))
    if version_dir(warehouse, version).is_symlink():
        problems = ("its folder is a link", *problems)
    return problems[0] if problems else None


def _size(warehouse: Path, version: str) -> int:
    folder = snapshots_dir(warehouse) / version
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _remove(warehouse: Path, version: str) -> None:
    """Remove a version: move it, in one step, out of the folder where readers look, then delete it.

    It moves into the build folder, so that the next run removes the rest if the process is killed in between.
    """
    folder = version_dir(warehouse, version)
    try:
        remember(warehouse, read_manifest(folder))
        aside = open_build_root(warehouse) / f"removed-{version}"
        folder.rename(aside)
        sync(snapshots_dir(warehouse))
        shutil.rmtree(aside)
    except OSError as error:
        raise WarehouseError(
            f"{version} could not be removed: {error.strerror or error}.",
            advice="Check the permissions of the warehouse, then prune again.",
        ) from error


def _record(
    warehouse: Path, status: str, version: str | None, message: str, manifest: Manifest | None, started: datetime
) -> None:
    moment = started.astimezone(UTC).isoformat(timespec="microseconds")
    write_run(
        warehouse,
        RunRecord(
            started_at=moment,
            finished_at=moment,
            status=status,
            version=version,
            message=message,
            audits=(),
            row_counts={} if manifest is None else manifest.row_counts,
            report=None,
            changes=None,
        ),
    )


def bytes_freed(fates: Iterable[Fate]) -> int:
    """Return the number of bytes freed by removing versions."""
    return sum(fate.byte_count for fate in fates if fate.removed)
