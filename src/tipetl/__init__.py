"""tipetl: structured data from the country narratives of the Trafficking in Persons Report."""

from __future__ import annotations

__version__: str


def __getattr__(name: str) -> str:
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import PackageNotFoundError, version  # this import takes longer than many commands do

    try:
        return version("tipetl")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "0+unknown"
