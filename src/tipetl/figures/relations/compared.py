"""The figure that a comparator is compared with: "opened 22 cases, compared with 15 the year before".

What belongs here: choosing among the figures told, of this sentence and the one before. What does not: which words are
a comparison (``comparators``), and numbers that are none (``ellipsis``).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tipetl.figures.record.readings import Reading
from tipetl.figures.relations.antecedents import align, compatible, in_parentheses, later, list_total, told_together
from tipetl.language.rules import EVENT_NOUNS
from tipetl.metrics import DURATIONS, MONEY
from tipetl.syntax.spans import REACH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.frame import Frame

#: prepositions that lead from what was done to how or where
WAYS = frozenset(["through", "in", "during", "over", "at", "by"])
#: the number of a reading that a denied verb gives ("did not convict any officials")
DENIED = -1


def compared_to(
    a: Analysis,
    k: int,
    frame: Frame,
    before: Sequence[Reading],
    earlier: list[Reading],
    fits: list[Reading],
    *,
    money: bool,
) -> Reading | None:
    """The figure that a comparator is compared with: of ``earlier`` readings, those that fit it are ``fits``."""
    x = a.items[k]
    aligned = align(a, k, earlier)
    if aligned is not None and (
        "respectively" in a.tokens.low
        or (compatible(aligned, frame) and (frame.heads or aligned.frame is None))
        or (frame.bare() and told_together(a, k))
    ):
        return aligned
    span = a.comparator_at(x.first)
    pair = _other_end(a, k, span, money=money)
    if pair is not None:
        return pair
    spans = [(s, e) for s, e in a.comparators if s <= x.first and e > x.first - REACH]
    currents = [r for r in fits if not any(s <= r.first < e for s, e in spans)]
    inside = [r for r in fits if span is not None and span[0] <= r.first < span[1]]
    if frame.bare() and frame.linked == "prep" and frame.prep in WAYS:
        alike = [r for r in currents if r.frame is not None and (r.frame.linked, r.frame.prep) == ("prep", frame.prep)]
        if alike:
            return alike[-1]  # "2,311 officials in 64 sessions, against 1,940 in 51"
    if inside:
        word = [r for r in currents if r.frame is not None and frame.head_word and r.frame.head_word == frame.head_word]
        nearest = inside[-1].frame
        if word and frame.linked != "prep" and nearest is not None and nearest.head_word != frame.head_word:
            return word[-1]  # "21 defendants … and nine traffickers, compared with 113 investigations, 31 defendants"
        return inside[-1]
    if frame.bare() and _unread(a, k, span, money=money):
        return None
    whole = [r for r in currents if not r.part and not in_parentheses(a, r.first)]
    denied = [r for r in a.readings if r.number == DENIED and r.first < x.first and not money and compatible(r, frame)]
    if denied and all(r.first < denied[-1].first for r in currents):
        return denied[-1]
    own = [r for r in whole if r.frame is not None and set(frame.heads) & set(r.frame.heads)]
    if own and whole[-1].frame is not None and whole[-1].frame.bare() and whole[-1].metric != own[-1].metric:
        own = whole[-1:]  # "referred 451 victims and assisted 204, compared with 253 victims": the nearer one
    if frame.bare() and not own and whole:
        whole = _not_the_way(whole, frame)
    pick = own or whole or currents
    if pick:
        one_kind = not own and {r.metric for r in pick if r.number == pick[0].number} >= {r.metric for r in pick}
        return pick[0] if one_kind and list_total(pick) else pick[-1]
    back = [
        r
        for r in before
        if r.relation == "current"
        and r.metric not in DURATIONS
        and (r.metric in MONEY) == money
        and compatible(r, frame)
    ]
    whole_back = [r for r in back if not r.part]
    if back:
        return (whole_back or back)[-1]
    # a figure that was told but counts nothing here is what it is compared with, not one that is still to come
    read = {r.number for r in a.readings}
    told = any(y.kind == "num" and y.form == "count" and y.number not in read for y in a.items[max(0, k - REACH) : k])
    return None if told and not money else later(a, x.first, frame, money)


def _not_the_way(told: list[Reading], frame: Frame) -> list[Reading]:
    """The figures told, without those that only say in how many acts the last one came about: "freed 5,016 victims
    through 158 operations, down from 5,999"; but "… in 64 sessions, against 1,940 in 51"."""
    last = told[-1].frame
    if last is None or last.linked != "prep" or last.prep not in WAYS:
        return told
    if frame.linked == "prep" and frame.prep == last.prep:
        return told
    if last.of and last.of[0][0] in EVENT_NOUNS and not told[-1].inherited:
        return told  # "filed charges in four cases, compared with seven"
    return [r for r in told if r.frame is not None and r.frame.linked == "verb"][-1:] or told


def _other_end(a: Analysis, k: int, span: tuple[int, int] | None, *, money: bool) -> Reading | None:
    """The second figure of "from 36 to 46", which stands where the sentence names the metric."""
    if span is None or a.tokens.low[span[0]] != "from":
        return None
    for q in range(k + 1, min(k + 7, len(a.items))):
        y = a.items[q]
        if y.kind in ("semi", "verb", "comma"):
            return None
        if y.kind == "num" and y.first >= span[1] and a.tokens.low[span[1]] == "to":
            found = [r for r in a.readings if r.number == y.number and (r.metric in MONEY) == money]
            return found[0] if found else None
    return None


def _unread(a: Analysis, k: int, span: tuple[int, int] | None, *, money: bool) -> bool:
    """Whether the figure just before a comparison is one that counts nothing here ("employed 114 persons, down from
    121"): its comparator counts nothing either."""
    if span is None or money:
        return False
    end = a.items_from(span[0])
    for y in reversed(a.items[max(0, end - REACH) : end]):
        if y.kind != "num" or y.number not in a.frames:
            continue
        frame = a.frames[y.number]
        if frame.of and any(r.number == y.number for r in a.readings):
            return False  # "teams, of which there were four, brought support to 35 victims, as against 22"
        if a.numbers[y.number].form != "count" or (frame.linked == "prep" and frame.prep != "of") or frame.definite:
            continue
        if in_parentheses(a, y.first):
            continue
        before = bisect_left(a.comparators, (y.first + 1,)) - 1
        if before >= 0 and y.first < a.comparators[before][1]:
            continue
        return frame.linked in ("verb", "start", "prep") and not any(r.number == y.number for r in a.readings)
    return False
