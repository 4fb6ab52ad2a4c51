"""Set the number of threads that matrix libraries use."""

from __future__ import annotations

import os

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""The environment of a process in which matrix libraries use one thread.

A run has as many workers as processors, so more threads would only compete.
"""


def compute_in_one_thread() -> None:
    """Limit matrix libraries to one thread in this process, unless its environment says otherwise.

    Call this function before NumPy is imported. Our matrix computations take only milliseconds. More threads hardly
    shorten them, and wait for each other as soon as the processors have other work: reading a narrative then took three
    times as long.
    """
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
