"""The tables of the warehouse, and how records become their rows; nothing here touches a database."""

from __future__ import annotations

from tipetl.tables.corrections import Correction, corrected, load_corrections
from tipetl.tables.definitions import (
    CHECK_TABLES,
    DATA_TABLES,
    MART_TABLES,
    SOURCE_TABLES,
    TABLE_SCHEMA_VERSION,
    TABLES,
)
from tipetl.tables.fitting import fitting
from tipetl.tables.keys import content_id, surrogate_key
from tipetl.tables.marts import mart_rows
from tipetl.tables.rows import Row, Rows, audit_of, combined, in_order, row_counts, rows_of, source_rows, with_derived
from tipetl.tables.schema import Column, ForeignKey, Table, comments, create_table, describe, literal, quoted

__all__ = [
    "CHECK_TABLES",
    "DATA_TABLES",
    "MART_TABLES",
    "SOURCE_TABLES",
    "TABLES",
    "TABLE_SCHEMA_VERSION",
    "Column",
    "Correction",
    "ForeignKey",
    "Row",
    "Rows",
    "Table",
    "audit_of",
    "combined",
    "comments",
    "content_id",
    "corrected",
    "create_table",
    "describe",
    "fitting",
    "in_order",
    "literal",
    "load_corrections",
    "mart_rows",
    "quoted",
    "row_counts",
    "rows_of",
    "source_rows",
    "surrogate_key",
    "with_derived",
]
