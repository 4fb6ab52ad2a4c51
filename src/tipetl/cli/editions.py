"""``tipetl snapshots export``: copy a version to another place, in other formats."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tipetl.cli.messages import say
from tipetl.cli.options import DEFAULT_WAREHOUSE, Version, Warehouse


class EditionFormat(StrEnum):
    """The formats in which a version can be copied."""

    duckdb = "duckdb"
    parquet = "parquet"
    csv = "csv"
    xlsx = "xlsx"
    sqlite = "sqlite"


def export(
    to: Annotated[
        str, typer.Option("--to", metavar="TARGET", help="A folder, or an address such as s3://bucket/path.")
    ],
    version: Version = "latest",
    forms: Annotated[
        list[EditionFormat] | None,
        typer.Option("--format", help="A format; may be repeated. Default: duckdb and parquet."),
    ] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
) -> None:
    """Copy a version to another place, as DuckDB, Parquet, CSV, Excel or SQLite.

    The copy is in TARGET/VERSION/, with README.md, CITATION.cff and SHA256SUMS. TARGET/latest.json names the latest
    complete version; it is written last, so that an interrupted copy changes nothing for readers. Files that are
    already there are not sent again.

    \b
    Example:
      tipetl snapshots export --to copies --format xlsx --format csv
      tipetl snapshots export 2026.11.25-1 --to s3://bucket/tip --format parquet
    """
    from tipetl.snapshot.export import export as copy

    wanted = [form.value for form in forms or (EditionFormat.duckdb, EditionFormat.parquet)]
    done = copy(warehouse, to, wanted, version)
    already = f", {done.kept} were there already" if done.kept else ""
    say(f"{done.version} to {done.target}: {done.sent} files, {done.byte_count / 1e6:,.1f} MB{already}.")
    for note in done.notes:
        say(note)
    if not done.pointed:
        say("latest.json is unchanged there: this is not the latest version.")
