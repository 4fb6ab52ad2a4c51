"""Printing rows as a table, CSV, JSON, JSON lines or a Markdown table."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

from tipetl.cells import write_csv
from tipetl.cli.options import RowFormat, console
from tipetl.terminal import visible


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], form: RowFormat) -> None:
    """Prints ``rows``, each as long as ``columns``, to standard output.

    JSON keeps numbers, booleans, nulls, lists and structs as they are and prints anything else (dates) as text. The
    table form and the JSON array read all rows first; the others print each as it comes.
    """
    if form is RowFormat.jsonl:
        for row in rows:
            sys.stdout.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=str) + "\n")
    elif form is RowFormat.json:
        told = [dict(zip(columns, row, strict=True)) for row in rows]
        sys.stdout.write(json.dumps(told, indent=2, ensure_ascii=False, default=str) + "\n")
    elif form is RowFormat.csv:
        write_csv(sys.stdout, columns, rows)
    elif form is RowFormat.md:
        sys.stdout.write(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n")
        for row in rows:
            sys.stdout.write(f"| {' | '.join(_markdown(value) for value in row)} |\n")
    else:
        print_table(columns, rows)


def _markdown(value: object) -> str:
    """A cell of a Markdown table: one line, bars escaped."""
    return " ".join(cell_text(value).split()).replace("\\", "\\\\").replace("|", "\\|")


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None, heads: bool = True
) -> None:
    """Prints a table that wraps to the width of the terminal; numbers stand right, null is blank."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    materialised = [list(row) for row in rows]
    table = Table(
        box=box.SIMPLE_HEAD,
        title=title,
        title_justify="left",
        title_style="bold",
        pad_edge=False,
        show_edge=False,
        show_header=heads,
    )
    for position, name in enumerate(columns):
        values = [row[position] for row in materialised if row[position] is not None]
        numeric = bool(values) and all(
            isinstance(value, int | float) and not isinstance(value, bool) for value in values
        )
        table.add_column(escape(name), justify="right" if numeric else "left", overflow="fold")
    for row in materialised:
        table.add_row(*(escape(cell_text(value)) for value in row))
    console().print(table)


def cell_text(value: object) -> str:
    """How a value is shown to a person: null as nothing, whole floats without a fraction, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else f"{value:,.0f}"
    if isinstance(value, list | tuple):
        return ", ".join(cell_text(item) for item in value)
    return visible(str(value))
