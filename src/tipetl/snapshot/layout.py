"""Where things lie in a warehouse, and the file operations that survive a crash.

::

    DIR/snapshots/<version>/    one published version, never changed
    DIR/snapshots/latest        relative symlink to the newest one
    DIR/snapshots/.latest.new   the next such link, for a moment while a version is moved into place
    DIR/runs/                   a record of every run, the blocked ones too
    DIR/build/                  where a version is made before it is moved into place
    DIR/tipetl.lock             held by the run that is publishing, and names it
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tipetl.errors import WarehouseError
from tipetl.snapshot.steps import reached

LATEST = "latest"
PENDING = f".{LATEST}.new"
VERSION = re.compile(r"(\d{4}\.\d{2}\.\d{2})-([1-9]\d*)")
"""The day of publication (UTC) and a running number of that day, from 1."""


def snapshots_dir(warehouse: Path) -> Path:
    return warehouse / "snapshots"


def runs_dir(warehouse: Path) -> Path:
    return warehouse / "runs"


def build_root(warehouse: Path) -> Path:
    return warehouse / "build"


def lock_path(warehouse: Path) -> Path:
    return warehouse / "tipetl.lock"


def version_dir(warehouse: Path, version: str) -> Path:
    """The folder of a version (or of ``latest``); ``WarehouseError`` when there is none."""
    if version == LATEST:
        link = snapshots_dir(warehouse) / LATEST
        if link.is_symlink() and not link.is_dir():
            raise WarehouseError(
                f"{link} points at {link.readlink()}, which is not there.",
                advice="Restore that version's folder, or remove the link and run again: tipetl run",
            )
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


def cannot_write(warehouse: Path, error: OSError) -> WarehouseError:
    """The error for a warehouse that the system does not let us write."""
    return WarehouseError(
        f"The warehouse {warehouse} cannot be written: {error.strerror or error}.",
        advice="See what is wrong with it: tipetl doctor. Or choose another folder with --warehouse DIR.",
    )


@contextmanager
def build_dir(warehouse: Path) -> Iterator[Path]:
    """A new folder on the warehouse's own file system, removed with all that is still in it at the end.

    Only the holder of the lock builds. Raises ``WarehouseError`` when the folder cannot be made.
    """
    parent = build_root(warehouse)
    try:
        shutil.rmtree(parent, ignore_errors=True)
        parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="run-", dir=parent))
    except OSError as error:
        raise cannot_write(warehouse, error) from error
    reached("build folder made")
    try:
        yield folder
    finally:
        shutil.rmtree(parent, ignore_errors=True)


def sync_tree(folder: Path) -> None:
    """Flush every file and folder below ``folder`` to disk; everybody may read it then, and nobody write the files."""
    for path in sorted(folder.rglob("*")):
        path.chmod(0o444 if path.is_file() else 0o755)
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
    """Let ``latest`` point at a version that is there: a new relative link is renamed over the old one, so that it is
    never missing.
    """
    prepare_latest(warehouse, version)
    swing_pending(warehouse)


def prepare_latest(warehouse: Path, version: str) -> None:
    """Lay the link that ``swing_pending`` will make ``latest``.

    It lies on disk before the version is moved into place. Afterwards nothing more has to be written, so that neither a
    full disk nor a kill can part the version from its link: the next run swings it (``lock.clear_leftovers``).
    """
    folder = snapshots_dir(warehouse)
    pending = folder / PENDING
    pending.unlink(missing_ok=True)
    pending.symlink_to(version)
    sync(folder)


def swing_pending(warehouse: Path) -> None:
    """Rename the prepared link over ``latest``."""
    folder = snapshots_dir(warehouse)
    (folder / PENDING).replace(folder / LATEST)
    sync(folder)


def write_whole(path: Path, text: str) -> None:
    """Write a text file that is either there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_text(text, encoding="utf-8")
        sync(temporary)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync(path.parent)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
