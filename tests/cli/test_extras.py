"""Without the extras, reading, querying and showing work; a command that needs an extra names it in one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tipetl import pipeline

# A text written for this test.
WORDS = "KOSOVO (Tier 2)\n\nProsecution\nIn 2012, courts convicted nine traffickers.\n"
_WITHOUT = """
import sys

class Missing:
    names = "great_expectations", "pandas", "prefect", "xlsxwriter", "pagefind", "duckdb_extension_ducklake"

    def find_spec(self, name, path=None, target=None):
        if name in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
from tipetl.cli import main
sys.exit(main(sys.argv[1:]))
"""


def _tipetl(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _WITHOUT, *arguments], cwd=cwd, capture_output=True, text=True, timeout=300
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with a report and a warehouse that contains it."""
    place = tmp_path_factory.mktemp("extras")
    (place / "kosovo-2013.txt").write_text(WORDS, encoding="utf-8")
    pipeline.run([place / "kosovo-2013.txt"], warehouse=place / "warehouse")
    return place


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("extract", "kosovo-2013.txt"), "convictions"),
        (("sql", "SELECT metric FROM metric"), "convictions"),
        (("check",), "Checks: "),
        (("snapshots", "list"), "latest"),
    ],
)
def test_the_base_reads_and_queries(folder: Path, arguments: tuple[str, ...], told: str) -> None:
    done = _tipetl(*arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert told in done.stdout


@pytest.mark.parametrize(
    ("arguments", "extra"),
    [
        (("run", "kosovo-2013.txt", "--no-cache"), "checks"),
        (("snapshots", "export", "--to", "copies", "--format", "xlsx"), "excel"),
        (("lake", "versions", "--lake", "dbname=lake"), "ducklake"),
    ],
)
def test_what_needs_an_extra_names_it(folder: Path, arguments: tuple[str, ...], extra: str) -> None:
    done = _tipetl(*arguments, cwd=folder)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith(f"pip install 'tipetl[{extra}]'")
    assert "Traceback" not in done.stderr
