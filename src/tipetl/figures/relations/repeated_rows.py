"""Rows of figures that repeat a row told before: "the figures for 2016 were 98, 60, and 25, respectively".

What belongs here: lining up the members of two rows. What does not: single comparators (``comparators``, ``ellipsis``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.relations.antecedents import clause_start, in_parentheses
from tipetl.language.words import word_set
from tipetl.metrics import DURATIONS
from tipetl.syntax.spans import REACH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

FIGURE_WORDS = word_set("rows.figure_words")
#: a longer list is no row of figures that another answers to
LONGEST_ROW = 12


def row_of(a: Analysis, k: int) -> list[int]:
    """The items of the numbers listed with the number at item ``k``, none with a noun of its own: "98, 60, and 25"."""
    row = [k]
    for step in (-1, 1):
        j = k + step
        while 0 <= j < len(a.items) and len(row) <= LONGEST_ROW and a.items[j].kind in ("comma", "conj", "num"):
            if a.items[j].kind == "num":
                if not _plain(a, j):
                    break
                row.append(j)
            elif a.tokens.low[a.items[j].first] not in (",", "and"):
                break
            j += step
    return sorted(row)


def _plain(a: Analysis, j: int) -> bool:
    number = a.items[j].number
    return a.numbers[number].form in ("count", "zero") and number in a.frames and a.frames[number].bare()


def counterpart(a: Analysis, k: int, before: Sequence[Reading]) -> Reading | None:
    """The figure told before that the number at item ``k`` of a row answers to."""
    if not _plain(a, k):
        return None
    row = row_of(a, k)
    if not 2 <= len(row) <= LONGEST_ROW or a.items[row[0]].first == 0:
        return None
    first = a.items[row[0]].first
    if in_parentheses(a, first):
        return None  # "compared with 91 (80 and 11, respectively)": parts of the 91
    spans = [(s, e) for s, e in a.comparators if e > first - REACH and s < first and not s <= first < e]
    told = [
        r
        for r in a.readings
        if r.number >= 0
        and first - REACH < r.first < first
        and r.metric not in DURATIONS
        and not _aside(a, r, spans)
        and r.unit
    ]
    told = _one_each(told)
    if "respectively" in a.tokens.low[first:]:
        told = told[-len(row) :]
    elif _same_verb(a, row[0], told) or _gapped(a, row[0]):
        pass
    elif not FIGURE_WORDS & set(a.tokens.low[clause_start(a, first) : first]):
        return None
    if not told:
        told = _one_each([r for r in before if r.number >= 0 and r.relation == "current" and not r.part])
    return told[row.index(k)] if len(told) == len(row) else None


def _aside(a: Analysis, r: Reading, spans: list[tuple[int, int]]) -> bool:
    return r.part or in_parentheses(a, r.first) or any(s <= r.first < e for s, e in spans)


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
    k -= a.items[k - 1].kind == "comma"
    return k > 1 and a.items[k - 1].kind == "time" and a.items[k - 2].kind in ("conj", "comma", "semi")
