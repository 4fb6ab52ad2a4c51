"""Reads the language's data files with one string object for each word (``memo``)."""

from __future__ import annotations

from typing import Any

from tipetl.language.memo import one
from tipetl.yamlfile import packaged_yaml


def read_yaml(name: str) -> Any:
    """One data file of this package, parsed. Raises like ``tipetl.yamlfile.read_yaml``."""
    return with_one(packaged_yaml("tipetl.language", "data", *name.split("/")))


def with_one(value: Any) -> Any:
    """The same data with one string object for each word."""
    if isinstance(value, str):
        return one(value)
    if isinstance(value, list):
        return [with_one(x) for x in value]
    if isinstance(value, dict):
        return {with_one(key): with_one(x) for key, x in value.items()}
    return value
