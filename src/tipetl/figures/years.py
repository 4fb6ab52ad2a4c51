"""Which year and period a figure has (contract section 3, rules 1, 2 and 10).

What belongs here: choosing among the times of a sentence for each figure, what the paragraph carries, the report's
default.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tipetl.syntax.reach import Part, Parts, parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.readings import Reading
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.items import Item
    from tipetl.syntax.time_bounds import Time

CUTTING = frozenset((";", "whereas", "while", "although", ","))


@dataclass(slots=True)
class Carried:
    """The year a paragraph has stated for its figures so far; None until one is stated."""

    year: int | None = None
    #: the latest year that the paragraph's own figures have had so far, stated or not
    latest: int | None = None


def _of_another_matter(t: Tokens, x: Time, r: Reading, readings: Sequence[Reading], default: int | None) -> bool:
    """ "in 2015, a bill passed; no cases were prosecuted" in the report of 2015: a time of the report's own year in a
    statement before that has no figure, which says when something else happened."""
    if not t.semicolons or x.year is None or default is None or x.year <= default or x.spanned:
        return False
    k = bisect_left(t.semicolons, x.first)
    if k == len(t.semicolons) or t.semicolons[k] > r.first or "then" in t.low[t.semicolons[k] : r.first]:
        return False
    lo, hi = (t.semicolons[k - 1] if k else -1), t.semicolons[k]
    return not any(lo < other.first < hi for other in readings)


def assign_years(
    t: Tokens,
    readings: list[Reading],
    items: list[Item],
    times: list[Time],
    comparators: list[tuple[int, int]],
    carried: Carried,
    report_year: int | None,
) -> None:
    """Sets ``year``, ``period`` and ``stated_time`` of every reading."""
    if not readings:
        return
    default = None if report_year is None else report_year - 1
    # where no time and no comparison parts them, all figures stand in one place
    parted = times or comparators or any(r.relation != "current" for r in readings)
    parts = parts_of(t, items, times, comparators) if parted else Parts([Part("main", 0)])
    starts = [x.first for x in items if x.kind == "num"]
    free = [x for x in times if not x.bound and not _ahead(t, x, default)]
    respectively = "respectively" in t.words or ("order" in t.words and "in that order" in " ".join(t.low))
    if respectively or len(free) > 2:
        _zip_years(t, readings, free, told=respectively)
    current_year: int | None = None
    figure = min([x.first for x in readings], default=len(t.low))
    pairs = _answering(readings, t, parts, free)
    aside: Reading | None = None
    beside: list[Reading] = []
    for r in sorted(readings, key=lambda x: (x.first, x.metric)):
        if r.metric == "penalty_prescribed":
            r.year, r.period = None, "unspecified"
            continue
        place = _place(t, r, parts)
        compared = place.within("comparator")
        if r.year is None:
            time = _time_in(t, r, free, parts, place, starts, default)
            base = current_year if current_year is not None else carried.year or default
            if time is None and not compared:
                # what an earlier part of the sentence said of its own figures, or a time that leads the sentence
                earlier = [
                    x
                    for x in free
                    if x.last < r.first
                    and not _of_another_matter(t, x, r, readings, default)
                    and not parts.at(x.first).within("comparator")
                    and (x.spanned or parts.at(x.first).kind == "main")
                ]
                leading = [x for x in earlier if x.last < figure or _dates_a_current(x, readings, parts)]
                if leading and leading[-1].kind != "previous":
                    time = leading[-1]
            told = _owner(r, place, readings, free, parts)
            if aside is not None and _alone(place, r):
                # "71 victims (67 in 2016) and 28 (31)": the second pair of parentheses compares as the first does
                r.year, compared = aside.year, True
            elif id(r) in pairs and pairs[id(r)].year is not None:
                r.year, compared = pairs[id(r)].year, True
            elif told is not None and told.year is not None and told.relation == "comparator":
                r.year, r.period, r.stated_time, compared = told.year, told.period, told.stated_time, True
            elif time is not None:
                if time.kind == "previous" and t.low[time.last + 1 : time.last + 2] == ["that"]:
                    earlier_years = [x.year for x in readings if x.last < r.first and x.year is not None]
                    base = earlier_years[-1] if earlier_years else base
                _apply(r, time, base, default)
            elif not compared and (whole := _whole_before(r, readings)) is not None:
                r.year, r.period, r.relation = whole.year, whole.period, whole.relation
            elif compared:
                r.year = None if base is None else base - 1
            elif carried.year is not None:
                r.year = carried.year
                r.period = "calendar_year"
            else:
                r.year = default
        if compared:
            r.relation = "comparator"
            beside.append(r)
        elif r.year is not None and r.relation == "current":
            if current_year is not None and r.year < current_year and r.stated_time:
                r.relation = "comparator"
            else:
                current_year = r.year
        if place.kind == "paren" and r.relation == "comparator":
            aside = r
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
        and (default is None or r.year <= default or "spanned" in r.notes)
    ]
    known = [r.year for r in readings if r.relation == "current" and r.year is not None and r.period != "multi_year"]
    if stated:
        newest = max(stated)
        # "There had been 27 in 2012", "Courts convicted 17 in 2003 and 30 in 2002": an earlier year told beside the
        # paragraph's own
        # figures is what they are compared with, and does not become the paragraph's year
        told_back = newest < (default or newest) and "had" in t.low
        compared_back = any(r.year is not None and r.year < newest for r in beside)
        if not told_back and (compared_back or newest >= (carried.latest or newest)):
            carried.year = newest
    elif carried.year is not None and any(r.year == default and "dated" in r.notes for r in readings):
        carried.year = None  # an event of the report's own year leads back to it
    if known:
        carried.latest = max(known + ([carried.latest] if carried.latest is not None else []))


def _whole_before(r: Reading, readings: Sequence[Reading]) -> Reading | None:
    """The total right before a part that names no time: "fewer than in 2008, when police rescued 231, 150 of them
    girls"."""
    whole = r.total
    if not r.part or whole is None or whole.year is None or whole.relation != "comparator" or whole.last > r.first:
        return None
    between = any(whole.last < x.first < r.first and x.total is not whole for x in readings)
    return None if between else whole


def _dates_a_current(time: Time, readings: list[Reading], parts: Parts) -> bool:
    """Whether a time earlier in the sentence dates a figure that is the report's own, so that it holds for what
    follows."""
    return any(
        parts.at(x.first) is parts.at(time.first) and x.relation == "current" and x.year == time.year for x in readings
    )


def _place(t: Tokens, r: Reading, parts: Parts) -> Part:
    """The part of the sentence that a figure belongs to. A sum in parentheses that only says again what stands before
    them ("2.3 billion riel ($560,000) in 2022") belongs where they stand."""
    part = parts.at(r.first)
    if (
        r.unit is not None
        and r.unit.isupper()
        and part.kind == "paren"
        and part.parent is not None
        and part.last <= r.last + 1
        and r.first - part.first <= 3
        and not any(w[0].isdigit() for w in t.low[part.first : r.first])
        and any(w[0].isdigit() for w in t.low[max(0, part.first - 7) : part.first - 1])
    ):
        return part.parent
    if r.frame is not None:
        verb = parts.at(r.frame.verb_token) if r.frame.verb_token >= 0 else part
        after = parts.at(r.frame.np_end + 1) if r.frame.np_end >= 0 else part
        if verb.kind == "participle" and verb.parent is part:
            return verb  # "20 victims identified in 2012": the participle counts them
        if after.kind == "participle" and after.parent is part and any(x[:5] in r.metric for x in r.frame.post):
            return after  # "reported 20 victims identified in 2012": the metric is named for the participle
    return part


def _answering(readings: list[Reading], t: Tokens, parts: Parts, free: list[Time]) -> dict[int, Reading]:
    """For figures in parentheses that name no time, by identity, those of the parentheses before that they answer to:
    "112 for sex trafficking (138 in 2014 and 118 in 2013) and 18 for labor trafficking (13 and 15)"."""
    if "(" not in t.words:
        return {}
    groups: dict[int, list[Reading]] = {}
    for r in sorted(readings, key=lambda x: x.first):
        part = parts.at(r.first)
        if part.kind == "paren":
            groups.setdefault(part.first, []).append(r)
    dated = {parts.at(x.first).first for x in free if parts.at(x.first).kind == "paren"}
    out: dict[int, Reading] = {}
    for one, other in pairwise(sorted(groups)):
        rows, answers = groups[one], groups[other]
        if len(rows) == len(answers) > 1 and one in dated and other not in dated:
            out |= {id(r): told for r, told in zip(answers, rows, strict=True)}
    return out


def _owner(r: Reading, place: Part, readings: list[Reading], free: list[Time], parts: Parts) -> Reading | None:
    """The figure that stands right before the parentheses that a figure is in, where they name no time: "and 175 (80
    and 95) in 2020"."""
    if place.kind != "paren" or any(parts.at(x.first) is place for x in free):
        return None
    behind = (place.first - 2, place.first - 1)
    return next((x for x in readings if x.last in behind or (x.frame is not None and x.frame.np_end in behind)), None)


def _alone(place: Part, r: Reading) -> bool:
    """Whether a figure is all that its parentheses hold, but for a word that compares ("(against 29)")."""
    return place.kind == "paren" and place.time is None and r.first - place.first <= 1 and place.last <= r.last + 1


def _time_in(
    t: Tokens, r: Reading, free: list[Time], parts: Parts, place: Part, starts: list[int], default: int | None
) -> Time | None:
    """The time of the part that a figure stands in, or of the nearest part around it; a comparison lets none in."""
    part: Part | None = place
    while part is not None:
        here = [
            x
            for x in free
            if parts.at(x.first) is part and (part is place or x.last < r.first) and not _another_s(t, x, r, default)
        ]
        time = (_time_for(t, r, here, starts, listed=part.kind == "comparator") if here else None) or part.time
        if time is not None or part.kind == "comparator":
            return time
        part = part.parent
    return None


def _ahead(t: Tokens, time: Time, default: int | None) -> bool:
    """Whether a time only says how far something goes on or when it is to come ("adjourned until 2018", "by 2024")."""
    if time.kind != "stated" or time.year is None or default is None or time.year <= default:
        return False
    return t.low[time.first] in ("until", "by", "to", "before") or t.low[time.first - 1 : time.first] == ["to"]


def _apply(r: Reading, time: Time, base: int | None, default: int | None) -> None:
    if time.kind == "stated":
        r.year, r.period, r.stated_time = time.year, "calendar_year", True
        if time.dated:
            r.notes.append("dated")
        if time.spanned:
            r.notes.append("spanned")
    elif time.kind == "multi":
        r.year, r.period = time.year if time.year is not None else default, "multi_year"
    elif time.kind == "previous":
        r.year = None if base is None else base - time.back
        r.period, r.relation = "reporting_period", "comparator"
    else:
        r.year, r.period = default, "reporting_period"


def _another_s(t: Tokens, time: Time, r: Reading, default: int | None) -> bool:
    """Whether a time behind a figure dates something else: the noun that it is "of" ("twice the 98 of 2007"), or,
    behind a comma, how things stood when the report was written ("a sum still unpaid in March 2016")."""
    if time.first <= r.last:
        compares = {"than", "double", "twice", "half", "as"} & set(t.low[max(0, time.first - 5) : time.first])
        return t.low[time.first] == "of" and bool(compares) and "," in t.low[time.last : r.first]
    gap = t.low[r.last + 1 : time.first]
    if t.low[time.first] == "of":
        return "," in gap or any(w in gap for w in ("that", "number", "than", "double", "on", "was", "were"))
    late = time.kind == "stated" and time.year is not None and default is not None and time.year > default
    return late and time.dated and "," in gap


def _time_for(t: Tokens, r: Reading, free: list[Time], starts: list[int], *, listed: bool) -> Time | None:
    """The time that dates a figure within its part: the nearest behind it, unless a nearer one leads the clause."""
    after = next((x for x in free if x.first > r.last), None)
    before = next((x for x in reversed(free) if x.last < r.first), None)
    if after is not None and after.kind == "previous" and not listed:
        figures = [s for s in starts if r.last < s < after.first]
        if figures and "," in t.low[r.last + 1 : figures[-1]]:
            # "five investigated, two convicted, none the year before": the last one's
            after = None
    if after is not None and before is not None:
        # what parentheses right behind the figure hold is told of it too: "175 (80 and 95) in 2020"
        behind = _past_parentheses(t, r.last + 1)
        between = [s for s in starts if r.first < s < after.first and s >= behind]
        gap = t.low[behind : after.first]
        if between and ("," in gap or "(" in gap or "and" in gap):
            return before
        if gap[-1:] in (["and"], ["but"]) and before.last >= r.first - 2:
            return before  # "in 2017, 57 were convicted and in 2016, when …, 87"
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


def _listed(t: Tokens, places: list[tuple[int, int]]) -> bool:
    """Whether nothing but commas and "and" parts some places of a sentence, in its order."""
    return all(set(t.low[one[1] + 1 : other[0]]) <= {",", "and"} for one, other in pairwise(places))


def _past_parentheses(t: Tokens, k: int) -> int:
    """The token behind the parentheses that open at token ``k``; ``k`` itself where none do."""
    if t.low[k : k + 1] != ["("]:
        return k
    return next((j + 1 for j in range(k, len(t.low)) if t.low[j] == ")"), k)


def _zip_years(t: Tokens, readings: list[Reading], free: list[Time], *, told: bool) -> None:
    """ "106 and 89 traffickers in 2013 and 2012, respectively": the k-th figure has the k-th year. ``told``: the
    sentence says so; else both must be plain lists of as many."""
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
        rows = sorted(rows, key=lambda x: x.first)
        if len(rows) == len(years) and (
            told
            or (
                len(rows) > 2
                and _listed(t, [(r.first, r.last) for r in rows])
                and _listed(t, [(x.first, x.last) for x in free if x.kind == "stated"])
            )
        ):
            for r, y in zip(rows, years, strict=True):
                r.year, r.period, r.stated_time = y, "calendar_year", True
                if y < max(years):
                    r.relation = "comparator"
