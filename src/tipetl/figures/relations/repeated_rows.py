"""Finds rows of figures that repeat an earlier row: "the figures for 2016 were 98, 60, and 25, respectively".

What belongs here: matching the members of two rows. What does not belong here: single comparators (``comparators``,
``ellipsis``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.relations.antecedents import clause_start, in_parentheses
from tipetl.figures.relations.parts import named_part
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.metrics import DURATIONS
from tipetl.model import codes
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.spans import REACH
from tipetl.syntax.chunks.symbols import BOOK
from tipetl.syntax.times import time_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

#: kinds of items that occur in a row of figures
IN_A_ROW = kinds.JOINTS | {kinds.NUMBER}

#: how far the log odds of another choice must exceed those of word order's choice to override it
MARGIN = 2.0
ROW_MARGIN = 4.0
#: the maximum number of tokens from a part to its whole: "four of the ten", "four of all the ten"
LEADING_TO_A_WHOLE = 4
#: the maximum number of items in a row; a longer list is not treated as a row
LONGEST_ROW = 12


def row_of(analysis: Analysis, place: int) -> list[int]:
    """Return the items of the numbers in a row with the number at item ``place``, none of which has its own noun: "98,
    60, and 25"."""
    row = [place]
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(analysis.items) and len(row) <= LONGEST_ROW and analysis.items[at].kind in IN_A_ROW:
            if analysis.items[at].kind == kinds.NUMBER:
                if not _plain(analysis, at):
                    break
                row.append(at)
            at += step
    return sorted(row)


def _plain(analysis: Analysis, place: int) -> bool:
    number = analysis.items[place].number
    frame = analysis.frames.get(number)
    bare = frame is not None and frame.bare() and not frame.partitive
    return bare and analysis.numbers[number].form in forms.COUNT_OR_ZERO


def counterpart(analysis: Analysis, place: int, before: Sequence[Reading]) -> Reading | None:
    """Return the earlier figure to which the number at item ``place``, a member of a row, corresponds."""
    pair = _pair_at(analysis, place)
    answered = None if pair is None else _in_pair(analysis, pair, place)
    if answered is not None:
        return answered
    if not _plain(analysis, place):
        return None
    row = row_of(analysis, place)
    if not 2 <= len(row) <= LONGEST_ROW or analysis.items[row[0]].first == 0:
        return None
    first = analysis.items[row[0]].first
    if in_parentheses(analysis, first) and not _of_one_time(analysis, row):
        return None  # "compared with 91 (80 and 11, respectively)": parts of the 91
    spans = [(s, e) for s, e in analysis.comparators if e > first - REACH and s < first and not s <= first < e]
    told = [
        r
        for r in analysis.readings
        if r.number >= 0
        and first - REACH < r.first < first
        and r.metric not in DURATIONS
        and not any(s <= r.first < e for s, e in spans)
        and r.unit
    ]
    every, told = _one_each(told), _one_each([r for r in told if not _aside(analysis, r)])
    if not _answers(analysis, row, told):
        return None
    if len(told) != len(row) and len(every) > len(told) and len(every) >= len(row):
        # "73 victims, including 18 children; the figures for 2021 were 64 and 25": the part also has a comparator
        both = line_up(analysis, row, every)
        if (
            len(told) < len(row)
            or _speaks_for(analysis, row, both) > _speaks_for(analysis, row, line_up(analysis, row, told)) + MARGIN
        ):
            return both[row.index(place)]
    if not told:
        told = _one_each([r for r in before if r.number >= 0 and r.relation == codes.CURRENT and not r.part])
        told = told if len(told) == len(row) else []
    return line_up(analysis, row, told)[row.index(place)] if len(told) >= len(row) else None


def _pair_at(analysis: Analysis, place: int) -> tuple[int, int] | None:
    """Return the items of a part and its whole, both without a noun, if the number at item ``place`` is either:
    "[nine] out of [40]"; otherwise None."""
    items = analysis.items
    end, begin = BOOK["part_of_a_number"].end(items, place), BOOK["number_it_is_of"].end(items, place - 1)
    if end != -2:
        part, whole = place, end - 1
    elif begin != -2:
        part, whole = begin + 1, place
    else:
        return None
    frames = [analysis.frames.get(items[at].number) for at in (part, whole)]
    return (part, whole) if all(frame is not None and frame.bare() for frame in frames) else None


def _in_pair(analysis: Analysis, pair: tuple[int, int], place: int) -> Reading | None:
    """Return the earlier figure to which the number at item ``place``, a part or a whole, corresponds: "Of the 63
    suspects tried, 18 were convicted; the year before, it had been [nine] out of [40]"."""
    low, first = analysis.tokens.low, analysis.items[pair[0]].first
    if analysis.comparator_at(first) is None and not _was_so_many(analysis, pair):
        return None
    counts = [r for r in analysis.readings if r.number >= 0 and r.first < first and r.metric not in DURATIONS]
    told = _one_each(counts)[-2:]
    if len(told) < 2:
        return None
    fronted = not WORDS["of_or_among"].isdisjoint(low[max(0, told[0].first - 2) : told[0].first])
    within = (
        low[told[0].last + 1 : told[0].last + 2] == [WORD.whole] and told[1].first - told[0].last <= LEADING_TO_A_WHOLE
    )
    if fronted == within:
        return None
    part, whole = reversed(told) if fronted else told
    return part if place == pair[0] else whole


def _was_so_many(analysis: Analysis, pair: tuple[int, int]) -> bool:
    """Whether the clause of a pair only gives the counts of another time: "the year before, it had been nine out of
    40", not "in 2012 it fined nine of 40"."""
    first, frame = analysis.items[pair[0]].first, analysis.frames[analysis.items[pair[0]].number]
    begin = clause_start(analysis, first)
    dated = any(begin <= x.first < first and x.kind in time_kinds.PREVIOUS_OR_STATED for x in analysis.times)
    return dated and begin > 0 and not {*frame.acts, *frame.does} - {concepts.BE} and not frame.generic_verb


def _of_one_time(analysis: Analysis, row: list[int]) -> bool:
    """Whether the parentheses around a row name exactly one time: "(2020: 36 and 29)", "(31 and 11 in 2009)"."""
    opens = BOOK["bracket_before_row"].end(analysis.items, row[0] - 1) + 1
    closes = BOOK["row_of_one_time"].end(analysis.items, opens) if opens >= 0 else -2
    return closes != -2 and sum(x.kind == kinds.NUMBER for x in analysis.items[opens:closes]) == len(row)


def _answers(analysis: Analysis, row: list[int], told: list[Reading]) -> bool:
    """Whether the words around a row show that the row corresponds to the previous one, figure by figure."""
    first, last = analysis.items[row[0]].first, analysis.items[row[-1]].last
    if (
        WORD.each_to_each in analysis.tokens.low[first:]
        or _same_verb(analysis, row[0], told)
        or _gapped(analysis, row[0])
    ):
        return True
    if not WORDS["figure_words"].isdisjoint(analysis.tokens.low[clause_start(analysis, first) : first]):
        return True
    if len(told) < len(row) or len({r.metric for r in told}) < 2:
        return False
    if in_parentheses(analysis, first):
        return True  # of one time, "(2020: 36 and 29)"
    span = analysis.comparator_at(first)
    if span is not None:
        # "compared with 17 and nine", but not "compared with 17 in 2012 and nine in 2011"
        return sum(first <= x.first < span[1] for x in analysis.times if x.first > last) < 2
    lo = clause_start(analysis, first)
    return len(told) == len(row) and any(
        lo <= x.first < first and x.kind == time_kinds.PREVIOUS for x in analysis.times
    )


def line_up(analysis: Analysis, row: list[int], told: list[Reading]) -> list[Reading]:
    """Return the earlier figures to which the figures of a row correspond, in the same order. If there are too many
    earlier figures, chooses those with metrics that the words around the row favor or, failing that, the last ones."""
    best: list[tuple[float, list[Reading]]] = [(0.0, []), *([(float("-inf"), [])] * len(row))]
    for reading in told:
        for place in range(len(row), 0, -1):
            so_far, chosen = best[place - 1]
            gain = so_far + analysis.odds_of(analysis.items[row[place - 1]].number, reading.metric)
            if gain >= best[place][0] and len(chosen) == place - 1:
                best[place] = (gain, [*chosen, reading])
    gain, chosen = best[-1]
    near = told[len(told) - len(row) :]
    return chosen if gain > _speaks_for(analysis, row, near) + ROW_MARGIN else near


def _speaks_for(analysis: Analysis, row: list[int], told: Sequence[Reading]) -> float:
    return sum(analysis.odds_of(analysis.items[k].number, r.metric) for k, r in zip(row, told, strict=True))


def _aside(analysis: Analysis, reading: Reading) -> bool:
    return reading.part or named_part(analysis, reading) or in_parentheses(analysis, reading.first)


def _one_each(rows: list[Reading]) -> list[Reading]:
    """Keeps one reading for each number, in sentence order."""
    rows = sorted(rows, key=lambda r: r.first)
    return [*{r.number: r for r in reversed(rows)}.values()][::-1]


def _same_verb(analysis: Analysis, place: int, told: list[Reading]) -> bool:
    """Whether a row has the same verb as the previous row ("A reported 14 and 11; B reported three and two")."""
    verb = analysis.frames[analysis.items[place].number].verbs
    first = told[0].frame.verbs if told and told[0].frame is not None else []
    return bool(verb and first) and analysis.items[verb[0]].concept == analysis.items[first[0]].concept is not None


def _gapped(analysis: Analysis, place: int) -> bool:
    """Whether a row directly follows the time to which all its figures belong, without nouns or a verb ("and in 2009,
    nine, six, and none")."""
    place -= analysis.items[place - 1].kind == kinds.COMMA
    return (
        place > 1
        and analysis.items[place - 1].kind == kinds.TIME
        and analysis.items[place - 2].kind in kinds.ROW_JOINTS
    )
