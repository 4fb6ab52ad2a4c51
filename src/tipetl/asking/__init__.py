"""Run SQL queries from untrusted users on a published version: no query writes anything or exceeds its limits.

This package opens the database, decides which statements may run, limits their time and memory, and converts an
answer's values. Displaying or writing an answer is up to the caller.
"""

from __future__ import annotations

from tipetl.asking.answer import Answer, QueryResult, ask, query
from tipetl.asking.limits import MEMORY_BYTES, SECONDS, QueryLimits, StuckQueryError
from tipetl.asking.place import DATABASE_NAME, open_read_only, parquet_below, read_only
from tipetl.asking.statement import one_select

__all__ = [
    "DATABASE_NAME",
    "MEMORY_BYTES",
    "SECONDS",
    "Answer",
    "QueryLimits",
    "QueryResult",
    "StuckQueryError",
    "ask",
    "one_select",
    "open_read_only",
    "parquet_below",
    "query",
    "read_only",
]
