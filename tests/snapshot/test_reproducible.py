"""The same sources yield the same version, regardless of place, time and order."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest

from tipetl.snapshot import show_snapshot, version_dir

# Texts written for this test; a worker process reads the web page, but not the text.
_TEXTS = {
    "kosovo-2013.txt": "KOSOVO (Tier 2)\n\nProsecution\nIn 2012, police investigated 31 trafficking cases, compared "
    "with 22 in 2011. Courts convicted nine traffickers.\n\nProtection\nThe government identified 42 victims: "
    "12 children and 50 women.\n",
    "ghana-2014.html": "<html><head><title>Ghana</title></head><body><h1>GHANA (Tier 2)</h1><p>Prosecution</p>"
    "<p>In 2013, police investigated 12 trafficking cases, compared with 9 in 2012.</p><p>Protection</p>"
    "<p>Women from Nigeria face forced labor in Ghana. Officials identified 70 victims.</p></body></html>",
    "kosovo-2012.txt": "KOSOVO (Tier 2)\n\nProsecution\nIn 2011, police investigated 25 trafficking cases.\n",
}
_PROGRAM = """
import os, sys
if hasattr(os, "sched_setaffinity"):
    allowed = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, allowed[: int(sys.argv[1]) or None])
os.umask(int(sys.argv[2], 8))
from tipetl.cli import main
sys.exit(main(sys.argv[3:]))
"""


@dataclass(frozen=True)
class Build:
    """The way and place in which a version is built. ``processors`` 0 means all processors."""

    place: str
    processors: int
    workers: int
    umask: str
    backwards: bool
    environment: dict[str, str] = field(default_factory=dict)


_BUILDS = (
    Build("one", 1, 1, "022", False, {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}),
    Build("an other/place", 0, 3, "077", True, {"PYTHONHASHSEED": "77", "TZ": "America/Lima", "LC_ALL": "C"}),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Run the builds in parallel, and return their warehouses."""
    root = tmp_path_factory.mktemp("reproducible")
    running = []
    for build in _BUILDS:
        place = root / build.place
        place.mkdir(parents=True)
        names = list(_TEXTS)[::-1] if build.backwards else list(_TEXTS)
        for name in names:
            (place / name).write_text(_TEXTS[name], encoding="utf-8")
        command = [sys.executable, "-c", _PROGRAM, str(build.processors), build.umask, "run"]
        command += [*names, "--warehouse", "w", "--workers", str(build.workers)]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **build.environment}
        process = subprocess.Popen(command, cwd=place, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        running.append((place / "w", process))
    for _, process in running:
        _, told = process.communicate(timeout=300)
        assert process.returncode == 0, told.decode()
    return [warehouse for warehouse, _ in running]


def test_the_content_hash_is_the_same(built: list[Path]) -> None:
    one, two = (show_snapshot(warehouse) for warehouse in built)
    assert one.row_counts["document"] == len(_TEXTS)
    assert one.row_counts["finding"] > 0, "findings are content too"
    assert one.content_hash == two.content_hash
    assert one.table_hashes == two.table_hashes


def test_every_file_but_those_that_date_the_version_has_the_same_bytes(built: list[Path]) -> None:
    one, two = (version_dir(warehouse, "latest") for warehouse in built)
    files = [{path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}
             for place in (one, two)]  # fmt: skip
    assert files[0].keys() == files[1].keys()
    assert [name for name in files[0] if name.startswith("parquet/")]
    different = {name for name in files[0] if files[0][name] != files[1][name]}
    # The contents of a database file are compared below; DuckDB may arrange the blocks differently each time.
    assert different <= {"manifest.json", "SHA256SUMS", "CITATION.cff", "tipetl.duckdb"}, different


def test_the_databases_hold_the_same_in_the_same_order(built: list[Path]) -> None:
    def everything(warehouse: Path) -> list[object]:
        database = version_dir(warehouse, "latest") / "tipetl.duckdb"
        with duckdb.connect(str(database), read_only=True) as connection:
            ask = lambda query: connection.execute(query).fetchall()  # noqa: E731 - a name for three words
            tables = ask("SELECT table_name, sql, comment FROM duckdb_tables() ORDER BY ALL")
            columns = ask("SELECT table_name, column_name, comment FROM duckdb_columns() ORDER BY ALL")
            views = ask("SELECT view_name, sql, comment FROM duckdb_views() WHERE NOT internal ORDER BY ALL")
            rows = [(name, ask(f'SELECT * FROM "{name}"')) for name, _, _ in tables]
        return [tables, columns, views, rows]

    one, two = map(everything, built)
    assert one == two


def test_parquet_names_its_writer_and_no_place_or_time(built: list[Path]) -> None:
    import pyarrow.parquet

    for warehouse in built:
        for path in (version_dir(warehouse, "latest") / "parquet").iterdir():
            metadata = pyarrow.parquet.read_metadata(path)
            assert metadata.created_by == f"parquet-cpp-arrow version {pyarrow.__version__}"
            assert str(warehouse).encode() not in path.read_bytes()
