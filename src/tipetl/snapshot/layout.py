"""Define the layout of a warehouse, and file operations that survive a crash.

::

    DIR/.tipetl-warehouse       the mark of a warehouse, written before anything else
    DIR/snapshots/<version>/    one published version, never changed
    DIR/snapshots/latest        relative symlink to the newest one
    DIR/snapshots/.latest.new   the next such link, while a version is moved into place
    DIR/runs/                   a record of every run, including blocked ones
    DIR/.tipetl-build/          files and versions in the making, until they are moved into place; also marked
    DIR/.tipetl-cache/          the results of reading each source (``tipetl.cache``); also marked
    DIR/tipetl.lock             the lock, held and signed by the run that is publishing

Unfinished work exists only in the build folder, so that cleaning up never has to guess which files are ours.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tipetl.errors import WarehouseError
from tipetl.ownership import Mark, claim, is_marked, sync
from tipetl.snapshot.steps import reached

LATEST = "latest"
PENDING = f".{LATEST}.new"
VERSION = re.compile(r"(\d{4}\.\d{2}\.\d{2})-([1-9]\d*)")
"""The name of a version: a day (UTC) and a sequence number for that day, starting at 1.

The day is that of publication, or the previous version's if the clock shows an earlier one, so names sort by
publication.
"""
SYNCED_AT_ONCE = 16
"""The number of files flushed to disk at the same time. Simultaneous flushes share a write, whereas sequential flushes
would each wait for their own."""
BUILD_MARK = Mark(".tipetl-build-folder", "build folder", "Move it away, then run again.")


def snapshots_dir(warehouse: Path) -> Path:
    return warehouse / "snapshots"


def runs_dir(warehouse: Path) -> Path:
    return warehouse / "runs"


def build_root(warehouse: Path) -> Path:
    return warehouse / ".tipetl-build"


def cache_root(warehouse: Path) -> Path:
    return warehouse / ".tipetl-cache"


def lock_path(warehouse: Path) -> Path:
    return warehouse / "tipetl.lock"


def version_dir(warehouse: Path, version: str) -> Path:
    """Return the folder of a version (or of ``latest``). Raises ``WarehouseError`` if the version does not exist."""
    if version == LATEST:
        link = snapshots_dir(warehouse) / LATEST
        if link.is_symlink() and not link.is_dir():
            raise WarehouseError(
                f"{link} points at {link.readlink()}, which does not exist.",
                advice="Go back to a version that is (tipetl snapshots list, tipetl snapshots use VERSION), or publish "
                "a new one: tipetl run",
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
    """Return the error for a warehouse to which we cannot write."""
    return WarehouseError(
        f"The warehouse {warehouse} cannot be written: {error.strerror or error}.",
        advice="See what is wrong with it: tipetl doctor. Or choose another folder with --warehouse DIR.",
    )


@contextmanager
def build_dir(warehouse: Path) -> Iterator[Path]:
    """Yield a new folder on the warehouse's own file system. On exit, remove it with everything still in it.

    Only the holder of the lock may build. Raises ``WarehouseError`` if the folder cannot be created.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix="run-", dir=open_build_root(warehouse)))
    except OSError as error:
        raise cannot_write(warehouse, error) from error
    reached("build folder made")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def open_build_root(warehouse: Path) -> Path:
    """Return the build folder, creating and marking it if it is missing. Raises ``WarehouseError`` if something else
    has its name.
    """
    root = build_root(warehouse)
    if root.is_symlink():
        raise WarehouseError(f"{root} is a link, not a build folder.", advice=BUILD_MARK.advice)
    claim(root, BUILD_MARK)
    return root


def unfinished(warehouse: Path) -> list[Path]:
    """List the contents of the build folder, if it carries our mark."""
    root = build_root(warehouse)
    return (
        sorted(path for path in root.iterdir() if path.name != BUILD_MARK.name) if is_marked(root, BUILD_MARK) else []
    )


def clear_build(warehouse: Path) -> None:
    """Empty the build folder, if it carries our mark. The caller must hold the warehouse's lock."""
    for path in unfinished(warehouse):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def sync_tree(folder: Path, flushed: Path | None = None) -> None:
    """Flush everything below ``folder`` to disk, make it readable by all, and make files writable by none. Files in
    ``flushed`` are skipped, since they have already been flushed.
    """
    paths = sorted(path for path in folder.rglob("*") if path.parent != flushed)
    for path in paths:
        path.chmod(0o444 if path.is_file() else 0o755)
    with ThreadPoolExecutor(SYNCED_AT_ONCE) as pool:
        for _ in pool.map(sync, paths):  # re-raises any error from a flush
            pass
    sync(folder)


def swing_latest(warehouse: Path, version: str) -> None:
    """Point ``latest`` at an existing version: rename a new relative link over the old link, so that ``latest`` is
    never missing.
    """
    prepare_latest(warehouse, version)
    swing_pending(warehouse)


def prepare_latest(warehouse: Path, version: str) -> None:
    """Write the link that ``swing_pending`` will turn into ``latest``.

    The link is on disk before the version is moved into place. After the move nothing else has to be written, so
    neither a full disk nor a kill can separate the version from its link: the next run puts the link in place
    (``lock.clear_leftovers``).
    """
    folder = snapshots_dir(warehouse)
    pending = folder / PENDING
    for link in (pending, folder / LATEST):
        _refuse_foreign(link)
    pending.unlink(missing_ok=True)
    pending.symlink_to(version)
    sync(folder)


def swing_pending(warehouse: Path) -> None:
    """Rename the prepared link over ``latest``. Raises ``WarehouseError`` if ``latest`` is not a link that tipetl
    made.
    """
    folder = snapshots_dir(warehouse)
    _refuse_foreign(folder / LATEST)
    (folder / PENDING).replace(folder / LATEST)
    sync(folder)


def linked_version(link: Path) -> str | None:
    """Return the version that ``latest`` or the pending link names, whether or not that version exists. Return None for
    anything else.
    """
    target = str(link.readlink()) if link.is_symlink() else ""
    return target if VERSION.fullmatch(target) else None


def pointed_at(warehouse: Path) -> str | None:
    """Return the version that ``latest`` names, whether or not that version exists and is sound; None if ``latest`` is
    not a link to a version.
    """
    return linked_version(snapshots_dir(warehouse) / LATEST)


def _refuse_foreign(link: Path) -> None:
    if (link.is_symlink() or link.exists()) and linked_version(link) is None:
        raise WarehouseError(
            f"{link} is not a link to a version, so it was not replaced.", advice="Move it away, then try again."
        )


def write_whole(warehouse: Path, path: Path, text: str) -> None:
    """Write a text file in a warehouse atomically. The caller must hold the warehouse's lock."""
    temporary = open_build_root(warehouse) / f"{path.name}.new"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        temporary.write_text(text, encoding="utf-8")
        sync(temporary)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync(path.parent)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
