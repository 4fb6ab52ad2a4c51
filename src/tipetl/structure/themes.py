"""Classify recommendations by their request, with one or more codes of the taxonomy in ``themes.yaml``.

This module matches wordings from the file and then weighs them against the evidence of an item's single words. It
matches a wording word by word, not as part of one large pattern: it looks up each word of an item once among the
elements of wordings, and few wordings begin with any given word.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, TypeAlias

from tipetl.errors import DataFileError
from tipetl.model import THEMES
from tipetl.structure.theme_words import SCALE, Listed, matching, nations, sums
from tipetl.yamlfile import packaged_yaml

_FILE = "structure/themes.yaml"
_FIELDS = {"meaning", "says", "examples", "counter"}
_GROUP = re.compile(r"\{(\w+)\}")
_TOKEN = re.compile(r"[\w'-]+|[;:]|\.(?=\s|$)")
#: The maximum number of words that "..." may match.
_GAP = 7
#: A token that no wording can cross.
_BREAK = "."
#: Above these log odds, an item's words alone assign it a theme, without any wording. Odds slightly below even work
#: best on held-out authors; between -0.4 and 0, the value makes little difference.
SURE = round(-0.25 * SCALE)
#: At or below these log odds, a wording is ignored, because fewer than one in 25 such items have the theme.
DOUBTFUL = round(math.log(0.04 / 0.96) * SCALE)

Wording: TypeAlias = tuple[str, ...]
"""A wording, as a sequence of words. Each word is a set of alternatives; ``_`` is any word and ``...`` a gap."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the taxonomy, with its wordings. An item has the theme if one of the wordings ``says`` occurs in it
    outside the matches of ``unless``."""

    code: str
    meaning: str
    says: tuple[Wording, ...]
    unless: tuple[Wording, ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]


def themes_of(item: str) -> tuple[str, ...]:
    """Return the themes of one item, in the order of the taxonomy.

    An item has a theme if a wording matches and the single words do not contradict it, or if the words alone make the
    theme likely.
    """
    words = words_of(item)
    odds = sums(words)
    by_wordings = told_by_wordings(
        words, {code for code, odd in zip(THEMES, odds, strict=True) if DOUBTFUL < odd <= SURE}
    )
    return tuple(code for code, odd in zip(THEMES, odds, strict=True) if odd > SURE or code in by_wordings)


def words_of(item: str) -> tuple[str, ...]:
    """Split an item into its words and the punctuation that ends a request."""
    return tuple(_TOKEN.findall(item.replace("’", "'").casefold()))


def told_by_wordings(words: tuple[str, ...], asked: Collection[str] = THEMES) -> set[str]:
    """Return those of the ``asked`` themes that have a matching wording."""
    starts = _starts()
    says: dict[str, list[tuple[Wording, int]]] = {}
    unless: dict[str, list[tuple[Wording, int]]] = {}
    for place, word in enumerate(words):
        for element in _elements(word):
            for code, tells, wording in starts.get(element, ()):
                if code in asked:
                    (says if tells else unless).setdefault(code, []).append((wording, place))
    return {code for code, wordings in says.items() if _has(wordings, unless.get(code, []), words)}


def _has(says: list[tuple[Wording, int]], unless: list[tuple[Wording, int]], words: tuple[str, ...]) -> bool:
    found = [(wording, place) for wording, place in says if _end(wording, words, place) is not None]
    if not found or not unless:
        return bool(found)
    left = list(words)
    for wording, place in unless:
        if (end := _end(wording, words, place, far=True)) is not None:
            left[place:end] = [_BREAK] * (end - place)
    kept = tuple(left)
    return any(_end(wording, kept, place) is not None for wording, place in found)


def _end(wording: Wording, words: tuple[str, ...], place: int, *, far: bool = False) -> int | None:
    """Return the nearest (or, with ``far``, the farthest) end of a wording that begins at ``place``, or None if the
    wording does not match."""
    if not wording:
        return place
    if wording[0] == "...":
        ends = (_end(wording[1:], words, at, far=far) for at in _reach(words, place, far=far))
        return next((end for end in ends if end is not None), None)
    if place >= len(words) or words[place] in ".;:" or wording[0] not in _elements(words[place]):
        return None
    return _end(wording[1:], words, place + 1, far=far)


def _reach(words: tuple[str, ...], place: int, *, far: bool) -> list[int]:
    """Return the positions at which the words after a gap may begin; a gap does not extend past its clause."""
    found = [place]
    while len(found) <= _GAP and found[-1] < len(words) and words[found[-1]] not in ".;:":
        found.append(found[-1] + 1)
    return found[::-1] if far else found


@lru_cache(maxsize=20_000)
def _elements(word: str) -> frozenset[str]:
    """Return the elements of wordings that a word matches."""
    return frozenset({"_"} | matching(word, *_alternatives()))


@cache
def _alternatives() -> tuple[Listed, Listed]:
    """Map whole words and stems to the elements that list them as an alternative."""
    exact: Listed = {}
    stems: Listed = {}
    elements = {part for theme in taxonomy() for wording in (*theme.says, *theme.unless) for part in wording}
    for element in sorted(elements - {"...", "_"}):
        for word in element.split("|"):
            (stems if word.endswith("*") else exact).setdefault(word.rstrip("*"), []).append(element)
    return exact, stems


@cache
def _starts() -> dict[str, tuple[tuple[str, bool, Wording], ...]]:
    """Map each first element to the wordings that begin with it. Each wording is stored with its theme and whether it
    asserts or excludes the theme."""
    found: dict[str, list[tuple[str, bool, Wording]]] = {}
    for theme in taxonomy():
        for tells, wordings in ((True, theme.says), (False, theme.unless)):
            for wording in dict.fromkeys(wordings):
                found.setdefault(wording[0], []).append((theme.code, tells, wording))
    return {element: tuple(wordings) for element, wordings in found.items()}


@cache
def taxonomy() -> tuple[Theme, ...]:
    """Return the themes in order. Raises DataFileError if the file breaks the rules in its header."""
    raw = packaged_yaml("tipetl.structure", "themes.yaml")
    if not isinstance(raw, dict) or set(raw) != {"groups", "themes"}:
        raise DataFileError("wants exactly the fields groups, themes", file=_FILE)
    if tuple(raw["themes"]) != THEMES:
        raise DataFileError(f"wants exactly the themes {', '.join(THEMES)}", file=_FILE)
    groups = {str(name): str(words) for name, words in raw["groups"].items()}
    groups["nations"] = "|".join(nations())
    return tuple(_theme(code, entry, groups) for code, entry in raw["themes"].items())


def _theme(code: str, entry: Any, groups: dict[str, str]) -> Theme:
    if not isinstance(entry, dict) or set(entry) - {"unless"} != _FIELDS:
        raise DataFileError(f"{code}: wants the fields {', '.join(sorted(_FIELDS))}", file=_FILE)
    return Theme(
        code=code,
        meaning=str(entry["meaning"]),
        says=_wordings(code, entry["says"], groups),
        unless=_wordings(code, entry.get("unless", ()), groups),
        examples=tuple(map(str, entry["examples"])),
        counter=tuple(map(str, entry["counter"])),
    )


def _wordings(code: str, written: Any, groups: dict[str, str]) -> tuple[Wording, ...]:
    def group(match: re.Match[str]) -> str:
        if match[1] not in groups:
            raise DataFileError(f"{code}: no group is named {match[1]}", file=_FILE)
        return groups[match[1]]

    found = tuple(tuple(_GROUP.sub(group, str(wording)).casefold().split()) for wording in written)
    for wording in found:
        if found.count(wording) > 1 or not wording or wording[0] in ("...", "_") or wording[-1] == "...":
            raise DataFileError(f"{code}: {' '.join(wording)!r} stands twice, or begins or ends in a gap", file=_FILE)
    return found
