"""Reads the language's data files so that equal words share one string object (``memo``)."""

from __future__ import annotations

from typing import Any

from tipetl.language.memo import one
from tipetl.yamlfile import packaged_yaml


def read_yaml(name: str) -> Any:
    """Parses a data file of this package and returns its content. Raises the same errors as
    ``tipetl.yamlfile.read_yaml``."""
    return with_one(packaged_yaml("tipetl.language", "data", *name.split("/")))


def with_one(value: Any) -> Any:
    """Return a copy of the data in which equal words share one string object."""
    if isinstance(value, str):
        return one(value)
    if isinstance(value, list):
        return [with_one(x) for x in value]
    if isinstance(value, dict):
        return {with_one(key): with_one(x) for key, x in value.items()}
    return value
