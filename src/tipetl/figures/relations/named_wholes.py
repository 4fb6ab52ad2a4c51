"""Finds the figure that a part names as its whole: "22 of the 41 cases", "48 of those prosecuted".

What belongs here: finding a named whole by its value or by the act that it counts. What does not belong here: parts
that only refer back ("of them"; ``ellipsis``).
"""

from __future__ import annotations

from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING

from tipetl.figures.relations.antecedents import clause_start, compatible
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.metrics import DURATIONS, MONEY, VICTIMS
from tipetl.model import codes
from tipetl.syntax.chunks.kinds import COMMA, NOUN, NUMBER, VERB

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

#: maps the concept of an act to the metric that counts it: "of those convicted"
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
#: concepts of nouns that cover everyone affected by an act
EVERYONE = frozenset((concepts.VICTIM, concepts.OFFENDER, concepts.PERSON))
#: metrics that do not count people, cases or things
UNCOUNTED = DURATIONS | MONEY
#: the number of figures to search back for a whole
FARTHEST = 200
#: the minimum value of a whole, because one and two recur by chance
LEAST_WHOLE = 3


def named_whole(analysis: Analysis, place: int, frame: Frame) -> Reading | None:
    """Return the earlier figure that the words after the number at item ``place`` name as its whole."""
    behind = analysis.tokens.low[analysis.items[place].last + 1 :][:2]
    if behind[:1] != [WORD.whole] or WORDS["pointing_to_a_whole"].isdisjoint(behind):
        return None
    pointing = analysis.items[place].last + 2
    after = next((x for x in analysis.items[place + 1 : place + 5] if x.first > pointing), None)
    if after is None:
        return None
    told = _told(analysis, analysis.items[place].first)
    if after.kind == NUMBER and analysis.numbers[after.number].form == forms.COUNT:
        return _of_value(analysis, after.number, analysis.items[place].first, frame)
    done = DONE.get(after.concept or "") if after.kind == VERB else None
    return next((r for r in told if r.metric == done and r.relation == codes.CURRENT and not _divides(r)), None)


def only_sentenced(whole: Reading, frame: Frame) -> bool:
    """Whether the words around a number only state the sentences of some of the people convicted, which does not make
    new convictions (contract section 3, rule 7): "twelve of the 14 were sentenced to prison"."""
    if whole.metric != "convictions":
        return False
    if not WORDS["sentencing"].isdisjoint(frame.acts):
        return True
    return concepts.SENTENCE in frame.right and not WORDS["giving"].isdisjoint((*frame.acts, *frame.does))


def _divides(reading: Reading) -> bool:
    """Whether a figure is a part, or has been found to be one."""
    return reading.part or any(link.kind in codes.WHOLE_KINDS for link in reading.links)


def fronted_whole(analysis: Analysis, place: int, frame: Frame) -> Reading | None:
    """Return the whole that opens the clause of the number at item ``place``, named by its value ("of the 31, 19 were
    suspected of sex trafficking and ten of labor trafficking") or by the act."""
    begin = analysis.items_from(clause_start(analysis, analysis.items[place].first))
    opening = analysis.items[begin : begin + 3]
    if len(opening) < 3 or begin + 2 >= place:
        return None
    if _fronted_number(analysis, begin) is not None:
        return fronted_by_value(analysis, place, frame)
    if analysis.tokens.low[opening[0].first] != WORD.whole:
        return None
    return _by_what_was_done(analysis, analysis.items[begin:place], _told(analysis, opening[0].first))


def fronted_by_value(analysis: Analysis, place: int, frame: Frame) -> Reading | None:
    """Return the figure with the value that opens the clause of the number at item ``place``: "of the 31, 19", "among
    these 31"."""
    begin = analysis.items_from(clause_start(analysis, analysis.items[place].first))
    number = _fronted_number(analysis, begin) if begin + 2 < place else None
    return None if number is None else _of_value(analysis, number, analysis.items[begin].first, frame)


def _fronted_number(analysis: Analysis, begin: int) -> int | None:
    """Return the number that opens a clause at item ``begin`` as the whole of later numbers: "of the 31", "among these
    31", "out of the 31"."""
    low, items = analysis.tokens.low, analysis.items
    begin += low[items[begin].first] in WORDS["before_of"]
    told = items[begin : begin + 3]
    if len(told) < 3 or low[told[0].first] not in WORDS["of_or_among"] or told[2].kind != NUMBER:
        return None
    points = low[told[1].first] in WORDS["pointing_to_a_whole"]
    return told[2].number if points and analysis.numbers[told[2].number].form == forms.COUNT else None


def _of_value(analysis: Analysis, number: int, first: int, *frames: Frame) -> Reading | None:
    """Return the nearest figure before token ``first``, anywhere in the narrative, with the value of a number named as
    a whole. The figure must fit the number's own noun and the nouns of ``frames``."""
    value = analysis.numbers[number].low or 0
    nouns = [*frames, *(frame for frame in (analysis.frames.get(number),) if frame is not None)]
    if value < LEAST_WHOLE:
        return None
    here = sorted((r for r in analysis.readings if r.number >= 0 and r.first < first), key=lambda r: -r.first)
    told = (r for r in chain(here, reversed(analysis.context.named.get(value, ()))) if r.low == value)
    counts = (r for r in told if r.metric not in UNCOUNTED and r.status == codes.REPORTED)
    return next((r for r in counts if all(compatible(r, frame) for frame in nouns)), None)


def whole_by_value(analysis: Analysis, reading: Reading) -> Reading | None:
    """Return the earlier figure with the value that the words around a figure name as its whole: "five of the 27
    convicted", "of these 66, police referred 43 to shelters, and NGOs took in 20"."""
    if reading.number < 0 or reading.frame is None or reading.metric in UNCOUNTED:
        return None
    behind = analysis.tokens.low[reading.last + 1 : reading.last + 3]
    if behind[:1] == [WORD.whole] and not WORDS["pointing_to_a_whole"].isdisjoint(behind[1:]):
        at = reading.last + 3
        number = next((k for k, x in enumerate(analysis.numbers) if x.begins == at and x.form == forms.COUNT), None)
        return None if number is None else _of_value(analysis, number, reading.first)
    begin = analysis.items_from(clause_start(analysis, reading.first))
    number = _fronted_number(analysis, begin) if begin < reading.frame.item else None
    if number is None or analysis.numbers[number].first >= reading.first:
        return None
    whole = _of_value(analysis, number, analysis.items[begin].first)
    between = [x for x in analysis.numbers[number + 1 : reading.number] if x.form in forms.COUNT_OR_ONE]
    # later figures may be about something else: "of the 19 freed, four went home, and courses trained 30 officers"
    return None if between and whole is not None and (reading.low or 0) > (whole.low or 0) else whole


def whole_by_deed(analysis: Analysis, reading: Reading) -> Reading | None:
    """Return the last whole figure for the act that the words after a figure repeat: "38 of the victims identified in
    2009 were Romanians"."""
    behind = analysis.tokens.low[reading.last + 1 : reading.last + 3]
    if behind[:1] != [WORD.whole] or WORDS["pointing_to_a_whole"].isdisjoint(behind[1:]):
        return None
    begin = analysis.items_from(reading.last + 3)
    begin += any(x.kind == NOUN and x.concept in EVERYONE for x in analysis.items[begin : begin + 1])
    verb = next(iter(analysis.items[begin : begin + 1]), None)
    if verb is None or verb.kind != VERB or DONE.get(verb.concept or "") != reading.metric:
        return None
    told = (r for r in _told(analysis, reading.first) if (r.metric, r.unit) == (reading.metric, reading.unit))
    return next((r for r in told if r.relation == codes.CURRENT and not _divides(r)), None)


def _by_what_was_done(analysis: Analysis, lead: Sequence[Item], told: Iterable[Reading]) -> Reading | None:
    """Return the last whole figure for an act done to victims: "Of the total number of victims assisted, 154 were
    citizens"."""
    done = next((one.concept for one, other in pairwise(lead) if (one.kind, other.kind) == (VERB, COMMA)), None)
    metric = DONE.get(done or "")
    wholes = (r for r in told if r.metric == metric and not r.part and r.relation == codes.CURRENT)
    return next(wholes, None) if metric in VICTIMS else None


def _told(analysis: Analysis, first: int) -> Iterator[Reading]:
    """Yield the figures in the paragraph so far, the latest first."""
    here = sorted((r for r in analysis.readings if r.number >= 0 and r.first < first), key=lambda r: -r.first)
    for reading in islice(chain(here, reversed(analysis.context.paragraph)), FARTHEST):
        if reading.metric not in DURATIONS:
            yield reading
