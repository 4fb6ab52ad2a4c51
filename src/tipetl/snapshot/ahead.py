"""Make a version's other parts while the checks run: marts, Parquet files, table hashes, and the sources' files."""

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
    """Parts made ahead of publication: the marts; each table's hash, once its Parquet file is in ``folder``; and the
    sources' folder, once it is on disk.
    """

    folder: Path
    marts: Future[Columns]
    parts: Mapping[str, Future[str]]
    sources: Future[Path]

    def hashes(self) -> dict[str, str]:
        """Wait for all table hashes, and return them. Raises any error from making them, such as OSError for a full
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
    """Make the parts in the executor ``beside``. On exit, cancel the parts that have not been started.

    The sources' files come first (``write_sources``), in a new folder next to ``folder``. The marts of these Arrow
    tables follow, then every table's Parquet file (in ``folder``) and hash.

    DuckDB, Arrow, zstd and SHA-256 do most of the work, and leave the Python interpreter to the checks.
    """

    def make(name: str) -> str:
        found = {name: tables[name] if name in tables else made.result()[name]}
        try:
            write_parquet(folder, found)
        except OSError as error:
            error.__context__ = None
            raise error.with_traceback(None) from None  # the exception's frames would keep the file open
        return content_hash(found).tables[name]

    def keep() -> Path:
        place = folder.with_name(f"{folder.name}-sources")
        write_sources(place, sources, kept)
        sync_tree(place)
        return place

    # Submitted first, since writing thousands of files later would hold up the checks, which mostly run Python code.
    files = beside.submit(keep)
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
    """Write each source's bytes into a new folder, under its id.

    Sources that are also in ``kept``, a sound version's folder of sources, become hard links to its files if the system
    supports links: the bytes are the same and never change.
    """
    folder.mkdir()
    old = _files(kept) if kept is not None and kept.is_dir() else {}
    for source in sources:
        path = folder / source.source_id
        if source.source_id not in old or not _linked(old[source.source_id], path):
            path.write_bytes(source.data)


def _files(folder: Path) -> dict[str, str]:
    """Return the paths of the regular files in a folder, by name."""
    with os.scandir(folder) as found:
        return {entry.name: entry.path for entry in found if entry.is_file(follow_symlinks=False)}


def _linked(old: str, new: Path) -> bool:
    """Hard-link a file; return False if that is impossible."""
    try:
        os.link(old, new)
    except OSError:
        return False
    return True
