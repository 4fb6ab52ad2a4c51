"""Limit what a query may use: time in the database, and memory, both of its buffers and of the whole process."""

from __future__ import annotations

import queue
import resource
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tipetl.errors import WarehouseError

SECONDS = 60.0
MEMORY_BYTES = 1024**3

_GRACE_SECONDS = 3.0
_AGAIN_SECONDS = 0.05
_LEAST_SECONDS = 0.001
# Extra memory for Python values, and for DuckDB's memory outside its buffers.
_BESIDE_BYTES = 512 * 1024**2

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """Limits on how long the database may work on a query and how much memory its buffers may use; nothing spills to
    disk.

    ``seconds`` does not include the time that the caller spends on the rows. ``whole_process`` also limits the memory
    that this process may add (Linux) to ``memory_bytes`` plus 512 MB: some DuckDB functions use memory that DuckDB does
    not count. Only programs that do nothing else at the same time should set ``whole_process``.
    """

    seconds: float = SECONDS
    memory_bytes: int = MEMORY_BYTES
    whole_process: bool = False


class TooLongError(WarehouseError):
    """The query ran out of time."""


class StuckQueryError(WarehouseError):
    """The query did not stop when interrupted, and is still running in a thread of this process.

    ``interrupted`` says whether Ctrl-C rather than the time limit interrupted it. A program that cannot wait ends
    itself with ``os._exit``; the connection closes when the query ends.
    """

    def __init__(self, message: str, *, interrupted: bool, advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.interrupted = interrupted


class Worker:
    """A thread that works for its caller, which can still receive Ctrl-C and stop waiting.

    ``interrupt``, called in the caller's thread, must stop what the worker is doing.
    """

    def __init__(self, seconds: float, interrupt: Callable[[], None]) -> None:
        self._limit = seconds
        self._left = seconds
        self._interrupt = interrupt
        self._jobs: queue.SimpleQueue[Callable[[], Any] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[Any, BaseException | None]] = queue.SimpleQueue()
        self._stuck = False
        self._thread = threading.Thread(target=self._serve, name="tipetl query", daemon=True)
        self._thread.start()

    def call(self, job: Callable[[], Given]) -> Given:
        """Return what ``job`` returns, or raise what it raises.

        Raises ``TooLongError`` if all calls together take longer than the limit, and ``StuckQueryError`` if the job
        does not stop even then.
        """
        started = time.monotonic()
        self._jobs.put(job)
        try:
            value, error = self._wait(started)
        except queue.Empty:
            self._stop(interrupted=False)
            raise TooLongError(
                f"The query took longer than the limit of {self._limit:g} seconds.",
                advice="Ask for less, or allow more: --time-limit SECONDS",
            ) from None
        except BaseException:  # Ctrl-C
            self._stop(interrupted=True)
            raise
        self._left -= time.monotonic() - started
        if error is not None:
            raise error
        result: Given = value
        return result

    def _wait(self, started: float) -> tuple[Any, BaseException | None]:
        """Return the job's result; raise ``queue.Empty`` when the time is up.

        The method waits in short intervals, because a signal that arrives just before a wait is noticed only when that
        wait ends.
        """
        until = started + self._left
        now = started
        while True:
            try:
                return self._done.get(timeout=min(max(until - now, _LEAST_SECONDS), _AGAIN_SECONDS))
            except queue.Empty:
                now = time.monotonic()
                if now >= until:
                    raise

    def end(self, last: Callable[[], None]) -> None:
        """Stop the thread after it has run ``last``; wait for it unless it is stuck."""
        self._jobs.put(last)
        self._jobs.put(None)
        if not self._stuck:
            self._thread.join()

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                self._done.put((job(), None))
            except BaseException as error:  # noqa: BLE001 - it is raised again where the caller waits
                self._done.put((None, error))

    def _stop(self, *, interrupted: bool) -> None:
        """Interrupt until the job has ended: an interrupt between two of the job's queries finds nothing to stop."""
        self._stuck = True
        until = time.monotonic() + _GRACE_SECONDS
        try:
            while time.monotonic() < until:
                self._interrupt()
                with suppress(queue.Empty):
                    self._done.get(timeout=_AGAIN_SECONDS)
                    self._stuck = False
                    return
        except KeyboardInterrupt:  # after a second Ctrl-C, stop waiting for the query
            interrupted = True
        why = "was interrupted" if interrupted else f"took longer than the limit of {self._limit:g} seconds"
        raise StuckQueryError(
            f"The query {why} and did not stop, so it was ended.",
            interrupted=interrupted,
            advice="One of its functions takes too long on a single value.",
        )


@contextmanager
def process_memory(beyond: int) -> Iterator[None]:
    """Limit this process to its current memory plus ``beyond`` bytes and a margin, if the system supports that."""
    if sys.platform != "linux":
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_DATA)
    most = _data_bytes() + beyond + _BESIDE_BYTES
    for bound in before:
        most = most if bound == resource.RLIM_INFINITY else min(most, bound)
    resource.setrlimit(resource.RLIMIT_DATA, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def _data_bytes() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0
