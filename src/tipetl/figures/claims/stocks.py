"""Finds stocks of cases or people and the numbers that changed them: "began 2013 with 26 open investigations, took up
31 new ones, brought 22 to a close, and carried 41 over into 2014".

What belongs here: which numbers of a sentence, or of that sentence and the one before, are the stock before and after,
and which were added or removed. What does not belong here: whether the numbers add up, which a check decides.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.rows import BOOK
from tipetl.language import forms
from tipetl.language.number_ranges import is_year
from tipetl.language.particles import WORD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.number import Number

WORDS = BOOK.words
ENDS = WORDS["clause_marks"]
#: the roles of a number in a stock, each with the words that mark the role in the number's clause, in the order tried
BEFORE, WENT, AFTER, CAME = "before", "went", "after", "came"
SAYING: tuple[tuple[str, frozenset[str]], ...] = (
    (BEFORE, WORDS["stock_before"]),
    (WENT, WORDS["going_out"]),
    (AFTER, WORDS["stock_after"]),
    (CAME, WORDS["coming_in"]),
)
COUNTS = (forms.COUNT, forms.ZERO)
#: the maximum number of tokens from "no" to a "one" that it negates: "opened no new [one]"
OF_NONE = 2
#: the word for which a year in figures counts
YEAR = "year"
#: words before a number that counts part of a group mentioned earlier: "closed three [of the] nine"
OF_THE = [WORD.whole, WORD.known]


class Stock(NamedTuple):
    """The numbers of a stock, and the tokens ``first`` to ``last`` of the last sentence about it: the number
    ``before``, the numbers that ``came`` and ``went``, and the number ``after``."""

    first: int
    last: int
    before: Number
    came: tuple[Number, ...]
    went: tuple[Number, ...]
    after: Number


class Told(NamedTuple):
    """A number, its role in the stock, and whether it appears in the last sentence about the stock."""

    number: Number
    role: str
    here: bool


def stock(analysis: Analysis, earlier: Analysis | None) -> Stock | None:
    """Return the stock if a sentence gives its final number, and that sentence or the ``earlier`` one its initial
    number."""
    own = _told(analysis, here=True)
    after = [one for one in own if one.role == AFTER]
    if len(after) != 1:
        return None
    before = [] if earlier is None else _told(earlier, here=False)
    for told in (own, [*before, *own]):
        found = _in_order(told)
        if found is not None:
            places = [one.number for one in told if one.here]
            return Stock(min(x.first for x in places), max(x.last for x in places), *found)
    return None


def _in_order(told: Sequence[Told]) -> tuple[Number, tuple[Number, ...], tuple[Number, ...], Number] | None:
    """Return the numbers of a stock if the first is the number before, one is the number after, and all others were
    added or removed."""
    came, went, after = (tuple([one.number for one in told if one.role == role]) for role in (CAME, WENT, AFTER))
    if not told or told[0].role != BEFORE or len(after) != 1:
        return None
    complete = came and went and len(told) == 1 + len(came) + len(went) + len(after)
    return (told[0].number, came, went, after[0]) if complete else None


def _told(analysis: Analysis, *, here: bool) -> list[Told]:
    """Return the numbers of a sentence that have roles in a stock, according to their clauses."""
    low, found, none = analysis.tokens.low, [], -1 - OF_NONE
    for number in analysis.numbers:
        first = number.first
        whole = low[max(0, first - 2) : first] == OF_THE
        if number.form not in COUNTS or number.low is None or whole or none < first <= none + OF_NONE:
            continue
        none = number.last if number.form == forms.ZERO else none
        begin, end = _clause(analysis, number)
        # the words just before a number come first: "when 2016 began and [admitted] 65 others and discharged 59"
        nearest = (_role(low[k:first]) for k in range(first - 1, begin - 1, -1))
        role = next(filter(None, nearest), None) or _role(low[begin:end])
        if role is not None:
            found.append(Told(number, role, here))
    return found


def _clause(analysis: Analysis, number: Number) -> tuple[int, int]:
    """Return the tokens of the clause around a number; a neighboring number also ends the clause."""
    low = analysis.tokens.low
    counts = [one for one in analysis.numbers if one.form in COUNTS]
    floor = max((one.last + 1 for one in counts if one.last < number.first), default=0)
    stop = min((one.first for one in counts if one.first > number.last), default=len(low))
    begin = max((k + 1 for k in range(floor, number.first) if low[k] in ENDS), default=floor)
    end = min((k for k in range(number.last + 1, stop) if low[k] in ENDS), default=stop)
    # "At the beginning of 2006, [84 cases] awaited trial"
    opens = begin > 0 and floor == 0 and _role(low[:begin]) == BEFORE
    return 0 if opens else begin, end


def _role(words: Sequence[str]) -> str | None:
    said: AbstractSet[str] = frozenset(words)
    words = [YEAR if is_year(word) else word for word in words]
    pairs = {" ".join(pair) for pair in pairwise(words)}
    triples = {" ".join(words[k : k + 3]) for k in range(len(words) - 2)}
    return next((role for role, of_it in SAYING if not of_it.isdisjoint(said | pairs | triples)), None)
