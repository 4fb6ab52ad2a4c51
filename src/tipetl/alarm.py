"""Ending Python code of this process when its time is up.

What belongs here: the alarm of the main thread. Native code that never comes back to the interpreter is not ended by
it: for that there are worker processes (``isolation``).
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["Overdue", "can_interrupt", "interrupted_after"]

_AGAIN_SECONDS = 0.05


class Overdue(BaseException):
    """The time is up. No Exception, so that nothing which goes on after a failure goes on after it."""


def can_interrupt() -> bool:
    """Whether ``interrupted_after`` works here: in the main thread, on a system with alarms, of which nobody else has
    set one.
    """
    return (
        threading.current_thread() is threading.main_thread()
        and hasattr(signal, "setitimer")
        and signal.getsignal(signal.SIGALRM) in (signal.SIG_DFL, signal.SIG_IGN)
        and signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    )


@contextmanager
def interrupted_after(seconds: float) -> Iterator[None]:
    """Raises Overdue in what runs inside once ``seconds`` are over; only where ``can_interrupt``.

    It is raised again and again until it comes through: where it meets a finalizer, the interpreter drops it.
    """
    over = False

    def ring(_signal: int, _frame: FrameType | None) -> None:
        if not over:
            raise Overdue

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
        yield
    finally:
        over = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
