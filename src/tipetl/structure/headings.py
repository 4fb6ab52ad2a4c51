"""Classify paragraphs without a heading by the words in ``tipetl.headings``, and find a narrative's own heading."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from tipetl.countries import find_country
from tipetl.headings import heading_table, terms_by_kind
from tipetl.language.memo import Memo
from tipetl.model import SectionKind

_WORD = re.compile(r"\w+")


@cache
def _openings() -> dict[str, re.Pattern[str]]:
    """Return a pattern of the opening words of each section kind."""
    return {
        kind: re.compile(r"\b(?:" + "|".join(map(_words, entry["openings"])) + r")\b", re.IGNORECASE)
        for kind, entry in heading_table().items()
        if entry["openings"]
    }


@cache
def _cues() -> tuple[tuple[SectionKind, ...], Memo[str, tuple[SectionKind, ...]]]:
    """Return the section kinds that have cue words, and the kinds of which a word is a cue, regardless of case."""
    listed = terms_by_kind("cues")

    def kinds_of(word: str) -> tuple[SectionKind, ...]:
        low = word.lower()
        return tuple(kind for kind, whole, begun in listed if low in whole or low.startswith(begun))

    return tuple(kind for kind, _, _ in listed), Memo(kinds_of)


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
    found = [kind for kind, pattern in _openings().items() if pattern.search(first_sentence)]
    return cast(SectionKind, found[0]) if len(found) == 1 else None


def cue_scores(paragraph: str) -> dict[SectionKind, int]:
    """Count a paragraph's cue words of each section kind."""
    cued, cues = _cues()
    scores = dict.fromkeys(cued, 0)
    # Look words up one at a time: trying forty wordings at every position in a paragraph would take six times as long.
    for kinds in filter(None, map(cues.__getitem__, _WORD.findall(paragraph))):
        for kind in kinds:
            scores[kind] += 1
    return scores
