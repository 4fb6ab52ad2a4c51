"""What a figure refers back to: its total, the row it is compared with, the persons who got a term (rules 2 and 3).

What belongs here: finding those figures and the kind they share. What does not: the figure's own words, which
``exploitation`` reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.readings import Reading
from tipetl.metrics import PROCEEDINGS, VICTIMS
from tipetl.syntax.spans import REACH, clause_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis


Hits = list[tuple[int, int, str]]
EVENT_METRICS = PROCEEDINGS | VICTIMS


def of_counterpart(a: Analysis, r: Reading) -> str | None:
    """ "24 sex traffickers in eight cases", "18 labor trafficking investigations involving 27 suspects": the same acts,
    counted in
    another unit."""
    frame = r.frame
    if frame is None or r.metric not in PROCEEDINGS or a.comparator_at(r.first) is not None or torn(a, r):
        return None
    near = [
        x for x in a.readings if x.metric == r.metric and x.first < r.first and x.relation == "current" and not x.part
    ]
    if not near or max(near, key=lambda x: x.first).unit == r.unit:
        return None
    last = max(near, key=lambda x: x.first)
    if frame.linked == "prep" and frame.prep in ("in", "involving", "against", "with") and r.first - last.last <= 8:
        return last.exploitation
    return None


def root(r: Reading) -> Reading | None:
    """The whole that a part, or a part of a part's list, belongs to."""
    whole = r.total
    seen = 0
    while whole is not None and whole.total is not None and (whole.part or whole.inherited) and seen < 12:
        whole = whole.total
        seen += 1
    return whole


def torn(a: Analysis, r: Reading) -> bool:
    """Whether the figures before this one in its sentence are of different kinds, so that it speaks of them all
    ("831 had been in
    forced labor and 376 in prostitution; 92 were under 18")."""
    kinds = {
        x.exploitation
        for x in a.readings
        if x.metric == r.metric and x.first < r.first and x.relation == "current" and x.exploitation
    }
    return len(kinds) > 1


def from_earlier(a: Analysis, r: Reading, before: Sequence[Reading]) -> str | None:
    """ "brought one of them before a judge": the kind of what "of them", or a number without a noun, refers back to."""
    if r.frame is None or r.metric not in EVENT_METRICS:
        return None
    earlier = [x for x in a.readings if x.first < r.first and x.metric in EVENT_METRICS and not x.part]
    if r.frame.partitive:
        # "88 in sex trafficking and 24 in labor trafficking, and referred 91 of them"
        earlier = [x for x in earlier if x.low is None or r.low is None or x.low >= r.low] or earlier
    if earlier:
        if torn(a, r) or (not r.frame.partitive and len({x.exploitation for x in earlier if x.exploitation}) > 1):
            return None
        return max(earlier, key=lambda x: x.first).exploitation
    if r.frame.partitive and before:
        return before[0].exploitation
    return None


def spoken_of_again(a: Analysis, r: Reading) -> float | None:
    """The figure of an earlier sentence that this one goes back to: "all 167 were referred", "of the 196, 81 were
    children", "nine of the 155"."""
    low = a.tokens.low
    if r.number < 0 or r.relation == "comparator":
        return None
    if low[r.first - 1 : r.first] in (["all"], ["the"], ["these"], ["those"]) and r.first > 0:
        return r.low
    number = None
    if low[r.last + 1 : r.last + 3] == ["of", "the"]:
        number = next((n for n in a.numbers if n.first == r.last + 3), None)
    if number is None:
        lo, _ = clause_bounds(a.tokens, r.first)
        leads = (
            [n for n in a.numbers if lo < n.first < r.first and low[n.first - 2 : n.first] == ["of", "the"]]
            if "of" in a.tokens.words and "the" in a.tokens.words
            else []
        )
        opens = [n for n in leads if n.first - 2 == lo or low[n.first - 3] in (",", ";", "and")]
        number = opens[-1] if opens else None
    return None if number is None or number.form != "count" else number.low


def common(rows: Sequence[Reading]) -> str | None:
    """The kind that all of some figures share."""
    kinds = {x.exploitation for x in rows}
    return kinds.pop() if len(kinds) == 1 else None


def of_all_persons(a: Analysis, r: Reading, before: Sequence[Reading]) -> list[Reading]:
    """The figures of the persons who got a term: that of its own number, or of all those convicted before."""
    here = [x for x in a.readings if x.metric in PROCEEDINGS and x.first < r.first]
    mine = [x for x in here if r.frame is not None and x.frame is r.frame]
    if mine:
        return mine
    for rows in (here, before):
        whole = [
            x
            for x in rows
            if x.status == "reported" and x.relation == "current" and not x.part and x.metric in PROCEEDINGS
        ]
        for metric in ("convictions", "prosecutions"):
            found = [x for x in whole if x.metric == metric]
            if found:
                # "Of those convicted, 11 were …": such figures only divide one that was named earlier
                return [] if rows is before and all(x.inherited for x in found) else found
        if whole and rows is here:
            return whole[-1:]
    return []


def opened_by(a: Analysis, r: Reading) -> Reading | None:
    """The figure that a part stands right behind: "seven in sex trafficking, of whom five were girls", "51 victims (46
    women, five girls)"."""
    low = a.tokens.low
    opener = None
    depth = 0
    begin = max(-1, r.first - 1 - REACH) if "(" in a.tokens.words else r.first - 1
    for k in range(r.first - 1, begin, -1):
        depth += (low[k] == ")") - (low[k] == "(")
        if depth < 0:
            opener = k
            break
    if opener is None and not a.tokens.words.isdisjoint(("whom", "which")):
        near = range(max(0, r.first - 3), r.first)
        opener = next((k for k in near if low[k] in ("whom", "which") and k and low[k - 1] in ("of", "among")), None)
    if opener is None and (
        low[max(0, r.first - 2) : r.first] == ["among", "them"] or low[r.first - 1 : r.first] == ["including"]
    ):
        opener = r.first - 1
    if opener is None and not a.tokens.words.isdisjoint(("—", "–")):
        dashes = [k for k in range(max(0, r.first - REACH), r.first) if low[k] in ("—", "–")]
        opener = dashes[-1] if len(dashes) % 2 and ";" not in low[dashes[-1] : r.first] else None
    if opener is None:
        return None
    rows = [x for x in a.readings if x.metric == r.metric and x.last < opener and a.comparator_at(x.first) is None]
    # what stands in parentheses already closed is not taken up again
    rows = [x for x in rows if a.depth(x.first) <= a.depth(opener)]
    last = max(rows, key=lambda x: x.first, default=None)
    if last is None:
        return None
    if a.comparator_at(r.first) is not None:
        return last if r.frame is not None and r.frame.bare() else None
    return last if (last.low or 0) >= (r.low or 0) else None
