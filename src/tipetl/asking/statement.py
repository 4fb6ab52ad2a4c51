"""Decide which statements may run: only a single statement that DuckDB's own parser classifies as reading."""

from __future__ import annotations

import re
from dataclasses import dataclass

import duckdb

from tipetl.errors import WarehouseError

_ADVICE = "Give one SELECT, FROM, VALUES, WITH, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN."
# The quantifiers are possessive, so that a thousand comments are read only once.
_BETWEEN = r"(?:\s++|--[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+"
_EXPLAIN = re.compile(rf"{_BETWEEN}EXPLAIN\b{_BETWEEN}(?:ANALY[SZ]E\b)?", re.IGNORECASE)
_EXPLAIN_OPTIONS = re.compile(r"\s*\([^()]*\)")

# Functions that a query may use in FROM. All other functions open files, change the connection, print, or hide SQL in
# text.
_TABLE_FUNCTIONS = frozenset({
    "generate_series", "histogram", "histogram_values", "icu_calendar_names", "json_each", "json_tree",
    "pg_timezone_names", "query_table", "range", "repeat", "repeat_row", "summary", "test_all_types",
    "test_vector_types", "unnest",
})  # fmt: skip
_TABLE_FUNCTION_PREFIXES = ("duckdb_", "pragma_")
_FUNCTIONS_WITH_EFFECTS = frozenset({"nextval", "setseed", "sleep_ms", "write_log"})

_FUNCTIONS_USED = """
    SELECT parsed->>'error_message', json_extract_string(parsed, '$..function.function_name'),
           json_extract_string(parsed, '$..function_name')
    FROM (SELECT json_serialize_sql({query}, skip_default := true, skip_empty := true, skip_null := true) AS parsed)
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement that only reads; ``explains`` says whether it is an EXPLAIN."""

    text: str
    explains: bool


def reading_statement(connection: duckdb.DuckDBPyConnection, text: str) -> Reading:
    """Return the single statement in ``text``, verified to do nothing but read.

    Raises ``WarehouseError`` if there is no statement or more than one, if it is of another kind, or if it calls
    functions that do more than read; ``duckdb.Error`` for invalid syntax.
    """
    _check_characters(text)
    found = connection.extract_statements(text)
    if not found:
        raise WarehouseError("The query is empty.", advice=_ADVICE)
    # DuckDB turns a PIVOT that finds its own columns into two statements without text.
    if any(not statement.query.strip() for statement in found):
        raise WarehouseError(
            "The query does more than read.", advice="A PIVOT must name its values: PIVOT t ON column IN (1, 2)."
        )
    if len(found) > 1:
        raise WarehouseError(f"These are {len(found)} statements.", advice=_ADVICE)
    statement = found[0]
    if statement.type == duckdb.StatementType.EXPLAIN:
        _check_explained(connection, statement.query)
    elif statement.type == duckdb.StatementType.SELECT:
        _check_select(connection, statement.query)
    else:
        raise WarehouseError(f"{_kind(statement)} is not a query that only reads.", advice=_ADVICE)
    return Reading(statement.query, explains=statement.type == duckdb.StatementType.EXPLAIN)


def one_select(connection: duckdb.DuckDBPyConnection, text: str) -> str:
    """Return ``text``, our own SQL with untrusted words in it, verified to be a single SELECT; errors as in
    ``reading_statement``.
    """
    _check_characters(text)
    if not _is_select(connection, text):
        raise WarehouseError("That is not a single query.", advice=_ADVICE)
    return text


def _check_characters(text: str) -> None:
    # DuckDB cuts a text at a NUL, and rejects unpaired surrogates.
    bad = next((char for char in text if char == "\0" or "\ud800" <= char <= "\udfff"), None)
    if bad is not None:
        raise WarehouseError(
            f"The query is not valid text: it contains the character U+{ord(bad):04X}.", advice="Write it in UTF-8."
        )


def _check_explained(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    """Check the statement that is explained: EXPLAIN ANALYZE runs it, so it too must be a query."""
    start = _EXPLAIN.match(text)
    if start is not None:
        options = _EXPLAIN_OPTIONS.match(text, start.end())
        for place in (start.end(), options.end() if options else None):
            if place is not None and _is_select(connection, text[place:]):
                _check_select(connection, text[place:])
                return
    raise WarehouseError("Only queries can be explained.", advice=_ADVICE)


def _is_select(connection: duckdb.DuckDBPyConnection, text: str) -> bool:
    try:
        return [statement.type for statement in connection.extract_statements(text)] == [duckdb.StatementType.SELECT]
    except duckdb.Error:
        return False


def _check_select(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    # Pass a literal, because DuckDB would import pandas for a parameter.
    literal = "'" + text.replace("'", "''") + "'"
    row = connection.execute(_FUNCTIONS_USED.format(query=literal)).fetchone()
    assert row is not None
    error, table_functions, functions = row
    if error is not None:
        raise WarehouseError(f"The query does more than read: {error}", advice=_ADVICE)
    for name in table_functions or ():
        if name.lower() not in _TABLE_FUNCTIONS and not name.lower().startswith(_TABLE_FUNCTION_PREFIXES):
            raise WarehouseError(
                f"{name}() does more than read the published tables.", advice="List them with: SHOW TABLES"
            )
    for name in functions or ():
        if name.lower() in _FUNCTIONS_WITH_EFFECTS:
            raise WarehouseError(f"{name}() does more than read.", advice="Leave it out.")


def _kind(statement: duckdb.Statement) -> str:
    return statement.type.name.replace("_", " ")
