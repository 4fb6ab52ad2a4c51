"""A DuckLake with its catalog in PostgreSQL contains each version whole or not at all, whichever client writes and
whichever process dies.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

from tests.postgres import create_lake, new_database
from tests.snapshot.made import NOON, publish_makers, several
from tests.tables.samples import ruritania
from tipetl.cli import main
from tipetl.errors import RetryableError, TipetlError, WarehouseError
from tipetl.snapshot import lake as module
from tipetl.snapshot import show_snapshot
from tipetl.snapshot.lake import STEPS, lake_versions, publish_to_lake
from tipetl.snapshot.steps import watching

SECRET = "s3cr3t-w0rd"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a warehouse with two versions, the first with one narrative and the second with two."""
    place = tmp_path_factory.mktemp("lake") / "warehouse"
    several(place, 2)
    return place


@dataclass(frozen=True)
class Lake:
    """An empty lake."""

    connection: str
    data: Path

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """Return the rows of a query by a client without tipetl."""
        with module._opened(self.connection) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(new_database(), tmp_path / "files")


ONE, TWO = "2026.11.25-1", "2026.11.26-1"
SEEN = (
    "SELECT (SELECT version FROM lake.tipetl.version), (SELECT count(*) FROM lake.tipetl.document), "
    "(SELECT count(DISTINCT doc) FROM lake.tipetl.metric)"
)
"""What a reader sees: the version, its narratives, and the narratives that have figures."""


@pytest.fixture
def reader(warehouse: Path, lake: Lake) -> Iterator[Callable[[], tuple[object, ...]]]:
    """Call a reader of a lake that contains the first version; the reader stays connected."""
    publish_to_lake(warehouse, lake.connection, ONE, data=str(lake.data))
    with module._opened(lake.connection) as connection:
        yield lambda: connection.execute(SEEN).fetchall()[0]


def test_versions_are_published_listed_and_read_back(
    warehouse: Path, lake: Lake, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIPETL_LAKE", lake.connection)
    monkeypatch.setenv("TIPETL_WAREHOUSE", str(warehouse))
    assert main(["lake", "publish", ONE]) == 1
    assert "--data DIR" in capsys.readouterr().err
    assert main(["lake", "publish", ONE, "--data", str(lake.data)]) == 0
    assert main(["lake", "publish"]) == 0
    assert main(["lake", "publish"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{ONE} is in the lake.", f"{TWO} is in the lake.", f"{TWO} is in the lake already."
    ]  # fmt: skip
    assert main(["lake", "versions", "--format", "csv"]) == 0
    listed = [line.split(",") for line in capsys.readouterr().out.splitlines()[1:]]
    hashes = {name: show_snapshot(warehouse, name).content_hash for name in (ONE, TWO)}
    assert [(row[0], row[3], row[4]) for row in listed] == [(ONE, hashes[ONE], "False"), (TWO, hashes[TWO], "True")]
    assert main(["lake", "verify", ONE]) == 0
    [(held, comment)] = lake.query(
        f"SELECT (SELECT count(*) FROM lake.tipetl.document AT (VERSION => {listed[0][1]})), comment "
        "FROM duckdb_columns() WHERE table_name = 'metric' AND column_name = 'value'"
    )
    assert held == 1 and comment
    assert [row[:2] for row in lake.query("SELECT author, commit_message FROM lake.snapshots()")[1:]] == [
        ("tipetl", f"version {ONE}"), ("tipetl", f"version {TWO}")
    ]  # fmt: skip
    lake.query("DELETE FROM lake.tipetl.metric WHERE rowid = 0")
    assert main(["lake", "verify"]) == 1
    assert "not those that were published" in capsys.readouterr().err


def test_a_reader_sees_whole_versions_only(
    warehouse: Path, lake: Lake, reader: Callable[[], tuple[object, ...]]
) -> None:
    seen = []
    with watching(lambda step: seen.append((step, reader()))):
        assert publish_to_lake(warehouse, lake.connection, TWO).new
    old, new = (ONE, 1, 1), (TWO, 2, 2)
    assert seen == [(step, new if step == "lake committed" else old) for step in STEPS]


def test_writers_at_once_lose_nothing(warehouse: Path, lake: Lake) -> None:
    """If both clients write before either commits, one has to start again, even in an empty lake."""
    both = threading.Barrier(2)
    met: set[int] = set()

    def meet(step: str) -> None:
        if step == "lake snapshot marked" and threading.get_ident() not in met:
            met.add(threading.get_ident())
            both.wait(60)

    create_lake(lake.connection, lake.data)
    with watching(meet), ThreadPoolExecutor(2) as clients:
        done = list(clients.map(lambda name: publish_to_lake(warehouse, lake.connection, name), (ONE, TWO)))
    assert sorted(one.attempts for one in done) == [1, 2]
    held = lake_versions(lake.connection)
    assert {one.version for one in held} == {ONE, TWO}
    counts = [lake.query(f"SELECT count(*) FROM lake.tipetl.document AT (VERSION => {one.snapshot})") for one in held]
    assert counts == [[(1 if one.version == ONE else 2,)] for one in held]


def test_a_client_killed_at_any_step_leaves_a_whole_version(
    warehouse: Path, lake: Lake, reader: Callable[[], tuple[object, ...]]
) -> None:
    command = [sys.executable, "-m", "tests.snapshot.kill_in_lake", str(warehouse), lake.connection, TWO]
    found = {}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as clients:
        assert clients.stdin is not None and clients.stdout is not None
        for line in clients.stdout:
            found[line.strip()] = reader()
            clients.stdin.write("\n")
            clients.stdin.flush()
    assert found == {step: (TWO, 2, 2) if step == "lake committed" else (ONE, 1, 1) for step in STEPS}
    assert not publish_to_lake(warehouse, lake.connection, TWO).new


def test_what_is_not_ours_is_not_replaced(warehouse: Path, lake: Lake, tmp_path: Path) -> None:
    create_lake(lake.connection, lake.data)
    lake.query("CREATE SCHEMA lake.tipetl; CREATE TABLE lake.tipetl.metric AS SELECT 1 AS mine")
    with pytest.raises(WarehouseError, match="did not write"):
        publish_to_lake(warehouse, lake.connection)
    assert lake.query("FROM lake.tipetl.metric") == [(1,)]
    lake.query("DROP SCHEMA lake.tipetl CASCADE")
    publish_to_lake(warehouse, lake.connection, ONE)
    other = tmp_path / "other"
    publish_makers(other, [ruritania("other-2012", 2012)], now=NOON)
    with pytest.raises(WarehouseError, match="another version of the name"):
        publish_to_lake(other, lake.connection)
    with pytest.raises(WarehouseError, match="knows its folder"):
        publish_to_lake(warehouse, lake.connection, data=str(tmp_path / "elsewhere"))


def test_rows_that_do_not_read_back_are_never_seen(lake: Lake, tmp_path: Path) -> None:
    version = publish_makers(tmp_path / "w", [ruritania("a-2013")], now=NOON + timedelta(days=9)).folder
    parquet = version / "parquet" / "metric.parquet"
    parquet.chmod(0o644)
    pyarrow.parquet.write_table(pyarrow.parquet.read_table(parquet).slice(1), parquet)
    with pytest.raises(WarehouseError, match="do not read back"):
        publish_to_lake(tmp_path / "w", lake.connection, data=str(lake.data))
    assert lake_versions(lake.connection) == ()


@pytest.mark.parametrize(
    ("connection", "kind", "told"),
    [
        (f"host=127.0.0.1 port=1 user=tip password={SECRET}", RetryableError, "cannot be reached"),
        (f"postgresql://tip:{SECRET}@127.0.0.1:1/lake", RetryableError, "cannot be reached"),
        (f"host=127.0.0.1 port=1 password='no {SECRET}", WarehouseError, "not a PostgreSQL connection string"),
        (f"postgresql://tip:half@{SECRET}@127.0.0.1:1/lake", WarehouseError, "not a PostgreSQL connection string"),
        (SECRET, WarehouseError, "not a PostgreSQL connection string"),
    ],
)
def test_a_server_that_cannot_be_reached_is_told_without_secrets(
    connection: str, kind: type[TipetlError], told: str
) -> None:
    with pytest.raises(kind) as raised:
        lake_versions(connection)
    assert type(raised.value) is kind and told in str(raised.value)
    assert SECRET not in str(raised.value) and raised.value.__suppress_context__


def test_an_extension_for_another_duckdb_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duckdb, "__version__", "1.5.99")
    with pytest.raises(WarehouseError, match=r"no extension for DuckDB 1\.5\.99"):
        lake_versions("host=127.0.0.1")
