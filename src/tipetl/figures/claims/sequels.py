"""Finds events that happened after a dated event: "lifted the ban in January 2018", "flew to Jordan in November 2017
after the lifting of the ban".

What belongs here: events with their dates, and later sentences that place something after such an event. What does not
belong here: whether the dates fit, which a check decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tipetl.figures.claims.beginnings import dated_by
from tipetl.figures.claims.dates import dates_of
from tipetl.figures.claims.descriptions import stem
from tipetl.figures.claims.rows import BOOK
from tipetl.figures.claims.things import Ordered
from tipetl.syntax.chunks import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.claims.dates import Date
    from tipetl.figures.record.analysis import Analysis

WORDS = BOOK.words
EVENTS, AFTER, NOT_SO = WORDS["verbs_of_events"], WORDS["after_an_event"], WORDS["not_so"]
STEMS = frozenset(map(stem, EVENTS))
MARKS = WORDS["clause_marks"]
#: the maximum number of tokens from "after" to the noun of the event, and from that noun to the event's own date
REACH, DATE_REACH = 8, 2


@dataclass(frozen=True, slots=True)
class Events:
    """The dates of a document's events so far, each with its sentence, by the stems of the verb and of the noun."""

    dated: dict[tuple[str, str], list[tuple[Date, int]]] = field(default_factory=dict)

    def meet(self, analysis: Analysis, position: int) -> Iterator[Ordered]:
        """Yield the events that a sentence places after an event dated by exactly one earlier sentence."""
        dates = [*dates_of(analysis.tokens)]
        if len(dates) == 1 and NOT_SO.isdisjoint(analysis.tokens.words):
            yield from self._sequels(analysis, dates[0])
        for place, verb in enumerate(analysis.items):
            if verb.kind == kinds.VERB and analysis.tokens.low[verb.last] in EVENTS:
                one = dated_by(analysis, dates, place)
                if one is not None:
                    key = (stem(analysis.tokens.low[verb.last]), one.thing.noun)
                    self.dated.setdefault(key, []).append((one.date, position))

    def _sequels(self, analysis: Analysis, date: Date) -> Iterator[Ordered]:
        low = analysis.tokens.low
        for at in analysis.tokens.at(AFTER.__contains__):
            stop = next((k for k in range(at + 1, len(low)) if low[k] in MARKS), len(low))
            stems = {stem(low[k]): k for k in range(at + 1, min(at + REACH, stop))}
            for (verb, noun), told in self.dated.items():
                last = max(stems.get(verb, -1), stems.get(noun, -1))
                # not "after the lifting of the ban [in January]"
                apart = date.last < at or date.first > last + DATE_REACH
                if verb in stems and noun in stems and len(told) == 1 and apart:
                    yield Ordered(at, last, date, *told[0], later=True)
