"""Name the steps of publishing, and provide a hook that reports each step.

The hook does nothing unless a watcher is set. The torture test uses a watcher to kill the process at a given step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

STEPS = (
    "claimed",
    "locked",
    "leftovers cleared",
    "build folder made",
    "page written",
    "database written",
    "parquet written",
    "metadata written",
    "sources written",
    "database read back",
    "citation written",
    "manifest written",
    "sums written",
    "flushed",
    "link prepared",
    "moved into place",
    "latest swung",
    "build folder removed",
    "run recorded",
)
"""All steps, in the order in which a publishing run reaches them."""

_watchers: list[Callable[[str], None]] = []


def reached(step: str) -> None:
    """Report to the watcher that a step of ``STEPS`` is done."""
    for watcher in _watchers:
        watcher(step)


@contextmanager
def watching(watcher: Callable[[str], None]) -> Iterator[None]:
    """Call ``watcher`` with the name of each step that this process reaches inside the block."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)
