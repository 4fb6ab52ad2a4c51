"""Reads unreported figures for another time: "it freed 31 victims; no figure was available for 2014" (rule 4).

What belongs here: silence about another time's figure that does not name the things counted. What does not belong here:
silence that names the unreported things (``unreported``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.denials.covered import Denial
from tipetl.figures.denials.silences import places
from tipetl.figures.record.analysis import step
from tipetl.figures.record.readings import GOES_ON, REPEATED, Link
from tipetl.language import concepts, forms
from tipetl.metrics import DURATIONS
from tipetl.model import codes
from tipetl.syntax.chunks.kinds import NOUN
from tipetl.syntax.chunks.symbols import BOOK
from tipetl.syntax.times import time_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.figures.record.readings import Reading

WORDS = BOOK.words
BARE_FIGURES, MANY_FIGURES, CLAUSE_STARTS = WORDS["bare_figures"], WORDS["many_figures"], WORDS["clause_starts"]
#: concepts of nouns that do not identify the things counted: nouns for the keeper of the figure, and for the figure
#: itself
SAY_NOTHING = frozenset((None, concepts.OFFICIAL, concepts.COURT, concepts.MONEY, concepts.NGO))
#: kinds of times for a year other than the report's
OF_ANOTHER_TIME = frozenset((time_kinds.STATED, time_kinds.PREVIOUS))


@step
def read_silent_times(analysis: Draft) -> None:
    """Adds an unreported figure for the last metric before silence about another time's figure, or for every metric if
    the silence is about "figures"."""
    if analysis.tokens.words.isdisjoint(BARE_FIGURES) or not analysis.times:
        return
    for first, last in _silences(analysis):
        begin, end = _clause(analysis, first, last)
        figure = next((at for at in range(begin, end) if analysis.tokens.low[at] in BARE_FIGURES), None)
        if figure is None or not _names_only_a_time(analysis, begin, end):
            continue
        silent = [x for x in analysis.readings if begin <= x.first < end]
        if any(reading.status != codes.NONE for reading in silent):
            continue
        analysis.readings = [x for x in analysis.readings if x not in silent]
        told = _told_before(analysis, begin)
        for source in told if analysis.tokens.low[figure] in MANY_FIGURES else told[-1:]:
            reading = Denial(first, last, codes.NOT_REPORTED).figure(
                source.metric, source.unit, f"{source.metric}.silent"
            )
            reading.number, reading.inherited, reading.link = REPEATED, True, Link(GOES_ON, source)
            analysis.readings.append(reading)


def _silences(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Yield the tokens (first, last) of words saying that a figure is missing."""
    low = analysis.tokens.low
    # "compared with an unknown number" is a separate figure
    yield from (span for span in places(analysis) if low[span[1] + 1 : span[1] + 2] != ["number"])


def _clause(analysis: Analysis, first: int, last: int) -> tuple[int, int]:
    """Return the tokens (from, up to) of the clause around some words, including a time in front of the clause."""
    low = analysis.tokens.low
    begin = next((at + 1 for at in range(first - 1, -1, -1) if low[at] in CLAUSE_STARTS), 0)
    if begin and low[begin - 1] == ",":
        fronted = next((x for x in analysis.times if x.last == begin - 2), None)
        if fronted is not None and (not fronted.first or low[fronted.first - 1] in CLAUSE_STARTS):
            begin = fronted.first
    end = next((at for at in range(last + 1, len(low)) if low[at] in CLAUSE_STARTS), len(low))
    return begin, end


def _names_only_a_time(analysis: Analysis, begin: int, end: int) -> bool:
    """Whether a clause names a time in another year but not the things that its figure counts."""
    if not any(begin <= time.first < end and time.kind in OF_ANOTHER_TIME for time in analysis.times):
        return False
    items = analysis.items[analysis.items_from(begin) : analysis.items_from(end)]
    return all(item.concept in SAY_NOTHING for item in items if item.kind == NOUN)


def _told_before(analysis: Analysis, begin: int) -> Sequence[Reading]:
    """Return the totals before a clause, in the same sentence or the previous one."""
    here = [x for x in analysis.readings if x.first < begin]
    unread = any(number.form == forms.COUNT and number.last < begin for number in analysis.numbers)
    rows = here or ([] if unread else analysis.context.before)
    whole = [x for x in rows if not x.part and x.relation == codes.CURRENT and x.metric not in DURATIONS]
    return sorted(whole, key=lambda x: x.first)
