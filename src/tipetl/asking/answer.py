"""Run a query: turn its text into rows, a few thousand at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import duckdb

from tipetl.asking.limits import QueryLimits, Worker, process_memory
from tipetl.asking.place import open_read_only
from tipetl.asking.statement import reading_statement
from tipetl.asking.values import Converter, converters, projection
from tipetl.errors import WarehouseError

_ROWS_AT_ONCE = 2048

Row: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: column names (as in the query, perhaps with duplicates), DuckDB type names, and rows,
    which are fetched on demand.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: Iterator[Row]


@dataclass(frozen=True, slots=True)
class QueryResult:
    """A complete answer; ``truncated`` says whether there were more rows than requested."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[Row, ...]
    truncated: bool = False


@contextmanager
def ask(database: Path, text: str, limits: QueryLimits | None = None) -> Iterator[Answer]:
    """Run the single query in ``text`` on a published file.

    The query can read the file's tables and do nothing else. Raises ``WarehouseError``, even while rows are fetched, if
    the SQL is invalid (with DuckDB's own message), does more than read, or exceeds ``limits``; ``asking.values``
    describes the values.
    """
    limits = limits or QueryLimits()
    connection = open_read_only(database, limits.memory_bytes)
    worker = Worker(limits.seconds, connection.interrupt)
    try:
        with process_memory(limits.memory_bytes) if limits.whole_process else nullcontext(), _as_our_errors(limits):
            opened = worker.call(lambda: _Opened(connection, text))
            yield Answer(opened.columns, opened.types, _rows(worker, opened))
    finally:
        worker.end(connection.close)


def query(database: Path, sql: str, *, limit: int | None = None, limits: QueryLimits | None = None) -> QueryResult:
    """Run the query and return all rows at once, or the first ``limit``."""
    with ask(database, sql, limits) as answer:
        rows = tuple(answer.rows if limit is None else islice(answer.rows, limit + 1))
    truncated = limit is not None and len(rows) > limit
    return QueryResult(answer.columns, answer.types, rows[:limit] if truncated else rows, truncated)


class _Opened:
    """A running query, in the worker's thread."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, text: str) -> None:
        statement = reading_statement(connection, text)
        self._source: duckdb.DuckDBPyConnection | duckdb.DuckDBPyRelation
        self._converters: dict[int, Converter] = {}
        if statement.explains:
            self._source = connection.execute(statement.text)
            description = self._source.description or []
            self.columns = tuple(str(column[0]) for column in description)
            self.types = tuple(str(column[1]) for column in description)
            return
        relation = connection.sql(statement.text)
        self.columns = tuple(relation.columns)
        self.types = tuple(map(str, relation.types))
        fitting = projection(relation.types)
        self._converters = converters(relation.types)
        self._source = relation if fitting is None else relation.project(fitting)

    def rows(self) -> list[Row]:
        found: list[Row] = self._source.fetchmany(_ROWS_AT_ONCE)
        if not self._converters:
            return found
        return [self._converted(row) for row in found]

    def _converted(self, row: Row) -> Row:
        values = list(row)
        for place, converter in self._converters.items():
            values[place] = converter(values[place])
        return tuple(values)


def _rows(worker: Worker, opened: _Opened) -> Iterator[Row]:
    while found := worker.call(opened.rows):
        yield from found


@contextmanager
def _as_our_errors(limits: QueryLimits) -> Iterator[None]:
    """Convert errors from the database, or from reading its values, to tipetl's own errors."""
    try:
        yield
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        raise WarehouseError(
            f"The query needs more than the limit of {limits.memory_bytes / 1024**2:,.0f} MB of memory.",
            advice="Ask for less, or allow more: --memory-limit MB",
        ) from error
    except duckdb.PermissionException as error:
        raise WarehouseError(
            "The query uses a file or a setting, but can only read the published tables.",
            advice="List them with: SHOW TABLES",
        ) from error
    except duckdb.Error as error:
        # The caret below the error means nothing once everything is on one line.
        words = " ".join(str(error).split()).removesuffix("^").rstrip()
        raise WarehouseError(words, advice="List the tables with: SHOW TABLES") from error
    except (UnicodeDecodeError, OverflowError, RecursionError) as error:
        raise WarehouseError(
            f"A value of the answer cannot be read ({' '.join(str(error).split())}).", advice="Cast it to VARCHAR."
        ) from error
