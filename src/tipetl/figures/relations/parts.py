"""Which readings are parts of a total, and the figures that a sentence repeats for another time ("the same number").

What belongs here: marks on readings that already have a metric. What does not: giving a number a metric (``ellipsis``).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from tipetl.figures.record.readings import GOES_ON, PART_OF, SAME_AS, Link, Reading
from tipetl.metrics import DURATIONS, MONEY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis

#: how many figures back a whole is looked for
REACH = 60
PART_WORDS = frozenset(["including", "whom", "which"])
POINTING = (["of", "the"], ["of", "those"], ["of", "these"], ["of", "them"])
OF = frozenset(["of", "among"])
THESE = frozenset(["them", "these", "those"])
MULTIPLES = frozenset(["twice", "half", "times", "thrice", "double", "nearly", "not"])


def mark_parts(a: Analysis) -> None:
    """Marks readings that are parts of a total: in parentheses or after a dash, "of whom", "including", "of these"."""
    if not a.readings:
        return
    rows = sorted((r for r in a.readings if r.number >= 0), key=lambda r: r.first)
    for i, r in enumerate(rows):
        if r.metric in DURATIONS or r.relation == "comparator" or r.part:
            continue
        whole = _whole(a, rows, i)
        if whole is not None:
            r.link = Link(PART_OF, whole)
        elif r.antecedent is not None and _goes_back(a, r, r.antecedent):
            r.link = Link(PART_OF, r.antecedent)


def _goes_back(a: Analysis, r: Reading, told: Reading) -> bool:
    """Whether the words of a figure go on from one of an earlier sentence."""
    goes_on = r.inherited and r.link is not None and r.link.kind == GOES_ON
    return goes_on and told.relation == "current" and told not in a.readings


def undivided(told: Reading) -> Reading:
    """The whole that a sentence only divides: what a later sentence goes on to divide is that again."""
    whole = told
    for _ in range(REACH):
        if not whole.part or whole.antecedent is None or whole.antecedent.metric != told.metric:
            break
        whole = whole.antecedent
    return whole


def named_part(a: Analysis, r: Reading) -> bool:
    """Whether words say that a figure is a part of another: "of whom", "including", "12 of them", "(12 women)"."""
    lead = a.tokens.low[max(0, r.first - 3) : r.first]
    partitive = r.frame is not None and r.frame.partitive
    said = a.tokens.low[r.last + 1 : r.last + 3] in POINTING
    return partitive or said or not PART_WORDS.isdisjoint(lead) or lead[-1:] == ["("] or of_these(lead)


def of_these(lead: list[str]) -> bool:
    """Whether the words before a figure go back to those counted: "of these, 12", "among them 12"."""
    words = lead[:-1] if lead[-1:] == [","] else lead[-2:]
    return len(words) == 2 and words[0] in OF and words[1] in THESE


def settle_parts(a: Analysis, before: Sequence[Reading]) -> None:
    """What shows only when every figure has its metric and its year. ``before``: the readings of the sentence before.

    A figure of another year is no part of a total. What is listed behind a part is a part as well ("38 of forced labor,
    nine of sex trafficking, and four of neither"), and so is what only sorts the same people again ("30 were men").
    """
    if not a.readings:
        return
    rows = sorted((r for r in a.readings if r.number >= 0 and r.metric not in DURATIONS), key=lambda r: r.first)
    here = {id(r) for r in rows}
    for i, r in enumerate(rows):
        whole = r.antecedent
        named = named_part(a, r) or (i > 0 and rows[i - 1].antecedent is whole and r.frame is not None)
        if (
            r.part
            and named
            and whole is not None
            and id(whole) in here
            and r.year != whole.year
            and _of_its_time(a, r, rows)
        ):
            r.year, r.period, r.relation = whole.year, whole.period, whole.relation
            r.stated_time = whole.stated_time
        if r.part and whole is not None and (r.year != whole.year or r.unit != whole.unit):
            r.link = Link(GOES_ON, whole) if r.relation == "comparator" else None
        if r.frame is not None and r.frame.linked == "open" and r.relation == "current":
            # a figure in brackets sorts the one before them, which may be a part itself
            around = [x for x in rows[:i] if not _bracketed(x) and _same_kind(x, r)]
            if around:
                r.link = Link(PART_OF, around[-1])
        if r.part or r.relation != "current" or r.frame is None:
            continue
        previous = rows[i - 1] if i else None
        sorts = _sorted(r) and (r.frame.linked == "list" or "be" in r.frame.does or "be" in r.frame.acts)
        if previous is not None and previous.part and _same_kind(previous, r):
            listed = r.frame.linked == "list" and not _closes(a, previous.last, r.first)
            whole = previous.antecedent if listed or sorts else None
        elif previous is None and r.inherited and sorts:
            whole = next((x for x in reversed(before) if _same_kind(x, r) and not x.part and not _sorted(x)), None)
        else:
            whole = None
        if whole is not None:
            r.link = Link(PART_OF, whole)


def _bracketed(r: Reading) -> bool:
    return r.frame is not None and r.frame.linked == "open"


def _sorted(r: Reading) -> bool:
    return bool(r.age or r.gender or r.nationality or r.exploitation)


def _same_kind(x: Reading, r: Reading) -> bool:
    return (x.metric, x.unit, x.year, x.relation) == (r.metric, r.unit, r.year, r.relation)


def _closes(a: Analysis, start: int, end: int) -> bool:
    """Whether something between two figures ends a list: a semicolon, a closing bracket, a dash."""
    return any(x.kind in ("semi", "close", "dash") for x in a.items[a.items_from(start) : a.items_from(end)])


def _whole(a: Analysis, rows: list[Reading], i: int) -> Reading | None:
    """What the words make the ``i``-th figure a part of. Sizes say nothing: it is for a check to object.

    A figure listed behind a part is a part of the same. A colon or a dash goes on from what the sentence is about, over
    the figure that it was compared with and the cases that it came in: "convicted 11 traffickers in five cases, up from
    eight: seven for …"."""
    r, frame = rows[i], rows[i].frame
    named = named_part(a, r)
    if not named and frame is None:
        return None
    opens = frame is not None and frame.linked in ("open", "dash", "colon")
    if not named and not opens:
        previous = next((x for x in reversed(rows[:i]) if a.depth(x.first) <= a.depth(r.first)), None)
        listed = previous is not None and previous.part and previous.metric == r.metric
        if not listed or previous is None or frame is None or frame.linked != "list":
            return None
        whole = previous.antecedent
        return whole if whole is not None and whole.unit == r.unit else None
    resumes = not named and frame is not None and frame.linked in ("dash", "colon")
    lo = max((k for k in a.tokens.semicolons if k < r.first), default=-1)
    alone: Reading | None = None
    for x in reversed(rows[max(0, i - REACH) : i]):
        if x.metric != r.metric or x.unit != r.unit or x.part:
            continue
        if x.first < lo and a.comparator_at(x.first) is not None:
            continue  # "… up from 12 in 2010; of these, nine": of the others
        if resumes and x.frame is not None and x.frame.under >= 0:
            continue
        if a.depth(x.first) > min(a.depth(k) for k in range(x.last + 1, r.first + 1)):
            continue  # its bracket is closed
        if not _left_behind(a, x, r, resumes=resumes):
            return x
        alone = alone or x
    return alone


def _left_behind(a: Analysis, x: Reading, r: Reading, *, resumes: bool) -> bool:
    """Whether an earlier figure ``x`` was only compared and the main clause has gone on before ``r``: "fewer than the
    40 of 2011, and freed 12 of them"."""
    compared = a.comparator_at(x.first)
    if compared is None or compared == a.comparator_at(r.first):
        return False
    between = a.items[a.items_from(x.last + 1) : a.items_from(r.first)]
    return resumes or any(y.kind == "conj" or (y.kind == "verb" and y.finite) for y in between)


def _of_its_time(a: Analysis, r: Reading, rows: list[Reading]) -> bool:
    """Whether a part is of the time of its total, as it follows right behind it and names no other.

    "Compared with 26 in 2016, of whom five were children", "compared with 30, including 29 in labor trafficking and
    one in both". Where the figure compared has no parts yet, they are its own: "identified 42, up from 26 in 2016, five
    of them children".
    """
    whole = r.antecedent
    if whole is None or whole.relation != "comparator" or r.relation == "comparator" or whole.first > r.first:
        return False
    shown = [x for x in rows if x.first < whole.first and x.relation == "current" and x.metric == r.metric]
    if shown and not any(x.part for x in shown):
        return False
    for x in a.items[a.items_from(r.last + 1) :][:REACH]:
        if x.kind == "time":
            return False
        if x.kind in ("comma", "semi", "close", "num", "dash"):
            break
    between = a.items[a.items_from(whole.last + 1) : a.items_from(r.first)]
    told = [x.number for x in between if x.kind == "num"]
    listed = {y.number for y in a.readings if y.antecedent is whole and y.relation == "comparator"}
    breaks = any(x.kind in ("semi", "colon", "open", "close", "dash") for x in between)
    acts = any(x.kind == "verb" and x.finite for x in between) and not told
    return not breaks and not acts and listed.issuperset(told)


def repeat_for_another_time(a: Analysis) -> None:
    """ "the same number as in 2015": the value again, for the time named."""
    low = a.tokens.low
    for first, last, concept in a.hits:
        if concept != "same":
            continue
        phrase = " ".join(low[first : last + 1])
        if low[first - 1 : first] and low[first - 1] in MULTIPLES:
            continue  # "twice as many as in 2020": another figure, which the sentence does not give
        tail = low[last + 1 : last + 4]
        if phrase in ("as many",) and tail[:1] != ["as"]:
            continue
        if phrase == "as many" and not (
            tail[1:2] and (tail[1] in ("in", "the", "during", "last") or (tail[1].isdigit() and len(tail[1]) == 4))
        ):
            continue
        if phrase == "as many as in":
            last -= 2
        if phrase not in ("as many", "as many as in", "unchanged from", "the same as", "equal to the") and not {
            "as",
            "for",
        } & set(tail):
            continue
        if phrase in ("the same as", "equal to the") and any(
            n.first in (last + 1, last + 2) for n in a.numbers if n.form in ("count", "money")
        ):
            continue
        if phrase == "the same as":
            last = first + 1
        earlier = [r for r in a.readings if r.number >= 0 and r.first < first and r.metric not in DURATIONS]
        if "number" in phrase.split():
            # "seven victims got compensation of $600 each, the same number": not the sum
            earlier = [r for r in earlier if r.metric not in MONEY] or earlier
        earlier = _before_a_breakdown(earlier)
        whole = [r for r in earlier if not r.part] or earlier
        if not whole:
            continue
        source = max(whole, key=lambda r: r.first)
        r = Reading(
            source.metric,
            -2,
            first,
            last,
            source.low,
            source.high,
            source.qualifier,
            source.unit,
            source.status,
            source.rule,
            source.score - 1,
            source.frame,
        )
        r.inherited, r.link, r.relation = True, Link(SAME_AS, source), "comparator"
        a.comparators.append((first, _end_of(a, last)))
        a.readings.append(r)


def repeat_none(a: Analysis) -> None:
    """ "none in 2021 or 2020": none of either year."""
    if len(a.times) < 2:
        return
    low = a.tokens.low
    for r in [r for r in a.readings if r.status == "none"]:
        behind = sorted((x for x in a.times if x.first > r.last and x.kind == "stated"), key=lambda x: x.first)
        for one, other in pairwise(behind):
            between = [w for w in low[one.last + 1 : other.first] if w != "in"]
            if between not in (["or"], ["nor"]) or other.year == one.year or ";" in low[r.last : one.first]:
                continue
            again = replace(r, number=-2, year=other.year, period="calendar_year", relation="comparator", notes=[])
            again.stated_time, again.inherited = True, True
            a.readings.append(again)
            break


def _before_a_breakdown(told: list[Reading]) -> list[Reading]:
    """The figures told before one of them is broken down: "five—three for one and two for another—the same number"."""
    rows = sorted(told, key=lambda r: r.first)
    for k, r in enumerate(rows):
        opens = k and r.inherited and r.frame is not None and r.frame.linked in ("dash", "open", "colon")
        if opens and all(x.inherited and x.frame is not None and x.frame.linked != "verb" for x in rows[k:]):
            return rows[:k]
    return rows


def _end_of(a: Analysis, token: int) -> int:
    for x in a.items:
        if x.first > token and x.kind in ("semi", "colon", "dash", "open", "close"):
            return x.first
        if x.first > token and x.kind == "comma":
            return x.first
        if x.first > token + 1 and x.kind == "verb" and x.finite and x.voice == "active":
            return x.first
    return len(a.tokens.low)
