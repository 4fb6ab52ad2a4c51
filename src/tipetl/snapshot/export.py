"""Copy a version to another place: a folder, a bucket, a server, or any other file system that fsspec supports.

::

    TARGET/<version>/...              the editions, with README.md, CITATION.cff, manifest.json and SHA256SUMS
    TARGET/<version>/.tipetl-copying  the list of files being sent, until the copy is complete
    TARGET/latest.json                the latest version, once its copy is complete

The pointer is written last, and only for the version to which ``latest`` points in the warehouse. An interrupted copy
leaves the pointer unchanged, and the next copy resumes it. A file is replaced only if a copy of the same version lists
it in its sums, or was sending it. If another file is in its place, that file belongs to someone else, and the copy does
not start.
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
from tipetl.snapshot.layout import LATEST, pointed_at, sha256_of, version_dir
from tipetl.snapshot.manifest import MANIFEST_NAME, SUMS_NAME, Manifest, read_manifest
from tipetl.snapshot.verify import verify_snapshot

POINTER_NAME = "latest.json"
PLAN_NAME = ".tipetl-copying"


@dataclass(frozen=True, slots=True)
class Exported:
    """The result of a copy: the version, the target, how many files and bytes were sent or were already there, and
    notes on the editions.

    ``pointed`` says whether the pointer now names this version.
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
    """Copy editions of a version to ``target``: a folder, or an address that fsspec supports (``s3://bucket/path``).

    Before anything is sent, the version is verified. Intact files already at the target are not sent again. Raises
    ``WarehouseError`` if the version is damaged, the kind of target is unknown, a file that is not ours would be
    replaced (then nothing is sent), or the copy is interrupted (then the pointer does not change).
    """
    folder = version_dir(warehouse, version)
    found = verify_snapshot(warehouse, folder.name)
    if not found.sound:
        raise WarehouseError(
            f"{found.version} is not what was published ({found.problems[0]}); nothing was copied.",
            advice=f"To see all problems: tipetl snapshots verify {found.version}",
        )
    manifest = read_manifest(folder)
    newest = pointed_at(warehouse) == manifest.version
    place = _place(target)
    with tempfile.TemporaryDirectory(prefix="tipetl-") as name:
        out = Path(name)
        notes = _make(folder, out, manifest, formats)
        try:
            if newest:
                _refuse_foreign_pointer(place, target)
            sent = _send(out, place, target, manifest, tuple(dict.fromkeys(formats)), notes)
            if newest:
                _write(place, place.of(POINTER_NAME), _pointer(place, manifest))
            return replace(sent, pointed=newest)
        except _ForeignError:
            raise
        except Exception as error:  # each file system raises its own errors
            raise WarehouseError(
                f"The copy to {target} stopped: {' '.join(str(error).split()) or type(error).__name__}",
                advice="The pointer there is unchanged. Run again to continue.",
            ) from error


def edition_of(manifest: Manifest) -> Edition:
    """Collect the data for a version's citation."""
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
    """A folder on an fsspec file system."""

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
    there = _own_sums_there(place, target, manifest)
    planned = _planned(place, manifest.version)
    for name in (*sums, *(() if there else (SUMS_NAME,))):
        if name not in there and name not in planned and system.exists(place.of(manifest.version, name)):
            raise _ForeignError(
                f"{target}/{manifest.version}/{name} is there and was not copied by tipetl; nothing was sent.",
                advice="Move it away, or choose another target.",
            )
    _write(place, place.of(manifest.version, PLAN_NAME), json.dumps(sorted({*planned, *sums, SUMS_NAME})))
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
    # Keep the sums of the version's other editions, which are still valid.
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted({**there, **sums}.items()))
    _write(place, place.of(manifest.version, SUMS_NAME), lines)
    system.rm_file(place.of(manifest.version, PLAN_NAME))
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
    """Read the sums of a version that was sent completely; they are written after its files."""
    path = place.of(version, SUMS_NAME)
    if not place.system.exists(path):
        return {}
    lines = place.system.cat_file(path).decode("utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _own_sums_there(place: _Place, target: str, manifest: Manifest) -> dict[str, str]:
    """Read the sums at the target, which must belong to a copy of the same version; return none if there is no copy
    yet.
    """
    path = place.of(manifest.version, MANIFEST_NAME)
    if not place.system.exists(path):
        return {}
    there = _json_there(place, path)
    if not isinstance(there, dict) or there.get("content_hash") != manifest.content_hash:
        raise _ForeignError(
            f"{target} holds another version of the name {manifest.version}; nothing was sent.",
            advice="Move that folder away, or choose another target.",
        )
    return _sums_there(place, manifest.version)


def _planned(place: _Place, version: str) -> set[str]:
    """Return the list of files that an interrupted copy was sending."""
    there = _json_there(place, place.of(version, PLAN_NAME))
    return {str(name) for name in there} if isinstance(there, list) else set()


def _refuse_foreign_pointer(place: _Place, target: str) -> None:
    path = place.of(POINTER_NAME)
    if not place.system.exists(path):
        return
    there = _json_there(place, path)
    if not isinstance(there, dict) or not {"version", "sequence", "content_hash"} <= there.keys():
        raise _ForeignError(
            f"{target}/{POINTER_NAME} is there and points at no version; nothing was sent.",
            advice="Move it away, or choose another target.",
        )


def _json_there(place: _Place, path: str) -> object:
    """Return the contents of a JSON file, or None if it does not exist."""
    try:
        found: object = json.loads(place.system.cat_file(path).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return found


class _ForeignError(WarehouseError):
    """Something at the target is not ours."""


def _write(place: _Place, path: str, text: str) -> None:
    """Write a small file under a temporary name and move it over the old one, so that readers see either the old or the
    new file.
    """
    aside = f"{path}.tipetl-new"
    place.system.makedirs(path.rpartition("/")[0], exist_ok=True)
    place.system.pipe_file(aside, text.encode("utf-8"))
    place.system.mv(aside, path)
