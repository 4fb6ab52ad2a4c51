"""Write the Excel edition: a workbook with a title sheet, the data dictionary, and a sheet for each table.

The workbook is written row by row in constant memory. Text never becomes a formula, a link or a number. Data beyond
Excel's limits is cut off, and the title sheet says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tipetl.cells import as_json
from tipetl.snapshot.citation import LICENCE, TITLE, Edition, citation
from tipetl.snapshot.editions.stored import DICTIONARY_COLUMNS, StoredTable, dictionary_rows, stored_tables

MOST_ROWS = 1_048_576
"""Excel's limit on rows per sheet, including the header."""
MOST_CHARACTERS = 32_767
"""Excel's limit on characters per cell."""
_MOST_NAME = 31
_FIRST = (
    "country_year",
    "metric",
    "document",
    "recommendation",
    "flow",
    "law_penalty",
    "link",
    "claim",
    "claim_operand",
    "finding",
    "restatement",
)
"""The sheets that people want most often, which come first."""
_WIDTHS = {"VARCHAR": 18, "BOOLEAN": 8, "INTEGER": 10, "BIGINT": 12, "DOUBLE": 12}
_WIDE = {
    "sentence": 60,
    "text": 40,
    "message": 60,
    "raw_text": 60,
    "comment": 60,
    "reason": 50,
    "url": 40,
    "meaning": 90,
}


@dataclass
class Cut:
    """How much a sheet omits: the number of rows beyond its limit, and the number of truncated cells."""

    rows: int = 0
    cells: int = 0


def write_excel(folder: Path, path: Path, edition: Edition, *, most_rows: int = MOST_ROWS) -> tuple[str, ...]:
    """Write the workbook for a version's folder to ``path``. Return a sentence for each sheet that omits something.

    ``most_rows`` is the maximum number of rows per sheet, including the header. Raises ``WarehouseError`` if the
    version cannot be read, ``OSError`` if the file cannot be written.
    """
    import xlsxwriter

    order = {name: place for place, name in enumerate(_FIRST)}
    tables = tuple(sorted(stored_tables(folder), key=lambda table: order.get(table.name, len(order))))
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
        "tmpdir": str(path.parent),
    }
    workbook = xlsxwriter.Workbook(str(path), options)
    workbook.set_properties(
        {
            "title": f"{TITLE}, version {edition.version}",
            "comments": citation(edition),
            # Use the time of publication, so that the same version always yields the same file.
            "created": datetime.fromisoformat(edition.published_at.isoformat()).replace(tzinfo=None),
        }
    )
    formats = {
        "title": workbook.add_format({"bold": True, "font_size": 16}),
        "head": workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4", "valign": "top"}),
        "wrap": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "bold": workbook.add_format({"bold": True, "valign": "top"}),
        "link": workbook.add_format({"font_color": "#1F5FA8", "underline": 1, "valign": "top"}),
        "count": workbook.add_format({"num_format": "#,##0", "valign": "top", "align": "left"}),
    }
    names = _sheet_names([table.name for table in tables])
    # Sheets appear in the order of creation, but the title sheet lists what the other sheets omit.
    title = workbook.add_worksheet("About")
    dictionary = workbook.add_worksheet("Dictionary")
    _sheet(dictionary, DICTIONARY_COLUMNS, dictionary_rows(tables), formats, _widths(DICTIONARY_COLUMNS), most_rows)
    cuts = {}
    for table in tables:
        sheet = workbook.add_worksheet(names[table.name])
        widths = _widths(table.column_names, {column.name: column.type for column in table.columns})
        cuts[table.name] = _sheet(sheet, table.column_names, table.rows(), formats, widths, most_rows)
    statements = tuple(statement for table in tables if (statement := _statement(table, cuts[table.name], most_rows)))
    _title_sheet(title, edition, tables, names, statements, formats)
    title.activate()
    workbook.close()
    return statements


def _sheet(
    sheet: Any,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    formats: Mapping[str, Any],
    widths: Sequence[int],
    most_rows: int,
) -> Cut:
    cut = Cut()
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(columns):
        sheet.write_string(0, place, name, formats["head"])
    number = 0
    for row in rows:
        if number + 1 >= most_rows:
            cut.rows += 1
            continue
        number += 1
        for place, value in enumerate(row):
            _cell(sheet, number, place, value, cut)
    if columns:
        sheet.autofilter(0, 0, number, len(columns) - 1)
    return cut


def _cell(sheet: Any, row: int, column: int, value: object, cut: Cut) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        text = as_json(value) if isinstance(value, list | tuple | dict) else str(value)
        if len(text) > MOST_CHARACTERS or _units(text) > MOST_CHARACTERS:
            text = _short(text)
            cut.cells += 1
        sheet.write_string(row, column, text)


def _units(text: str) -> int:
    """Return a text's length as Excel counts it: characters outside the Basic Multilingual Plane count twice."""
    return len(text) + sum(char > "\uffff" for char in text)


def _short(text: str) -> str:
    note = f" … [cut: {len(text):,} characters in all]"
    short = text[: MOST_CHARACTERS - len(note)]
    while _units(short) > MOST_CHARACTERS - len(note):
        short = short[: -(_units(short) - (MOST_CHARACTERS - len(note)))]
    return short + note


def _statement(table: StoredTable, cut: Cut, most_rows: int) -> str:
    parts = []
    if cut.rows:
        parts.append(f"the first {most_rows - 1:,} of {table.row_count:,} rows")
    if cut.cells:
        parts.append(f"{cut.cells:,} cells cut at {MOST_CHARACTERS:,} characters")
    return f"{table.name}: {' and '.join(parts)}; whole in the other editions." if parts else ""


def _title_sheet(
    sheet: Any,
    edition: Edition,
    tables: Sequence[StoredTable],
    names: Mapping[str, str],
    cut: Sequence[str],
    formats: Mapping[str, Any],
) -> None:
    """Write the title sheet row by row, since a sheet in constant-memory mode cannot go back to earlier rows."""
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 2, 90)
    sheet.write_string(0, 0, TITLE, formats["title"])
    lines = (
        ("Version", edition.version),
        ("Published", edition.day),
        ("Content SHA-256", edition.content_hash),
        ("Cite as", citation(edition)),
        ("Licence", LICENCE),
        ("Left out", " ".join(cut) or "Nothing: every row and cell is here whole."),
        ("Adding up", "Leave out parts and repetitions: filter metric by empty part_of and empty restates."),
    )
    row = 1
    for name, text in lines:
        row += 1
        sheet.write_string(row, 0, name, formats["bold"])
        if len(text) > 60:
            sheet.merge_range(row, 1, row, 2, "", formats["wrap"])
            sheet.set_row(row, 15 * (1 + len(text) // 100))
        sheet.write_string(row, 1, text, formats["wrap"] if len(text) > 60 else None)
    row += 2
    for place, name in enumerate(("Sheet", "Rows", "What it holds")):
        sheet.write_string(row, place, name, formats["head"])
    rows: list[tuple[str, int | None, str]] = [
        ("Dictionary", None, "Every column of every sheet, with its type and meaning."),
        *((names[table.name], table.row_count, table.comment) for table in tables),
    ]
    for name, count, comment in rows:
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", formats["link"], name)
        if count is not None:
            sheet.write_number(row, 1, count, formats["count"])
        sheet.write_string(row, 2, comment, formats["wrap"])


def _sheet_names(tables: Sequence[str]) -> dict[str, str]:
    """Give each sheet a unique name of at most 31 characters, different from all existing names."""
    taken = {"about", "dictionary", "history"}
    found = {}
    for table in tables:
        name, number = table[:_MOST_NAME], 1
        while name.lower() in taken:
            number += 1
            name = f"{table[: _MOST_NAME - 4]}~{number}"
        taken.add(name.lower())
        found[table] = name
    return found


def _widths(columns: Sequence[str], types: Mapping[str, str] | None = None) -> list[int]:
    return [max(_WIDE.get(name) or _WIDTHS.get((types or {}).get(name, ""), 18), len(name) + 3) for name in columns]
