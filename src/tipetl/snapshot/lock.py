"""Let one process at a time write to a warehouse, after repairing what a killed process left behind."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from tipetl.errors import WarehouseBusyError, WarehouseError
from tipetl.snapshot.claim import claim_warehouse
from tipetl.snapshot.layout import (
    PENDING,
    cannot_write,
    clear_build,
    linked_version,
    lock_path,
    snapshots_dir,
    swing_pending,
    unfinished,
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
def warehouse_lock(warehouse: Path, *, init: bool = False) -> Iterator[None]:
    """Hold the warehouse for one run. The lock is released when the process ends, however it ends.

    A folder that is not yet a warehouse becomes one, but if it contains other things, only with ``init``. Remains of a
    killed run are cleared up first (``clear_leftovers``). Raises ``WarehouseBusyError`` at once if another run holds
    the lock, and ``WarehouseError`` if the folder is refused, cannot be written or does not support locks.
    """
    try:
        claim_warehouse(warehouse, init=init)
        reached("claimed")
        _refuse_foreign_lock(warehouse)
        handle = lock_path(warehouse).open("a+", encoding="utf-8")
    except OSError as error:
        raise cannot_write(warehouse, error) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = _holder_of(handle)
            raise WarehouseBusyError(
                f"Another run is publishing into {warehouse}{f' ({holder})' if holder else ''}.",
                advice="Wait until it has ended, then run again.",
            ) from error
        except OSError as error:
            raise WarehouseError(
                f"{lock_path(warehouse)} cannot be locked: {error.strerror}.",
                advice="Put the warehouse on a file system that supports locks; network shares often do not.",
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
    """Return the process that holds the warehouse, or None. The pid is 0 if the process left no name."""
    try:
        handle = lock_path(warehouse).open(encoding="utf-8")
    except OSError:
        return None
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _holder_of(handle) or Holder(0, socket.gethostname(), "unknown")
        except OSError:
            return None
    return None


def leftovers(warehouse: Path) -> tuple[Path, ...]:
    """List what a killed run left behind: unfinished builds and a pending link. The next run removes the builds and
    puts the link in place.
    """
    pending = snapshots_dir(warehouse) / PENDING
    return (*unfinished(warehouse), *([pending] if linked_version(pending) else ()))


def clear_leftovers(warehouse: Path) -> None:
    """Finish or undo what a killed run began. The caller must hold the warehouse's lock.

    A version that was moved into place is complete, since everything in it had been flushed. So its pending link is put
    in place. All other unfinished work is in the build folder and is removed.
    """
    pending = snapshots_dir(warehouse) / PENDING
    version = linked_version(pending)
    if version is not None:
        if _whole(snapshots_dir(warehouse) / version):
            swing_pending(warehouse)
        else:
            pending.unlink()
    clear_build(warehouse)


def _refuse_foreign_lock(warehouse: Path) -> None:
    """Refuse a lock file that is not ours, because we write to it. Our lock file is empty or names a holder."""
    path = lock_path(warehouse)
    if not path.exists() and not path.is_symlink():
        return
    text = "" if path.is_symlink() else path.read_text(encoding="utf-8", errors="replace")
    if path.is_symlink() or (text and _holder_in(text) is None):
        raise WarehouseError(f"{path} is not a lock of tipetl.", advice="Move it away, then try again.")


def _whole(folder: Path) -> bool:
    try:
        return read_manifest(folder).version == folder.name
    except WarehouseError:
        return False


def _sign(handle: IO[str]) -> None:
    """Write the name of this process into the lock. On a full disk the lock stays nameless, which is harmless."""
    holder = Holder(os.getpid(), socket.gethostname(), datetime.now(UTC).isoformat(timespec="seconds"))
    with suppress(OSError):
        handle.truncate(0)
        handle.write(json.dumps(asdict(holder)))
        handle.flush()


def _holder_of(handle: IO[str]) -> Holder | None:
    try:
        handle.seek(0)
        return _holder_in(handle.read())
    except (OSError, ValueError):
        return None


def _holder_in(text: str) -> Holder | None:
    try:
        return Holder(**json.loads(text))
    except (ValueError, TypeError, RecursionError):
        return None
