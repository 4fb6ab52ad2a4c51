"""Rows as columns: tables as Arrow, and what one source adds to all tables as a single row of lists.

That row has a column for each table of ``SOURCE_TABLES``, a list of structs. The rows of many sources, one below the
other, are again one Arrow table.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from tipetl.model import Audit, Issue, SourceReading
from tipetl.tables.definitions import SOURCE_TABLES, TABLE_SCHEMA_VERSION
from tipetl.tables.rows import Row, Rows, audit_of, source_rows
from tipetl.tables.schema import Table, describe

__all__ = ["SourceColumns", "arrow_table", "rows_in", "source_schema"]

_TYPES = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "VARCHAR[]": pa.list_(pa.string()),
    "INTEGER[]": pa.list_(pa.int32()),
}


@dataclass(frozen=True, slots=True)
class SourceColumns:
    """What one source adds to the tables: a ``pyarrow.RecordBatch`` with one row, of ``source_schema``."""

    columns: Any

    @classmethod
    def of(cls, reading: SourceReading) -> SourceColumns:
        """The columns of a reading that fits the tables (``fitting``)."""
        rows = source_rows(reading)
        arrays = []
        for name, table in SOURCE_TABLES.items():
            fields = _struct(table)
            values = [
                pa.array(column, type=field.type)
                for column, field in zip(_columns(rows[name], fields), fields, strict=True)
            ]
            arrays.append(
                pa.ListArray.from_arrays([0, len(rows[name])], pa.StructArray.from_arrays(values, fields=fields))
            )
        return cls(pa.record_batch(arrays, schema=source_schema()))

    @property
    def audit(self) -> Audit:
        """The audit of the source, with its issues."""
        rows = _rows([self.columns], ("audit_document", "issue"))
        return audit_of(rows["audit_document"][0], [Issue(*issue) for _, _, *issue in rows["issue"]])

    @property
    def narrative_ids(self) -> frozenset[str | None]:
        """The ``narrative_id`` of each narrative of the source."""
        place = SOURCE_TABLES["document"].column_names.index("narrative_id")
        return frozenset(row[place] for row in _rows([self.columns], ("document",))["document"])


def rows_in(sources: Sequence[SourceColumns]) -> Rows:
    """The rows of all sources together, by table, as ``source_rows`` gives those of one."""
    return _rows([source.columns for source in sources], tuple(SOURCE_TABLES))


def arrow_table(table: Table, rows: Sequence[Row], *, strict: bool) -> Any:
    """Rows as a ``pyarrow.Table`` (with comments and non-null columns if ``strict``)."""
    fields = [
        pa.field(
            column.name,
            _TYPES[column.type],
            nullable=column.nullable or not strict,
            metadata={"comment": describe(column)} if strict else None,
        )
        for column in table.columns
    ]
    schema = pa.schema(fields, metadata=_metadata(table) if strict else None)
    arrays = [pa.array(values, type=field.type) for values, field in zip(_columns(rows, fields), fields, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


@cache
def source_schema() -> Any:
    """The ``pyarrow.Schema`` of what one source adds."""
    return pa.schema([(name, pa.list_(pa.struct(_struct(table)))) for name, table in SOURCE_TABLES.items()])


def _struct(table: Table) -> list[Any]:
    return [pa.field(column.name, _TYPES[column.type]) for column in table.columns]


def _columns(rows: Sequence[Row], fields: Sequence[Any]) -> Sequence[Sequence[Any]]:
    return list(zip(*rows, strict=True)) if rows else [()] * len(fields)


def _rows(batches: Sequence[Any], names: Sequence[str]) -> Rows:
    together = pa.Table.from_batches(batches, source_schema())
    found: Rows = {}
    for name in names:
        structs = together.column(name).combine_chunks().flatten()
        found[name] = list(zip(*(column.to_pylist() for column in structs.flatten()), strict=True))
    return found


def _metadata(table: Table) -> Mapping[str, str]:
    return {
        "tipetl.table": table.name,
        "tipetl.comment": table.comment,
        "tipetl.primary_key": json.dumps(table.primary_key),
        "tipetl.foreign_keys": json.dumps([[key.columns, key.table, key.references] for key in table.foreign_keys]),
        "tipetl.units": json.dumps({c.name: c.unit for c in table.columns if c.unit}),
        "tipetl.columns": json.dumps({c.name: describe(c) for c in table.columns}, ensure_ascii=False),
        "tipetl.table_schema_version": TABLE_SCHEMA_VERSION,
    }
