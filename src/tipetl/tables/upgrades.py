"""The schema as readers of the published files rely on it, and what may change of it from one version to the next.

What belongs here: the schema as a small readable record (``docs/reference/schemas/schema-N.json``), and the comparison
of two such records. The policy is written down in ``docs/upgrades.md``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tipetl.tables.definitions import TABLE_SCHEMA_VERSION, TABLES
from tipetl.tables.views import views

__all__ = ["LAST_PUBLISHED_SCHEMA", "lost", "schema_file", "schema_record"]

LAST_PUBLISHED_SCHEMA = "3"
"""The schema version of the last release. Its record is never written again; the present schema is held against it."""


def schema_record(view_types: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The present schema: tables and views with the types of their columns, keys, and what is marked as going.

    ``view_types`` is what the database says of the views (``store.view_types``).
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
    """The text of the record: indented JSON, in the order of the definitions, with a final newline."""
    return json.dumps(schema_record(view_types), indent=1, ensure_ascii=False) + "\n"


def lost(last: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What a reader of ``last`` no longer finds in ``now``: tables, views and columns that are gone or changed their
    type, one line each, unless ``last`` marked them as going.

    A table may become a view of the same name, and a column may become one that is never empty, or may be empty.
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
