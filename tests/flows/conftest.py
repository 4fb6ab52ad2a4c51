"""Supply a Prefect server for the tests of the flows, with its state in a temporary folder."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Prefect reads its environment on import, which happens when the tests in this folder are collected.
_HOME = tempfile.mkdtemp(prefix="tipetl-prefect-")
os.environ["PREFECT_HOME"] = _HOME
os.environ.pop("PREFECT_API_URL", None)


@pytest.fixture(scope="session")
def api() -> Iterator[str]:
    """Run a server while the tests run, and yield its address."""
    from flows.server import api_server

    with api_server() as url:
        yield url
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Write a narrative, made for these tests, to a file whose name contains the year."""
    path = tmp_path / "reports" / "kosovo-2013.txt"
    path.parent.mkdir()
    path.write_text(
        "KOSOVO (Tier 2)\n\nProsecution\nIn 2012, police investigated 31 trafficking cases, compared with 22 in 2011. "
        "Courts convicted nine traffickers.\n\nProtection\nThe government identified 42 victims.\n",
        encoding="utf-8",
    )
    return path
