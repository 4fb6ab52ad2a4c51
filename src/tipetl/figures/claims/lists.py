"""Finds lists with entries that match those of another list ("opened 214 and 41 cases, respectively").

What belongs here: the possible lengths of the lists. What does not belong here: whether the lists can match (a check
decides).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.rows import BOOK, COUNT, MEASURE, MONEY, Row, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.record.analysis import Analysis

EACH_TO_EACH, CONJUNCTIONS = BOOK.words["each_to_each"], BOOK.words["list_conjunctions"]
JOINTS, ENDS = CONJUNCTIONS | {","}, frozenset((";", ":", "."))


class Answered(NamedTuple):
    """A list of figures that matches another list: the tokens from its first figure to "respectively", its numbers, and
    the maximum number of entries in the other list (None if an earlier sentence contains that list). ``one_each``: the
    list contains prison terms, one for each person."""

    first: int
    last: int
    numbers: list[int]
    most: int | None
    one_each: bool


def answered_lists(analysis: Analysis) -> Iterator[Answered]:
    """Yield the lists that match another, from clauses with a single list of figures."""
    if EACH_TO_EACH.isdisjoint(analysis.tokens.words):
        return
    row = row_of(analysis.tokens.low, analysis.numbers)
    for place, word in enumerate(row.words):
        if word in EACH_TO_EACH:
            begin, end = _clause(row, place)
            lists = [*_lists(row, begin, end)]
            if len(lists) == 1:
                [(first, last)] = lists
                numbers = [row.numbers[k] for k in range(first, last + 1) if row.numbers[k] >= 0]
                before, behind = range(begin, first), range(last + 1, end)
                # "the numbers had been 380, 126, and 19, respectively"
                here = _is_listed(row, before) or _has_years(row, behind)
                most = _other_entries(row, before, behind, place) if here else None
                one_each = row.symbols[last] is MEASURE
                if one_each:
                    most = _persons_sentenced(analysis, row, before)
                begins, ends = sorted((row.spans[first], row.spans[place]))
                yield Answered(begins[0], max(ends[1], row.spans[last][1]), numbers, most, one_each)


def _persons_sentenced(analysis: Analysis, row: Row, before: range) -> int | None:
    """Return the number of people that a list of terms can match: the only number before the list, if nobody else is
    added ("two traffickers to 15 years, and one each to …")."""
    told = [k for k in before if row.symbols[k] is COUNT]
    counted = {k: analysis.numbers[row.numbers[k]].low or 0 for k in told}
    several = [int(value) for value in counted.values() if value > 1]
    added = any(value <= 1 and k and row.words[k - 1] in JOINTS for k, value in counted.items())
    alone = len(several) == 1 and not added and all(row.symbols[k] is not MEASURE for k in before)
    return several[0] if alone else None


def _is_listed(row: Row, places: range) -> bool:
    """Whether some words join two or more things."""
    return any(row.words[k] in CONJUNCTIONS for k in places)


def _has_years(row: Row, places: range) -> bool:
    """Whether some words include a list of years ("in 2015 and 2016")."""
    return any(
        row.words[k] in CONJUNCTIONS and row.symbols[k - 1].kind == "year" and row.symbols[k + 1].kind == "year"
        for k in places[1:-1]
    )


def _clause(row: Row, place: int) -> tuple[int, int]:
    """Return the first place of the clause around ``place``, and the place after the clause's last."""
    begin = next((k + 1 for k in range(place, -1, -1) if row.words[k] in ENDS), 0)
    return begin, next((k for k in range(place, len(row.words)) if row.words[k] in ENDS), len(row.words))


def _lists(row: Row, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last place of each list of two or more bare figures ("214, 41, and 13")."""
    # "eight, 12, and [18 years'] imprisonment"
    places = [k for k in range(begin, end) if row.symbols[k] in (COUNT, MONEY, MEASURE)]
    while places:
        last = first = places.pop(0)
        while places and all(row.words[k] in JOINTS for k in range(last + 1, places[0])):
            last = places.pop(0)
        if last > first:
            yield first, last


def _other_entries(row: Row, before: range, behind: range, told_at: int) -> int:
    """Return the maximum number of entries that another list can have: one more than its joints, not counting commas
    that set off a year or "respectively"."""
    return 1 + max(_joints(row, places, told_at) for places in (before, behind))


def _joints(row: Row, places: range, told_at: int) -> int:
    joints = 0
    for k in places:
        joined = k > 0 and row.words[k - 1] in JOINTS  # a comma and the "and" after it count as one joint
        sets_off = row.words[k] == "," and (k + 1 == told_at or k - 1 == told_at or _is_year(row, k - 1))
        joints += row.words[k] in JOINTS and not joined and not sets_off
    return joints


def _is_year(row: Row, place: int) -> bool:
    """Whether the symbol at a place is a year outside a list of years."""
    if place < 1 or row.symbols[place].kind != "year":
        return False
    return row.words[place - 1] not in JOINTS and place + 2 < len(row.words) and row.symbols[place + 2].kind != "year"
