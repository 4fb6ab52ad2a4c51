"""Find the sectors of work and the time that a sentence states for its routes.

This module maps words to the codes of ``SECTORS`` (``data/sectors.yaml``), and finds time expressions as printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tipetl.errors import DataFileError
from tipetl.model import SECTORS
from tipetl.routes.patterns import FIND
from tipetl.yamlfile import packaged_yaml

_FILE = "routes/data/sectors.yaml"


@dataclass(frozen=True, slots=True)
class Sector:
    """A kind of work, with the wordings that express it and the wordings that only seem to do so."""

    code: str
    meaning: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()


@cache
def all_sectors() -> tuple[Sector, ...]:
    """Return the sectors in order. Raises DataFileError if the file's codes are not those of ``SECTORS``."""
    raw = packaged_yaml("tipetl.routes", "data", "sectors.yaml")
    if not isinstance(raw, dict) or tuple(raw) != SECTORS:
        raise DataFileError(f"wants exactly the sectors {', '.join(SECTORS)}", file=_FILE)
    return tuple(
        Sector(code, str(row["meaning"]), tuple(map(str, row["words"])), tuple(map(str, row.get("unless", ()))))
        for code, row in raw.items()
    )


def _written(word: str) -> str:
    """Turn a wording into a pattern: a space matches any white space, a star matches the rest of a word, and "..."
    matches up to four words.
    """
    parts = [re.escape(part).replace(r"\*", r"[\w-]*") for part in word.replace(" ... ", "… ").split()]
    return r"\s+".join(parts).replace("…", r"(?:\s+[\w’'-]+){0,4}?")


@cache
def _wordings() -> tuple[dict[str, set[str]], dict[str, list[str]]]:
    """Map each wording to its sectors, and two initial letters to the wordings that begin with them, longest first."""
    sectors_of: dict[str, set[str]] = {}
    for sector in all_sectors():
        for word in sector.words:
            sectors_of.setdefault(word, set()).add(sector.code)
        for word in sector.unless:
            sectors_of.setdefault(word, set())
    groups: dict[str, list[str]] = {}
    for word in sorted(sectors_of, key=lambda word: (-len(word), word)):
        groups.setdefault(word[:2].casefold(), []).append(word)
    return sectors_of, groups


@cache
def _pattern(start: str) -> tuple[re.Pattern[str], tuple[set[str], ...]]:
    """Return a pattern for all wordings that begin with the two letters ``start``, and each wording's sectors.

    One pattern for all wordings would try each of them at every word.
    """
    sectors_of, groups = _wordings()
    either = "|".join(f"({_written(word)})" for word in groups[start])
    return re.compile(rf"(?:{either})(?!\w)", re.IGNORECASE), tuple(sectors_of[word] for word in groups[start])


def sectors_in(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the codes of the sectors that ``text[start:end]`` names, in the order of ``SECTORS``."""
    words = FIND.no_work_of_a_victim.sub(lambda aside: "." * len(aside[0]), text[start:end])
    found: set[str] = set()
    done = 0
    for begin in FIND.word_start.finditer(words):
        if begin.start() < done or (first := begin[0].casefold()) not in _wordings()[1]:
            continue
        pattern, sectors = _pattern(first)
        if match := pattern.match(words, begin.start()):
            found |= sectors[(match.lastindex or 1) - 1]
            done = match.end()
    return tuple(code for code in SECTORS if code in found)


def time_words_in(text: str, start: int, end: int) -> str | None:
    """Return the first time expression in ``text[start:end]``, or None."""
    match = FIND.time_words.search(text, start, end)
    return match[0] if match else None
