"""Decide whether a folder is a warehouse: it contains our mark, or was evidently a warehouse before there were
marks.
"""

from __future__ import annotations

from pathlib import Path

from tipetl.errors import WarehouseError
from tipetl.ownership import FETCHED_MARK, WAREHOUSE_MARK, claim, is_marked, refusal
from tipetl.snapshot.layout import VERSION, lock_path, runs_dir, snapshots_dir
from tipetl.snapshot.manifest import read_manifest
from tipetl.snapshot.runs import is_record

FETCHED_NAME = "fetched"
"""The name of the folder in a warehouse that contains fetched reports."""


def claim_warehouse(warehouse: Path, *, init: bool = False) -> None:
    """Turn a folder into a warehouse, or confirm that it is one. ``init`` accepts a folder that contains other things.

    Raises ``WarehouseError`` if the folder is refused, ``OSError`` if it cannot be written.
    """
    claim(warehouse, WAREHOUSE_MARK, init=init, recognized=_was_warehouse, harmless=_harmless(warehouse))


def claim_fetched(into: Path | None, warehouse: Path, *, init: bool = False) -> Path:
    """Return the folder for fetched reports, marked as ours: ``into``, or else a folder in the warehouse, which is also
    marked.

    Raises the same errors as ``claim_warehouse``.
    """
    if into is None:
        claim_warehouse(warehouse, init=init)
        into = warehouse / FETCHED_NAME
    claim(into, FETCHED_MARK, init=init)
    return into


def refused(warehouse: Path) -> WarehouseError | None:
    """Return the error with which a run would refuse the folder, or None if it would accept it."""
    return refusal(warehouse, WAREHOUSE_MARK, recognized=_was_warehouse, harmless=_harmless(warehouse))


def _harmless(warehouse: Path) -> set[str]:
    """Return the names that a folder without a mark may contain: those that an interrupted fetch or run left behind."""
    names = {lock_path(warehouse).name}
    return names | ({FETCHED_NAME} if is_marked(warehouse / FETCHED_NAME, FETCHED_MARK) else set())


def _was_warehouse(folder: Path) -> bool:
    """Return whether an earlier tipetl published into the folder or recorded a run there."""
    versions = (path for path in snapshots_dir(folder).glob("*") if VERSION.fullmatch(path.name))
    return any(map(_is_version, versions)) or any(map(is_record, runs_dir(folder).glob("*.json")))


def _is_version(folder: Path) -> bool:
    try:
        return read_manifest(folder).version == folder.name
    except WarehouseError:
        return False
