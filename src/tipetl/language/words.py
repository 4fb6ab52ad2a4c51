"""Loads closed word sets: the sets in ``data/lexicon/words.yaml``, and the word lists of other packages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tipetl.errors import DataFileError
from tipetl.language.yamlfile import read_yaml, with_one
from tipetl.yamlfile import packaged_yaml


@cache
def _sets() -> dict[str, list[str]]:
    raw: dict[str, list[str]] = read_yaml("lexicon/words.yaml")
    return raw


def word_set(name: str) -> frozenset[str]:
    """Return the set called ``name``. Raises DataFileError if the file lacks the set."""
    try:
        return frozenset(_sets()[name])
    except KeyError:
        raise DataFileError(f"no set of words called {name!r}", file="lexicon/words.yaml") from None


@cache
def word_lists(package: str, file: str) -> Mapping[str, frozenset[str]]:
    """Return the word lists in a package's ``data/file``, by name. Raises DataFileError if an entry is not a list of
    words."""
    raw = packaged_yaml(package, "data", file)
    if not isinstance(raw, dict):
        raise DataFileError("expected lists of words", file=file)
    for name, words in raw.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise DataFileError(f"{name}: expected a list of words (quote no, on and numbers)", file=file)
    return MappingProxyType({name: frozenset(with_one(words)) for name, words in raw.items()})
