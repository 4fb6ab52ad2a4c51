"""Write rows as CSV that a spreadsheet displays but does not execute."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from typing import Protocol

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Characters that start a formula in a spreadsheet; the full-width forms do so with East Asian input."""


class Writable(Protocol):
    """A text stream."""

    def write(self, text: str, /) -> int: ...


def write_csv(stream: Writable, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a header and ``rows`` as CSV with ``\\n`` line endings; nulls become empty cells, and lists become JSON.

    Returns the number of cells that had to be escaped.
    """
    changed = 0
    # Python quotes a cell only if a line break in it is part of its own line ending, but readers also break lines at
    # others.
    writer = csv.writer(_NewlineEnds(stream), lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        cells = [csv_cell(value) for value in row]
        changed += sum(isinstance(value, str) and cell != value for value, cell in zip(row, cells, strict=True))
        writer.writerow(cells)
    return changed


class _NewlineEnds:
    """A stream that ends lines with just ``\\n``, for ``csv.writer``, which writes one line at a time."""

    def __init__(self, stream: Writable) -> None:
        self._write = stream.write

    def write(self, line: str) -> int:
        return self._write(line[:-2] + "\n")


def csv_cell(value: object) -> object:
    """Return a cell that a spreadsheet does not execute: text that looks like a formula gets a leading apostrophe.

    Numbers stay numbers, including negative ones.
    """
    if isinstance(value, list | tuple | dict):
        return as_json(value)
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value


def as_json(value: object) -> str:
    """Return a list or struct as JSON text, for a cell that holds a single value."""
    return json.dumps(value, ensure_ascii=False, default=str)
