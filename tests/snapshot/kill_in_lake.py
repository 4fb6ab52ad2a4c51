"""Publish into a lake and die at each named step: ``python -m tests.snapshot.kill_in_lake WAREHOUSE LAKE VERSION``.

Prints the step and waits for a line before the next one, so that a reader can look at what the dead client left. The
process itself never opens a database: each client is a fork of it, with the libraries loaded once.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pyarrow.parquet  # noqa: F401 - loaded before the forks

from tipetl.snapshot.lake import STEPS, publish_to_lake
from tipetl.snapshot.steps import watching


def _die(step: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(warehouse: str, lake: str, version: str) -> None:
    for step in STEPS:
        client = os.fork()
        if client == 0:
            with watching(lambda reached, at=step: _die(reached) if reached == at else None):
                publish_to_lake(Path(warehouse), lake, version)
            os._exit(0)
        _, status = os.waitpid(client, 0)
        sys.stdout.write(f"{step if os.WIFSIGNALED(status) else 'survived'}\n")
        sys.stdout.flush()
        sys.stdin.readline()


if __name__ == "__main__":
    main(*sys.argv[1:])
