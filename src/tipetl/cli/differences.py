"""``tipetl snapshots diff`` and ``history``: how two versions differ, and how a figure has changed over all
versions.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tipetl.cli.failures import EXIT_NOTHING
from tipetl.cli.messages import complain, say
from tipetl.cli.options import DEFAULT_WAREHOUSE, RowFormat, RowsFormat, Warehouse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.snapshot.diff import Change, Difference

_SHOWN = 40


DiffFormat = Literal["table", "json", "jsonl", "md", "html"]


def diff(
    old: Annotated[
        str | None, typer.Argument(metavar="[OLD]", help="The version to compare with; default: the one before NEW.")
    ] = None,
    new: Annotated[str, typer.Argument(metavar="[NEW]", help="The version to show.")] = "latest",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    form: Annotated[
        DiffFormat,
        typer.Option(
            "--format", help="table: for reading; jsonl: one line per difference; md: changelog; html: a page."
        ),
    ] = "table",
    changelog: Annotated[bool, typer.Option("--changelog", help="The same as --format md.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", dir_okay=False, help="Write to a file instead.")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="Only this kind: fact, cited, flow, recommendation, tier, …"),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="All of them, including facts that only moved or were read by another rule.")
    ] = False,
) -> None:
    """Show what differs between two versions, and why.

    Lists facts, figures to cite, routes, recommendations, tiers, entities and findings that were added, changed or
    removed, by cause: a source that changed, a document added or removed, a reading rule (by its id), words or code, a
    check, a correction. A statement that only moved within its text is not a difference; --all lists it as moved.

    \b
    Example:
      tipetl snapshots diff
      tipetl snapshots diff 2026.11.25-1 2026.11.25-2 --kind fact --format jsonl
      tipetl snapshots diff --format html --output changes.html
    """
    from tipetl.snapshot.diff import KIND_NAMES, TOLD, difference

    for name in kind or ():
        if name not in KIND_NAMES:
            raise typer.BadParameter(f"{name!r} is none of {', '.join(KIND_NAMES)}.", param_hint="--kind")
    found = difference(warehouse, new, old)
    if kind:
        found = _only(found, [change for change in found.changes if change.kind in kind])
    if changelog:
        form = "md"
    if form in ("json", "jsonl") and not every:
        found = _only(found, [change for change in found.changes if change.status in TOLD])
    text = _text(found, form, every)
    if text is None:
        _print(found, every)
    elif output is None:
        typer.echo(text, nl=False)
    if output is not None:
        if text is None:
            raise typer.BadParameter(
                "a table can only be printed; give --format md, html or json", param_hint="--output"
            )
        output.write_text(text, encoding="utf-8")
        complain(f"Written: {output}")


def history(
    fact_id: Annotated[
        str | None, typer.Argument(metavar="[FACT_ID]", help="A fact, as named in any version.", show_default=False)
    ] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    iso3: Annotated[
        str | None, typer.Option("--iso3", metavar="ISO3", help="Country, for the figure to cite: XKX.")
    ] = None,
    metric: Annotated[str | None, typer.Option("--metric", metavar="METRIC", help="What is counted.")] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", help="The year it describes.")] = None,
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL, for DuckDB, and exit.")] = False,
    form: RowsFormat = RowFormat.table,
) -> None:
    """Show the history of one figure over all versions, in one query.

    FACT_ID follows one fact by its id or, if that changed with a figure in its sentence, by its place. --iso3, --metric
    and --year follow the figure to cite. Exit code 1 if no version has it.

    \b
    Example:
      tipetl snapshots history 9666041e330ad067
      tipetl snapshots history --iso3 XKX --metric convictions --year 2012
      tipetl snapshots history --sql > history.sql
    """
    from tipetl.snapshot.history import fact_history, figure_history, history_sql

    if sql:
        typer.echo(history_sql(), nl=False)
        return
    if fact_id is not None and iso3 is None and metric is None and year is None:
        result = fact_history(warehouse, fact_id)
    elif fact_id is None and iso3 is not None and metric is not None and year is not None:
        result = figure_history(warehouse, iso3.upper(), metric, year)
    else:
        raise typer.BadParameter("give a FACT_ID, or all of --iso3, --metric and --year", param_hint="FACT_ID")
    if not result.rows:
        complain(f"No version has {fact_id or f'a figure of {iso3} {metric} {year}'}.")
        raise typer.Exit(EXIT_NOTHING)
    from tipetl.cli.rows import print_rows

    columns, rows = result.columns, result.rows
    if form is RowFormat.table:
        wanted = ("version", "change", "value", "value_high", "unit", "status", "year", "sentence", "fact_id")
        places = [columns.index(name) for name in wanted if name in columns]
        places = [p for p in places if any(row[p] is not None for row in rows)]
        columns, rows = tuple(columns[p] for p in places), tuple(tuple(row[p] for p in places) for row in rows)
    print_rows(columns, rows, form)


def _only(found: Difference, changes: Sequence[Change]) -> Difference:
    from dataclasses import replace

    return replace(found, changes=tuple(changes))


def _text(found: Difference, form: DiffFormat, every: bool) -> str | None:
    """Render the differences in a text format; return None for the table."""
    import json

    from tipetl.snapshot.changelog import changelog
    from tipetl.snapshot.diff import change_dict
    from tipetl.snapshot.diff_page import diff_page

    if form == "json":
        return json.dumps(found.to_dict(), indent=2, ensure_ascii=False, default=str) + "\n"
    if form == "jsonl":
        return "".join(json.dumps(change_dict(c), ensure_ascii=False, default=str) + "\n" for c in found.changes)
    if form == "md":
        return changelog(found, shown=None) if every else changelog(found)
    return diff_page(found) if form == "html" else None


def _print(found: Difference, every: bool) -> None:
    from tipetl.cli.rows import print_table
    from tipetl.snapshot.changelog import cause_rows, counts_line

    summary = found.summary()
    say(f"{found.new} against {found.old}: {counts_line(summary)}")
    if found.also:
        say(f"Rows of these tables also differ: {', '.join(found.also)}.")
    if summary.causes:
        typer.echo()
        print_table(("cause", "what", "made different"), cause_rows(summary))
    shown = found.changes if every else found.told
    if not shown:
        return
    typer.echo()
    rows = [(c.narrative, c.kind, c.status, c.label, _steps(c)) for c in shown[: None if every else _SHOWN]]
    print_table(("narrative", "kind", "is", "what", "was → is"), rows)
    if len(rows) < len(shown):
        say(f"… and {len(shown) - len(rows):,} more: --all, or --format jsonl.")


def _steps(change: Change) -> str:
    from tipetl.snapshot.changelog import shown_value
    from tipetl.snapshot.diff import DOCUMENT

    if change.kind == DOCUMENT:
        return ""
    return "; ".join(f"{name}: {shown_value(old)} → {shown_value(new)}" for name, old, new in change.steps)
