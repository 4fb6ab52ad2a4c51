"""Which year and period a figure has (contract section 3, rules 1, 2 and 10).

What belongs here: choosing among the times of a sentence for each figure, what the paragraph carries, the report's
default.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipetl.extract.analysis import REACH

if TYPE_CHECKING:
    from tipetl.extract.readings import Reading
    from tipetl.extract.times import Time
    from tipetl.language.tokens import Tokens

CUTTING = frozenset((";", "whereas", "while", "although", ","))


@dataclass(slots=True)
class Carried:
    """The year a paragraph has stated for its figures so far; None until one is stated."""

    year: int | None = None
    #: the latest year that the paragraph's own figures have had so far, stated or not
    latest: int | None = None


def paren_groups(t: Tokens) -> list[int]:
    """For each token 0 outside parentheses, else the number of the parentheses it stands in."""
    if t.words.isdisjoint(("(", "[", ")", "]")):
        return [0] * len(t)
    out: list[int] = []
    group = count = 0
    for w in t.low:
        if w in ("(", "["):
            count += 1
            group = count
        out.append(group)
        if w in (")", "]"):
            group = 0
    return out


def segment_bounds(t: Tokens, comparators: list[tuple[int, int]]) -> list[int]:
    """Token positions at which a new time segment begins: after semicolons, at comparators and behind them."""
    cuts = {0}
    for i in t.at(CUTTING.__contains__):
        if t.low[i] != "," or t.low[i + 1 : i + 2] == ["but"]:
            cuts.add(i + 1)
    for a, b in comparators:
        cuts.add(a)
        cuts.add(b)
    return sorted(cuts)


def assign_years(
    t: Tokens,
    readings: list[Reading],
    times: list[Time],
    comparators: list[tuple[int, int]],
    starts: list[int],
    carried: Carried,
    report_year: int | None,
) -> None:
    """Sets ``year``, ``period`` and ``stated_time`` of every reading. ``starts`` are the first tokens of all figures
    of the sentence."""
    default = None if report_year is None else report_year - 1
    cuts = segment_bounds(t, comparators)
    free = [x for x in times if not x.bound and not _told_in_passing(t, x)]
    depth = paren_groups(t)
    respectively = "respectively" in t.low or " ".join(t.low).find("in that order") >= 0
    if respectively:
        _zip_years(t, readings, free)
    current_year: int | None = None
    figure = min((x.first for x in readings), default=0)
    for r in sorted(readings, key=lambda x: (x.first, x.metric)):
        if r.metric == "penalty_prescribed":
            r.year, r.period = None, "unspecified"
            continue
        compared = any(a <= r.first < b for a, b in comparators)
        if r.year is None:
            lo, hi = _segment(cuts, r.first, len(t))
            near = [x for x in free if r.first - REACH < x.first < r.first + REACH]
            spans = [(a, b) for a, b in comparators if b > r.first - REACH and a <= r.first]
            time = _time_for(
                t,
                r,
                [x for x in near if depth[x.first] == depth[r.first] or (depth[x.first] == 0 and x.first < r.first)],
                lo,
                hi,
                starts,
            )
            base = current_year if compared and current_year is not None else default
            if time is None and not compared:
                # what an earlier part of the sentence said of its own figures, or a time that leads the sentence
                earlier = [
                    x
                    for x in near
                    if x.last < r.first
                    and depth[x.first] in (0, depth[r.first])
                    and not any(a <= x.first < b for a, b in spans)
                ]
                leading = [x for x in earlier if x.last < figure or _dates_a_current(x, readings, cuts)]
                if leading and leading[-1].kind != "previous":
                    time = leading[-1]
            if time is not None:
                if time.kind == "previous" and t.low[time.last + 1 : time.last + 2] == ["that"]:
                    earlier_years = [x.year for x in readings if x.last < r.first and x.year is not None]
                    base = earlier_years[-1] if earlier_years else base
                _apply(r, time, base, default)
            elif compared:
                r.year = None if base is None else base - 1
            elif carried.year is not None:
                r.year = carried.year
                r.period = "calendar_year"
            else:
                r.year = default
        if compared:
            r.relation = "comparator"
        elif r.year is not None:
            if current_year is not None and r.year < current_year and r.stated_time:
                r.relation = "comparator"
            else:
                current_year = r.year
    # an earlier stated year of the same metric beside a later one is what it is compared with
    newest_of: dict[tuple[str, str | None], int] = {}
    for r in readings:
        if r.relation == "current" and r.year is not None:
            newest_of[r.metric, r.unit] = max(r.year, newest_of.get((r.metric, r.unit), r.year))
    for r in readings:
        if r.relation == "current" and r.stated_time and r.year is not None and newest_of[r.metric, r.unit] > r.year:
            r.relation = "comparator"
    stated = [
        r.year
        for r in readings
        if r.relation == "current"
        and r.stated_time
        and "dated" not in r.notes
        and r.period != "multi_year"
        and r.year is not None
        and (default is None or r.year <= default)
    ]
    known = [r.year for r in readings if r.relation == "current" and r.year is not None and r.period != "multi_year"]
    if stated:
        newest = max(stated)
        # "There had been 27 in 2012", "Courts convicted 17 in 2003 and 30 in 2002": an earlier year told beside the
        # paragraph's own
        # figures is what they are compared with, and does not become the paragraph's year
        told_back = newest < (default or newest) and "had" in t.low
        if not told_back and newest >= (carried.latest or newest):
            carried.year = newest
    if known:
        carried.latest = max(known + ([carried.latest] if carried.latest is not None else []))


def _segment(cuts: list[int], token: int, end: int) -> tuple[int, int]:
    """The segment between two ``cuts`` that holds a token; the last one reaches to ``end``."""
    k = bisect_right(cuts, token)
    return cuts[k - 1], cuts[k] if k < len(cuts) else end


def _dates_a_current(time: Time, readings: list[Reading], cuts: list[int]) -> bool:
    """Whether a time earlier in the sentence dates a figure that is the report's own, so that it holds for what
    follows."""
    lo, hi = _segment(cuts, time.first, 10**9)
    return any(lo <= x.first < hi and x.relation == "current" and x.year == time.year for x in readings)


def _told_in_passing(t: Tokens, time: Time) -> bool:
    """Whether a time stands in a relative clause about the past ("16 who had entered it in 2012")."""
    back = t.low[max(0, time.first - 7) : time.first]
    if "had" not in back:
        return False
    k = back.index("had")
    return any(w in ("who", "which", "that", "whom") for w in back[:k])


def _apply(r: Reading, time: Time, base: int | None, default: int | None) -> None:
    if time.kind == "stated":
        r.year, r.period, r.stated_time = time.year, "calendar_year", True
        if time.dated:
            r.notes.append("dated")
    elif time.kind == "multi":
        r.year, r.period = time.year if time.year is not None else default, "multi_year"
    elif time.kind == "previous":
        r.year = None if base is None else base - time.back
        r.period, r.relation = "reporting_period", "comparator"
    else:
        r.year, r.period = default, "reporting_period"


def _time_for(t: Tokens, r: Reading, free: list[Time], lo: int, hi: int, starts: list[int]) -> Time | None:
    """The time that dates a figure within its segment: the nearest behind it, unless a nearer one leads the clause."""
    after = next((x for x in free if x.first > r.last and x.first < hi), None)
    before = next((x for x in reversed(free) if x.last < r.first and x.first >= lo), None)
    if after is not None and before is not None:
        between = [s for s in starts if r.first < s < after.first]
        gap = t.low[r.last + 1 : after.first]
        if between and ("," in gap or "(" in gap or "and" in gap):
            return before
        if (
            "," in gap
            and "(" not in gap[:1]
            and any(
                w in gap for w in ("and", "including", "who", "which", "when", "compared", "while", "after", "whom")
            )
        ):
            return before
    if after is not None and before is None:
        later = [s for s in starts if r.last < s < after.first]
        if (
            later
            and after.first - later[-1] <= 6
            and any(w in ("that", "which", "who", "whom", "having") for w in t.low[r.last + 1 : later[-1]])
        ):
            # "13 victims, a figure that compares with eight in 2014": the time is the later figure's
            return None
    return after or before


def _zip_years(t: Tokens, readings: list[Reading], free: list[Time]) -> None:
    """ "106 and 89 traffickers in 2013 and 2012, respectively": the k-th figure has the k-th year."""
    years = [x.year for x in free if x.kind == "stated" and x.year is not None]
    multi = [x for x in free if x.kind == "multi" and x.year is not None and x.last - x.first <= 4]
    if not years and len(multi) == 1 and any(w.isdigit() for w in t.low[multi[0].first : multi[0].last]):
        lows = [int(w) for w in t.low[multi[0].first : multi[0].last + 1] if w.isdigit() and len(w) == 4]
        years = list(lows)
    if len(years) < 2:
        return
    by_metric: dict[str, list[Reading]] = {}
    for r in readings:
        by_metric.setdefault(r.metric, []).append(r)
    for rows in by_metric.values():
        if len(rows) == len(years):
            for r, y in zip(sorted(rows, key=lambda x: x.first), years, strict=True):
                r.year, r.period, r.stated_time = y, "calendar_year", True
                if y < max(years):
                    r.relation = "comparator"
