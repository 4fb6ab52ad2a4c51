"""What a figure takes from the one that it goes on from: its metrics, unit and dimensions, once those are settled.

What belongs here: copying along links that are there. What does not: which figure goes on from which (``ellipsis``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.money.currencies import sum_unit
from tipetl.figures.record.readings import COMPARED_WITH, GOES_ON, PART_OF, Link, Reading, read_number, unit_for
from tipetl.figures.relations.antecedents import compatible
from tipetl.figures.relations.repeated_rows import MARGIN
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts, forms
from tipetl.metrics import DURATIONS, MONEY, PROCEEDINGS
from tipetl.model import codes
from tipetl.syntax.kinds import LIST

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis


def inherit(a: Analysis, number_index: int, source: Reading) -> Reading:
    """The reading of a number that goes on from ``source``: its metric, and what the number does not say of itself."""
    number, frame = a.numbers[number_index], a.frames[number_index]
    unit = source.unit
    if number.form == forms.MONEY:
        unit = sum_unit(number, a.context.iso3) or source.unit
    elif source.metric in PROCEEDINGS and a.tokens.low[number.first - 1] in WORDS["persons_gone_back_to"]:
        unit = codes.PERSON
    elif source.metric in PROCEEDINGS and frame.heads:
        unit = unit_for(source.metric, frame.heads, None)
    metric, rule = source.metric, source.rule
    named = {EVENTS[head] for head in frame.heads if head in EVENTS}
    listed = frame.linked == LIST or a.comparator_at(number.first) is not None
    if listed and len(named) == 1 and metric not in named:
        # "16 investigations, 14 trials, and 11 convictions"
        metric = named.pop()
        rule = metric + ".noun"
    r = read_number(metric, number, number_index, unit, rule, max(source.score - 1.0, 1.0), frame)
    r.inherited = True
    compared = a.comparator_at(number.first) is not None
    r.link = Link(COMPARED_WITH if compared else GOES_ON, source)
    r.notes.append("inherits from " + source.rule)
    if compared:
        r.relation = codes.COMPARATOR
    return r


def _told(a: Analysis, source: Reading) -> list[Reading]:
    """What the number of a reading counts by now, in this sentence or the one before."""
    rows = a.context.before if any(r is source for r in a.context.before) else a.readings
    return [r for r in rows if r.number == source.number and r.metric not in DURATIONS]


#: nouns that name what a metric counts, whatever the figure before counts
EVENTS = {concepts.TRIAL: "prosecutions"}
#: where no rule has read a comparator, the log odds that it has to have of what it is compared with
LEAST = -3.0
#: and where the sentence before tells it
LEAST_BEFORE = -1.5


def likeliest(a: Analysis, number: int, source: Reading) -> Reading:
    """The figure that a comparator is compared with: ``source``, to which the order of words points, unless the words
    about the comparator speak much more for the metric of another figure told."""
    told_before = any(r is source for r in a.context.before)
    first = a.numbers[number].first
    told = [
        r
        for r in (a.context.before if told_before else a.readings)
        if r.number >= 0
        and r.metric not in DURATIONS
        and (r.metric in MONEY) == (source.metric in MONEY)
        and (told_before or (r.first < first and a.comparator_at(r.first) is None))
    ]
    best = max(told, key=lambda r: (a.odds_of(number, r.metric), not r.part, r.first), default=source)
    clear = a.odds_of(number, best.metric) > a.odds_of(number, source.metric) + MARGIN
    return best if clear else source


def take_all(a: Analysis, number: int, source: Reading, *, named: bool = False) -> None:
    """Makes a number count what the number of ``source`` counts, all of that and nothing else. Where it is ``named`` by
    the number's own words, whatever the scorer makes of those."""
    frame = a.frames[number]
    told = [x for x in _told(a, source) if compatible(x, frame)]
    metrics = {x.metric for x in told}
    mine = [r for r in a.readings if r.number == number]
    least = LEAST if any(r is source for r in a.readings) else LEAST_BEFORE
    if not mine and not named and all(a.odds_of(number, x.metric) < least for x in told):
        return
    for r in mine:
        if r.metric not in metrics and r.metric not in DURATIONS:
            a.readings.remove(r)
    for x in told:
        own = next((r for r in mine if r.metric == x.metric), None)
        if own is None:
            made = inherit(a, number, x)
            made.chance, made.link = x.chance, Link(COMPARED_WITH, x)
            a.readings.append(made)
        else:
            own.link = Link(PART_OF if own.part else COMPARED_WITH, x)
            own.chance = max(own.chance, x.chance)
