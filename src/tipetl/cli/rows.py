"""Print rows as a table, records, CSV, JSON, JSON lines or a Markdown table."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, count

from tipetl.cells import as_json, write_csv
from tipetl.cli.options import RowFormat, console
from tipetl.terminal import one_line, visible

NAME_WIDTH = 40
"""The maximum length of a column name in a record; an expression without an alias is named after its own text."""


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], form: RowFormat) -> None:
    """Print ``rows``, each as long as ``columns``, to standard output.

    JSON keeps numbers, booleans, nulls, lists and structs as they are, and prints anything else (dates, NaN,
    infinities) as text; columns with the same name are numbered as in ``unique_names``. The table reads all rows first;
    the other forms print each row as it arrives. No control codes are sent to a terminal.
    """
    if form is RowFormat.jsonl:
        names = unique_names(columns)
        for row in rows:
            _write(_json(dict(zip(names, row, strict=True))) + "\n")
    elif form is RowFormat.json:
        _print_json(unique_names(columns), rows)
    elif form is RowFormat.csv:
        write_csv(_Output(), columns, rows)
    elif form is RowFormat.md:
        _write(f"| {' | '.join(map(_markdown, columns))} |\n|{'---|' * len(columns)}\n")
        for row in rows:
            _write(f"| {' | '.join(map(_markdown, row))} |\n")
    elif form is RowFormat.record:
        print_records(columns, rows)
    else:
        print_table(columns, rows)


def unique_names(columns: Sequence[str]) -> tuple[str, ...]:
    """Append ``_2`` to the second of two equal names, and so on, because an object can contain each key only once."""
    taken = set(columns)
    seen: set[str] = set()
    names = []
    for column in columns:
        name = column
        if name in seen:
            name = next(new for new in (f"{column}_{number}" for number in count(2)) if new not in taken)
            taken.add(name)
        seen.add(name)
        names.append(name)
    return tuple(names)


def _print_json(names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    first = True
    for row in rows:
        _write("[\n" if first else ",\n")
        _write("  " + _json(dict(zip(names, row, strict=True)), spaces=2).replace("\n", "\n  "))
        first = False
    _write("[]\n" if first else "\n]\n")


def _json(value: object, spaces: int | None = None) -> str:
    def dumped(plain: object) -> str:
        return json.dumps(plain, indent=spaces, ensure_ascii=False, allow_nan=False, default=str)

    try:
        return dumped(value)
    except ValueError:  # JSON has no NaN or infinities
        return dumped(_finite(value))


def _finite(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return value


def _write(text: str) -> int:
    return sys.stdout.write(visible(text) if sys.stdout.isatty() else text)


class _Output:
    """A stream that writes to standard output."""

    write = staticmethod(_write)


def _markdown(value: object) -> str:
    """Return a cell of a Markdown table: one line, with bars escaped."""
    return " ".join(cell_text(value).split()).replace("\\", "\\\\").replace("|", "\\|")


def print_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    title: str | None = None,
    heads: bool = True,
    least: Sequence[int] | None = None,
    text: Callable[[object], str] | None = None,
) -> None:
    """Print a table that wraps to the width of the terminal; numbers are right-aligned, null is blank.

    ``least`` lists the minimum width of each column; ``text`` formats a cell (default: ``cell_text``).
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    text = text or cell_text
    materialised = [list(row) for row in rows]
    table = Table(
        box=box.SIMPLE_HEAD,
        title=None if title is None else Text(visible(title)),
        title_justify="left",
        title_style="bold",
        pad_edge=False,
        show_edge=False,
        show_header=heads,
    )
    for position, name in enumerate(columns):
        values = [row[position] for row in materialised if row[position] is not None]
        table.add_column(
            Text(one_line(name)),
            justify="right" if _numeric(values) else "left",
            overflow="fold",
            min_width=None if least is None else least[position],
        )
    for row in materialised:
        table.add_row(*(Text(text(value)) for value in row))
    console().print(table)


def _numeric(values: Sequence[object]) -> bool:
    return bool(values) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def print_records(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    text: Callable[[object], str] | None = None,
) -> None:
    """Print each row as lines of name and value, below a line with the row's number; null is blank."""
    from rich.rule import Rule
    from rich.table import Table
    from rich.text import Text

    text = text or cell_text
    names = [Text(one_line(name, NAME_WIDTH), style="bold") for name in columns]
    width = max(chain((name.cell_len for name in names), (1,)))
    out = console()
    for number, row in enumerate(rows, 1):
        out.print(Rule(Text(f"row {number:,}"), align="left", style=""))
        record = Table.grid(padding=(0, 2))
        record.add_column(min_width=width, no_wrap=True)
        record.add_column(overflow="fold")
        for name, value in zip(names, row, strict=True):
            record.add_row(name, Text(text(value)))
        out.print(record)


def cell_text(value: object) -> str:
    """Format a value for display: null as an empty string, whole floats without a fraction, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else f"{value:,.0f}"
    if isinstance(value, list | tuple):
        return ", ".join(cell_text(item) for item in value)
    if isinstance(value, dict):
        return visible(as_json(value))
    return visible(str(value))
