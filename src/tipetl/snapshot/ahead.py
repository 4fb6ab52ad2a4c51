"""Make what a version holds besides its database while the checks run: marts, Parquet files, hashes of tables, and the
files of the sources.
"""

from __future__ import annotations

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
    folder: Path, tables: Mapping[str, Any], beside: Executor, sources: Sequence[Source] = ()
) -> Iterator[Ahead]:
    """Make the marts of these data tables (Arrow), and the parts of all, in the thread ``beside`` and the new
    ``folder``, and then the files of the sources, in a new folder beside it; what is not begun at the end is left out.

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
        kept = folder.with_name(f"{folder.name}-sources")
        write_sources(kept, sources)
        sync_tree(kept)
        return kept

    made = beside.submit(marts, tables)
    parts = {name: beside.submit(make, name) for name in (*tables, *MART_TABLES)}
    kept = beside.submit(keep)
    try:
        yield Ahead(folder, made, parts, kept)
    finally:
        given: tuple[Future[Any], ...] = (made, *parts.values(), kept)
        for one in given:
            one.cancel()
        wait(given)


def write_sources(folder: Path, sources: Sequence[Source]) -> None:
    """Write the bytes of sources into a new folder, each under its id."""
    folder.mkdir()
    for source in sources:
        (folder / source.source_id).write_bytes(source.data)
