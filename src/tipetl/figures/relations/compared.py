"""Finds the figure with which a comparator is compared: "opened 22 cases, compared with 15 the year before".

What belongs here: choosing among the figures of this sentence and the previous one. What does not belong here: which
words form a comparison (``comparators``), or numbers outside a comparison (``ellipsis``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.relations.antecedents import (
    align,
    compatible,
    in_parentheses,
    in_step,
    later,
    list_total,
    told_together,
)
from tipetl.figures.relations.gaps import Choice, Step, first_choice
from tipetl.figures.relations.words import WORDS
from tipetl.language import forms
from tipetl.language.particles import WORD
from tipetl.language.rules import EVENT_NOUNS
from tipetl.metrics import DURATIONS, MONEY
from tipetl.model import codes
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.spans import REACH

if TYPE_CHECKING:
    from tipetl.figures.record.readings import Reading
    from tipetl.figures.relations.gaps import Gap


#: the number index of a reading that comes from a denied verb ("did not convict any officials")
DENIED = -1


def compared_to(gap: Gap) -> Reading | None:
    """Return the figure with which a comparator is compared."""
    return first_choice(gap, DECIDE)


def _each_to_each(gap: Gap) -> Choice | None:
    """Chooses the figure in the same position in the earlier row: "four cases and … two, compared with 16 and six"."""
    analysis, frame = gap.analysis, gap.frame
    aligned = align(analysis, gap.item, gap.earlier)
    if aligned is None:
        return None
    named = compatible(aligned, frame) and (frame.heads or aligned.frame is None)
    row = WORD.each_to_each in analysis.tokens.low or named or (frame.bare() and told_together(analysis, gap.item))
    return Choice(aligned) if row or in_step(analysis, gap.item, gap.earlier) else None


def _other_end(gap: Gap) -> Choice | None:
    """Chooses the second figure of "from 36 to 46", after which the sentence names the metric."""
    analysis, span = gap.analysis, gap.span
    if (
        span is None
        or analysis.tokens.low[span[0]] != WORD.source
        or analysis.tokens.low[span[1] : span[1] + 1] != [WORD.goal]
    ):
        return None
    for item in analysis.items[gap.item + 1 : gap.item + 7]:
        if item.kind == kinds.NUMBER and item.first >= span[1]:
            ends = (r for r in analysis.readings if r.number == item.number and (r.metric in MONEY) == gap.money)
            end = next(ends, None)
            return None if end is None else Choice(end)
    return None


def _counted_by_ways(gap: Gap) -> Choice | None:
    """Chooses the last figure after the same preposition: "2,311 officials in 64 sessions, against 1,940 in 51"
    compares sessions."""
    frame = gap.frame
    if not frame.bare() or frame.linked != kinds.PREPOSITION or frame.prep not in WORDS["ways"]:
        return None
    alike = [
        r
        for r in _currents(gap)
        if r.frame is not None and (r.frame.linked, r.frame.prep) == (kinds.PREPOSITION, frame.prep)
    ]
    return Choice(alike[-1]) if alike else None


def _goes_on_in_the_comparison(gap: Gap) -> Choice | None:
    """Chooses the previous comparator in the same comparison ("compared with 12 in 2010 and nine in 2009"), unless an
    earlier figure has the number's own noun."""
    span, word = gap.span, gap.frame.head_word
    inside = [r for r in gap.fits if span is not None and span[0] <= r.first < span[1]]
    if not inside:
        return None
    nearest = inside[-1]
    if word and gap.frame.linked != kinds.PREPOSITION and nearest.frame is not None and nearest.frame.head_word != word:
        alike = [r for r in _currents(gap) if r.frame is not None and r.frame.head_word == word]
        if alike:
            # "21 defendants … and nine traffickers, compared with 113 investigations, 31 defendants"
            return Choice(alike[-1])
    return Choice(nearest)


def _with_unread(gap: Gap) -> Choice | None:
    """Chooses no antecedent if the figure just before a comparison has no metric, because the comparator then has no
    metric either: "employed 114 persons, down from 121"."""
    analysis, span = gap.analysis, gap.span
    if span is None or gap.money or not gap.frame.bare():
        return None
    read = {r.number for r in analysis.readings}
    end = analysis.items_from(span[0])
    for item in reversed(analysis.items[max(0, end - REACH) : end]):
        if item.number not in analysis.frames or item.kind != kinds.NUMBER:
            continue
        frame = analysis.frames[item.number]
        if frame.of and item.number in read:
            return None  # "teams, of which there were four, brought support to 35 victims, as against 22"
        tied = frame.definite or (frame.linked == kinds.PREPOSITION and frame.prep != WORD.whole)
        if analysis.numbers[item.number].form == forms.COUNT and not tied and not in_parentheses(analysis, item.first):
            unread = frame.linked in (kinds.VERB, kinds.START, kinds.PREPOSITION) and item.number not in read
            return Choice(None) if unread else None
    return None


def _with_denied(gap: Gap) -> Choice | None:
    """Chooses the zero of a denied verb: "did not convict any officials, compared with two the year before"."""
    analysis = gap.analysis
    denied = [r for r in analysis.readings if r.number == DENIED and r.first < gap.first and compatible(r, gap.frame)]
    later_ones = denied and any(r.first > denied[-1].first for r in _currents(gap))
    return Choice(denied[-1]) if denied and not later_ones and not gap.money else None


def _told_here(gap: Gap) -> Choice | None:
    """Chooses the figure in the sentence that has the comparator's noun, or, failing that, the last figure that is not
    a part."""
    frame, currents = gap.frame, _currents(gap)
    whole = [r for r in currents if not r.part and not in_parentheses(gap.analysis, r.first)]
    named = [r for r in whole if r.frame is not None and not set(frame.heads).isdisjoint(r.frame.heads)]
    if named and _bare(whole[-1]) and whole[-1].metric != named[-1].metric:
        named = whole[-1:]  # "referred 451 victims and assisted 204, compared with 253 victims": the nearer figure
    if frame.bare() and whole:
        whole = not_the_way(whole)
    pick = named or whole or currents
    if not pick:
        return None
    of_one_number = {r.metric for r in pick if r.number == pick[0].number}
    total = not named and of_one_number.issuperset(r.metric for r in pick) and list_total(pick)
    return Choice(pick[0] if total else pick[-1])


def not_the_way(told: list[Reading]) -> list[Reading]:
    """Return the figures so far, except any figure for the operations that were needed: "freed 5,016 victims through
    158 operations, down from 5,999"."""
    last = told[-1].frame
    if last is None or last.linked != kinds.PREPOSITION or last.prep not in WORDS["ways"]:
        return told
    if last.of and last.of[0][0] in EVENT_NOUNS:
        return told  # "filed charges in four cases, compared with seven"
    return [r for r in told if r.frame is not None and r.frame.linked == kinds.VERB][-1:] or told


def _told_before(gap: Gap) -> Choice | None:
    """Chooses the last figure in the previous sentence, preferably one that is not a part."""
    told = [
        r
        for r in gap.before
        if r.relation == codes.CURRENT
        and r.metric not in DURATIONS
        and (r.metric in MONEY) == gap.money
        and compatible(r, gap.frame)
    ]
    whole = [r for r in told if not r.part] or told
    heads = set(gap.frame.heads)
    named = [r for r in whole if r.frame is not None and not heads.isdisjoint(r.frame.heads)]
    return Choice((named or whole)[-1]) if told else None


def _told_behind(gap: Gap) -> Choice:
    """Chooses the figure after the comparison, unless a figure without a metric precedes the comparison. In that case,
    the comparator belongs to the figure without a metric."""
    analysis = gap.analysis
    read = {r.number for r in analysis.readings}
    counts = (
        x
        for x in analysis.items[max(0, gap.item - REACH) : gap.item]
        if x.kind == kinds.NUMBER and x.form == forms.COUNT
    )
    unread = not gap.money and any(x.number not in read for x in counts)
    return Choice(None if unread else later(analysis, gap.first, gap.frame, money=gap.money))


#: the steps in order: each one chooses or defers to the next; words take precedence over mere proximity
DECIDE: tuple[Step, ...] = (
    _each_to_each,
    _other_end,
    _counted_by_ways,
    _goes_on_in_the_comparison,
    _with_unread,
    _with_denied,
    _told_here,
    _told_before,
    _told_behind,
)


def _currents(gap: Gap) -> list[Reading]:
    """Return the fitting figures that are not comparators."""
    return [r for r in gap.fits if not _in_comparison(gap, r)]


def _in_comparison(gap: Gap, reading: Reading) -> bool:
    span = gap.analysis.comparator_at(reading.first)
    return span is not None


def _bare(reading: Reading) -> bool:
    return reading.frame is not None and reading.frame.bare()
