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
    AMONG,
    COMPARED_WITH,
    COUNTS_LIKE,
    IN_ROW_WITH,
    MAKES_UP,
    ONE_OF_SEVERAL,
    PART_OF,
    PERSON_NOUNS,
    REST_OF,
    SAME_AS,
    SHARES_NOUN,
    SHARES_VERB,
    Link,
    Reading,
)
from tipetl.figures.relations.answering_rows import answered_rows
from tipetl.figures.relations.comparisons import above_breakdown, answers_to, beside
from tipetl.figures.relations.parts import ENDS_A_LIST, ENDS_A_STATEMENT, SORTING_MARKS, of_these
from tipetl.figures.relations.parts_gone_back_to import only_looks_like_a_part, says_among, told_whole
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts
from tipetl.metrics import DURATIONS, MONEY
from tipetl.model import codes
from tipetl.syntax.kinds import COMMA, LIST, NOUN, NUMBER, SEMICOLON, VERB
from tipetl.syntax.spans import REACH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis

_first = attrgetter("first")
#: how many figures of the sentence before may be gone back to
MOST = 40
#: said of those left when the others are told: "the remaining four", "the other six"
REST = WORDS["rest"]

#: marks between a whole and the list of its parts, of which there is one
ENDS_A_PHRASE = ENDS_A_STATEMENT | {COMMA}
#: what is no count of persons, cases or things
UNCOUNTED = DURATIONS | MONEY
#: how far from its beginning a sentence names those whom it tells of: "of the victims identified in 2019, …"
REACH_OF_NAMES = 12
#: what is before a court, and how it ends there
IN_COURT = frozenset(["prosecutions", "prosecutions_ongoing"])
OUTCOMES = frozenset(["convictions", "acquittals", "dismissals"])
#: behind these a clause says more of those told before
CLAUSE_MARKS = SORTING_MARKS | {SEMICOLON}


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
    wholes = [*_wholes(sight)]
    yield from wholes
    if _makes_up(sight, wholes):
        yield Link(MAKES_UP, wholes[0].other)
    yield from (Link(AMONG, x) for x in _among(sight))
    compared = _compared(sight)
    if compared is not None:
        yield Link(COMPARED_WITH, compared)
    if r.link is not None and r.link.kind == SAME_AS:
        yield Link(SAME_AS, r.link.other)
    row = sight.row()
    if row is not None:
        yield Link(IN_ROW_WITH, row)
    if r.relation == codes.CURRENT and not r.part and not wholes and row is None:
        yield from _shared(sight)


def _wholes(sight: _Sight) -> Iterator[Link]:
    """The whole that a figure is a part of, or each of the figures that are the whole together ("56 in sex trafficking
    and nine in forced labor. Twelve were Moldovans")."""
    a, r, whole = sight.a, sight.r, sight.r.antecedent
    if r.frame is not None and only_looks_like_a_part(a, r):
        return
    if whole is None or r.relation != whole.relation or not (r.part or _sorts_again(a, r)):
        told = told_whole(a, r, sight.near, sight.before)
        if told is not None:
            yield Link(PART_OF, told)
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


def _makes_up(sight: _Sight, wholes: Sequence[Link]) -> bool:
    """Whether a part stands in a list that is all of its whole: in brackets, between dashes or behind a colon right
    behind the whole, without a word that leaves some out ("mostly", "and the others")."""
    a, r = sight.a, sight.r
    if r.frame is None or [link.kind for link in wholes] != [PART_OF] or wholes[0].other not in sight.near:
        return False
    whole = wholes[0].other
    if r.frame.linked in (LIST, SEMICOLON):
        previous = _previous(sight)
        if previous is None or a.depth(previous.first) != a.depth(r.first) or _opens_a_choice(a, r):
            return False
        return any(link.kind == MAKES_UP and link.other is whole for link in previous.links)
    between = a.items[a.items_from(whole.last + 1) : a.items_from(r.first)]
    marks = [x for x in between if x.kind in ENDS_A_PHRASE]
    if r.frame.linked not in SORTING_MARKS or len(marks) != 1:
        return False
    return not _opens_a_choice(a, r, whole.last + 1)


def _opens_a_choice(a: Analysis, r: Reading, begin: int | None = None) -> bool:
    """Whether a word before a figure, from ``begin`` or the mark before it, or in its list says that some are left
    out."""
    begin = r.first - 1 if begin is None else begin
    behind = a.items[a.items_from(r.first) :]
    end = next((x.first for x in behind if x.kind in ENDS_A_LIST), len(a.tokens.low))
    return not WORDS["opens_a_choice"].isdisjoint(a.tokens.low[begin:end])


def _previous(sight: _Sight) -> Reading | None:
    """The figure before it in its sentence."""
    return next((x for x in reversed(sight.near) if x.first < sight.r.first and x.number >= 0), None)


def _among(sight: _Sight) -> Sequence[Reading]:
    """Those of other metrics, of whom a figure says what befell some: "identified 60 victims, of whom 41 went home",
    "convicted 22 of these defendants and acquitted nine". Where the words may mean several, each of them."""
    a, r = sight.a, sight.r
    if r.relation != codes.CURRENT or r.number < 0 or r.frame is None or r.metric in UNCOUNTED or r.part:
        return ()
    if only_looks_like_a_part(a, r):
        return ()
    pointing = _pointing(a, r)
    clause = r.frame.bare() and r.frame.linked in CLAUSE_MARKS and r.frame.verb_token > r.last
    if pointing == "" and not clause:
        return _beside_those_among(sight) or _of_those_named(sight) or _of_those_tried(sight)
    earlier = [x for x in sight.near if x.first < r.first and _may_hold(x, r)]
    if earlier:
        nearest = earlier[-1]
        end = nearest.last if nearest.frame is None else max(nearest.last, nearest.frame.np_end)
        return [] if nearest.metric == r.metric or _names_persons(a, end + 1, r.first) else _not_parts(earlier, r)
    opening = r.first - 4 if _of_these_named(a, r) else r.first
    if clause or pointing == "whom" or _names_persons(a, 0, opening):
        return ()
    return _not_parts([x for x in sight.before if _may_hold(x, r)], r)


def _beside_those_among(sight: _Sight) -> Sequence[Reading]:
    """What the figure before is among, where this one goes on in the list, or leaves out the same noun in a clause of
    its own: "41 were found guilty, and the charges against 12 were dropped"."""
    r, previous = sight.r, _previous(sight)
    if previous is None or r.frame is None or not r.frame.bare():
        return ()
    among = [link.other for link in previous.links if link.kind == AMONG]
    if r.frame.linked in (LIST, VERB):
        return among
    return among if among and _noun_of(r, [x for x in sight.near if x.frame is not r.frame]) in among else ()


def _of_those_named(sight: _Sight) -> Sequence[Reading]:
    """Those whom the words before a figure name by what befell them: "Of the victims identified in 2019, police
    referred 86", "Of those convicted, 34 received suspended terms"."""
    a, r = sight.a, sight.r
    low = a.tokens.low
    comma = next((token for token in range(min(r.first, REACH_OF_NAMES)) if low[token] == ","), -1)
    if comma < 0 or low[0] not in WORDS["of_or_among"] or low[1:2] == [] or low[1] not in WORDS["pointing_to_a_whole"]:
        return ()
    named = a.items[: a.items_from(comma)]
    if any(x.kind == NUMBER for x in named):
        return ()
    acts = {x.concept for x in named if x.kind == VERB and x.concept}
    return [x for x in sight.before if _may_hold(x, r) and x.metric != r.metric and x.frame and acts & {*x.frame.acts}]


def _of_those_tried(sight: _Sight) -> Sequence[Reading]:
    """Those whose trials are said to have ended, behind which a clause says how, and leaves out their noun: "trials of
    33 suspects were completed; the courts found 21 guilty, let 11 go free"."""
    a, r = sight.a, sight.r
    if r.frame is None or r.frame.heads or r.metric not in OUTCOMES:
        return ()
    earlier = [x for x in sight.near if x.first < r.first and x.metric not in OUTCOMES]
    whole = earlier[-1] if earlier else None
    if whole is None or whole.metric not in IN_COURT or not _may_hold(whole, r):
        return ()
    end = next((mark for mark in a.tokens.semicolons if mark > whole.first), -1)
    ended = whole.first < end < r.first and not WORDS["ended"].isdisjoint(a.tokens.low[:end])
    return [whole] if ended else ()


def _not_parts(told: Sequence[Reading], r: Reading) -> list[Reading]:
    return [x for x in told if x.metric != r.metric and not x.part]


def _names_persons(a: Analysis, begin: int, end: int) -> bool:
    """Whether a noun for persons stands between two tokens, whom the words then mean: "no victims, and 17 of them"."""
    between = a.items[a.items_from(begin) : a.items_from(end)]
    return any(x.kind == NOUN and x.concept in PERSON_NOUNS for x in between)


def _of_these_named(a: Analysis, r: Reading) -> bool:
    """Whether a figure stands behind "of these" with a noun: "of these victims, 133"."""
    lead = a.tokens.low[max(0, r.first - 4) : r.first]
    return len(lead) == 4 and lead[3] == "," and of_these(lead[:2]) and lead[1] in WORDS["those_named"]


def _pointing(a: Analysis, r: Reading) -> str:
    """The word beside a figure that points back to all those told before: "of [whom] 12", "of [these], 12", "12 of
    [them]"; not in "12 of those arrested", which names others."""
    low = a.tokens.low
    lead, behind = low[max(0, r.first - 3) : r.first], low[r.last + 1 : r.last + 3]
    if lead[-1:] == ["whom"] or behind == ["of", "whom"]:
        return "whom"
    if _of_these_named(a, r) or says_among(a, r):
        return "these"
    token = r.last + 2 if behind[:1] == ["of"] else r.first - 1 - (lead[-1:] == [","])
    word = low[token] if token >= 0 and (behind[:1] == ["of"] or of_these(lead)) and token < len(low) else ""
    if word not in WORDS["those_counted"]:
        return ""
    after = next(iter(a.items[a.items_from(token + 1) :]), None)
    named = after is not None and after.first == token + 1 and after.kind == VERB and word == "those" and token > r.last
    return "" if named else word


def _may_hold(x: Reading, r: Reading) -> bool:
    """Whether a figure counts what another may count some of."""
    fits = x.metric not in UNCOUNTED and x.number >= 0 and x.low is not None
    return fits and x is not r and (x.unit, x.relation, x.year) == (r.unit, codes.CURRENT, r.year)


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
    if r.frame is None or r.number < 0:
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
