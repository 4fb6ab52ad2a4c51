"""Read a version's tables from its Parquet files, which contain their own descriptions.

Editions are made from these files rather than from the current definitions, so that an old version keeps its columns.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from tipetl.errors import WarehouseError
from tipetl.tables import TABLES, Column, ForeignKey, Table
from tipetl.tables.schema import ColumnType

_ROWS_AT_ONCE = 8_192


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """A column: its name, DuckDB type, nullability, and description."""

    name: str
    type: str
    nullable: bool
    comment: str

    @property
    def is_list(self) -> bool:
        return self.type.endswith("[]")


@dataclass(frozen=True, slots=True)
class StoredTable:
    """A version's table. Rows are read on demand, a few thousand at a time."""

    name: str
    comment: str
    columns: tuple[StoredColumn, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    row_count: int
    path: Path

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def as_defined(self) -> Table:
        """Return the table's original definition, since its content hash depends on it."""
        columns = tuple(
            Column(column.name, cast(ColumnType, column.type), column.comment, column.nullable)
            for column in self.columns
        )
        return Table(self.name, self.comment, columns, self.primary_key)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield every row, in the order of the file."""
        import pyarrow.parquet

        with pyarrow.parquet.ParquetFile(self.path) as file:
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
                columns = [column.to_pylist() for column in batch.columns]
                yield from zip(*columns, strict=True)


def stored_tables(folder: Path) -> tuple[StoredTable, ...]:
    """Return the tables in a version's folder, in the order of the definitions, then by name.

    Raises ``WarehouseError`` if there are no tables or a file cannot be read.
    """
    known = {name: place for place, name in enumerate(TABLES)}
    paths = sorted(
        (folder / "parquet").glob("*.parquet"), key=lambda path: (known.get(path.stem, len(known)), path.stem)
    )
    if not paths:
        raise WarehouseError(f"{folder} holds no Parquet files.", advice="Is it whole? tipetl snapshots verify")
    return tuple(_table(path) for path in paths)


def dictionary_rows(tables: tuple[StoredTable, ...]) -> list[tuple[object, ...]]:
    """Return the data dictionary, one row per column: table, column, type, nullable, part of the key, description."""
    return [
        (table.name, column.name, column.type, column.nullable, column.name in table.primary_key, column.comment)
        for table in tables
        for column in table.columns
    ]


DICTIONARY_COLUMNS = ("table", "column", "type", "may_be_empty", "key", "meaning")


def _table(path: Path) -> StoredTable:
    import pyarrow
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            schema, count = file.schema_arrow, file.metadata.num_rows
        metadata = {key.decode(): value.decode() for key, value in (schema.metadata or {}).items()}
        comments = json.loads(metadata.get("tipetl.columns", "{}"))
        primary_key = tuple(json.loads(metadata.get("tipetl.primary_key", "[]")))
    except (OSError, ValueError, pyarrow.ArrowException) as error:
        raise WarehouseError(
            f"{path.name} cannot be read: {' '.join(str(error).split())}",
            advice="See what is damaged: tipetl snapshots verify",
        ) from error
    columns = tuple(
        StoredColumn(field.name, sql_type(field.type), field.nullable, str(comments.get(field.name, "")))
        for field in schema
    )
    names = {column.name for column in columns}
    definition = TABLES.get(path.stem)
    keys = definition.foreign_keys if definition is not None else ()
    fitting = tuple(key for key in keys if set(key.columns) <= names)
    return StoredTable(path.stem, metadata.get("tipetl.comment", ""), columns, primary_key, fitting, count, path)


def sql_type(kind: Any) -> str:
    import pyarrow

    if pyarrow.types.is_list(kind):
        return f"{sql_type(kind.value_type)}[]"
    for is_kind, name in (
        (pyarrow.types.is_boolean, "BOOLEAN"),
        (pyarrow.types.is_int64, "BIGINT"),
        (pyarrow.types.is_integer, "INTEGER"),
        (pyarrow.types.is_floating, "DOUBLE"),
        (pyarrow.types.is_date, "DATE"),
        (pyarrow.types.is_timestamp, "TIMESTAMP"),
    ):
        if is_kind(kind):
            return name
    return "VARCHAR"
