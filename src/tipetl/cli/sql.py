"""``tipetl sql``: a query on a published version."""

from __future__ import annotations

from typing import Annotated

import typer

from tipetl.cli.options import DEFAULT_WAREHOUSE, RowFormat, Warehouse


def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One SQL statement in DuckDB's dialect.")],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    snapshot: Annotated[
        str, typer.Option("--snapshot", metavar="VERSION", help="The published version to ask.")
    ] = "latest",
    form: Annotated[RowFormat, typer.Option("--format", help="How the rows are printed.")] = RowFormat.table,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Print at most so many rows.")] = None,
) -> None:
    """Ask a published version a question in SQL.

    The query can read the tables of that version and nothing else: no writing, no other files, no network. SHOW TABLES
    lists them, and docs/reference/tables.md says what they hold.

    \b
    Example:
      tipetl sql "SELECT metric, value, year, text FROM metric WHERE year = 2012"
      tipetl sql "SELECT * FROM flow" --format csv > flows.csv
    """
    from tipetl.cli.rows import print_rows
    from tipetl.snapshot import version_dir
    from tipetl.store import DATABASE_NAME
    from tipetl.store import query as ask

    result = ask(version_dir(warehouse, snapshot) / DATABASE_NAME, query, limit=limit)
    if not result.columns:
        return
    print_rows(result.columns, result.rows, form)
    if result.truncated:
        typer.echo(f"There are more rows than the {limit} printed.", err=True)
