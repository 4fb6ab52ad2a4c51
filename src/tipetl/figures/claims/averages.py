"""Finds how many there were to each on average, and the numbers that this is told of: "held six courses for 180
officials. With an average of 30 participants, …".

What belongs here: the number that is an average, and the pairs of numbers that it may divide. What does not: whether
one of them gives it, which a check decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.descriptions import ANYTHING, PERSON, noun_of, stems_of
from tipetl.figures.claims.rows import BOOK
from tipetl.language import forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.claims.descriptions import Memory, Told
    from tipetl.figures.record.analysis import Analysis

AVERAGE, WHOEVER = BOOK.words["average_words"], BOOK.words["attendees_of_any_kind"]
BEHIND_IT, OF_ONE = BOOK.words["behind_its_number"], BOOK.words["of_one_among_many"]
#: within how many tokens of "average" its number stands
REACH = 5


class Average(NamedTuple):
    """The tokens from ``first`` to ``last`` with the index of the ``number`` that is an average, and pairs of the whole
    and of the number of those that it is divided among."""

    first: int
    last: int
    number: int
    pairs: list[tuple[Told, Told]]


def averages(analysis: Analysis, memory: Memory) -> Iterator[Average]:
    """The averages of a sentence for which the sentences before, or its own, tell both numbers."""
    low = analysis.tokens.low
    for at, word in enumerate(low):
        if word not in AVERAGE or not OF_ONE.isdisjoint(low):
            continue
        number = _number(analysis, at)
        if number is None:
            continue
        pairs = [*_pairs(analysis, memory, number)]
        if pairs:
            begins, ends = analysis.numbers[number].first, analysis.numbers[number].last
            yield Average(min(at, begins), max(at, ends), number, pairs)


def _number(analysis: Analysis, at: int) -> int | None:
    """The number that is an average, by the word at a token: the next one ("an average of 45", "on average, 23"), or
    the last one ("210 nights on average"); None without one."""
    low = analysis.tokens.low
    counts = [k for k, number in enumerate(analysis.numbers) if number.form == forms.COUNT and number.low is not None]
    behind = [k for k in counts if 0 < analysis.numbers[k].begins - at <= REACH]
    before = [k for k in counts if 0 < at - analysis.numbers[k].last <= REACH]
    chosen = before[-1:] if before and low[at - 1] in BEHIND_IT else behind[:1]
    return chosen[0] if chosen else None


def _pairs(analysis: Analysis, memory: Memory, number: int) -> Iterator[tuple[Told, Told]]:
    """Pairs of one number that counts what the average does, and of one that counts what else its sentence names, as it
    was told last: both of one sentence, or of two that follow each other."""
    averaged = noun_of(analysis, number) - {ANYTHING}
    if analysis.tokens.word(analysis.numbers[number].last + 1) not in WHOEVER:  # officials may be more than "officers"
        averaged -= {PERSON}
    named = stems_of(analysis) - averaged
    sentences = memory.last(analysis)
    told = [(place, one) for place, sentence in enumerate(sentences) for one in sentence]
    told = [(place, one) for place, one in told if one.number is not analysis.numbers[number]]
    divisors = [(place, one) for place, one in told if not one.noun.isdisjoint(named) and (one.number.low or 0) > 1]
    last = [(place, one) for place, one in divisors if one.number.low == divisors[0][1].number.low]
    for apart in (0, 1):
        pairs = [
            (whole, divisor)
            for at, divisor in last
            for place, whole in told
            if abs(place - at) == apart and not whole.noun.isdisjoint(averaged) and _is_more(whole, divisor)
        ]
        if pairs:  # "four courses for 80 judges and ten for 300 teachers": an average of all of them
            yield from pairs if len({whole.number.low for whole, _ in pairs}) == 1 else ()
            break


def _is_more(one: Told, other: Told) -> bool:
    return (one.number.low or 0) > (other.number.low or 0)
