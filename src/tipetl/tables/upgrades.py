"""Record the schema that readers of published files rely on, and find what changed between two schema versions.

Each record is a small, readable file (``docs/reference/schemas/schema-N.json``); ``docs/upgrades.md`` states the
policy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tipetl.tables.definitions import TABLE_SCHEMA_VERSION, TABLES
from tipetl.tables.views import views

LAST_PUBLISHED_SCHEMA = "3"
"""The schema version of the last release. The record of that schema is never rewritten; the current schema is compared
with it."""


def schema_record(view_types: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return the current schema: tables and views with their column types, keys, and deprecations.

    ``view_types`` is what the database reports about the views (``store.view_types``).
    """
    tables = {
        table.name: {
            "columns": {
                column.name: column.type + ("" if column.nullable else " NOT NULL") for column in table.columns
            },
            "primary_key": list(table.primary_key),
            "foreign_keys": [
                f"{', '.join(key.columns)} -> {key.table} ({', '.join(key.references)})" for key in table.foreign_keys
            ],
            "deprecated": {column.name: column.deprecated for column in table.columns if column.deprecated},
        }
        for table in TABLES.values()
    }
    shown = {
        name: {
            "columns": dict(view_types[name]),
            "deprecated": (
                {"*": view.deprecated}
                if view.deprecated
                else {column.name: column.deprecated for column in view.columns if column.deprecated}
            ),
        }
        for name, view in sorted(views().items())
    }
    return {"table_schema_version": TABLE_SCHEMA_VERSION, "tables": tables, "views": shown}


def schema_file(view_types: Mapping[str, Mapping[str, str]]) -> str:
    """Return the record as text: indented JSON, in the order of the definitions, with a final newline."""
    return json.dumps(schema_record(view_types), indent=1, ensure_ascii=False) + "\n"


def lost(last: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """List what a reader of ``last`` no longer finds in ``now``: removed or retyped tables, views and columns, one per
    line, unless ``last`` deprecated them.

    A table may become a view of the same name, and a column may become nullable or NOT NULL.
    """
    found = []
    present = {**now["views"], **now["tables"]}
    for name, relation in {**last["tables"], **last["views"]}.items():
        going = relation["deprecated"]
        if "*" in going:
            continue
        if name not in present:
            found.append(f"{name} is gone")
            continue
        columns = present[name]["columns"]
        for column, kind in relation["columns"].items():
            if column in going:
                continue
            if column not in columns:
                found.append(f"{name}.{column} is gone")
            elif _type(columns[column]) != _type(kind):
                found.append(f"{name}.{column} was {_type(kind)} and is {_type(columns[column])}")
    return found


def _type(kind: str) -> str:
    return kind.removesuffix(" NOT NULL")
