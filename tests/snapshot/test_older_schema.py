"""A version published with another table schema can still be verified, compared, copied and made the latest."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import duckdb
import pytest

from tests.snapshot.made import publish_makers
from tests.tables.samples import ruritania
from tipetl import store
from tipetl.snapshot import latest_manifest, verify_snapshot, version_dir
from tipetl.snapshot.export import export
from tipetl.snapshot.keeping import use_version
from tipetl.tables import TABLES, Column

pytestmark = pytest.mark.usefixtures("few_checks")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("older") / "warehouse"
    publish_makers(place, [ruritania()])
    return place


@pytest.fixture
def warehouse(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Publish a version, then give the code one more column and another schema number."""
    place = tmp_path / "warehouse"
    shutil.copytree(published, place, symlinks=True)
    metric = TABLES["metric"]
    grown = replace(metric, columns=(*metric.columns, Column("new", "VARCHAR", "A column of tomorrow.", nullable=True)))
    monkeypatch.setattr(store, "TABLES", MappingProxyType({**TABLES, "metric": grown}))
    monkeypatch.setattr(sys.modules["tipetl.snapshot.verify"], "TABLE_SCHEMA_VERSION", "99")
    return place


def test_it_is_sound_and_can_be_used_and_copied(warehouse: Path, tmp_path: Path) -> None:
    assert verify_snapshot(warehouse).problems == ()
    manifest = latest_manifest(warehouse)
    assert manifest is not None
    use_version(warehouse, manifest.version)
    assert export(warehouse, str(tmp_path / "out"), ["csv", "sqlite", "xlsx"]).pointed


def swap_database(folder: Path) -> None:
    with duckdb.connect(str(folder / "tipetl.duckdb")) as connection:
        connection.execute("UPDATE finding SET message = 'x'")
        connection.execute("UPDATE country_year SET value = 41 WHERE metric = 'convictions'")


def swap_parquet(folder: Path) -> None:
    with duckdb.connect() as connection:
        path = folder / "parquet" / "metric.parquet"
        connection.execute(f"COPY (SELECT * REPLACE (41 AS value) FROM '{path}') TO '{path}.new' (FORMAT parquet)")
        Path(f"{path}.new").replace(path)


def break_parquet(folder: Path) -> None:
    (folder / "parquet" / "metric.parquet").write_bytes(b"no parquet")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (swap_database, "the rows of country_year in tipetl.duckdb are not those of its Parquet file"),
        (swap_parquet, "the rows of parquet/ are not those that were published"),
        (break_parquet, "parquet/ cannot be read"),
    ],
)
def test_damage_is_told_of_it_too(warehouse: Path, damage: Callable[[Path], None], told: str) -> None:
    folder = version_dir(warehouse, "latest")
    for path in folder.rglob("*"):
        path.chmod(0o755)
    damage(folder)
    assert told in "; ".join(verify_snapshot(warehouse).problems)
