"""Each view describes itself and all of its columns, as DuckDB reports them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tables.samples import audit_of, sample
from tipetl.errors import DataFileError
from tipetl.store import query, view_types, write_database
from tipetl.tables import TABLES, marts, rows_of
from tipetl.tables import views as views_module
from tipetl.tables.schema import describe
from tipetl.tables.views import read_view, view_files, views


def test_every_view_describes_exactly_the_columns_that_the_database_gives() -> None:
    types = view_types()
    assert set(types) == set(views()) == {path.stem for path in view_files()}
    for name, view in views().items():
        assert tuple(types[name]) == tuple(column.name for column in view.columns), name
        assert view.comment.endswith(".")
        for column in view.columns:
            assert column.comment.endswith("."), f"{name}.{column.name}"


def test_no_view_has_the_name_of_a_table() -> None:
    assert not set(views()) & set(TABLES)


def test_comments_of_views_and_their_columns_are_in_the_file(tmp_path: Path) -> None:
    narrative = sample()
    rows = rows_of([narrative], [audit_of(narrative)])
    write_database(tmp_path / "tipetl.duckdb", {**rows, **marts(rows)})
    told = query(
        tmp_path / "tipetl.duckdb", "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
    ).rows
    found = {(table, column): comment for table, column, comment in told}
    for view in views().values():
        for column in view.columns:
            assert found[view.name, column.name] == column.comment
    assert None not in found.values()


def test_headlines_stand_side_by_side_and_figures_have_their_names(tmp_path: Path) -> None:
    narrative = sample()
    rows = rows_of([narrative], [audit_of(narrative)])
    write_database(tmp_path / "tipetl.duckdb", {**rows, **marts(rows)})
    database = tmp_path / "tipetl.duckdb"
    assert query(
        database,
        "SELECT country, year, prosecutions, convictions, victims_identified FROM headlines_by_country_and_year",
    ).rows == (("Ruritania", 2011, 20, None, None), ("Ruritania", 2012, 30, 40, 54))
    assert query(
        database,
        "SELECT country, year, metric_name, value, role FROM figures_by_country_and_year WHERE cited "
        "ORDER BY value DESC",
    ).rows[:2] == (
        ("Ruritania", 2012, "Victims identified", 54, "total"),
        ("Ruritania", 2012, "Convictions", 40, "total"),
    )
    assert query(database, "SELECT origin, destination, told_of, internal FROM routes_by_country").rows == (
        ("Moldova", "Ruritania", "Ruritania", False),
    )


HEAD = """-- How often a document
-- names what.
-- @ document.country, document.iso3
-- @ times: How often.
-- @ deprecated often: use times.
SELECT country, iso3, 1 AS times, 1 AS often FROM document
"""


def test_a_head_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "named.sql"
    path.write_text(HEAD, encoding="utf-8")
    view = read_view(path)
    assert (view.name, view.comment, view.deprecated) == ("named", "How often a document names what.", "")
    assert [(column.name, column.comment, column.deprecated) for column in view.columns] == [
        ("country", "Country as printed.", ""),
        ("iso3", describe(TABLES["document"].column("iso3")), ""),
        ("times", "How often.", ""),
        ("often", "Old name: use times.", "use times."),
    ]
    assert view.sql.startswith("SELECT country")
    path.write_text(HEAD.replace("-- names what.", "-- names what.\n-- @ deprecated: use other."), encoding="utf-8")
    assert read_view(path).deprecated == "use other."


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("document.iso3", "document.iso4", 3, "document has no column iso4"),
        ("document.iso3", "documents.iso3", 3, "'documents.iso3' is no column"),
        ("times: How often.", "times", 4, "'times' is no column"),
        ("names what.", "names what", 1, "needs a sentence"),
        ("SELECT country, iso3, 1 AS times, 1 AS often FROM document\n", "", 1, "then its query"),
    ],
)
def test_a_head_that_is_not_understood_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    path = tmp_path / "named.sql"
    assert old in HEAD
    path.write_text(HEAD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=message) as caught:
        read_view(path)
    assert (caught.value.file, caught.value.line) == (str(path), line)


def test_views_come_after_the_views_that_they_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def written(**reads: str) -> tuple[Path, ...]:
        for name, table in reads.items():
            (tmp_path / f"{name}.sql").write_text(f"-- It.\n-- @ a: A.\nSELECT a FROM {table}\n", encoding="utf-8")
        return tuple(sorted(tmp_path.glob("*.sql")))

    views_module._views.cache_clear()
    try:
        monkeypatch.setattr(views_module, "view_files", lambda: written(a="b", b="c", c="document"))
        assert list(views()) == ["c", "b", "a"]
        views_module._views.cache_clear()
        monkeypatch.setattr(views_module, "view_files", lambda: written(c="a"))
        with pytest.raises(DataFileError, match="a, b, c read each other"):
            views()
    finally:
        views_module._views.cache_clear()
