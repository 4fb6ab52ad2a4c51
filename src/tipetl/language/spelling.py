"""Replaces variants with the words that this package lists: British spellings, and adverbs used as conjunctions.

What belongs here: which known word replaces a variant. What does not belong here: words used only in British English,
which are in the lexicon.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tipetl.language.yamlfile import read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

_TABLE: dict[str, Any] = read_yaml("lexicon/spelling.yaml")
_WORDS: dict[str, str] = _TABLE["words"]
_BEGINNINGS: dict[str, str] = _TABLE["beginnings"]
CONJUNCTIONS: dict[str, str] = _TABLE["conjunctions"]
_BEFORE_A_CLAUSE = frozenset(_TABLE["before_a_clause"])
_ADVERBS_BEFORE = frozenset(_TABLE["adverbs_before"])
_BEGINS = re.compile("|".join(british + ("(?=[aei])" if british.endswith("is") else "") for british in _BEGINNINGS))


def american(word: str) -> str:
    """Return the American spelling of a lower-case word, with each hyphenated part respelled on its own."""
    if "-" in word:
        return "-".join(map(american, word.split("-")))
    begins = _BEGINS.match(word)
    return _BEGINNINGS[begins[0]] + word[begins.end() :] if begins else _WORDS.get(word, word)


def conjunction(low: Sequence[str], at: int) -> str:
    """Return the conjunction that replaces the word at token ``at`` if the word opens a clause; otherwise, the word
    itself."""
    opens = 0 < at < len(low) - 1 and low[at - 1] in _BEFORE_A_CLAUSE and low[at + 1] not in _ADVERBS_BEFORE
    return CONJUNCTIONS[low[at]] if opens else low[at]
