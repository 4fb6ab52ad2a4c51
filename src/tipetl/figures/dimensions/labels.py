"""Reads lists that name each kind before its figure: "sex trafficking: 16; labor: seven", "Moldovans (131), Romanians
(74)".

What belongs here: which words before a figure are its label. What does not belong here: the meaning of a label
(``named``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.syntax.chunks import kinds, voices
from tipetl.syntax.chunks.spans import REACH
from tipetl.syntax.chunks.symbols import BOOK

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

#: the punctuation between a label and its figure, each mark with the kinds of items that end an entry
CLOSED_BY = {
    kinds.OPEN_BRACKET: frozenset((kinds.CLOSE_BRACKET,)),
    kinds.COLON: kinds.ROW_JOINTS | {kinds.CLOSE_BRACKET, kinds.DASH},
}
#: the maximum number of items between the name of the people counted and their figure
NEAR = 7
#: the maximum number of items between "the number of" and its figure
FAR = 12
NUMBER_NOUNS, PUT_AT = BOOK.words["number_nouns"], BOOK["put_at"]
ENDS_A_SUBJECT = kinds.ROW_JOINTS | kinds.CLAUSE_OPENERS
#: kinds of items that may come between the people named and the number: "the number of children [among them] fell to
#: 12"
AMONG_THEM = frozenset((kinds.PREPOSITION, kinds.PRONOUN))
Span = tuple[int, int]


def find_labels(analysis: Analysis) -> dict[int, Span]:
    """Maps the number of each figure to the first and last token of its label, in a list that names each kind before
    its figure. A list must have at least two entries with the same punctuation."""
    found: dict[str, dict[int, Span]] = {mark: {} for mark in CLOSED_BY}
    for place in analysis.nums:
        mark = analysis.items[place - 1].kind if place else ""
        if mark in found and _ends_there(analysis, place, mark):
            span = _label(analysis, place, mark)
            if span is not None:
                found[mark][analysis.items[place].number] = span
    return {number: span for entries in found.values() if len(entries) > 1 for number, span in entries.items()}


def _ends_there(analysis: Analysis, place: int, mark: str) -> bool:
    """Whether the entry of item ``place`` contains only its number."""
    item = analysis.items[place]
    frame = analysis.frames.get(item.number)
    if frame is None or not frame.bare() or analysis.numbers[item.number].form not in forms.COUNT_OR_ZERO:
        return False
    if place + 1 == len(analysis.items) or analysis.items[place + 1].kind in CLOSED_BY[mark]:
        return True
    return mark == kinds.COLON and analysis.tokens.low[item.last + 1 : item.last + 2] == ["."]


def _label(analysis: Analysis, place: int, mark: str) -> Span | None:
    """Return the words before the punctuation, back to the previous entry or the start of the list, or None if there
    are no such words, or if the words have their own figure ("63 minors (48)")."""
    items = analysis.items
    first = place - 1
    for first in range(place - 1, max(0, place - REACH), -1):
        item, ahead = items[first - 1], items[first - 2] if first > 1 else None
        if mark == kinds.OPEN_BRACKET and item.kind == kinds.VERB and item.finite and item.voice != voices.BARE:
            # "who had been put to work in fields (37)" describes the people, "outnumbered adults (126)" does not
            first -= item.voice == voices.PASSIVE
            break
        if item.kind == kinds.NUMBER:
            if mark == kinds.OPEN_BRACKET:
                return None
            break
        if item.kind in kinds.MARKS or (
            item.kind == kinds.CONJUNCTION
            and (ahead is None or ahead.kind in (kinds.CLOSE_BRACKET, kinds.COMMA, kinds.NUMBER))
        ):
            break
    else:
        first = max(0, place - REACH)
    return (items[first].first, items[place - 1].first - 1) if first < place - 1 else None


def subject_before(analysis: Analysis, reading: Reading) -> Span | None:
    """Return the words before a figure that name the people it counts: "Children made up 60 of them", "the minors 17,
    and the men six"."""
    frame = reading.frame
    if frame is None or reading.number < 0:
        return None
    if not frame.partitive and (frame.np_end > reading.last or frame.head_word):
        return None
    end = first = analysis.items_from(reading.first)
    if (numbered := _number_of(analysis, end)) is not None:
        return numbered
    amounts = frame.linked == kinds.NOUN
    for first in range(end, max(0, end - NEAR), -1):
        item = analysis.items[first - 1]
        if item.kind == kinds.VERB and item.concept == concepts.AMOUNT:
            amounts = True
        elif item.kind not in kinds.IN_A_PHRASE and not (amounts and item.kind in AMONG_THEM and first < end):
            break
    else:
        first = max(0, end - NEAR)
    return (analysis.items[first].first, reading.first - 1) if amounts and first < end else None


def _number_of(analysis: Analysis, place: int) -> Span | None:
    """Return the tokens between "number of" and the next verb, or the figure if a verb before "number of" sets that
    number: "The number of child victims identified rose from 41 to 56", "corrected the number of child victims to 56".

    Returns None if another part of the sentence begins between "number of" and item ``place``."""
    items, low = analysis.items, analysis.tokens.low
    for at in range(place - 3, max(0, place - FAR) - 1, -1):
        if items[at].kind in ENDS_A_SUBJECT:
            return None
        if low[items[at].last] in NUMBER_NOUNS and items[at + 1].form == WORD.whole:
            verb = next((k for k in range(at + 2, place) if items[k].kind == kinds.VERB), None)
            if verb is None and PUT_AT.fits(items, place - 1):
                verb = place - 1
            return None if verb is None else (items[at + 2].first, items[verb].first - 1)
    return None
