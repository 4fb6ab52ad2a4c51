"""Closed sets of words, from ``data/lexicon/words.yaml``."""

from __future__ import annotations

from functools import cache

from tipetl.errors import DataFileError
from tipetl.language.yamlfile import read_yaml


@cache
def _sets() -> dict[str, list[str]]:
    raw: dict[str, list[str]] = read_yaml("lexicon/words.yaml")
    return raw


def word_set(name: str) -> frozenset[str]:
    """The set called ``name``. Raises DataFileError where the file has no such set."""
    try:
        return frozenset(_sets()[name])
    except KeyError:
        raise DataFileError(f"no set of words called {name!r}", file="lexicon/words.yaml") from None
