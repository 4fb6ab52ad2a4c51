"""Recognize pages served in place of the requested one: CAPTCHAs, refusals, error pages, and pages that withhold text.

The phrases in ``blocked.yaml`` are matched against a page's title and words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from tipetl.errors import DataFileError
from tipetl.yamlfile import packaged_yaml

FEW_WORDS = 150
"""The number of words below which a single phrase decides what kind of page a text is."""
_FILE = "blocked.yaml"
_LISTS = ("title", "text", "wall")
_KEYS = frozenset(("says", "advice", "examples", *_LISTS))
_NOT_WORDS = re.compile(r"[\W_]+")
_LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A kind of page shown instead of the requested one: a message, advice, and examples as (title, text)."""

    code: str
    says: str
    advice: str
    examples: tuple[tuple[str, str], ...]


def blocked_title(title: str) -> BlockKind | None:
    """Return the kind of page that a title or first heading indicates, or None."""
    return _find("title", title)


def blocked_text(words: str) -> BlockKind | None:
    """Return the kind of page that a text of fewer than ``FEW_WORDS`` words indicates, or None."""
    return _find("text", words) if len(words.split(None, FEW_WORDS)) < FEW_WORDS else None


def walled(lines: Iterable[str]) -> BlockKind | None:
    """Return the kind ``wall`` if one of the page's lines says that the rest of the text is withheld, else None."""
    for line in lines:
        if len(line) <= _LONGEST_LINE and (found := _find("wall", line)):
            return found
    return None


def block_kinds() -> tuple[BlockKind, ...]:
    """Return all kinds. Raises ``DataFileError`` if the file breaks the rules in its header."""
    return _data()[0]


def _find(which: str, words: str) -> BlockKind | None:
    kinds, patterns = _data()
    found = patterns[which].search(_folded(words))
    return next(kind for kind in kinds if kind.code == found.lastgroup) if found else None


def _folded(words: str) -> str:
    return f" {_NOT_WORDS.sub(' ', words.lower()).strip()} "


@cache
def _data() -> tuple[tuple[BlockKind, ...], dict[str, re.Pattern[str]]]:
    raw = packaged_yaml("tipetl", _FILE)
    if not isinstance(raw, dict):
        raise DataFileError("wants a mapping of kinds", file=_FILE)
    kinds = tuple(_kind(code, entry) for code, entry in raw.items())
    patterns = {}
    for which in _LISTS:
        groups = [
            f"(?P<{code}>{'|'.join(_phrase(code, phrase) for phrase in entry[which])})"
            for code, entry in raw.items()
            if which in entry
        ]
        patterns[which] = re.compile(f" (?:{'|'.join(groups)}) ")
    return kinds, patterns


def _kind(code: str, entry: Any) -> BlockKind:
    if not isinstance(entry, dict) or not {"says", "advice", "examples"} <= entry.keys() <= _KEYS:
        raise DataFileError(f"{code} wants says, advice, examples, and some of {', '.join(_LISTS)}", file=_FILE)
    examples = tuple((str(one.get("title", "")), str(one["text"])) for one in entry["examples"])
    return BlockKind(str(code), str(entry["says"]), str(entry["advice"]), examples)


def _phrase(code: str, phrase: Any) -> str:
    if not isinstance(phrase, str) or _folded(phrase).strip() != phrase:
        raise DataFileError(f"{code}: {phrase!r} is not in lower case without punctuation", file=_FILE)
    return re.escape(phrase)
