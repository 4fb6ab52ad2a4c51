"""Define the warehouse's tables and turn records into their rows; no module here opens a database file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.resources import imported_later
from tipetl.tables.corrections import Correction, load_corrections
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
from tipetl.tables.rows import Row, Rows, in_order, row_counts, source_rows
from tipetl.tables.schema import (
    Column,
    ForeignKey,
    Table,
    comments,
    create_table,
    describe,
    key_queries,
    literal,
    quoted,
)

if TYPE_CHECKING:
    from tipetl.tables.combining import combined, rows_of, with_derived
    from tipetl.tables.correcting import corrected
    from tipetl.tables.making import marts

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
    "combined",
    "comments",
    "content_id",
    "corrected",
    "create_table",
    "describe",
    "fitting",
    "in_order",
    "key_queries",
    "literal",
    "load_corrections",
    "marts",
    "quoted",
    "row_counts",
    "rows_of",
    "source_rows",
    "surrogate_key",
    "with_derived",
]

__getattr__ = imported_later(
    __name__,
    {
        "combined": "combining",
        "corrected": "correcting",
        "marts": "making",
        "rows_of": "combining",
        "with_derived": "combining",
    },
)
