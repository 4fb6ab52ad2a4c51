"""Read the views from their SQL files: their queries, and descriptions of the views and their columns.

A file in ``warehouse/sql/views`` has the name of its view and begins with comment lines. The first of these lines
describe the view. After the description, lines that begin with ``-- @`` describe every column in order::

    -- Which other countries a narrative names, and how often.
    -- @ told_of: Country that the narrative is about, as printed.
    -- @ document.report_year, document.iso3
    -- @ metric.*

``table.column`` takes over the description of that table's column, ``table.*`` the descriptions of all its columns. A
view or column that keeps its old name for one more version says so (docs/upgrades.md)::

    -- @ deprecated: use routes_by_country.
    -- @ deprecated told_of: use country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tipetl.errors import DataFileError
from tipetl.resources import data_dir
from tipetl.tables.definitions import TABLES
from tipetl.tables.schema import describe, literal, quoted

_ADVICE = "The docstring of tipetl/tables/views.py explains how to describe the columns of a view."
_DESCRIBED = re.compile(r"(?P<old>deprecated )?(?P<name>\w+): (?P<text>\S.*)")
_OF_TABLE = re.compile(r"(?P<table>\w+)\.(?P<column>\w+|\*)")


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """A column: name, meaning, unit, and, if it is deprecated, what to use instead."""

    name: str
    comment: str
    unit: str = ""
    deprecated: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A view: name, description, query, columns in order, and, if it is deprecated, what to use instead."""

    name: str
    comment: str
    sql: str
    columns: tuple[ViewColumn, ...]
    deprecated: str = ""


def view_files() -> tuple[Path, ...]:
    """Return the SQL files of the views, sorted by name."""
    return tuple(sorted((data_dir("warehouse") / "sql" / "views").glob("*.sql")))


def views() -> Mapping[str, View]:
    """Return all views by name, each after the views it reads. Raises ``DataFileError`` for a malformed file."""
    return _views()


@cache
def _views() -> dict[str, View]:
    found = {path.stem: read_view(path) for path in view_files()}
    placed: dict[str, View] = {}
    while len(placed) < len(found):
        ready = [name for name in found.keys() - placed.keys() if _reads(found[name], found) <= placed.keys()]
        if not ready:
            circle = ", ".join(sorted(found.keys() - placed.keys()))
            raise DataFileError(f"the views {circle} read each other in a circle", file="warehouse/sql/views")
        placed.update({name: found[name] for name in sorted(ready)})
    return placed


def view_comments(view: View) -> tuple[str, ...]:
    """Return ``COMMENT ON`` statements for the view and each of its columns."""
    return (
        f"COMMENT ON VIEW {quoted(view.name)} IS {literal(view.comment)}",
        *(
            f"COMMENT ON COLUMN {quoted(view.name)}.{quoted(column.name)} IS {literal(column.comment)}"
            for column in view.columns
        ),
    )


def _reads(view: View, others: Mapping[str, View]) -> set[str]:
    return {name for name in re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", view.sql) if name in others}


def _split(sql: str) -> tuple[list[str], str]:
    lines = sql.strip().splitlines()
    size = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    head = [line.removeprefix("--").strip() for line in lines[:size]]
    return head, "\n".join(lines[size:]).strip().rstrip(";")


def read_view(path: Path) -> View:
    """Read the view defined in one file. Raises ``DataFileError`` with file and line for a malformed header."""
    head, query = _split(path.read_text(encoding="utf-8"))
    comment = " ".join(line for line in head if not line.startswith("@"))
    if not comment.endswith(".") or not query:
        raise DataFileError("a view needs a sentence that describes it, then its query", file=str(path), line=1)
    deprecated = ""
    columns: list[ViewColumn] = []
    for number, line in enumerate(head, 1):
        if not line.startswith("@"):
            continue
        note = line.removeprefix("@").strip()
        if note.startswith("deprecated: "):
            deprecated = note.removeprefix("deprecated: ")
            continue
        described = _DESCRIBED.fullmatch(note)
        if described and described["old"]:
            columns.append(ViewColumn(described["name"], f"Old name: {described['text']}", "", described["text"]))
        elif described:
            columns.append(ViewColumn(described["name"], described["text"]))
        else:
            columns.extend(_as_in_tables(note, path, number))
    return View(path.stem, comment, query, tuple(columns), deprecated)


def _as_in_tables(note: str, path: Path, line: int) -> Iterator[ViewColumn]:
    for part in note.split(","):
        match = _OF_TABLE.fullmatch(part.strip())
        table = TABLES.get(match["table"]) if match else None
        if match is None or table is None:
            raise DataFileError(
                f"{part.strip()!r} is no column with a description, nor table.column",
                file=str(path),
                line=line,
                advice=_ADVICE,
            )
        wanted = table.column_names if match["column"] == "*" else (match["column"],)
        for name in wanted:
            if name not in table.column_names:
                raise DataFileError(f"{table.name} has no column {name}", file=str(path), line=line, advice=_ADVICE)
            column = table.column(name)
            yield ViewColumn(name, describe(column), column.unit)
