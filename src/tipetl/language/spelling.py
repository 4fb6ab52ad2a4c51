"""Other forms of the words that this package knows: British spellings, and adverbs in the place of a conjunction.

What belongs here: which known word is read in the place of another. What does not: words that Britons alone use, which
are in the lexicon.
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
    """A word of lower-case letters in American spelling, each of its hyphenated parts by itself."""
    if "-" in word:
        return "-".join(map(american, word.split("-")))
    begins = _BEGINS.match(word)
    return _BEGINNINGS[begins[0]] + word[begins.end() :] if begins else _WORDS.get(word, word)


def conjunction(low: Sequence[str], at: int) -> str:
    """The word of ``CONJUNCTIONS`` at token ``at``, or the conjunction in whose place it stands."""
    opens = 0 < at < len(low) - 1 and low[at - 1] in _BEFORE_A_CLAUSE and low[at + 1] not in _ADVERBS_BEFORE
    return CONJUNCTIONS[low[at]] if opens else low[at]
