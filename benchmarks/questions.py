"""Time the ten questions of docs/questions.md on a warehouse of 150,000 facts.

usage: python -m benchmarks.questions [FACTS] [--no-peer]

The narratives in tests/gold/dev are read once, and their rows are repeated under other names and countries until there
are FACTS facts. The database is written like a published one, with all its keys, and opened read-only. Each question
runs once to warm up, then seven times; the median counts. The peer is SQLite with the same tables, keys and SQL; the
ratio states how many times as long SQLite takes. Exit code 0 if every question takes less than 100 ms, else 1.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.gate import PROJECT, repeated
from tipetl.model import Hints
from tipetl.pipeline import Gathered, build, read_batch
from tipetl.sources.files import collect
from tipetl.store import read_only, write_database
from tipetl.tables import TABLES, Rows, marts
from tipetl.tables.columns import as_rows
from tipetl.tables.questions import questions

BOUND_MS = 100.0
ROUNDS = 7


def warehouse(facts: int) -> Rows:
    """Return rows of about this many facts, including marts."""
    sources, audits = collect([PROJECT / "tests" / "gold" / "dev"], Hints())
    rows = as_rows(build(Gathered(tuple(sources), tuple(audits)), [read_batch(sources)]))
    many = repeated(rows, -(-facts * len(rows["document"]) // len(rows["metric"])))
    return as_rows({**many, **marts(many)})


def in_sqlite(rows: Rows) -> sqlite3.Connection:
    """Return the tables that the questions use, in a SQLite database in memory; lists as JSON."""
    connection = sqlite3.connect(":memory:")
    asked = " ".join(question.sql for question in questions()).split()
    for name in sorted(TABLES.keys() & set(asked)):
        table = TABLES[name]
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        key = ", ".join(f'"{column}"' for column in table.primary_key)
        connection.execute(f'CREATE TABLE "{name}" ({columns}, PRIMARY KEY ({key})) WITHOUT ROWID')
        marks = ", ".join("?" for _ in table.columns)
        connection.executemany(
            f'INSERT INTO "{name}" VALUES ({marks})',  # noqa: S608 - names of our own tables
            ([json.dumps(value) if isinstance(value, list) else value for value in row] for row in rows[name]),
        )
    connection.execute("ANALYZE")
    return connection


def milliseconds(ask: Callable[[], Sequence[Any]]) -> float:
    """Return the median time of seven answers, after a warm-up run."""
    ask()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts", type=int, nargs="?", default=150_000)
    parser.add_argument("--no-peer", action="store_true", help="leave SQLite out")
    given = parser.parse_args(argv)
    rows = warehouse(given.facts)
    slow = []
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "tipetl.duckdb"
        start = time.perf_counter()
        write_database(database, rows)
        print(
            f"{len(rows['document']):,} narratives, {len(rows['metric']):,} facts, {len(rows['fct_metric']):,} in "
            f"fct_metric; written in {time.perf_counter() - start:.1f} s, {database.stat().st_size / 1e6:.0f} MB"
        )
        peer = None if given.no_peer else in_sqlite(rows)
        print(f"{'question':32} {'rows':>8} {'ms':>8} {'SQLite ms':>10} {'ratio':>7}")
        with read_only(database) as connection:
            for question in questions():
                sql = question.sql
                count = len(connection.execute(sql).fetchall())
                ours = milliseconds(lambda sql=sql: connection.execute(sql).fetchall())  # type: ignore[misc]
                theirs = None if peer is None else milliseconds(lambda sql=sql: peer.execute(sql).fetchall())  # type: ignore[misc]
                ratio = "" if theirs is None else f"{theirs:10.1f} {theirs / ours:7.1f}"
                print(f"{question.name:32} {count:8,} {ours:8.1f} {ratio}")
                if ours >= BOUND_MS:
                    slow.append(question.name)
    if slow:
        print(f"Not answered within {BOUND_MS:.0f} ms: {', '.join(slow)}")
        return 1
    print(f"Every question is answered within {BOUND_MS:.0f} ms.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
