"""The data dictionary (``docs/reference/tables.md``), written from the definitions."""

from __future__ import annotations

from tipetl.tables.definitions import TABLE_SCHEMA_VERSION, TABLES
from tipetl.tables.schema import Column, Table

_HEAD = f"""# Tables

Written from `src/tipetl/tables/definitions.py` by `python -m tipetl.tables.dictionary`; a test fails when this page is
stale. Table schema version {TABLE_SCHEMA_VERSION}.

Offsets are character offsets into `document.text`, from 0, the end exclusive. The words of a span in SQL:
`substring(document.text, char_start + 1, char_end - char_start)`.
"""


def data_dictionary() -> str:
    """The whole page as Markdown, ending in a newline."""
    return "\n".join([_HEAD, *(_table(table) for table in TABLES.values())])


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


def _column(column: Column) -> str:
    codes = f" One of {', '.join(f'`{code}`' for code in column.codes)}." if column.codes else ""
    empty = "may be" if column.nullable else "never"
    return f"| `{column.name}` | {column.type} | {empty} | {column.comment}{codes} |"


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in columns)


if __name__ == "__main__":
    import sys

    sys.stdout.write(data_dictionary())
