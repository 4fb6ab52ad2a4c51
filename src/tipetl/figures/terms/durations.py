"""Reads the prison terms and prescribed penalties in a sentence, in months.

What belongs here: which numbers are terms, and their values. What does not belong here: the meaning of a duration
(``meanings``), numbers that share a unit (``lists``), or the number of people sentenced to a term (``persons``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tipetl.figures.record.analysis import step
from tipetl.figures.record.readings import OpenReading, Reading, copy_of
from tipetl.figures.terms.lists import bound_before, term_in_list
from tipetl.figures.terms.meanings import PRISON, classify, is_term
from tipetl.figures.terms.persons import count_persons
from tipetl.figures.terms.verbs import LAWS
from tipetl.figures.terms.words import PENALTY, TERM, WORDS, Term
from tipetl.language import forms
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax.chunks.spans import clause_bounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.language.numbers import Number
    from tipetl.language.tokens import Tokens

#: the number of months that a life term counts as
LIFE = 1200
#: the number of words before a term to search for words saying that it was changed
CHANGED_BEFORE = 10
PENALTY_NOUNS = WORDS["penalties"]


@step
def read_terms(analysis: Draft) -> None:
    """Adds the terms and penalties in a sentence to its readings. A number read as a term or a penalty loses its other
    readings."""
    of_terms = any(map(is_term, analysis.numbers)) or not LAWS.isdisjoint(analysis.tokens.words)
    found = _terms(analysis) if of_terms else []
    numbers = {reading.number for reading in found}
    found = _ranges(analysis.tokens, found)
    analysis.readings = [reading for reading in analysis.readings if reading.number not in numbers]
    analysis.readings += found
    analysis.readings += _same_penalties(analysis, found)
    given = [reading for reading in found if reading.metric == TERM]
    if given:
        count_persons(analysis, given)


def _terms(analysis: Analysis) -> list[OpenReading]:
    found: list[OpenReading] = []
    goes_on = _lists(analysis.tokens, analysis.numbers)
    previous = PENALTY if goes_on and _named(analysis.context.before) else None
    for index in analysis.nums:
        place = analysis.items[index].number
        number = analysis.numbers[place]
        term = _term(analysis, index, number, found, previous)
        if term is None:
            continue
        previous = term.metric
        if found and number.low == LIFE and _to_life(analysis.tokens, found[-1], number):
            found[-1].high, found[-1].qualifier = LIFE, codes.RANGE
        else:
            found.append(_reading(analysis.tokens, term, place, number))
    return found


def _ranges(tokens: Tokens, found: list[OpenReading]) -> list[OpenReading]:
    """Return the terms, with both ends of a range merged: "no less than six and no more than 10 years"."""
    out: list[OpenReading] = []
    for reading in found:
        if out and _told_as_bounds(tokens, out[-1], reading):
            low, high = sorted((out[-1].low or 0, reading.low or 0))
            out[-1] = replace(out[-1], low=low, high=high, qualifier=codes.RANGE, last=reading.last)
        elif out and _ends_range(tokens, out[-1], reading):
            out[-1] = replace(out[-1], high=reading.low, qualifier=codes.RANGE, last=reading.last)
        else:
            out.append(reading)
    return out


def _told_as_bounds(tokens: Tokens, one: Reading, other: Reading) -> bool:
    """Whether two terms are the ends of one range, in either order: "16 years at the heaviest and 18 months at the
    lightest"."""
    if one.metric != other.metric or one.high is not None or other.high is not None:
        return False
    if _told_before(tokens, one, other):
        return True
    ends = [_superlative(tokens, one.last + 1), _superlative(tokens, other.last + 1)]
    return any(low in WORDS["shortest"] and high in WORDS["longest"] for low, high in (ends, reversed(ends)))


def _told_before(tokens: Tokens, one: Reading, other: Reading) -> bool:
    """Whether the words before two terms mark them as the ends of one range: "the shortest two years and the longest
    20", "began at two years and peaked at 20 years". "The shortest was two years, the longest 20 years" states two
    terms."""
    ends = [bound_before(tokens, x.first - 1) for x in (one, other)]
    with_unit = tokens.word(other.last)[:-1] in WORDS["units_of_terms"]
    if (
        one.metric != TERM
        or ";" in tokens.low[one.last : other.first]
        or (with_unit and not WORDS["ends_by_themselves"].isdisjoint(ends))
    ):
        return False
    return any(low in WORDS["low_ends"] and high in WORDS["high_ends"] for low, high in (ends, reversed(ends)))


def _superlative(tokens: Tokens, at: int) -> str:
    """Return the word, from token ``at`` on, that may rank a term among several: "at the [heaviest]"."""
    while tokens.word(at) in WORDS["before_a_superlative"]:
        at += 1
    return tokens.word(at)


def _ends_range(tokens: Tokens, one: Reading, other: Reading) -> bool:
    """Whether the term ``other`` is the upper end of a range that begins with the term ``one``."""
    gap = tokens.low[one.last + 1 : other.first]
    if one.metric != other.metric or one.high is not None or other.high is not None:
        return False
    if "day" in gap and gap[-1] == WORD.goal and WORDS["and_a_day"].issuperset(gap[:-1]):
        return True  # "five years and a day to 15 years"
    if not WORDS["within_a_range"].issuperset(gap):
        return False
    upper = other.qualifier == codes.AT_MOST or "maximum" in gap
    begins = WORD.source in tokens.low[max(0, one.first - 2) : one.first] and WORD.goal in gap
    return upper and (one.qualifier == codes.AT_LEAST or begins)


def _term(
    analysis: Analysis, index: int, number: Number, found: Sequence[Reading], previous: str | None
) -> Term | None:
    """Return the term or penalty of number item ``index`` after the terms ``found``; ``previous`` is the last term's
    metric."""
    if is_term(number):
        metric = classify(analysis.tokens, number, *clause_bounds(analysis.tokens, number.first), previous)
        return Term(metric, 1.0) if metric else None
    return term_in_list(analysis, index, found[-1] if found else None, previous) if number.form == forms.COUNT else None


def _lists(tokens: Tokens, numbers: Sequence[Number]) -> bool:
    """Whether a sentence consists of a label and its term, in a list of penalties: "Woman or child: two to 10
    years"."""
    first = next((number for number in numbers if is_term(number)), None)
    return first is not None and tokens.low[first.begins - 1 : first.begins] == [":"]


def _reading(tokens: Tokens, term: Term, place: int, number: Number) -> OpenReading:
    low = None if number.low is None else number.low * term.months
    high = None if number.high is None else number.high * term.months
    changed = _changed(tokens, number)
    if changed is not None:
        low, high = high, None
    qualifier = number.qualifier if changed is None else codes.EXACT
    if term.metric == PENALTY and qualifier == codes.EXACT:
        qualifier = _bound_by_law(tokens, number)
    rule, first = term.metric + ".duration", number.first if changed is None else changed
    return OpenReading(
        term.metric, place, first, number.last, low, high, qualifier, codes.MONTH, codes.REPORTED, rule, 4.0
    )


def _changed(tokens: Tokens, number: Number) -> int | None:
    """Return the token at which a term's new value begins ("raised the maximum from 10 to 15 years"), or None for a
    range."""
    low, first = tokens.low, number.first
    goal = next((at for at in range(first, number.last) if low[at] == WORD.goal), None)
    if goal is None or number.high is None or tokens.word(first - 1) != WORD.source:
        return None
    behind = [word for word in low[number.last + 1 : number.last + 4] if word.isalpha() and word not in PRISON]
    if behind[:1] == [WORD.goal] or "," in low[max(0, first - 3) : first - 2]:
        return None  # "from two to five years to three to 10 years", "five to 10 years, increased from three to eight"
    begin = max((at + 1 for at in range(first) if low[at] in WORDS["between_changes"]), default=0)
    changing = [at for at in range(max(begin, first - CHANGED_BEFORE), first) if low[at] in WORDS["changing_terms"]]
    changed = any(not at or low[at - 1] not in WORDS["before_a_changed_term"] for at in changing)
    return goal + 1 if changed else None  # "received reduced terms from one to three years" is a range


def _bound_by_law(tokens: Tokens, number: Number) -> str:
    """Return the qualifier of a penalty, from the words before it: "a maximum of three years", "a minimum sentence of
    one year"."""
    for word in reversed(tokens.low[max(0, number.begins - 7) : number.begins]):
        if word in WORDS["bounds_of_law"]:
            return codes.AT_LEAST if word.startswith("min") else codes.AT_MOST
        if word in (",", ";", WORD.also):
            break
    return number.qualifier


def _to_life(tokens: Tokens, previous: Reading, number: Number) -> bool:
    """Whether a life term ends the range that the previous term begins: "from seven years up to life", "seven years'
    imprisonment to life", "eight to 20 years' or life"."""
    gap = tokens.low[previous.last + 1 : number.begins]
    if previous.high is not None and previous.metric == PENALTY:
        return WORD.choice in gap and WORDS["before_or_life"].issuperset(gap)
    if not {*gap} - {"'", "’", "up", WORD.goal}:
        return number.qualifier == codes.AT_MOST or "up" in gap or WORD.goal in gap
    return len(gap) <= 5 and WORD.goal in gap and {",", "up", WORD.also, WORD.choice}.isdisjoint(gap)


def _same_penalties(analysis: Analysis, found: Sequence[Reading]) -> Iterator[OpenReading]:
    """Repeats the last penalty: "carries the same penalties", "its penalties are the same"."""
    low = analysis.tokens.low
    said = not LAWS.isdisjoint(analysis.tokens.words) and "same" in analysis.tokens.words
    for at in range(len(low) - 2 if said else 0):
        if low[at : at + 2] != [WORD.known, "same"]:
            continue
        named = low[at + 2] in PENALTY_NOUNS
        known = _named([*analysis.context.before, *(reading for reading in found if reading.last < at)])
        if known and (named or not PENALTY_NOUNS.isdisjoint(low[max(0, at - 3) : at])):
            yield replace(copy_of(known[-1]), number=-1, first=at, last=at + 1 + named, rule="penalty_prescribed.same")


def _named(readings: Sequence[Reading]) -> list[Reading]:
    """Return the penalties among some readings."""
    return [reading for reading in readings if reading.metric == PENALTY]
