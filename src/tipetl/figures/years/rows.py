"""Pairs figures that correspond one to one, in lists or in parentheses.

What belongs here: pairing figures with years, or with figures, of another list. What does not belong here: which time
dates a figure by itself (``reached``).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tipetl.figures.record.readings import Dating
from tipetl.language.number_ranges import is_year
from tipetl.language.words import word_lists
from tipetl.model import codes
from tipetl.syntax.chunks import part_kinds
from tipetl.syntax.times import time_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.readings import Reading
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.time_bounds import Time
    from tipetl.syntax.reach import Part, Parts

WORDS = word_lists("tipetl.figures.years", "years.yaml")
EACH_TO_EACH, LIST_JOINERS = WORDS["each_to_each"], WORDS["list_joiners"]
EACH_WORDS = frozenset(phrase.split()[-1] for phrase in EACH_TO_EACH)


def each_to_each(tokens: Tokens, readings: Sequence[Reading], times: Sequence[Time]) -> dict[int, Dating]:
    """Return the years of figures in a list that corresponds to a list of years, keyed by the readings' identity: "106
    and 89 traffickers in 2013 and 2012, respectively". Both lists must have the same length and, unless the sentence
    says that they correspond, more than two entries."""
    said = not EACH_WORDS.isdisjoint(tokens.words) and any(phrase in " ".join(tokens.low) for phrase in EACH_TO_EACH)
    if said:
        times = _in_its_clause(tokens, times)
    if not said and len(times) <= 2:
        return {}
    years = _years_listed(tokens, times)
    if len(years) < 2:
        return {}
    together = _listed(tokens, times)
    rows: dict[str, list[Reading]] = {}
    for reading in sorted(readings, key=lambda x: x.first):
        rows.setdefault(reading.metric, []).append(reading)
    out: dict[int, Dating] = {}
    for told in rows.values():
        row = _one_list(tokens, told, len(years)) if said and together else told
        if len(row) == len(years) and (said or (len(row) > 2 and _listed(tokens, row))):
            for reading, year in zip(row, years, strict=True):
                why = "stated in a list of years, each for one figure"
                out[id(reading)] = Dating(year, codes.CALENDAR_YEAR, why, year < max(years), stated=True)
    return out


def _in_its_clause(tokens: Tokens, times: Sequence[Time]) -> list[Time]:
    """Return the times that no semicolon separates from "respectively": "tried nine and six, respectively; in 2013,
    …"."""
    said = max(tokens.at(EACH_WORDS.__contains__))
    return [time for time in times if ";" not in tokens.low[min(time.first, said) : max(time.first, said)]]


def _one_list(tokens: Tokens, told: Sequence[Reading], length: int) -> Sequence[Reading]:
    """Return all figures of a metric or, if there are more figures than years, the figures of the only list as long as
    the list of years: "it received 121; the years 2015 and 2014 had brought 89 and 64, respectively"."""
    runs: list[list[Reading]] = []
    for reading in told:
        if runs and _listed(tokens, [runs[-1][-1], reading]):
            runs[-1].append(reading)
        else:
            runs.append([reading])
    fitting = [run for run in runs if len(run) == length]
    return fitting[0] if len(told) > length and len(fitting) == 1 else told


def _years_listed(tokens: Tokens, times: Sequence[Time]) -> list[int]:
    """Return the years that a sentence states one by one. If it states none, returns the years in its only time
    expression for several years ("2012 and 2013")."""
    stated = [time.year for time in times if time.kind == time_kinds.STATED and time.year is not None]
    several = [time for time in times if time.kind == time_kinds.SEVERAL and time.year is not None]
    if stated or len(several) != 1:
        return stated
    words = tokens.low[several[0].first : several[0].last + 1]
    return [int(word) for word in words if is_year(word)]


def _listed(tokens: Tokens, row: Sequence[Reading | Time]) -> bool:
    """Whether only commas and "and" separate the figures or times in a row."""
    return all(LIST_JOINERS.issuperset(tokens.low[one.last + 1 : other.first]) for one, other in pairwise(row))


def answered(tokens: Tokens, readings: Sequence[Reading], parts: Parts, times: Sequence[Time]) -> dict[int, Reading]:
    """Maps figures in undated parentheses, by identity, to the corresponding figures in the previous parentheses: "112
    for sex trafficking (138 in 2014 and 118 in 2013) and 18 for labor trafficking (13 and 15)"."""
    if "(" not in tokens.words:
        return {}
    groups: dict[int, list[Reading]] = {}
    for reading in sorted(readings, key=lambda x: x.first):
        part = parts.at(reading.first)
        if part.kind == part_kinds.PARENTHESES:
            groups.setdefault(part.first, []).append(reading)
    dated = {part.first for part in (parts.at(time.first) for time in times) if part.kind == part_kinds.PARENTHESES}
    out: dict[int, Reading] = {}
    for one, other in pairwise(sorted(groups)):
        row, answers = groups[one], groups[other]
        if len(row) == len(answers) > 1 and one in dated and other not in dated:
            out |= {id(answer): told for answer, told in zip(answers, row, strict=True)}
    return out


def before_parentheses(place: Part, readings: Sequence[Reading], times: Sequence[Time], parts: Parts) -> Reading | None:
    """Return the figure right before some parentheses, if the parentheses contain no time: "and 175 (80 and 95) in
    2020"."""
    if place.kind != part_kinds.PARENTHESES or any(parts.at(time.first) is place for time in times):
        return None
    return right_before(place, readings)


def right_before(place: Part, readings: Sequence[Reading]) -> Reading | None:
    """Return the figure right before some parentheses, whether or not its noun comes between."""
    ends = (place.first - 2, place.first - 1)
    return next((x for x in readings if x.last in ends or (x.frame is not None and x.frame.np_end in ends)), None)


def alone_in_parentheses(reading: Reading, place: Part) -> bool:
    """Whether a figure, apart from a word of comparison, is the only content of its parentheses ("(against 29)")."""
    alone = reading.first - place.first <= 1 and place.last <= reading.last + 1
    return alone and place.kind == part_kinds.PARENTHESES and place.time is None
