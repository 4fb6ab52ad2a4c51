"""Whether a figure of law enforcement counts cases or persons where it has no noun of its own (contract section 2).

What belongs here: units that a number takes from its surroundings. What does not: the unit that its noun asks for,
which ``readings.unit_for`` knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.readings import Reading
from tipetl.language.words import word_set
from tipetl.metrics import IN_CASES, OF_PERSONS, PROCEEDINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis

#: what cases end in, and what they do to end in it
OUTCOMES = frozenset(("conviction", "acquittal", "dismissal"))
ENDING = word_set("units.ending")
#: concepts of what is said to be done in a case
EVENTS_IN_CASES = frozenset(
    ("conviction", "acquittal", "charge", "dismissal", "verdict", "convict", "acquit", "person", "offender")
)
#: words between a preposition and the number that it governs
BEFORE_COUNTS = word_set("units.before_counts")
#: what cases do and persons do not
CONCERNING = word_set("units.concerning")
#: words after a verb that say a person stands before a court
IN_THE_DOCK = word_set("units.in_the_dock")


def fill_units(a: Analysis) -> None:
    """Corrects the units of law enforcement figures that have no noun of their own."""
    for r in sorted(a.readings, key=lambda x: x.first) if len(a.readings) > 1 else a.readings:
        if r.metric not in PROCEEDINGS or r.frame is None or not r.frame.bare() or r.number < 0:
            continue
        unit = (
            _of_outcome(a, r, a.context.before)
            or _of_case_list(a, r)
            or _in_cases(a, r)
            or _of_row(a, r, a.context.before)
            or _of_trial(a, r)
            or _of_which(a, r)
            or _of_head(a, r)
        )
        if unit is not None:
            r.unit = unit
            if unit == "case" and a.tokens.low[max(0, r.first - 2) : r.first][-1:] != ["in"]:
                r.notes.append("row of cases")
        elif r.inherited and r.total is not None and not r.rule.startswith("scorer."):
            wider = _wider_total(a, r)
            if wider is not None:
                r.total, r.unit, r.part = wider, wider.unit, True


def _of_outcome(a: Analysis, r: Reading, before: Sequence[Reading]) -> str | None:
    """ "eight ended in convictions and nine in acquittals": what ended so are the cases spoken of."""
    low = a.tokens.low
    k = r.last + 1
    while k < len(low) and k < r.last + 5 and (low[k] in ENDING):
        k += 1
    if k == r.last + 1 or low[k - 1] not in ("in", "to", "with", "full", "partial"):
        return None
    noun = next((x for x in a.items if x.first <= k <= x.last), None)
    if noun is None or noun.kind != "noun" or noun.concept not in OUTCOMES:
        return None
    earlier = [x for x in a.readings if x.metric in PROCEEDINGS and x.first < r.first and x.unit] or [
        x for x in before if x.metric in PROCEEDINGS and x.unit
    ]
    return "case" if any(x.unit == "case" for x in earlier) or low[r.last + 1] not in ("in", "to") else None


def _of_case_list(a: Analysis, r: Reading) -> str | None:
    """ "prosecuted 28 in 16": the second of two bare figures counts the cases of the first."""
    low = a.tokens.low
    if r.first < 2 or low[r.first - 1] != "in":
        return None
    other = next((x for x in a.readings if x.last == r.first - 2 and x.metric == r.metric), None)
    return "case" if other is not None and other.unit == "person" else None


def _in_cases(a: Analysis, r: Reading) -> str | None:
    """ "obtained convictions in 19", "filed charges in 26 of them": what a verdict or a charge comes in is a case."""
    k = a.items_from(r.first) - 1
    while k >= 0 and a.tokens.low[a.items[k].first] in BEFORE_COUNTS:
        k -= 1
    if k < 1 or a.items[k].kind != "prep" or a.items[k].form != "in" or r.metric not in IN_CASES:
        return None
    told = a.items[k - 1]
    return "case" if told.kind in ("noun", "verb") and told.concept in EVENTS_IN_CASES else None


def _of_which(a: Analysis, r: Reading) -> str | None:
    """ "203 were prosecuted, of which 112 ended in convictions", "98 involved sex trafficking": no person is spoken of
    so; what stands in a row with such a figure counts the same."""
    low = a.tokens.low
    said = low[max(0, r.first - 2) : r.first] == ["of", "which"] or not CONCERNING.isdisjoint(
        low[r.last + 1 : r.last + 2]
    )
    if said:
        # a bare conviction counts a person, and so does a part of those
        whole = r.total
        of_persons = whole is not None and whole.unit == "person" and whole.metric == r.metric
        return None if of_persons and r.metric in OF_PERSONS else "case"
    if r.relation == "comparator" or r.frame is None or r.frame.linked not in ("list", "conj", "semi"):
        return None
    row = [x for x in a.readings if x.first < r.first and x.relation == "current" and x.metric in PROCEEDINGS]
    last = max(row, key=lambda x: x.first, default=None)
    if last is None or last.unit != "case" or "row of cases" not in last.notes:
        return None
    between = a.items[a.items_from(last.last + 1) : a.items_from(r.first)]
    return None if any(x.kind == "time" for x in between) else "case"


def _of_head(a: Analysis, r: Reading) -> str | None:
    """ "34 prosecutions against 41 defendants, up from 18": one figure that is compared is of what the other was said
    to involve."""
    span = a.comparator_at(r.first)
    if span is None or r.total is None or r.total.frame is None:
        return None
    same = [x for x in a.readings if x.metric == r.metric and x.first < span[0] and x.relation == "current"]
    main = [x for x in same if x.frame is not None and x.frame.under < 0 and not x.part]
    if len(main) != 1 or main[0] is r.total or r.total.frame.under < 0 or main[0].last > r.total.first:
        return None
    return main[0].unit


def _of_row(a: Analysis, r: Reading, before: Sequence[Reading]) -> str | None:
    """ "518 traffickers in 205 cases; the year before, 405 and 133": the units of the row that is compared with."""
    if a.comparator_at(r.first) is None and not a.times:
        return None
    same = sorted((x for x in a.readings if x.metric == r.metric), key=lambda x: x.first)
    span = a.comparator_at(r.first)
    if span is not None:
        row = [x for x in same if span[0] <= x.first < span[1]]
        shown = [x for x in same if x.first < span[0]]
    else:
        row = [x for x in same if x.frame is not None and x.frame.bare() and not x.part]
        shown = [x for x in same if x not in row and x.first < r.first]
    shown = shown or [x for x in before if x.metric == r.metric and x.relation == "current"]
    shown = [x for x in shown if not x.part]
    if len(row) != 2 or len(shown) != 2 or shown[0].unit == shown[1].unit or r not in row:
        return None
    if any(x.kind == "time" and row[0].last < x.first < row[1].first for x in a.items):
        return None
    return shown[row.index(r)].unit


def _of_trial(a: Analysis, r: Reading) -> str | None:
    """ "Eleven stood trial", "the trials of 14": who is tried is a person."""
    low = a.tokens.low
    if tuple(low[r.last + 1 : r.last + 3]) in (("stood", "trial"), ("faced", "trial"), ("faced", "charges")):
        return "person"
    for w in low[r.last + 1 : r.last + 7]:
        if w in (",", ";"):
            break
        if w in IN_THE_DOCK:
            return "person"
    if low[max(0, r.first - 2) : r.first] in (["trial", "of"], ["trials", "of"], ["case", "against"]):
        return "person"
    return None


def _wider_total(a: Analysis, r: Reading) -> Reading | None:
    """ "362 defendants in 117 cases, 318 of them for sex trafficking": a part is no larger than its total."""
    if r.relation == "comparator" or r.low is None or r.total is None or (r.total.low or 0) >= r.low:
        return None
    rows = [
        x
        for x in a.readings
        if x.metric == r.metric and x.first < r.first and not x.part and (x.low or 0) >= (r.low or 0)
    ]
    return max(rows, key=lambda x: x.first) if rows else None
