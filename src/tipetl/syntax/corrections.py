"""Finds the corrections of a sentence ("revised the figure for 2011 from 37 to 35").

The figure given before and the one given now are both of the time corrected, and so comparators (rule 2).

What belongs here: where a correction begins and ends. What does not: what its figures count, or the claim that one
takes the place of the other (``figures.claims``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language import forms
from tipetl.language.number_ranges import is_year
from tipetl.language.particles import WORD
from tipetl.syntax.chunks.symbols import BOOK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.language.numbers import Number
    from tipetl.language.tokens import Tokens

CORRECTING, CHANGING, CORRECTED = (BOOK.words[name] for name in ("correcting", "changing", "what_is_corrected"))
VERBS = CORRECTING | CHANGING
ONLY = BOOK.words["before_a_compared_figure"]
#: how many words a correction's verb and its figures may be apart, and its figures
TO_A_FIGURE, TO_THE_OTHER = 18, 9
#: how many words away from its verb what is corrected may be
TO_A_NOUN = 8
COUNTS = frozenset((forms.COUNT, forms.ZERO, forms.MONEY))


def correction_spans(tokens: Tokens, numbers: list[Number]) -> Iterator[tuple[int, int]]:
    """The token spans of corrections, from the verb, or what it corrects, to the figure given now (included)."""
    figures = [number for number in numbers if number.form in COUNTS and number.high is None]
    for verb in tokens.at(VERBS.__contains__) if len(figures) > 1 else ():
        span = _behind(tokens, verb, figures) or _around(tokens, verb, figures)
        if span is not None and (tokens.low[verb] in CORRECTING or any(map(is_year, tokens.low[slice(*span)]))):
            yield span


def _behind(tokens: Tokens, verb: int, figures: list[Number]) -> tuple[int, int] | None:
    """ "corrected the figure for 2011, previously reported as 117, to 109"."""
    if CORRECTED.isdisjoint(tokens.low[verb + 1 : verb + TO_A_NOUN]):
        return None
    old = next((number for number in figures if number.begins > verb), None)
    if old is None or old.begins > verb + TO_A_FIGURE or _turns(tokens, verb, old.begins):
        return None
    new = _led_to(tokens, old.last, figures)
    return None if new is None else (verb, new.last + 1)


def _around(tokens: Tokens, verb: int, figures: list[Number]) -> tuple[int, int] | None:
    """ "the number for 2011, given last year as 52, was corrected to 49"."""
    old = next((number for number in reversed(figures) if number.last < verb), None)
    if old is None or old.last < verb - TO_THE_OTHER or _turns(tokens, old.last, verb):
        return None
    begin = max(0, old.begins - TO_A_NOUN)
    noun = next((at for at in range(begin, old.begins) if tokens.low[at] in CORRECTED), None)
    new = None if noun is None or _turns(tokens, noun, old.begins) else _led_to(tokens, verb, figures, within=3)
    return None if new is None or noun is None else (noun, new.last + 1)


def _led_to(tokens: Tokens, begin: int, figures: list[Number], within: int = TO_THE_OTHER) -> Number | None:
    """The next figure behind a token, if "to" leads there."""
    new = next((number for number in figures if number.begins > begin), None)
    if new is None or new.begins > begin + within + 2 or _turns(tokens, begin, new.begins):
        return None
    lead = new.begins - 1
    while tokens.low[lead] in ONLY:
        lead -= 1
    return new if tokens.low[lead] == WORD.goal else None


def _turns(tokens: Tokens, begin: int, end: int) -> bool:
    """Whether another clause begins between two tokens."""
    return ";" in tokens.low[begin:end]
