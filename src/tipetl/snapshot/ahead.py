"""Make what a version holds besides its database while the checks run: marts, Parquet files, and hashes of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tipetl.store import content_hash, write_parquet
from tipetl.tables import MART_TABLES, marts

if TYPE_CHECKING:
    from tipetl.tables.columns import Columns

__all__ = ["Ahead", "made_ahead"]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The marts, and the hash of each table by name, as soon as its Parquet file is in ``folder``, too."""

    folder: Path
    marts: Future[Columns]
    parts: Mapping[str, Future[str]]

    def hashes(self) -> dict[str, str]:
        """The hash of each table, when all are made. Raises what making them raised, such as OSError for a full
        disk.
        """
        return {name: part.result() for name, part in self.parts.items()}


@contextmanager
def made_ahead(folder: Path, tables: Mapping[str, Any]) -> Iterator[Ahead]:
    """Make the marts of these data tables (Arrow), and the parts of all, in a thread and the new ``folder``; what is
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

    with ThreadPoolExecutor(1) as thread:
        try:
            made = thread.submit(marts, tables)
            yield Ahead(folder, made, {name: thread.submit(make, name) for name in (*tables, *MART_TABLES)})
        finally:
            thread.shutdown(cancel_futures=True)
