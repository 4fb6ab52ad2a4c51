"""Where things lie in a warehouse, the lock, and the file operations that survive a crash.

::

    DIR/snapshots/<version>/    one published version, never changed
    DIR/snapshots/latest        relative symlink to the newest one
    DIR/runs/                   a record of every run, the blocked ones too
    DIR/build/                  where a version is made before it is moved into place
    DIR/tipetl.lock             held by the run that is publishing
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tipetl.errors import WarehouseBusyError, WarehouseError

LATEST = "latest"
VERSION = re.compile(r"(\d{4}\.\d{2}\.\d{2})-([1-9]\d*)")
"""The day of publication (UTC) and a running number of that day, from 1."""


def snapshots_dir(warehouse: Path) -> Path:
    return warehouse / "snapshots"


def runs_dir(warehouse: Path) -> Path:
    return warehouse / "runs"


def version_dir(warehouse: Path, version: str) -> Path:
    """The folder of a version (or of ``latest``); ``WarehouseError`` when there is none."""
    if version == LATEST:
        link = snapshots_dir(warehouse) / LATEST
        if not link.is_dir():
            raise WarehouseError(
                f"Nothing has been published in {warehouse} yet.", advice="Publish a first version: tipetl run"
            )
        return link.resolve()
    folder = snapshots_dir(warehouse) / version
    if not VERSION.fullmatch(version) or not folder.is_dir():
        raise WarehouseError(
            f"There is no version {version} in {warehouse}.", advice="See which there are: tipetl snapshots list"
        )
    return folder


@contextmanager
def warehouse_lock(warehouse: Path) -> Iterator[None]:
    """Hold the warehouse for one run; the lock goes with the process that holds it, however it ends.

    Raises ``WarehouseBusyError`` at once when another run holds it, ``WarehouseError`` when the folder cannot be
    written.
    """
    path = warehouse / "tipetl.lock"
    try:
        warehouse.mkdir(parents=True, exist_ok=True)
        handle = path.open("a")
    except OSError as error:
        raise WarehouseError(
            f"The warehouse {warehouse} cannot be written: {error.strerror}.",
            advice="Choose another folder with --warehouse DIR.",
        ) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise WarehouseBusyError(
                f"Another run is publishing into {warehouse}.", advice="Wait until it has ended, then run again."
            ) from error
        yield


@contextmanager
def build_dir(warehouse: Path) -> Iterator[Path]:
    """A new folder on the warehouse's own file system, removed with all that is still in it at the end.

    What a killed run left behind is removed first: only the holder of the lock builds.
    """
    parent = warehouse / "build"
    try:
        shutil.rmtree(parent, ignore_errors=True)
        parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="run-", dir=parent))
    except OSError as error:
        raise WarehouseError(
            f"The warehouse {warehouse} cannot be written: {error.strerror}.",
            advice="Choose another folder with --warehouse DIR.",
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(parent, ignore_errors=True)


def sync_tree(folder: Path) -> None:
    """Flush every file and folder below ``folder`` to disk, and take away the right to write the files."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            path.chmod(0o444)
        sync(path)
    sync(folder)


def sync(path: Path) -> None:
    """Flush one file or folder to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def swing_latest(warehouse: Path, version: str) -> None:
    """Let ``latest`` point at a version: a new relative link is renamed over the old one, so it is never missing."""
    folder = snapshots_dir(warehouse)
    temporary = folder / f".{LATEST}.new"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(version)
    temporary.replace(folder / LATEST)
    sync(folder)


def write_whole(path: Path, text: str) -> None:
    """Write a text file that is either there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_text(text, encoding="utf-8")
    sync(temporary)
    temporary.replace(path)
    sync(path.parent)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
