"""Write the data dictionary (``docs/reference/tables.md``) from the definitions."""

from __future__ import annotations

from tipetl.tables.definitions import MART_TABLES, TABLE_SCHEMA_VERSION, TABLES
from tipetl.tables.schema import Column, Table
from tipetl.tables.views import View, views

_HEAD = f"""# Tables

This page is generated from `src/tipetl/tables/definitions.py` and its siblings by `python -m tipetl.tables.dictionary`;
a test fails if it is stale. Table schema version {TABLE_SCHEMA_VERSION}; for changes, see [upgrades](../upgrades.md).

Offsets are character offsets into `document.text`, from 0, with an exclusive end. The words of a span in SQL:
`substring(document.text, char_start + 1, char_end - char_start)`.

The tables that are read from the reports and checked come first, followed by [the marts](#marts), which are derived
from them, and by [the views](#views).
"""

_MARTS = """# Marts

Dimensions (`dim_`) and fact tables (`fct_`) for SQL and BI tools, derived only from the tables above.
A surrogate key is derived from the natural key, so it is the same in every build, version and machine: the
first 16 hex digits of the SHA-256 of its parts, joined by the character U+001F, in UTF-8. In SQL:
`substr(sha256(concat_ws(chr(31), doc, fact_id)), 1, 16)`.
"""

_VIEWS = """# Views

Views answer common questions. [Ten questions](../questions.md) has more examples.
"""


def data_dictionary() -> str:
    """Return the whole page as Markdown, ending with a newline."""
    tables = [_table(table) for table in TABLES.values() if table.name not in MART_TABLES]
    marts = [_table(TABLES[name]) for name in MART_TABLES]
    shown = [_view(view) for _, view in sorted(views().items())]
    return "\n".join([_HEAD, *tables, _MARTS, *marts, _VIEWS, *shown])


def _table(table: Table) -> str:
    keys = [f"Primary key: {_names(table.primary_key)}."]
    keys += [f"{_names(key.columns)} → `{key.table}` {_names(key.references)}." for key in table.foreign_keys]
    return "\n".join(
        [
            f"## {table.name}",
            "",
            table.comment,
            "",
            "| column | type | empty | meaning |",
            "|---|---|---|---|",
            *(_column(column) for column in table.columns),
            "",
            "  \n".join(keys),
            "",
        ]
    )


def _view(view: View) -> str:
    going = [f"**Deprecated**: {view.deprecated}", ""] if view.deprecated else []
    return "\n".join(
        [
            f"## {view.name}",
            "",
            view.comment,
            "",
            *going,
            "| column | meaning |",
            "|---|---|",
            *(f"| `{column.name}` | {column.comment} |" for column in view.columns),
            "",
        ]
    )


def _column(column: Column) -> str:
    codes = f" One of {', '.join(f'`{code}`' for code in column.codes)}." if column.codes else ""
    going = f" **Deprecated**: {column.deprecated}" if column.deprecated else ""
    empty = "may be" if column.nullable else "never"
    return f"| `{column.name}` | {column.type} | {empty} | {column.comment}{codes}{going} |"


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in columns)


if __name__ == "__main__":
    import sys

    sys.stdout.write(data_dictionary())
