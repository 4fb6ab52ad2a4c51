"""Finds figures that divide an earlier count, in a clause about a kind of exploitation: "Sex trafficking was at issue
in 51 of the cases and forced labor in 14".

What belongs here: whether the subject of a number's clause is a kind of exploitation, and the figure divided. What does
not belong here: which kind of exploitation the words name (``dimensions``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.readings import CASE_NOUNS, PERSON_NOUNS
from tipetl.figures.relations.going_back import NOT_AGAIN, whole_before
from tipetl.figures.relations.words import WORDS
from tipetl.language.particles import WORD
from tipetl.language.rules import EVENT_NOUNS
from tipetl.model import codes
from tipetl.syntax.chunks import kinds

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading
    from tipetl.figures.relations.gaps import Gap
    from tipetl.syntax.chunks.items import Item

KINDS = frozenset((codes.SEX, codes.LABOR))
#: nouns that figures count; a subject that contains one is not a kind of exploitation
COUNTED = PERSON_NOUNS | CASE_NOUNS | EVENT_NOUNS
#: kinds of items that may occur in a subject, or between a verb and its number
PLAIN = kinds.IN_A_PHRASE | {kinds.PREPOSITION, kinds.MARK}
#: kinds of items after which a verb may be omitted
GAPS = kinds.ROW_JOINTS
#: the minimum number of tokens before a number in a clause that names the number's owners
LEAST_SUBJECT = 3
#: the maximum number of items in a subject, and of items after its verb
LONGEST = 8


def tells_of_a_kind(analysis: Analysis, place: int) -> bool:
    """Whether the clause of the number at item ``place`` states the number of cases that involved a kind of
    exploitation."""
    if whose_lot(analysis, place):
        return True
    at = _before(analysis, place - 1)
    verb = analysis.items[at] if at >= 0 else None
    if verb is None or verb.kind in GAPS:
        # "and forced labor in 14": the verb is omitted
        return (
            place - at > 2
            and analysis.items[place - 1].kind == kinds.PREPOSITION
            and _names_a_kind(analysis, at + 1, place - 1)
        )
    says_so = verb.concept is None or verb.concept in WORDS["verbs_of_what_is_involved"]
    if verb.kind != kinds.VERB or verb.negated or not says_so:
        return False
    return _names_a_kind(analysis, _before(analysis, at - 1) + 1, at)


def whose_lot(analysis: Analysis, place: int) -> bool:
    """Whether a number counts the people to whom a crime or a fate belongs: "Pimping was the crime of 66; forced
    begging, that of two"."""
    low, first = analysis.tokens.low, analysis.items[place].first
    if first < LEAST_SUBJECT or low[first - 1] != WORD.whole:
        return False
    lots, frame = WORDS["lots_of_persons"], analysis.frames.get(analysis.items[place].number)
    said = low[first - 2] in lots or (low[first - 2] == WORD.further and not lots.isdisjoint(low[:first]))
    if not said or frame is None or not frame.bare():
        return False
    begin = max((number.last + 1 for number in analysis.numbers if number.last < first), default=0)
    named = any(begin <= at < first and concept in KINDS for at, _, concept in analysis.hits)
    return named or "trafficking" in low[begin:first]


def sorted_by_kind(gap: Gap) -> Reading | None:
    """Return the figure that a number divides by a kind of exploitation, or None."""
    if gap.money or gap.compared or not tells_of_a_kind(gap.analysis, gap.item):
        return None
    told = [r for r in gap.fits if gap.analysis.comparator_at(r.first) is None]
    if told:
        return told[-1]
    unit = codes.CASE if not CASE_NOUNS.isdisjoint(gap.frame.heads) else None
    before = [r for r in gap.fitting_before if r.metric not in NOT_AGAIN and r.status == codes.REPORTED]
    return whole_before(gap, [r for r in before if unit in (None, r.unit)], pointed=gap.frame.partitive)


def _before(analysis: Analysis, at: int) -> int:
    """Return the first item before the run of plain items that ends at an item."""
    floor = max(-1, at - LONGEST)
    while at > floor and analysis.items[at].kind in PLAIN:
        at -= 1
    return at


def _names_a_kind(analysis: Analysis, begin: int, end: int) -> bool:
    """Whether items name a kind of exploitation and nothing that a figure counts."""
    subject = analysis.items[begin:end]
    if not subject or subject[0].kind == kinds.PREPOSITION or any(_is_counted(item) for item in subject):
        return False
    first, last = subject[0].first, subject[-1].last
    return any(first <= begins and ends <= last and concept in KINDS for begins, ends, concept in analysis.hits)


def _is_counted(item: Item) -> bool:
    return item.kind == kinds.NOUN and item.concept in COUNTED
