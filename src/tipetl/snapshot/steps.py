"""The named steps of publishing, and a hook that tells when each is reached.

The hook does nothing unless somebody watches: the torture test does, to end the process at exactly that step.
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
    "database read back",
    "parquet written",
    "metadata written",
    "sources written",
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
"""In the order in which a run that publishes a version reaches them."""

_watchers: list[Callable[[str], None]] = []


def reached(step: str) -> None:
    """Tells whoever watches that a step of ``STEPS`` is done."""
    for watcher in _watchers:
        watcher(step)


@contextmanager
def watching(watcher: Callable[[str], None]) -> Iterator[None]:
    """Calls ``watcher`` with the name of each step that this process reaches meanwhile."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)
