"""Defines the record of a time, and finds the words that lead to a time or tie it to something other than a figure (a
law, a founding, the base of a multiple).

What does not belong here: finding times (``times``, ``year_times``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tipetl.syntax.chunks.kinds import PREPOSITION, TIME
from tipetl.syntax.chunks.spans import REACH
from tipetl.syntax.chunks.symbols import BOOK, words

if TYPE_CHECKING:
    from tipetl.language.patterns import Symbol
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.items import Item

CHANGES, MEASURED_OVER = BOOK.words["changes"], BOOK.words["measured_over"]
#: the maximum number of words from a period's name to its end date, and from a change to its base time
SPELL, CHANGE = 8, 8


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression over tokens ``first`` to ``last``.

    ``kind``: ``stated`` (``year`` is the printed year), ``previous`` (the year before the other figure's), ``this``
    (the reporting period), ``that`` (the last year mentioned), ``multi`` (several years; ``year`` is the last year, or
    None for the report's own) or ``background`` (dates no figure). ``bound``: the time belongs to a law, a plan or a
    side remark ("adopted in 2016") and dates no figure. ``back``: the number of years from a ``previous`` time to the
    reporting period.
    """

    first: int
    last: int
    kind: str
    year: int | None = None
    bound: bool = False
    back: int = 1
    #: the time names a month or day, so that it dates a single event but not the paragraph's other figures
    dated: bool = False
    #: the time is a reporting period that runs from one month to another ("from April 2020 through March 2021")
    spanned: bool = False
    #: the year in which the time starts, if the text states only the start ("since 2011")
    began: int | None = None


def with_lead(row: list[Symbol], first: int) -> int:
    """Return the first token of a time, including the words that lead to it: "over the course of"."""
    return BOOK["leads_to_a_time"].end(row, first - 1) + 1


def spell_ending(low: list[str], first: int) -> int | None:
    """Return the first token of a period of up to a year that ends with the date at ``first``, or None."""
    named = next((k for k in range(first, max(-1, first - SPELL), -1) if low[k] in BOOK.words["spells"]), None)
    if named is None or not BOOK["spell_ends_later"].fits(words(low, named + 1, len(low)), 0):
        return None
    # "the fiscal [year to] March", "[12 months to] March"
    told_by_two = low[named] == "months" or low[named - 1] in BOOK.words["kinds_of_year"]
    return named - 1 if named and told_by_two else named


def since_founding(row: list[Symbol], first: int) -> int | None:
    """Finds the "since" before a founding or start dated by the year at ``first``, or None: "since its establishment in
    2008", "since the start of the program in 2003". A figure counted since such an event covers the time up to the
    report."""
    begin = BOOK["since_a_founding"].end(row, first - 1)
    return None if begin == -2 else begin + 1


def dates_else(low: list[str], row: list[Symbol], first: int) -> bool:
    """Return whether the time at ``first`` dates a law, a plan or a past event instead of the figures."""
    if BOOK["opened_in"].fits(row, first - 1):
        return False  # "eight cases were opened in 2008": the cases opened are the cases counted
    return BOOK["time_of_another_thing"].fits(row, first) or measures_a_change(low, first)


def measures_a_change(low: list[str], first: int) -> bool:
    """Return whether a time is the base of a change ("an increase of 128 over 2003", "down by a third on 2011"), so
    that it dates neither the changed figure nor later figures."""
    if MEASURED_OVER.isdisjoint(low[max(0, first - 1) : first + 1]):
        return False
    return not CHANGES.isdisjoint(low[max(0, first - CHANGE) : first]) and "," not in low[max(0, first - 3) : first]


def bind_times(tokens: Tokens, items: list[Item], times: list[Time]) -> list[Time]:
    """Return a sentence's times; a time that dates a participle or something made, but no figure, is marked as
    bound."""
    out = [*times]
    for place, item in enumerate(items) if times else ():
        if item.kind == TIME and (_dates_a_participle(items, place) or _dates_another(tokens, items, place)):
            out[item.number] = replace(out[item.number], bound=True)
    return out


def _dates_a_participle(items: list[Item], place: int) -> bool:
    """Return whether the time at ``place`` belongs to a participle, not to the figure that the participle describes:
    "nine defendants charged in 2005 were still on trial"."""
    if place == 0 or place + 1 >= len(items):
        return False
    if BOOK["time_of_a_participle"].fits(items, place - 1):
        return not BOOK["states_a_number"].fits(items, place + 1)
    if BOOK["time_of_a_part"].fits(items, place - 1):
        return True
    if place > 1 and BOOK["time_of_an_aside"].end(items, place - 2, min(len(items), place + REACH)) != -2:
        return True
    return items[place + 1].kind == PREPOSITION and BOOK["time_of_a_beginning"].fits(items, place)


def _dates_another(tokens: Tokens, items: list[Item], place: int) -> bool:
    """Return whether the time at ``place`` dates something other than a figure (contract section 3, rule 1): a law
    ("enacted a law in 2010; courts convicted nobody"), a beginning ("cases dating back to 2010") or the base of a
    comparison ("two fewer than were arrested in 2010")."""
    if "dating" in tokens.low[max(0, items[place].first - 3) : items[place].first]:
        return True
    reach = max(-1, place - REACH)
    return any(
        BOOK[name].end(items, place - 1, reach) != -2 for name in ("time_of_something_made", "time_of_a_measure")
    )
