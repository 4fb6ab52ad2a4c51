"""Finds numbers in plans, duties and wishes, which do not count anything that was done.

What belongs here: deciding whether a number belongs to a plan. What does not belong here: other numbers that count
nothing (``no_counts``), or recommendations, which appear in a section of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.book import BOOK, WORDS, word_symbols
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.syntax.chunks import voices
from tipetl.syntax.chunks.kinds import CONJUNCTION, SEMICOLON, VERB

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

#: the maximum number of items between a plan's verb and a number
REACH = 24
#: the number of words before and after a number to search for signs that the things counted are still to come
AHEAD = 10
AIMED_AT, ASKED_TO = BOOK["aimed_at"], BOOK["asked_to"]


def is_planned(analysis: Analysis, frame: Frame) -> bool:
    """Whether a number belongs to a plan, a duty or a wish rather than to something done."""
    return (
        frame.modal
        or any(_verb_of_plan(analysis, place) for place in frame.verbs)
        or _called_for(analysis.tokens, analysis.numbers[frame.number].begins)
        or _foreseen(analysis, frame)
        or _still_to_come(analysis, frame)
    )


def _verb_of_plan(analysis: Analysis, place: int) -> bool:
    """Whether the verb at an item states a plan: "planned to train", "would add shelters and train"."""
    items = analysis.items
    verb = items[place]
    if verb.voice == voices.INFINITIVE:
        meant = _is_meant(analysis, place) or BOOK["led_by_a_plan"].fits(items, place - 1)
        return meant or any(_is_meant(analysis, other) for other in _joined_infinitives(items, place))
    return verb.form == forms.BASE and verb.voice == voices.ACTIVE and _joined_to_modal(items, place)


def _is_meant(analysis: Analysis, place: int) -> bool:
    """Whether the infinitive at an item is intended or asked for: "hopes to train", "urges the state to train"."""
    low, first = analysis.tokens.low, analysis.items[place].first
    meant = first > 0 and low[first - 1] in WORDS["intentions"]
    before = word_symbols(low, max(0, first - AHEAD), first)
    return meant or ASKED_TO.end(before, len(before) - 1) != -2


def _joined_infinitives(items: list[Item], place: int) -> list[int]:
    """Return the earlier infinitives to which the infinitive at an item is joined: "means to train 500 and to open
    ten"."""
    if not place or items[place - 1].kind != CONJUNCTION:
        return []
    begin = max((at for at, x in enumerate(items[:place]) if x.kind == SEMICOLON), default=-1)
    return [at for at in range(begin + 1, place) if items[at].voice == voices.INFINITIVE]


def _joined_to_modal(items: list[Item], place: int) -> bool:
    """Whether the bare verb at an item is joined to a verb after a modal ("would add shelters and train 500"), or
    states what others would have to do ("would have 12 provinces train 500")."""
    earlier = next((x for x in reversed(items[:place]) if x.kind in (VERB, SEMICOLON)), None)
    if earlier is None or not earlier.modal:
        return False
    return items[place - 1].kind == CONJUNCTION or earlier.concept == concepts.HAVE


def _called_for(tokens: Tokens, number: int) -> bool:
    """Whether "calls for" or a similar phrase precedes the number that begins at a token."""
    words = tokens.low[max(0, number - 2) : number]
    return words[1:] == [WORD.purpose] and words[0] in WORDS["calling_for"]


def _still_to_come(analysis: Analysis, frame: Frame) -> bool:
    """Whether the things that a number counts are still to come, or are a goal: "two shelters are to open", "aims at
    500 inspections"."""
    low, begin = analysis.tokens.low, analysis.numbers[frame.number].begins if frame.number >= 0 else 0
    behind = analysis.numbers[frame.number].last + 1 if frame.number >= 0 else len(low)
    if BOOK["yet_to_come"].fits(word_symbols(low, behind, behind + AHEAD), 0):
        return True
    before = word_symbols(low, max(0, begin - AHEAD), begin)
    return AIMED_AT.end(before, len(before) - 1) != -2


def _foreseen(analysis: Analysis, frame: Frame) -> bool:
    """Whether a plan provides for the things that a number counts: "foresees 15 workshops", "foresees the training of
    500 officials and a budget of $90,000"."""
    low = analysis.tokens.low
    for item in reversed(analysis.items[max(0, frame.item - REACH) : frame.item]):
        if low[item.last] in WORDS["foreseeing"]:
            return True
        if item.kind == SEMICOLON or (item.kind == VERB and item.form != forms.GERUND):
            return False
    return False
