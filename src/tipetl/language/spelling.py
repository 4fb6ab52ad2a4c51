"""Maps variants to the words that this package knows: British spellings, and adverbs used as conjunctions.

What belongs here: which known word replaces a variant. What does not: words that only the British use, which are in the
lexicon.
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
    """The American spelling of a lower-case word, with each hyphenated part respelled on its own."""
    if "-" in word:
        return "-".join(map(american, word.split("-")))
    begins = _BEGINS.match(word)
    return _BEGINNINGS[begins[0]] + word[begins.end() :] if begins else _WORDS.get(word, word)


def conjunction(low: Sequence[str], at: int) -> str:
    """The conjunction for which the ``CONJUNCTIONS`` word at token ``at`` stands, or else that word itself."""
    opens = 0 < at < len(low) - 1 and low[at - 1] in _BEFORE_A_CLAUSE and low[at + 1] not in _ADVERBS_BEFORE
    return CONJUNCTIONS[low[at]] if opens else low[at]
