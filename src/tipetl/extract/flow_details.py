"""What a sentence says of its routes beside where from and where to: the sector of work, and when.

What belongs here: words to codes of ``SECTORS`` (``data/entities_sectors.yaml``), and the words of time as printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from tipetl.errors import DataFileError
from tipetl.model import SECTORS

__all__ = ["Sector", "all_sectors", "sectors_in", "time_words_in"]

_FILE = "extract/data/entities_sectors.yaml"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Sector:
    """A kind of work and the words that tell of it."""

    code: str
    meaning: str
    words: tuple[str, ...]


@cache
def all_sectors() -> tuple[Sector, ...]:
    """The sectors in order. Raises DataFileError when the file has other codes than ``SECTORS``."""
    raw = yaml.load(
        files("tipetl.extract").joinpath("data", "entities_sectors.yaml").read_text(encoding="utf-8"), Loader=_LOADER
    )
    if not isinstance(raw, dict) or tuple(raw) != SECTORS:
        raise DataFileError(f"wants exactly the sectors {', '.join(SECTORS)}", file=_FILE)
    return tuple(Sector(code, str(row["meaning"]), tuple(map(str, row["words"]))) for code, row in raw.items())


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern over all words, longest first, and the sector of each of its groups."""
    words = sorted(((word, sector.code) for sector in all_sectors() for word in sector.words), key=lambda w: -len(w[0]))
    groups, codes = [], {}
    for number, (word, code) in enumerate(words):
        written = r"\s+".join(re.escape(part).replace(r"\*", r"[\w-]*") for part in word.split())
        groups.append(f"(?P<w{number}>{written})")
        codes[f"w{number}"] = code
    return re.compile(rf"\b(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE), codes


def sectors_in(text: str, start: int, end: int) -> tuple[str, ...]:
    """The sectors that ``text[start:end]`` names, in the order of the list."""
    pattern, codes = _pattern()
    found = {codes[match.lastgroup or ""] for match in pattern.finditer(text, start, end)}
    return tuple(code for code in SECTORS if code in found)


_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_TIME = re.compile(
    rf"\b(?:in|since|during|until|from|between|before|after|by|through(?:out)?)\s+(?:late\s+|early\s+"
    rf"|mid-)?(?:{_MONTH}\s+)?{_YEAR}"
    rf"(?:\s*(?:-|–|to|and|through)\s*(?:{_MONTH}\s+)?{_YEAR})?\b"
    r"|\b(?:in|over|during|within|throughout|for)\s+(?:the\s+)?(?:recent|past|last|previous|preceding|reporting"
    r"|current|coming)"
    r"(?:\s+(?:\w+\s+){0,2}(?:years?|months?|decades?|period|weeks?))?\b"
    r"|\bas\s+(?:reported|documented)\s+(?:over|in|during)\s+the\s+(?:past|last)\s+(?:\w+\s+)?years?\b"
    r"|\b(?:this|last)\s+year\b|\bduring\s+the\s+year\b|\bin\s+the\s+past\b|\bin\s+earlier\s+years\b"
    r"|\brecently\b|\bincreasingly\b"
    r"|\bformerly\b|\bhistorically\b|\bnowadays\b|\bseasonally\b|\bduring\s+the\s+\w+\s+(?:season|harvest"
    r"|festival|pandemic|war)\b",
    re.IGNORECASE,
)


def time_words_in(text: str, start: int, end: int) -> str | None:
    """The first words of ``text[start:end]`` that say when; None where none do."""
    match = _TIME.search(text, start, end)
    return match[0] if match else None
