"""Supply a published database to query."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tables.samples import audit_of, sample
from tipetl.store import write_database
from tipetl.tables import TABLES, Rows, rows_of


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the database of one narrative with 13 facts. Tests query it, but must not write to it."""
    path = tmp_path_factory.mktemp("made") / "tipetl.duckdb"
    narrative = sample()
    empty: Rows = {name: [] for name in TABLES}
    write_database(path, empty | rows_of([narrative], [audit_of(narrative)]))
    return path
