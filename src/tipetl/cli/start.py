"""How the process was started, and starting it again where that was in a way that does not work."""

from __future__ import annotations

import os
import sys


def keep_docstrings(module: str, *, beside: bool = False) -> None:
    """Starts ``python -m module`` in place of this process where Python strips docstrings (``-OO``); else nothing.

    The help of the commands is made of docstrings, and Great Expectations and a library that it imports fail without
    them. Assertions stay stripped. ``beside`` says that the module is found by the current folder.
    """
    if sys.flags.optimize < 2 or not sys.executable:
        return
    # Without -P a file in the current folder could take the place of a library.
    safe = [] if beside else ["-P"]
    environment = os.environ | {"PYTHONOPTIMIZE": "1"}
    os.execve(sys.executable, [sys.executable, *safe, "-m", module, *sys.argv[1:]], environment)
