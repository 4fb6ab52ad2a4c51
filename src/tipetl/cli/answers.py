"""Display the answer to a query: a limited number of rows, with long values cut. Rows that do not fit a table are shown
as records.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import islice

from tipetl.cli.options import RowFormat, console
from tipetl.cli.rows import cell_text, print_records, print_rows, print_table
from tipetl.terminal import one_line, visible

TABLE_ROWS = 100
RECORD_ROWS = 20
CELL_CHARACTERS = 200

_READABLE_WIDTH = 24
"""The minimum width of a column, unless the column's text is narrower."""
_BETWEEN_COLUMNS = 3
_EXPLANATION = ("explain_key", "explain_value")

Row = Sequence[object]


def print_answer(
    columns: Sequence[str], rows: Iterable[Row], form: RowFormat, *, limit: int | None = None, whole: bool = False
) -> str:
    """Print an answer and return a line that says what was omitted (empty if nothing was).

    A table shows ``TABLE_ROWS`` rows, records show ``RECORD_ROWS``, and both show ``CELL_CHARACTERS`` of a value,
    unless ``limit`` sets the number of rows or ``whole`` asks for everything, uncut. A table that does not fit is
    printed as records. All forms except tables and records write every row (up to ``limit``) and every value in full.
    """
    taken = iter(rows)
    if tuple(columns) == _EXPLANATION and form is RowFormat.table:
        for row in taken:
            sys.stdout.write(visible(str(row[1])).rstrip("\n") + "\n")
        return ""
    if form not in (RowFormat.table, RowFormat.record):
        print_rows(columns, taken if limit is None else islice(taken, limit), form)
        return "" if limit is None or next(taken, None) is None else _more(limit)
    most = limit if limit is not None or whole else TABLE_ROWS if form is RowFormat.table else RECORD_ROWS
    found = list(taken if most is None else islice(taken, most + 1))
    more = most is not None and len(found) > most
    least = _least_widths(columns, found[:most], whole) if form is RowFormat.table else None
    if least is None and form is RowFormat.table and limit is None and not whole and len(found) > RECORD_ROWS:
        most, more = RECORD_ROWS, True
    _print(columns, found[:most], least, whole)
    return " ".join(line for line in (_more(most) if more else "", _cut(columns, found[:most], whole)) if line)


def _print(columns: Sequence[str], rows: Sequence[Row], least: Sequence[int] | None, whole: bool) -> None:
    if least is not None:
        print_table(columns, rows, least=least, text=lambda value: _in_a_line(value, whole))
    else:
        print_records(columns, rows, text=lambda value: _in_lines(value, whole))


def _least_widths(columns: Sequence[str], rows: Sequence[Row], whole: bool) -> list[int] | None:
    """Return the minimum width of each column; None if the console is narrower than all columns together."""
    from rich.cells import cell_len

    least = []
    for place, name in enumerate(columns):
        words = [one_line(name), *(_in_a_line(row[place], whole) for row in rows)]
        least.append(min(_READABLE_WIDTH, max(map(cell_len, words))))
    needed = sum(least) + _BETWEEN_COLUMNS * (len(least) - 1)
    return least if needed <= console().width else None


def _in_a_line(value: object, whole: bool) -> str:
    return one_line(cell_text(value), None if whole else CELL_CHARACTERS)


def _in_lines(value: object, whole: bool) -> str:
    words = cell_text(value)
    return words if whole or len(words) <= CELL_CHARACTERS else words[: CELL_CHARACTERS - 1].rstrip() + "…"


def _more(shown: int | None) -> str:
    rows = "row is" if shown == 1 else "rows are"
    return f"Only the first {'' if shown == 1 else f'{shown:,} '}{rows} shown: --limit N shows more, --all everything."


def _cut(columns: Sequence[str], rows: Sequence[Row], whole: bool) -> str:
    if whole:
        return ""
    long = [
        name for place, name in enumerate(columns) if any(len(cell_text(row[place])) > CELL_CHARACTERS for row in rows)
    ]
    if not long:
        return ""
    return f"Long values in {one_line(', '.join(long), 60)} are cut: --all, csv and json show them in full."
