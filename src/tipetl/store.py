"""Write rows into new DuckDB and Parquet files and read them back.

A file is written once and never changed. A content hash identifies a version's contents; it depends only on tables,
columns and rows, not on time, folder, machine or library versions.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EACCES, EDQUOT, EFBIG, EIO, ENOSPC, EROFS
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from tipetl.asking import DATABASE_NAME as DATABASE_NAME
from tipetl.asking import QueryResult as QueryResult
from tipetl.asking import query as query
from tipetl.asking import read_only as read_only
from tipetl.asking.place import closing
from tipetl.errors import WarehouseError
from tipetl.isolation import cores
from tipetl.tables import TABLES, Rows, Table, comments, create_table, key_queries, literal, quoted
from tipetl.tables.views import view_comments, views

if TYPE_CHECKING:
    from tipetl.tables.columns import Columns

_BLOCK_BYTES = 16_384
"""DuckDB's smallest block size; with larger blocks, the many small tables would take up much of the file."""
STORAGE_VERSION = "v1.0.0"
"""The storage format: every DuckDB since 1.1 can read this format, whereas earlier releases cannot read the default of
later releases.
"""

# The catalog has the name of the file, so that a qualified name works in every tool that opens the file.
_CATALOG = "tipetl"
_ARROW_ROWS_A_GROUP = 122_880
_BYTES_HASHED_AT_ONCE = 4_000_000
_ROWS_READ_BACK_AT_ONCE = 10_000
_JSON = json.JSONEncoder(separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class ContentHash:
    """SHA-256 (hex) of all tables together, and of each table."""

    total: str
    tables: Mapping[str, str]


def write_database(path: Path, rows: Mapping[str, Any], *, constraints: bool = True) -> None:
    """Write a new DuckDB file that contains all tables, and leave no other file next to it.

    Tables missing from ``rows`` are empty. With ``constraints``, primary and foreign keys are verified, and comments
    and the views of ``warehouse/sql/views`` are created. Without ``constraints``, the file accepts any rows, so that
    the checks can examine them, and NOT NULL is declared only where no value is missing. Raises ``WarehouseError`` if
    ``path`` exists, if rows break a key or NOT NULL, or if a write-ahead log is left behind.
    """
    if path.exists():
        raise WarehouseError(f"{path} exists already.", advice="Files of a warehouse are never overwritten.")
    options = f"STORAGE_VERSION {literal(STORAGE_VERSION)}, BLOCK_SIZE {_BLOCK_BYTES}"
    with _written(path, options) as connection:
        for table in TABLES.values():
            found = _arrow(table, rows.get(table.name, ()))
            lacking = () if constraints else [name for name in table.column_names if found.column(name).null_count]
            connection.execute(create_table(table, lacking=lacking))
            _fill(connection, table, found)
        if constraints:
            _seal(connection, TABLES.values())


def seal_database(path: Path, rows: Mapping[str, Any]) -> None:
    """Complete a file that was written without ``constraints`` and passed the checks (which verify its tables' keys).

    Fill the tables of ``rows``, which are empty in the file, and add what ``write_database`` adds. Raises like
    ``write_database``, and if any rows break NOT NULL.
    """
    with _written(path, "READ_WRITE") as connection:
        for name, found in rows.items():
            _fill(connection, TABLES[name], _arrow(TABLES[name], found))
        _require(connection)
        _seal(connection, [TABLES[name] for name in rows])


@contextmanager
def _written(path: Path, options: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection in a transaction, which reaches the file ``path`` completely or not at all."""
    # Data that does not fit into memory spills next to the file, where it is cleaned up even after a killed run.
    spill = path.with_name(path.name + ".tmp")
    # One thread: several would write each Arrow batch separately, and then copy all batches into row groups.
    connection = duckdb.connect(config={"temp_directory": str(spill), "threads": 1})
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
    """Yield a connection for the checks that reads the file ``path``; data that does not fit into memory spills next to
    it.
    """
    spill = path.with_name(path.name + ".tmp")
    # Disable replacements: a query that names a missing table must fail rather than find a Python variable of that
    # name.
    connection = duckdb.connect(config={"temp_directory": str(spill), "python_enable_replacements": "false"})
    try:
        with closing(connection):
            connection.execute(f"ATTACH {literal(str(path))} AS {quoted(_CATALOG)} (READ_ONLY)")
            connection.execute(f"USE {quoted(_CATALOG)}")
            yield connection
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def _fill(connection: duckdb.DuckDBPyConnection, table: Table, found: Any) -> None:
    if len(found):
        connection.register("incoming", found)
        connection.execute(f"INSERT INTO {quoted(table.name)} SELECT * FROM incoming")  # noqa: S608 - our names
        connection.unregister("incoming")


def _require(connection: duckdb.DuckDBPyConnection) -> None:
    """Declare NOT NULL where the file lacks it, because values were missing when it was written."""
    declared = connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = ? AND NOT is_nullable", [_CATALOG]
    ).fetchall()
    required = {
        (table.name, column.name) for table in TABLES.values() for column in table.columns if not column.nullable
    }
    for table, column in sorted(required.difference(declared)):
        connection.execute(f"ALTER TABLE {quoted(table)} ALTER {quoted(column)} SET NOT NULL")


def _seal(connection: duckdb.DuckDBPyConnection, unchecked: Iterable[Table]) -> None:
    for table in TABLES.values():
        for statement in comments(table):
            connection.execute(statement)
    _hold_keys(connection, unchecked)
    _create_views(connection)


def _cause(error: duckdb.Error) -> str:
    """Return the system's own message, without DuckDB's additions, if the system caused the error; else the whole
    message on one line.
    """
    words = " ".join(str(error).split()).rstrip(".")
    blamed = (os.strerror(code) for code in (ENOSPC, EDQUOT, EFBIG, EROFS, EACCES, EIO))
    return next((cause for cause in blamed if cause in words), words)


def reads_back(database: Path, tables: Columns) -> bool:
    """Tell whether every table of a DuckDB file contains exactly the given rows, in their fixed order; tables are read
    in parallel.
    """
    with read_only(database, threads=1) as connection, ThreadPoolExecutor(cores()) as pool:
        return all(pool.map(lambda name: _holds(connection.cursor(), TABLES[name], tables[name]), tables))


def _holds(connection: duckdb.DuckDBPyConnection, table: Table, rows: Any) -> bool:
    """Tell whether a table contains exactly these rows; only a few rows are in memory twice."""
    import pyarrow as pa

    start = 0
    # Without ORDER BY, DuckDB returns rows as they were inserted.
    read = connection.execute(_select(table, in_order=False)).to_arrow_reader(_ROWS_READ_BACK_AT_ONCE)
    for batch in read:
        if not pa.table(batch).cast(rows.schema).equals(rows.slice(start, len(batch))):
            return False
        start += len(batch)
    return start == len(rows)


def write_parquet(folder: Path, rows: Mapping[str, Any]) -> tuple[Path, ...]:
    """Write each table of ``rows`` as ``folder/<table>.parquet`` (zstd); the same rows yield the same bytes.

    The file metadata contains the table's comment, its key, the columns' comments as JSON, and the table-schema
    version.
    """
    import pyarrow.parquet

    from tipetl.tables.columns import described

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, found in described(rows).items():
        path = folder / f"{name}.parquet"
        pyarrow.parquet.write_table(
            found.combine_chunks(),  # Parquet pages end where Arrow chunks end
            path,
            compression="zstd",
            compression_level=3,
            row_group_size=_ARROW_ROWS_A_GROUP,
            version="2.6",
        )
        written.append(path)
    return tuple(written)


def content_hash(rows: Mapping[str, Any], known: Mapping[str, str] | None = None) -> ContentHash:
    """Hash tables (rows or Arrow) in their fixed order (``tables.in_order``), per table and overall.

    ``known`` contains hashes of some tables. The hashes of several tables are computed in parallel.
    """
    hashes = dict(known or {})
    given = [table for table in TABLES.values() if table.name in rows and table.name not in hashes]
    with _for_hashing() as connection, ThreadPoolExecutor(cores()) as pool:
        found = pool.map(lambda table: _table_hash(connection.cursor(), table, rows[table.name]), given)
        hashes |= zip((table.name for table in given), found, strict=True)
    return _together(hashes)


def content_hash_of(tables: Iterable[tuple[Table, Any]]) -> ContentHash:
    """Compute the content hash of tables with any definitions, such as an old version's, each with its rows in
    order.
    """
    with _for_hashing() as connection:
        return _together({table.name: _table_hash(connection, table, found) for table, found in tables})


def _for_hashing() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})  # each thread reads one table


def _together(hashes: Mapping[str, str]) -> ContentHash:
    total = hashlib.sha256("".join(f"{name}={hashes[name]}\n" for name in sorted(hashes)).encode()).hexdigest()
    return ContentHash(total=total, tables=hashes)


def stored_rows(database: Path) -> Rows:
    """Return all tables of a DuckDB file as rows in their fixed order; ``WarehouseError`` if the file cannot be
    read.
    """
    with read_only(database) as connection:
        present = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        rows: Rows = {}
        for table in TABLES.values():
            if table.name in present:
                rows[table.name] = connection.execute(_select(table)).fetchall()
        return rows


def _select(table: Table, *, in_order: bool = True) -> str:
    """Return a query for all rows of a table, in their fixed order."""
    order = f" ORDER BY {', '.join(f'{quoted(name)} NULLS FIRST' for name in table.order)}" if in_order else ""
    columns = ", ".join(quoted(name) for name in table.column_names)
    return f"SELECT {columns} FROM {quoted(table.name)}{order}"  # noqa: S608 - our own names


def parquet_rows(folder: Path) -> Rows:
    """Return all tables of a folder of Parquet files as rows, in the order they were written."""
    import pyarrow.parquet

    rows: Rows = {}
    for table in TABLES.values():
        path = folder / f"{table.name}.parquet"
        if path.exists():
            columns = pyarrow.parquet.read_table(path).to_pydict()
            rows[table.name] = list(zip(*(columns[name] for name in table.column_names), strict=True))
    return rows


def view_types() -> Mapping[str, Mapping[str, str]]:
    """Return the columns of every view as DuckDB reports them: for each view, types by column name, in order."""
    with duckdb.connect() as connection:
        for table in TABLES.values():
            connection.execute(create_table(table))
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


def _table_hash(connection: duckdb.DuckDBPyConnection, table: Table, found: Any) -> str:
    """Return the SHA-256 (hex) of JSON lines: a line with the table's name and columns, then a line for each row."""
    digest = hashlib.sha256()
    digest.update(json.dumps([table.name, *((c.name, c.type) for c in table.columns)]).encode() + b"\n")
    columns = _arrow(table, found)
    if not len(columns):
        return digest.hexdigest()
    connection.register("hashed", columns)
    values = ", ".join(map(quoted, columns.column_names))
    lines_of = f"SELECT json_array({values}) || chr(10) FROM hashed"  # noqa: S608 - our names
    at_once = 1 + len(columns) * _BYTES_HASHED_AT_ONCE // (columns.nbytes + _BYTES_HASHED_AT_ONCE)
    start = 0
    for batch in connection.execute(lines_of).to_arrow_reader(at_once):
        digest.update(_as_python_writes(batch.column(0), columns.slice(start, len(batch))))
        start += len(batch)
    return digest.hexdigest()


def _as_python_writes(lines: Any, rows: Any) -> bytes:
    """Return DuckDB's JSON lines for these rows, as Python would write them: in ASCII, with Python's forms of control
    characters and of very large and very small numbers.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    from tipetl.tables.columns import rows_of_table

    text = _bytes_of(lines)
    numbers = [column.combine_chunks() for column in rows.columns if pa.types.is_floating(column.type)]
    rare = [apart for column in numbers if pc.any(apart := _written_otherwise(column)).as_py()]
    if b"\\u" in text or b"\x7f" in text:
        rare.append(pc.match_substring_regex(lines, r"\\u|\x7f"))
    if rare:
        chosen = reduce(pc.or_, rare)
        anew = [_JSON.encode(row) + "\n" for row in rows_of_table(rows.filter(chosen))]
        lines = pc.replace_with_mask(lines, chosen, pa.array(anew, pa.string()))
        text = _bytes_of(lines)
    if text.isascii():
        return text
    foreign = pc.invert(pc.string_is_ascii(lines))
    anew = [line.encode("ascii", _ESCAPING).decode() for line in lines.filter(foreign).to_pylist()]
    return _bytes_of(pc.replace_with_mask(lines, foreign, pa.array(anew, pa.string())))


def _written_otherwise(column: Any) -> Any:
    """Find where Python and DuckDB may write a number differently."""
    import pyarrow.compute as pc

    size = pc.abs(column)
    alike = pc.or_(pc.equal(size, 0.0), pc.and_(pc.greater_equal(size, 1e-4), pc.less(size, 1e16)))
    return pc.invert(pc.fill_null(alike, True))


def _bytes_of(lines: Any) -> bytes:
    """Return the strings of a whole Arrow array, joined, as bytes."""
    import pyarrow.compute as pc

    _, _, text = lines.buffers()
    data: bytes = text.to_pybytes()
    return data[: pc.sum(pc.binary_length(lines)).as_py()]  # read only the contents, because the buffer may be larger


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Return JSON's escapes for characters outside ASCII."""
    assert isinstance(error, UnicodeEncodeError)
    return _JSON.encode(error.object[error.start : error.end])[1:-1], error.end


_ESCAPING = "tipetl-json"
codecs.register_error(_ESCAPING, _escaped)
