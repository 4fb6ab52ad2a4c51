"""Compile the patterns for statements about routes in a profile (``data/patterns.yaml``).

This module only loads the patterns; the modules that use a pattern decide what its matches mean for a route.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from tipetl.errors import DataFileError
from tipetl.yamlfile import packaged_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = "routes/data/patterns.yaml"
_FRAGMENT = re.compile(r"\{([a-z_]+)\}")
_KEYS = {"says", "pattern", "any_case", "examples"}


def compiled(raw: object) -> Mapping[str, re.Pattern[str]]:
    """Compile the patterns of a file and return them by name. Raises DataFileError if a pattern is invalid or names a
    missing fragment.
    """
    if not isinstance(raw, dict) or set(raw) != {"fragments", "patterns"}:
        raise DataFileError("wants fragments and patterns", file=_FILE)
    fragments: dict[str, str] = {}
    for name, text in raw["fragments"].items():
        fragments[name] = (
            f"(?:{_written(name, text, fragments)})" if isinstance(text, list) else _written(name, text, fragments)
        )
    return MappingProxyType({name: _pattern(name, entry, fragments) for name, entry in raw["patterns"].items()})


def _pattern(name: str, entry: object, fragments: Mapping[str, str]) -> re.Pattern[str]:
    if not isinstance(entry, dict) or not {"says", "pattern", "examples"} <= set(entry) <= _KEYS:
        raise DataFileError(f"{name}: wants what it says, a pattern and examples", file=_FILE)
    try:
        return re.compile(
            _written(name, entry["pattern"], fragments), re.IGNORECASE if entry.get("any_case") else re.NOFLAG
        )
    except re.error as error:
        raise DataFileError(f"{name}: no regular expression: {error}", file=_FILE) from None


def _written(name: str, text: str | list[str], fragments: Mapping[str, str]) -> str:
    """Write out a pattern, or alternatives, with fragments filled in. Each space matches any white space."""
    text = "|".join(text) if isinstance(text, list) else text
    unknown = {found[1] for found in _FRAGMENT.finditer(text)} - set(fragments)
    if unknown:
        raise DataFileError(f"{name}: no fragment is called {min(unknown)}", file=_FILE)
    return _FRAGMENT.sub(lambda found: fragments[found[1]], text.replace(" ", r"\s+"))


class Patterns:
    """The compiled patterns as attributes: ``FIND.own_role``."""

    def __init__(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        self.__dict__.update(patterns)

    def __getattr__(self, name: str) -> re.Pattern[str]:
        raise AttributeError(f"no pattern is called {name} in {_FILE}")


FIND = Patterns(compiled(packaged_yaml("tipetl.routes", "data", "patterns.yaml")))
