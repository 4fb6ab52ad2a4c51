"""Offer a version's own files for download: every table as Parquet, the whole database as DuckDB, and the files'
hashes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tipetl.snapshot.manifest import SUMS_NAME
from tipetl.store import DATABASE_NAME
from tipetl.tables import TABLES

LARGEST = 90_000_000
"""The largest file offered, in bytes: GitHub Pages accepts no file over 100 MB, and larger downloads take too long in a
browser.
"""
FOLDER = "data"


@dataclass(frozen=True, slots=True)
class Published:
    """A file of the version: its name below ``data`` on the site, and its size in bytes.

    ``offered`` is false if the file is too large for the site.
    """

    name: str
    path: Path
    size: int

    @property
    def offered(self) -> bool:
        return self.size <= LARGEST


def published(place: Path) -> dict[str, Published]:
    """Return the files of the version in ``place``: Parquet files by table, the database and the list of hashes by file
    name.

    A table that the version lacks is left out.
    """
    paths = {table: place / "parquet" / f"{table}.parquet" for table in TABLES}
    paths |= {name: place / name for name in (DATABASE_NAME, SUMS_NAME)}
    return {name: Published(path.name, path, path.stat().st_size) for name, path in paths.items() if path.is_file()}


def contents(files: Mapping[str, Published]) -> Iterator[tuple[str, bytes]]:
    """Yield the names on the site of the files offered, and their bytes."""
    for one in files.values():
        if one.offered:
            yield f"{FOLDER}/{one.name}", one.path.read_bytes()
