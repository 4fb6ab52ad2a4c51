"""A server does not outlive the run that started it, even if the run is killed."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

KEEPER = Path(__file__).resolve().parents[2] / "flows" / "keeper.py"
_SERVER = "import os, signal; os.write(1, b'up'); signal.pause()"
_RUN = """
import subprocess, sys
kept = subprocess.Popen([sys.executable, *sys.argv[1:]], stdin=subprocess.PIPE)
sys.stdin.read()
"""


def _closes(pipe: int) -> bool:
    """Tell whether the process that holds the other end ends within a minute."""
    return bool(select.select([pipe], [], [], 60)[0]) and os.read(pipe, 1) == b""


def test_the_program_ends_when_its_starter_is_killed() -> None:
    read, write = os.pipe()
    run = subprocess.Popen(
        [sys.executable, "-c", _RUN, str(KEEPER), sys.executable, "-c", _SERVER], stdin=subprocess.PIPE, stdout=write
    )
    os.close(write)
    assert os.read(read, 2) == b"up"
    assert select.select([read], [], [], 0)[0] == [], "it ended by itself"
    run.kill()
    run.communicate()
    assert _closes(read)
    os.close(read)


def test_the_program_ends_when_its_starter_lets_go() -> None:
    kept = subprocess.Popen(
        [sys.executable, str(KEEPER), sys.executable, "-c", _SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert kept.stdin and kept.stdout
    assert kept.stdout.read(2) == b"up"
    kept.stdin.close()
    assert kept.wait(60) != 0
    kept.stdout.close()


def test_an_early_end_is_told() -> None:
    with subprocess.Popen(
        [sys.executable, str(KEEPER), sys.executable, "-c", "raise SystemExit(7)"], stdin=subprocess.PIPE
    ) as kept:
        assert kept.wait(60) == 7
