"""Start and end a command's process: restart the process if it was started in a way that cannot work, and end it
quickly.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys


def keep_docstrings(module: str, *, beside: bool = False) -> None:
    """Replace this process with ``python -m module`` if Python strips docstrings (``-OO``).

    The commands' help is built from docstrings, and Great Expectations and one of its libraries fail without them.
    Assertions stay disabled. ``beside`` means that the module is found through the current folder.
    """
    if sys.flags.optimize < 2 or not sys.executable:
        return
    # Without -P, a file in the current folder could replace a library.
    safe = [] if beside else ["-P"]
    environment = os.environ | {"PYTHONOPTIMIZE": "1"}
    os.execve(sys.executable, [sys.executable, *safe, "-m", module, *sys.argv[1:]], environment)


def skip_last_collection() -> None:
    """Make this process end without a final garbage collection.

    Python's final collections search all rules and words, which takes a fifth of the time of ``tipetl extract``, and
    find nothing that the process would not release anyway.
    """
    atexit.register(gc.freeze)
