"""``tipetl lake``: versions in a DuckLake with its catalog in PostgreSQL."""

from __future__ import annotations

from typing import Annotated

import typer

from tipetl.cli.failures import EXIT_NOTHING
from tipetl.cli.messages import complain, say
from tipetl.cli.options import DEFAULT_WAREHOUSE, LAKE_VARIABLE, RowFormat, RowsFormat, Version, Warehouse

app = typer.Typer(
    help="""Publish versions into a DuckLake with its catalog in PostgreSQL, and list and verify them there.

    The tables are in the schema tipetl of the lake. Readers on any machine see the version that was published last,
    always whole; earlier ones stay readable as snapshots of the lake. Give the connection string without a password:
    PostgreSQL's client takes it from PGPASSWORD or from the file .pgpass.

    \b
    Example:
      tipetl lake publish --lake postgresql://tip@db.example.org/lake --data /shared/lake
      tipetl lake versions
      tipetl lake verify
    """,
    no_args_is_help=False,
    rich_markup_mode=None,
)

Lake = Annotated[
    str,
    typer.Option(
        "--lake",
        metavar="CONNECTION",
        envvar=LAKE_VARIABLE,
        show_envvar=True,
        help="PostgreSQL connection string of the lake's catalog: postgresql://USER@HOST/DATABASE.",
    ),
]


@app.command("publish")
def publish(
    lake: Lake,
    version: Version = "latest",
    data: Annotated[
        str | None,
        typer.Option("--data", metavar="DIR", help="Create the lake if there is none, with its files in this folder."),
    ] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
) -> None:
    """Copy a version into the lake, where it becomes what readers see.

    All tables are written in one transaction, which is read back and compared with the content hash before it is
    committed. If readers see the version already, nothing is written. If several machines publish at once, each starts
    again until it was alone. Everyone who reads or writes must find the folder of --data under the same path.

    \b
    Example:
      tipetl lake publish --lake postgresql://tip@db.example.org/lake --data /shared/lake
      tipetl lake publish 2026.11.25-1
    """
    from tipetl.snapshot.lake import publish_to_lake

    done = publish_to_lake(warehouse, lake, version, data=data)
    again = f" after {done.attempts} attempts: others were writing" if done.new and done.attempts > 1 else ""
    if done.new:
        say(f"{done.version} is in the lake{again}.")
    else:
        say(f"{done.version} is in the lake already.")


@app.command("versions")
def versions(lake: Lake, form: RowsFormat = RowFormat.table) -> None:
    """List what was published into the lake, oldest first, with the number of its snapshot.

    \b
    Example:
      tipetl lake versions
      tipetl lake versions --format jsonl
    """
    from tipetl.cli.rows import print_rows
    from tipetl.snapshot.lake import lake_versions

    found = lake_versions(lake)
    if not found:
        complain("The lake holds no version. Publish one: tipetl lake publish")
        return
    short = form is RowFormat.table
    rows = [
        (
            one.version,
            one.snapshot,
            one.written_at.isoformat(" " if short else "T", "minutes" if short else "seconds"),
            one.content_hash[:12] if short else one.content_hash,
            one.current,
        )
        for one in found
    ]
    print_rows(("version", "snapshot", "written_at", "content_hash", "current"), rows, form)


@app.command("verify")
def verify(lake: Lake, version: Version = "latest") -> None:
    """Read a version back from the lake, and compare its rows with the content hash of its manifest.

    latest is the one that readers see. Exit code 1 if the rows differ.

    \b
    Example:
      tipetl lake verify
      tipetl lake verify 2026.11.25-1
    """
    from tipetl.snapshot.lake import verify_lake

    found, sound = verify_lake(lake, version)
    if not sound:
        complain(f"{found.version}: the rows in the lake are not those that were published.")
        raise typer.Exit(EXIT_NOTHING)
    say(f"{found.version}: the rows of its {len(found.tables)} tables are as they were published.")
