"""Rows of figures that repeat a row told before: "the figures for 2016 were 98, 60, and 25, respectively".

What belongs here: lining up the members of two rows. What does not: single comparators (``comparators``, ``ellipsis``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.relations.antecedents import clause_start, in_parentheses
from tipetl.figures.relations.parts import named_part
from tipetl.figures.relations.words import WORDS
from tipetl.language import forms
from tipetl.language.particles import WORD
from tipetl.metrics import DURATIONS
from tipetl.model import codes
from tipetl.syntax import kinds, time_kinds
from tipetl.syntax.spans import REACH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

#: kinds of items in a row of figures
IN_A_ROW = kinds.JOINTS | {kinds.NUMBER}

#: how much likelier another choice has to be than the order of words
MARGIN = 2.0
ROW_MARGIN = 4.0
#: what parentheses hold that hold a row of one time
HELD = frozenset([kinds.NUMBER, kinds.TIME, kinds.COMMA, kinds.CONJUNCTION, kinds.COLON])
#: a longer list is no row of figures that another answers to
LONGEST_ROW = 12


def row_of(a: Analysis, k: int) -> list[int]:
    """The items of the numbers listed with the number at item ``k``, none with a noun of its own: "98, 60, and 25"."""
    row = [k]
    for step in (-1, 1):
        j = k + step
        while 0 <= j < len(a.items) and len(row) <= LONGEST_ROW and a.items[j].kind in IN_A_ROW:
            if a.items[j].kind == kinds.NUMBER:
                if not _plain(a, j):
                    break
                row.append(j)
            j += step
    return sorted(row)


def _plain(a: Analysis, j: int) -> bool:
    number = a.items[j].number
    frame = a.frames.get(number)
    return a.numbers[number].form in forms.COUNT_OR_ZERO and frame is not None and frame.bare() and not frame.partitive


def counterpart(a: Analysis, k: int, before: Sequence[Reading]) -> Reading | None:
    """The figure told before that the number at item ``k`` of a row answers to."""
    if not _plain(a, k):
        return None
    row = row_of(a, k)
    if not 2 <= len(row) <= LONGEST_ROW or a.items[row[0]].first == 0:
        return None
    first = a.items[row[0]].first
    if in_parentheses(a, first) and not _of_one_time(a, row):
        return None  # "compared with 91 (80 and 11, respectively)": parts of the 91
    spans = [(s, e) for s, e in a.comparators if e > first - REACH and s < first and not s <= first < e]
    told = [
        r
        for r in a.readings
        if r.number >= 0
        and first - REACH < r.first < first
        and r.metric not in DURATIONS
        and not any(s <= r.first < e for s, e in spans)
        and r.unit
    ]
    every, told = _one_each(told), _one_each([r for r in told if not _aside(a, r)])
    if not _answers(a, row, told):
        return None
    if len(told) != len(row) and len(every) > len(told) and len(every) >= len(row):
        # "73 victims, including 18 children; the figures for 2021 were 64 and 25": the part is compared as well
        both = line_up(a, row, every)
        if len(told) < len(row) or _speaks_for(a, row, both) > _speaks_for(a, row, line_up(a, row, told)) + MARGIN:
            return both[row.index(k)]
    if not told:
        told = _one_each([r for r in before if r.number >= 0 and r.relation == codes.CURRENT and not r.part])
        told = told if len(told) == len(row) else []
    return line_up(a, row, told)[row.index(k)] if len(told) >= len(row) else None


def _of_one_time(a: Analysis, row: list[int]) -> bool:
    """Whether what holds a row names one time beside it: "(2020: 36 and 29)", "(31 and 11 in 2009)"."""
    opens = next((q for q in range(row[0] - 1, -1, -1) if a.items[q].kind == kinds.OPEN_BRACKET), None)
    closes = next((q for q in range(row[-1] + 1, len(a.items)) if a.items[q].kind == kinds.CLOSE_BRACKET), None)
    if opens is None or closes is None:
        return False
    held = a.items[opens + 1 : closes]
    if sum(x.kind == kinds.NUMBER for x in held) != len(row) or sum(x.kind == kinds.TIME for x in held) != 1:
        return False
    return all(x.kind in HELD or a.tokens.low[x.first] == WORD.each_to_each for x in held)


def _answers(a: Analysis, row: list[int], told: list[Reading]) -> bool:
    """Whether the words around a row say that it answers to the row before it, figure by figure."""
    first, last = a.items[row[0]].first, a.items[row[-1]].last
    if WORD.each_to_each in a.tokens.low[first:] or _same_verb(a, row[0], told) or _gapped(a, row[0]):
        return True
    if not WORDS["figure_words"].isdisjoint(a.tokens.low[clause_start(a, first) : first]):
        return True
    if len(told) < len(row) or len({r.metric for r in told}) < 2:
        return False
    if in_parentheses(a, first):
        return True  # of one time, "(2020: 36 and 29)"
    span = a.comparator_at(first)
    if span is not None:
        # "compared with 17 and nine", but not "compared with 17 in 2012 and nine in 2011"
        return sum(first <= x.first < span[1] for x in a.times if x.first > last) < 2
    lo = clause_start(a, first)
    return len(told) == len(row) and any(lo <= x.first < first and x.kind == time_kinds.PREVIOUS for x in a.times)


def line_up(a: Analysis, row: list[int], told: list[Reading]) -> list[Reading]:
    """For each figure of a row, the one of those told before that it answers to, in their order: of more than enough,
    those whose metrics the words about the row speak for, and the last ones where they say nothing."""
    best: list[tuple[float, list[Reading]]] = [(0.0, []), *([(float("-inf"), [])] * len(row))]
    for r in told:
        for place in range(len(row), 0, -1):
            so_far, chosen = best[place - 1]
            gain = so_far + a.odds_of(a.items[row[place - 1]].number, r.metric)
            if gain >= best[place][0] and len(chosen) == place - 1:
                best[place] = (gain, [*chosen, r])
    gain, chosen = best[-1]
    near = told[len(told) - len(row) :]
    return chosen if gain > _speaks_for(a, row, near) + ROW_MARGIN else near


def _speaks_for(a: Analysis, row: list[int], told: Sequence[Reading]) -> float:
    return sum(a.odds_of(a.items[k].number, r.metric) for k, r in zip(row, told, strict=True))


def _aside(a: Analysis, r: Reading) -> bool:
    return r.part or named_part(a, r) or in_parentheses(a, r.first)


def _one_each(rows: list[Reading]) -> list[Reading]:
    """One reading for each number, in the order of the sentence."""
    rows = sorted(rows, key=lambda r: r.first)
    return [*{r.number: r for r in reversed(rows)}.values()][::-1]


def _same_verb(a: Analysis, k: int, told: list[Reading]) -> bool:
    """Whether the row hangs on the verb that the row before hung on ("A reported 14 and 11; B reported three and
    two")."""
    verb = a.frames[a.items[k].number].verbs
    first = told[0].frame.verbs if told and told[0].frame is not None else []
    return bool(verb and first) and a.items[verb[0]].concept == a.items[first[0]].concept is not None


def _gapped(a: Analysis, k: int) -> bool:
    """Whether a row stands right behind the time that all of it is of, its nouns and verb left out ("and in 2009, nine,
    six, and none")."""
    k -= a.items[k - 1].kind == kinds.COMMA
    return k > 1 and a.items[k - 1].kind == kinds.TIME and a.items[k - 2].kind in kinds.ROW_JOINTS
