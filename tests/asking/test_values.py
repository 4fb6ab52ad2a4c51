"""Every query returns rows that JSON can represent, or one line of error."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tipetl.asking import query
from tipetl.asking.statement import reading_statement
from tipetl.errors import WarehouseError

PIECES = [
    *("SELECT", "COPY", "EXPLAIN", "ANALYZE", "PRAGMA", "CALL", "SET", "TO", "FROM", "metric", "1"),
    *(",", "=", "(", ")", ";", "--", "/*", "*/", "'x'", '"', "$$"),
]
PLAIN = (bool, int, float, str, type(None))


def is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and is_plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(map(is_plain, value))
    return isinstance(value, PLAIN)


def test_every_type_of_duckdb_becomes_what_json_can_hold(made: Path) -> None:
    found = query(made, "SELECT * FROM test_all_types()")
    assert len(found.columns) > 50
    for row in found.rows:
        for name, value in zip(found.columns, row, strict=True):
            assert is_plain(value), name
            json.dumps(value)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("DATE '294247-01-10'", "294247-01-10"),
        ("DATE '0044-03-15 (BC)'", "0044-03-15 (BC)"),
        ("DATE 'infinity'", "infinity"),
        ("TIMESTAMP '-infinity'", "-infinity"),
        ("TIME '24:00:00'", "24:00:00"),
        ("TIMESTAMPTZ '2012-07-01 12:00:00+00' AT TIME ZONE 'UTC'", "2012-07-01 12:00:00"),
        ("INTERVAL '300000 years 5 days'", "300000 years 5 days"),
        ("to_days(2000000000)", "2000000000 days"),
        ("170141183460469231731687303715884105727::HUGEINT", 170141183460469231731687303715884105727),
        ("'9'::BIGNUM", "9"),
        ("'\\x00\\xFF'::BLOB", "\\x00\\xFF"),
        ("'0101'::BIT", "0101"),
        ("'5a1c1b3a-6f0e-4d3c-9a51-0c1c2b8f7e10'::UUID", "5a1c1b3a-6f0e-4d3c-9a51-0c1c2b8f7e10"),
        ("'b'::ENUM('a', 'b')", "b"),
        ("1.5", 1.5),
        ("0.10::DECIMAL(4, 2)", 0.1),
        ("12345678901234567.89", "12345678901234567.89"),
        ("12::DECIMAL(38, 0)", 12),
        ("{'a': DATE '2012-01-01', 'b': [1, NULL]}", {"a": "2012-01-01", "b": [1, None]}),
        ("MAP {1: 'x', 2: NULL}", {"1": "x", "2": None}),
        ("union_value(size := 3)", {"size": 3}),
        ("array_value(1, 2)", [1, 2]),
        ("[DATE 'infinity', NULL]", ["infinity", None]),
        ("[]", []),
        ("[NULL]", [None]),
        ("['a', '']", ["a", ""]),
        ("repeat('9', 5000)::BIGNUM", "9" * 5000),
        ("chr(0) || 'a'", "\0a"),
        ("1e400", float("inf")),
    ],
)
def test_a_value_becomes(made: Path, expression: str, value: object) -> None:
    (row,) = query(made, f"SELECT {expression} AS one, 2 AS two").rows
    assert row == (value, 2)
    assert not isinstance(row[0], Decimal)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        (";", "empty"),
        (";;;", "empty"),
        ("-- nothing", "empty"),
        ("/* nothing */ ;", "empty"),
        ("SELECT '\udcff'", "DCFF"),
        ("SELECT '\ud800'", "D800"),
        ("SELECT 1\0; DROP TABLE metric", "U[+]0000"),
        ("SELECT 1; SELECT 2", "2 statements"),
        ("SELECT chr(55296)", "55296"),
        ("SELECT error('line' || chr(10) || 'break')", "line break"),
        ("SELECT $1", "parameter"),
        ("SELECT ?", "parameter"),
        ("SELECT 1::DECIMAL(99, 1)", "38"),
        ("SELECT " + "(" * 20000 + "1" + ")" * 20000, "memory exhausted"),
        ("SELECT " + "+".join(["1"] * 5000), "depth"),
        ("SELECT 'unterminated", "unterminated"),
        ("SELECT 99999999999999999999999999999999999999999999::BIGINT", "range"),
        ("\x1b[2J", "syntax error"),
    ],
)
def test_odd_input_ends_in_one_line(made: Path, text: str, words: str) -> None:
    with pytest.raises(WarehouseError, match=words) as refused:
        query(made, text)
    assert len(str(refused.value).splitlines()) == 1


def test_columns_of_one_name_are_all_there(made: Path) -> None:
    found = query(made, "SELECT 1 AS a, DATE '2012-01-01' AS a, 3 AS \"A\"")
    assert (found.columns, found.rows) == (("a", "a", "A"), ((1, "2012-01-01", 3),))


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"enable_external_access": "false"})


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(PIECES),
            max_size=8,
        ).map(" ".join),
    )
)
def test_any_text_is_one_statement_that_reads_or_is_refused(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    try:
        statement = reading_statement(connection, text)
    except (WarehouseError, duckdb.Error):
        return
    kinds = {found.type for found in connection.extract_statements(statement.text)}
    assert len(kinds) == 1
    assert kinds <= {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
