"""Who may write into a warehouse: one process at a time, and what a killed one left behind is put right first."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from tipetl.errors import WarehouseBusyError, WarehouseError
from tipetl.snapshot.layout import (
    PENDING,
    VERSION,
    build_root,
    cannot_write,
    lock_path,
    snapshots_dir,
    swing_pending,
)
from tipetl.snapshot.manifest import read_manifest
from tipetl.snapshot.steps import reached


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds a warehouse; ``since`` is ISO 8601 in UTC."""

    pid: int
    host: str
    since: str

    def __str__(self) -> str:
        where = "" if self.host == socket.gethostname() else f" on {self.host}"
        return f"process {self.pid}{where}, since {self.since}"


@contextmanager
def warehouse_lock(warehouse: Path) -> Iterator[None]:
    """Hold the warehouse for one run; the lock goes with the process that holds it, however it ends.

    What a killed run left behind is put right before anything else (``clear_leftovers``). Raises
    ``WarehouseBusyError`` at once when another run holds it, ``WarehouseError`` when the folder cannot be written or
    its file system has no locks.
    """
    try:
        warehouse.mkdir(parents=True, exist_ok=True)
        handle = lock_path(warehouse).open("a+", encoding="utf-8")
    except OSError as error:
        raise cannot_write(warehouse, error) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = _told_by(handle)
            raise WarehouseBusyError(
                f"Another run is publishing into {warehouse}{f' ({holder})' if holder else ''}.",
                advice="Wait until it has ended, then run again.",
            ) from error
        except OSError as error:
            raise WarehouseError(
                f"{lock_path(warehouse)} cannot be locked: {error.strerror}.",
                advice="Put the warehouse on a file system that has locks; network shares often have none.",
            ) from error
        _sign(handle)
        reached("locked")
        try:
            try:
                clear_leftovers(warehouse)
            except OSError as error:
                raise cannot_write(warehouse, error) from error
            reached("leftovers cleared")
            yield
        finally:
            with suppress(OSError):
                handle.truncate(0)


def lock_holder(warehouse: Path) -> Holder | None:
    """The process that holds the warehouse, or None; its number is 0 when the lock is held by one that left no name."""
    try:
        handle = lock_path(warehouse).open(encoding="utf-8")
    except OSError:
        return None
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _told_by(handle) or Holder(0, socket.gethostname(), "unknown")
        except OSError:
            return None
    return None


def leftovers(warehouse: Path) -> tuple[Path, ...]:
    """What a killed run left behind: unfinished builds, links and records. The next run puts them right."""
    unfinished = [build_root(warehouse), snapshots_dir(warehouse) / PENDING]
    places = (warehouse, *(path for path in warehouse.glob("*") if path.is_dir()))
    hidden = [path for place in places for path in place.glob(".*.new")]
    return tuple(sorted({path for path in (*unfinished, *hidden) if path.exists() or path.is_symlink()}))


def clear_leftovers(warehouse: Path) -> None:
    """Finish or take back what a killed run began. The caller holds the lock.

    A version that was moved into place is whole, for everything in it was flushed before; the link that was prepared
    for it is swung now. Everything else that is unfinished goes.
    """
    pending = snapshots_dir(warehouse) / PENDING
    if pending.is_symlink():
        version = str(pending.readlink())
        if VERSION.fullmatch(version) and _whole(snapshots_dir(warehouse) / version):
            swing_pending(warehouse)
    for path in leftovers(warehouse):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _whole(folder: Path) -> bool:
    try:
        return read_manifest(folder).version == folder.name
    except WarehouseError:
        return False


def _sign(handle: IO[str]) -> None:
    """Leaves the name of this process in the lock; on a full disk it stays nameless, which hurts nobody."""
    holder = Holder(os.getpid(), socket.gethostname(), datetime.now(UTC).isoformat(timespec="seconds"))
    with suppress(OSError):
        handle.truncate(0)
        handle.write(json.dumps(asdict(holder)))
        handle.flush()


def _told_by(handle: IO[str]) -> Holder | None:
    try:
        handle.seek(0)
        return Holder(**json.loads(handle.read()))
    except (OSError, ValueError, TypeError):
        return None


__all__ = ["Holder", "clear_leftovers", "leftovers", "lock_holder", "warehouse_lock"]
