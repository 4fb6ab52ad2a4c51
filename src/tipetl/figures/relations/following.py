"""What follows from the metrics chosen: a comparator, or a figure whose verb stands for another's, counts what that one
was found to count.

What belongs here: numbers without words of their own, once every metric is settled. What does not: which figure each of
them goes on from (``ellipsis``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.readings import PART_OF, Link, Reading
from tipetl.figures.relations.antecedents import align, clause_start, does_so, in_step, told_together
from tipetl.figures.relations.ellipsis import antecedent_of
from tipetl.figures.relations.gaps import Gap, gap_at
from tipetl.figures.relations.inherit import inherit, likeliest, take_all
from tipetl.figures.relations.parts import SORTING_MARKS
from tipetl.figures.relations.repeated_rows import counterpart, row_of
from tipetl.figures.relations.words import WORDS
from tipetl.language import forms
from tipetl.language.particles import WORD
from tipetl.metrics import DURATIONS, MONEY
from tipetl.syntax import kinds, time_kinds

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis

#: how a number is linked that tells the one before it in detail
IN_DETAIL = SORTING_MARKS | {kinds.LIST}
#: how many items before a number the word is looked for that opens its clause
NEAR = 14
#: what a bracket holds that holds figures of other times
IN_BRACKETS = frozenset([kinds.NUMBER, kinds.TIME, kinds.COMMA, kinds.CONJUNCTION])


def follow(a: Analysis) -> None:
    """Gives every comparator without words of its own what the figure counts that it is compared with, now that the
    metric of that one is settled."""
    ruled = {r.number for r in a.readings if not (r.inherited or r.rule.startswith("scorer."))}
    taken: set[int] = set()
    for before, k in zip([-1, *a.nums], a.nums, strict=False):
        number = a.items[k].number
        frame = a.frames.get(number)
        if frame is None or not frame.bare() or number in ruled or number in a.why_not:
            continue
        if does_so(a, frame):
            _do_so(gap_at(a, k, frame))
        gap = gap_at(a, k, frame)
        if before in taken and frame.linked in IN_DETAIL:
            _tell_in_detail(a, number, a.items[before].number)
            taken.add(k)
        elif not _counts_already(gap) and _follow(gap):
            taken.add(k)


def count_with_whole(a: Analysis) -> None:
    """Gives the parts of a figure that several verbs count every metric of it: in "identified and referred 46 victims:
    30 women and 16 men", the 30 were identified and referred as well."""
    for part in [r for r in a.readings if r.part and r.inherited]:
        told = {r.metric for r in a.readings if r.number == part.number}
        whole = part.antecedent
        beside = [r for r in a.readings if whole is not None and r.number == whole.number]
        if whole not in beside:
            continue
        for other in beside:
            if other.metric not in told | DURATIONS and not other.rule.startswith("scorer."):
                made = inherit(a, part.number, other)
                made.chance, made.link = part.chance, Link(PART_OF, other)
                a.readings.append(made)


def _tell_in_detail(a: Analysis, number: int, whole: int) -> None:
    """Lets a number count what another does, which it only tells in detail: "the tally for 2013 was 391, that is to say
    244 and 147"."""
    a.readings[:] = [r for r in a.readings if r.number != number]
    a.readings += [inherit(a, number, r) for r in a.readings if r.number == whole]


def _follow(gap: Gap) -> bool:
    """Lets a number count what the figure counts that it is told beside, whatever else the words about it say where
    they name that figure. Gives whether they do."""
    source = _followed(gap)
    named = _of_another_time(gap) if source is None and not gap.compared else None
    if source is not None:
        take_all(gap.analysis, gap.frame.number, source)
    elif named is not None:
        take_all(gap.analysis, gap.frame.number, named, named=True)
    return named is not None


def _counts_already(gap: Gap) -> bool:
    """Whether a figure is the subject of a verb of its own ("… against three, and six had yet to be heard"), no
    figure above 0 where it stands alone, or a sum by another name ("down from 30 million")."""
    number = gap.frame.number
    if any(verb > gap.item for verb in gap.frame.verbs):
        return True
    if not gap.number.low:
        return len(row_of(gap.analysis, gap.item)) == 1  # "compared with none and four, respectively"
    sums = any(r.number == number and r.metric in MONEY for r in gap.analysis.readings)
    return gap.number.form not in forms.COUNT_OR_MONEY or (sums and not gap.money)


def _followed(gap: Gap) -> Reading | None:
    """The figure that a number without words of its own is told beside."""
    a, k = gap.analysis, gap.item
    row = counterpart(a, k, gap.before)
    if row is not None:
        return row
    if not gap.compared:
        return _beside_parentheses(a, k)
    source = antecedent_of(gap)
    if source is None:
        return None
    told = sorted((r for r in a.readings if r.number >= 0), key=lambda r: r.first)
    answered = align(a, k, told) if told_together(a, k) or in_step(a, k, told) else None
    return source if source is answered else likeliest(a, gap.frame.number, source)


def _of_another_time(gap: Gap) -> Reading | None:
    """The last whole figure told, where a clause of another time only says how many it was then: "repatriated 1,914
    victims; in 2011 the stream had swollen to 2,455"."""
    a, frame = gap.analysis, gap.frame
    says_how_many = not WORDS["saying_how_many"].isdisjoint(frame.acts)
    if not says_how_many and (frame.linked != kinds.PREPOSITION or frame.prep not in WORDS["leading_to_how_many"]):
        return None
    begin = _clause_of_its_own(gap)
    if not _names_a_figure(gap, begin) or not _dated(gap, begin):
        return None
    if any(x.kind == kinds.NUMBER for x in a.items[a.items_from(begin) : gap.item]):
        return None
    told = gap.fits or ([] if begin else gap.fitting_before)
    whole = [r for r in told if not r.part]
    return likeliest(a, frame.number, whole[-1]) if whole else None


def _clause_of_its_own(gap: Gap) -> int:
    """The first token of a number's clause, which a semicolon or a word like "whereas" opens."""
    a, k = gap.analysis, gap.item
    opens = next((x.first for x in reversed(a.items[max(0, k - NEAR) : k]) if x.kind == kinds.SUBORDINATOR), 0)
    return max(clause_start(a, gap.first), opens)


def _names_a_figure(gap: Gap, begin: int) -> bool:
    """Whether the words from a token on stand for a figure told, not "the number of officers"."""
    low = gap.analysis.tokens.low
    years = {x.first for x in gap.analysis.times}
    return any(
        low[token] in WORDS["names_of_figures"]
        and (low[token + 1] != WORD.whole or not years.isdisjoint((token + 1, token + 2)))
        for token in range(begin, gap.first)
    )


def _dated(gap: Gap, begin: int) -> bool:
    """Whether the clause of a number, which begins at a token, names an earlier time."""
    marks = (mark for mark in gap.analysis.tokens.semicolons if mark > gap.first)
    end = next(marks, len(gap.analysis.tokens.low))
    return any(begin <= x.first < end and x.kind in time_kinds.PREVIOUS_OR_STATED for x in gap.analysis.times)


def _do_so(gap: Gap) -> None:
    """Lets a figure whose verb stands for the one before count what that one counts: "… were arrested, the most since
    2016, when nine were"."""
    a, number = gap.analysis, gap.frame.number
    source = antecedent_of(gap)
    if source is not None and any(r is source for r in a.readings):
        take_all(a, number, likeliest(a, number, source))


def _beside_parentheses(a: Analysis, k: int) -> Reading | None:
    """The figure that those of other times in parentheses right behind it are compared with: "referred 98 victims to
    care (56 in 2015 and 16 in 2014)"."""
    first = a.items[k].first
    if a.depth(first) != 1 or k + 1 == len(a.items) or a.items[k + 1].kind != kinds.TIME:
        return None
    opens = next(place for place in range(k, -1, -1) if a.items[place].kind == kinds.OPEN_BRACKET)
    if not all(x.kind in IN_BRACKETS for x in a.items[opens + 1 : k + 1]):
        return None
    told = [r for r in a.readings if r.number >= 0 and r.last < a.items[opens].first and not a.depth(r.first)]
    told = [r for r in told if r.metric not in DURATIONS and a.comparator_at(r.first) is None]
    last = max(told, key=lambda r: r.first, default=None)
    counts = [
        x.number for x in a.items[:opens] if x.kind == kinds.NUMBER and x.form == forms.COUNT and x.number in a.frames
    ]
    return last if last is not None and counts[-1:] == [last.number] else None
