"""Finds the average lengths of prison terms: "the average sentence was six years", "terms averaging three years", "four
to nine years' imprisonment, six on average".

What belongs here: the average length of terms, and whether it covers all terms. What does not belong here: whether the
average lies within the range of the stated terms, which a check decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.extremes import extremes
from tipetl.figures.claims.rows import BOOK
from tipetl.figures.terms.meanings import is_term
from tipetl.language.number_ranges import is_year
from tipetl.model import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.numbers import Number

WORDS = BOOK.words
AVERAGE, TERMS, OF_ALL = WORDS["average_terms"], WORDS["terms_averaged"], WORDS["of_all_terms_averaged"]
MARKS, JOINTS = WORDS["marks_around_a_share"], WORDS["joints_before_an_average"]
#: the maximum number of tokens between the word for an average and the length
REACH = 9


class TermAverage(NamedTuple):
    """The average length of terms, in ``months``, stated by tokens ``first`` to ``last``."""

    first: int
    last: int
    months: float


def term_averages(analysis: Analysis) -> Iterator[TermAverage]:
    """Yield the average terms in a sentence that cover everyone sentenced."""
    low = analysis.tokens.low
    for at, word in enumerate(low):
        length = _length(analysis, at) if word in AVERAGE else None
        if length is None or length.low is None:
            continue
        first, last = min(at, length.begins), max(at, length.last)
        begin = _begin(analysis, first)
        end = next((k for k in range(last + 1, len(low)) if low[k] in MARKS), len(low))
        numbered = {k for number in analysis.numbers for k in range(number.begins, number.last + 1)}
        # "terms averaged four years, and [the highest was] nine"
        numbered |= {k for extreme in extremes(analysis) for k in range(extreme.first, extreme.last + 1)}
        told = {low[k] for k in range(begin, end) if k not in numbered and not is_year(low[k])}
        if OF_ALL.issuperset(told) and (not TERMS.isdisjoint(told) or _behind_terms(analysis, first)):
            yield TermAverage(begin, last, length.low)


def _length(analysis: Analysis, at: int) -> Number | None:
    """Return the length that the word "average" at a token describes: the next length or, if none follows in the
    clause, the length right before ("six years on average")."""
    low = analysis.tokens.low
    terms = [x for x in analysis.numbers if is_term(x) and x.high is None and x.low is not None]
    start = at + 2 if analysis.tokens.word(at + 1) == "," else at  # "On average, traffickers got six years"
    behind = [x for x in terms if 0 < x.begins - at <= REACH and MARKS.isdisjoint(low[start : x.begins])]
    before = [x for x in terms if 0 < at - x.last <= REACH and MARKS.isdisjoint(low[x.last + 1 : at])]
    return behind[0] if behind else before[-1] if before else None


def _begin(analysis: Analysis, first: int) -> int:
    """Return the token at which the statement of an average begins: after punctuation, but after a comma only if a
    conjunction or another term is next to it. So "[For thieves,] the average was …" is about thieves."""
    low, terms = analysis.tokens.low, [x.last for x in analysis.numbers if is_term(x)]
    for mark in range(first - 1, -1, -1):
        joined = low[mark + 1] in JOINTS or any(mark - REACH <= last < mark for last in terms)
        if low[mark] in MARKS and (low[mark] != "," or joined):
            return mark + 1
    return 0


def _behind_terms(analysis: Analysis, first: int) -> bool:
    """Whether terms come before an average: "four to nine years' imprisonment, the average being six"."""
    return any(
        x.metric == "sentence_terms" and x.relation == codes.CURRENT and x.last < first for x in analysis.readings
    )
