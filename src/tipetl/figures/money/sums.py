"""Turns the sums of money in a sentence into readings; ``purposes`` decides each sum's purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.foreign import foreign_actor
from tipetl.figures.counts.number_frames import add_subject, words_end
from tipetl.figures.counts.plans import is_planned
from tipetl.figures.counts.private import private_gift
from tipetl.figures.money.currencies import sum_unit
from tipetl.figures.money.purposes import money_metric, purpose_of, twins
from tipetl.figures.record import reasons
from tipetl.figures.record.analysis import step
from tipetl.figures.record.readings import read_number
from tipetl.language import forms
from tipetl.model import codes
from tipetl.syntax.chunks.spans import clause_bounds
from tipetl.syntax.frames.frames import build_frame

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.figures.record.readings import Reading
    from tipetl.language.number import Number
    from tipetl.syntax.frames.frame import Frame

#: The reason why a sum is not a fact, for rules with a more specific reason than "other money".
WHOSE = {"money.foreign": reasons.OTHER_GOVERNMENT, "money.difference": reasons.EXCEPTED}
#: The score of a sum's reading, as high as if a rule's verb and noun had matched.
SCORE = 4.0


@step
def read_money(analysis: Draft) -> None:
    """Adds the readings of the sums in a sentence, and records why other sums have no reading."""
    analysis.frames, analysis.considered = {**analysis.frames}, {**analysis.considered}
    repeated = twins(analysis.tokens, analysis.numbers)
    for place in analysis.nums:
        index = analysis.items[place].number
        if analysis.numbers[index].form != forms.MONEY:
            continue
        if index in repeated:
            analysis.why_not[index] = reasons.TWIN
        else:
            _read_sum(analysis, place, repeated)


def _read_sum(analysis: Draft, place: int, repeated: set[int]) -> None:
    """Adds the reading of the sum at an item, or records why the sum has none."""
    item = analysis.items[place]
    index = item.number
    frame = _frame(analysis, place, repeated)
    analysis.frames[index] = frame
    add_subject(analysis, frame)
    lo, hi = clause_bounds(analysis.tokens, item.first)
    metric, rule = money_metric(analysis.tokens, frame, item.first, item.last, lo, hi)
    planned = is_planned(analysis, frame)
    if metric is None or planned:
        given = private_gift(analysis, frame)
        whose = reasons.OTHER_GOVERNMENT if given else WHOSE.get(rule, reasons.OTHER_MONEY)
        analysis.why_not[index] = reasons.PLAN if planned else whose
        analysis.considered[index] = [(rule, 0.0)]
        return
    iso3, number = analysis.context.iso3, analysis.numbers[index]
    if metric == "funding" and foreign_actor(analysis, frame, metric):
        analysis.why_not[index] = reasons.OTHER_GOVERNMENT
        return
    code = sum_unit(number, iso3)
    reading = read_number(metric, number, index, code, rule, SCORE, frame)
    analysis.readings.append(reading)


def _frame(analysis: Analysis, place: int, repeated: set[int]) -> Frame:
    """Builds the frame of the sum at an item; a dollar sum in parentheses takes the frame of the local sum that it
    repeats."""
    tokens, items = analysis.tokens, analysis.items
    index = items[place].number
    frame = build_frame(tokens, items, place, analysis.hits, words_end(analysis, place))
    if index - 1 in repeated:
        at = next((other for other in analysis.nums if items[other].number == index - 1), place)
        lead = build_frame(tokens, items, at, analysis.hits, len(tokens.low))
        lead.number, lead.item = index, place
        lead.right |= frame.right
        frame = lead
    # a sum does not count the noun after "of": "$49,000 of the center's costs"
    frame.heads, frame.nouns, frame.head_word, frame.partitive = [], [], "", False
    return frame


@step
def fill_purposes(analysis: Draft) -> None:
    """Assigns each figure of public funding its purpose; a comparator takes the purpose of the figure with which it is
    compared."""
    for reading in analysis.readings:
        if reading.metric == "funding" and reading.relation != codes.COMPARATOR:
            lo, hi = clause_bounds(analysis.tokens, reading.first)
            reading.purpose = purpose_of(analysis.tokens, lo, hi, analysis.context.section)


def unit_like(analysis: Analysis, number: Number, source: Reading | None) -> str | None:
    """Return the currency of a sum that continues the figure ``source``: the sum's own, if it names one, or that of
    the sum before the parentheses ("5.1 million euros ($5.8 million), 0.6 million more than the [4.5 million] of
    2020")."""
    iso3, own = analysis.context.iso3, sum_unit(number, analysis.context.iso3)
    if own is not None or source is None:
        return own
    repeated = source.number - 1
    if source in analysis.readings and repeated in twins(analysis.tokens, analysis.numbers):
        return sum_unit(analysis.numbers[repeated], iso3)
    return source.unit
