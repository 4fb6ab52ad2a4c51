"""Test writing and reading DuckDB and Parquet files."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.tables.samples import audit_of, sample
from tipetl.errors import WarehouseError
from tipetl.store import (
    STORAGE_VERSION,
    content_hash,
    content_hash_of,
    parquet_rows,
    query,
    read_only,
    seal_database,
    stored_rows,
    write_database,
    write_parquet,
)
from tipetl.tables import MART_TABLES, TABLES, Rows, marts, rows_of
from tipetl.tables.columns import arrow_table, as_rows
from tipetl.tables.schema import Column, Table
from tipetl.tables.views import view_files, views


@pytest.fixture(scope="module")
def rows() -> Rows:
    narrative = sample()
    empty: Rows = {name: [] for name in TABLES}
    return empty | rows_of([narrative], [audit_of(narrative)])


@pytest.fixture(scope="module")
def database(rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "tipetl.duckdb"
    write_database(path, rows)
    return path


def test_what_is_written_reads_back(rows: Rows, database: Path, tmp_path: Path) -> None:
    assert stored_rows(database) == rows
    write_parquet(tmp_path, rows)
    assert parquet_rows(tmp_path) == rows
    assert content_hash(stored_rows(database)) == content_hash(rows) == content_hash(parquet_rows(tmp_path))


def test_nothing_stays_beside_the_file_and_nothing_is_overwritten(rows: Rows, database: Path) -> None:
    assert [path.name for path in database.parent.iterdir()] == ["tipetl.duckdb"]
    with pytest.raises(WarehouseError, match="exists already"):
        write_database(database, rows)


def test_two_builds_give_the_same_hash_and_the_same_parquet_bytes(tmp_path: Path) -> None:
    one, two = sample("a-2013"), sample("b-2012", 2012)
    audits = [audit_of(one), audit_of(two)]
    first, second = rows_of([one, two], audits), rows_of([two, one], audits[::-1])
    assert content_hash(first) == content_hash(second)
    for name, rows in (("1", first), ("2", second)):
        write_parquet(tmp_path / name, rows)
    for path in (tmp_path / "1").iterdir():
        assert path.read_bytes() == (tmp_path / "2" / path.name).read_bytes()


def test_neither_hash_nor_parquet_depends_on_how_rows_lie_in_memory(tmp_path: Path) -> None:
    texts = [f"{place} " * 4_000 for place in range(600)]  # as long as a narrative's: pages end where rows end
    whole = arrow_table(TABLES["sentence"], [("a-2013", *[place] * 5, text) for place, text in enumerate(texts)])
    pieces = pa.concat_tables([whole.slice(0, 13), whole.slice(13, 200), whole.slice(213)])
    assert pieces.column("text").num_chunks == 3
    assert content_hash({"sentence": whole}) == content_hash({"sentence": pieces})
    for name, found in (("1", whole), ("2", pieces)):
        write_parquet(tmp_path / name, {"sentence": found})
    assert (tmp_path / "1" / "sentence.parquet").read_bytes() == (tmp_path / "2" / "sentence.parquet").read_bytes()


def test_the_content_hash_is_what_anyone_can_compute_from_the_rows(rows: Rows) -> None:
    hashes = content_hash(rows).tables
    for name, found in rows.items():
        lines = [[name, *((column.name, column.type) for column in TABLES[name].columns)], *found]
        text = "".join(
            json.dumps(line, separators=(", ", ": ") if line is lines[0] else (",", ":")) + "\n" for line in lines
        )
        assert hashes[name] == hashlib.sha256(text.encode()).hexdigest(), name


def test_the_content_hash_sees_every_table(rows: Rows) -> None:
    whole = content_hash(rows)
    for name, found in rows.items():
        if not found:
            continue
        fewer = content_hash({**rows, name: found[1:]})
        assert fewer.total != whole.total
        assert [table for table in whole.tables if fewer.tables[table] != whole.tables[table]] == [name]


def test_keys_comments_and_storage_version_are_in_the_file(database: Path) -> None:
    tables = dict(query(database, "SELECT table_name, comment FROM duckdb_tables()").rows)
    assert tables.keys() == TABLES.keys()
    for name, comment in tables.items():
        assert comment.startswith(f"{TABLES[name].comment} Primary key: "), name
    columns = query(
        database, "SELECT table_name, column_name, comment, is_nullable FROM duckdb_columns() WHERE NOT internal"
    ).rows
    views = {path.stem for path in view_files()}
    for table_name, column_name, comment, nullable in columns:
        if table_name not in views:
            column = TABLES[table_name].column(column_name)
            assert comment.startswith(column.comment)
            assert nullable == column.nullable, f"{table_name}.{column_name}"
    with duckdb.connect(str(database), read_only=True) as connection:
        tags = connection.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchall()
    assert tags[0][0]["storage_version"].startswith(STORAGE_VERSION)


def test_the_storage_format_is_one_that_the_oldest_reader_opens(database: Path) -> None:
    with database.open("rb") as handle:
        head = handle.read(20)
    # 64 is the format number of DuckDB 0.10 to 1.1; later formats have higher numbers.
    assert (head[8:12], int.from_bytes(head[12:20], "little")) == (b"DUCK", 64)


def test_a_row_that_breaks_a_key_cannot_be_published(rows: Rows, tmp_path: Path) -> None:
    broken = {**rows, "section": [row for row in rows["section"] if row[1] != 1]}
    with pytest.raises(WarehouseError, match=r"foreign key .* to a row that section does not have"):
        write_database(tmp_path / "broken.duckdb", broken)
    twice = {**rows, "entity": [*rows["entity"], rows["entity"][0]]}
    with pytest.raises(WarehouseError, match="entity has several rows with the same primary key"):
        write_database(tmp_path / "twice.duckdb", twice)
    write_database(tmp_path / "staging.duckdb", {**broken, "entity": twice["entity"]}, constraints=False)
    assert query(tmp_path / "staging.duckdb", "SELECT count(*) FROM entity").rows == ((4,),)


def _declared(database: Path) -> list[list[tuple[object, ...]]]:
    """Return the tables, columns and views of a database, with their declarations, and the number of rows of each
    table.
    """
    queries = (
        "SELECT table_name, sql, comment, estimated_size FROM duckdb_tables() ORDER BY ALL",
        "SELECT table_name, column_name, is_nullable, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL",
        "SELECT view_name, sql, comment FROM duckdb_views() WHERE NOT internal ORDER BY ALL",
    )
    with read_only(database) as connection:
        return [connection.execute(one).fetchall() for one in queries]


def test_a_database_sealed_after_the_checks_is_as_if_written_at_once(rows: Rows, tmp_path: Path) -> None:
    everything = rows | as_rows(marts(rows))
    write_database(tmp_path / "at_once.duckdb", everything)
    write_database(tmp_path / "sealed.duckdb", rows, constraints=False)
    seal_database(tmp_path / "sealed.duckdb", {name: everything[name] for name in MART_TABLES})
    assert stored_rows(tmp_path / "sealed.duckdb") == stored_rows(tmp_path / "at_once.duckdb")
    assert _declared(tmp_path / "sealed.duckdb") == _declared(tmp_path / "at_once.duckdb")


def test_a_null_that_the_checks_let_pass_cannot_be_sealed(rows: Rows, tmp_path: Path) -> None:
    (_, *rest), *others = rows["entity"]
    write_database(tmp_path / "null.duckdb", {**rows, "entity": [(None, *rest), *others]}, constraints=False)
    with pytest.raises(WarehouseError, match="NOT NULL"):
        seal_database(tmp_path / "null.duckdb", {})


def test_parts_may_come_before_their_totals(tmp_path: Path) -> None:
    narrative = sample()
    total = next(fact for fact in narrative.facts if fact.value == 54)
    later = replace(total, char_start=total.char_start + 40, char_end=total.char_end + 40)
    facts = tuple(later if fact is total else fact for fact in narrative.facts)
    rows = rows_of([replace(narrative, facts=facts)], [audit_of(narrative)])
    write_database(tmp_path / "tipetl.duckdb", rows)
    assert len(stored_rows(tmp_path / "tipetl.duckdb")["metric"]) == len(facts)


def test_parquet_carries_comments_and_keys(rows: Rows, tmp_path: Path) -> None:
    write_parquet(tmp_path, rows)
    for table in TABLES.values():
        schema = pyarrow.parquet.read_schema(tmp_path / f"{table.name}.parquet")
        assert schema.metadata[b"tipetl.comment"].decode() == table.comment
        assert json.loads(schema.metadata[b"tipetl.primary_key"]) == list(table.primary_key)
        assert set(json.loads(schema.metadata[b"tipetl.columns"])) == set(table.column_names)
    columns = pyarrow.parquet.ParquetFile(tmp_path / "document.parquet").metadata.row_group(0)
    assert {columns.column(i).compression for i in range(columns.num_columns)} == {"ZSTD"}
    kept = duckdb.sql(
        f"SELECT decode(value) FROM parquet_kv_metadata('{tmp_path / 'metric.parquet'}') "
        "WHERE decode(key) = 'tipetl.comment'"
    ).fetchall()
    assert kept == [(TABLES["metric"].comment,)]


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), st.data())
def test_offsets_cut_the_same_words_in_sql_as_in_python(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    with duckdb.connect() as connection:
        cut = connection.execute("SELECT substring(?, ? + 1, ? - ?), length(?)", [text, start, end, start, text])
        assert cut.fetchone() == (text[start:end], len(text))


def test_views_answer_under_any_file_name_and_say_what_they_are(database: Path, tmp_path: Path) -> None:
    moved = tmp_path / "renamed-2013.duckdb"
    shutil.copy(database, moved)
    assert view_files()
    comments = dict(query(moved, "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").rows)
    for name, view in views().items():
        assert comments[name] == view.comment
        query(moved, f'SELECT * FROM "{name}"')


def test_headline_figures_leave_out_parts_and_comparators(database: Path) -> None:
    rows = query(
        database,
        "SELECT country, year, value, words, sentence FROM headline_figures "
        "WHERE metric IN ('victims_identified', 'prosecutions')",
    ).rows
    assert [row[:4] for row in rows] == [("Ruritania", 2012, 30.0, "30"), ("Ruritania", 2012, 54.0, "54")]
    assert rows[1][4].startswith("Police identified 54 victims")


def test_routes_are_told_with_names_of_countries(database: Path) -> None:
    rows = query(database, "SELECT origin, destination, exploitation, victims FROM trafficking_routes").rows
    assert rows == (("Moldova", "Ruritania", "sex", ["women"]),)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO entity VALUES ('x', 'country', 'X', NULL)",
        "CREATE TABLE t (a INTEGER)",
        "COPY (SELECT 1) TO 'out.csv'",
        "SELECT * FROM read_text('{path}')",
        "ATTACH '{path}.other' AS other",
        "SET enable_external_access = true",
        "RESET lock_configuration",
        "INSTALL httpfs",
        "LOAD '{path}'",
        "SELECT * FROM 'https://example.invalid/a.parquet'",
    ],
)
def test_a_query_can_only_read_the_published_tables(database: Path, sql: str) -> None:
    before = database.read_bytes()
    with pytest.raises(WarehouseError):
        query(database, sql.format(path=database))
    assert database.read_bytes() == before
    assert [path.name for path in database.parent.iterdir()] == ["tipetl.duckdb"]


def test_a_query_gives_at_most_the_rows_asked_for(database: Path) -> None:
    cut = query(database, "SELECT position FROM sentence ORDER BY position", limit=2)
    assert (cut.columns, cut.rows, cut.truncated) == (("position",), ((0,), (1,)), True)
    assert not query(database, "SELECT 1", limit=1).truncated
    with pytest.raises(WarehouseError, match="no_such_table"):
        query(database, "SELECT * FROM no_such_table")
    with pytest.raises(WarehouseError, match="no database"):
        query(database.with_name("missing.duckdb"), "SELECT 1")


def test_a_query_loads_neither_pandas_nor_the_checks(database: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tipetl.store import query\n"
        "print(query(Path(sys.argv[1]), 'SELECT count(*) FROM metric').rows[0][0])\n"
        "print(sorted(m for m in ('pandas', 'numpy', 'pyarrow', 'great_expectations', 'prefect') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(database)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["13", "[]"]


_ANY_TYPE = Table(
    "any",
    "Values of every type.",
    (
        Column("words", "VARCHAR", "Words.", nullable=True),
        Column("amount", "DOUBLE", "An amount.", nullable=True),
        Column("count", "BIGINT", "A count.", nullable=True),
        Column("place", "INTEGER", "A place.", nullable=True),
        Column("known", "BOOLEAN", "Whether it is known.", nullable=True),
        Column("names", "VARCHAR[]", "Names.", nullable=True),
        Column("places", "INTEGER[]", "Places.", nullable=True),
    ),
    ("words",),
)
_WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=5)
_PLACE = st.integers(-(2**31), 2**31 - 1)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.none() | _WORDS,
            st.none() | st.floats() | st.sampled_from([0.1 + 0.2, 1e15, 1e16, 1e-4, 9.9e-5, 5e-324, -0.0, 917430.0]),
            st.none() | st.integers(-(2**63), 2**63 - 1),
            st.none() | _PLACE,
            st.none() | st.booleans(),
            st.none() | st.lists(_WORDS, max_size=2),
            st.none() | st.lists(_PLACE, max_size=2),
        ),
        max_size=4,
    )
)
@example([('\x1f \x7f \\u001F / "', 0.5, 1, 1, True, ["\x0b"], [1])])
@example([("é \U0001f600 \u2028", 1e300, None, None, None, ["“"], [])])
def test_the_content_hash_is_of_lines_as_python_writes_them(rows: list[tuple[Any, ...]]) -> None:
    header = json.dumps(["any", *((column.name, column.type) for column in _ANY_TYPE.columns)])
    lines = [header, *(json.dumps(row, separators=(",", ":")) for row in rows)]
    expected = hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
    assert content_hash_of([(_ANY_TYPE, rows)]).tables == {"any": expected}
