"""The metadata of a version is derived from the definitions, valid, and consistent with the rows."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path
from typing import Any

import frictionless
import pyarrow.parquet
import pytest

from tests.tables.samples import audit_of, reading_of, sample
from tipetl.store import write_parquet
from tipetl.tables import TABLES, Rows, marts, rows_of
from tipetl.tables.columns import as_rows
from tipetl.tables.datapackage import DATAPACKAGE_NAME, DATASETTE_NAME, datapackage, datasette_metadata, write_metadata
from tipetl.tables.questions import questions
from tipetl.tables.views import views


@pytest.fixture(scope="module")
def rows() -> Rows:
    narratives = [sample("ruritania-2013"), sample("ruritania-2012", 2012)]
    empty: Rows = {name: [] for name in TABLES}
    made = rows_of(narratives, [audit_of(n) for n in narratives], [reading_of(n) for n in narratives])
    return as_rows({**empty, **made, **marts(made)})


@pytest.fixture(scope="module")
def version(rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("version")
    write_parquet(folder / "parquet", rows)
    write_metadata(folder, rows)
    return folder


def as_csv(rows: Rows, folder: Path) -> Path:
    """Write the tables as CSV with their own descriptor; lists become JSON, as in the editions."""
    (folder / "csv").mkdir()
    for name, table in TABLES.items():
        with (folder / "csv" / f"{name}.csv").open("w", newline="", encoding="utf-8") as handle:
            writer = csv.writer(handle)
            writer.writerow(table.column_names)
            writer.writerows(
                ["" if v is None else json.dumps(v) if isinstance(v, list) else v for v in row] for row in rows[name]
            )
    content = datapackage(tuple(TABLES), rows["audit_document"], within=folder, folder="csv/", form="csv")
    (folder / "csv.json").write_text(json.dumps(content), encoding="utf-8")
    return folder / "csv.json"


def problems(descriptor: Path) -> list[tuple[str, str]]:
    """Return the table and the kind of each error; errors of the descriptor itself have no table."""
    report = frictionless.validate(str(descriptor))
    found = [(task.name, error.title) for task in report.tasks for error in task.errors]
    found += [("", error.title) for error in report.errors]
    assert report.valid == (not found)
    return found


def test_the_package_of_a_version_is_valid_and_sees_a_changed_file(version: Path) -> None:
    assert problems(version / DATAPACKAGE_NAME) == []
    package = frictionless.Package(str(version / DATAPACKAGE_NAME))
    assert [resource.name for resource in package.resources] == list(TABLES)
    path = version / "parquet" / "flow.parquet"
    before = path.read_bytes()
    path.write_bytes(before + b"\0")
    assert problems(version / DATAPACKAGE_NAME) == [("flow", "Hash Count Error"), ("flow", "Byte Count Error")]
    path.write_bytes(before)


def test_types_keys_and_codes_of_the_package_hold_for_the_rows(rows: Rows, tmp_path: Path) -> None:
    assert problems(as_csv(rows, tmp_path)) == []


def test_the_package_tells_what_is_wrong_with_rows(rows: Rows, tmp_path: Path) -> None:
    wrong: list[tuple[str, str, object, str]] = [
        ("candidate", "metric", "parking_fines", "Constraint Error"),
        ("quantity", "low", "many", "Type Error"),
        ("metric", "part_of", "gone", "ForeignKey Error"),
        ("fct_metric", "metric_key", "gone", "ForeignKey Error"),
        ("document", "text", None, "Constraint Error"),
        ("flow", "victims", ["people"], "Constraint Error"),
    ]
    broken = dict(rows)
    for table, column, value, _ in wrong:
        place = TABLES[table].column_names.index(column)
        first, *others = rows[table]
        broken[table] = [(*first[:place], value, *first[place + 1 :]), *others]
    twice = "section"
    broken[twice] = [*rows[twice], rows[twice][0]]
    assert sorted(problems(as_csv(broken, tmp_path))) == sorted(
        [(table, title) for table, _, _, title in wrong] + [(twice, "PrimaryKey Error")]
    )


def test_every_column_of_the_package_is_described_with_its_key_and_sources(version: Path) -> None:
    package = json.loads((version / DATAPACKAGE_NAME).read_text(encoding="utf-8"))
    assert package["licenses"][0]["name"] == "MIT"
    assert {source["title"] for source in package["sources"]} == {"ruritania-2012.txt", "ruritania-2013.txt"}
    for resource in package["resources"]:
        table = TABLES[resource["name"]]
        assert resource["description"] == table.comment
        assert resource["schema"]["primaryKey"] == list(table.primary_key)
        assert len(resource["schema"].get("foreignKeys", ())) == len(table.foreign_keys)
        assert [(f["name"], f["description"]) for f in resource["schema"]["fields"]] == [
            (column.name, column.comment) for column in table.columns
        ]
    audit = json.loads(json.dumps(datapackage((), [], within=version)))
    assert audit["resources"] == audit["sources"] == []


def test_sources_are_named_once_with_address_and_terms(version: Path) -> None:
    names = TABLES["audit_document"].column_names

    def audit(**more: str | None) -> tuple[Any, ...]:
        return tuple((dict.fromkeys(names) | {"name": "a.txt", "source_id": "0"} | more).values())

    told = {"publisher": "A Department", "url": "http://example.org/a", "licence": "Public domain."}
    package = datapackage((), [audit(**told), audit(doc="b", **told), audit(source_id=None)], within=version)
    assert package["sources"] == [
        {"title": "a.txt, A Department", "path": "http://example.org/a", "licence": "Public domain."}
    ]


def test_metadata_does_not_depend_on_folder_or_order(rows: Rows, version: Path, tmp_path: Path) -> None:
    write_parquet(tmp_path / "elsewhere" / "parquet", rows)
    write_metadata(tmp_path / "elsewhere", rows)
    for name in (DATAPACKAGE_NAME, DATASETTE_NAME):
        assert (tmp_path / "elsewhere" / name).read_bytes() == (version / name).read_bytes()
        assert str(version) not in (version / name).read_text(encoding="utf-8")


def test_parquet_carries_the_keys_and_units_of_the_definitions(version: Path) -> None:
    for table in TABLES.values():
        told = pyarrow.parquet.read_schema(version / "parquet" / f"{table.name}.parquet").metadata
        keys = [[list(key.columns), key.table, list(key.references)] for key in table.foreign_keys]
        assert json.loads(told[b"tipetl.foreign_keys"]) == keys
        assert json.loads(told[b"tipetl.units"]) == {c.name: c.unit for c in table.columns if c.unit}


def test_datasette_knows_every_table_view_column_unit_and_question(version: Path) -> None:
    metadata = json.loads((version / DATASETTE_NAME).read_text(encoding="utf-8"))
    assert metadata == json.loads(json.dumps(datasette_metadata()))
    tables = metadata["databases"]["tipetl"]["tables"]
    assert set(tables) == {*TABLES, *views()}
    for name, table in TABLES.items():
        assert set(tables[name]["columns"]) == set(table.column_names)
    for name, view in views().items():
        assert list(tables[name]["columns"]) == [column.name for column in view.columns]
    assert all(text.endswith(".") for table in tables.values() for text in table["columns"].values())
    assert tables["metric"]["units"]["box_left"] == "point"
    assert tables["metric"]["units"]["char_start"] == "character"
    assert "character = [character]" in metadata["custom_units"]
    queries = metadata["databases"]["tipetl"]["queries"]
    assert {name: told["sql"] for name, told in queries.items()} == {one.name: one.sql for one in questions()}


def test_canned_queries_are_sqlite(rows: Rows) -> None:
    connection = sqlite3.connect(":memory:")
    for table in TABLES.values():
        connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(table.column_names)})'.replace("text,", '"text",'))
    for question in questions():
        connection.execute(question.sql).fetchall()
