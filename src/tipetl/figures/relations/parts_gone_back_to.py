"""Wholes that no word beside a figure points to, and words beside one that only look like pointing.

What belongs here: one function for each way of telling a part. They add links alone: no figure is read otherwise for
them, so they may be seen once all else is settled. What does not: the marks that decide how a figure is read
(``parts``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.readings import PART_OF, PERSON_NOUNS, Reading
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts
from tipetl.language.particles import WORD
from tipetl.metrics import DURATIONS, MONEY
from tipetl.model import codes
from tipetl.syntax.kinds import CONJUNCTION, LIST, NOUN, NUMBER, SEMICOLON, VERB

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis

#: how many tokens a group gone back to may take up: "the 12 freed victims", "out of this budget"
OPENING = 6


def only_looks_like_a_part(a: Analysis, r: Reading) -> bool:
    """Whether words about a part say something else: "trained 40 of its own", "opened seven of their shelters" (what
    one has is not what was counted), "of these 131 victims" and "all nine of them" (everyone again), "of which there
    were 46", "one case, in which 57 workers were freed"."""
    low = a.tokens.low
    lead, behind = low[max(0, r.first - 3) : r.first], low[r.last + 1 : r.last + 3]
    if behind[:1] == [WORD.whole] and not WORDS["whose"].isdisjoint(behind[1:]):
        return True
    if behind[:1] == [WORD.whole] and lead[-1:] == ["all"]:
        return True
    if lead[:2] == ["which", "there"] or (
        lead[-1:] == ["which"] and not WORDS["where_and_when"].isdisjoint(lead[-2:-1])
    ):
        return True
    again = lead[-2:-1] == [WORD.whole] and not WORDS["those_named"].isdisjoint(lead[-1:])
    return again and (behind[:1] == [","] or (r.frame is not None and not r.frame.bare()))


def told_whole(a: Analysis, r: Reading, near: Sequence[Reading], before: Sequence[Reading]) -> Reading | None:
    """The whole of a figure that is no part by the words beside it."""
    if r.relation != codes.CURRENT or r.number < 0 or r.frame is None or r.metric in DURATIONS:
        return None
    if r.metric in MONEY:
        return _undivided(before, r) if _out_of_this(a, r) else None
    earlier = [x for x in near if x.first < r.first and x.number >= 0]
    previous = earlier[-1] if earlier else None
    if previous is not None:
        whole = _in_apposition(a, r, previous) or _sorted_again_in_brackets(a, r, previous)
        if whole is not None:
            return whole
    if says_among(a, r):
        return _undivided(earlier, r) or _undivided(before, r)
    if previous is None and _numbers_a_sort(a, r):
        return _undivided(before, r)
    if not any(_alike(x, r) and not _numbers_alone(a, x) for x in earlier) and (
        _numbers_alone(a, r) or _says_what_some_are(r)
    ):
        return _undivided(before, r) if _opens_with_those_told(a, r) else None
    return None


def says_among(a: Analysis, r: Reading) -> bool:
    """Whether "among them" stands behind what a figure counts: "there were 16 children among them"."""
    end = r.last if r.frame is None else max(r.last, r.frame.np_end)
    behind = a.tokens.low[end + 1 : end + 3]
    return behind[:1] == ["among"] and not WORDS["those_counted"].isdisjoint(behind[1:])


def _alike(x: Reading, r: Reading) -> bool:
    return (x.metric, x.unit, x.year, x.relation) == (r.metric, r.unit, r.year, r.relation)


def _undivided(told: Sequence[Reading], r: Reading) -> Reading | None:
    """The last whole figure of the same metric, unit and year."""
    return next((x for x in reversed(told) if _alike(x, r) and not x.part and x.low is not None), None)


def _in_apposition(a: Analysis, r: Reading, previous: Reading) -> Reading | None:
    """The whole right before a comma and the kinds of it: "convicted 33 traffickers in 2016, 25 of sex trafficking and
    14 of forced labor"."""
    if r.frame is None or not r.frame.bare() or not r.kind_told or not _alike(previous, r):
        return None
    wholes = [link.other for link in previous.links if link.kind == PART_OF]
    if r.frame.linked == LIST and wholes:
        return wholes[0]
    if a.tokens.low[r.first - 1] != "," or previous.kind_told:
        return None
    if previous.frame is None or previous.frame.bare() or previous.frame.linked == LIST:
        return None
    between = a.items[a.items_from(previous.last + 1) : a.items_from(r.first)]
    ends = any(x.kind in (CONJUNCTION, NUMBER, SEMICOLON) or x.kind == VERB for x in between)
    return None if ends else previous


def _sorted_again_in_brackets(a: Analysis, r: Reading, previous: Reading) -> Reading | None:
    """The whole of a list in brackets that is divided anew behind a semicolon: "(80 adults and 51 children; 66 male and
    65 female)"."""
    if r.frame is None or r.frame.linked not in (SEMICOLON, LIST) or not _alike(previous, r):
        return None
    depth = a.least_depth(previous.first, r.first + 1)
    if not depth:
        return None
    return next((link.other for link in previous.links if link.kind == PART_OF and link.other.first < r.first), None)


def _out_of_this(a: Analysis, r: Reading) -> bool:
    """Whether a sum is taken from the one just told: "Out of this budget, $265,000 went to shelters"."""
    opening = a.tokens.low[: min(r.first, OPENING)]
    begin = opening.index(WORD.whole) + 1 if WORD.whole in opening[:2] else len(opening)
    return not WORDS["this_sum"].isdisjoint(opening[begin : begin + 1])


def _numbers_alone(a: Analysis, r: Reading) -> bool:
    """Whether a figure stands alone in brackets behind what it counts: "came from Russia (280) and Turkey (131)"."""
    alone = a.tokens.low[r.last + 1 : r.last + 2] == [")"] and a.tokens.low[max(0, r.first - 1) : r.first] == ["("]
    return alone and r.frame is not None


def _numbers_a_sort(a: Analysis, r: Reading) -> bool:
    """Whether a sentence says how many of those told before are of a sort: "The children were 31"."""
    frame = r.frame
    if frame is None or not frame.heads or not WORDS["nouns_that_sort"].issuperset(frame.heads):
        return False
    says = not WORDS["saying_how_many"].isdisjoint(frame.acts)
    return says and a.tokens.low[0] == "the" and 0 <= frame.verb_token < r.first <= OPENING


def _says_what_some_are(r: Reading) -> bool:
    """Whether a clause says of some whose noun is left out what they are: "thirty-nine were below the age of 18"."""
    frame = r.frame
    if not r.inherited or frame is None or not frame.bare():
        return False
    return concepts.BE in frame.does


def _opens_with_those_told(a: Analysis, r: Reading) -> bool:
    """Whether a sentence opens with all those told before, and not with others or a number: "The freed victims came
    …", "The majority were …"."""
    low = a.tokens.low
    if r.first < OPENING or low[0] not in WORDS["opens_with_those_told"]:
        return False
    opening = a.items[: a.items_from(OPENING)]
    verb = next((x for x in opening if x.kind == VERB), None)
    end = a.items_from(OPENING if verb is None else verb.first)
    subject = a.items[:end]
    if verb is None:
        return False
    nouns = [x for x in subject if x.kind == NOUN]
    return not nouns or nouns[-1].concept in PERSON_NOUNS
