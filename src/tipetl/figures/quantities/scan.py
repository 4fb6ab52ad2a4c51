"""Finds the number tokens of a sentence independently of the number reader (contract section 6).

What belongs here: the plain test for one token, and the runs of number tokens that nothing else has claimed. The runs
found here make the count of numbers complete: a reader may miss a figure, but this module cannot. What does not belong
here: the kind of each number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.cardinals import DASHES, ORDINALS, SCALES, TENS, UNITS
from tipetl.language.memo import Memo
from tipetl.language.particles import WORD
from tipetl.language.words import word_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.language.tokens import Tokens

WORDS = word_lists("tipetl.figures.quantities", "quantity_words.yaml")
ORDINAL_WORDS = frozenset(ORDINALS) | WORDS["further_ordinals"]
MANY, DOZENS = WORDS["many"], WORDS["dozens"]
CARDINAL_WORDS = frozenset(UNITS) | frozenset(TENS) | frozenset(SCALES) | MANY | DOZENS


def is_number_word(word: str) -> bool:
    """Whether a token (lower case) is a figure, a number word, or a hyphenated word that contains a number word
    ("two-day", "third-country")."""
    first = word[0]
    if first.isdigit():
        return True
    if not first.isalpha():
        return False
    if "-" in word:
        return any(part in CARDINAL_WORDS or part in ORDINAL_WORDS for part in word.split("-"))
    return word in CARDINAL_WORDS or word in ORDINAL_WORDS


_NUMBER_WORDS = Memo(is_number_word)


def unclaimed(tokens: Tokens, claimed: Sequence[bool]) -> list[tuple[int, int]]:
    """Return runs (first token, last token) of number tokens that are not ``claimed``, in order. A scale word joins
    the number before it ("hundreds of thousands"); a dash or slash without spaces joins two figures ("2012-2013",
    "1-800-555")."""
    out: list[tuple[int, int]] = []
    for token in tokens.at(_NUMBER_WORDS.__getitem__):
        if claimed[token]:
            continue
        if out and _joined(tokens, out[-1][1], token):
            out[-1] = (out[-1][0], token)
        else:
            out.append((token, token))
    return out


def _joined(tokens: Tokens, before: int, token: int) -> bool:
    """Whether the number at ``token`` continues the run that ends at token ``before``."""
    low = tokens.low
    if token == before + 1:
        return low[token] in SCALES or low[token] in DOZENS
    if token != before + 2:
        return False
    link = low[before + 1]
    if link == WORD.whole:  # "hundreds of thousands"
        return low[token] in MANY and low[before] in MANY
    glued = tokens.end[before] == tokens.start[before + 1] and tokens.end[before + 1] == tokens.start[token]
    return glued and (link in DASHES or link == "/")
