"""Finds the corrections in a sentence ("revised the figure for 2011 from 37 to 35").

The old figure and the new figure both refer to the corrected period, so both are comparators (rule 2).

What belongs here: where a correction begins and ends. What does not belong here: what the figures count, or the claim
that one figure replaces the other (``figures.claims``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
KNOWN, BEFORE_THE_OLD = BOOK.words["before_a_compared_figure"], BOOK.words["before_what_is_corrected"]
#: the maximum number of words from a correction's verb to an old figure after it, and from an old figure to a verb
#: after it
TO_A_FIGURE, TO_ITS_VERB = 18, 9
#: the maximum number of words from the old figure to the new figure, and from the verb to the new figure
TO_THE_NEW, AT_ONCE = 11, 5
#: the maximum number of words between the corrected noun and the verb before it or the figure after it
TO_A_NOUN = 8
COUNTS = frozenset((forms.COUNT, forms.ZERO, forms.MONEY))


class _Correction(NamedTuple):
    """A correction: the token at which it begins, its old figure and its new figure."""

    begin: int
    old: Number
    new: Number


def correction_spans(tokens: Tokens, numbers: list[Number]) -> Iterator[tuple[int, int]]:
    """Finds the token spans of corrections, from the verb or the corrected noun to the token after the new figure."""
    figures = [number for number in numbers if number.form in COUNTS and number.high is None]
    for verb in tokens.at(VERBS.__contains__) if len(figures) > 1 else ():
        found = _behind(tokens, verb, figures) or _around(tokens, verb, figures)
        if found is not None and (tokens.low[verb] in CORRECTING or _is_of_a_year(tokens, found)):
            yield found.begin, found.new.last + 1


def _is_of_a_year(tokens: Tokens, found: _Correction) -> bool:
    """Return whether a single year applies to both figures; "raised it from 38 in 2015 to 52" instead reports a
    rise."""
    apart = tokens.low[found.old.last + 1 : found.new.begins]
    return any(map(is_year, tokens.low[found.begin : found.old.begins])) and not any(map(is_year, apart))


def _behind(tokens: Tokens, verb: int, figures: list[Number]) -> _Correction | None:
    """Finds a correction with its verb first: "corrected the figure for 2011, previously reported as 117, to 109"."""
    if CORRECTED.isdisjoint(tokens.low[verb + 1 : verb + 1 + TO_A_NOUN]):
        return None
    old = next((number for number in figures if number.begins > verb), None)
    if old is None or old.begins > verb + TO_A_FIGURE or _turns(tokens, verb, old.begins):
        return None
    if _lead(tokens, old) not in BEFORE_THE_OLD:
        return None
    new = _led_to(tokens, old, old.last, figures, TO_THE_NEW)
    return None if new is None else _Correction(verb, old, new)


def _around(tokens: Tokens, verb: int, figures: list[Number]) -> _Correction | None:
    """Finds a correction with its old figure first: "the number for 2011, given last year as 52, was corrected to
    49"."""
    old = next((number for number in reversed(figures) if number.last < verb), None)
    if old is None or old.last < verb - TO_ITS_VERB or _turns(tokens, old.last, verb):
        return None
    begin = max(0, old.begins - TO_A_NOUN)
    noun = next((at for at in range(begin, old.begins) if tokens.low[at] in CORRECTED), None)
    if noun is None or _turns(tokens, noun, old.begins):
        return None
    new = _led_to(tokens, old, verb, figures, AT_ONCE)
    return None if new is None else _Correction(noun, old, new)


def _led_to(tokens: Tokens, old: Number, begin: int, figures: list[Number], within: int) -> Number | None:
    """Finds the new figure at most ``within`` words after token ``begin``, if "to" leads to it and its unit is the same
    as that of ``old``."""
    new = next((number for number in figures if number.begins > begin), None)
    if new is None or new.begins > begin + within or _turns(tokens, begin, new.begins):
        return None
    alike = (new.form, new.unit) == (old.form, old.unit) and WORD.also not in tokens.low[old.last : new.begins]
    return new if alike and _lead(tokens, new) == WORD.goal else None


def _lead(tokens: Tokens, number: Number) -> str:
    """Return the word before a figure, skipping qualifiers: "from [the] 57", "to [only] 49"."""
    at = number.begins - 1
    while at > 0 and tokens.low[at] in KNOWN:
        at -= 1
    return tokens.low[at]


def _turns(tokens: Tokens, begin: int, end: int) -> bool:
    """Return whether another clause begins between two tokens."""
    return ";" in tokens.low[begin:end]
