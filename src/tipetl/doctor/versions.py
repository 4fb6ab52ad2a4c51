"""Check the contents of a warehouse: the lock, ``latest``, leftovers, versions, their schema and databases."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from tipetl.doctor.diagnosis import Diagnosis
from tipetl.errors import TipetlError
from tipetl.ownership import WAREHOUSE_MARK
from tipetl.resources import rule_set_version
from tipetl.snapshot import (
    FETCHED_NAME,
    Manifest,
    last_run,
    leftovers,
    lock_holder,
    mending,
    newest_sound,
    read_manifest,
    refused,
    seal_problems,
    verify_snapshot,
    version_folders,
)
from tipetl.snapshot.layout import (
    LATEST,
    PENDING,
    VERSION,
    build_root,
    cache_root,
    linked_version,
    lock_path,
    pointed_at,
    runs_dir,
    snapshots_dir,
)
from tipetl.snapshot.manifest import MANIFEST_FORMAT
from tipetl.snapshot.older import pruned_dir
from tipetl.store import DATABASE_NAME, read_only
from tipetl.tables import TABLE_SCHEMA_VERSION

_SHOWN = 3


def lock(warehouse: Path) -> Iterator[Diagnosis]:
    """Report which process holds the warehouse."""
    holder = lock_holder(warehouse)
    path = lock_path(warehouse)
    if holder is None:
        yield Diagnosis("lock", "ok", "No run holds the warehouse.")
    elif holder.pid and holder.host == socket.gethostname() and not _alive(holder.pid):
        words = f"{path} is held by a process that still runs, though the run that started it ({holder}) has ended."
        yield Diagnosis("lock", "warning", words, f"See which process has it open: fuser {path}")
    else:
        who = f"A run holds the warehouse ({holder})." if holder.pid else "An unnamed process holds it."
        advice = f"Wait until it has ended. If it hangs, end it; see which process it is: fuser {path}"
        yield Diagnosis("lock", "note", who, advice)


def claimed(warehouse: Path) -> Iterator[Diagnosis]:
    """Report whether the folder is or can become a warehouse, and whether any links are broken."""
    why = refused(warehouse)
    if why is not None:
        yield Diagnosis("ownership", "problem", why.message, why.advice)
    broken = [path for path in _parts(warehouse) if path.is_symlink() and not path.exists()]
    for path in broken:
        words = f"{path} is a link to {_target(path)}, which does not exist."
        yield Diagnosis("ownership", "problem", words, "Restore what it points at, or remove the link.")
    if why is None and not broken:
        is_one = (warehouse / WAREHOUSE_MARK.name).is_file()
        words = f"{warehouse} is a warehouse." if is_one else f"{warehouse} can become a warehouse."
        yield Diagnosis("ownership", "ok", words)


def latest(warehouse: Path) -> Iterator[Diagnosis]:
    """Report whether ``latest`` points at a version; ``versions_sound`` checks that the version is sound."""
    link = snapshots_dir(warehouse) / LATEST
    if not link.is_symlink() and not link.exists() and not version_folders(warehouse):
        yield Diagnosis("latest", "note", "Nothing has been published yet.", "Publish a first version: tipetl run")
        return
    problem = _wrong_with(link, warehouse)
    if problem is not None:
        words, first = problem
        yield Diagnosis("latest", "problem", words, f"{first}{mending(warehouse)}")
        return
    target = str(link.readlink())
    newest = newest_sound(warehouse)
    if newest is not None and newest.version != target:
        words = f"latest points at {target}; {newest.version} is newer."
        yield Diagnosis("latest", "note", words, "Nothing to do if you moved it back on purpose.")
    else:
        yield Diagnosis("latest", "ok", f"latest points at {target}.")


def _wrong_with(link: Path, warehouse: Path) -> tuple[str, str] | None:
    """Say what is wrong with ``latest``, and what to do before pointing the link at a sound version; None if nothing is
    wrong.
    """
    if not link.is_symlink():
        if link.exists():
            return f"{link} is not a link, but something else.", "Move it away. Then: "
        return f"{link} is missing, though there are versions.", ""
    target = _target(link)
    if linked_version(link) is None:
        lost = "" if link.exists() else ", which does not exist"
        return f"{link} points at {target}, which is not a version of this warehouse{lost}.", "Remove that link. Then: "
    folder = snapshots_dir(warehouse) / target
    if not folder.is_dir():
        there = "which is not a folder" if folder.exists() else "which does not exist"
        return f"{link} points at {target}, {there}.", "Restore that version's folder. Or: "
    return None


def litter(warehouse: Path) -> Iterator[Diagnosis]:
    """Report what a killed run left behind, and other things that do not belong in a warehouse."""
    left = leftovers(warehouse)
    if left and lock_holder(warehouse) is None:
        for path in left:
            if path.name == PENDING and _finishable(warehouse, path):
                words = (
                    f"A run was killed after it had moved {path.readlink()} into place and before latest pointed at it."
                )
            else:
                words = f"A killed run left {path} behind."
            yield Diagnosis("leftovers", "warning", words, "The next run repairs this: tipetl run")
        return
    folder = snapshots_dir(warehouse)
    strange = [path for path in folder.iterdir() if not _known(path)] if folder.is_dir() else []
    for path in strange:
        yield Diagnosis("leftovers", "warning", f"{path} is not a version.", "Move it away if you do not need it.")
    old = sorted((warehouse / "build").glob("run-*"))
    for path in old:
        words = f"{path} was left by a killed run of an earlier tipetl, and is not cleared automatically."
        yield Diagnosis("leftovers", "note", words, "Remove it unless it is yours.")
    if not strange and not old:
        yield Diagnosis("leftovers", "ok", "No killed run has left anything behind.")


def versions_sound(warehouse: Path) -> Iterator[Diagnosis]:
    """Report whether every version's files, and the latest version's rows, are as published."""
    damaged, sound = 0, 0
    newest = pointed_at(warehouse)
    for folder in version_folders(warehouse):
        whole = folder.name == newest and folder.is_dir()
        problems = verify_snapshot(warehouse, folder.name).problems if whole else seal_problems(folder)
        if not problems:
            sound += 1
            continue
        damaged += 1
        more = f" and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        words = f"Version {folder.name} is not as it was published: {'; '.join(problems[:_SHOWN])}{more}."
        advice = mending(warehouse) if folder.name == newest else "Restore its files from a copy, or remove its folder."
        yield Diagnosis("versions", "problem", words, advice)
    if not damaged:
        yield Diagnosis("versions", "ok", f"{sound} versions, every file as it was published.")


def schema(warehouse: Path) -> Iterator[Diagnosis]:
    """Report whether the latest version was made with this code's table schema and rules."""
    manifest = _latest_manifest(warehouse)
    if manifest is None:
        return
    made = f"Version {manifest.version} was made by tipetl {manifest.code_version}"
    if manifest.format > MANIFEST_FORMAT or _number(manifest.table_schema_version) > _number(TABLE_SCHEMA_VERSION):
        words = f"{made} with table schema {manifest.table_schema_version}; this one knows {TABLE_SCHEMA_VERSION}."
        yield Diagnosis("schema", "problem", words, "Use that tipetl or a later one for this warehouse.")
    elif _number(manifest.table_schema_version) < _number(TABLE_SCHEMA_VERSION):
        words = f"{made} with table schema {manifest.table_schema_version}; this one writes {TABLE_SCHEMA_VERSION}."
        yield Diagnosis("schema", "note", words, "The next run writes the new schema; old versions stay as they are.")
    elif manifest.rule_set_version != rule_set_version():
        words = f"{made} with other rules ({manifest.rule_set_version}; now {rule_set_version()})."
        yield Diagnosis("schema", "note", words, "The next run may read different figures from the same sources.")
    else:
        yield Diagnosis("schema", "ok", f"{made}, with the tables and rules of this one.")


def database(warehouse: Path) -> Iterator[Diagnosis]:
    """Report whether the latest database opens."""
    path = snapshots_dir(warehouse) / LATEST / DATABASE_NAME
    if not path.is_file():
        return
    try:
        with read_only(path) as connection:
            connection.execute("SELECT count(*) FROM duckdb_tables()").fetchall()
    except (TipetlError, duckdb.Error) as error:
        yield _why_shut(path, " ".join(str(error).split()))
    else:
        yield Diagnosis("database", "ok", f"The latest database opens in DuckDB {duckdb.__version__}.")


def _why_shut(path: Path, words: str) -> Diagnosis:
    if "set lock" in words:
        holder = re.search(r"\(PID (\d+)\)", words)
        who = f" by process {holder[1]}" if holder else ""
        advice = "Close it there, and open it read-only: published files are never written."
        return Diagnosis("database", "problem", f"{path} is open for writing{who}.", advice)
    made = re.search(r"version number (\d+)", words)
    if made:
        message = f"{path} has storage version {made[1]}, which DuckDB {duckdb.__version__} cannot read."
        return Diagnosis(
            "database", "problem", message, "It was written by a newer DuckDB: install that one or a later."
        )
    return Diagnosis("database", "problem", f"{path} cannot be opened: {words}", "Restore it from a copy.")


def runs(warehouse: Path) -> Iterator[Diagnosis]:
    """Report how the last run ended."""
    if not runs_dir(warehouse).is_dir():
        return
    try:
        record = last_run(warehouse)
    except TipetlError as error:
        yield Diagnosis("runs", "warning", error.message, error.advice)
        return
    if record is None:
        return
    if record.status in ("blocked", "nothing_ingested"):
        yield Diagnosis("runs", "warning", f"The last run published nothing: {record.message}", "See: tipetl check")
    else:
        yield Diagnosis("runs", "ok", f"The last run, of {record.started_at[:19]} UTC: {record.message}")


def _parts(warehouse: Path) -> tuple[Path, ...]:
    """Return the folders and files that make up a warehouse."""
    own = (
        snapshots_dir(warehouse),
        runs_dir(warehouse),
        pruned_dir(warehouse),
        build_root(warehouse),
        cache_root(warehouse),
    )
    return (warehouse, *own, warehouse / FETCHED_NAME, warehouse / "pins.json", lock_path(warehouse))


def _target(link: Path) -> str:
    """Return a link's target, for display."""
    target = str(link.readlink())
    return target if target.isprintable() else ascii(target)


def _latest_manifest(warehouse: Path) -> Manifest | None:
    try:
        return read_manifest(snapshots_dir(warehouse) / LATEST)
    except TipetlError:
        return None


def _finishable(warehouse: Path, link: Path) -> bool:
    return link.is_symlink() and (snapshots_dir(warehouse) / link.readlink()).is_dir()


def _known(path: Path) -> bool:
    return path.name == LATEST or path.name[0] == "." or VERSION.fullmatch(path.name) is not None


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


VERSIONS: dict[str, Callable[[Path], Iterator[Diagnosis]]] = {
    "ownership": claimed,
    "lock": lock,
    "latest": latest,
    "leftovers": litter,
    "versions": versions_sound,
    "schema": schema,
    "database": database,
    "runs": runs,
}
"""The checks of a warehouse's contents, by the names under which they are reported."""
