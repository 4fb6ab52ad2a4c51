"""Decides whether a law enforcement figure without a noun counts cases or people (contract section 2).

What belongs here: units inferred from the words around a number. What does not belong here: the unit of a number's own
noun (``readings.unit_for``). The words that determine a unit are in ``data/units.yaml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.book import BOOK, WORDS, around
from tipetl.figures.record.analysis import step
from tipetl.figures.record.readings import PART_OF, TRAINED, Link, Reading
from tipetl.language.particles import WORD
from tipetl.metrics import IN_CASES, METRIC, OF_PERSONS, PROCEEDINGS
from tipetl.model import codes
from tipetl.syntax.chunks import kinds

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.language.productions import Production
    from tipetl.syntax.chunks.items import Item

#: kinds of items that add figures to a row
IN_A_ROW = frozenset((kinds.LIST, kinds.CONJUNCTION, kinds.SEMICOLON))

DONE_IN_CASES, BEFORE_COUNTS = WORDS["done_in_cases"], WORDS["before_counts"]
SAID_OF_CASES, SAID_OF_PERSONS = BOOK.productions["said_of_cases"], BOOK.productions["said_of_persons"]
#: the note on figures in a row of cases
ROW_OF_CASES = "row of cases"
#: metrics that count cases for figures without a noun, if only cases were counted before
OF_CASES_TOLD = frozenset(("prosecutions_ongoing", "dismissals"))
CASE_NOUNS = WORDS["nouns_of_cases"]
#: the number of words on either side of a figure to search for its counted noun, and the maximum number of words
#: between the figure and an outcome
REACH, TO_OUTCOME = 8, 4


@step
def fill_units(analysis: Draft) -> None:
    """Corrects the units of law enforcement figures without a noun."""
    for reading in sorted(analysis.readings, key=lambda x: x.first):
        if reading.metric not in PROCEEDINGS or reading.frame is None or reading.number < 0:
            continue
        if not reading.frame.bare():
            if reading.frame.head_word in WORDS["others_counted"]:
                reading.unit = _of_open_cases(analysis, reading) or reading.unit
            continue
        unit = next((unit for find in UNITS if (unit := find(analysis, reading)) is not None), None)
        if unit is not None:
            reading.unit = unit
            if unit == codes.CASE and analysis.tokens.low[reading.first - 1 : reading.first] != [WORD.place]:
                reading.notes += (ROW_OF_CASES,)
        elif reading.inherited and reading.antecedent is not None and not reading.rule.startswith(TRAINED):
            wider = _wider_total(analysis, reading)
            if wider is not None:
                reading.link, reading.unit = Link(PART_OF, wider), wider.unit


def drop_uncountable(analysis: Analysis) -> Analysis:
    """Drops figures with a unit that their metric never counts: in "arrested 58 suspects in 21 of these cases", no
    cases were arrested."""
    return analysis.keeping(_is_countable)


def _is_countable(reading: Reading) -> bool:
    units = METRIC[reading.metric].units
    return not units or reading.unit is None or reading.unit in units


def _said(analysis: Analysis, reading: Reading, productions: tuple[Production, ...]) -> bool:
    """Whether one of the productions matches the words around a figure."""
    number = analysis.numbers[reading.number]
    row, at = around(analysis.tokens.low, number, number.begins - REACH, number.last + REACH)
    return any(production.match(row, at) is not None for production in productions)


def _of_outcome(analysis: Analysis, reading: Reading) -> str | None:
    """Return cases as the unit of outcomes in which only cases can end: "eight ended in convictions and nine in
    acquittals"."""
    low = analysis.tokens.low
    at = begin = reading.last + 1
    while at < len(low) and at < begin + TO_OUTCOME and low[at] in WORDS["ending"]:
        at += 1
    noun = next((x for x in analysis.items if x.first <= at <= x.last), None)
    if at == begin or noun is None or noun.kind != kinds.NOUN or noun.concept not in WORDS["outcomes"]:
        return None
    earlier = [x for x in analysis.readings if x.first < reading.first] or analysis.context.before
    of_cases = any(x.unit == codes.CASE for x in earlier if x.metric in PROCEEDINGS)
    return codes.CASE if of_cases or low[begin] not in (WORD.place, WORD.goal) else None


def _of_case_list(analysis: Analysis, reading: Reading) -> str | None:
    """Return cases as the unit of a figure for the cases of the people just counted: "prosecuted 28 in 16",
    "prosecuted 28 suspects in 16 of them"."""
    if analysis.tokens.low[reading.first - 1 : reading.first] != [WORD.place]:
        return None
    ends = ((x, x.last if x.frame is None else max(x.last, x.frame.np_end)) for x in analysis.readings)
    other = next((x for x, end in ends if end == reading.first - 2), None)
    return codes.CASE if other is not None and other.unit == codes.PERSON else None


def _in_cases(analysis: Analysis, reading: Reading) -> str | None:
    """Return cases as the unit of figures after "in", because verdicts and charges come in cases: "obtained
    convictions in 19", "filed charges in 26 of them"."""
    items, at = analysis.items, analysis.items_from(reading.first) - 1
    while at > 0 and analysis.tokens.low[items[at].first] in BEFORE_COUNTS:
        at -= 1
    if at < 1 or analysis.tokens.low[items[at].last] != WORD.place or reading.metric not in IN_CASES:
        return None
    done = items[at] if items[at].kind == kinds.VERB else items[at - 1]  # "brought charges in" is one verb
    return codes.CASE if done.kind in kinds.NOUN_OR_VERB and done.concept in DONE_IN_CASES else None


def _of_row(analysis: Analysis, reading: Reading) -> str | None:
    """Return the unit of the corresponding figure in the other row: "518 traffickers in 205 cases; the year before,
    405 and 133"."""
    span = analysis.comparator_at(reading.first)
    if span is None and not analysis.times:
        return None
    same = sorted((x for x in analysis.readings if x.metric == reading.metric), key=lambda x: x.first)
    if span is not None:
        row = [x for x in same if span[0] <= x.first < span[1]]
        shown = [x for x in same if x.first < span[0]]
    else:
        row = [x for x in same if x.frame is not None and x.frame.bare() and not x.part]
        shown = [x for x in same if x not in row and x.first < reading.first]
    before = (x for x in analysis.context.before if x.metric == reading.metric and x.relation == codes.CURRENT)
    shown = [x for x in shown or before if not x.part]
    if len(row) != 2 or len(shown) != 2 or shown[0].unit == shown[1].unit or reading not in row:
        return None
    if any(x.kind == kinds.TIME and row[0].last < x.first < row[1].first for x in analysis.items):
        return None
    return shown[row.index(reading)].unit


def _of_trial(analysis: Analysis, reading: Reading) -> str | None:
    """Return people as the unit of figures for people on trial: "the trials of 14"."""
    return codes.PERSON if _said(analysis, reading, SAID_OF_PERSONS) else None


def _of_whom(analysis: Analysis, reading: Reading) -> str | None:
    """Return people as the unit before "of whom", which refers only to people: "fined 11 agents, three of whom went on
    trial"."""
    behind = analysis.tokens.low[reading.last + 1 : reading.last + 3]
    return codes.PERSON if behind == [WORD.whole, WORD.told_object] else None


def _of_open_cases(analysis: Analysis, reading: Reading) -> str | None:
    """Return cases as the unit of figures for open or closed cases, if the sentence has counted only cases so far:
    "brought 50 cases to court, while 20 others remained pending"."""
    if reading.metric not in OF_CASES_TOLD or reading.relation == codes.COMPARATOR:
        return None
    earlier = [x for x in analysis.readings if x.first < reading.first and x.metric in PROCEEDINGS]
    counted = {x.unit for x in earlier}
    named = any(
        x.frame is not None and (x.frame.prep == WORD.place or CASE_NOUNS.intersection(x.frame.heads[-1:]))
        for x in earlier
    )
    return codes.CASE if named and counted == {codes.CASE} else None


def _behind_a_heading(analysis: Analysis, reading: Reading) -> str | None:
    """Return people as the unit of a figure after a colon, if only people are named before the colon: "Persons under
    investigation for trafficking: 31"."""
    if analysis.tokens.low[reading.first - 1 : reading.first] != [":"] or reading.first == 0:
        return None
    end = analysis.items_from(reading.first) - 1
    nouns = {item.concept for item in analysis.items[:end] if item.kind == kinds.NOUN}
    if any(x.first < reading.first for x in analysis.readings) or not nouns.isdisjoint(WORDS["things_counted"]):
        return None
    return codes.PERSON if not nouns.isdisjoint(WORDS["persons_counted"]) else None


def _of_none_of_them(analysis: Analysis, reading: Reading) -> str | None:
    """Return people as the unit of a zero, if people, not cases, were named last: "suspended 14 officers; none was
    prosecuted"."""
    if reading.status != codes.NONE or reading.inherited or reading.relation == codes.COMPARATOR:
        return None
    if any(x.metric == reading.metric and x.first < reading.first for x in analysis.readings):
        return None  # "investigated 14 cases with 24 suspects, whereas in 2016 it had investigated none"
    before = analysis.items[: analysis.items_from(reading.first)]
    named = [x for x in before if x.concept in WORDS["persons_counted"] or x.concept in WORDS["things_counted"]]
    if not named or named[-1].concept in WORDS["things_counted"]:
        return None
    # "of new investigations into officials there were none"
    inside = len(named) > 1 and named[-2].concept in WORDS["things_counted"] and _describes(analysis, *named[-2:])
    return None if inside else codes.PERSON


def _describes(analysis: Analysis, one: Item, other: Item) -> bool:
    """Whether a noun only names the subject matter of another noun: "investigations into [officials]"."""
    between = analysis.items[analysis.items_from(one.last + 1) : analysis.items_from(other.first)]
    return bool(between) and between[0].kind == kinds.PREPOSITION and all(x.kind != kinds.NUMBER for x in between)


def _in_a_row_of(analysis: Analysis, reading: Reading) -> str | None:
    """Return people as the unit after a repeated preposition, if the previous figure counts people: "closed the cases
    of 24 persons with a conviction, of 11 with an acquittal"."""
    frame = reading.frame
    if frame is None or not frame.prep or reading.relation == codes.COMPARATOR:
        return None
    last = max((x for x in analysis.readings if x.last < reading.first), key=lambda x: x.first, default=None)
    if last is None or last.frame is None or last.frame.prep != frame.prep or last.unit != codes.PERSON:
        return None
    return codes.PERSON if last.metric in PROCEEDINGS else None


def _of_which(analysis: Analysis, reading: Reading) -> str | None:
    """Return cases as the unit of a figure after words never used of people, and of figures in a row with such a
    figure: "203 were prosecuted, of which 112 ended in convictions", "98 involved sex trafficking"."""
    if _said(analysis, reading, SAID_OF_CASES):
        # a conviction without a noun counts a person, and so does any part of a figure for convictions
        whole = reading.antecedent
        of_persons = whole is not None and whole.unit == codes.PERSON and whole.metric == reading.metric
        return None if of_persons and reading.metric in OF_PERSONS else codes.CASE
    if reading.relation == codes.COMPARATOR or reading.frame is None or reading.frame.linked not in IN_A_ROW:
        return None
    row = [
        x
        for x in analysis.readings
        if x.first < reading.first and x.relation == codes.CURRENT and x.metric in PROCEEDINGS
    ]
    last = max(row, key=lambda x: x.first, default=None)
    if last is None or last.unit != codes.CASE or ROW_OF_CASES not in last.notes:
        return None
    between = analysis.items[analysis.items_from(last.last + 1) : analysis.items_from(reading.first)]
    return None if any(x.kind == kinds.TIME for x in between) else codes.CASE


def _of_head(analysis: Analysis, reading: Reading) -> str | None:
    """Return the unit of the main figure for a single comparator, not the unit of the figure for the people involved:
    "34 prosecutions against 41 defendants, up from 18"."""
    span = analysis.comparator_at(reading.first)
    if span is None or reading.antecedent is None or reading.antecedent.frame is None:
        return None
    same = [
        x for x in analysis.readings if x.metric == reading.metric and x.first < span[0] and x.relation == codes.CURRENT
    ]
    main = [x for x in same if x.frame is not None and x.frame.under < 0 and not x.part]
    if (
        len(main) != 1
        or main[0] is reading.antecedent
        or reading.antecedent.frame.under < 0
        or main[0].last > reading.antecedent.first
    ):
        return None
    return main[0].unit


#: The tests, in the order in which they are tried.
UNITS = (
    _of_whom,
    _of_outcome,
    _of_case_list,
    _in_cases,
    _of_row,
    _of_trial,
    _of_which,
    _of_none_of_them,
    _of_head,
    _of_open_cases,
    _behind_a_heading,
    _in_a_row_of,
)


def _wider_total(analysis: Analysis, reading: Reading) -> Reading | None:
    """Return an earlier total that is at least as large as a part: "362 defendants in 117 cases, 318 of them for sex
    trafficking"."""
    if (
        reading.relation == codes.COMPARATOR
        or reading.low is None
        or reading.antecedent is None
        or (reading.antecedent.low or 0) >= reading.low
    ):
        return None
    size = reading.low
    rows = [
        x for x in analysis.readings
        if x.metric == reading.metric and x.first < reading.first and not x.part and (x.low or 0) >= size
    ]  # fmt: skip
    return max(rows, key=lambda x: x.first, default=None)
