"""Finds the figures of a sentence of which a word says something ("by [NGOs]", "[another]").

What belongs here: whether another clause begins between a word and a figure. What does not: the words
(``data/claims.yaml``), or what they make of a figure, which checks say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.claims.rows import BOOK
from tipetl.language.particles import WORD
from tipetl.syntax import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading
    from tipetl.syntax.items import Item

DOERS = BOOK.words["whole_doers"] - BOOK.words["of_any_body"]
TIMELY, QUOTING = BOOK.words["of_a_time"], BOOK.words["quoting"]
#: codes of circumstances
OTHERS, ADDED, PARTLY = "others", "added", "partly"
#: what may open a clause with a subject of its own
BEFORE_A_CLAUSE = kinds.JOINTS | {kinds.SUBORDINATOR, kinds.COLON}


def reached(analysis: Analysis, tokens: Sequence[int], says: str) -> Iterator[Reading]:
    """The readings of which the words at some ``tokens`` say something (``says``, a code of circumstances)."""
    for reading in analysis.readings:
        if any(_reaches(analysis, token, reading, says) for token in tokens):
            yield reading


def _reaches(analysis: Analysis, at: int, reading: Reading, says: str) -> bool:
    if reading.first <= at <= reading.last:
        return True
    low, high = sorted((at, reading.first))
    begin, end = analysis.items_from(low + 1), analysis.items_from(high)
    between = analysis.items[begin:end]
    if analysis.tokens.low[at] in TIMELY and at < reading.first:
        return True
    if any(item.kind == kinds.SEMICOLON for item in between):
        return False
    if says == PARTLY:  # "six of them to terms suspended in [part], and five …"
        return at > reading.first and all(item.kind != kinds.NUMBER for item in between)
    if at < reading.first:
        if not QUOTING.isdisjoint(analysis.tokens.low[:at]):
            return True
        leading = says == OTHERS
        return not _has_own_subject(analysis, begin, end, said=leading)
    if says == ADDED:  # "nine [others]", but not "nine men and [another] five"
        return all(item.kind in kinds.IN_A_PHRASE for item in between)
    return not _leaves(analysis, between, _clause_of(analysis, reading))


def _has_own_subject(analysis: Analysis, begin: int, end: int, *, said: bool) -> bool:
    """Whether a clause with a doer of the state begins ("NGOs found 12, and police identified 45"); if ``said``, also
    behind a phrase without a verb ("With help from an NGO, police identified 45")."""
    opened = named = False
    said = said or any(item.kind == kinds.VERB for item in analysis.items[:begin])
    for item in analysis.items[begin:end]:
        if item.kind == kinds.VERB and named:
            return True
        if item.kind == kinds.RELATIVE:
            opened = named = False
        elif item.kind in BEFORE_A_CLAUSE:
            opened, named = said, False
        elif opened:
            named = named or not DOERS.isdisjoint(analysis.tokens.low[item.first : item.last + 1])
    return False


def _clause_of(analysis: Analysis, reading: Reading) -> str:
    """What a figure is to its clause: the object of its verb, in a clause about something else, or its subject."""
    said = False
    for item in reversed(analysis.items[: analysis.items_from(reading.first)]):
        if item.kind == kinds.RELATIVE:
            return kinds.RELATIVE
        if item.kind == kinds.SUBORDINATOR or item.kind in kinds.MARKS:
            break
        said = said or item.kind == kinds.VERB
    return kinds.VERB if said else kinds.START


def _leaves(analysis: Analysis, between: Iterable[Item], clause: str) -> bool:
    """Whether a clause about something else begins behind a figure: "34, [which] were read by NGOs", "conducted 34,
    [has] an office, and works with an NGO", "convicted 26, and NGOs [helped]", "referred 26 to homes [that]
    NGOs run"."""
    before, said, joined, placed = kinds.START, clause != kinds.START, False, False
    for item in between:
        if item.kind == kinds.RELATIVE and (placed or before in (kinds.COMMA, kinds.PREPOSITION)):
            return True
        placed = placed or (item.kind == kinds.PREPOSITION and analysis.tokens.low[item.first] != WORD.whole)
        if item.kind == kinds.SUBORDINATOR and said:
            return True
        if item.kind == kinds.COMMA and clause == kinds.RELATIVE:
            return True
        if item.kind == kinds.VERB:
            if said and joined and item.finite and analysis.tokens.low[item.first] not in QUOTING:
                return True
            said = True
        joined = item.kind in kinds.JOINTS or (joined and item.kind in kinds.IN_A_PHRASE)
        before = item.kind if item.kind != kinds.ADVERB else before
    return False
