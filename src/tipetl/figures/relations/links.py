"""Every link of a figure to the figures that it leans on, once all else of the sentence is settled.

What belongs here: one function for each kind of link. They go by the words alone, never by the values: a part that is
larger than its whole is still linked to it, and a check objects. What does not: what flows along the links
(``dimensions.inherit``).
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.record.readings import (
    COMPARED_WITH,
    COUNTS_LIKE,
    IN_ROW_WITH,
    ONE_OF_SEVERAL,
    PART_OF,
    REST_OF,
    SAME_AS,
    SHARES_NOUN,
    SHARES_VERB,
    Link,
    Reading,
)
from tipetl.figures.relations.answering_rows import answered_rows
from tipetl.figures.relations.comparisons import above_breakdown, answers_to, beside
from tipetl.figures.relations.parts import of_these
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts
from tipetl.model import codes
from tipetl.syntax.kinds import LIST, SEMICOLON
from tipetl.syntax.spans import REACH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis

_first = attrgetter("first")
#: how many figures of the sentence before may be gone back to
MOST = 40
#: said of those left when the others are told: "the remaining four", "the other six"
REST = WORDS["rest"]


class _Sight(NamedTuple):
    """A figure and what it may lean on: the readings ``near`` it in its sentence, those of the sentence ``before``, and
    by number the figures that rows answer to."""

    a: Analysis
    r: Reading
    near: list[Reading]
    before: Sequence[Reading]
    answered: dict[int, Reading]

    def row(self) -> Reading | None:
        """The figure of an earlier row that it answers to."""
        found = self.answered.get(self.r.number)
        return found if found is not self.r and found is not None and found.metric == self.r.metric else None


def link(a: Analysis, before: Sequence[Reading]) -> None:
    """Fills ``links`` of every reading; ``before`` are those of the sentence before."""
    if not a.readings:
        return
    answered = answered_rows(a, before)
    ordered = sorted(a.readings, key=_first)
    for r in ordered:
        near = ordered
        if len(a.tokens.low) > REACH:
            # the rest of a sentence without an end is out of sight
            begin, end = (bisect_left(ordered, token, key=_first) for token in (r.first - REACH, r.first + REACH))
            near = ordered[begin:end]
        r.links = tuple(_links(_Sight(a, r, near, before[-MOST:], answered)))


def _links(sight: _Sight) -> Iterator[Link]:
    """The links of a figure in the order of ``model.LINK_KINDS``, each figure once for one kind."""
    r = sight.r
    yield from _wholes(sight)
    compared = _compared(sight)
    if compared is not None:
        yield Link(COMPARED_WITH, compared)
    if r.link is not None and r.link.kind == SAME_AS:
        yield Link(SAME_AS, r.link.other)
    row = sight.row()
    if row is not None:
        yield Link(IN_ROW_WITH, row)
    if r.relation == codes.CURRENT and not r.part and row is None:
        yield from _shared(sight)


def _wholes(sight: _Sight) -> Iterator[Link]:
    """The whole that a figure is a part of, or each of the figures that are the whole together ("56 in sex trafficking
    and nine in forced labor. Twelve were Moldovans")."""
    a, r, whole = sight.a, sight.r, sight.r.antecedent
    if whole is None or r.relation != whole.relation or not (r.part or _sorts_again(a, r)):
        return
    here = whole in sight.near
    rest = says_rest(a, r)
    if r.part and here and not rest:
        yield Link(PART_OF, whole)
        return
    rows = sight.near if here else sight.before
    above = above_breakdown(r, whole, rows) if here or rest or _goes_back(r) else whole
    if rest and above is not None:
        yield Link(REST_OF, above)
    elif above is None:
        for x in rows:
            if x is whole or (x is not r and (not here or x.first < r.first) and beside(x, whole)):
                yield Link(ONE_OF_SEVERAL, x)
    elif r.part:
        yield Link(PART_OF, above)


def _goes_back(r: Reading) -> bool:
    """Whether a part has no words about its kind, so that it divides all that the sentence before told of."""
    return not r.kind_told


def _sorts_again(a: Analysis, r: Reading) -> bool:
    """Whether a figure says more of those just counted: "831 were in forced labor and 376 in prostitution; 92 of these
    were under 18"."""
    if not r.inherited or r.frame is None or r.link is None or r.link.kind == COUNTS_LIKE:
        return False
    lead = a.tokens.low[max(0, r.first - 3) : r.first]
    return r.frame.partitive or of_these(lead) or (r.frame.linked == SEMICOLON and concepts.BE in r.frame.does)


def says_rest(a: Analysis, r: Reading) -> bool:
    """Whether words say that a figure counts those left: "the remaining four", "the other six", "the rest, 39"."""
    low = a.tokens.low
    return not REST.isdisjoint(low[max(0, r.first - 2) : r.first]) or low[r.last + 1 : r.last + 2] in (["others"],)


def _compared(sight: _Sight) -> Reading | None:
    """What a comparator is compared with: the figure of its row, or the one that its words go on from; through other
    comparators of it ("down from 46 in 2016 and 91 in 2015") to the figure of the report."""
    a, r = sight.a, sight.r
    if r.relation != codes.COMPARATOR:
        return None
    found = sight.row() or answers_to(a, r, sight.near, sight.before)
    if found is not None and found.relation == codes.COMPARATOR:
        found = next((x.other for x in found.links if x.kind == COMPARED_WITH), found)
    # a part of an earlier year is no comparator of its own whole
    return None if found is r or (r.part and found is r.antecedent) else found


def _shared(sight: _Sight) -> Iterator[Link]:
    """The figure whose verb or noun a figure shares: "convicted 25 traffickers in the capital and six elsewhere",
    "arrested 14 suspects and charged 11", "58 and 1,204 calls"."""
    r = sight.r
    if r.frame is None or r.number < 0 or any(link.kind == ONE_OF_SEVERAL for link in _wholes(sight)):
        return
    told = [x for x in sight.near if x.frame is not None and x.frame is not r.frame and x.number >= 0]
    source = r.antecedent if r.antecedent is not None and r.antecedent.relation == codes.CURRENT else None
    if source is None:
        listed = r.frame.linked == LIST and r.frame.verbs
        same = [x for x in told if x.first < r.first and x.metric == r.metric and x.frame and listed]
        source = next((x for x in reversed(same) if x.frame and x.frame.verbs[:1] == r.frame.verbs[:1]), None)
    if source is not None:
        own_verb = r.frame.verbs and source.frame is not None and r.frame.verbs[:1] != source.frame.verbs[:1]
        yield Link(SHARES_NOUN if own_verb and r.frame.bare() else SHARES_VERB, source)
        return
    noun = _noun_of(r, told)
    if noun is not None:
        yield Link(SHARES_NOUN, noun)


def _noun_of(r: Reading, told: Sequence[Reading]) -> Reading | None:
    """The figure whose noun a bare one counts, or the one behind it that it is joined to."""
    frame = r.frame
    if frame is None or r.unit is None:
        return None
    if not frame.bare():
        joined = (x for x in told if x.first > r.first and x.frame and x.frame.np_end_item == frame.np_end_item)
        return next((x for x in joined if x.first <= frame.np_end), None)
    before = [x for x in told if x.first < r.first and x.unit == r.unit and x.relation == codes.CURRENT]
    return next((x for x in reversed(before) if x.frame is not None and not x.frame.bare()), None)
