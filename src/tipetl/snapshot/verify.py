"""Whether a published version is still what was published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tipetl.errors import TipetlError
from tipetl.snapshot.layout import LATEST, sha256_of, version_dir
from tipetl.snapshot.manifest import Manifest, read_manifest
from tipetl.snapshot.publish import SUMS_NAME
from tipetl.store import DATABASE_NAME, content_hash, parquet_rows, stored_rows
from tipetl.tables import Rows, row_counts


@dataclass(frozen=True, slots=True)
class Verification:
    """What is wrong with a version, a line each; none: every file and every row is as it was published."""

    version: str
    files: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not self.problems


def verify_snapshot(warehouse: Path, version: str = LATEST) -> Verification:
    """Compare each file with its SHA-256 sum, and the rows of the database and of the Parquet files with the content
    hash.

    Raises ``WarehouseError`` only when there is no such version; damage is told in ``problems``.
    """
    folder = version_dir(warehouse, version)
    problems = list(file_problems(folder))
    files = sum(1 for path in folder.rglob("*") if path.is_file())
    try:
        manifest = read_manifest(folder)
        if manifest.version != folder.name:
            problems.append(f"manifest.json is of version {manifest.version}")
        problems.extend(_content_problems(folder, manifest))
    except TipetlError as error:
        problems.append(error.message)
    return Verification(folder.name, files, tuple(problems))


def file_problems(folder: Path) -> list[str]:
    """What is wrong with the files of a version's folder, by their SHA-256 sums, a line each."""
    sums_path = folder / SUMS_NAME
    if not sums_path.is_file():
        return [f"{SUMS_NAME} is missing"]
    problems = []
    expected: dict[str, str] = {}
    try:
        lines = sums_path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        return [f"{SUMS_NAME} cannot be read: {error.strerror}"]
    for line in lines:
        digest, _, name = line.partition("  ")
        expected[name] = digest
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {SUMS_NAME}
    problems += [f"{name} is missing" for name in sorted(expected.keys() - present)]
    problems += [f"{name} was not published with this version" for name in sorted(present - expected.keys())]
    for name in sorted(present & expected.keys()):
        try:
            if sha256_of(folder / name) != expected[name]:
                problems.append(f"{name} was changed")
        except OSError as error:
            problems.append(f"{name} cannot be read: {error.strerror}")
    return problems


def _content_problems(folder: Path, manifest: Manifest) -> list[str]:
    problems = []
    readers: tuple[tuple[str, Callable[[Path], Rows], Path], ...] = (
        (DATABASE_NAME, stored_rows, folder / DATABASE_NAME),
        ("parquet/", parquet_rows, folder / "parquet"),
    )
    for what, read, place in readers:
        try:
            rows = read(place)
        except Exception as error:  # noqa: BLE001 - a damaged file may fail in any way, and each is a finding
            problems.append(f"{what} cannot be read: {' '.join(str(error).split())}")
            continue
        if content_hash(rows).total != manifest.content_hash:
            problems.append(f"the rows of {what} are not those that were published")
        if row_counts(rows) != dict(manifest.row_counts):
            problems.append(f"the row counts of {what} are not those of the manifest")
    return problems
