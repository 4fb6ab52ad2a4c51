"""``tipetl sql``: run a query on a published version."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from tipetl.cli.failures import EXIT_INTERRUPTED, EXIT_NOTHING
from tipetl.cli.messages import complain
from tipetl.cli.options import DEFAULT_WAREHOUSE, RowFormat, Warehouse

if TYPE_CHECKING:
    from tipetl.asking import StuckQueryError

_DAY_SECONDS = 86_400.0
_MOST_ROWS = 2**31
_MOST_MEGABYTES = 2**20


def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One SQL query in DuckDB's dialect.")],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    snapshot: Annotated[
        str, typer.Option("--snapshot", metavar="VERSION", help="The published version to query.")
    ] = "latest",
    mode: Annotated[
        RowFormat,
        typer.Option("--mode", "--format", help="How the rows are printed. A table that does not fit becomes records."),
    ] = RowFormat.table,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            min=1,
            max=_MOST_ROWS,
            metavar="N",
            help="Print at most this many rows. Default: 100 in a table, 20 records, else all.",
        ),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--all", help="In tables and records: every row, and long values uncut.")
    ] = False,
    time_limit: Annotated[
        float,
        typer.Option("--time-limit", metavar="SECONDS", help="How long the database may work on the query."),
    ] = 60.0,
    memory_limit: Annotated[
        int,
        typer.Option(
            "--memory-limit", min=64, max=_MOST_MEGABYTES, metavar="MB", help="How much memory it may use for it."
        ),
    ] = 1024,
) -> None:
    """Query a published version in SQL.

    The query can read the tables of that version and nothing else: no writing, no other files, no network, no settings.
    SHOW TABLES lists them, and docs/reference/tables.md describes them.

    \b
    Example:
      tipetl sql "SELECT metric, value, year, text FROM metric WHERE year = 2012"
      tipetl sql "SELECT * FROM metric" --mode record
      tipetl sql "SELECT * FROM flow" --mode csv > flows.csv
    """
    if not 0.1 <= time_limit <= _DAY_SECONDS:
        raise typer.BadParameter(f"give 0.1 to {_DAY_SECONDS:,.0f} seconds", param_hint="'--time-limit'")
    from tipetl.asking import DATABASE_NAME, QueryLimits, StuckQueryError, ask
    from tipetl.cli.answers import print_answer
    from tipetl.snapshot import version_dir

    limits = QueryLimits(time_limit, memory_limit * 1024**2, whole_process=True)
    try:
        with ask(version_dir(warehouse, snapshot) / DATABASE_NAME, query, limits) as answer:
            hidden = print_answer(answer.columns, answer.rows, mode, limit=limit, whole=whole)
    except StuckQueryError as error:
        _leave(error)
    if hidden:
        sys.stdout.flush()
        complain(hidden)


def _leave(error: StuckQueryError) -> NoReturn:
    """End the process even though the query is still running."""
    complain("Interrupted." if error.interrupted else str(error))
    sys.stdout.flush()
    os._exit(EXIT_INTERRUPTED if error.interrupted else EXIT_NOTHING)
