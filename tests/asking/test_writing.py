"""No query changes the bytes of a published version: every DuckDB statement and function that does more than read is
refused, and harmless even to a connection that runs it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from tipetl.asking import QueryLimits, one_select, parquet_below, query, read_only
from tipetl.asking import place as place_module
from tipetl.asking.statement import (
    _FUNCTIONS_WITH_EFFECTS,
    _TABLE_FUNCTION_PREFIXES,
    _TABLE_FUNCTIONS,
    reading_statement,
)
from tipetl.errors import WarehouseError

STATEMENTS = [
    line
    for line in (Path(__file__).parent / "writing.sql").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("--")
]
# Pragmas that only read: DuckDB turns each into a SELECT before it runs.
READING_PRAGMAS = {
    "all_profiling_output", "collations", "database_list", "database_size", "extension_versions", "functions",
    "metadata_info", "platform", "show", "show_databases", "show_tables", "show_tables_expanded", "storage_info",
    "table_info", "user_agent", "version",
}  # fmt: skip
# No text produces statements of these kinds: they arise inside DuckDB or through the API, or have another kind (ANALYZE
# has that of VACUUM).
WITHOUT_WORDS = {"ANALYZE", "INVALID", "MULTI", "RELATION", "LOGICAL_PLAN", "EXTENSION", "CREATE_FUNC", "VARIABLE_SET"}
LIMITS = QueryLimits(seconds=10.0)


@pytest.fixture
def published(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Supply a database in a separate folder. At the end, the database and the working folder must be unchanged."""
    folder, here = tmp_path / "version", tmp_path / "here"
    folder.mkdir()
    here.mkdir()
    monkeypatch.chdir(here)
    database = folder / "tipetl.duckdb"
    shutil.copy(made, database)
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    yield database
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before
    assert [path.name for path in folder.iterdir()] == ["tipetl.duckdb"]
    assert list(here.iterdir()) == []


def filled(statement: str, database: Path) -> str:
    wal = "".join(f"\\x{byte:02X}" for byte in b"WAL" + bytes(207))
    return (
        statement.replace("{published}", str(database)).replace("{folder}", str(database.parent)).replace("{wal}", wal)
    )


def _refused(connection: duckdb.DuckDBPyConnection, statement: str) -> bool:
    try:
        connection.sql(reading_statement(connection, statement).text).fetchmany(1)
    except (WarehouseError, duckdb.Error):
        with suppress(duckdb.Error):
            connection.rollback()
        return True
    return False


def test_every_statement_that_does_more_than_read_is_refused(published: Path) -> None:
    with read_only(published) as connection:
        assert [one for one in STATEMENTS if not _refused(connection, filled(one, published))] == []
        assert not _refused(connection, "SELECT 1")


@pytest.mark.parametrize("statement", STATEMENTS[::13])
def test_a_refusal_is_one_line(published: Path, statement: str) -> None:
    with pytest.raises(WarehouseError) as refused:
        query(published, filled(statement, published), limits=LIMITS)
    assert len(str(refused.value).splitlines()) == 1
    assert str(refused.value).strip()


def test_nothing_is_harmed_even_by_a_connection_that_runs_them(published: Path) -> None:
    # An invalid address may crash the process.
    waiting = [one for one in STATEMENTS if "arrow_scan" not in one and "pandas_scan" not in one]
    ran = 0
    while waiting:
        with read_only(published) as connection:
            while waiting and not _ran(connection, filled(waiting.pop(), published)):
                pass
        ran += 1  # a statement may have changed the connection, so the next statement gets a new one
    assert ran > 30, "the statements do not get as far as they should, so this proves little"


def _ran(connection: duckdb.DuckDBPyConnection, statement: str) -> bool:
    try:
        connection.execute(statement).fetchall()
    except (duckdb.Error, RuntimeError):
        with suppress(duckdb.Error):
            connection.rollback()
        return False
    return True


def test_the_attacks_would_work_on_the_published_path_itself(made: Path, tmp_path: Path) -> None:
    """Without the private path, DuckDB writes despite all settings; the tests above guard against that."""
    database = tmp_path / "tipetl.duckdb"
    shutil.copy(made, database)
    connection = duckdb.connect(str(database), read_only=True, config={"enable_external_access": "false"})
    connection.execute(f"COPY (SELECT 'x') TO '{database}' (FORMAT csv, USE_TMP_FILE false)")
    connection.close()
    assert database.read_bytes() != made.read_bytes()


def test_every_kind_of_statement_is_tried() -> None:
    with duckdb.connect() as connection:
        connection.execute("PREPARE mine AS SELECT 1")
        tried = set()
        for statement in STATEMENTS:
            try:
                tried |= {found.type.name for found in connection.extract_statements(statement)}
            except duckdb.Error:
                continue
    kinds = set(duckdb.StatementType.__members__)
    assert kinds - tried - WITHOUT_WORDS == set()


def test_every_function_is_tried_or_known_to_read() -> None:
    with duckdb.connect() as connection:
        functions = connection.execute(
            "SELECT DISTINCT function_name, function_type FROM duckdb_functions() WHERE function_type LIKE 'table%' "
            "OR function_type = 'pragma' OR has_side_effects"
        ).fetchall()
    words = " ".join(STATEMENTS).lower()
    harmless = {
        "current_connection_id", "current_query", "current_query_id", "current_transaction_id", "currval", "error",
        "gen_random_uuid", "random", "stats", "uuid", "uuidv4", "uuidv7",
    }  # fmt: skip
    for name, kind in functions:
        if kind == "pragma":
            known = name in READING_PRAGMAS
        elif kind.startswith("table"):
            known = name in _TABLE_FUNCTIONS or name.startswith(_TABLE_FUNCTION_PREFIXES)
        else:
            known = name in harmless
        assert known or f"{name}(" in words or f"pragma {name}" in words, name
    assert all(f"{name}(" in words for name in _FUNCTIONS_WITH_EFFECTS)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT count(*) FROM metric",
        "FROM metric LIMIT 1",
        "TABLE metric",
        "VALUES (1), (2)",
        "WITH a AS (SELECT 1 AS b) SELECT b FROM a",
        "SHOW TABLES",
        "SHOW ALL TABLES",
        "DESCRIBE metric",
        "DESCRIBE SELECT 1",
        "SUMMARIZE metric",
        "PRAGMA table_info('metric')",
        "PRAGMA show_tables",
        "SELECT * FROM pragma_table_info('metric')",
        "SELECT comment FROM duckdb_columns() WHERE table_name = 'metric'",
        "SELECT * FROM range(3), unnest([1, 2])",
        "PIVOT metric ON year IN (2011, 2012) USING sum(value)",
        "UNPIVOT (SELECT 1 AS a, 2 AS b) ON a, b",
        "EXPLAIN SELECT 1",
        "EXPLAIN ANALYZE SELECT count(*) FROM metric",
        "EXPLAIN (FORMAT json) SELECT 1",
        "-- a comment\nSELECT 1; -- and another; with a semicolon",
        "/**/" * 5000 + "SELECT 1",
        "/**/" * 5000 + "EXPLAIN" + "/**/" * 5000 + "SELECT 1",
        "EXPLAIN -- why\nANALYZE /* so */ SELECT 1",
        "/* COPY */ SELECT 'DELETE FROM metric; COPY' AS text",
        "SELECT [x * 2 FOR x IN [1, 2]] AS doubled, list_transform([1], lambda x: x + 1) AS more",
        "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 5) FROM r",
        "SELECT sum(value) OVER (ORDER BY year) FROM metric QUALIFY row_number() OVER () = 1",
        "SELECT json_extract('{\"a\": 1}', '$.a')",
        "SELECT regexp_extract('a1', '[0-9]') AS copy",
    ],
)
def test_queries_that_read_answer(published: Path, statement: str) -> None:
    assert query(published, statement, limits=LIMITS).rows


def test_a_python_variable_is_no_table(published: Path) -> None:
    metrics = {"a": [1]}
    assert metrics
    with pytest.raises(WarehouseError, match="metrics"):
        query(published, "SELECT * FROM metrics")


def test_a_log_that_somebody_put_beside_the_file_is_not_read(made: Path, tmp_path: Path) -> None:
    database = tmp_path / "tipetl.duckdb"
    shutil.copy(made, database)
    (tmp_path / "tipetl.duckdb.wal").write_bytes(bytes(210))
    assert query(database, "SELECT count(*) FROM metric").rows == ((13,),)
    assert (tmp_path / "tipetl.duckdb.wal").read_bytes() == bytes(210)


def test_no_path_leads_from_the_connection_to_the_published_file(published: Path, tmp_path: Path) -> None:
    with read_only(published) as connection:
        path, allowed = connection.execute(
            "SELECT path, current_setting('allowed_paths') FROM duckdb_databases() WHERE database_name = 'tipetl'"
        ).fetchone() or ("", [])
        assert path
        assert not Path(path).exists()
        assert not Path(path).parent.exists()
        assert all(str(published.parent) not in name for name in (path, *allowed))
    assert published.stat().st_nlink == 1


def test_where_no_link_can_be_made_the_file_is_copied(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    assert query(published, "SELECT count(*) FROM metric").rows == ((13,),)
    monkeypatch.setattr(shutil, "copyfile", refused)
    with pytest.raises(WarehouseError, match="TMPDIR"):
        query(published, "SELECT 1")


def test_the_users_cache_serves_where_it_is_nearer(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(place_module.tempfile, "gettempdir", lambda: "/proc")
    assert query(published, "SELECT count(*) FROM metric").rows == ((13,),)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "version"]


def test_a_file_that_is_no_database_is_named_as_the_reader_knows_it(tmp_path: Path) -> None:
    wrong = tmp_path / "tipetl.duckdb"
    wrong.write_bytes(b"no database" * 100)
    with pytest.raises(WarehouseError) as refused:
        query(wrong, "SELECT 1")
    assert str(wrong) in str(refused.value)
    assert "tipetl-" not in str(refused.value)


def test_files_below_the_folders_of_versions_are_read_and_no_others(tmp_path: Path) -> None:
    inside, outside = tmp_path / "it's in", tmp_path / "out"
    for folder in (inside, outside):
        folder.mkdir()
        with duckdb.connect() as connection:
            name = str(folder / "a.parquet").replace("'", "''")
            connection.execute(f"COPY (SELECT 1 AS a) TO '{name}'")
    with parquet_below(inside) as connection:
        name = str(inside / "*.parquet").replace("'", "''")
        assert connection.execute(f"FROM read_parquet('{name}')").fetchall() == [(1,)]
        with pytest.raises(duckdb.PermissionException):
            connection.execute(f"FROM read_parquet('{outside}/a.parquet')")
        with pytest.raises(WarehouseError, match="not a single query"):
            one_select(connection, "SELECT 1; COPY (SELECT 1) TO 'x'")
