"""tipetl: structured data from the country narratives of the Trafficking in Persons Report."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("tipetl")
except PackageNotFoundError:  # running from a source tree that was never installed
    __version__ = "0+unknown"
