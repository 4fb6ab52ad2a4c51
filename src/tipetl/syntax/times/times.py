"""Reads the time expressions of a sentence and their years (contract section 3, rules 1 and 10).

What belongs here: finding "in 2012", "the previous reporting period", "over the last five years". What does not belong
here: the words of a time (``data/times.yaml``), or the figure to which a time belongs (``years``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tipetl.language import forms
from tipetl.language.cardinals import word_value
from tipetl.language.patterns import END, Symbol
from tipetl.syntax.chunks.symbols import BOOK, words
from tipetl.syntax.chunks.time_bounds import Time, with_lead
from tipetl.syntax.times import time_kinds
from tipetl.syntax.times.year_times import year_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.language.numbers import Number
    from tipetl.language.productions import Production
    from tipetl.language.tokens import Tokens


def _by_word() -> dict[str, list[Production]]:
    out: dict[str, list[Production]] = {}
    for production in BOOK.productions["times"]:
        for word in production.at:
            out.setdefault(word, []).append(production)
    return out


#: the productions for times without a year, by each word in their ``at``
PRODUCTIONS = _by_word()
TIME_WORDS = frozenset(PRODUCTIONS)


def find_times(tokens: Tokens, numbers: list[Number]) -> tuple[list[Time], set[int]]:
    """Finds a sentence's time expressions, and the indices of the numbers that these expressions include."""
    years = {number.first: k for k, number in enumerate(numbers) if number.form == forms.YEAR}
    if not years and tokens.words.isdisjoint(TIME_WORDS):
        return [], set()
    out: list[Time] = []
    used: set[int] = set()
    covered = -1
    row = words(tokens.low, 0, len(tokens.low))
    starts = {number.first: k for k, number in enumerate(numbers)}
    for token in sorted({*years, *tokens.at(TIME_WORDS.__contains__)}):
        if token <= covered:
            continue
        if token in years:
            found, taken = year_time(tokens, row, numbers, years[token])
            used |= taken
        else:
            found = undated_time(tokens.low, row, token)
            used |= {starts[k] for k in range(found.first, found.last + 1) if k in starts} if found else set()
        if found is not None:
            out.append(found)
            covered = found.last
    return out, used


def undated_time(low: Sequence[str], row: list[Symbol], at: int) -> Time | None:
    """Finds the time expression without a year at word ``at``, or None."""
    before = row[at - 1] if at else END
    found = _MAY_STAND.get((low[at], before))
    for production in _may_stand(low[at], before) if found is None else found:
        span = production.match(row, at)
        if span is not None:
            return _made(production, low, row, span)
    return None


_MAY_STAND: dict[tuple[str, Symbol], list[Production]] = {}


def _may_stand(word: str, before: Symbol) -> list[Production]:
    """Return the productions for a word, except those that the preceding word rules out."""
    found = _MAY_STAND[word, before] = [
        production
        for production in PRODUCTIONS[word]
        if production.before is None or production.before.start.accepts or not production.before.start[before].dead
    ]
    return found


def _made(production: Production, low: Sequence[str], row: list[Symbol], span: tuple[int, int]) -> Time | None:
    """Builds the time that a production matched, or returns None if the words are not a time."""
    gives, (first, last) = production.gives, span
    if gives["kind"] == time_kinds.NO_TIME:
        return None
    back = 1
    if gives.get("counted"):  # "several" and "few" do not state a number of years, so they count as one
        back = next((int(count) for w in low[first : last + 1] if (count := word_value(w))), 1)
    first = with_lead(row, first) if gives.get("led") else first
    time = Time(first, last, gives["kind"], back=back, bound=gives["kind"] == time_kinds.BACKGROUND)
    return replace(time, bound=True) if _measures(low, row, time) else time


def _measures(low: Sequence[str], row: list[Symbol], time: Time) -> bool:
    """Return whether a time only serves as a point of comparison: "four fewer than in the preceding year", "increasing
    efforts over the previous period"."""
    if BOOK["measured_against"].fits(row, time.first - 1):
        return True
    if time.kind == time_kinds.PREVIOUS and low[time.first] in BOOK.words["up_to_now"]:
        return True  # "had been in jail since the previous year"
    efforts = time.first > 0 and low[time.first - 1] in BOOK.words["efforts"]
    return efforts and low[time.first] == "over" and time.kind == time_kinds.PREVIOUS
