"""The editions of a version contain the same data, within the limits of each format."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from tests.checks.breaking import changed
from tests.tables.samples import audit_of, reading_of, sample
from tipetl.snapshot.citation import Edition, citation
from tipetl.snapshot.editions import EDITIONS
from tipetl.snapshot.editions.excel import MOST_CHARACTERS, write_excel
from tipetl.snapshot.editions.stored import stored_tables
from tipetl.store import DATABASE_NAME, read_only, write_database, write_parquet
from tipetl.tables import TABLES, Rows, row_counts, rows_of
from tipetl.tables.views import view_files

EDITION = Edition("2026.11.25-1", datetime(2026, 11, 25, 12, tzinfo=UTC), "ab" * 32, "3", {"metric": 13})
NASTY = ("=1+1", "+31 2012", "-5", "@sum", "\tx", "\rx", "＝1", "'=1", "https://example.org", "1e5", "00012")


def made(folder: Path, rows: Rows) -> Path:
    write_parquet(folder / "parquet", rows)
    write_database(folder / DATABASE_NAME, rows)
    return folder


@pytest.fixture(scope="module")
def rows() -> Rows:
    """Make the sample, with texts that a spreadsheet would execute, and negative and large numbers."""
    narrative = sample()
    found = rows_of([narrative], [audit_of(narrative)], [reading_of(narrative)])
    found = changed(found, "document", lambda r: True, country="=cmd|' /C calc'!A0")
    found = changed(found, "metric", lambda r: r["metric"] == "acquittals", value=-9.5)
    found = changed(found, "metric", lambda r: r["metric"] == "convictions", value=4_000_000_000.0)
    issues = [("ruritania-2013", n, "documents", "odd", text, "info") for n, text in enumerate(NASTY)]
    return {name: [] for name in TABLES} | {**found, "issue": issues}


@pytest.fixture(scope="module")
def version(rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("version"), rows)


def plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def test_csv_holds_every_row_and_runs_nothing(version: Path, rows: Rows, tmp_path: Path) -> None:
    notes = EDITIONS["csv"](version, tmp_path, EDITION)
    for table in TABLES.values():
        with (tmp_path / "csv" / f"{table.name}.csv").open(encoding="utf-8", newline="") as stream:
            head, *body = list(csv.reader(stream))
        assert tuple(head) == table.column_names
        assert len(body) == len(rows.get(table.name, []))
        for cells, row in zip(body, rows.get(table.name, []), strict=True):
            for cell, value in zip(cells, row, strict=True):
                if isinstance(value, str):
                    harmless = value.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
                    assert cell == (f"'{value}" if harmless else value)
                elif isinstance(value, float):
                    assert float(cell) == value, "a number is a number, a negative one too"
    told = sum(
        isinstance(v, str) and v.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
        for t in rows.values()
        for r in t
        for v in r
    )
    assert notes == (f"{told} cells that a spreadsheet would run begin with a quote (') that is not in the data.",)
    package = json.loads((tmp_path / "csv" / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["name"]: resource["path"] for resource in package["resources"]} == {
        name: f"{name}.csv" for name in TABLES
    }
    with (tmp_path / "csv" / "data_dictionary.csv").open(encoding="utf-8", newline="") as stream:
        dictionary = list(csv.DictReader(stream))
    assert len(dictionary) == sum(len(table.columns) for table in TABLES.values())
    (value,) = [row for row in dictionary if (row["table"], row["column"]) == ("metric", "value")]
    assert value["meaning"].startswith("The figure")
    assert value["type"] == "DOUBLE"


def test_excel_holds_every_row_as_what_it_is(version: Path, rows: Rows, tmp_path: Path) -> None:
    path = tmp_path / "tipetl.xlsx"
    assert write_excel(version, path, EDITION) == ()
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:4] == ["About", "Dictionary", "country_year", "metric"]
    assert set(book.sheetnames) == {"About", "Dictionary", *TABLES}
    for table in TABLES.values():
        head, *body = list(book[table.name].iter_rows(values_only=True))
        assert head == table.column_names
        found = [tuple(plain(value) for value in row) for row in rows.get(table.name, [])]
        assert [tuple(unescape(v) if isinstance(v, str) else v for v in row) for row in body] == found
    formulas = [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert formulas == []
    assert book["metric"].freeze_panes == "A2"
    assert book["metric"].auto_filter.ref is not None


def test_the_first_sheet_says_what_it_is_how_to_cite_it_and_on_which_terms(version: Path, tmp_path: Path) -> None:
    path = tmp_path / "tipetl.xlsx"
    write_excel(version, path, EDITION)
    sheet = openpyxl.load_workbook(path)["About"]
    told = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert told["Version"] == "2026.11.25-1"
    assert told["Cite as"] == citation(EDITION)
    assert "MIT" in told["Licence"]
    assert told["Left out"] == "Nothing: every row and cell is here whole."
    assert told["metric"] == 13
    link = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "metric")
    assert link.hyperlink.location == "'metric'!A1"


def test_the_same_version_gives_the_same_workbook(version: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_excel(version, tmp_path / name, EDITION)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_what_excel_cannot_hold_is_cut_and_told(rows: Rows, tmp_path: Path) -> None:
    long = "Ω" * 20_000 + "\U0001f600" * 10_000
    folder = made(tmp_path / "version", {**rows, "issue": [("ruritania-2013", 0, "a", "b", long, "info")]})
    path = tmp_path / "tipetl.xlsx"
    told = write_excel(folder, path, EDITION, most_rows=10)
    assert "metric: the first 9 of 13 rows; whole in the other editions." in told
    assert "issue: 1 cells cut at 32,767 characters; whole in the other editions." in told
    book = openpyxl.load_workbook(path)
    assert book["metric"].max_row == 10
    cell = book["issue"]["E2"].value
    assert len(cell.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert cell.endswith("[cut: 30,000 characters in all]")
    left_out = next(row[1] for row in book["About"].iter_rows(values_only=True) if row[0] == "Left out")
    assert left_out == " ".join(told)


@pytest.fixture(scope="module")
def sqlite_file(version: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sqlite")
    EDITIONS["sqlite"](version, place, EDITION)
    return place / "tipetl.sqlite"


def test_sqlite_holds_every_row_with_types_and_keys(sqlite_file: Path, rows: Rows) -> None:
    with sqlite3.connect(sqlite_file) as connection:
        for table in TABLES.values():
            order = ", ".join(f'"{name}"' for name in table.order)
            found = connection.execute(f'SELECT * FROM "{table.name}" ORDER BY {order}').fetchall()
            wanted = [tuple(plain(value) for value in row) for row in rows.get(table.name, [])]
            assert sorted(map(repr, found)) == sorted(
                repr(tuple(int(v) if isinstance(v, bool) else v for v in row)) for row in wanted
            )
            told = connection.execute(f'PRAGMA table_info("{table.name}")').fetchall()
            assert {row[1]: row[2] for row in told} == {
                c.name: {"DOUBLE": "REAL", "INTEGER": "INTEGER", "BIGINT": "INTEGER", "BOOLEAN": "INTEGER"}.get(
                    c.type, "TEXT"
                )
                for c in table.columns
            }
            assert [row[1] for row in sorted(told, key=lambda row: row[5]) if row[5]] == list(table.primary_key)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert len(connection.execute("PRAGMA foreign_key_list(metric)").fetchall()) == 7
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'metric'").fetchone()
        assert "-- The figure, or the low end of a range" in sql
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO metric SELECT * FROM metric LIMIT 1")


def test_sqlite_answers_its_views_as_duckdb_does_and_names_those_left_out(sqlite_file: Path, version: Path) -> None:
    with sqlite3.connect(sqlite_file) as connection, read_only(version / DATABASE_NAME) as duck:
        views = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
        about = dict(connection.execute("SELECT name, value FROM about").fetchall())
        left_out = set(about["views_left_out"].split(", "))
        assert views | left_out == {path.stem for path in view_files()}
        assert not views & left_out
        assert {"headline_figures", "tier_history", "trafficking_routes"} <= views
        for view in sorted(views):
            columns = [row[0] for row in duck.execute(f"DESCRIBE {view}").fetchall()]
            named = ", ".join(f'"{name}"' for name in columns)
            here = connection.execute(f"SELECT {named} FROM {view}").fetchall()
            there = duck.execute(f"SELECT {named} FROM {view}").fetchall()
            assert sorted(map(repr, here)) == sorted(
                repr(tuple(int(v) if isinstance(v, bool) else plain(v) for v in row)) for row in there
            ), view
    assert about["citation"] == citation(EDITION)


def test_duckdb_and_parquet_are_copies(version: Path, tmp_path: Path) -> None:
    EDITIONS["duckdb"](version, tmp_path, EDITION)
    EDITIONS["parquet"](version, tmp_path, EDITION)
    for path in [version / DATABASE_NAME, *(version / "parquet").iterdir()]:
        assert (tmp_path / path.relative_to(version)).read_bytes() == path.read_bytes()


def test_an_old_version_keeps_its_own_columns(rows: Rows, tmp_path: Path) -> None:
    import pyarrow.parquet

    write_parquet(tmp_path / "parquet", rows)
    path = tmp_path / "parquet" / "metric.parquet"
    table = pyarrow.parquet.read_table(path)
    pyarrow.parquet.write_table(table.drop_columns(["page", "part_of"]), path)
    metric = next(table for table in stored_tables(tmp_path) if table.name == "metric")
    assert "page" not in metric.column_names
    assert ("doc", "part_of") not in {key.columns for key in metric.foreign_keys}
    assert len(list(metric.rows())) == row_counts(rows)["metric"] == metric.row_count


@pytest.mark.parametrize("form", ["csv", "xlsx", "sqlite"])
def test_a_version_without_tables_is_a_clear_error(form: str, tmp_path: Path) -> None:
    from tipetl.errors import WarehouseError

    write: Callable[..., object] = EDITIONS[form]
    (tmp_path / "out").mkdir()
    with pytest.raises(WarehouseError, match="no Parquet files"):
        write(tmp_path, tmp_path / "out", EDITION)
