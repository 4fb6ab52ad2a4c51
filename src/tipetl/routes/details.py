"""What a sentence says of its routes beside where from and where to: the sector of work, and when.

What belongs here: words to codes of ``SECTORS`` (``data/sectors.yaml``), and the words of time as printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tipetl.errors import DataFileError
from tipetl.model import SECTORS
from tipetl.yamlfile import packaged_yaml

__all__ = ["Sector", "all_sectors", "sectors_in", "time_words_in"]

_FILE = "routes/data/sectors.yaml"


@dataclass(frozen=True, slots=True)
class Sector:
    """A kind of work, the wordings that tell of it, and those that only look like it."""

    code: str
    meaning: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()


@cache
def all_sectors() -> tuple[Sector, ...]:
    """The sectors in order. Raises DataFileError when the file has other codes than ``SECTORS``."""
    raw = packaged_yaml("tipetl.routes", "data", "sectors.yaml")
    if not isinstance(raw, dict) or tuple(raw) != SECTORS:
        raise DataFileError(f"wants exactly the sectors {', '.join(SECTORS)}", file=_FILE)
    return tuple(
        Sector(code, str(row["meaning"]), tuple(map(str, row["words"])), tuple(map(str, row.get("unless", ()))))
        for code, row in raw.items()
    )


def _written(word: str) -> str:
    """A wording as a pattern: white space for a space, the rest of a word for a star, up to four words for "..."."""
    parts = [re.escape(part).replace(r"\*", r"[\w-]*") for part in word.replace(" ... ", "… ").split()]
    return r"\s+".join(parts).replace("…", r"(?:\s+[\w’'-]+){0,4}?")


#: What names a kind of work and is none of a victim's: a public body, a place near which something happens, an offer.
_ASIDE = re.compile(
    r"\b(?:Ministr(?:y|ies)|Minister|Department|Commission|Board|Agency|Bureau|Directorate|Secretariat|Office|Union"
    r"|Association|Chamber)\s+(?:of|for)\s+(?:the\s+)?[A-Z]\w+(?:(?:,|\s+and|\s+of|,\s+and)?\s+[A-Z]\w+)*"
    r"|\b(?:(?!The\b)[A-Z]\w+\s+)+(?:Ministry|Department|Commission|Board|Agency|Bureau|Authority|Council|Union|Association"
    r"|Act|Law)\b(?!\s+(?:of|for)\b)"
    r"|\b(?:[Nn]ear|[Cc]lose\s+to|[Nn]ext\s+to|[Aa]round|[Oo]utside)\s+(?!and\b|or\b)[\w’'-]+"
    r"(?:\s+(?!and\b|or\b|in\b|are\b|is\b)[\w’'-]+){0,3}"
    r"|\b(?:promis(?:es?|ed|ing)|offer(?:s|ed|ing)?|pretexts?|advertisements?|advertised|prospects?)\s+"
    r"(?:of|for|to|them|jobs|work)\b[^,;.]*?(?=\b(?:and|but|then|only|are|is|who|into)\b|[,;.]|$)"
)


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], tuple[frozenset[str], ...]]]:
    """For the first two letters of wordings a pattern over all that begin so, longest first, and the sectors of each.

    One pattern over all would try every wording at every word.
    """
    told: dict[str, set[str]] = {}
    for sector in all_sectors():
        for word in sector.words:
            told.setdefault(word, set()).add(sector.code)
        for word in sector.unless:
            told.setdefault(word, set())
    groups: dict[str, list[str]] = {}
    for word in sorted(told, key=lambda word: (-len(word), word)):
        groups.setdefault(word[:2].casefold(), []).append(word)
    return {
        start: (
            re.compile(rf"(?:{'|'.join(f'({_written(word)})' for word in words)})(?!\w)", re.IGNORECASE),
            tuple(frozenset(told[word]) for word in words),
        )
        for start, words in groups.items()
    }


_WORD_START = re.compile(r"\b\w\w")


def sectors_in(text: str, start: int, end: int) -> tuple[str, ...]:
    """The sectors that ``text[start:end]`` names, in the order of the list."""
    patterns = _patterns()
    words = _ASIDE.sub(lambda aside: "." * len(aside[0]), text[start:end])
    found: set[str] = set()
    done = 0
    for begin in _WORD_START.finditer(words):
        known = patterns.get(begin[0].casefold())
        if begin.start() < done or known is None:
            continue
        if match := known[0].match(words, begin.start()):
            found |= known[1][(match.lastindex or 1) - 1]
            done = match.end()
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
