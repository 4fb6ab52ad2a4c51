"""The figure that a comparator answers to, once every metric, year and part is settled.

What belongs here: choosing among the figures told. What does not: the metric of a comparator (``compared``), rows that
answer each to each (``answering_rows``), and what flows along the link (``dimensions.inherit``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.readings import REPEATED, Reading
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax import kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis

#: kinds of items that do not stand between the two ends of a change
BETWEEN_NO_ENDS = frozenset((kinds.VERB, kinds.COMMA, kinds.SEMICOLON, kinds.SUBORDINATOR))

#: parts of parts are nested no deeper
MOST_NESTED = 12


def elliptic(r: Reading) -> bool:
    """Whether a comparator has no noun phrase of its own to take dimensions from (contract section 3, rule 2)."""
    return r.number == REPEATED or (r.frame is not None and r.frame.bare())


def answers_to(a: Analysis, r: Reading, near: Sequence[Reading], before: Sequence[Reading]) -> Reading | None:
    """The figure that a comparator is compared with, of those of its sentence that are ``near`` and those ``before`` it
    in the sentence before, both in reading order."""
    certain = _before_bracket(a, r, near) or _other_end(a, r, near)
    if certain is not None:
        return certain
    if not elliptic(r):
        alike = [x for x in near if _told(r, x) and x.first < r.first and _sort(x) == _sort(r)]
        if alike:
            return ([x for x in alike if not x.part] or alike)[-1]
    if r.antecedent is not None:
        head = _outside(a, r, r.antecedent, near)
        return above_breakdown(r, head, near if any(x is head for x in near) else before)
    # "repatriated 26 women; in 2011 they had repatriated 31"
    for rows in ([x for x in near if x.first < r.first], before):
        told = [x for x in rows if _told(r, x)]
        whole = [x for x in told if not x.part] or told
        if whole:
            return above_breakdown(r, whole[-1], rows)
    return None


def _told(r: Reading, x: Reading) -> bool:
    return x.metric == r.metric and x.relation == codes.CURRENT


def _sort(x: Reading) -> tuple[object, ...]:
    return x.unit, x.age, x.gender, x.nationality, x.exploitation


def _before_bracket(a: Analysis, r: Reading, near: Sequence[Reading]) -> Reading | None:
    """The figure just before the bracket in which a reading stands first."""
    if r.frame is None or r.frame.linked != kinds.OPEN_BRACKET or not r.frame.bare():
        return None
    depth = a.depth(r.first)
    told = [x for x in near if x.metric == r.metric and x.first < r.first and a.depth(x.first) < depth]
    return told[-1] if told else None


def _other_end(a: Analysis, r: Reading, near: Sequence[Reading]) -> Reading | None:
    """The second figure of "from 108 in 2020 to 387"."""
    low = a.tokens.low
    if not r.first or low[r.first - 1] != WORD.source:
        return None
    told = next((x for x in near if x.first > r.first and x.metric == r.metric), None)
    if told is None or low[told.first - 1] != WORD.goal:
        return None
    between = a.items[a.items_from(r.last + 1) : a.items_from(told.first)]
    return None if any(x.kind in BETWEEN_NO_ENDS for x in between) else told


def _outside(a: Analysis, r: Reading, head: Reading, near: Sequence[Reading]) -> Reading:
    """The figure that a bracket belongs to where ``head`` stands in one that is closed before ``r``."""
    if head not in near or a.depth(head.first) <= a.depth(r.first):
        return head
    depth = a.depth(r.first)
    told = [x for x in near if x.metric == r.metric and x.first < head.first and a.depth(x.first) <= depth]
    return told[-1] if told else head


def above_breakdown(r: Reading, head: Reading, rows: Sequence[Reading]) -> Reading | None:
    """What a figure behind a breakdown goes on from: the whole that was broken down, not the part told last ("32
    suspects, 24 for sex trafficking and eight for forced labor; the year before, 21"); None where no whole was told."""
    told = [x for x in rows if x is not r and (r not in rows or x.first < r.first)]
    acted_on = r.frame is not None and r.frame.linked == kinds.VERB
    climbed: Reading | None = head
    for _ in told:
        if climbed is None or (climbed is head and head.relation != codes.CURRENT):
            return climbed
        if climbed.relation != codes.CURRENT:
            climbed = climbed.antecedent  # a comparator in brackets on the way
            continue
        divides = climbed.part or climbed.kind_told or climbed.frame is None or climbed.frame.bare()
        listed = divides or r.antecedent is None
        one_of_several = listed and any(beside(x, climbed) for x in told)
        if not one_of_several and not (climbed.part and acted_on):
            return climbed
        climbed = climbed.antecedent
    return climbed


def beside(x: Reading, head: Reading) -> bool:
    """Whether two figures are of one metric and time, and sort the same whole: by kind, or by whom they count."""
    if (x.metric, x.relation) != (head.metric, head.relation):
        return False
    kind, other = _kind(x), _kind(head)
    if kind and other and kind != other:
        return True
    return x.part and head.part and x.antecedent is head.antecedent and _persons(x) != _persons(head)


def _kind(x: Reading) -> str | None:
    """The kind of exploitation that a figure has of itself or will have of its whole."""
    for _ in range(MOST_NESTED):
        if x.exploitation or x.kind_told or not x.part or x.antecedent is None:
            break
        x = x.antecedent
    return x.exploitation


def _persons(r: Reading) -> tuple[str | None, ...]:
    return r.age, r.gender, r.nationality
