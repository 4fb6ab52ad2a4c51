"""Keep a program running for as long as its parent lives: ``python keeper.py COMMAND...``.

A run that is killed outright cannot stop the server it started, which would then run forever. The keeper's standard
input is a pipe from the run: when the run ends, however it ends, the pipe closes, and the keeper stops the program.
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
    """Run the program and return its exit code."""
    # A service manager's stop signal goes to every process; the keeper must outlive the program to stop it completely.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    program = subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def watch() -> None:
        # Unbuffered: a thread waiting in a buffered read cannot be abandoned at exit.
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
