"""A command's process ends without searching for garbage."""

from __future__ import annotations

import subprocess
import sys

_COMMAND = """
import atexit, gc, sys
atexit.register(lambda: print("kept:", gc.get_freeze_count()))
sys.argv = ["tipetl", "version"]
from tipetl.cli import main
main({argv})
"""


def _kept_at_the_end(argv: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND.format(argv=argv)], capture_output=True, text=True, check=True, timeout=60
    )
    return int(done.stdout.rpartition("kept: ")[2])


def test_the_process_of_a_command_ends_without_a_search() -> None:
    assert _kept_at_the_end("") > 10_000


def test_a_command_inside_another_program_changes_nothing_there() -> None:
    assert _kept_at_the_end("['version']") == 0
