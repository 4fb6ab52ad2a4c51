"""Functions that a worker calls in the tests: each fails in a way in which an item of a run may fail."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

from tipetl import isolation


def act(item: tuple[str, Any]) -> Any:
    """Perform the act that the item names, with the item's value as argument."""
    what, value = item
    return {
        "give": _give,
        "big": lambda size: b"x" * size,
        "raise": _raise,
        "hang": _hang,
        "spin": _spin,
        "signal": _signal,
        "exit": os._exit,
        "allocate": _allocate,
        "deep": _deep,
        "lock": lambda _: threading.Lock(),
        "pid": lambda _: os.getpid(),
        "print": lambda words: os.write(1, words) + os.write(2, words),
        "poison": _poison,
        "watched": _watched,
        "count": _count,
    }[what](value)


def _give(value: Any) -> Any:
    return value


def _raise(words: str) -> None:
    raise ValueError(words)


def _hang(_: Any) -> None:
    time.sleep(600)


def _spin(_: Any) -> None:
    while True:
        pass


def _signal(number: int) -> None:
    signal.signal(number, signal.SIG_DFL) if number != signal.SIGKILL else None
    os.kill(os.getpid(), number)
    time.sleep(600)


def _allocate(_: Any) -> int:
    held = []
    while True:
        held.append(bytearray(16 * 1024 * 1024))


def _deep(value: int) -> int:
    return _deep(value + 1)


def _poison(marker: str) -> str:
    """End the worker on the first call, and succeed on the second."""
    if Path(marker).exists():
        return "second try"
    Path(marker).touch()
    os._exit(3)


def _count(marker: str) -> None:
    """Record the call, and end the process."""
    with Path(marker).open("a", encoding="utf-8") as file:
        file.write("x")
    os._exit(3)


def _watched(beyond: int) -> None:
    # Linux counts the caller's peak as this process's own, so the test checks current memory.
    isolation.watch_memory(
        beyond, every=0.001, held=lambda: int(Path("/proc/self/statm").read_text().split()[1]) * 4096
    )
    held = []
    for _ in range(64):
        held.append(bytearray(b"x" * 4 * 1024 * 1024))
        time.sleep(0.005)
