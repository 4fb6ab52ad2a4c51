"""Which tokens of a sentence are a number, found without the number reader (contract section 6).

What belongs here: the plain test for one token, and the runs of number tokens that nothing else has claimed. It is
what makes the count of numbers complete: a reader may pass over a figure, this does not. What does not: what a
number is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.cardinals import DASHES, ORDINALS, SCALES, TENS, UNITS
from tipetl.language.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.language.tokens import Tokens

FURTHER_ORDINALS = frozenset(
    ("sixteenth", "seventeenth", "eighteenth", "nineteenth", "fortieth", "fiftieth", "sixtieth", "seventieth",
     "eightieth", "ninetieth", "hundredth", "thousandth", "millionth")
)  # fmt: skip
ORDINAL_WORDS = frozenset(ORDINALS) | FURTHER_ORDINALS
MANY = frozenset(("dozens", "hundreds", "thousands", "millions", "billions", "scores"))
CARDINAL_WORDS = frozenset(UNITS) | frozenset(TENS) | frozenset(SCALES) | MANY - {"scores"} | {"dozen"}


def is_number_word(word: str) -> bool:
    """Whether a token (lower case) is a figure or number word, or a hyphenated word with one in it ("two-day",
    "third-country")."""
    first = word[0]
    if first.isdigit():
        return True
    if not first.isalpha():
        return False
    if "-" in word:
        return any(part in CARDINAL_WORDS or part in ORDINAL_WORDS for part in word.split("-"))
    return word in CARDINAL_WORDS or word in ORDINAL_WORDS


_NUMBER_WORDS = Memo(is_number_word)


def unclaimed(t: Tokens, claimed: Sequence[bool]) -> list[tuple[int, int]]:
    """Runs (first token, last token) of number tokens that are not ``claimed``, in order. Scale words join their
    number ("hundreds of thousands"), figures joined by a dash or slash without a space are one run ("2012-2013",
    "1-800-555")."""
    out: list[tuple[int, int]] = []
    for i in t.at(_NUMBER_WORDS.__getitem__):
        if claimed[i]:
            continue
        if out and _joined(t, out[-1][1], i):
            out[-1] = (out[-1][0], i)
        else:
            out.append((i, i))
    return out


def _joined(t: Tokens, before: int, i: int) -> bool:
    """Whether the number token ``i`` goes on with the run that ends at token ``before``."""
    low = t.low
    if i == before + 1:
        return low[i] in SCALES or low[i] in MANY or low[i] == "dozen"
    if i != before + 2:
        return False
    link = low[before + 1]
    if link == "of":
        return low[i] in MANY and low[before] in MANY
    glued = t.end[before] == t.start[before + 1] and t.end[before + 1] == t.start[i]
    return glued and (link in DASHES or link == "/")
