"""Write editions of a version: the same data as DuckDB, Parquet, CSV, Excel and SQLite files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from tipetl.cells import write_csv
from tipetl.snapshot.citation import Edition
from tipetl.snapshot.editions.excel import write_excel
from tipetl.snapshot.editions.sqlite import write_sqlite
from tipetl.snapshot.editions.stored import DICTIONARY_COLUMNS, StoredTable, dictionary_rows, stored_tables
from tipetl.store import DATABASE_NAME
from tipetl.tables import TABLES
from tipetl.tables.datapackage import DATAPACKAGE_NAME, datapackage

SQLITE_NAME = "tipetl.sqlite"
EXCEL_NAME = "tipetl.xlsx"
CSV_DICTIONARY = "data_dictionary.csv"


def _duckdb(folder: Path, out: Path, _edition: Edition) -> tuple[str, ...]:
    shutil.copyfile(folder / DATABASE_NAME, out / DATABASE_NAME)
    return ()


def _parquet(folder: Path, out: Path, _edition: Edition) -> tuple[str, ...]:
    (out / "parquet").mkdir()
    for path in sorted((folder / "parquet").glob("*.parquet")):
        shutil.copyfile(path, out / "parquet" / path.name)
    return ()


def _csv(folder: Path, out: Path, _edition: Edition) -> tuple[str, ...]:
    tables = stored_tables(folder)
    place = out / "csv"
    place.mkdir()
    changed = 0
    for table in tables:
        with (place / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
            changed += write_csv(stream, table.column_names, table.rows())
    with (place / CSV_DICTIONARY).open("w", encoding="utf-8", newline="") as stream:
        write_csv(stream, DICTIONARY_COLUMNS, dictionary_rows(tables))
    described = [table.name for table in tables if _as_defined(table)]
    if len(described) == len(tables):
        audits = next((list(table.rows()) for table in tables if table.name == "audit_document"), [])
        package = datapackage(described, audits, within=place, folder="", form="csv")
        text = json.dumps(package, indent=1, ensure_ascii=False) + "\n"
        (place / DATAPACKAGE_NAME).write_text(text, encoding="utf-8")
    if not changed:
        return ()
    return (f"{changed:,} cells that a spreadsheet would run begin with a quote (') that is not in the data.",)


def _as_defined(table: StoredTable) -> bool:
    """Return whether a table has the currently defined columns; an old version's table may lack some."""
    definition = TABLES.get(table.name)
    return definition is not None and definition.column_names == table.column_names


def _excel(folder: Path, out: Path, edition: Edition) -> tuple[str, ...]:
    return write_excel(folder, out / EXCEL_NAME, edition)


def _sqlite(folder: Path, out: Path, edition: Edition) -> tuple[str, ...]:
    return write_sqlite(folder, out / SQLITE_NAME, edition)


EDITIONS: dict[str, Callable[[Path, Path, Edition], tuple[str, ...]]] = {
    "duckdb": _duckdb,
    "parquet": _parquet,
    "csv": _csv,
    "xlsx": _excel,
    "sqlite": _sqlite,
}
"""For each edition, the function that writes it from a version's folder into another folder and returns notes as
sentences.
"""

__all__ = ["EDITIONS", "EXCEL_NAME", "SQLITE_NAME"]
