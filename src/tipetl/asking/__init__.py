"""Questions to a published version in SQL, from people we do not know: nothing is written, and nothing runs away.

Belongs here: where the database is opened, which statements may run, how long and with how much memory, and what the
values of an answer become. Does not belong here: what an answer looks like on a screen or in a file.
"""

from __future__ import annotations

from tipetl.asking.answer import Answer, QueryResult, ask, query
from tipetl.asking.limits import MEMORY_BYTES, SECONDS, QueryLimits, StuckQueryError
from tipetl.asking.place import parquet_below, read_only
from tipetl.asking.statement import one_select

__all__ = [
    "MEMORY_BYTES",
    "SECONDS",
    "Answer",
    "QueryLimits",
    "QueryResult",
    "StuckQueryError",
    "ask",
    "one_select",
    "parquet_below",
    "query",
    "read_only",
]
