"""What a recommendation asks for: one or more codes of a taxonomy that ``themes.yaml`` describes.

What belongs here: loading the taxonomy and matching its wordings. Which words belong to which theme stands in the file.
A wording is matched word by word, not as one large pattern: each word of an item is asked once which words of wordings
it fits, and few wordings begin with any of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, TypeAlias

import yaml

from tipetl.countries import all_countries
from tipetl.errors import DataFileError
from tipetl.model import THEMES

__all__ = ["Theme", "taxonomy", "themes_of"]

_FILE = "structure/themes.yaml"
_FIELDS = {"meaning", "says", "examples", "counter"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_GROUP = re.compile(r"\{(\w+)\}")
_TOKEN = re.compile(r"[\w'-]+|[;:]|\.(?=\s|$)")
#: How many words "..." may stand for.
_GAP = 7
#: A token that no wording reaches across.
_BREAK = "."
#: Last words of countries' names that name none.
_NO_NATION = frozenset(
    {"bank", "city", "coast", "federation", "islander", "islanders", "islands", "kingdom", "north", "region"}
    | {"republic", "rule", "south", "states", "territories", "union"}
)

Wording: TypeAlias = tuple[str, ...]
"""A wording as written, word by word; each word a set of alternatives, ``_`` any word, ``...`` a gap."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One code of the taxonomy; an item has it when one of ``says`` stands in it outside the matches of ``unless``."""

    code: str
    meaning: str
    says: tuple[Wording, ...]
    unless: tuple[Wording, ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]


def themes_of(item: str) -> tuple[str, ...]:
    """The themes of one item, in the order of the taxonomy; none where no wording of any theme stands in it."""
    words = tuple(_TOKEN.findall(item.replace("’", "'").casefold()))
    starts = _starts()
    told: dict[str, list[tuple[Wording, int]]] = {}
    for place, word in enumerate(words):
        for element in _elements(word):
            for code, wording in starts.get(element, ()):
                told.setdefault(code, []).append((wording, place))
    return tuple(theme.code for theme in taxonomy() if theme.code in told and _has(theme, told[theme.code], words))


def _has(theme: Theme, told: list[tuple[Wording, int]], words: tuple[str, ...]) -> bool:
    if not any(wording in theme.says and _end(wording, words, place) is not None for wording, place in told):
        return False
    left = list(words)
    for wording, place in told:
        if wording in theme.unless and (end := _end(wording, words, place, far=True)) is not None:
            left[place:end] = [_BREAK] * (end - place)
    kept = tuple(left)
    return any(wording in theme.says and _end(wording, kept, place) is not None for wording, place in told)


def _end(wording: Wording, words: tuple[str, ...], place: int, *, far: bool = False) -> int | None:
    """Where the wording that begins at ``place`` ends, at the nearest or the farthest; None where it is not there."""
    if not wording:
        return place
    if wording[0] == "...":
        ends = (_end(wording[1:], words, at, far=far) for at in _reach(words, place, far=far))
        return next((end for end in ends if end is not None), None)
    if place >= len(words) or words[place] in ".;:" or wording[0] not in _elements(words[place]):
        return None
    return _end(wording[1:], words, place + 1, far=far)


def _reach(words: tuple[str, ...], place: int, *, far: bool) -> list[int]:
    """Where the words behind a gap may begin; a gap stays within its clause."""
    found = [place]
    while len(found) <= _GAP and found[-1] < len(words) and words[found[-1]] not in ".;:":
        found.append(found[-1] + 1)
    return found[::-1] if far else found


@lru_cache(maxsize=20_000)
def _elements(word: str) -> frozenset[str]:
    """The elements of wordings that a word fits."""
    exact, stems = _alternatives()
    found = {"_", *(element for form in _forms(word) for element in exact.get(form, ()))}
    for length in range(3, len(word) + 1):
        found.update(stems.get(word[:length], ()))
    return frozenset(found)


def _forms(word: str) -> tuple[str, ...]:
    """The word, and what it may be a form of: "police" of "police's", "issue" of "issuing"."""
    forms = [word, word.removesuffix("'s")]
    if len(word) > 5 and word.endswith("ing"):
        stem = word[:-3]
        forms += [stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem]
    return tuple(dict.fromkeys(forms))


@cache
def _alternatives() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Whole words and stems to the elements that they are an alternative of."""
    exact: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    elements = {part for theme in taxonomy() for wording in (*theme.says, *theme.unless) for part in wording}
    for element in sorted(elements - {"...", "_"}):
        for word in element.split("|"):
            (stems if word.endswith("*") else exact).setdefault(word.rstrip("*"), []).append(element)
    return {word: tuple(of) for word, of in exact.items()}, {stem: tuple(of) for stem, of in stems.items()}


@cache
def _starts() -> dict[str, tuple[tuple[str, Wording], ...]]:
    """First element to the themes' wordings that begin with it."""
    found: dict[str, list[tuple[str, Wording]]] = {}
    for theme in taxonomy():
        for wording in dict.fromkeys((*theme.says, *theme.unless)):
            found.setdefault(wording[0], []).append((theme.code, wording))
    return {element: tuple(wordings) for element, wordings in found.items()}


def _nations() -> list[str]:
    """One word of each country's name and demonyms, small: "thai", "thailand", "emirates"."""
    names = [name for land in all_countries() for name in (land.name, *land.aliases, *land.demonyms)]
    last = {words[-1].casefold().strip("()") for words in map(str.split, names) if words and len(words[-1]) > 3}
    return sorted(last - _NO_NATION)


@cache
def taxonomy() -> tuple[Theme, ...]:
    """The themes in order. Raises DataFileError when the file is not what its head says."""
    raw = yaml.load(files("tipetl.structure").joinpath("themes.yaml").read_text(encoding="utf-8"), Loader=_LOADER)
    if not isinstance(raw, dict) or set(raw) != {"groups", "themes"}:
        raise DataFileError("wants exactly the fields groups, themes", file=_FILE)
    if tuple(raw["themes"]) != THEMES:
        raise DataFileError(f"wants exactly the themes {', '.join(THEMES)}", file=_FILE)
    groups = {str(name): str(words) for name, words in raw["groups"].items()}
    groups["nations"] = "|".join(_nations())
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
