"""Finds figures for victims helped, if the words say that all were found in the same year: "took in 312 children, all
of whom the committees had identified in the course of 2008", "referred 51 of the newly identified victims".

What belongs here: the figure, and the words saying that all were found that year. What does not belong here: whether
that many victims were found, which a check decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.rows import BOOK
from tipetl.language.particles import WORD
from tipetl.model import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

WORDS = BOOK.words
FOUND, EVERYONE, THOSE = WORDS["acts_victims_identified"], WORDS["all_those_found"], WORDS["those_all_found"]
NEWLY, THAT, YEAR = WORDS["newly_found"], WORDS["found_that"], WORDS["found_that_year"]
#: metrics for help given to victims after they are found
AFTERWARDS = frozenset(("victims_assisted", "victims_referred"))
#: the maximum number of tokens between the words for "all" and the act, between the act and the year, and between the
#: act and a number that counts some of the victims
ALL_REACH, YEAR_REACH, SOME_REACH = 14, 9, 6


class Found(NamedTuple):
    """A claim, in tokens ``first`` to ``last``, that everyone counted by a figure (``helped``) was found in the
    figure's year."""

    first: int
    last: int
    helped: Reading


def those_found(analysis: Analysis) -> Iterator[Found]:
    """Yield the figures in a sentence for people who, according to the words, were all found in the same year."""
    low = analysis.tokens.low
    helped = [
        x
        for x in analysis.readings
        if x.metric in AFTERWARDS and not x.part and x.relation == codes.CURRENT and x.year is not None
    ]
    for at in analysis.tokens.at(FOUND.__contains__) if helped else ():
        before = [x for x in helped if x.last < at]
        reading = before[-1] if before else helped[0]
        if _of_all(low, at, reading) and _that_year(low, at, reading.year):
            yield Found(min(reading.first, at), max(reading.last, at), reading)


def _of_all(low: list[str], at: int, reading: Reading) -> bool:
    """Whether the act at a token applies to everyone counted by a figure ("all of whom"), or the figure counts some of
    those found ("51 of the …")."""
    said = low[max(0, at - ALL_REACH) : at]
    everyone = [k for k, word in enumerate(said) if word in EVERYONE]
    if everyone and not THOSE.isdisjoint(said[everyone[-1] :]):
        return True
    return low[reading.last + 1 : reading.last + 2] == [WORD.whole] and 0 < at - reading.last <= SOME_REACH


def _that_year(low: list[str], at: int, year: int | None) -> bool:
    behind = low[at + 1 : at + YEAR_REACH]
    if low[at - 1] in NEWLY or str(year) in behind:
        return True
    return any(word in YEAR and not THAT.isdisjoint(behind[max(0, k - 2) : k]) for k, word in enumerate(behind))
