"""Write the SQLite edition: every table with its types, keys and comments, and the views that SQLite can run.

Python's own SQLite writes the edition. Lists are stored as JSON text (for ``json_each``), and booleans as 0 and 1.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tipetl.cells import as_json
from tipetl.errors import WarehouseError
from tipetl.snapshot.citation import Edition, edition_dict
from tipetl.snapshot.editions.stored import (
    DICTIONARY_COLUMNS,
    StoredColumn,
    StoredTable,
    dictionary_rows,
    stored_tables,
)
from tipetl.store import DATABASE_NAME, read_only
from tipetl.tables import quoted
from tipetl.tables.views import views

_TYPES: Mapping[str, str] = {"BOOLEAN": "INTEGER", "INTEGER": "INTEGER", "BIGINT": "INTEGER", "DOUBLE": "REAL"}
_ABOUT = "about"
_DICTIONARY = "data_dictionary"


def write_sqlite(folder: Path, path: Path, edition: Edition) -> tuple[str, ...]:
    """Write the database for a version's folder to ``path``. Return a sentence that names any omitted views.

    A view is kept if SQLite returns the same number of rows as DuckDB. Raises ``WarehouseError`` if the version cannot
    be read or SQLite refuses it.
    """
    tables = stored_tables(folder)
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        with connection:
            for table in tables:
                connection.execute(_create(table, {other.name for other in tables}))
                holes = ", ".join("?" * len(table.columns))
                connection.executemany(
                    f"INSERT INTO {quoted(table.name)} VALUES ({holes})",  # noqa: S608 - names from our own version
                    (tuple(map(_value, row)) for row in table.rows()),
                )
            left_out = _views(connection, folder / DATABASE_NAME)
            about = {**edition_dict(edition), "views_left_out": ", ".join(left_out)}
            _tell(connection, _ABOUT, ("name", "value"), list(about.items()))
            _tell(connection, _DICTIONARY, DICTIONARY_COLUMNS, dictionary_rows(tables))
        connection.execute("ANALYZE")
        connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise WarehouseError(
            f"SQLite refused the version: {error}", advice="Is it whole? tipetl snapshots verify"
        ) from error
    finally:
        connection.close()
    if not left_out:
        return ()
    return (f"Views that SQLite cannot answer are left out: {', '.join(left_out)}.",)


def _create(table: StoredTable, held: set[str]) -> str:
    """Return ``CREATE TABLE`` with comments: SQLite stores its text verbatim and has no other place for comments."""
    lines = [_column(column) for column in table.columns]
    if table.primary_key:
        lines.append((f"PRIMARY KEY ({_names(table.primary_key)})", ""))
    lines.extend(
        (f"FOREIGN KEY ({_names(key.columns)}) REFERENCES {quoted(key.table)} ({_names(key.references)})", "")
        for key in table.foreign_keys
        if key.table in held
    )
    body = ""
    for place, (line, comment) in enumerate(lines):
        comma = "," if place < len(lines) - 1 else ""
        body += f"  {line}{comma}{f' -- {comment}' if comment else ''}\n"
    return f"CREATE TABLE {quoted(table.name)} ( -- {_one_line(table.comment)}\n{body})"


def _column(column: StoredColumn) -> tuple[str, str]:
    required = "" if column.nullable else " NOT NULL"
    check = f" CHECK ({quoted(column.name)} IN (0, 1))" if column.type == "BOOLEAN" else ""
    return f"{quoted(column.name)} {_TYPES.get(column.type, 'TEXT')}{required}{check}", _one_line(column.comment)


def _tell(connection: sqlite3.Connection, name: str, columns: tuple[str, ...], rows: list[Any]) -> None:
    connection.execute(f"CREATE TABLE {quoted(name)} ({_names(columns)})")
    holes = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {quoted(name)} VALUES ({holes})", rows)  # noqa: S608 - our own names


def _views(connection: sqlite3.Connection, database: Path) -> list[str]:
    """Create the version's views in the SQLite edition. Return the names of those that SQLite cannot run or answers
    differently from DuckDB.
    """
    written = {name: f"CREATE VIEW {quoted(name)} AS {view.sql}" for name, view in views().items()}
    with read_only(database) as duck:
        held = duck.execute(
            "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal AND database_name = current_database() "
            "ORDER BY view_name"
        ).fetchall()
        counts = {
            name: duck.execute(f"SELECT count(*) FROM {quoted(name)}").fetchall()[0][0]  # noqa: S608 - our own name
            for name, _sql in held
        }
    waiting = {str(name): str(sql) for name, sql in held}
    # Views may read other views, so repeat until no more can be created.
    for _round in held:
        # Try the view as DuckDB stored it in the version, then as it was originally written, if that source still
        # exists.
        made = [
            name
            for name, sql in waiting.items()
            if any(_view(connection, name, text, counts[name]) for text in (sql, written.get(name)) if text)
        ]
        if not made:
            break
        for name in made:
            del waiting[name]
    return sorted(waiting)


def _view(connection: sqlite3.Connection, name: str, statement: str, expected: int) -> bool:
    try:
        connection.execute(statement.strip().rstrip(";"))
    except sqlite3.Error:
        return False
    try:
        found = connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0]  # noqa: S608 - our own name
    except sqlite3.Error:
        found = None
    if found != expected:
        connection.execute(f"DROP VIEW {quoted(name)}")
        return False
    return True


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return as_json(value)
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, columns))


def _one_line(text: str) -> str:
    return " ".join(text.split())
