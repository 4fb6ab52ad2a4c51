"""``tipetl snapshots``: the published versions of a warehouse."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tipetl.cli import differences, editions
from tipetl.cli.failures import EXIT_NOTHING
from tipetl.cli.messages import complain
from tipetl.cli.options import DEFAULT_WAREHOUSE, RowFormat, RowsFormat, Version, Warehouse

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from tipetl.snapshot import Manifest

_AGE = re.compile(r"(\d+)\s*([dwmy]?)")
_DAYS = {"": 1, "d": 1, "w": 7, "m": 30, "y": 365}

app = typer.Typer(
    help="""List, compare, verify, keep and copy published versions.

    \b
    Example:
      tipetl snapshots list
      tipetl snapshots diff
      tipetl snapshots export --to copies --format xlsx
    """,
    no_args_is_help=False,
    rich_markup_mode=None,
)


@app.command("list")
def list_versions(
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    every: Annotated[bool, typer.Option("--all", help="Include removed versions.")] = False,
    form: RowsFormat = RowFormat.table,
) -> None:
    """List the published versions, oldest first.

    \b
    Example:
      tipetl snapshots list
      tipetl snapshots list --all --format jsonl
    """
    from tipetl.cli.rows import print_rows
    from tipetl.snapshot import list_snapshots, pointed_at, unreadable
    from tipetl.snapshot.older import pins, pruned_versions

    held = list_snapshots(warehouse)
    gone = pruned_versions(warehouse) if every else ()
    latest = pointed_at(warehouse)
    broken = dict.fromkeys(unreadable(warehouse), "its manifest cannot be read")
    if latest is not None and latest not in {manifest.version for manifest in held}:
        broken.setdefault(latest, "its folder is missing")
    for name, problem in broken.items():
        _complain_of_damage(warehouse, name, problem)
    if not held and not gone:
        complain(f"Nothing is published in {warehouse}. Publish a version first: tipetl run PATH")
        return
    pinned = pins(warehouse)
    columns: tuple[str, ...] = (
        "version", "published_at", "documents", "facts", "warnings", "changes", "content_hash", "latest", "kept"
    )  # fmt: skip
    rows: list[tuple[object, ...]] = [
        (
            manifest.version,
            manifest.published_at[:16].replace("T", " ") if form is RowFormat.table else manifest.published_at,
            manifest.row_counts.get("document", 0),
            manifest.row_counts.get("metric", 0),
            manifest.findings.get("warning", 0),
            _changed(manifest),
            manifest.content_hash[:12] if form is RowFormat.table else manifest.content_hash,
            manifest.version == latest,
            _kept(manifest, gone, pinned),
        )
        for manifest in sorted((*held, *gone), key=lambda manifest: manifest.sequence)
    ]
    if form is RowFormat.table:
        # If any version has a reason to be kept, show the reasons instead of the warnings.
        place = columns.index("warnings" if any(row[-1] for row in rows) else "kept")
        columns, rows = columns[:place] + columns[place + 1 :], [row[:place] + row[place + 1 :] for row in rows]
    print_rows(columns, rows, form)


@app.command("show")
def show(
    version: Version = "latest",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    form: Annotated[
        Literal["table", "json", "md"],
        typer.Option("--format", help="table: for reading; json: the whole manifest; md: how to cite and open it."),
    ] = "table",
) -> None:
    """Show one version: its sources, rows, checks, how to cite it, and what changed in it.

    A removed version is shown as far as it is remembered.

    \b
    Example:
      tipetl snapshots show
      tipetl snapshots show latest --format json
    """
    from tipetl.snapshot import show_snapshot
    from tipetl.snapshot.older import pruned_version

    gone = pruned_version(warehouse, version)
    manifest = gone or show_snapshot(warehouse, version)
    if form == "json":
        typer.echo(manifest.to_json(), nl=False)
        return
    from tipetl.snapshot.citation import citation, readme
    from tipetl.snapshot.export import edition_of

    if form == "md":
        typer.echo(readme(edition_of(manifest)), nl=False)
        return
    from tipetl.cli.rows import print_table
    from tipetl.cli.summary import shown_path
    from tipetl.snapshot import version_dir

    failed = sum(1 for check in manifest.checks if check.status != "passed")
    changes = manifest.changes
    facts: list[tuple[str, object]] = [
        ("version", f"{manifest.version} (number {manifest.sequence})"),
        ("published at", manifest.published_at),
        ("folder", "removed" if gone else shown_path(version_dir(warehouse, manifest.version))),
        ("content hash", manifest.content_hash),
        ("cite as", citation(edition_of(manifest))),
        ("made by", f"tipetl {manifest.code_version}, rules {manifest.rule_set_version}"),
        ("table schema", f"{manifest.table_schema_version}, DuckDB storage {manifest.storage_version}"),
        ("checks", f"{len(manifest.checks)} ran, {failed} found something"),
        ("version before", changes.since),
        *((word, getattr(changes, word)) for word in ("added", "changed", "removed") if getattr(changes, word)),
    ]
    print_table(("", ""), facts, heads=False)
    typer.echo()
    _print_difference(manifest)
    sources = [(s.doc, s.name, s.outcome, s.byte_count, s.source_id[:12]) for s in manifest.sources]
    print_table(("document", "file", "outcome", "bytes", "sha256"), sources, title="Sources")
    typer.echo()
    print_table(("table", "rows"), list(manifest.row_counts.items()), title="Rows")


@app.command("verify")
def verify(
    version: Version = "latest",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    every: Annotated[bool, typer.Option("--all", help="Every version of the warehouse.")] = False,
    form: RowsFormat = RowFormat.table,
) -> None:
    """Check that the files of a version are what was published.

    Compares every file with its line in SHA256SUMS, and the rows of the database and of the Parquet files with the
    content hash. Exit code 1 if anything differs.

    \b
    Example:
      tipetl snapshots verify
      tipetl snapshots verify --all --format json
    """
    from tipetl.cli.rows import print_rows
    from tipetl.snapshot import verify_snapshot
    from tipetl.snapshot.layout import VERSION, snapshots_dir

    names = [version]
    if every:
        folder = snapshots_dir(warehouse)
        names = sorted(path.name for path in folder.glob("*") if VERSION.fullmatch(path.name)) or names
    found = [verify_snapshot(warehouse, name) for name in names]
    if form is RowFormat.table:
        for verification in found:
            for problem in verification.problems:
                complain(f"{verification.version}: {problem}.")
            if verification.sound:
                typer.echo(f"{verification.version}: {verification.files} files are as they were published.")
    else:
        rows = [(v.version, v.sound, v.files, list(v.problems)) for v in found]
        print_rows(("version", "sound", "files", "problems"), rows, form)
    if not all(verification.sound for verification in found):
        raise typer.Exit(EXIT_NOTHING)


@app.command("use")
def use(
    version: Annotated[str, typer.Argument(metavar="VERSION", help="The version that latest should point at.")],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
) -> None:
    """Point latest at another version, after verifying it.

    Readers find either the old version or the new one, never none. The next run publishes a new version as usual and
    points latest at that. The change is recorded among the runs.

    \b
    Example:
      tipetl snapshots use 2026.11.25-1
    """
    from tipetl.snapshot.keeping import use_version

    before, manifest = use_version(warehouse, version)
    if before == manifest.version:
        typer.echo(f"latest points at {manifest.version} already.")
    else:
        typer.echo(f"latest moved from {before or 'nothing'} to {manifest.version}.")


@app.command("pin")
def pin(
    version: Annotated[str, typer.Argument(metavar="VERSION", help="The version to keep, or latest.")],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="The reason, shown in the list.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Remove the pin.")] = False,
) -> None:
    """Keep a version: prune never removes it.

    \b
    Example:
      tipetl snapshots pin 2026.11.25-1 --reason "cited in the annual report"
      tipetl snapshots pin 2026.11.25-1 --remove
    """
    from tipetl.snapshot.keeping import pin_version, unpin_version

    if remove:
        unpin_version(warehouse, version)
        typer.echo(f"{version} is no longer pinned.")
    else:
        pin_version(warehouse, version, reason)
        typer.echo(f"{version} is pinned.")


@app.command("prune")
def prune(
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    keep: Annotated[int | None, typer.Option("--keep", min=1, metavar="N", help="Keep the newest N.")] = None,
    older_than: Annotated[
        str | None,
        typer.Option("--older-than", metavar="AGE", help="Remove only what is older: 90d, 12w, 6m (30 days), 1y."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be removed, without removing it.")
    ] = False,
    form: RowsFormat = RowFormat.table,
) -> None:
    """Remove old versions.

    Only sound versions are counted and removed. The newest sound version, the one that latest points at, pinned ones
    and damaged ones are never removed: inspect damaged ones, and remove them by hand. With both --keep and
    --older-than, only versions beyond both are removed. The manifests and differences of removed versions stay on
    --record (list --all,
    show). Readers with open files of a removed version can finish.

    \b
    Example:
      tipetl snapshots prune --keep 10 --dry-run
      tipetl snapshots prune --keep 3 --older-than 90d
    """
    if keep is None and older_than is None:
        raise typer.BadParameter("give one or both, to say which versions are old", param_hint="--keep, --older-than")
    age = None if older_than is None else _age(older_than)
    from tipetl.cli.rows import print_rows
    from tipetl.snapshot.keeping import bytes_freed
    from tipetl.snapshot.keeping import prune as prune_versions

    fates = prune_versions(warehouse, keep=keep, older_than=age, dry_run=dry_run)
    word = "would go" if dry_run else "removed"
    rows = [(f.version, f.published_at, word if f.removed else "kept", f.reason, f.byte_count) for f in fates]
    print_rows(("version", "published_at", "fate", "why", "bytes"), rows, form)
    for fate in fates:
        if fate.damage is not None:
            _complain_of_damage(warehouse, fate.version, fate.damage)
    if form is RowFormat.table:
        count = sum(fate.removed for fate in fates)
        freed = bytes_freed(fates) / 1e6
        typer.echo(f"{count} of {len(fates)} versions {'would be' if dry_run else 'were'} removed: {freed:,.1f} MB.")


app.command("diff")(differences.diff)
app.command("history")(differences.history)
app.command("export")(editions.export)


def _complain_of_damage(warehouse: Path, version: str, problem: str) -> None:
    """Report that a version is damaged; if it is the latest, add the command that repairs the warehouse."""
    from tipetl.snapshot import mending, pointed_at

    if version == pointed_at(warehouse):
        complain(f"{version}, to which latest points, is damaged: {problem}. {mending(warehouse)}.")
    else:
        complain(f"{version} is damaged: {problem}. See: tipetl snapshots verify {version}.")


def _age(text: str) -> timedelta:
    match = _AGE.fullmatch(text.strip().lower())
    if match is None:
        raise typer.BadParameter(
            f"{text!r} is not an age; use 90d, 12w, 6m (of 30 days) or 1y.", param_hint="--older-than"
        )
    return timedelta(days=int(match[1]) * _DAYS[match[2]])


def _kept(manifest: Manifest, gone: Collection[Manifest], pinned: Mapping[str, str]) -> str | None:
    """Say whether a version was removed, or is pinned and why; None if neither."""
    if manifest in gone:
        return "removed"
    return f"pinned {pinned[manifest.version]}".strip() if manifest.version in pinned else None


def _changed(manifest: Manifest) -> int | None:
    """Return the number of facts that differ from the previous version; None if unknown."""
    if manifest.difference is None:
        return None
    counts: Mapping[str, int] = manifest.difference["counts"].get("fact", {})
    return sum(counts.get(status, 0) for status in ("added", "removed", "changed"))


def _print_difference(manifest: Manifest) -> None:
    """Print what changed in a version, by cause, from its stored summary."""
    if manifest.difference is None:
        return
    from tipetl.cli.rows import print_table
    from tipetl.snapshot.changelog import cause_rows, counts_line
    from tipetl.snapshot.diff import summary_of

    summary = summary_of(manifest.difference)
    typer.echo(f"Different from {summary.since}: {counts_line(summary)}")
    if summary.causes:
        print_table(("cause", "what", "made different"), cause_rows(summary))
    typer.echo()
