"""Run a function on many items so that a crash, hang or memory bomb in one cannot harm the others.

This module runs worker processes with limits and reports each item's result. Nothing in it is specific to sources or
documents.

Workers are programs of their own. Workers are never forked, so that the caller's threads do no harm, and they do not
import the caller's main module, so that a script needs no ``if __name__ == "__main__"``. The function is looked up by
module and name, so it must be importable; items and results must be picklable.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, Literal

from tipetl.errors import TerminalError
from tipetl.threads import ONE_THREAD

SECONDS = 120.0
"""The time limit per item."""
MEMORY_BYTES = 2 * 1024**3
"""The memory limit per item, beyond what the worker uses once its libraries are loaded."""

MOST_SECONDS = 7 * 24 * 3600.0
"""The longest time limit: a week."""
LEAST_MEMORY_BYTES = 64 * 1024**2
MOST_MEMORY_BYTES = 2**62
"""The smallest and largest memory limits; the system counts address space in 63 bits."""

_START_SECONDS = 60.0
_GRACE_SECONDS = 5.0
_OUT_OF_MEMORY = 87
_PROGRAM = (
    "import json,sys;sys.path[:]=json.loads(sys.argv[2]);"
    "from tipetl.isolation import serve;serve(int(sys.argv[1]),int(sys.argv[3]))"
)
# The signals that kill native code if it runs out of memory and cannot report it.
_ABORTS = (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGTRAP, signal.SIGILL)

How = Literal["done", "raised", "timeout", "memory", "crashed"]


@dataclass(frozen=True, slots=True)
class Ended:
    """The result of one item.

    ``done``: ``value`` is what the function returned. ``raised``: the function raised, or its result could not be sent;
    ``reason`` names the exception. ``timeout``, ``memory``: the item exceeded a limit. ``crashed``: the worker's
    process died during the item. ``reason`` is one line, empty for ``done``.
    """

    how: How
    value: Any = None
    reason: str = ""


def cores() -> int:
    """Return the number of processors that this process may use; at least 1."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:
        return max(1, os.cpu_count() or 1)


def checked_seconds(seconds: float) -> float:
    """Validate a time limit. Raises ValueError if the limit is not a number, not above 0, or more than a week."""
    if not 0 < seconds <= MOST_SECONDS:  # this comparison is also false for nan
        raise ValueError(f"A time limit is a number of seconds above 0 and up to {MOST_SECONDS:,.0f}, not {seconds}.")
    return seconds


def checked_memory(size: int | None) -> int | None:
    """Validate a memory limit in bytes (None: no limit). Raises ValueError if the limit is too low to read anything."""
    if size is not None and not LEAST_MEMORY_BYTES <= size <= MOST_MEMORY_BYTES:
        least, most = LEAST_MEMORY_BYTES // 1024**2, MOST_MEMORY_BYTES // 1024**2
        raise ValueError(f"A memory limit is {least} MB to {most:,} MB, not {size / 1024**2:,.0f} MB.")
    return size


class Pool:
    """Worker processes that call ``function`` on items; use it as a context manager.

    ``workers`` (default: ``cores()``) start on demand and stay until the pool is closed. ``seconds`` and
    ``memory_bytes`` limit each item; Linux enforces the memory limit; on other systems the worker watches its own
    memory. A worker that crashed, hung or ran out of memory is replaced. A pool serves one thread at a time.
    """

    def __init__(
        self,
        function: Callable[[Any], Any],
        *,
        workers: int | None = None,
        seconds: float = SECONDS,
        memory_bytes: int | None = MEMORY_BYTES,
    ) -> None:
        self._function = pickle.dumps(function)
        self._most = max(1, workers if workers is not None else cores())
        self._seconds = checked_seconds(seconds)
        self._memory_bytes = checked_memory(memory_bytes)
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the workers."""
        while self._idle:
            self._idle.pop().stop()

    def map(
        self,
        items: Sequence[Any],
        *,
        seconds: Callable[[Any], float] | None = None,
        progress: Callable[[int, int], None] | None = None,
        take: Callable[[int, Ended], Any] | None = None,
    ) -> list[Any]:
        """Return the result of each item, in the order of ``items``.

        ``take`` is called with an item's number and result as soon as the result exists; the return value replaces the
        result.

        ``seconds`` returns an item's time limit. ``progress`` is called with the number of finished items and the
        total. An item that brings down a worker that has already served others is retried once in a fresh worker, so
        that it is not blamed for what an earlier item left behind. Raises TerminalError if no worker can be started.
        """
        seconds = seconds or (lambda _item: self._seconds)
        progress = progress or (lambda _done, _total: None)
        take = take or (lambda _number, end: end)
        ended: dict[int, Any] = {}
        waiting = deque(range(len(items)))
        again: set[int] = set()
        busy: dict[_Worker, int] = {}
        with self._lock:
            while len(self._idle) < min(self._most, len(items)):
                self._idle.append(self._start())  # start all workers at once, because each takes a while to be ready
            try:
                while waiting or busy:
                    while waiting and len(busy) < self._most:
                        number = waiting.popleft()
                        worker = self._idle.pop() if self._idle and number not in again else self._start()
                        busy[worker] = number
                        worker.give(items[number], seconds(items[number]))
                    for worker, outcome in _ready(busy):
                        number = busy.pop(worker)
                        if worker.alive:
                            self._idle.append(worker)
                        if outcome.how in ("crashed", "memory") and worker.served > 1 and number not in again:
                            again.add(number)
                            waiting.appendleft(number)
                            continue
                        ended[number] = take(number, outcome)
                        progress(len(ended), len(items))
            finally:
                for worker in busy:
                    worker.kill()
        return [ended[number] for number in range(len(items))]

    def _start(self) -> _Worker:
        return _Worker(self._function, self._memory_bytes)


class _Worker:
    """A process, and the caller's end of the pipe to it."""

    def __init__(self, function: bytes, memory_bytes: int | None) -> None:
        ours, theirs = Pipe()
        self.pipe: Connection[Any, Any] = ours
        self._memory_bytes = memory_bytes
        self.served = 0
        self.alive = True
        self._deadline = 0.0
        self._limit = 0.0
        self._first_peak = 0
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, str(theirs.fileno()), json.dumps(sys.path), str(memory_bytes or 0)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env=os.environ | ONE_THREAD,
                start_new_session=True,  # Ctrl-C is for the caller, which then stops the workers
            )
        except OSError as error:
            ours.close()
            raise TerminalError(f"No worker process could be started: {error}.", advice="Free some memory.") from error
        finally:
            theirs.close()
        # The pipe buffers the function until the program has started: pickled by name, the function takes a few bytes.
        with contextlib.suppress(OSError):
            self.pipe.send_bytes(function)

    def _await_start(self) -> None:
        try:
            ready = self.pipe.recv() if self.pipe.poll(_START_SECONDS) else "It did not answer."
        except (EOFError, OSError):
            ready = "It ended at once."
        if isinstance(ready, int):
            self._first_peak = ready
        else:
            self.kill()
            raise TerminalError(
                f"A worker process could not be started: {ready}",
                advice="Check that the function can be imported by its name, and that there is memory left.",
            )

    @property
    def left(self) -> float:
        """Return the seconds until the item's time is up."""
        return self._deadline - time.monotonic()

    def give(self, item: Any, seconds: float) -> None:
        """Send an item; if sending fails, the item ends as if its process had died."""
        if not self.served:
            self._await_start()
        self.served += 1
        self._limit = seconds
        self._deadline = time.monotonic() + seconds
        # A dead worker is noticed when its answer is read, so a failure to send does not matter.
        with contextlib.suppress(OSError):
            self.pipe.send((item, seconds))

    def answer(self) -> Ended:
        """Return what the worker sent, or what its exit status means."""
        try:
            how, value, reason = self.pipe.recv()
        except (EOFError, OSError):
            return self._end()
        if how == "memory":
            self.kill()
            return self._too_much()
        return Ended(how, value, reason)

    def overdue(self) -> Ended:
        """Kill a worker whose item took too long."""
        self.kill()
        return Ended("timeout", reason=f"It took longer than {self._limit:g} seconds.")

    def _end(self) -> Ended:
        code, peak = self._reap()
        if code == -signal.SIGALRM:
            return Ended("timeout", reason=f"It took longer than {self._limit:g} seconds.")
        if code == -signal.SIGKILL:
            return Ended("memory", reason="The system ended it, most likely for want of memory.")
        # Linux counts the memory that the caller had when it started the program as the program's own peak.
        near = self._memory_bytes is not None and peak > self._first_peak and peak * 10 >= self._memory_bytes * 6
        if code == _OUT_OF_MEMORY or (near and -code in _ABORTS):
            return self._too_much()
        what = f"by signal {signal.Signals(-code).name}" if code < 0 else f"with exit code {code}"
        return Ended("crashed", reason=f"The reader's process ended {what}.")

    def _too_much(self) -> Ended:
        size = f"{(self._memory_bytes or 0) / 1024**2:,.0f} MB"
        return Ended("memory", reason=f"It needed more memory than the limit of {size}.")

    def _reap(self) -> tuple[int, int]:
        """Return the exit code and peak memory (bytes) of a process that has closed its pipe and is exiting or hung."""
        self.alive = False
        self.pipe.close()
        killer = threading.Timer(_GRACE_SECONDS, self._process.kill)
        killer.start()
        try:
            _, status, usage = os.wait4(self._process.pid, 0)
        except ChildProcessError:  # with SIGCHLD ignored, the exit status is lost
            return self._process.wait(), 0
        finally:
            killer.cancel()
        self._process.returncode = os.waitstatus_to_exitcode(status)
        return self._process.returncode, _bytes_of(usage.ru_maxrss)

    def stop(self) -> None:
        """Let an idle worker exit, which it does when its pipe closes."""
        self.alive = False
        self.pipe.close()
        try:
            self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """Kill the process."""
        self.alive = False
        self.pipe.close()
        self._process.kill()
        self._process.wait()


def _ready(busy: dict[_Worker, int]) -> Iterator[tuple[_Worker, Ended]]:
    """Wait until a worker has answered, died or run out of time; yield all such workers, each with its result."""
    first = min(worker.left for worker in busy)
    answered = set(wait([worker.pipe for worker in busy], max(0.0, first)))
    for worker in list(busy):
        if worker.pipe in answered:
            yield worker, worker.answer()
        elif worker.left <= 0:
            # The worker may have answered in the meantime.
            yield worker, (worker.answer() if worker.pipe.poll() else worker.overdue())


def serve(descriptor: int, memory_bytes: int) -> None:
    """Run the main loop of a worker: receive a function, then items one at a time, until the pipe closes.

    As a safeguard that works even without the caller, an alarm ends a hung item shortly after its time is up.
    """
    pipe: Connection[Any, Any] = Connection(descriptor)
    try:
        function = pickle.loads(pipe.recv_bytes())
    except Exception as error:  # noqa: BLE001 - whatever is wrong with the function is reported to the caller
        pipe.send(_line(error))
        return
    pipe.send(_peak())
    while True:
        try:
            item, seconds = pipe.recv()
        except (EOFError, OSError):
            return
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE_SECONDS)
        limit_memory(memory_bytes)
        answer = _call(function, item)
        lift_memory_limit()
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            pipe.send(answer)
        except OSError:
            return
        except Exception as error:  # noqa: BLE001 - a result that cannot be pickled
            pipe.send(("raised", None, f"The result could not be sent: {_line(error)}"))


def _call(function: Callable[[Any], Any], item: Any) -> tuple[How, Any, str]:
    try:
        return "done", function(item), ""
    except MemoryError:
        return "memory", None, ""
    except Exception as error:  # noqa: BLE001 - one bad item must not stop the others
        return "raised", None, _line(error)


def _line(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}".rstrip(": ")


def limit_memory(beyond: int) -> None:
    """Let this process use at most ``beyond`` bytes more than now; 0 means no limit."""
    if not beyond:
        return
    if sys.platform != "linux":
        watch_memory(beyond)
        return
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - a Path here would cost an import
        now = int(file.read().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = now + beyond if hard == resource.RLIM_INFINITY else min(now + beyond, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def lift_memory_limit() -> None:
    """Undo ``limit_memory``, so that an answer can be sent."""
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


_watched: list[int] = []


def watch_memory(beyond: int, every: float = 0.02, held: Callable[[], int] | None = None) -> None:
    """End this process when ``held`` (default: its peak memory) exceeds its initial value by ``beyond`` bytes.

    Use this on systems that accept a limit on address space without enforcing it.
    """
    if _watched:
        return
    measure = held or _peak
    _watched.append(measure() + beyond)

    def watch() -> None:
        while measure() <= _watched[0]:
            time.sleep(every)
        os._exit(_OUT_OF_MEMORY)

    threading.Thread(target=watch, daemon=True).start()


def _peak() -> int:
    return _bytes_of(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _bytes_of(maxrss: int) -> int:
    """Convert a peak to bytes: macOS counts bytes, other systems kilobytes."""
    return maxrss if sys.platform == "darwin" else maxrss * 1024
