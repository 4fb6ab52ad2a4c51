"""Carries the year of a paragraph from sentence to sentence.

What belongs here: the state that a sentence's dated figures pass on to later sentences. What does not belong here:
dating the figures (``assign``).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from tipetl.language.words import word_lists
from tipetl.model import codes
from tipetl.syntax.times import time_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tipetl.figures.record.readings import Reading
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.time_bounds import Time

WORDS = word_lists("tipetl.figures.years", "years.yaml")
LOOKING_BACK = WORDS["looking_back"]


BREAKS = frozenset((",", ";"))
#: a year at least this many years before the report's year is long past
LONG_PAST = 2
#: the maximum number of words between a figure or a time and its verb
NEAR = 7


@dataclass(frozen=True, slots=True)
class Carried:
    """The years stated so far in a paragraph. ``year``: the year that the paragraph has stated for its figures; None
    until one is stated. ``latest``: the latest year of the paragraph's own figures so far, stated or not; ``newest``:
    the latest year for each metric. ``told``: the last year mentioned for anything; ``aside``: the year in parentheses
    with which the previous sentence compares ("44 victims (30 in 2013)")."""

    year: int | None = None
    latest: int | None = None
    newest: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    told: int | None = None
    aside: int | None = None

    def until(self, default: int | None) -> Carried:
        """Return the same state with later years lowered to the year that the report covers."""
        if default is None:
            return self
        newest = {metric: min(year, default) for metric, year in self.newest.items()}
        return replace(self, latest=None if self.latest is None else min(self.latest, default), newest=newest)

    def known(self, tokens: Tokens, times: Sequence[Time]) -> Sequence[Time]:
        """Return the times of a sentence, with "that year" replaced by the last year in the sentence. If the sentence
        has no such year, "that year" means the last year in the paragraph if the clause looks back, and otherwise the
        year of the paragraph's figures. "The same month" may also mean the last year mentioned."""
        if not any(time.kind == time_kinds.THAT for time in times):
            return times
        here: int | None = None
        out: list[Time] = []
        for time in times:
            if time.kind == time_kinds.STATED:
                here = time.year
            elif time.kind == time_kinds.THAT:
                back = looks_back(tokens, time.first, time.last)
                exact = self.told if tokens.low[time.last] in WORDS["within_a_year"] else None
                year = here or (self.told if back else self.year or exact)
                time = replace(time, kind=time_kinds.THIS if year is None else time_kinds.STATED, year=year)
            out.append(time)
        return out

    def telling(self, times: Sequence[Time], default: int | None) -> Carried:
        """Return the state after a sentence that contains ``times``."""
        told = [
            time.year if time.kind == time_kinds.STATED or default is None else default - time.back
            for time in times
            if time.kind in time_kinds.PREVIOUS_OR_STATED
        ]
        return replace(self, told=told[-1]) if told else self

    def after(self, tokens: Tokens, readings: Sequence[Reading], default: int | None) -> Carried:
        """Return the state after a sentence with dated readings; ``default`` is the year that the report covers."""
        own = [
            x for x in readings if x.relation == codes.CURRENT and x.year is not None and x.period != codes.MULTI_YEAR
        ]
        years = [x.year for x in own if x.year is not None]
        latest = max([*years, *([] if self.latest is None else [self.latest])], default=None)
        newest_of = newest_years(own, self.newest)
        stated = [x.year for x in own if x.year is not None and _dates_the_paragraph(x, default)]
        if stated:
            newest = max(stated)
            goes_on = self._goes_on_from(newest, tokens, readings, default)
            return Carried(newest if goes_on else self.year, latest, newest_of, self.told)
        # an event in the report's own year restores that year
        led_back = any(x.year == default and _of_an_event(x) for x in readings)
        return Carried(None if led_back else self.year, latest, newest_of, self.told)

    def _goes_on_from(self, newest: int, tokens: Tokens, readings: Sequence[Reading], default: int | None) -> bool:
        """Whether the newest year that a sentence states becomes the paragraph's year. The year does not change in
        "There had been 27 in 2012" and "Courts convicted 17 in 2003 and 30 in 2002", which only make a comparison with
        an earlier year."""
        if default is not None and newest < default and not LOOKING_BACK.isdisjoint(tokens.words):
            return False
        compared = any(
            x.relation == codes.COMPARATOR
            and x.dating
            and x.dating[0].compared
            and x.year is not None
            and x.year < newest
            for x in readings
        )
        return compared or self.latest is None or newest >= self.latest


def looks_back(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the clause around some tokens looks back: "that year they [had] tried nine"."""
    low = tokens.low
    before, behind = low[max(0, first - NEAR) : first], low[last + 1 : last + 1 + NEAR]
    cut = next((at for at in range(len(before), 0, -1) if before[at - 1] in BREAKS), 0)
    return not LOOKING_BACK.isdisjoint(before[cut:]) or not LOOKING_BACK.isdisjoint(behind)


def newest_years(readings: Iterable[Reading], before: Mapping[str, int]) -> Mapping[str, int]:
    """Return the newest year of each metric's figures, taking the years in ``before`` into account."""
    out = dict(before)
    for reading in readings:
        if reading.year is not None:
            out[reading.metric] = max(reading.year, out.get(reading.metric, reading.year))
    return out


def _of_an_event(reading: Reading) -> bool:
    """Whether a figure's own words name a month or a day."""
    time = reading.dating[0].time if reading.dating else None
    return time is not None and time.kind == time_kinds.STATED and time.dated


def _dates_the_paragraph(reading: Reading, default: int | None) -> bool:
    """Whether the year stated for a figure may apply to later sentences. The year may not apply if it dates a single
    event, is later than the report's year (unless it ends a reporting period), or is long past. A report covers its own
    year, sometimes the year before, and older years only in passing."""
    if not reading.stated_time or _of_an_event(reading):
        return False
    time = reading.dating[0].time if reading.dating else None
    spanned = time is not None and time.spanned
    if default is None or reading.year is None:
        return True
    return default - LONG_PAST < reading.year <= default or spanned
