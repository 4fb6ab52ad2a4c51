"""Finds the figures that a word of their sentence qualifies ("by [NGOs]", "[another]").

What belongs here: whether another clause begins between a word and a figure. What does not belong here: the words
(``data/claims.yaml``), the patterns of clauses (``tipetl.syntax``), or the words' effect on a figure, which checks
decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.claims import rows
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.symbols import BOOK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

TIMELY, QUOTING = rows.BOOK.words["of_a_time"], BOOK.words["quoting"]
SUMMING = rows.BOOK.words["summing"]
OF_THE_LAST = frozenset(rows.BOOK.words["of_the_last"])
#: the number of tokens after a comma to search for words that refer back to the people counted
AFTERTHOUGHT = 6
#: codes of circumstances
OTHERS, ADDED, PARTLY = "others", "added", "partly"


def reached(analysis: Analysis, tokens: Sequence[int], says: str) -> Iterator[Reading]:
    """Yield the readings that the words at some ``tokens`` qualify (``says``: a code of circumstances)."""
    for reading in analysis.readings:
        if any(_reaches(analysis, token, reading, says) for token in tokens):
            yield reading


def _reaches(analysis: Analysis, at: int, reading: Reading, says: str) -> bool:
    if reading.first <= at <= reading.last:
        return True
    low, high = sorted((at, reading.first))
    begin, end = analysis.items_from(low + 1), analysis.items_from(high)
    between = {item.kind for item in analysis.items[begin:end]}
    precedes = at < reading.first
    if precedes and analysis.tokens.low[at] in TIMELY:
        return True
    if kinds.SEMICOLON in between:
        return False
    if says == PARTLY:  # "six of them to terms suspended in [part], and five …"
        return not precedes and kinds.NUMBER not in between
    if precedes and says == ADDED and not SUMMING.isdisjoint(analysis.tokens.low[at : reading.first]):
        return False  # "17, and [another] four, for a total of 21"
    if precedes:
        leading = says == OTHERS  # "With help from an NGO, police identified 45"
        return not QUOTING.isdisjoint(analysis.tokens.low[:at]) or not _of_the_state(analysis, begin, end, leading)
    if says == ADDED:  # "nine [others]", but not "nine men and [another] five"
        return between <= kinds.IN_A_PHRASE
    if says == OTHERS and _is_an_afterthought(analysis, reading.last, at):
        return False
    return not _leaves(analysis, reading, begin, end)


def _is_an_afterthought(analysis: Analysis, last: int, at: int) -> bool:
    """Whether a token belongs to words after a comma that describe the people whom a figure counts: "76 victims, nearly
    all of [them] women exploited abroad"."""
    low = analysis.tokens.low
    comma = next((k for k in range(last + 1, at) if low[k] == ","), at)
    return not OF_THE_LAST.isdisjoint(low[comma + 1 : min(at, comma + AFTERTHOUGHT)])


def _of_the_state(analysis: Analysis, begin: int, end: int, leading: bool) -> bool:
    """Whether a clause begins in which the state acts ("NGOs found 12, and police identified 45"). After a phrase
    without a verb, ``leading`` must be set."""
    said = leading or any(item.kind == kinds.VERB for item in analysis.items[:begin])
    return said and BOOK["clause_of_the_state"].end(analysis.items, begin, end) != -2


def _leaves(analysis: Analysis, reading: Reading, begin: int, end: int) -> bool:
    """Whether a clause about something else begins after a figure: "34, [which] were read by NGOs", "conducted 34,
    [has] an office, and works with an NGO", "convicted 26, and NGOs [helped]", "referred 26 to homes [that] NGOs
    run"."""
    items, before = analysis.items, analysis.items_from(reading.first) - 1
    described = BOOK["in_relative_clause"].fits(items, before)
    said = described or BOOK["behind_a_verb"].fits(items, before)
    if described and any(item.kind == kinds.COMMA for item in items[begin:end]):
        return True
    if BOOK["behind_a_gerund"].fits(items, before) and BOOK["another_gerund"].end(items, begin, end) != -2:
        return True  # "convicting 83 traffickers, [repatriating] more victims from abroad"
    leaving = BOOK["relative_of_another"], BOOK["another_clause" if said else "clause_after_another_verb"]
    return any(pattern.end(items, begin, end) != -2 for pattern in leaving)
