"""Finds kinds of exploitation without a lexicon term, because any words may describe the forced act: "forced to pick
coffee", "into forced shoplifting" (contract section 1).

What belongs here: finding words for forced acts. What does not belong here: the words
(``syntax/data/exploitation.yaml``), or which figure they describe (``scope``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.model import codes
from tipetl.syntax.chunks.symbols import BOOK, words

if TYPE_CHECKING:
    from tipetl.figures.dimensions.named import Hits
    from tipetl.language.tokens import Tokens

WORK, PROSTITUTION = BOOK["made_to_work"], BOOK["made_to_work_in_prostitution"]
#: the words that begin phrases for forced acts
OPENINGS = BOOK.words["making_to"] | BOOK.words["making_do"] | BOOK.words["making_into"] | BOOK.words["unpaid_words"]
OPENINGS |= BOOK.words["trafficking_words"] | {"compulsory", "involuntary"}


def with_made_to_work(tokens: Tokens, hits: Hits) -> Hits:
    """Return, in order, the hits of lexicon terms and of words for forced acts; prostitution does not count as
    labor."""
    if OPENINGS.isdisjoint(tokens.words):
        return hits
    symbols = words(tokens.low, 0, len(tokens.low))
    found = [
        (place, WORK.end(symbols, place) - 1, codes.LABOR)
        for place, word in enumerate(tokens.low)
        if word in OPENINGS and WORK.fits(symbols, place)
    ]
    together = {*hits, *found}
    return sorted(hit for hit in together if not (hit[2] == codes.LABOR and PROSTITUTION.fits(symbols, hit[1])))
