"""Printing rows as a table, CSV or JSON lines."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from tipetl.cli.options import RowFormat, console

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], form: RowFormat) -> None:
    """Prints ``rows``, each as long as ``columns``, to standard output.

    JSON lines keep numbers, booleans, nulls, lists and structs as they are and print anything else (dates) as text. The
    table form reads all rows first; the other two print each as it comes.
    """
    if form is RowFormat.jsonl:
        for row in rows:
            sys.stdout.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=str) + "\n")
    elif form is RowFormat.csv:
        write_csv(sys.stdout, columns, rows)
    else:
        print_table(columns, rows)


def write_csv(stream: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Writes a header and ``rows`` as CSV with ``\\n`` line ends; null is an empty cell, lists are JSON."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([csv_cell(value) for value in row])


def csv_cell(value: object) -> object:
    """A cell that a spreadsheet shows rather than runs: text that it would take for a formula gets a leading quote."""
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value


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
    return str(value)
