"""Determine which versions of a warehouse are sound, and which version to compare a run with.

A version is sealed if every file matches ``SHA256SUMS`` and the manifest, and there are no other files. This check
needs no database, so it takes place before each run; ``verify`` also checks the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tipetl.errors import WarehouseError
from tipetl.snapshot.layout import VERSION, pointed_at, sha256_of, snapshots_dir
from tipetl.snapshot.manifest import MANIFEST_NAME, SUMS_NAME, Manifest, read_manifest


@dataclass(frozen=True, slots=True)
class Damage:
    """A version that differs from what was published, with its problems, one per line."""

    version: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a warehouse before a run.

    ``sound`` is the version to compare with: the version that ``latest`` names if it is sealed, or else the newest
    sealed version, or None. ``damage`` describes any damage to the version that ``latest`` names; ``pointed`` says
    whether ``sound`` is that version.
    """

    sound: Manifest | None
    damage: Damage | None
    pointed: bool


def standing(warehouse: Path) -> Standing:
    """Find the version to compare the next run with. Reads all files of that version, and raises no error for
    damage.
    """
    name = pointed_at(warehouse)
    if name is None:
        return Standing(newest_sound(warehouse), None, pointed=False)
    folder = snapshots_dir(warehouse) / name
    problems = seal_problems(folder)
    if not problems:
        return Standing(read_manifest(folder), None, pointed=True)
    return Standing(newest_sound(warehouse), Damage(name, tuple(problems)), pointed=False)


def newest_sound(warehouse: Path) -> Manifest | None:
    """Return the newest sealed version, or None."""
    newest_first = reversed(list_snapshots(warehouse))
    sealed = (one for one in newest_first if not seal_problems(snapshots_dir(warehouse) / one.version))
    return next(sealed, None)


def mending(warehouse: Path) -> str:
    """Return a sentence that says how to repair a damaged latest version."""
    sound = newest_sound(warehouse)
    if sound is None:
        return "Publish a new version from the sources: tipetl run PATH"
    return f"Go back to {sound.version}, the newest sound one: tipetl snapshots use {sound.version}"


def list_snapshots(warehouse: Path) -> tuple[Manifest, ...]:
    """Return all versions' readable manifests, in order of publication. ``unreadable`` names the versions without a
    readable manifest."""
    found = (manifest for _, manifest in _manifests(warehouse) if manifest is not None)
    return tuple(sorted(found, key=lambda manifest: (manifest.sequence, version_key(manifest.version))))


def unreadable(warehouse: Path) -> tuple[str, ...]:
    """Return the names of versions without a readable manifest of their own."""
    names = (path.name for path, manifest in _manifests(warehouse) if manifest is None)
    return tuple(sorted(names, key=version_key))


def version_folders(warehouse: Path) -> list[Path]:
    """Return every folder named like a version, sorted by name."""
    folder = snapshots_dir(warehouse)
    found = [path for path in folder.iterdir() if VERSION.fullmatch(path.name)] if folder.is_dir() else []
    return sorted(found, key=lambda path: version_key(path.name))


def version_key(name: str) -> tuple[str, int]:
    """Return the sort key of a version's name: 2026.11.25-10 comes after 2026.11.25-9."""
    day, _, number = name.partition("-")
    return day, int(number)


def seal_problems(folder: Path) -> list[str]:
    """List the problems with a version's files, checked against their SHA-256 sums and the manifest, one per line."""
    problems = file_problems(folder)
    if problems:
        return problems
    try:
        manifest = read_manifest(folder)
    except WarehouseError as error:
        return [error.message]
    if manifest.version != folder.name:
        problems.append(f"{MANIFEST_NAME} is of version {manifest.version}")
    listed = _sums_of(folder)
    listed.pop(MANIFEST_NAME, None)
    differ = sorted(name for name in {*listed, *manifest.files} if listed.get(name) != manifest.files.get(name))
    return problems + [f"{name} is not as {MANIFEST_NAME} says" for name in differ]


def file_problems(folder: Path) -> list[str]:
    """List the problems with a version's files, checked against their SHA-256 sums, one per line."""
    if not folder.is_dir():
        return ["its folder is missing"]
    if not (folder / SUMS_NAME).is_file():
        return [f"{SUMS_NAME} is missing"]
    try:
        expected = _sums_of(folder)
    except OSError as error:
        return [f"{SUMS_NAME} cannot be read: {error.strerror}"]
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if _counts(path)} - {SUMS_NAME}
    problems = [f"{name} is missing" for name in sorted(expected.keys() - present)]
    problems += [f"{name} was not published with this version" for name in sorted(present - expected.keys())]
    for name in sorted(present & expected.keys()):
        try:
            if sha256_of(folder / name) != expected[name]:
                problems.append(f"{name} was changed")
        except OSError as error:
            problems.append(f"{name} cannot be read: {error.strerror}")
    return problems


def times_by_record(published: Sequence[datetime], now: datetime) -> list[datetime]:
    """Return publication times in order of publication, corrected for errors of the clock.

    A version dated in the future gets the time of the next version not dated in the future, or ``now``; a version dated
    before an earlier version gets the earlier version's time. So a clock that was set back never makes a version look
    older than it is. The times never decrease and never exceed ``now``.
    """
    believed: list[datetime] = []
    following = now
    for moment in reversed(published):
        following = moment if moment <= now else following
        believed.append(following)
    times: list[datetime] = []
    for moment in reversed(believed):
        times.append(max(moment, times[-1]) if times else moment)
    return times


def _manifests(warehouse: Path) -> Iterator[tuple[Path, Manifest | None]]:
    for folder in version_folders(warehouse):
        try:
            manifest = read_manifest(folder)
        except WarehouseError:
            yield folder, None
        else:
            yield folder, manifest if manifest.version == folder.name else None


def _sums_of(folder: Path) -> dict[str, str]:
    lines = (folder / SUMS_NAME).read_text(encoding="utf-8", errors="replace").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _counts(path: Path) -> bool:
    """Return whether an entry in a version's folder must be in its sums, as all entries except real folders must."""
    return path.is_symlink() or not path.is_dir()
