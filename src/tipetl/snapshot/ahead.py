"""Make what a version holds besides its database while the checks run: marts, Parquet files, hashes of tables, and the
files of the sources.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tipetl.model import Source
from tipetl.snapshot.layout import sync_tree
from tipetl.store import content_hash, write_parquet
from tipetl.tables import MART_TABLES, marts

if TYPE_CHECKING:
    from tipetl.tables.columns import Columns

__all__ = ["Ahead", "made_ahead", "write_sources"]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The marts, and the hash of each table by name, as soon as its Parquet file is in ``folder``, too; the folder of
    sources, as soon as it is on disk.
    """

    folder: Path
    marts: Future[Columns]
    parts: Mapping[str, Future[str]]
    sources: Future[Path]

    def hashes(self) -> dict[str, str]:
        """The hash of each table, when all are made. Raises what making them raised, such as OSError for a full
        disk.
        """
        return {name: part.result() for name, part in self.parts.items()}


@contextmanager
def made_ahead(
    folder: Path,
    tables: Mapping[str, Any],
    beside: Executor,
    sources: Sequence[Source] = (),
    kept: Path | None = None,
) -> Iterator[Ahead]:
    """Make the files of the sources (``write_sources``), in the thread ``beside`` and in a new folder beside
    ``folder``, and then the marts of these data tables (Arrow), and the parts of all, in the new ``folder``; what is
    not begun at the end is left out.

    DuckDB, Arrow, zstd and SHA-256 do most of it, and leave Python to the checks.
    """

    def make(name: str) -> str:
        found = {name: tables[name] if name in tables else made.result()[name]}
        try:
            write_parquet(folder, found)
        except OSError as error:
            error.__context__ = None
            raise error.with_traceback(None) from None  # whose frames would keep the file open
        return content_hash(found).tables[name]

    def keep() -> Path:
        place = folder.with_name(f"{folder.name}-sources")
        write_sources(place, sources, kept)
        sync_tree(place)
        return place

    files = beside.submit(keep)  # first: the checks are mostly Python, which thousands of files would keep waiting
    made = beside.submit(marts, tables)
    parts = {name: beside.submit(make, name) for name in (*tables, *MART_TABLES)}
    try:
        yield Ahead(folder, made, parts, files)
    finally:
        given: tuple[Future[Any], ...] = (files, made, *parts.values())
        for one in given:
            one.cancel()
        wait(given)


def write_sources(folder: Path, sources: Sequence[Source], kept: Path | None = None) -> None:
    """Write the bytes of sources into a new folder, each under its id.

    Those in ``kept``, such a folder of a sound version, become links to its files where the system has such links:
    they have the same bytes, and never change.
    """
    folder.mkdir()
    old = _files(kept) if kept is not None and kept.is_dir() else {}
    for source in sources:
        path = folder / source.source_id
        if source.source_id not in old or not _linked(old[source.source_id], path):
            path.write_bytes(source.data)


def _files(folder: Path) -> dict[str, str]:
    """The paths of a folder's own files, by name."""
    with os.scandir(folder) as found:
        return {entry.name: entry.path for entry in found if entry.is_file(follow_symlinks=False)}


def _linked(old: str, new: Path) -> bool:
    """Link a file, if that is possible."""
    try:
        os.link(old, new)
    except OSError:
        return False
    return True
