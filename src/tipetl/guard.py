"""Read many sources so that no source can harm the others.

This module decides which sources to read in this process and which in a worker, and records the outcome of each
failure. The same limits apply in this process and in a worker. The caller supplies the function that reads a source.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from tipetl.alarm import Overdue, can_interrupt, interrupted_after
from tipetl.isolation import MEMORY_BYTES, SECONDS, Ended, Pool, checked_memory, checked_seconds
from tipetl.model import Audit, Outcome, Source
from tipetl.sniff import sniff

Item = TypeVar("Item")
Result = TypeVar("Result")

SECONDS_PER_MB = 4.0
"""The extra seconds per megabyte of a large source: a yearly volume of 60 MB may take four minutes longer."""
HERE_EACH = 60_000
HERE_ALL = 500_000
"""The maximum number of bytes, per text and in total, to read in this process: reading them takes less time than
starting a worker.

A narrative takes 5,000 to 35,000 bytes.
"""
HERE_MEMORY_PER_BYTE = 4_000
"""The maximum number of bytes of memory that reading may take per byte of text; text made only of figures takes
2,400."""

LIMITED: tuple[Outcome, ...] = ("timeout", "too_big", "corrupt")
"""Outcomes of sources that may be read successfully with other limits, or at another time."""

_BUG = "Check the file; if it looks right, report this line with the file as a bug."


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits for reading one source, and how many sources are read at once.

    ``seconds`` is the limit for a small source; larger sources get more (``SECONDS_PER_MB``). ``memory_bytes=None``
    means no limit, ``workers=None`` one worker per processor. Raises ValueError for invalid limits (not a number,
    infinite, zero, negative, beyond what the system can count), or for less memory than any source needs.
    """

    seconds: float = SECONDS
    memory_bytes: int | None = MEMORY_BYTES
    workers: int | None = None

    def __post_init__(self) -> None:
        checked_seconds(self.seconds)
        checked_memory(self.memory_bytes)

    def seconds_for(self, source: Source) -> float:
        """Return the time limit for this source."""
        return self.seconds + SECONDS_PER_MB * len(source.data) / 1e6


def read_each(
    sources: Sequence[Source],
    read: Callable[[Source], Result],
    failed: Callable[[Audit], Result],
    *,
    limits: Limits | None = None,
    progress: Callable[[int, int], None] | None = None,
    take: Callable[[Source, Result, bool], Any] | None = None,
) -> list[Any]:
    """Return the result of ``read`` for each source, in order, or the result of ``failed`` for the audit if ``read``
    fails.

    ``take`` is called in this process with each source, its result, and whether the result is from ``read``, as soon as
    the result exists. The return value replaces the result, which need not stay in memory.

    Worker processes read web pages, PDFs and large texts. A few small texts are read in this process if it can
    interrupt itself: in its main thread, with no other user of its alarm. ``limits`` apply to every source. ``read``
    must be picklable by name, and its results must be picklable. ``progress`` is called with the number of finished
    sources and the total.
    """
    limits = limits or Limits()
    tell = progress or (lambda _done, _total: None)
    here = _here(sources, limits)
    apart = sorted(set(range(len(sources))) - set(here))
    found: dict[int, Any] = {}

    def taken(source: Source, end: Ended) -> Any:
        done = end.how == "done"
        result = end.value if done else failed(_audit_of(source, end))
        return result if take is None else take(source, result, done)

    for number in here:
        source = sources[number]
        found[number] = taken(source, _call_here(read, source, limits.seconds_for(source)))
        tell(len(found), len(sources))
    if apart:
        with Pool(read, workers=limits.workers, seconds=limits.seconds, memory_bytes=limits.memory_bytes) as pool:
            ended = pool.map(
                [sources[number] for number in apart],
                seconds=limits.seconds_for,
                progress=lambda done, _total: tell(len(here) + done, len(sources)),
                take=lambda number, end: taken(sources[apart[number]], end),
            )
        found.update(zip(apart, ended, strict=True))
    return [found[number] for number in range(len(sources))]


def unread(source: Source, outcome: Outcome, reason: str, advice: str) -> Audit:
    """Return the audit of a source that could not be read."""
    hints = source.hints
    return Audit(
        doc=source.doc,
        name=source.name,
        source_id=source.source_id,
        outcome=outcome,
        reason=reason,
        advice=advice,
        byte_count=len(source.data),
        publisher=hints.publisher,
        url=hints.url,
        licence=hints.licence,
    )


def _here(sources: Sequence[Source], limits: Limits) -> list[int]:
    """Return the indices of the sources to read in this process."""
    if not can_interrupt():
        return []
    here = [
        number
        for number, source in enumerate(sources)
        if _small(len(source.data), limits) and sniff(source.data, source.name) in ("text", "other")
    ]
    return here if sum(len(sources[number].data) for number in here) <= HERE_ALL else []


def _small(size: int, limits: Limits) -> bool:
    """Tell whether a text of ``size`` bytes is too small to exceed the memory limit."""
    memory = limits.memory_bytes
    return size <= HERE_EACH and (memory is None or size * HERE_MEMORY_PER_BYTE <= memory)


def run_within(function: Callable[[Item], Any], item: Item, size: int, limits: Limits) -> Ended:
    """Return the result of ``function(item)`` under the limits for a source; ``size`` is the size of the item's text in
    bytes.

    The function runs in this process if a text of that size may be read here, else in a worker; function, item and
    result must then be picklable.
    """
    seconds = limits.seconds + SECONDS_PER_MB * size / 1e6
    if can_interrupt() and _small(size, limits):
        return _call_here(function, item, seconds)
    with Pool(function, workers=1, seconds=seconds, memory_bytes=limits.memory_bytes) as pool:
        ended: list[Ended] = pool.map([item])
        return ended[0]


def _call_here(function: Callable[[Item], Any], item: Item, seconds: float) -> Ended:
    try:
        with interrupted_after(seconds):
            return Ended("done", function(item))
    except Overdue:
        return Ended("timeout", reason=f"It took longer than {round(seconds, 1):g} seconds.")
    except MemoryError:
        return Ended("memory", reason="There is not enough memory.")
    except Exception as error:  # noqa: BLE001 - one bad document must not stop the others; the audit says what happened
        return Ended("raised", reason=f"{type(error).__name__}: {' '.join(str(error).split())}")


def _audit_of(source: Source, end: Ended) -> Audit:
    """Make the audit of a source that was not read completely."""
    if end.how == "timeout":
        return unread(source, "timeout", end.reason, "Give it more time (--time-limit), or split it by country.")
    if end.how == "memory":
        return unread(source, "too_big", end.reason, "Give it more memory (--memory-limit), or split it by country.")
    if end.how == "crashed":
        return unread(source, "corrupt", end.reason, "The file is most likely damaged: get it again, or as a web page.")
    return unread(source, "corrupt", f"The reader failed: {end.reason}", _BUG)
