"""The figure that a part names as its whole: "22 of the 41 cases", "48 of those prosecuted".

What belongs here: finding that figure in the paragraph by its value or by what was done. What does not: parts that only
point back ("of them"; ``ellipsis``).
"""

from __future__ import annotations

from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING

from tipetl.figures.relations.antecedents import clause_start, compatible
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.metrics import DURATIONS, VICTIMS
from tipetl.model import codes
from tipetl.syntax.chunks.kinds import COMMA, NUMBER, VERB

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

#: for each metric, the participle for what was done to those that it counts: "of those convicted"
DONE = {
    concepts.INVESTIGATE: "investigations",
    concepts.ARREST: "arrests",
    concepts.CHARGE: "charges",
    concepts.PROSECUTE: "prosecutions",
    concepts.CONVICT: "convictions",
    concepts.IDENTIFY: "victims_identified",
    concepts.REFER: "victims_referred",
    concepts.ASSIST: "victims_assisted",
}
#: how many figures back a whole may stand
FARTHEST = 200
#: the least value of a whole: one and two recur by chance
LEAST_WHOLE = 3


def named_whole(analysis: Analysis, place: int, frame: Frame) -> Reading | None:
    """The earlier figure that the number at item ``place`` names as its whole, if its other words only describe the
    part."""
    behind = analysis.tokens.low[analysis.items[place].last + 1 :][:2]
    if behind[:1] != [WORD.whole] or WORDS["pointing_to_a_whole"].isdisjoint(behind):
        return None
    pointing = analysis.items[place].last + 2
    after = next((x for x in analysis.items[place + 1 : place + 5] if x.first > pointing), None)
    if after is None:
        return None
    told = _told(analysis, analysis.items[place].first)
    if after.kind == NUMBER and analysis.numbers[after.number].form == forms.COUNT:
        value = analysis.numbers[after.number].low or 0
        return next((r for r in told if r.low == value >= LEAST_WHOLE and compatible(r, frame)), None)
    done = DONE.get(after.concept or "") if after.kind == VERB else None
    return next((r for r in told if r.metric == done and r.relation == codes.CURRENT and not _divides(r)), None)


def _divides(reading: Reading) -> bool:
    """Whether a figure is a part, or turned out to be one."""
    return reading.part or any(link.kind in codes.WHOLE_KINDS for link in reading.links)


def fronted_whole(analysis: Analysis, place: int, frame: Frame) -> Reading | None:
    """The earlier figure that opens the clause of the number at item ``place`` as its whole, by its value ("of the 31,
    19 were suspected of sex trafficking and ten of labor trafficking") or by what was done to it."""
    begin = analysis.items_from(clause_start(analysis, analysis.items[place].first))
    opening = analysis.items[begin : begin + 3]
    if len(opening) < 3 or begin + 2 >= place or analysis.tokens.low[opening[0].first] != WORD.whole:
        return None
    told = _told(analysis, opening[0].first)
    if opening[2].kind != NUMBER:
        return _by_what_was_done(analysis, analysis.items[begin:place], told)
    value = analysis.numbers[opening[2].number].low or 0
    if value < LEAST_WHOLE:
        return None
    return next((r for r in told if r.low == value and r.status == codes.REPORTED and compatible(r, frame)), None)


def _by_what_was_done(analysis: Analysis, lead: Sequence[Item], told: Iterable[Reading]) -> Reading | None:
    """ "Of the total number of victims assisted, 154 were citizens": the last whole figure for what was done to
    victims."""
    done = next((one.concept for one, other in pairwise(lead) if (one.kind, other.kind) == (VERB, COMMA)), None)
    metric = DONE.get(done or "")
    wholes = (r for r in told if r.metric == metric and not r.part and r.relation == codes.CURRENT)
    return next(wholes, None) if metric in VICTIMS else None


def _told(analysis: Analysis, first: int) -> Iterator[Reading]:
    """The figures so far in the paragraph, the latest first."""
    here = sorted((r for r in analysis.readings if r.number >= 0 and r.first < first), key=lambda r: -r.first)
    for reading in islice(chain(here, reversed(analysis.context.paragraph)), FARTHEST):
        if reading.metric not in DURATIONS:
            yield reading
