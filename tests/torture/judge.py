"""Assert what must hold in a warehouse at every moment, whichever process was killed while writing to it."""

from __future__ import annotations

import contextlib
import io
import json
import multiprocessing
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb

from tipetl.cli import main as command_line
from tipetl.snapshot import leftovers, lock_holder
from tipetl.snapshot.layout import VERSION
from tipetl.snapshot.manifest import read_manifest

PROJECT = Path(__file__).resolve().parents[2]
_TOP = {".tipetl-warehouse", ".tipetl-build", "snapshots", "runs", "tipetl.lock"}


class Runner:
    """The process that runs jobs; see ``tests.torture.runner``."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.runner"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT,
            text=True,
        )

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def __call__(self, job: str, warehouse: Path, content: int, **more: Any) -> dict[str, Any]:
        """Run a job to its end.

        ``stop`` kills the job at that step. ``seconds`` kills it that many seconds after it begins, or after the step
        ``after``. ``operation`` kills it just before the change of a folder with that number, counted from 1.
        ``file_limit`` bounds what the job may write.
        """
        return self.ask({"job": job, "warehouse": str(warehouse), "content": content, **more})

    def ask(self, job: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        told = [answer, *answer["beside"]]
        bugs = [one["end"][1] for one in told if one["end"] and one["end"][0] == "bug"]
        assert not bugs, bugs[0]
        return answer


class Reader:
    """Another process, which opened a version before the killing began and continues to read it."""

    def __init__(self) -> None:
        # The process is started anew, not forked, as another user's process would be.
        self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    def opens(self, folder: Path) -> None:
        """Open a version's database, and close the previous one."""
        self._pool.submit(_open, folder).result()

    def still_reads(self) -> None:
        """Assert that the open connection, and a new one, return the same rows as when the version was opened."""
        self._pool.submit(_read_again).result()


_opened: dict[str, Any] = {}


def _rows(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return connection.execute("SELECT * FROM metric ORDER BY ALL").fetchall()


def _open(folder: Path) -> None:
    if _opened:
        _opened["connection"].close()
    connection = duckdb.connect(str(folder / "tipetl.duckdb"), read_only=True)
    _opened.update(folder=folder, connection=connection, rows=_rows(connection))


def _read_again() -> None:
    assert _rows(_opened["connection"]) == _opened["rows"]
    with duckdb.connect(str(_opened["folder"] / "tipetl.duckdb"), read_only=True) as connection:
        assert _rows(connection) == _opened["rows"]
    parquet = _opened["folder"] / "parquet" / "metric.parquet"
    assert duckdb.sql(f"SELECT * FROM '{parquet}' ORDER BY ALL").fetchall() == _opened["rows"]


def versions(warehouse: Path) -> list[str]:
    """Return the names of the existing versions."""
    folder = warehouse / "snapshots"
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path.name for path in found if path.name[0] != "." and path.name != "latest")


def latest_hash(warehouse: Path) -> str | None:
    """Return the content hash of ``latest``; None if nothing was published. Asserts that ``latest`` is not broken."""
    link = warehouse / "snapshots" / "latest"
    if not link.is_symlink():
        assert not link.exists()
        return None
    assert VERSION.fullmatch(str(link.readlink())), link.readlink()
    assert link.is_dir(), "latest points at nothing"
    return read_manifest(link.resolve()).content_hash


_sound: set[tuple[object, ...]] = set()


def _seal(folder: Path) -> tuple[object, ...]:
    """Return everything that would change if a file of the version were touched."""
    told = [(path.as_posix(), path.stat()) for path in sorted([folder, *folder.rglob("*")])]
    return tuple((name, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) for name, stat in told)


def _verified(warehouse: Path, name: str) -> None:
    """Assert that ``tipetl snapshots verify`` accepts a version.

    A version that was sound and has not been touched since is not read again.
    """
    seal = _seal(warehouse / "snapshots" / name)
    if seal not in _sound:
        told = io.StringIO()
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
            code = command_line(["snapshots", "verify", name, "--warehouse", str(warehouse)])
        assert code == 0, told.getvalue()
        _sound.add(seal)


def hold(warehouse: Path, allowed: set[str | None]) -> None:
    """Assert what must hold after a kill: ``latest`` is one of ``allowed``, and every version is complete."""
    found = latest_hash(warehouse)
    assert found in allowed, f"latest is {found}"
    assert {path.name for path in warehouse.iterdir()} <= {*_TOP, ".tipetl-cache"}
    for name in versions(warehouse):
        assert VERSION.fullmatch(name), name
        _verified(warehouse, name)
    if found is not None:
        with duckdb.connect(str(warehouse / "snapshots" / "latest" / "tipetl.duckdb"), read_only=True) as connection:
            assert connection.execute("SELECT count(*) FROM metric").fetchone() != (0,)
            assert connection.execute("SELECT count(*) FROM country_year").fetchone() is not None


def settled(warehouse: Path) -> None:
    """Assert that a killed run left nothing behind: no litter, no lock, no duplicate version."""
    assert leftovers(warehouse) == ()
    assert lock_holder(warehouse) is None
    assert {path.name for path in warehouse.iterdir()} - {".tipetl-cache"} == _TOP
    assert {path.name for path in (warehouse / "snapshots").iterdir()} == {*versions(warehouse), "latest"}
    assert all(path.suffix == ".json" and path.name[0] != "." for path in (warehouse / "runs").iterdir())
    manifests = sorted(
        (read_manifest(warehouse / "snapshots" / name) for name in versions(warehouse)), key=lambda m: m.sequence
    )
    assert [manifest.sequence for manifest in manifests] == list(range(1, len(manifests) + 1))
    hashes = [manifest.content_hash for manifest in manifests]
    assert all(one != other for one, other in pairwise(hashes)), "a version was published twice"
    assert hashes[-1] == latest_hash(warehouse), "a version that was never pointed at stayed behind"
