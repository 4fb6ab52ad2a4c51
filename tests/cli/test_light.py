"""``extract`` and ``sql`` stay light: they import no orchestrator, no checks engine, no data frames, no charts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tipetl.isolation import cores
from tipetl.threads import ONE_THREAD

HEAVY = ("prefect", "great_expectations", "pandas", "altair", "vl_convert")
_PROBE = f"""
import sys
from tipetl.cli import main
code = main(sys.argv[1:])
found = [name for name in {HEAVY!r} if name in sys.modules]
sys.stderr.write("heavy: " + ",".join(found))
sys.exit(code)
"""


def _heavy_after(*arguments: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *map(str, arguments)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip(), "the command printed nothing, so it proves nothing"
    return done.stderr.rpartition("heavy: ")[2]


@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
def test_extract_imports_nothing_heavy(narrative: Path, form: str) -> None:
    assert _heavy_after("extract", narrative, "--format", form) == ""


def test_extract_does_not_even_import_the_database(narrative: Path) -> None:
    code = _PROBE.replace(repr(HEAVY), repr((*HEAVY, "duckdb", "pyarrow")))
    done = subprocess.run(
        [sys.executable, "-c", code, "extract", narrative], capture_output=True, text=True, timeout=120
    )
    assert done.stderr.rpartition("heavy: ")[2] == ""


@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
def test_sql_imports_nothing_heavy(published: Path, form: str) -> None:
    query = "SELECT metric, value, year FROM metric"
    assert _heavy_after("sql", query, "--warehouse", published, "--format", form) == ""


def test_the_probe_would_notice() -> None:
    assert _heavy_after_code("import pandas") == "pandas"


def _heavy_after_code(statement: str) -> str:
    code = statement + "\n" + _PROBE
    done = subprocess.run([sys.executable, "-c", code, "version"], capture_output=True, text=True, timeout=120)
    return done.stderr.rpartition("heavy: ")[2]


_THREADS = """
import sys
from pathlib import Path
from tipetl.cli import main
sys.argv[1:] = ["extract", sys.argv[1]]
code = main()
sys.stderr.write("threads: " + str(len(list(Path("/proc/self/task").iterdir()))))
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="threads of libraries are counted by the system")
@pytest.mark.parametrize(("asked", "threads"), [(None, 1), ("2", 2)])
def test_sums_are_made_in_one_thread_unless_asked(narrative: Path, asked: str | None, threads: int) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ONE_THREAD}
    if asked:
        environment["OPENBLAS_NUM_THREADS"] = asked
    done = subprocess.run(
        [sys.executable, "-c", _THREADS, narrative], capture_output=True, text=True, timeout=120, env=environment
    )
    assert done.stderr.rpartition("threads: ")[2] == str(min(threads, cores()))
