"""Record what one release of DuckDB reads in a database; scripts/duckdb_versions.py runs this script without tipetl.

usage: python duckdb_probe.py DATABASE < questions.json > seen.json
"""

from __future__ import annotations

import hashlib
import json
import sys
from typing import Any

import duckdb


def seen(path: str, questions: dict[str, str]) -> dict[str, object]:
    """Return the numbers of objects, and a digest of every comment and every answer, regardless of row order."""
    connection = duckdb.connect(path, read_only=True)

    def ask(sql: str) -> list[Any]:
        return list(connection.execute(sql).fetchall())

    tables = sorted(name for (name,) in ask("SELECT table_name FROM duckdb_tables() WHERE NOT internal"))
    views = sorted(name for (name,) in ask("SELECT view_name FROM duckdb_views() WHERE NOT internal"))
    comments = {
        "tables": ask("SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal"),
        "views": ask("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"),
        "columns": ask("SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"),
    }
    keys = ask("SELECT table_name, constraint_type, constraint_column_names FROM duckdb_constraints()")
    return {
        "release": duckdb.__version__,
        "tables": {name: len(ask(f'FROM "{name}"')) for name in tables},
        "rows": {name: _digest(ask(f'FROM "{name}"')) for name in tables},
        "views": {name: _digest(ask(f'FROM "{name}"')) for name in views},
        "questions": {name: _digest(ask(sql)) for name, sql in questions.items()},
        "comments": {kind: _digest(rows) for kind, rows in comments.items()},
        "commented": {kind: sum(row[-1] is not None for row in rows) for kind, rows in comments.items()},
        "keys": sum(kind in ("PRIMARY KEY", "FOREIGN KEY") for _, kind, _ in keys),
    }


def _digest(rows: list[tuple[object, ...]]) -> str:
    return hashlib.sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest()


if __name__ == "__main__":
    json.dump(seen(sys.argv[1], json.load(sys.stdin)), sys.stdout)
