"""Finds the metric of a word of quantity ("brought [fewer] suspects to trial"), by reading a number in place of the
word.

What belongs here: reading a sentence with a number in place of such a word. What does not belong here: the claim about
the quantity, or the words themselves.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tipetl.figures.claims.rows import BOOK
from tipetl.figures.sentence import parse

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.rules import RuleSet
    from tipetl.language.tokens import Tokens

#: words that introduce the other side of a comparison
COMPARED = BOOK.words["than_words"]
#: the number put in place of the word; 37 cannot be a year, an age, or part of a date
NUMBER = "37"


def metric_counted(analysis: Analysis, token: int) -> str | None:
    """Return the metric that a number at a token would have by the rules alone, or None if it would have none, or
    several."""
    return _metric(*_with_a_number(analysis.tokens, token), analysis.context.rules, analysis.context.iso3)


@lru_cache(maxsize=64)  # cached, because several modules ask about each claim
def _metric(counted: str, at: int, rules: RuleSet, iso3: str | None) -> str | None:
    [read] = parse(counted, [(0, len(counted))], rules, iso3)
    metrics = {one.metric for one in read.readings if read.tokens.start[one.first] == at}
    return metrics.pop() if len(metrics) == 1 else None


def _with_a_number(tokens: Tokens, token: int) -> tuple[str, int]:
    """Return the sentence with a number in place of a token, and the offset of that number. Omits the other side of
    any comparison: "brought [37] suspects to trial (than in 2011)"."""
    end = next((k for k in range(token, len(tokens.low)) if tokens.low[k] in COMPARED), len(tokens.low))
    text, at = "", 0
    for place, printed in enumerate(tokens.text[:end]):
        word = NUMBER if place == token else printed
        apart = place > 0 and tokens.start[place] > tokens.end[place - 1]
        text += " " if apart else ""
        at = len(text) if place == token else at
        text += word
    return text, at
