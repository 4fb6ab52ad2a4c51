"""Check that a published version has not changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tipetl.errors import TipetlError
from tipetl.snapshot.editions.stored import StoredTable, stored_tables
from tipetl.snapshot.layout import LATEST, version_dir
from tipetl.snapshot.manifest import Manifest, read_manifest
from tipetl.snapshot.sound import seal_problems
from tipetl.store import DATABASE_NAME, content_hash, content_hash_of, parquet_rows, stored_rows
from tipetl.tables import TABLE_SCHEMA_VERSION, Rows, literal, quoted, row_counts


@dataclass(frozen=True, slots=True)
class Verification:
    """A version's problems, one per line. If there are none, every file and row is as published."""

    version: str
    files: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not self.problems


def verify_snapshot(warehouse: Path, version: str = LATEST) -> Verification:
    """Compare each file with its SHA-256 sum, and the rows in the database and the Parquet files with the content hash.

    Raises ``WarehouseError`` only if the version does not exist; damage is reported in ``problems``.
    """
    folder = version_dir(warehouse, version)
    problems = seal_problems(folder)
    files = sum(1 for path in folder.rglob("*") if path.is_file())
    try:
        problems.extend(_content_problems(folder, read_manifest(folder)))
    except TipetlError as error:
        problems.append(error.message)
    return Verification(folder.name, files, tuple(dict.fromkeys(problems)))


def _content_problems(folder: Path, manifest: Manifest) -> list[str]:
    if manifest.table_schema_version != TABLE_SCHEMA_VERSION:
        return _problems_of_another_schema(folder, manifest)
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


def _problems_of_another_schema(folder: Path, manifest: Manifest) -> list[str]:
    """Check a version with tables other than the current code's, using the descriptions in its own files."""
    try:
        tables = stored_tables(folder)
        found = content_hash_of((table.as_defined(), table.rows()) for table in tables)
    except Exception as error:  # noqa: BLE001 - a damaged file may fail in any way, and each is a finding
        return [f"parquet/ cannot be read: {' '.join(str(error).split())}"]
    problems = []
    if found.total != manifest.content_hash:
        problems.append("the rows of parquet/ are not those that were published")
    if {table.name: table.row_count for table in tables} != dict(manifest.row_counts):
        problems.append("the row counts of parquet/ are not those of the manifest")
    try:
        other = [table.name for table in tables if _differs(folder, table)]
    except duckdb.Error as error:
        return [*problems, f"{DATABASE_NAME} cannot be read: {' '.join(str(error).split())}"]
    return problems + [f"the rows of {name} in {DATABASE_NAME} are not those of its Parquet file" for name in other]


def _differs(folder: Path, table: StoredTable) -> bool:
    """Return whether a table's rows differ between the database and the Parquet file."""
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        connection.execute(f"ATTACH {literal(str(folder / DATABASE_NAME))} AS published (READ_ONLY)")
        names = ", ".join(map(quoted, table.column_names))
        stored = f"SELECT {names} FROM published.main.{quoted(table.name)}"  # noqa: S608 - names from our own version
        parquet = f"SELECT {names} FROM read_parquet({literal(str(table.path))})"  # noqa: S608
        both = ((stored, parquet), (parquet, stored))
        return any(connection.execute(f"{one} EXCEPT ALL {other} LIMIT 1").fetchall() for one, other in both)
