"""Reads suspended sentences if no number counts the people who received them: "the other received a suspended sentence
of two years", "both got suspended terms", "gave him three years, suspended" (contract section 3, rule 9).

What belongs here: the number of people that words for a suspended sentence imply. What does not belong here: people
counted by a number, which the rules read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.analysis import step
from tipetl.figures.record.readings import OpenReading, Reading
from tipetl.figures.terms.words import TERM, WORDS
from tipetl.language import forms
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax.chunks.spans import clause_bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.language.number import Number

SUSPENDED, NOT_DONE, BOTH = WORDS["suspended"], WORDS["not_done"], WORDS["pairs_of_sentences"]
PROBATION = WORDS["probation"]
CONVICTIONS = "convictions"
#: the maximum number of words from "suspended" to its noun, and from a term to "suspended"
NOUN, BEHIND = 5, 6
OF_WHICH = [WORD.whole, "which"]


@step
def read_suspended(analysis: Draft) -> None:
    """Adds a reading for every suspended sentence if no number counts its recipients."""
    if (SUSPENDED | PROBATION).isdisjoint(analysis.tokens.words):
        return
    analysis.readings[:] = [reading for reading in analysis.readings if not _counts_years(analysis, reading)]
    for first, last in [*_both(analysis), *_named(analysis), *_behind_terms(analysis)]:
        lo, hi = clause_bounds(analysis.tokens, first)
        # "four got two years, suspended[, and] the other two probation"
        hi = next((at for at in range(last + 1, hi - 1) if _opens_another_part(analysis, at)), hi)
        counted = any(
            reading.metric == "sentences_suspended" and lo <= reading.first < hi for reading in analysis.readings
        )
        if counted or not NOT_DONE.isdisjoint(analysis.tokens.low[max(lo, first - 8) : first]):
            continue
        persons = _persons(analysis, _part_start(analysis, lo, first), first, last)
        if persons is not None:
            made = OpenReading(
                "sentences_suspended", -3, first, last, persons, None, codes.EXACT, codes.PERSON, codes.REPORTED,
                "sentences_suspended.untold", 4.0,
            )  # fmt: skip
            analysis.readings.append(made)


def _counts_years(analysis: Analysis, reading: Reading) -> bool:
    """Whether a number counts years or months named earlier: "sentenced him to 11 years, three of them suspended",
    "gave the woman two years, suspended for four", "20 months, with ten suspended". A count of people cannot exceed the
    number sentenced to the term."""
    if reading.metric != "sentences_suspended" or reading.number < 0 or reading.frame is None:
        return False
    term = max((x for x in analysis.readings if x.last < reading.first), key=lambda x: x.last, default=None)
    if term is None or term.metric != TERM or not 0 < (term.count or 0) < (reading.low or 0):
        return False
    between = analysis.tokens.low[term.last + 1 : reading.first]
    behind = analysis.tokens.low[reading.last + 1 : reading.last + 2]
    if behind == [WORD.whole]:
        return term.count == 1 and between[-1:] == [","] and len(between) < NOUN
    return between[-2:] == ["suspended", "for"]


def _both(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Finds where two sentences are suspended: "suspended both sentences", "both terms were suspended"."""
    low = analysis.tokens.low
    for at in analysis.tokens.at((WORD.pair,).__contains__):
        done = low[at - 1 : at] == ["suspended"] or low[at + 2 : at + 4] == ["were", "suspended"]
        if done and low[at + 1] in BOTH:
            yield at, at


def _named(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Finds nouns for suspended sentences: "a suspended sentence", "suspended terms", "a suspended two-year term"."""
    low = analysis.tokens.low
    for at in analysis.tokens.at(SUSPENDED.__contains__):
        for noun in range(at + 1, min(len(low), at + NOUN)):
            if low[noun] in WORDS["suspended_nouns"]:
                yield at, noun
            if low[noun] in WORDS["suspended_nouns"] or not low[noun][0].isalnum():
                break


def _behind_terms(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Finds terms said to have been suspended ("three years, suspended", "a five-year term suspended"), or to be
    probation if the sentence contains no other term."""
    low = analysis.tokens.low
    terms = [reading for reading in analysis.readings if reading.metric == TERM]
    for reading in terms:
        at = reading.last + 1
        if low[at : at + 2] == OF_WHICH:  # "20 years, five years of which were suspended"
            continue
        while at < min(len(low), reading.last + BEHIND) and low[at] in WORDS["before_suspended"]:
            at += 1
        if low[at : at + 1] == ["suspended"] or (len(terms) == 1 and not PROBATION.isdisjoint(low[at : at + 1])):
            yield reading.first, at


def _opens_another_part(analysis: Analysis, at: int) -> bool:
    """Whether token ``at`` introduces the sentences of other people."""
    low = analysis.tokens.low
    return low[at] in WORDS["parting"] and low[at + 1] in WORDS["joining_parts"]


def _of_those_convicted(analysis: Analysis, first: int, last: int, number: Number | None) -> int | None:
    """Return the number of people convicted, if all of them received the sentence and ``number``, the last number
    before it, counts them: "convicted three traffickers and [gave them] suspended sentences"."""
    low = analysis.tokens.low
    given = {low[first - 1], " ".join(low[first - 2 : first])}
    if low[last] not in BOTH or given.isdisjoint(WORDS["to_all_of_them"]):
        return None
    convicted = [x for x in analysis.readings if x.metric == CONVICTIONS and x.number >= 0 and x.first < first]
    told = [x for x in convicted if analysis.numbers[x.number] is number]
    return _whole(told[0]) if len(convicted) == len(told) == 1 else None


def _last_before(numbers: list[Number], first: int) -> Number | None:
    return next((number for number in reversed(numbers) if number.last < first), None)


def _whole(reading: Reading) -> int | None:
    """Return the exact number of people that a figure counts."""
    return int(reading.low) if reading.low is not None and reading.high is None else None


def _part_start(analysis: Analysis, lo: int, first: int) -> int:
    """Return the token at which the words about the same people begin: the last comma or conjunction before
    ``first``."""
    parting = WORDS["parting"]
    return next((at for at in range(first - 1, lo, -1) if analysis.tokens.low[at] in parting), lo)


def _persons(analysis: Analysis, start: int, first: int, last: int) -> int | None:
    """Return the number of people who received the sentence at tokens ``first`` to ``last``, judging by the words from
    ``start`` on. Returns None if the words do not say, or if a number counts the people."""
    low = analysis.tokens.low
    # "suspended sentences [of up to] two years"
    end = next((at for at in range(last + 1, len(low)) if low[at] not in WORDS["before_its_length"]), len(low))
    terms = (reading for reading in analysis.readings if reading.metric == TERM and first <= reading.first <= end)
    if (term := next(terms, None)) is not None and term.count is not None:
        return term.count
    counting = [number for number in analysis.numbers if number.form in (forms.COUNT, forms.UNKNOWN, forms.ZERO)]
    everyone = _of_those_convicted(analysis, first, last, _last_before(counting, first))
    if everyone is not None:
        return everyone
    if any(start <= number.first < first and number.low != 1 for number in counting):
        return None
    said = low[start : first + 1]
    if WORD.pair in said:
        return 2
    if low[last] in BOTH:
        return None
    return None if WORDS["one_person"].isdisjoint(said) else 1
