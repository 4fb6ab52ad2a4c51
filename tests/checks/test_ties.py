"""What a check's query reports depends on the rows, not on the order in which threads finish.

``arg_max`` and ``arg_min`` may choose any of several rows with the same key, and in large collections the choice
changes from run to run. The key must therefore have a second part, such as the place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tipetl.resources import data_dir

_ASKED = re.compile(r"\barg_(?:max|min)\(\s*\w+(?:\.\w+)?,\s*(?P<key>\S+)")


def _single_keys(sql: str) -> list[str]:
    """List the keys that have only one part."""
    return [found["key"] for found in _ASKED.finditer(sql) if found["key"][0] not in "[("]


_NUMBERED = re.compile(r"\brow_number\(\) OVER (?:(?P<name>\w+)|\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\))")


def _unordered(sql: str) -> list[str]:
    """List the windows in which rows are numbered without an order."""
    windows = [found["inside"] or _window(sql, found["name"]) for found in _NUMBERED.finditer(sql)]
    return [window for window in windows if "ORDER BY" not in window]


def _window(sql: str, name: str) -> str:
    found = re.search(rf"\b{name} AS \(([^)]*)\)", sql)
    return found[1] if found else name


def _queries() -> Iterator[tuple[str, str]]:
    for path in sorted((data_dir("expectations") / "sql").rglob("*.sql")):
        yield path.name, path.read_text(encoding="utf-8")


def test_no_query_leaves_a_tie_to_chance() -> None:
    single = {name: keys for name, sql in _queries() if (keys := _single_keys(sql))}
    assert single == {}


def test_no_query_numbers_rows_without_an_order() -> None:
    found = {name: windows for name, sql in _queries() if (windows := _unordered(sql))}
    assert found == {}


@pytest.mark.parametrize(
    ("sql", "windows"),
    [
        ("SELECT row_number() OVER one FROM f WINDOW one AS (PARTITION BY doc)", ["PARTITION BY doc"]),
        ("SELECT row_number() OVER one FROM f WINDOW one AS (PARTITION BY doc ORDER BY place)", []),
        ("SELECT row_number() OVER (one ORDER BY abs(place - 3), f) FROM f WINDOW one AS (PARTITION BY doc)", []),
        ("SELECT row_number() OVER (PARTITION BY doc) FROM f", ["PARTITION BY doc"]),
    ],
)
def test_a_missing_order_would_be_noticed(sql: str, windows: list[str]) -> None:
    assert _unordered(sql) == windows


def test_there_are_such_queries() -> None:
    assert sum(len(_ASKED.findall(sql)) for _, sql in _queries()) > 20


@pytest.mark.parametrize(
    ("sql", "keys"),
    [
        ("SELECT arg_max(f.place, f.least) AS place", ["f.least)"]),
        ("SELECT arg_min(place, [least, -place])", []),
        ("SELECT arg_max(c, (c.unit = n.unit, c.least, -c.place))", []),
    ],
)
def test_a_tie_would_be_noticed(sql: str, keys: list[str]) -> None:
    assert _single_keys(sql) == keys
