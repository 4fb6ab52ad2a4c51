"""Interrupt Python code in this process when its time is up, with an alarm in the main thread.

The alarm cannot interrupt native code that never returns to the interpreter; worker processes (``isolation``) can.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN_SECONDS = 0.05


class Overdue(BaseException):
    """Raised when the time limit of a call is up. Not an Exception, so that code that continues after failures does not
    catch it."""


def can_interrupt() -> bool:
    """Tell whether ``interrupted_after`` works here: in the main thread, if the system has alarms and no alarm
    is set.
    """
    return (
        threading.current_thread() is threading.main_thread()
        and hasattr(signal, "setitimer")
        and signal.getsignal(signal.SIGALRM) in (signal.SIG_DFL, signal.SIG_IGN)
        and signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    )


@contextmanager
def interrupted_after(seconds: float) -> Iterator[None]:
    """Raise Overdue inside the block after ``seconds``; works only if ``can_interrupt`` returns true.

    Overdue is raised repeatedly until it gets through: the interpreter drops exceptions raised in a finalizer.
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
