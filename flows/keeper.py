"""Keeps a program running as long as whoever started it lives: ``python keeper.py COMMAND...``.

A run that is killed outright cannot stop the server that it started, and the server would run for ever. The keeper's
standard input is a pipe from the run: it closes when the run ends, however it ends, and then the keeper ends the
program.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading

STOP_SECONDS = 10


def main(command: list[str]) -> int:
    """The exit code of the program."""
    # A service manager's stop goes to every process of the service; the keeper outlives the program, to end it whole.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    program = subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def watch() -> None:
        # Unbuffered: a thread that waits in a buffered read cannot be left behind at the end.
        while os.read(0, 1024):
            pass
        program.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(STOP_SECONDS)
        program.kill()

    threading.Thread(target=watch, daemon=True).start()
    return program.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
