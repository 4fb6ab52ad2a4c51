"""Copies metrics from figures to other figures, once these metrics are chosen. A comparator, or a figure whose verb
replaces another's verb, counts the same thing as the other figure.

What belongs here: numbers without a noun or metric of their own, once every metric is settled. What does not belong
here: the antecedent of each number (``ellipsis``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.analysis import figures_of, step
from tipetl.figures.record.readings import GOES_ON, PART_OF, SCORER, TRAINED, Link, Reading
from tipetl.figures.relations.antecedents import align, clause_start, describes, does_so, in_step, told_together
from tipetl.figures.relations.ellipsis import antecedent_of
from tipetl.figures.relations.gaps import Gap, gap_at
from tipetl.figures.relations.inherit import inherit, likeliest, take_all
from tipetl.figures.relations.parts import SORTING_MARKS, of_these
from tipetl.figures.relations.repeated_rows import counterpart, row_of
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.metrics import DURATIONS, MONEY, VICTIMS
from tipetl.model import codes
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.symbols import BOOK
from tipetl.syntax.times import time_kinds

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.syntax.frames.frame import Frame

#: kinds of items between a number and another number that breaks it down
IN_DETAIL = SORTING_MARKS | {kinds.LIST}
#: the number of items before a number to search for the word that opens its clause
NEAR = 14


@step
def follow(analysis: Draft) -> None:
    """Copies to every comparator without words of its own the metrics of the figure with which it is compared, once
    these metrics are settled."""
    ruled = {r.number for r in analysis.readings if not (r.inherited or r.rule.startswith(TRAINED))}
    taken: set[int] = set()
    for before, place in zip([-1, *analysis.nums], analysis.nums, strict=False):
        number = analysis.items[place].number
        frame = analysis.frames.get(number)
        if frame is None or not frame.bare() or number in ruled or number in analysis.why_not:
            continue
        if does_so(analysis, frame):
            _do_so(gap_at(analysis, place, frame))
        gap = gap_at(analysis, place, frame)
        if before in taken and frame.linked in IN_DETAIL:
            _tell_in_detail(analysis, number, analysis.items[before].number)
            taken.add(place)
        elif not _counts_already(gap) and _follow(gap):
            taken.add(place)


@step
def count_with_whole(analysis: Draft) -> None:
    """Copies all metrics of a figure with several verbs to its parts: in "identified and referred 46 victims: 30 women
    and 16 men", the 30 were both identified and referred."""
    for part in [r for r in analysis.readings if r.part and r.inherited]:
        told = {r.metric for r in analysis.readings if r.number == part.number}
        whole = part.antecedent
        beside = [r for r in analysis.readings if whole is not None and r.number == whole.number]
        if whole not in beside:
            continue
        for other in beside:
            if other.metric not in told | DURATIONS and not other.rule.startswith(TRAINED):
                made = inherit(analysis, part.number, other)
                made.chance, made.link = part.chance, Link(PART_OF, other)
                analysis.readings.append(made)


@step
def count_as_told(analysis: Draft) -> None:
    """Copies the metric of a figure for victims to later figures that only break down those victims by kind, if the
    scorer alone read the figures as victims identified: "assisted 141 victims. … 72 were from Moldova"."""
    told = [r for r in analysis.context.paragraph if r.metric in VICTIMS]
    counts = figures_of(analysis)
    goes_on = False
    for r in sorted(analysis.readings, key=lambda r: r.first):
        added = r.frame if r.rule == SCORER + "victims_identified" else None
        goes_on = (added is not None and _only_sorts(analysis, added, goes_on=goes_on)) or _of_those_told(analysis, r)
        wholes = [x for x in reversed(told) if x.metric in WORDS["sorted_next"] and (x.low or 0) >= (r.low or 0)]
        # "Among the 324 there were 259 women"
        named = next((x for x in wholes if x.low in counts and x.low != r.low), None)
        whole = named or next(filter(_is_whole, wholes), None)
        if goes_on and whole is not None and whole.metric != r.metric:
            for other in [x for x in analysis.readings if (x.number, x.metric) == (r.number, whole.metric)]:
                analysis.readings.remove(other)  # the scorer also read the number as victims assisted
                r.chance = max(r.chance, other.chance)
            r.metric, r.rule, r.link, r.inherited = whole.metric, whole.rule, Link(GOES_ON, whole), True
        told += [r] if r.metric in VICTIMS else []


def _is_whole(told: Reading) -> bool:
    """Whether a victim figure is a whole, not a part of another figure: "assisted 51 girls", not "and placed 31 of
    them"."""
    return (
        told.relation == codes.CURRENT and told.antecedent is None and told.frame is not None and bool(told.frame.heads)
    )


def _of_those_told(analysis: Analysis, reading: Reading) -> bool:
    """Whether a sentence only describes some of the people just mentioned: "Among them were 53 victims of forced
    labor"."""
    frame = reading.frame
    if frame is None or reading.metric != "victims_identified" or not of_these(analysis.tokens.low[:2]):
        return False
    return {concepts.BE}.issuperset((*frame.acts, *frame.does))


def _only_sorts(analysis: Analysis, frame: Frame, *, goes_on: bool) -> bool:
    """Whether a number only breaks down the people counted, continues a list of numbers that do so (``goes_on``: "girls
    numbered 20 and boys six"), or appears in brackets after a name: "their homes were Romania (24) and Morocco
    (21)"."""
    listed = goes_on and frame.linked in (kinds.LIST, kinds.NOUN)
    of_a_name = frame.linked == kinds.OPEN_BRACKET and analysis.items[frame.item - 2].kind == kinds.WORD
    is_of_a_sort = not WORDS["saying_of_what_sort"].isdisjoint((*frame.does, *frame.acts)) or listed or of_a_name
    return is_of_a_sort and describes(frame) and concepts.VICTIM not in frame.right


def _tell_in_detail(analysis: Draft, number: int, whole: int) -> None:
    """Copies a figure's metrics to a number that only breaks it down: "the tally for 2013 was 391, that is to say 244
    and 147"."""
    analysis.readings[:] = [r for r in analysis.readings if r.number != number]
    analysis.readings += [inherit(analysis, number, r) for r in analysis.readings if r.number == whole]


def _follow(gap: Gap) -> bool:
    """Copies to a number the metrics of the figure that it follows, or replaces the number's own metrics with those of
    a figure that its words name. Returns whether its words name a figure."""
    source = _followed(gap)
    named = _of_another_time(gap) if source is None and not gap.compared else None
    if source is not None:
        take_all(gap.analysis, gap.frame.number, source)
    elif named is not None:
        take_all(gap.analysis, gap.frame.number, named, named=True)
    return named is not None


def _counts_already(gap: Gap) -> bool:
    """Whether a figure keeps its own metrics. The figure keeps them if it is the subject of its own verb ("… against
    three, and six had yet to be heard"), is zero or unknown and in no row, or is a sum without its currency ("down from
    30 million")."""
    number = gap.frame.number
    if any(verb > gap.item for verb in gap.frame.verbs):
        return True
    if not gap.number.low:
        return len(row_of(gap.analysis, gap.item)) == 1  # "compared with none and four, respectively"
    return not gap.money and any(r.number == number and r.metric in MONEY for r in gap.analysis.readings)


def _followed(gap: Gap) -> Reading | None:
    """Return the figure that a number without words of its own follows."""
    analysis, place = gap.analysis, gap.item
    row = counterpart(analysis, place, gap.before)
    if row is not None:
        return row
    if not gap.compared:
        return _beside_parentheses(analysis, place)
    source = antecedent_of(gap)
    if source is None:
        return None
    told: list[Reading] = sorted((r for r in analysis.readings if r.number >= 0), key=lambda r: r.first)
    answered = (
        align(analysis, place, told) if told_together(analysis, place) or in_step(analysis, place, told) else None
    )
    return source if source is answered else likeliest(analysis, gap.frame.number, source)


def _of_another_time(gap: Gap) -> Reading | None:
    """Return the last whole figure if a clause only gives the count for another time: "repatriated 1,914 victims; in
    2011 the stream had swollen to 2,455"."""
    analysis, frame = gap.analysis, gap.frame
    says_how_many = not WORDS["saying_how_many"].isdisjoint(frame.acts)
    if not says_how_many and (frame.linked != kinds.PREPOSITION or frame.prep not in WORDS["leading_to_how_many"]):
        return None
    begin = _clause_of_its_own(gap)
    if not _names_a_figure(gap, begin) or not _dated(gap, begin):
        return None
    if any(x.kind == kinds.NUMBER for x in analysis.items[analysis.items_from(begin) : gap.item]):
        return None
    told = gap.fits or ([] if begin else gap.fitting_before)
    whole = [r for r in told if not r.part]
    return likeliest(analysis, frame.number, whole[-1]) if whole else None


def _clause_of_its_own(gap: Gap) -> int:
    """Return the first token of a number's clause, which a semicolon or a word such as "whereas" opens."""
    analysis, place = gap.analysis, gap.item
    opens = next(
        (x.first for x in reversed(analysis.items[max(0, place - NEAR) : place]) if x.kind == kinds.SUBORDINATOR), 0
    )
    return max(clause_start(analysis, gap.first), opens)


def _names_a_figure(gap: Gap, begin: int) -> bool:
    """Whether the words from token ``begin`` on refer to an earlier figure, unlike "the number of officers"."""
    low = gap.analysis.tokens.low
    years = {x.first for x in gap.analysis.times}
    return any(
        low[token] in WORDS["names_of_figures"]
        and (low[token + 1] != WORD.whole or not years.isdisjoint((token + 1, token + 2)))
        for token in range(begin, gap.first)
    )


def _dated(gap: Gap, begin: int) -> bool:
    """Whether the clause of a number, which begins at token ``begin``, names an earlier time."""
    marks = (mark for mark in gap.analysis.tokens.semicolons if mark > gap.first)
    end = next(marks, len(gap.analysis.tokens.low))
    return any(begin <= x.first < end and x.kind in time_kinds.PREVIOUS_OR_STATED for x in gap.analysis.times)


def _do_so(gap: Gap) -> None:
    """Copies the metrics of the previous verb's figure to a figure whose verb replaces that verb: "… were arrested, the
    most since 2016, when nine were"."""
    analysis, number = gap.analysis, gap.frame.number
    source = antecedent_of(gap)
    if source is not None and any(r is source for r in analysis.readings):
        take_all(analysis, number, likeliest(analysis, number, source), named=True)


def _beside_parentheses(analysis: Analysis, place: int) -> Reading | None:
    """Return the figure right before parentheses that compare it with figures for other times: "referred 98 victims to
    care (56 in 2015 and 16 in 2014)"."""
    first = analysis.items[place].first
    if analysis.depth(first) != 1 or place + 1 == len(analysis.items) or analysis.items[place + 1].kind != kinds.TIME:
        return None
    opens = BOOK["bracket_before_dated_figures"].end(analysis.items, place) + 1
    if opens < 0:
        return None
    told = [
        r
        for r in analysis.readings
        if r.number >= 0 and r.last < analysis.items[opens].first and not analysis.depth(r.first)
    ]
    told = [r for r in told if r.metric not in DURATIONS and analysis.comparator_at(r.first) is None]
    last = max(told, key=lambda r: r.first, default=None)
    counts = [
        x.number
        for x in analysis.items[:opens]
        if x.kind == kinds.NUMBER and x.form == forms.COUNT and x.number in analysis.frames
    ]
    return last if last is not None and counts[-1:] == [last.number] else None
