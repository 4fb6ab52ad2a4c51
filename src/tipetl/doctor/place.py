"""Check that a folder can contain a warehouse: permissions, space, and whether the file system behaves as tipetl
requires.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tipetl.doctor.diagnosis import Diagnosis
from tipetl.ownership import sync

LEAST_BYTES = 100_000_000
"""The minimum free space in bytes: enough for a small version and the database for its checks, with some to spare."""
COPIES = 3
"""The space needed, in multiples of the last version: up to two for a new version, and one for the checks' database."""
_REMOTE = ("nfs", "cifs", "smb", "9p", "sshfs", "ceph", "gluster", "lustre", "afs")


def folder(warehouse: Path) -> Iterator[Diagnosis]:
    """Report whether the folder exists and is writable."""
    place = _nearest(warehouse)
    if not place.is_dir():
        what = "a broken link" if place.is_symlink() and not place.exists() else "a file"
        words = f"{place} is {what}, so {warehouse} cannot be a folder."
        yield Diagnosis("folder", "problem", words, "Choose another folder with --warehouse DIR.")
        return
    try:
        with tempfile.TemporaryDirectory(prefix=".doctor-", dir=place):
            pass
    except OSError as error:
        words = f"{place} cannot be written: {error.strerror}. What is published can still be read."
        advice = "Get write permission for it, mount it for writing, or choose another with --warehouse DIR."
        yield Diagnosis("folder", "problem", words, advice)
        return
    for part in ("snapshots", "runs", ".tipetl-build", ".tipetl-cache", "tipetl.lock"):
        if (warehouse / part).exists() and not os.access(warehouse / part, os.W_OK):
            words = f"{warehouse / part} cannot be written; it belongs to user {(warehouse / part).stat().st_uid}."
            yield Diagnosis("folder", "problem", words, "Get write permission for it: chown or chmod.")
    if place != warehouse:
        advice = "Publish a first version: tipetl run"
        yield Diagnosis("folder", "note", f"{warehouse} does not exist yet; it can be created.", advice)
    else:
        yield Diagnosis("folder", "ok", f"{warehouse} can be written.")


def space(warehouse: Path) -> Iterator[Diagnosis]:
    """Report whether there is room for another version."""
    place = _nearest(warehouse)
    latest = warehouse / "snapshots" / "latest"
    size = sum(path.stat().st_size for path in latest.rglob("*") if path.is_file()) if latest.is_dir() else 0
    wanted = max(LEAST_BYTES, COPIES * size)
    free = shutil.disk_usage(place).free
    advice = "Free some space, remove old versions, or move the warehouse to a larger disk."
    message = f"{_mb(free)} are free; another version may take {_mb(wanted)} while it is made."
    if free < max(size, LEAST_BYTES // 10):
        yield Diagnosis("space", "problem", message, advice)
    elif free < wanted:
        yield Diagnosis("space", "warning", message, advice)
    else:
        yield Diagnosis("space", "ok", message)
    stat = os.statvfs(place)
    if stat.f_files and stat.f_favail < 1000:
        words = f"The file system has room for only {stat.f_favail} more files."
        yield Diagnosis("space", "problem", words, "Remove files that are no longer needed.")


def file_system(warehouse: Path) -> Iterator[Diagnosis]:
    """Report whether renames, links and locks work as required."""
    place = _nearest(warehouse)
    kind = _kind(place)
    failed = []
    try:
        with tempfile.TemporaryDirectory(prefix=".doctor-", dir=place) as probe:
            for what, works in _PROMISES.items():
                try:
                    kept = works(Path(probe))
                except OSError as error:
                    kept, what = False, f"{what} ({error.strerror})"
                if not kept:
                    failed.append(what)
    except OSError:
        yield Diagnosis("file_system", "note", "The file system cannot be tested, since the folder is not writable.")
        return
    advice = "Put the warehouse on a local disk (ext4, xfs, btrfs, apfs) and export versions from there."
    if failed:
        words = f"The file system{f' ({kind})' if kind else ''} has no {', no '.join(failed)}."
        yield Diagnosis("file_system", "problem", words, advice)
    elif any(kind.startswith((name, f"fuse.{name}")) for name in _REMOTE):
        words = f"The warehouse is on a network file system ({kind}); locks between machines may not hold there."
        yield Diagnosis("file_system", "warning", words, advice)
    else:
        yield Diagnosis("file_system", "ok", f"Renames, links and locks work{f' ({kind})' if kind else ''}.")


def _renames(probe: Path) -> bool:
    (probe / "made").mkdir()
    (probe / "made" / "file").write_text("x", encoding="utf-8")
    (probe / "made").rename(probe / "moved")
    return (probe / "moved" / "file").read_text(encoding="utf-8") == "x"


def _links(probe: Path) -> bool:
    for target in ("one", "two"):
        (probe / target).mkdir()
        (probe / "new").symlink_to(target)
        (probe / "new").replace(probe / "link")
    return str((probe / "link").readlink()) == "two"


def _locks(probe: Path) -> bool:
    with (probe / "lock").open("a") as one, (probe / "lock").open("a") as other:
        fcntl.flock(one, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def _flushes(probe: Path) -> bool:
    sync(probe)
    return True


_PROMISES: dict[str, Callable[[Path], bool]] = {
    "renaming of folders": _renames,
    "links that replace links": _links,
    "locks": _locks,
    "flushing of folders": _flushes,
}


def _nearest(path: Path) -> Path:
    """Return the path, or its nearest existing parent."""
    whole = path.absolute()
    found = next(place for place in (whole, *whole.parents) if place.exists() or place.is_symlink())
    return path if found == whole else found


def _kind(place: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """Return the type of the file system if the system reports it (Linux), else an empty string."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    here = place.resolve()
    best, kind = -1, ""
    for line in lines:
        fields = line.split()
        mount = Path(fields[1].replace("\\040", " "))
        if here.is_relative_to(mount) and len(mount.parts) >= best:
            best, kind = len(mount.parts), fields[2]
    return kind


def _mb(count: int) -> str:
    return f"{count / 1e6:,.0f} MB"


PLACE: dict[str, Callable[[Path], Iterator[Diagnosis]]] = {"folder": folder, "space": space, "file_system": file_system}
"""The checks, by the names under which they are reported."""
