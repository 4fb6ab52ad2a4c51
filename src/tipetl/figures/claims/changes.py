"""Finds changes from one stated number to another: "more than doubled the budget, from 1.9 million dollars in 2015 to
3.4 million".

What belongs here: the two numbers of a change, and the multiple, percentage or difference before them. What does not
belong here: whether the numbers fit, which a check decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.rows import BOOK
from tipetl.language import forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.number import Number

WORDS = BOOK.words
FROM, TO, BY, OF = (WORDS[f"change_{name}"] for name in ("from", "to", "by", "of"))
RISING, FALLING, DENIED = WORDS["change_up"], WORDS["change_down"], WORDS["no_change"]
MULTIPLES: dict[str, float] = BOOK.rules["multiples"]
#: the percentage that each fraction word stands for
FRACTIONS: dict[str, float] = BOOK.rules["shares"]
BOUNDS = {"at_least": WORDS["bounds_below"], "about": WORDS["bounds_near"], "at_most": WORDS["bounds_above"]}
ARTICLES, BEFORE_A_CLAIM, CLAUSE_MARKS = WORDS["articles"], WORDS["before_a_claim"], WORDS["clause_marks"]
STOPS = frozenset((";", ".", ":"))
BY_A_FRACTION = WORDS["change_by_a_fraction"]
MORE, LESS, THAN_WORDS = WORDS["so_many_more"], WORDS["so_many_less"], WORDS["than_words"]
THOSE = WORDS["than_those"]
LEAST_SUM = 10_000
#: the maximum number of tokens between a change and "from", between "from" and the second number, and between a
#: multiple and its bound
BEFORE, APART, BOUND = 14, 18, 2


class Change(NamedTuple):
    """A change stated in tokens ``first`` to ``last``: its ``kind`` and direction, its ``value`` and ``qualifier``, and
    the indexes of the numbers at which it starts (``against``) and ends (``measured``)."""

    first: int
    last: int
    kind: str
    says: str | None
    value: float
    qualifier: str
    against: int
    measured: int


def changes(analysis: Analysis) -> Iterator[Change]:
    """Yield the changes from one number to another in a sentence."""
    low, numbers = analysis.tokens.low, analysis.numbers
    for k, one in enumerate(numbers):
        if one.begins == 0 or low[one.begins - 1] not in FROM or one.low is None:
            continue
        other = _reached(analysis, k)
        if other is not None:
            start, last = min(one.begins, numbers[other].begins) - 1, max(one.last, numbers[other].last)
            yield from _stated(analysis, start, last, k, other)
    yield from _by_facts(analysis)


def _by_facts(analysis: Analysis) -> Iterator[Change]:
    """Yield the stated change between a sentence's only two figures of one metric for two years, wherever the figures
    appear: "the 71 convictions were [16 more than] those obtained in 2005, when 49 had been found guilty"; "30, against
    40 in 2008, [a drop of 25 percent]"."""
    for k, number in enumerate(analysis.numbers):
        told = _than_those(analysis, number) or _in_apposition(analysis, number)
        pair = _only_pair(analysis, k) if told is not None and number.low is not None else None
        if pair is not None and told is not None and number.low is not None:
            yield Change(told.first, told.last, told.kind, told.says, number.low, number.qualifier, *pair)


class _Told(NamedTuple):
    """The words, from ``first`` to ``last``, that state a change, and its kind and direction."""

    first: int
    last: int
    kind: str
    says: str


def _than_those(analysis: Analysis, number: Number) -> _Told | None:
    """Return the words of "[16 more than] those obtained in 2005"."""
    word, at = analysis.tokens.word, number.last + 1
    says = "more" if word(at) in MORE else "less" if word(at) in LESS else None
    if says is None or number.form not in forms.COUNT_OR_MONEY:
        return None
    if word(at + 1) not in THAN_WORDS or word(at + 2) not in THOSE:
        return None
    return _Told(number.begins, at + 1, "difference", says)


def _in_apposition(analysis: Analysis, number: Number) -> _Told | None:
    """Return the words of "2,400 calls, up from 1,500 in 2008, [an increase of 60 percent]" and "[down by 15
    percent]"."""
    low, start = analysis.tokens.low, number.begins
    kind = {forms.PERCENT: "growth", forms.COUNT: "difference"}.get(number.form)
    if kind is None or start < 3 or low[start - 1] not in BY | OF or low[start - 3] not in BEFORE_A_CLAIM:
        return None
    if analysis.tokens.word(number.last + 1) not in CLAUSE_MARKS:
        return None  # "an increase of 15 [over] the 21", "a rise of two [thirds]"
    says = "more" if low[start - 2] in RISING else "less" if low[start - 2] in FALLING else None
    return _Told(start - 2, number.last, kind, says) if says is not None else None


def _only_pair(analysis: Analysis, k: int) -> tuple[int, int] | None:
    """Return the earlier and the later of two figures of one metric, if a sentence gives exactly two."""
    told = [x for x in analysis.readings if x.number >= 0 and x.number != k and x.year is not None and not x.part]
    metrics = {(x.metric, x.unit, x.exploitation, x.age, x.gender) for x in told}
    if len(told) != 2 or len(metrics) != 1 or told[0].year == told[1].year:
        return None
    earlier, later = sorted(told, key=lambda x: x.year or 0)
    return earlier.number, later.number


def _reached(analysis: Analysis, k: int) -> int | None:
    """Return the number after "to" at which a change ends, even if that number comes first ("rising to 321 from
    184")."""
    low, numbers = analysis.tokens.low, analysis.numbers
    for j in (*range(k + 1, len(numbers)), *range(k - 1, -1, -1)):
        begin, end = sorted((numbers[k].begins, numbers[j].begins))
        alike = (numbers[j].form, numbers[j].unit) == (numbers[k].form, numbers[k].unit) or _is_a_sum(numbers[j])
        near = end - begin <= APART and STOPS.isdisjoint(low[begin:end])
        if near and alike and numbers[j].begins and low[numbers[j].begins - 1] in TO:
            return j if numbers[j].form in forms.COUNT_OR_MONEY and numbers[j].low is not None else None
    return None


def _is_a_sum(number: Number) -> bool:
    """Whether a number without a currency may be a sum of money: "from 1.9 million kroner to [3.4 million]"."""
    return number.form == forms.COUNT and number.unit is None and (number.low or 0) >= LEAST_SUM


def _stated(analysis: Analysis, start: int, last: int, against: int, measured: int) -> Iterator[Change]:
    """Yield the change stated by the words before the "from" at token ``start``."""
    low = analysis.tokens.low
    begin = max(0, start - BEFORE)
    begin = next((k + 1 for k in range(start - 1, begin - 1, -1) if low[k] in STOPS), begin)
    if not DENIED.isdisjoint(low[begin:start]):
        return
    for k in range(start - 1, begin - 1, -1):
        if low[k] in MULTIPLES:
            yield Change(k, last, "multiple", None, MULTIPLES[low[k]], _bound(analysis, k), against, measured)
            return
    says = (
        "more"
        if not RISING.isdisjoint(low[begin:start])
        else "less"
        if not FALLING.isdisjoint(low[begin:start])
        else None
    )
    fraction = _fraction(analysis, begin, start)
    if fraction is not None and says is not None:
        yield Change(fraction[0], last, "growth", says, fraction[1], "about", against, measured)
        return
    for number in reversed(analysis.numbers[:against]):
        named = low[number.begins - 2] in RISING | FALLING  # "an increase [of] nine", but not "a fund of nine million"
        by = number.begins > begin and (low[number.begins - 1] in BY or (low[number.begins - 1] in OF and named))
        kind = {forms.PERCENT: "growth", analysis.numbers[against].form: "difference"}.get(number.form)
        if by and says and kind and number.low is not None:
            yield Change(number.begins - 1, last, kind, says, number.low, number.qualifier, against, measured)
            return


def _fraction(analysis: Analysis, begin: int, end: int) -> tuple[int, float] | None:
    """Return the first token and the percentage of a fraction by which something changed: "fell by [two thirds]",
    "was cut in [half]"."""
    low, numbers = analysis.tokens.low, analysis.numbers
    for k in range(begin, end):
        if low[k] in FRACTIONS and low[k + 1] not in ARTICLES:  # "fell in half [a] year"
            times = next((number for number in numbers if number.last == k - 1 and number.low is not None), None)
            first = times.begins if times is not None else k
            by = low[first - 1] in BY_A_FRACTION or (low[first - 1] in ARTICLES and low[first - 2] in BY)
            if by and low[k + 1] not in OF:  # not "fell in the third quarter", "fell in half [of] the districts"
                return first, FRACTIONS[low[k]] * (times.low or 1 if times is not None else 1)
    return None


def _bound(analysis: Analysis, at: int) -> str:
    """Return the qualifier of a multiple: "[more] than doubled", "[nearly] doubled"."""
    before = frozenset(analysis.tokens.low[max(0, at - BOUND) : at])
    return next((name for name, words in BOUNDS.items() if not words.isdisjoint(before)), "exact")
