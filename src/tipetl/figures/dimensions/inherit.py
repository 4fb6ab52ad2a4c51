"""What figures take from those they lean on, once every metric, year and link is settled (contract section 3, rules 2
and 3).

A comparator without a noun phrase of its own has every dimension of what it is compared with, unless it says otherwise.
A part has the kind of exploitation of its whole and counts officials where the whole does.

What belongs here: following the links. What does not: what a figure says of itself, which ``describe`` reads.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from tipetl.figures.dimensions.twins import answer_rows
from tipetl.metrics import DURATIONS, WITHOUT_KIND
from tipetl.syntax.spans import REACH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

_first = attrgetter("first")
#: how many figures of the sentence before may be gone back to
MOST = 40
#: the number of a reading that only repeats another's ("the same number as in 2015")
REPEATED = -2


def inherit(a: Analysis, before: Sequence[Reading]) -> None:
    """Fills the dimensions that readings take from others; ``before`` are those of the sentence before."""
    if not a.readings:
        return
    answer_rows(a, before)
    ordered = sorted(a.readings, key=_first)
    done: set[int] = set()
    for r in ordered:
        near = ordered
        if len(a.tokens.low) > REACH:
            # the rest of a sentence without an end is out of sight
            near = ordered[
                bisect_left(ordered, r.first - REACH, key=_first) : bisect_left(ordered, r.first + REACH, key=_first)
            ]
        _flow(a, r, near, before[-MOST:], done)


def _back(r: Reading, before: Sequence[Reading]) -> Reading | None:
    """The figure of the sentence before that a figure without words of its own goes back to."""
    bare = r.frame is not None and (r.frame.bare() or r.part)
    return r.total if bare and not r.kind_told and r.total in before and r.relation == "current" else None


def _flow(a: Analysis, r: Reading, ordered: list[Reading], before: Sequence[Reading], done: set[int]) -> None:
    """Fills one reading, after those that it leans on."""
    chain = [r]
    while len(chain) <= len(ordered):
        head = _head(a, chain[-1], ordered, before)
        if head is None or head in chain or id(head) in done or head not in ordered:
            break
        chain.append(head)
    for x in reversed(chain):
        if id(x) not in done:
            done.add(id(x))
            _take(x, _head(a, x, ordered, before))
            back = _back(x, before)
            if back is not None and x.metric not in WITHOUT_KIND and x.metric not in DURATIONS:
                # "56 were in sex trafficking and nine in forced labor. Twelve were Moldovans": of them all
                whole = _above_breakdown(x, back, before)
                x.exploitation = None if whole is None else whole.exploitation


def _take(r: Reading, head: Reading | None) -> None:
    if head is None:
        return
    r.notes.append("dimensions of a figure not reported" if head.low is None else f"dimensions of {head.low:g}")
    if r.relation == "comparator":
        if not r.kind_told and r.metric not in WITHOUT_KIND:
            r.exploitation = head.exploitation
        r.age, r.gender = r.age or head.age, r.gender or head.gender
        r.nationality, r.purpose = r.nationality or head.nationality, r.purpose or head.purpose
    elif r.exploitation is None and not r.kind_told:
        r.exploitation = head.exploitation
    r.official = r.official or head.official


def _head(a: Analysis, r: Reading, ordered: list[Reading], before: Sequence[Reading]) -> Reading | None:
    """The figure that a reading takes its dimensions from: what a comparator is compared with, the whole of a part."""
    if r.metric in DURATIONS:
        return None
    if r.twin is not None:
        return r.twin
    if r.relation != "comparator":
        return r.total if r.part else None
    if r.number != REPEATED and not (r.frame is not None and r.frame.bare()):
        return None
    certain = _before_bracket(a, r, ordered) or _other_end(a, r, ordered)
    if certain is not None:
        return certain
    if r.total is not None:
        return _above_breakdown(r, _outside(a, r, r.total, ordered), ordered)
    # "repatriated 26 women; in 2011 they had repatriated 31"
    for rows in (ordered, before):
        told = [x for x in rows if x.metric == r.metric and x.relation == "current" and x is not r]
        told = [x for x in told if rows is before or x.first < r.first]
        whole = [x for x in told if not x.part] or told
        if whole:
            return _above_breakdown(r, whole[-1], rows)
    return None


def _before_bracket(a: Analysis, r: Reading, ordered: list[Reading]) -> Reading | None:
    """The figure just before the bracket in which a reading stands first."""
    if r.frame is None or r.frame.linked != "open":
        return None
    depth = a.depth(r.first)
    told = [x for x in ordered if x.metric == r.metric and x.first < r.first and a.depth(x.first) < depth]
    return told[-1] if told else None


def _other_end(a: Analysis, r: Reading, ordered: list[Reading]) -> Reading | None:
    """The second figure of "from 108 in 2020 to 387"."""
    low = a.tokens.low
    if not r.first or low[r.first - 1] != "from":
        return None
    told = next((x for x in ordered if x.first > r.first and x.metric == r.metric), None)
    if told is None or low[told.first - 1] != "to":
        return None
    between = a.items[a.items_from(r.last + 1) : a.items_from(told.first)]
    return None if any(x.kind in ("verb", "comma", "semi", "sub") for x in between) else told


def _outside(a: Analysis, r: Reading, head: Reading, ordered: list[Reading]) -> Reading:
    """The figure that a bracket belongs to where ``head`` stands in one that is closed before ``r``."""
    if head not in ordered or a.depth(head.first) <= a.depth(r.first):
        return head
    depth = a.depth(r.first)
    told = [x for x in ordered if x.metric == r.metric and x.first < head.first and a.depth(x.first) <= depth]
    return told[-1] if told else head


def _above_breakdown(r: Reading, head: Reading, rows: Sequence[Reading]) -> Reading | None:
    """What a comparator behind a breakdown is compared with: the whole that was broken down, not the part told last
    ("32 suspects, 24 for sex trafficking and eight for forced labor; the year before, 21"); None where no whole was
    told."""
    told = [x for x in rows if x is not r and (r not in rows or x.first < r.first)]
    acted_on = r.frame is not None and r.frame.linked == "verb"
    climbed: Reading | None = head
    for _ in told:
        if climbed is None or climbed.relation != "current":
            return climbed
        listed = r.total is None or climbed.part or climbed.frame is None or climbed.frame.bare()
        one_of_several = listed and any(_beside(x, climbed) for x in told)
        if not one_of_several and not (climbed.part and acted_on):
            return climbed
        climbed = climbed.total
    return climbed


def _beside(x: Reading, head: Reading) -> bool:
    """Whether two figures are of one metric and time, and sort the same whole: by kind, or by whom they count."""
    if (x.metric, x.relation) != (head.metric, head.relation):
        return False
    if x.exploitation and head.exploitation and x.exploitation != head.exploitation:
        return True
    return x.part and head.part and x.total is head.total and _persons(x) != _persons(head)


def _persons(r: Reading) -> tuple[str | None, ...]:
    return r.age, r.gender, r.nationality
