"""How many threads libraries for sums of matrices use."""

from __future__ import annotations

import os

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""The environment of a process in which they use one.

There are as many workers as processors, so that more threads would only compete.
"""


def compute_in_one_thread() -> None:
    """Let them use one thread in this process, unless its environment says otherwise; call it before NumPy is imported.

    Our sums take milliseconds. More threads hardly shorten them, and wait for each other as soon as processors are busy
    with anything else: reading a narrative then took three times as long.
    """
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
