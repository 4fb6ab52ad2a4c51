"""Rows of bare figures that answer to a row told before them, each to each: "40 sex trafficking cases and eight labor
trafficking cases, compared with 25 and six", "three in forced labor and one in prostitution (six and two in 2014)".

What belongs here: finding both rows. What does not: what flows from one to the other (``dimensions.inherit``).
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from tipetl.language import forms
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax import time_kinds
from tipetl.syntax.kinds import JOINTS
from tipetl.syntax.spans import REACH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

_first = attrgetter("first")


def answered_rows(a: Analysis, before: Sequence[Reading]) -> dict[int, Reading]:
    """For the number of every figure in a row of bare ones, the figure of an earlier row of its metric that it answers
    to."""
    answered: dict[int, Reading] = {}
    numbers = a.nums
    told = {r.number: r for r in reversed(a.readings)}
    ordered = sorted((r for r in a.readings if r.number >= 0), key=_first)
    k = 0
    while k < len(numbers):
        end = k + 1
        while end < len(numbers) and _goes_on(a, numbers[end - 1], numbers[end]):
            end += 1
        if end - k > 1 and _apart(a, numbers[k], numbers[end - 1]):
            row = [told[a.items[q].number] for q in numbers[k:end] if a.items[q].number in told]
            if len(row) == end - k:
                answered.update(_answer(row, ordered, before[-REACH:]))
        k = end
    return answered


def _goes_on(a: Analysis, k: int, following: int) -> bool:
    """Whether the numbers at two items stand in one row, both bare."""
    if following - k > 3 or not all(x.kind in JOINTS for x in a.items[k + 1 : following]):
        return False
    return all(_bare(a, q) for q in (k, following))


def _bare(a: Analysis, k: int) -> bool:
    number = a.items[k].number
    frame = a.frames.get(number)
    if frame is None or a.numbers[number].form not in (forms.COUNT, forms.ZERO) or number in a.labels:
        return False
    # "compared with 530 and 151 suspects, respectively": the noun says nothing that the row before did not
    shared = WORD.each_to_each in a.tokens.words and a.comparator_at(a.items[k].first) is not None
    return shared or frame.bare()


def _apart(a: Analysis, first: int, last: int) -> bool:
    """Whether a row is told of another time or said to answer: it is compared, dated, or has "respectively"."""
    low = a.tokens.low
    start, end = a.items[first].first, a.items[last].last
    if a.comparator_at(start) is not None or WORD.each_to_each in low[end + 1 : end + 4]:
        return True
    return any(x.kind in time_kinds.PREVIOUS_OR_STATED and abs(x.first - start) < REACH // 2 for x in a.times)


def _answer(row: list[Reading], ordered: list[Reading], before: Sequence[Reading]) -> dict[int, Reading]:
    """The figures of a row, by number, with those of the nearest earlier row of as many figures of the same metric."""
    first = row[0]
    if len({r.metric for r in row}) > 1:
        return {}
    lo, hi = (bisect_left(ordered, token, key=_first) for token in (first.first - REACH, first.first))
    earlier = [r for r in ordered[lo:hi] if r.metric == first.metric]
    whole = first.antecedent
    if whole is not None and whole.relation == codes.COMPARATOR and whole.antecedent is not None:
        # "44 victims (25 of …, 18 of …), compared with 38 (26 and 12)": as the parts of what the 38 answer to
        parts = [r for r in earlier if r.part and r.antecedent is whole.antecedent]
        # "34 of … and one of …, compared with 25, 24 and one": of the kinds that the row before has
        earlier = parts or [r for r in earlier if r.exploitation and r.inherited]
    shown = [r for r in earlier if r.relation == codes.CURRENT]
    rows = _rows_of(len(row), shown) or _rows_of(
        len(row), [r for r in before if r.metric == first.metric and r.relation == codes.CURRENT and r.number >= 0]
    )
    return {r.number: shown for r, shown in zip(row, rows, strict=False)}


def _rows_of(size: int, shown: list[Reading]) -> list[Reading]:
    """The last row of ``size`` figures among those shown: all that are no parts, all that are, all that are of one
    kind, or the last ones."""
    whole = [r for r in shown if not r.part]
    parts = [r for r in shown if r.part]
    kinds = [r for r in shown if r.exploitation]
    for rows in (whole, parts, kinds, shown[-size:]):
        if len(rows) == size:
            return rows
    return []
