"""Write rows into new DuckDB and Parquet files, and read them back.

A file is written once and never changed. A version's contents are identified by its content hash, which depends only on
rows and column names, not on time, folder, machine or library versions.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EACCES, EDQUOT, EFBIG, EIO, ENOSPC, EROFS
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from tipetl.asking import DATABASE_NAME, QueryResult, query, read_only
from tipetl.asking.place import closing
from tipetl.errors import WarehouseError
from tipetl.isolation import cores
from tipetl.tables import TABLES, Rows, Table, comments, create_table, key_queries, literal, quoted
from tipetl.tables.views import view_comments, views

if TYPE_CHECKING:
    from tipetl.tables.columns import Columns

__all__ = [
    "DATABASE_NAME",
    "STORAGE_VERSION",
    "ContentHash",
    "QueryResult",
    "content_hash",
    "content_hash_of",
    "parquet_rows",
    "query",
    "read_only",
    "reads_back",
    "seal_database",
    "stored_rows",
    "under_check",
    "view_types",
    "write_database",
    "write_parquet",
]

_BLOCK_BYTES = 16_384
"""The smallest blocks that DuckDB writes; with larger ones, each of the many small tables takes much of the file."""
STORAGE_VERSION = "v1.0.0"
"""The oldest format readable by every DuckDB since 1.1; the default of later releases excludes earlier ones."""

# The catalog is named like the file, so that a qualified name works in every tool that opens it.
_CATALOG = "tipetl"
_ARROW_ROWS_A_GROUP = 122_880
_ROWS_HASHED_AT_ONCE = 16_384
_JSON = json.JSONEncoder(separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class ContentHash:
    """SHA-256 (hex) of all tables together, and of each."""

    total: str
    tables: Mapping[str, str]


def write_database(path: Path, rows: Mapping[str, Any], *, constraints: bool = True) -> None:
    """Write a new DuckDB file that holds all tables, and leave no other file beside it.

    Tables missing from ``rows`` are empty. With ``constraints``, NOT NULL is declared, primary and foreign keys are
    verified, and comments and the views of ``warehouse/sql/views`` are created; without them the file takes any rows,
    so that the checks can examine them. Raises ``WarehouseError`` if ``path`` exists, if rows break a key, or if a
    write-ahead log stays behind.
    """
    if path.exists():
        raise WarehouseError(f"{path} exists already.", advice="Files of a warehouse are never overwritten.")
    options = f"STORAGE_VERSION {literal(STORAGE_VERSION)}, BLOCK_SIZE {_BLOCK_BYTES}"
    with _written(path, options) as connection:
        for table in TABLES.values():
            connection.execute(create_table(table, constraints=False))
        _fill(connection, rows)
        if constraints:
            _seal(connection, TABLES.values())


def seal_database(path: Path, rows: Mapping[str, Any]) -> None:
    """Complete a file that was written without ``constraints`` and passed the checks, which verify all keys of its
    tables: fill these tables, which are empty there, and add what ``write_database`` adds. Raises like
    ``write_database``, and if any rows break NOT NULL.
    """
    with _written(path, "READ_WRITE") as connection:
        _fill(connection, rows)
        _seal(connection, [TABLES[name] for name in rows])


@contextmanager
def _written(path: Path, options: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in a transaction that reaches the file ``path`` whole or not at all."""
    # Data that does not fit into memory is spilled beside the file, where it is cleared even after a killed run.
    spill = path.with_name(path.name + ".tmp")
    connection = duckdb.connect(config={"temp_directory": str(spill)})
    try:
        connection.execute(f"ATTACH {literal(str(path))} AS {quoted(_CATALOG)} ({options})")
        connection.execute(f"USE {quoted(_CATALOG)}")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
        connection.execute(f"CHECKPOINT {quoted(_CATALOG)}")
        connection.execute("USE memory")
        connection.execute(f"DETACH {quoted(_CATALOG)}")
    except duckdb.Error as error:
        raise WarehouseError(
            f"The database {path.name} could not be written: {_cause(error)}.",
            advice="Check the free space and the permissions; what was published before is unchanged.",
        ) from error
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)
    log = path.with_name(path.name + ".wal")
    if log.exists():
        raise WarehouseError(f"{log} stayed behind, so {path.name} is not whole.", advice="Run again.")


@contextmanager
def under_check(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads the file ``path``, for the checks: data that does not fit into memory is spilled beside
    it.
    """
    spill = path.with_name(path.name + ".tmp")
    # Without replacements: a query that names a missing table must fail rather than find a variable of that name.
    connection = duckdb.connect(config={"temp_directory": str(spill), "python_enable_replacements": "false"})
    try:
        with closing(connection):
            connection.execute(f"ATTACH {literal(str(path))} AS {quoted(_CATALOG)} (READ_ONLY)")
            connection.execute(f"USE {quoted(_CATALOG)}")
            yield connection
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def _fill(connection: duckdb.DuckDBPyConnection, rows: Mapping[str, Any]) -> None:
    for table in TABLES.values():
        found = rows.get(table.name, ())
        if len(found):
            connection.register("incoming", _arrow(table, found))
            connection.execute(f"INSERT INTO {quoted(table.name)} SELECT * FROM incoming")  # noqa: S608 - our names
            connection.unregister("incoming")


def _seal(connection: duckdb.DuckDBPyConnection, unchecked: Iterable[Table]) -> None:
    for table in TABLES.values():
        for column in table.columns:
            if not column.nullable:
                connection.execute(f"ALTER TABLE {quoted(table.name)} ALTER {quoted(column.name)} SET NOT NULL")
        for statement in comments(table):
            connection.execute(statement)
    _hold_keys(connection, unchecked)
    _create_views(connection)


def _cause(error: duckdb.Error) -> str:
    """The system's message if the system is to blame, which DuckDB wraps in many words; else the whole message on one
    line.
    """
    words = " ".join(str(error).split()).rstrip(".")
    blamed = (os.strerror(code) for code in (ENOSPC, EDQUOT, EFBIG, EROFS, EACCES, EIO))
    return next((cause for cause in blamed if cause in words), words)


def reads_back(database: Path, tables: Columns) -> bool:
    """Whether every table of a DuckDB file holds exactly the given rows, in their fixed order."""
    with read_only(database) as connection:
        for name, found in tables.items():
            # Without an order DuckDB gives rows as they were inserted.
            read = connection.execute(_select(TABLES[name], in_order=False)).to_arrow_table()
            if not read.cast(found.schema).equals(found):
                return False
    return True


def write_parquet(folder: Path, rows: Mapping[str, Any]) -> tuple[Path, ...]:
    """Write each table of ``rows`` as ``folder/<table>.parquet`` (zstd); the same rows give the same bytes.

    The file metadata carries the table's comment, its key, the columns' comments as JSON and the table-schema version.
    """
    import pyarrow.parquet

    from tipetl.tables.columns import described

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, found in described(rows).items():
        path = folder / f"{name}.parquet"
        pyarrow.parquet.write_table(
            found.combine_chunks(),  # pages end where chunks end
            path,
            compression="zstd",
            compression_level=3,
            row_group_size=_ARROW_ROWS_A_GROUP,
            version="2.6",
        )
        written.append(path)
    return tuple(written)


def content_hash(rows: Mapping[str, Any]) -> ContentHash:
    """The hash of tables (rows or Arrow) in their fixed order (``tables.in_order``), per table and overall.

    Tables are hashed at the same time; what takes longest, in Arrow and SHA-256, leaves Python to others.
    """
    given = [table for table in TABLES.values() if table.name in rows]
    with ThreadPoolExecutor(cores()) as pool:
        hashes = pool.map(lambda table: _table_hash(table, rows[table.name]), given)
        return _together(dict(zip((table.name for table in given), hashes, strict=True)))


def content_hash_of(tables: Iterable[tuple[Table, Any]]) -> ContentHash:
    """The content hash for tables of any definition, such as an old version's, each with its rows in order."""
    return _together({table.name: _table_hash(table, found) for table, found in tables})


def _together(hashes: Mapping[str, str]) -> ContentHash:
    total = hashlib.sha256("".join(f"{name}={hashes[name]}\n" for name in sorted(hashes)).encode()).hexdigest()
    return ContentHash(total=total, tables=hashes)


def stored_rows(database: Path) -> Rows:
    """All tables of a DuckDB file as rows in their fixed order; ``WarehouseError`` if it cannot be read."""
    with read_only(database) as connection:
        present = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        rows: Rows = {}
        for table in TABLES.values():
            if table.name in present:
                rows[table.name] = connection.execute(_select(table)).fetchall()
        return rows


def _select(table: Table, *, in_order: bool = True) -> str:
    """A query for all rows of a table, in their fixed order."""
    order = f" ORDER BY {', '.join(f'{quoted(name)} NULLS FIRST' for name in table.order)}" if in_order else ""
    columns = ", ".join(quoted(name) for name in table.column_names)
    return f"SELECT {columns} FROM {quoted(table.name)}{order}"  # noqa: S608 - our own names


def parquet_rows(folder: Path) -> Rows:
    """All tables of a folder of Parquet files as rows, in the order they were written."""
    import pyarrow.parquet

    rows: Rows = {}
    for table in TABLES.values():
        path = folder / f"{table.name}.parquet"
        if path.exists():
            columns = pyarrow.parquet.read_table(path).to_pydict()
            rows[table.name] = list(zip(*(columns[name] for name in table.column_names), strict=True))
    return rows


def view_types() -> Mapping[str, Mapping[str, str]]:
    """The columns of every view as DuckDB sees them: type by column name, in order, by view."""
    with duckdb.connect() as connection:
        for table in TABLES.values():
            connection.execute(create_table(table, constraints=False))
        _create_views(connection)
        return {
            name: {
                str(column): str(kind) for column, kind, *_ in connection.execute(f"DESCRIBE {quoted(name)}").fetchall()
            }
            for name in views()
        }


def _create_views(connection: duckdb.DuckDBPyConnection) -> None:
    for view in views().values():
        connection.execute(f"CREATE VIEW {quoted(view.name)} AS {view.sql}")
        for statement in view_comments(view):
            connection.execute(statement)


def _hold_keys(connection: duckdb.DuckDBPyConnection, tables: Iterable[Table]) -> None:
    for table in tables:
        for breach, select in key_queries(table):
            if found := connection.execute(select).fetchone():
                raise WarehouseError(f"{breach}: {', '.join(map(str, found))}.", advice="Report this as a bug.")


def _arrow(table: Table, found: Any) -> Any:
    from tipetl.tables.columns import arrow_table  # pyarrow is slow to import, and reading a database does not need it

    return found if hasattr(found, "to_batches") else arrow_table(table, list(found))


def _table_hash(table: Table, found: Any) -> str:
    """SHA-256 (hex) of a line of JSON with the table's name and columns, and one for each row."""
    import pyarrow as pa
    import pyarrow.compute as pc

    digest = hashlib.sha256()
    digest.update(json.dumps([table.name, *((c.name, c.type) for c in table.columns)]).encode() + b"\n")
    start, end, none = pa.scalar("["), pa.scalar("]\n"), pa.scalar("")
    for batch in _arrow(table, found).to_batches(max_chunksize=_ROWS_HASHED_AT_ONCE):
        if not len(batch):
            continue
        cells = pc.binary_join_element_wise(*map(_as_json, batch.columns), ",")
        lines = pc.binary_join_element_wise(start, cells, end, none)
        _, _, text = lines.buffers()
        # the buffer may be larger than its contents
        digest.update(memoryview(text)[: pc.sum(pc.binary_length(lines)).as_py()])
    return digest.hexdigest()


def _as_json(column: Any) -> Any:
    """Each value of an Arrow column as JSON; equal values are converted once."""
    import pyarrow as pa

    if pa.types.is_list(column.type):
        return pa.array(map(_JSON.encode, column.to_pylist()), pa.string())
    if pa.types.is_integer(column.type):
        return column.cast(pa.string()).fill_null("null")
    column = column.dictionary_encode()
    made = pa.array([_JSON.encode(value) for value in column.dictionary.to_pylist()], pa.string())
    return made.take(column.indices).fill_null("null")
