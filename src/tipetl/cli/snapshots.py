"""``tipetl snapshots``: the published versions of a warehouse."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tipetl.cli.messages import complain
from tipetl.cli.options import DEFAULT_WAREHOUSE, RowFormat, Warehouse

EXIT_NOTHING = 1

app = typer.Typer(
    help="""List, show and verify published versions.

    \b
    Example:
      tipetl snapshots list
      tipetl snapshots verify
    """,
    no_args_is_help=False,
    rich_markup_mode=None,
)

Version = Annotated[str, typer.Argument(metavar="VERSION", help="A version, or latest.", show_default=True)]


class ShowFormat(StrEnum):
    """How a manifest is printed."""

    table = "table"
    json = "json"


@app.command("list")
def list_versions(
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    form: Annotated[RowFormat, typer.Option("--format", help="How the rows are printed.")] = RowFormat.table,
) -> None:
    """List the published versions, oldest first.

    \b
    Example:
      tipetl snapshots list
      tipetl snapshots list --format jsonl
    """
    from tipetl.cli.rows import print_rows
    from tipetl.snapshot import latest_manifest, list_snapshots

    manifests = list_snapshots(warehouse)
    if not manifests:
        complain(f"Nothing is published in {warehouse}. Publish a version first: tipetl run PATH")
        return
    newest = latest_manifest(warehouse)
    columns = ("version", "published_at", "documents", "facts", "warnings", "content_hash", "latest")
    rows = [
        (
            manifest.version,
            manifest.published_at,
            manifest.row_counts.get("document", 0),
            manifest.row_counts.get("metric", 0),
            manifest.findings.get("warning", 0),
            manifest.content_hash[:12] if form is RowFormat.table else manifest.content_hash,
            newest is not None and manifest.version == newest.version,
        )
        for manifest in manifests
    ]
    print_rows(columns, rows, form)


@app.command("show")
def show(
    version: Version = "latest",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    form: Annotated[
        ShowFormat, typer.Option("--format", help="table: to look at; json: the whole manifest.")
    ] = ShowFormat.table,
) -> None:
    """Show one version: its sources, rows, checks, and what changed against the version before.

    \b
    Example:
      tipetl snapshots show
      tipetl snapshots show latest --format json
    """
    from tipetl.snapshot import show_snapshot

    manifest = show_snapshot(warehouse, version)
    if form is ShowFormat.json:
        typer.echo(manifest.to_json(), nl=False)
        return
    from tipetl.cli.rows import print_table
    from tipetl.cli.summary import shown_path
    from tipetl.snapshot import version_dir

    failed = sum(1 for check in manifest.checks if check.status != "passed")
    changes = manifest.changes
    facts: list[tuple[str, object]] = [
        ("version", f"{manifest.version} (number {manifest.sequence})"),
        ("published at", manifest.published_at),
        ("folder", shown_path(version_dir(warehouse, manifest.version))),
        ("content hash", manifest.content_hash),
        ("made by", f"tipetl {manifest.code_version}, rules {manifest.rule_set_version}"),
        ("table schema", f"{manifest.table_schema_version}, DuckDB storage {manifest.storage_version}"),
        ("checks", f"{len(manifest.checks)} ran, {failed} found something"),
        ("version before", changes.since),
        *((word, getattr(changes, word)) for word in ("added", "changed", "removed") if getattr(changes, word)),
    ]
    print_table(("", ""), facts, heads=False)
    typer.echo()
    sources = [(s.doc, s.name, s.outcome, s.byte_count, s.source_id[:12]) for s in manifest.sources]
    print_table(("document", "file", "outcome", "bytes", "sha256"), sources, title="Sources")
    typer.echo()
    print_table(("table", "rows"), list(manifest.row_counts.items()), title="Rows")


@app.command("verify")
def verify(version: Version = "latest", warehouse: Warehouse = DEFAULT_WAREHOUSE) -> None:
    """Check that the files of a version are what was published.

    Compares every file with its hash, and the rows of the database and of the Parquet files with the content hash. Exit
    code 1 when anything differs.

    \b
    Example:
      tipetl snapshots verify
    """
    from tipetl.snapshot import verify_snapshot

    verification = verify_snapshot(warehouse, version)
    for problem in verification.problems:
        complain(f"{verification.version}: {problem}.")
    if not verification.sound:
        raise typer.Exit(EXIT_NOTHING)
    typer.echo(f"{verification.version}: {verification.files} files are as they were published.")
