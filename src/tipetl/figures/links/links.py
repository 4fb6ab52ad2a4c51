"""Links each figure to the figures on which it depends, once everything else in the sentence is settled.

What belongs here: one function for each kind of link. The functions of this module consider only the words, never the
values: a part larger than its whole is still linked to the whole, and a check reports it. What does not belong here:
what figures inherit along the links (``dimensions.inherit``).
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.links.answering_rows import answered_rows
from tipetl.figures.links.comparisons import above_breakdown, answers_to, beside
from tipetl.figures.links.parts_gone_back_to import made_up_of, only_looks_like_a_part, says_among, told_whole
from tipetl.figures.links.words import WORDS as LINK_WORDS
from tipetl.figures.record.analysis import step
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
from tipetl.figures.relations.named_wholes import whole_by_value
from tipetl.figures.relations.parts import ENDS_A_LIST, ENDS_A_STATEMENT, SORTING_MARKS, lists_all, of_these
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts
from tipetl.metrics import DURATIONS, MONEY
from tipetl.model import codes
from tipetl.syntax.chunks.kinds import COMMA, LIST, NOUN, NUMBER, SEMICOLON, VERB
from tipetl.syntax.chunks.spans import REACH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis, Draft

_first = attrgetter("first")
#: the number of the previous sentence's figures to consider as antecedents
MOST = 40
#: words for the people who remain: "the remaining four", "the other six"
REST = WORDS["rest"]

#: punctuation between a whole and the list of its parts, in which only one such mark may occur
ENDS_A_PHRASE = ENDS_A_STATEMENT | {COMMA}
#: metrics that do not count people, cases or things
UNCOUNTED = DURATIONS | MONEY
#: the number of words at the start of a sentence to search for the people that it is about: "of the victims identified
#: in 2019, …"
REACH_OF_NAMES = 12
#: metrics of cases in court, and of their outcomes
IN_COURT = frozenset(["prosecutions", "prosecutions_ongoing"])
OUTCOMES = frozenset(["convictions", "acquittals", "dismissals"])
#: punctuation before a clause that may add something about the people already counted
CLAUSE_MARKS = SORTING_MARKS | {SEMICOLON}


class _Sight(NamedTuple):
    """A figure and the figures on which it may depend: the readings ``near`` it in its sentence, the readings in the
    sentence ``before``, and the counterparts (``answered``, by number) of figures in rows."""

    analysis: Analysis
    reading: Reading
    near: list[Reading]
    before: Sequence[Reading]
    answered: dict[int, Reading]

    def row(self) -> Reading | None:
        """Return the corresponding figure in an earlier row."""
        found = self.answered.get(self.reading.number)
        mine = self.reading
        return found if found is not None and found is not mine and found.metric == mine.metric else None


@step
def link(analysis: Draft) -> None:
    """Fills in the ``links`` of every reading."""
    if not analysis.readings:
        return
    before = analysis.context.before
    answered = answered_rows(analysis, before)
    rows = sorted(analysis.readings, key=_first)
    ordered: list[Reading] = [*rows]
    for reading in rows:
        near = ordered
        if len(analysis.tokens.low) > REACH:
            # the rest of an extremely long sentence is ignored
            begin = bisect_left(ordered, reading.first - REACH, key=_first)
            end = bisect_left(ordered, reading.first + REACH, key=_first)
            near = ordered[begin:end]
        reading.links = tuple(_links(_Sight(analysis, reading, near, before[-MOST:], answered)))


def _links(sight: _Sight) -> Iterator[Link]:
    """Yield the links of a figure in the order of ``model.LINK_KINDS``; no two links have the same kind and target."""
    reading = sight.reading
    wholes = [*_wholes(sight)]
    yield from wholes
    if _makes_up(sight, wholes):
        yield Link(MAKES_UP, wholes[0].other)
    yield from (Link(AMONG, x) for x in _among(sight))
    compared = _compared(sight)
    if compared is not None:
        yield Link(COMPARED_WITH, compared)
    if reading.link is not None and reading.link.kind == SAME_AS:
        yield Link(SAME_AS, reading.link.other)
    row = sight.row()
    if row is not None:
        yield Link(IN_ROW_WITH, row)
    if reading.relation == codes.CURRENT and not reading.part and not wholes and row is None:
        yield from _shared(sight)


def _wholes(sight: _Sight) -> Iterator[Link]:
    """Yield a link to the whole of a figure, or to each of the figures that together are the whole ("56 in sex
    trafficking and nine in forced labor. Twelve were Moldovans")."""
    analysis, reading, whole = sight.analysis, sight.reading, sight.reading.antecedent
    if reading.frame is not None and only_looks_like_a_part(analysis, reading):
        return
    if whole is None or reading.relation != whole.relation or not (reading.part or _sorts_again(analysis, reading)):
        told = told_whole(analysis, reading, sight.near, sight.before)
        if told is not None:
            yield Link(PART_OF, told)
        return
    here = whole in sight.near
    rest = says_rest(analysis, reading)
    if reading.part and not rest and (here or whole is whole_by_value(analysis, reading)):
        yield Link(PART_OF, whole)
        return
    rows = sight.near if here else sight.before
    above = above_breakdown(reading, whole, rows) if here or rest or _goes_back(reading) else whole
    if rest and above is not None:
        yield Link(REST_OF, above)
    elif above is None:
        for x in rows:
            if x is whole or (x is not reading and (not here or x.first < reading.first) and beside(x, whole)):
                yield Link(ONE_OF_SEVERAL, x)
    elif reading.part:
        yield Link(PART_OF, above)


def _makes_up(sight: _Sight, wholes: Sequence[Link]) -> bool:
    """Whether a part belongs to a complete breakdown right after its whole, in brackets, between dashes or after a
    colon, without a word that excludes some members ("mostly", "and the others")."""
    analysis, reading = sight.analysis, sight.reading
    if reading.frame is None or [link.kind for link in wholes] != [PART_OF]:
        return False
    if wholes[0].other not in sight.near:
        return made_up_of(analysis, reading) and not _opens_a_choice(analysis, reading)
    whole = wholes[0].other
    if reading.frame.linked in (LIST, SEMICOLON):
        previous = _previous(sight)
        if (
            previous is None
            or analysis.depth(previous.first) != analysis.depth(reading.first)
            or _opens_a_choice(analysis, reading)
        ):
            return False
        return any(link.kind == MAKES_UP and link.other is whole for link in previous.links)
    if lists_all(analysis.tokens.low[whole.last + 1 : reading.first]):
        return not _opens_a_choice(analysis, reading)
    between = analysis.items[analysis.items_from(whole.last + 1) : analysis.items_from(reading.first)]
    marks = [x for x in between if x.kind in ENDS_A_PHRASE]
    if reading.frame.linked not in SORTING_MARKS or len(marks) != 1:
        return False
    return not _opens_a_choice(analysis, reading, whole.last + 1)


def _opens_a_choice(analysis: Analysis, reading: Reading, begin: int | None = None) -> bool:
    """Whether a word that excludes some members occurs between ``begin`` (default: the token before the figure) and the
    end of the figure's list."""
    begin = reading.first - 1 if begin is None else begin
    behind = analysis.items[analysis.items_from(reading.first) :]
    end = next((x.first for x in behind if x.kind in ENDS_A_LIST), len(analysis.tokens.low))
    return not LINK_WORDS["opens_a_choice"].isdisjoint(analysis.tokens.low[begin:end])


def _previous(sight: _Sight) -> Reading | None:
    """Return the previous figure in the sentence."""
    return next((x for x in reversed(sight.near) if x.first < sight.reading.first and x.number >= 0), None)


def _among(sight: _Sight) -> Sequence[Reading]:
    """Finds the figures of other metrics that a figure divides because both count the same people or things:
    "identified 60 victims, of whom 41 went home", "convicted 22 of these defendants and acquitted nine". Returns all
    figures to which the words may refer."""
    analysis, reading = sight.analysis, sight.reading
    if (
        reading.relation != codes.CURRENT
        or reading.number < 0
        or reading.frame is None
        or reading.metric in UNCOUNTED
        or reading.part
    ):
        return ()
    if only_looks_like_a_part(analysis, reading):
        return ()
    named = whole_by_value(analysis, reading)
    if named is not None:
        return _not_parts([named], reading) if _may_hold(named, reading) else ()
    pointing = _pointing(analysis, reading)
    clause = reading.frame.bare() and reading.frame.linked in CLAUSE_MARKS and reading.frame.verb_token > reading.last
    if pointing == "" and not clause:
        return _beside_those_among(sight) or _of_those_named(sight) or _of_those_tried(sight)
    earlier = [x for x in sight.near if x.first < reading.first and _may_hold(x, reading)]
    if earlier:
        nearest = earlier[-1]
        end = nearest.last if nearest.frame is None else max(nearest.last, nearest.frame.np_end)
        others = nearest.metric != reading.metric and not _names_persons(analysis, end + 1, reading.first)
        return _not_parts(earlier, reading) if others else []
    opening = reading.first - 4 if _of_these_named(analysis, reading) else reading.first
    if clause or pointing == "whom" or _names_persons(analysis, 0, opening):
        return ()
    return _not_parts([x for x in sight.before if _may_hold(x, reading)], reading)


def _beside_those_among(sight: _Sight) -> Sequence[Reading]:
    """Return the figures that the previous figure divides, if this figure continues the list or omits the same noun in
    a clause of its own: "41 were found guilty, and the charges against 12 were dropped"."""
    reading, previous = sight.reading, _previous(sight)
    if previous is None or reading.frame is None or not reading.frame.bare():
        return ()
    among = [link.other for link in previous.links if link.kind == AMONG]
    if reading.frame.linked in (LIST, VERB):
        return among
    told = [x for x in sight.near if x.frame is not reading.frame]
    return among if among and _noun_of(reading, told) in among else ()


def _of_those_named(sight: _Sight) -> Sequence[Reading]:
    """Return the figures for the people whom the sentence's opening names by an act that affected them: "Of the
    victims identified in 2019, police referred 86", "Of those convicted, 34 received suspended terms"."""
    analysis, reading = sight.analysis, sight.reading
    low = analysis.tokens.low
    comma = next((token for token in range(min(reading.first, REACH_OF_NAMES)) if low[token] == ","), -1)
    if comma < 0 or low[0] not in WORDS["of_or_among"] or low[1:2] == [] or low[1] not in WORDS["pointing_to_a_whole"]:
        return ()
    named = analysis.items[: analysis.items_from(comma)]
    if any(x.kind == NUMBER for x in named):
        return ()
    acts = {x.concept for x in named if x.kind == VERB and x.concept}
    others = [x for x in sight.before if _may_hold(x, reading) and x.metric != reading.metric]
    return [x for x in others if x.frame and acts & {*x.frame.acts}]


def _of_those_tried(sight: _Sight) -> Sequence[Reading]:
    """Return the figure for the people whose trials ended, if a later clause gives the outcome without repeating the
    noun: "trials of 33 suspects were completed; the courts found 21 guilty, let 11 go free"."""
    analysis, reading = sight.analysis, sight.reading
    if reading.frame is None or reading.frame.heads or reading.metric not in OUTCOMES:
        return ()
    earlier = [x for x in sight.near if x.first < reading.first and x.metric not in OUTCOMES]
    whole = earlier[-1] if earlier else None
    if whole is None or whole.metric not in IN_COURT or not _may_hold(whole, reading):
        return ()
    end = next((mark for mark in analysis.tokens.semicolons if mark > whole.first), -1)
    ended = whole.first < end < reading.first and not LINK_WORDS["ended"].isdisjoint(analysis.tokens.low[:end])
    return [whole] if ended else ()


def _not_parts(told: Sequence[Reading], reading: Reading) -> list[Reading]:
    return [x for x in told if x.metric != reading.metric and not x.part]


def _names_persons(analysis: Analysis, begin: int, end: int) -> bool:
    """Whether a noun for people occurs between two tokens, so that later words refer to that noun: "no victims, and 17
    of them"."""
    between = analysis.items[analysis.items_from(begin) : analysis.items_from(end)]
    return any(x.kind == NOUN and x.concept in PERSON_NOUNS for x in between)


def _of_these_named(analysis: Analysis, reading: Reading) -> bool:
    """Whether a figure follows "of these" with a noun: "of these victims, 133"."""
    lead = analysis.tokens.low[max(0, reading.first - 4) : reading.first]
    return len(lead) == 4 and lead[3] == "," and of_these(lead[:2]) and lead[1] in LINK_WORDS["those_named"]


def _pointing(analysis: Analysis, reading: Reading) -> str:
    """Return the word beside a figure that refers back to everyone counted before ("of [whom] 12", "of [these], 12",
    "12 of [them]"), or "". "Those" in "12 of those arrested" does not refer back, because it names other people."""
    low = analysis.tokens.low
    lead, behind = low[max(0, reading.first - 3) : reading.first], low[reading.last + 1 : reading.last + 3]
    if lead[-1:] == ["whom"] or behind == ["of", "whom"]:
        return "whom"
    if _of_these_named(analysis, reading) or says_among(analysis, reading):
        return "these"
    token = reading.last + 2 if behind[:1] == ["of"] else reading.first - 1 - (lead[-1:] == [","])
    word = low[token] if token >= 0 and (behind[:1] == ["of"] or of_these(lead)) and token < len(low) else ""
    if word not in WORDS["those_counted"]:
        return ""
    after = next(iter(analysis.items[analysis.items_from(token + 1) :]), None)
    named = after is not None and after.first == token + 1 and after.kind == VERB and word == "those"
    return "" if named and token > reading.last else word


def _may_hold(told: Reading, reading: Reading) -> bool:
    """Whether the figure ``reading`` may count some of the people or things that ``told`` counts."""
    fits = told.metric not in UNCOUNTED and told.number >= 0 and told.low is not None
    return (
        fits
        and told is not reading
        and (told.unit, told.relation, told.year) == (reading.unit, codes.CURRENT, reading.year)
    )


def _goes_back(reading: Reading) -> bool:
    """Whether a part's words name no kind, so that the part divides everything that the previous sentence counted."""
    return not reading.kind_told


def _sorts_again(analysis: Analysis, reading: Reading) -> bool:
    """Whether a figure divides once more the people just counted: "831 were in forced labor and 376 in prostitution; 92
    of these were under 18"."""
    if not reading.inherited or reading.frame is None or reading.link is None or reading.link.kind == COUNTS_LIKE:
        return False
    lead = analysis.tokens.low[max(0, reading.first - 3) : reading.first]
    return (
        reading.frame.partitive
        or of_these(lead)
        or (reading.frame.linked == SEMICOLON and concepts.BE in reading.frame.does)
    )


def says_rest(analysis: Analysis, reading: Reading) -> bool:
    """Whether the words say that a figure counts the remainder: "the remaining four", "the other six", "the rest,
    39"."""
    low = analysis.tokens.low
    return not REST.isdisjoint(low[max(0, reading.first - 2) : reading.first]) or low[reading.last + 1 :][:1] == [
        "others"
    ]


def _compared(sight: _Sight) -> Reading | None:
    """Return the figure with which a comparator is compared: its counterpart in a row, or the figure that it
    continues. If that figure is a comparator too ("down from 46 in 2016 and 91 in 2015"), both are compared with the
    same figure."""
    analysis, reading = sight.analysis, sight.reading
    if reading.relation != codes.COMPARATOR or (reading.part and reading.antecedent not in sight.near):
        return None
    found = sight.row() or answers_to(analysis, reading, sight.near, sight.before)
    if found is not None and found.relation == codes.COMPARATOR:
        found = next((x.other for x in found.links if x.kind == COMPARED_WITH), found)
    # a part of an earlier year is not a comparator of its own whole
    return None if found is reading or (reading.part and found is reading.antecedent) else found


def _shared(sight: _Sight) -> Iterator[Link]:
    """Yield a link to the figure with which a figure shares a verb or noun: "convicted 25 traffickers in the capital
    and six elsewhere", "arrested 14 suspects and charged 11", "58 and 1,204 calls"."""
    reading = sight.reading
    if reading.frame is None or reading.number < 0:
        return
    told = [x for x in sight.near if x.frame is not None and x.frame is not reading.frame and x.number >= 0]
    source = reading.antecedent
    if source is not None and source.relation != codes.CURRENT:
        source = None
    if source is None:
        listed = reading.frame.linked == LIST and reading.frame.verbs
        same = [x for x in told if x.first < reading.first and x.metric == reading.metric and x.frame and listed]
        source = next((x for x in reversed(same) if x.frame and x.frame.verbs[:1] == reading.frame.verbs[:1]), None)
    if source is not None:
        verbs = reading.frame.verbs[:1]
        own_verb = verbs and source.frame is not None and verbs != source.frame.verbs[:1]
        yield Link(SHARES_NOUN if own_verb and reading.frame.bare() else SHARES_VERB, source)
        return
    noun = _noun_of(reading, told)
    if noun is not None:
        yield Link(SHARES_NOUN, noun)


def _noun_of(reading: Reading, told: Sequence[Reading]) -> Reading | None:
    """Return the figure from which a bare figure takes its noun or, for a figure with a noun, a later figure that
    shares the noun."""
    frame = reading.frame
    if frame is None or reading.unit is None:
        return None
    if not frame.bare():
        joined = (x for x in told if x.first > reading.first and x.frame and x.frame.np_end_item == frame.np_end_item)
        return next((x for x in joined if x.first <= frame.np_end), None)
    before = [x for x in told if x.first < reading.first and x.unit == reading.unit and x.relation == codes.CURRENT]
    return next((x for x in reversed(before) if x.frame is not None and not x.frame.bare()), None)
