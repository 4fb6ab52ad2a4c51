"""Great Expectations as this project uses it: a data source that reads a warehouse, and our own expectations.

Importing this package registers both; do so before opening a stored project. The import takes seconds because it loads
Great Expectations. Importing it suppresses that library's warnings, and skips modules that the checks never use.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from tipetl.errors import TerminalError

__all__ = ["expectations", "library", "queries", "row_conditions", "warehouse"]

# Great Expectations imports these modules to draw charts and compare distributions. The deferred modules account for
# two fifths of its import time.
_DEFERRED = ("altair", "scipy.stats")


class _Deferred(ModuleType):
    """A module that is imported on first use."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


@contextmanager
def _deferred() -> Iterator[None]:
    """Replace the deferred modules with stand-ins inside the block. Imports after the block get the real modules."""
    names = [name for name in _DEFERRED if name not in sys.modules]
    sys.modules.update({name: _Deferred(name) for name in names})
    try:
        yield
    finally:
        for name in names:
            if isinstance(sys.modules.get(name), _Deferred):
                del sys.modules[name]


if sys.flags.optimize >= 2:
    raise TerminalError(
        "Great Expectations cannot be loaded where Python strips docstrings (-OO, PYTHONOPTIMIZE=2).",
        advice="Start Python with -O at most.",
    )
# Great Expectations reads this variable when imported. Without this variable, an anonymous usage event is sent.
os.environ["GX_ANALYTICS_ENABLED"] = "false"
for _name in ("great_expectations", "great_expectations.core", "great_expectations.data_context"):
    logging.getLogger(_name).setLevel(logging.ERROR)
with _deferred(), warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import great_expectations as library
    import great_expectations.expectations as expectations
    from great_expectations.expectations import row_conditions

    from tipetl.checks.gx import queries, warehouse
