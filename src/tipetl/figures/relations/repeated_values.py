"""Finds values that a sentence repeats for another time without a number: "the same number as in 2015".

What belongs here: copying a repeated value from the figure that it repeats. What does not belong here: values given as
numbers (``ellipsis``).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from tipetl.figures.record.analysis import add_comparator, step
from tipetl.figures.record.readings import REPEATED, SAME_AS, Link, Reading, copy_of
from tipetl.figures.relations.parts import SORTING_MARKS
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts
from tipetl.language.particles import WORD
from tipetl.metrics import DURATIONS, MONEY
from tipetl.model import codes
from tipetl.syntax.chunks.kinds import MARKS, VERB
from tipetl.syntax.times import time_kinds

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis, Draft


def repeat_for_another_time(analysis: Draft) -> None:
    """Adds a reading for each phrase that repeats a value for another time: "the same number as in 2015"."""
    for first, last, concept in analysis.hits:
        end = _end_of_phrase(analysis, first, last) if concept == concepts.SAME else None
        source = None if end is None else _repeated(analysis, first)
        if end is None or source is None:
            continue
        again = replace(
            copy_of(source),
            number=REPEATED,
            first=first,
            last=end,
            score=source.score - 1,
            relation=codes.COMPARATOR,
            inherited=True,
            link=Link(SAME_AS, source),
            links=(),
            fact_id=None,
            unsettled=False,
            notes=(),
        )
        add_comparator(analysis, first, _end_of(analysis, end))
        analysis.readings.append(again)


def _end_of_phrase(analysis: Analysis, first: int, last: int) -> int | None:
    """Return the last token of the words that repeat a value, or None if the words do not repeat one ("twice as many
    as in 2020")."""
    low = analysis.tokens.low
    phrase, behind = " ".join(low[first : last + 1]), low[last + 1 : last + 4]
    if low[first - 1] in WORDS["multiples"] or phrase == "as many":
        return None
    if phrase in ENDS:
        return last + ENDS[phrase]
    return None if WORDS["leading_to_a_time"].isdisjoint(behind) else last


#: phrases that need no "as" or "for" after them, and the end of each phrase's words for the value, counted from its
#: last word
ENDS = {"as many as in": -2, "the same as": -1, "unchanged from": 0, "equal to the": 0}


def _repeated(analysis: Analysis, first: int) -> Reading | None:
    """Return the last whole figure before a token, ignoring breakdowns."""
    told = [r for r in analysis.readings if r.number >= 0 and r.first < first and r.metric not in DURATIONS]
    if "number" in analysis.tokens.low[first : first + 3]:
        # "seven victims got compensation of $600 each, the same number": the number of victims, not the sum
        told = [r for r in told if r.metric not in MONEY] or told
    # "22 of the 30 prosecuted were convicted, the same number": the 22, not the 30
    told = [r for r in told if r.frame is None or not (r.frame.definite and r.frame.prep == WORD.whole)] or told
    told = _before_a_breakdown(analysis, told)
    whole = [r for r in told if not r.part] or told
    return max(whole, key=lambda r: r.first, default=None)


def _before_a_breakdown(analysis: Analysis, told: list[Reading]) -> list[Reading]:
    """Return the figures up to the one broken down: "five—three for one and two for another—the same number"."""
    rows = sorted(told, key=lambda r: r.first)
    for place in range(1, len(rows)):
        frame = rows[place].frame
        opens = frame is not None and (frame.linked in SORTING_MARKS or _sorts(analysis, rows[place:]))
        if opens and all(x.inherited and x.frame is not None and x.frame.linked != VERB for x in rows[place:]):
            return rows[:place]
    return rows


def _sorts(analysis: Analysis, rows: list[Reading]) -> bool:
    """Whether several bare figures after a comma break down the figure before by purpose, origin or actor: "seven,
    [five] for sex trafficking and [two] for forced labor"."""
    low = analysis.tokens.low
    sorts = (analysis.tokens.word(row.last + 1) in WORDS["sorting_out"] for row in rows)
    return len(rows) > 1 and low[rows[0].first - 1] == "," and all(sorts)


def _end_of(analysis: Analysis, token: int) -> int:
    """Return the end of the comparison that opens with the words for a repeated value."""
    return next(
        (x.first for x in analysis.items[analysis.items_from(token + 1) :] if x.kind in MARKS), len(analysis.tokens.low)
    )


@step
def repeat_none(analysis: Draft) -> None:
    """Repeats a zero for each further year named: "none in 2021 or 2020"."""
    for reading in [r for r in analysis.readings if r.status == codes.NONE]:
        stated = sorted(
            (x for x in analysis.times if x.first > reading.last and x.kind == time_kinds.STATED), key=lambda x: x.first
        )
        for one, other in pairwise(stated):
            between = [word for word in analysis.tokens.low[one.last + 1 : other.first] if word != WORD.place]
            if between in ([WORD.choice], [WORD.denied_too]):
                again = copy_of(reading)
                again.number, again.relation, again.inherited, again.notes = REPEATED, codes.COMPARATOR, True, ()
                again.year, again.period, again.stated_time = other.year, codes.CALENDAR_YEAR, True
                analysis.readings.append(again)
                break
