"""Supply databases on the PostgreSQL server that ``scripts/with-postgres.sh`` starts for the tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from uuid import uuid4

import pytest

from tipetl.snapshot import lake

NO_SERVER = "There is no PostgreSQL server for the tests: bash scripts/with-postgres.sh make test"


def new_database() -> str:
    """Return the connection string of a new, empty database. Without a server, skip the test, or fail if it
    must run.
    """
    server = os.environ.get("TIPETL_POSTGRES", "")
    if server == "required":
        pytest.fail(NO_SERVER)
    if not server:
        pytest.skip(NO_SERVER)
    name = f"lake_{uuid4().hex}"
    # use template0, since only one client at a time may copy the usual template
    subprocess.run(["createdb", "--maintenance-db", server, "--template", "template0", name], check=True, timeout=60)
    return server.replace("dbname=postgres", f"dbname={name}")


def create_lake(connection: str, data: Path) -> None:
    """Create an empty lake."""
    data.mkdir()
    with lake._opened(connection, f"DATA_PATH '{data}'"):
        pass
