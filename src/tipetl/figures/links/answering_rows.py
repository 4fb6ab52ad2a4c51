"""Finds rows of bare figures that match an earlier row one to one: "40 sex trafficking cases and eight labor
trafficking cases, compared with 25 and six", "three in forced labor and one in prostitution (six and two in 2014)".

What belongs here: finding the two rows. What does not belong here: what the second row inherits from the first
(``dimensions.inherit``).
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from tipetl.figures.relations.words import WORDS
from tipetl.language import forms
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax.chunks.kinds import JOINTS
from tipetl.syntax.chunks.spans import REACH
from tipetl.syntax.times import time_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

_first = attrgetter("first")


def answered_rows(analysis: Analysis, before: Sequence[Reading]) -> dict[int, Reading]:
    """Maps each number in a row of bare figures to its counterpart in an earlier row of the same metric."""
    answered: dict[int, Reading] = {}
    numbers = analysis.nums
    told = {r.number: r for r in reversed(analysis.readings)}
    ordered = sorted((r for r in analysis.readings if r.number >= 0), key=_first)
    place = 0
    while place < len(numbers):
        end = place + 1
        while end < len(numbers) and _goes_on(analysis, numbers[end - 1], numbers[end]):
            end += 1
        if end - place > 1 and _apart(analysis, numbers[place], numbers[end - 1]):
            row = [told[analysis.items[q].number] for q in numbers[place:end] if analysis.items[q].number in told]
            if len(row) == end - place and not _divides(analysis, *row[:2]):
                answered.update(_answer(row, ordered, before[-REACH:]))
        place = end
    return answered


def _goes_on(analysis: Analysis, place: int, following: int) -> bool:
    """Whether the numbers at two items are bare and in the same row."""
    if following - place > 3 or not all(x.kind in JOINTS for x in analysis.items[place + 1 : following]):
        return False
    ends = {analysis.comparator_at(analysis.items[q].first) is None for q in (place, following)}
    # "up from 40, and 61 were foreign nationals": the comparison ends before the 61
    return len(ends) == 1 and all(_bare(analysis, q) for q in (place, following))


def _bare(analysis: Analysis, place: int) -> bool:
    number = analysis.items[place].number
    frame = analysis.frames.get(number)
    if frame is None or analysis.numbers[number].form not in (forms.COUNT, forms.ZERO) or number in analysis.labels:
        return False
    # "compared with 530 and 151 suspects, respectively": the noun adds nothing
    shared = (
        WORD.each_to_each in analysis.tokens.words and analysis.comparator_at(analysis.items[place].first) is not None
    )
    return shared or frame.bare()


def _apart(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a row is a comparison, has its own time, or says "respectively"."""
    low = analysis.tokens.low
    start, end = analysis.items[first].first, analysis.items[last].last
    if analysis.comparator_at(start) is not None or WORD.each_to_each in low[end + 1 : end + 4]:
        return True
    return any(x.kind in time_kinds.PREVIOUS_OR_STATED and abs(x.first - start) < REACH // 2 for x in analysis.times)


def _divides(analysis: Analysis, whole: Reading, part: Reading) -> bool:
    """Whether the second figure is a part of the first rather than the next figure in the row: "it prosecuted 30, 24
    for sex trafficking"."""
    behind = analysis.tokens.low[part.last + 1 : part.last + 2]
    return part.part and part.antecedent is whole and not WORDS["sorting_out"].isdisjoint(behind)


def _answer(row: list[Reading], ordered: list[Reading], before: Sequence[Reading]) -> dict[int, Reading]:
    """Maps the numbers in a row to the figures of the nearest earlier row of the same metric and length."""
    first = row[0]
    if len({r.metric for r in row}) > 1:
        return {}
    lo, hi = (bisect_left(ordered, token, key=_first) for token in (first.first - REACH, first.first))
    earlier = [r for r in ordered[lo:hi] if r.metric == first.metric]
    whole = first.antecedent
    if whole is not None and whole.relation == codes.COMPARATOR and whole.antecedent is not None:
        # "44 victims (25 of …, 18 of …), compared with 38 (26 and 12)": the 26 and 12 match the parts of the 44
        parts = [r for r in earlier if r.part and r.antecedent is whole.antecedent]
        # "34 of … and one of …, compared with 25, 24 and one": the 25 is divided by kind, like the earlier row
        earlier = parts or [r for r in earlier if r.exploitation and r.inherited]
    shown = [r for r in earlier if r.relation == codes.CURRENT]
    rows = _rows_of(len(row), shown) or _rows_of(
        len(row), [r for r in before if r.metric == first.metric and r.relation == codes.CURRENT and r.number >= 0]
    )
    return {r.number: shown for r, shown in zip(row, rows, strict=False)}


def _rows_of(size: int, shown: list[Reading]) -> list[Reading]:
    """Return the ``size`` figures in ``shown`` that form a row: the wholes, the parts, the figures with a kind of
    exploitation, or, failing that, the last ones."""
    whole = [r for r in shown if not r.part]
    parts = [r for r in shown if r.part]
    kinds = [r for r in shown if r.exploitation]
    for rows in (whole, parts, kinds, shown[-size:]):
        if len(rows) == size:
            return rows
    return []
