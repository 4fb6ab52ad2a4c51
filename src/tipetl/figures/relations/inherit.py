"""Copies metrics, unit and dimensions from a figure's antecedent, once the antecedent is settled.

What belongs here: copying along the links already set. What does not belong here: choosing antecedents (``ellipsis``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.money.sums import unit_like
from tipetl.figures.record.readings import COMPARED_WITH, GOES_ON, PART_OF, Link, Reading, read_number, unit_for
from tipetl.figures.relations.antecedents import compatible
from tipetl.figures.relations.repeated_rows import MARGIN
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts
from tipetl.metrics import DURATIONS, MONEY, PROCEEDINGS
from tipetl.model import codes
from tipetl.syntax.chunks.kinds import LIST

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.figures.record.readings import OpenReading


def inherit(analysis: Analysis, number_index: int, source: Reading) -> OpenReading:
    """Makes the reading of a number with antecedent ``source``, from which it takes its metric and everything else that
    the number's own words do not state."""
    number, frame = analysis.numbers[number_index], analysis.frames[number_index]
    unit = source.unit
    if source.metric in MONEY:
        unit = unit_like(analysis, number, source)
    elif source.metric in PROCEEDINGS and analysis.tokens.low[number.first - 1] in WORDS["persons_gone_back_to"]:
        unit = codes.PERSON
    elif source.metric in PROCEEDINGS and frame.heads:
        unit = unit_for(source.metric, frame.heads, None)
    metric, rule = source.metric, source.rule
    named = {EVENTS[head] for head in frame.heads if head in EVENTS}
    listed = frame.linked == LIST or analysis.comparator_at(number.first) is not None
    if listed and len(named) == 1 and metric not in named:
        # "16 investigations, 14 trials, and 11 convictions"
        metric = named.pop()
        rule = metric + ".noun"
    reading = read_number(metric, number, number_index, unit, rule, max(source.score - 1.0, 1.0), frame)
    reading.inherited = True
    compared = analysis.comparator_at(number.first) is not None
    reading.link = Link(COMPARED_WITH if compared else GOES_ON, source)
    reading.notes += ("inherits from " + source.rule,)
    if compared:
        reading.relation = codes.COMPARATOR
    return reading


def _told(analysis: Analysis, source: Reading) -> list[Reading]:
    """Return all readings of the same number as ``source``, in this sentence or the previous one."""
    rows = analysis.context.before if any(r is source for r in analysis.context.before) else analysis.readings
    return [r for r in rows if r.number == source.number and r.metric not in DURATIONS]


#: nouns that determine the metric, whatever the previous figure counts
EVENTS = {concepts.TRIAL: "prosecutions"}
#: the minimum log odds at which a comparator that no rule has read takes its antecedent's metric
LEAST = -3.0
#: the minimum log odds if the antecedent is in the previous sentence
LEAST_BEFORE = -1.5


def likeliest(analysis: Analysis, number: int, source: Reading) -> Reading:
    """Return the figure with which a comparator is compared: ``source``, which word order suggests, unless the words
    around the comparator strongly favor another figure's metric."""
    told_before = any(r is source for r in analysis.context.before)
    first = analysis.numbers[number].first
    told = [
        r
        for r in (analysis.context.before if told_before else analysis.readings)
        if r.number >= 0
        and r.metric not in DURATIONS
        and (r.metric in MONEY) == (source.metric in MONEY)
        and (told_before or (r.first < first and analysis.comparator_at(r.first) is None))
    ]
    best = max(told, key=lambda r: (analysis.odds_of(number, r.metric), not r.part, r.first), default=source)
    clear = analysis.odds_of(number, best.metric) > analysis.odds_of(number, source.metric) + MARGIN
    return best if clear else source


def take_all(analysis: Draft, number: int, source: Reading, *, named: bool = False) -> None:
    """Gives a number exactly the metrics of ``source``'s number. ``named``: the number's own words name the source,
    which overrules the scorer."""
    frame = analysis.frames[number]
    told = [x for x in _told(analysis, source) if compatible(x, frame)]
    metrics = {x.metric for x in told}
    mine = [r for r in analysis.readings if r.number == number]
    least = LEAST if any(r is source for r in analysis.readings) else LEAST_BEFORE
    if not mine and not named and all(analysis.odds_of(number, x.metric) < least for x in told):
        return
    for reading in mine:
        if reading.metric not in metrics and reading.metric not in DURATIONS:
            analysis.readings.remove(reading)
    for one in told:
        own = next((r for r in mine if r.metric == one.metric), None)
        if own is None:
            made = inherit(analysis, number, one)
            made.chance, made.link = one.chance, Link(COMPARED_WITH, one)
            analysis.readings.append(made)
        else:
            own.link = Link(PART_OF if own.part else COMPARED_WITH, one)
            own.chance = max(own.chance, one.chance)
