"""Copies of a version at another place: a folder, a bucket, a server; whatever fsspec has a file system for.

::

    TARGET/<version>/...         the editions, with README.md, CITATION.cff, manifest.json and SHA256SUMS
    TARGET/latest.json           the latest version, once it is there whole

The pointer is written last, and only for the version that ``latest`` of the warehouse points at. A copy that stops
half-way leaves it as it was; the next one goes on from there.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from tipetl.errors import WarehouseError
from tipetl.snapshot.citation import (
    CITATION_NAME,
    FILES_OF_EXPORT,
    README_NAME,
    Edition,
    citation,
    citation_file,
    readme,
)
from tipetl.snapshot.editions import EDITIONS
from tipetl.snapshot.layout import LATEST, sha256_of, version_dir
from tipetl.snapshot.manifest import MANIFEST_NAME, Manifest, read_manifest
from tipetl.snapshot.publish import SUMS_NAME
from tipetl.snapshot.verify import verify_snapshot

POINTER_NAME = "latest.json"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was copied: the version, where to, how many files and bytes were sent (and how many were there already), and
    what to know of the editions. ``pointed`` is whether the pointer names this version now.
    """

    version: str
    target: str
    formats: tuple[str, ...]
    sent: int
    kept: int
    byte_count: int
    notes: tuple[str, ...]
    pointed: bool


def export(warehouse: Path, target: str, formats: Sequence[str], version: str = LATEST) -> Exported:
    """Copy editions of a version to ``target``: a folder, or an address that fsspec knows (``s3://bucket/path``).

    The version is verified first. Files that are there already and whole are not sent again. Raises ``WarehouseError``
    when the version is damaged, the target is of no known kind, or the copy stops half-way: the pointer there then is
    what it was.
    """
    folder = version_dir(warehouse, version)
    found = verify_snapshot(warehouse, folder.name)
    if not found.sound:
        raise WarehouseError(
            f"{found.version} is not what was published ({found.problems[0]}); nothing was copied.",
            advice=f"See all that is wrong: tipetl snapshots verify {found.version}",
        )
    manifest = read_manifest(folder)
    newest = version_dir(warehouse, LATEST).name == manifest.version
    place = _place(target)
    with tempfile.TemporaryDirectory(prefix="tipetl-") as name:
        out = Path(name)
        notes = _make(folder, out, manifest, formats)
        try:
            sent = _send(out, place, target, manifest, tuple(dict.fromkeys(formats)), notes)
            if newest:
                _write(place, place.of(POINTER_NAME), _pointer(place, manifest))
            return replace(sent, pointed=newest)
        except Exception as error:  # every file system has errors of its own
            raise WarehouseError(
                f"The copy to {target} stopped: {' '.join(str(error).split()) or type(error).__name__}",
                advice="What points at a version there is as it was. Run again: it goes on from there.",
            ) from error


def edition_of(manifest: Manifest) -> Edition:
    """What a version is cited by."""
    return Edition(
        manifest.version,
        datetime.fromisoformat(manifest.published_at),
        manifest.content_hash,
        manifest.table_schema_version,
        manifest.row_counts,
    )


def _make(folder: Path, out: Path, manifest: Manifest, formats: Iterable[str]) -> tuple[str, ...]:
    edition = edition_of(manifest)
    notes: list[str] = []
    for form in dict.fromkeys(formats):
        if form not in EDITIONS:
            raise WarehouseError(f"There is no edition {form}.", advice=f"There are: {', '.join(EDITIONS)}.")
        notes += [f"{form}: {note}" for note in EDITIONS[form](folder, out, edition)]
    shutil.copyfile(folder / MANIFEST_NAME, out / MANIFEST_NAME)
    for name, text in ((CITATION_NAME, citation_file(edition)), (README_NAME, readme(edition, FILES_OF_EXPORT))):
        (out / name).write_text(text, encoding="utf-8")
    return tuple(notes)


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder on a file system of fsspec."""

    system: Any
    path: str

    def of(self, *parts: str) -> str:
        return "/".join([self.path.rstrip("/"), *parts])


def _place(target: str) -> _Place:
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(target)
    except (ImportError, ValueError) as error:
        raise WarehouseError(
            f"{target} cannot be reached: {' '.join(str(error).split())}",
            advice="Give a folder, or an address of a kind that is installed (s3:// needs the package s3fs).",
        ) from error
    return _Place(system, str(path))


def _send(
    out: Path, place: _Place, target: str, manifest: Manifest, formats: tuple[str, ...], notes: tuple[str, ...]
) -> Exported:
    system = place.system
    sums = {path.relative_to(out).as_posix(): sha256_of(path) for path in sorted(out.rglob("*")) if path.is_file()}
    there = _sums_there(place, manifest.version)
    sent = kept = byte_count = 0
    for name, digest in sums.items():
        local, remote = out / name, place.of(manifest.version, name)
        size = local.stat().st_size
        if there.get(name) == digest and system.exists(remote) and system.size(remote) == size:
            kept += 1
            continue
        system.makedirs(remote.rpartition("/")[0], exist_ok=True)
        system.put_file(str(local), remote)
        system.invalidate_cache()
        if system.size(remote) != size:
            raise WarehouseError(f"{name} arrived with {system.size(remote)} of {size} bytes.")
        sent += 1
        byte_count += size
    # Sums of other editions of the version stay: they are still true.
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted({**there, **sums}.items()))
    _write(place, place.of(manifest.version, SUMS_NAME), lines)
    return Exported(manifest.version, target, formats, sent, kept, byte_count, notes, pointed=False)


def _pointer(place: _Place, manifest: Manifest) -> str:
    content = {
        "version": manifest.version,
        "sequence": manifest.sequence,
        "published_at": manifest.published_at,
        "content_hash": manifest.content_hash,
        "path": f"{manifest.version}/",
        "files": sorted(_sums_there(place, manifest.version)),
        "citation": citation(edition_of(manifest)),
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _sums_there(place: _Place, version: str) -> dict[str, str]:
    """The sums of the files of a version that were sent whole: they are written after the files."""
    path = place.of(version, SUMS_NAME)
    if not place.system.exists(path):
        return {}
    lines = place.system.cat_file(path).decode("utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _write(place: _Place, path: str, text: str) -> None:
    """Write a small file aside and move it over the old one, so that a reader finds one or the other."""
    aside = f"{path}.new"
    place.system.pipe_file(aside, text.encode("utf-8"))
    place.system.mv(aside, path)


__all__ = ["POINTER_NAME", "Exported", "edition_of", "export"]
