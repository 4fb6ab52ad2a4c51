"""A warehouse created once by ``tipetl run``, and ways to call the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from tipetl.cli import main

# A narrative shaped like the reports, with invented figures, written for these tests.
NARRATIVE = """\
KOSOVO (Tier 2)

The Government of Kosovo does not fully meet the minimum standards for the elimination of trafficking; however, it is
making significant efforts to do so.

Recommendations for Kosovo:
Train judges in the capital; open a shelter for boys.

Prosecution
The government kept up its efforts. In 2012, police investigated 31 trafficking cases, compared with 22 in 2011. Courts
convicted nine traffickers.

Protection
The government identified 42 victims, including seven children, and gave shelter to 12 of them.

Prevention
The government held five training courses for 120 police officers.
"""


@dataclass(frozen=True)
class Called:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


class Call(Protocol):
    """Calls the command line in this process."""

    def __call__(self, *arguments: str | Path) -> Called: ...


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a function that calls ``main``; tests that need standard input use ``spawn``."""

    def _call(*arguments: str | Path) -> Called:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Called(code, out, err)

    return _call


def spawn(*arguments: str | Path, cwd: Path, words: str | bytes = b"") -> Called:
    """Run the command line in a separate process, with ``words`` on its standard input."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("TIPETL_")}
    done = subprocess.run(
        [sys.executable, "-m", "tipetl", *map(str, arguments)],
        cwd=cwd,
        env=env,
        input=words.encode() if isinstance(words, str) else words,
        capture_output=True,
        timeout=300,
    )
    return Called(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="session")
def narrative(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the narrative above to a file whose name contains the year."""
    path = tmp_path_factory.mktemp("reports") / "kosovo-2013.txt"
    path.write_text(NARRATIVE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def published(narrative: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish that narrative into a warehouse. Tests read the warehouse, but must not publish to it."""
    warehouse = tmp_path_factory.mktemp("published") / "warehouse"
    done = spawn("run", narrative, "--warehouse", warehouse, cwd=narrative.parent)
    assert done.code == 0, done.err
    return warehouse
