"""Derive a recommendation's themes from single words, using trained weights that complement the wordings.

This module finds the forms and meanings of words, and sums their weights. Weights are whole numbers, so that a sum
depends neither on word order nor on the machine; ``scripts/train_themes.py`` trains the weights.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from tipetl.countries import all_countries
from tipetl.errors import DataFileError
from tipetl.model import THEMES
from tipetl.yamlfile import packaged_yaml

if TYPE_CHECKING:
    Ints = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]

_MEANINGS = "structure/theme_words.yaml"
_WEIGHTS = "structure/theme_weights.tsv"
Listed = dict[str, list[str]]
"""Maps words, or beginnings of words, to the names under which they are listed."""
#: Weights are log odds in multiples of 1 / SCALE.
SCALE = 64
#: The number of a word's initial letters that form a feature: "prose" for "prosecute" and "prosecution".
_BEGINNING = 5
#: Words to ignore because they do not indicate a theme.
_SILENT = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "her", "his", "in", "is", "it", "its", "of",
    "on", "or", "that", "the", "their", "them", "these", "they", "this", "those", "to", "was", "were", "with",
})  # fmt: skip
#: Last words of country names that do not identify a country.
_NO_NATION = frozenset(
    {"bank", "city", "coast", "federation", "islander", "islanders", "islands", "kingdom", "north", "region"}
    | {"republic", "rule", "south", "states", "territories", "union"}
)


@dataclass(frozen=True, slots=True)
class Weights:
    """The trained weights. ``table`` has a row for each feature in ``names`` and a column for each theme; ``bias`` is
    the score of an item without words."""

    names: tuple[str, ...]
    table: Ints
    bias: Ints

    def as_text(self) -> str:
        """Return the weights in file format: one line per feature, the bias first."""
        rows = [("", self.bias), *zip(self.names, self.table, strict=True)]
        lines = ["\t".join((name, *map(str, row.tolist()))) for name, row in rows]
        return "\n".join(("\t".join(("feature", *THEMES)), *lines)) + "\n"


def sums(words: Iterable[str]) -> list[int]:
    """Compute each theme's log odds, in multiples of 1 / SCALE, from an item's words alone."""
    known = weights()
    found: set[int] = set()
    for word in words:
        found.update(_rows(word))
    total = known.table[sorted(found)].sum(axis=0) + known.bias
    return [int(n) for n in total]


def features(word: str) -> tuple[str, ...]:
    """Return a word's features: the word itself, its beginning, and its meanings."""
    if word in _SILENT or not word[0].isalnum():
        return ()
    return (word, f"{word[:_BEGINNING]}*", *(f"={meaning}" for meaning in _meanings(word)))


@lru_cache(maxsize=20_000)
def _rows(word: str) -> tuple[int, ...]:
    rows = _row_of()
    return tuple(rows[name] for name in features(word) if name in rows)


def _meanings(word: str) -> tuple[str, ...]:
    return tuple(sorted(matching(word, *_listed())))


def matching(word: str, whole: Listed, beginnings: Listed) -> set[str]:
    """Return what is listed under a form of the word, or under its beginning."""
    found = {name for form in forms(word) for name in whole.get(form, ())}
    for length in range(3, len(word) + 1):
        found.update(beginnings.get(word[:length], ()))
    return found


def forms(word: str) -> tuple[str, ...]:
    """Return the word and its possible base forms: "police" for "police's", "issue" for "issuing"."""
    found = [word, word.removesuffix("'s")]
    if len(word) > 5 and word.endswith("ing"):
        stem = word[:-3]
        found += [stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem]
    return tuple(dict.fromkeys(found))


def nations() -> list[str]:
    """Return the last word, in lower case, of each country's names and demonyms: "thai", "thailand", "emirates"."""
    names = [name for land in all_countries() for name in (land.name, *land.aliases, *land.demonyms)]
    last = {words[-1].casefold().strip("()") for words in map(str.split, names) if words and len(words[-1]) > 3}
    return sorted(last - _NO_NATION)


@cache
def _listed() -> tuple[Listed, Listed]:
    """Load the listed words and prefixes, each mapped to its meanings."""
    raw = packaged_yaml("tipetl.structure", "theme_words.yaml")
    if not isinstance(raw, dict) or not all(isinstance(words, str) for words in raw.values()):
        raise DataFileError("wants words by meaning", file=_MEANINGS)
    whole: Listed = {}
    beginnings: Listed = {}
    for meaning, words in (*raw.items(), ("nations", " ".join(nations()))):
        for word in words.split():
            of = (beginnings if word.endswith("*") else whole).setdefault(word.rstrip("*"), [])
            if meaning in of:
                raise DataFileError(f"{meaning}: {word!r} stands twice", file=_MEANINGS)
            of.append(meaning)
    return whole, beginnings


@cache
def _row_of() -> dict[str, int]:
    return {name: row for row, name in enumerate(weights().names)}


@cache
def weights() -> Weights:
    """Return the trained weights. Raises DataFileError if the file does not match the themes."""
    text = files("tipetl.structure").joinpath("theme_weights.tsv").read_text(encoding="utf-8")
    head, *lines = (line.split("\t") for line in text.splitlines())
    if tuple(head[1:]) != THEMES or not lines or any(len(line) != len(head) for line in lines):
        raise DataFileError("wants a column for each theme", file=_WEIGHTS)
    table = np.array([[int(n) for n in line[1:]] for line in lines], dtype=np.int64)
    return Weights(tuple(line[0] for line in lines[1:]), table[1:], table[0])
