"""Classify paragraphs without a heading by the words in ``tipetl.headings``, and find a narrative's own heading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from tipetl.countries import find_country
from tipetl.headings import heading_table
from tipetl.language.memo import Memo
from tipetl.model import SectionKind

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Table:
    openings: Mapping[str, re.Pattern[str]]
    cues: Memo[str, tuple[SectionKind, ...]]
    cued: tuple[SectionKind, ...]


class _Cues:
    """The cue words of each section kind: whole words, and prefixes (``prosecut*``)."""

    def __init__(self, cues: Mapping[str, Sequence[str]]) -> None:
        self._by_kind = [
            (
                cast(SectionKind, kind),
                frozenset(term for term in terms if not term.endswith("*")),
                tuple(term[:-1] for term in terms if term.endswith("*")),
            )
            for kind, terms in cues.items()
        ]

    def of(self, word: str) -> tuple[SectionKind, ...]:
        """Return the section kinds of which ``word`` is a cue, regardless of case."""
        low = word.lower()
        return tuple(kind for kind, whole, begun in self._by_kind if low in whole or low.startswith(begun))


@cache
def _table() -> _Table:
    kinds = heading_table()
    return _Table(
        openings={
            kind: re.compile(r"\b(?:" + "|".join(map(_words, entry["openings"])) + r")\b", re.IGNORECASE)
            for kind, entry in kinds.items()
            if entry["openings"]
        },
        cues=Memo(_Cues({kind: entry["cues"] for kind, entry in kinds.items() if entry["cues"]}).of),
        cued=tuple(cast(SectionKind, kind) for kind, entry in kinds.items() if entry["cues"]),
    )


def _words(term: str) -> str:
    """Turn a term into a pattern in which a space matches any whitespace."""
    return r"\s+".join(map(re.escape, term.split()))


_TIER_TAIL = re.compile(
    r"(?<![\s:;,.(\[–—|-])[\s:;,.(\[–—|-]*+\b(?:tier\s*(?:[123]|i{1,3}|one|two|three)\b|special\s+case).*$",
    re.IGNORECASE,
)


def is_country_line(line: str) -> bool:
    """Return whether the line is a country's name, a tier, or both: the heading of a narrative."""
    bare = line.strip().strip("#*_ ")
    if not bare or len(bare) > 100:
        return False
    rest = _TIER_TAIL.sub("", bare).strip(" \t.,:;()[]*#–—-|")
    if not rest:
        return rest != bare
    return (len(rest) > 3 or rest.isupper()) and find_country(rest) is not None


def opening_kind(first_sentence: str) -> SectionKind | None:
    """Return the only section kind with opening words in the sentence, or None if there is none or several."""
    found = [kind for kind, pattern in _table().openings.items() if pattern.search(first_sentence)]
    return cast(SectionKind, found[0]) if len(found) == 1 else None


def cue_scores(paragraph: str) -> dict[SectionKind, int]:
    """Count a paragraph's cue words of each section kind."""
    table = _table()
    scores = dict.fromkeys(table.cued, 0)
    # Look words up one at a time: trying forty wordings at every position in a paragraph would take six times as long.
    for kinds in filter(None, map(table.cues.__getitem__, _WORD.findall(paragraph))):
        for kind in kinds:
            scores[kind] += 1
    return scores
