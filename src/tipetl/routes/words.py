"""Compile the words about routes (``data/routes.yaml``) into patterns.

This module only loads the lists; ``statements`` interprets them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache

from tipetl.errors import DataFileError
from tipetl.routes import cue_keys
from tipetl.yamlfile import packaged_yaml

_FILE = "routes/data/routes.yaml"
#: the lists of words that express exploitation: "sexual and psychological abuse" before "sexual and ..."
_CUES = (cue_keys.ABUSED, cue_keys.SEX, cue_keys.LABOR, cue_keys.COMPELLED, cue_keys.WORK, cue_keys.EXPLOITED)


@dataclass(frozen=True, slots=True)
class FlowWords:
    """One compiled pattern for each word list. ``cues`` combines the lists of ``_CUES``; the name of the matching group
    is the name of a list."""

    cues: re.Pattern[str]
    risk: re.Pattern[str]
    does: re.Pattern[str]
    persons: re.Pattern[str]
    agents: re.Pattern[str]
    here: re.Pattern[str]
    same_place: re.Pattern[str]
    same_persons: re.Pattern[str]
    same_kind: re.Pattern[str]


def _pattern(terms: list[str]) -> str:
    written = []
    for term in sorted(terms, key=len, reverse=True):
        words = [re.escape(word).replace(r"\*", r"[\w-]*").replace("'", "['’]") for word in term.split()]
        written.append(r"\s+".join(words))
    return "|".join(written)


@cache
def flow_words() -> FlowWords:
    """Compile the word lists. Raises DataFileError if the file does not have exactly the expected lists, or if a list
    contains a word twice.
    """
    raw = packaged_yaml("tipetl.routes", "data", "routes.yaml")
    single = [field.name for field in fields(FlowWords)][1:]
    lists = [*_CUES, *single]
    if not isinstance(raw, dict) or list(raw) != lists:
        raise DataFileError(f"wants exactly the lists {', '.join(lists)}", file=_FILE)
    for name in lists:
        if len(set(raw[name])) != len(raw[name]):
            raise DataFileError(f"a word stands twice in {name}", file=_FILE)
    cues = "|".join(f"(?P<{name}>{_pattern(raw[name])})" for name in _CUES)
    return FlowWords(_any_of(cues), **{name: _any_of(_pattern(raw[name])) for name in single})


def _any_of(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives})(?!\w)", re.IGNORECASE)
