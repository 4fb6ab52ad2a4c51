"""Finds numbered lists of places or months: "four shelters, located in Orhei, Soroca, Balti, and Cahul", "met four
times, in February, May, July, and December".

What belongs here: where a list of places begins and ends, and the number of places it names. What does not belong here:
whether the stated number can be right, which a check decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.rows import BOOK
from tipetl.language import forms
from tipetl.language.demonyms import country_at, people_at
from tipetl.language.number_ranges import is_year
from tipetl.language.particles import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.record.analysis import Analysis

HOMES, LEADING_IN, WITHIN = BOOK.words["homes_in_places"], BOOK.words["before_places"], BOOK.words["within_a_name"]
NOUNS_OF_PLACES, BEFORE_NAMES = BOOK.words["nouns_of_places"], BOOK.words["before_names_of_places"]
JOINTS, LEADING_TO = BOOK.words["division_joints"], BOOK.words["leading_to_places"]
#: the maximum number of tokens between a number and its noun, and between the noun and "in"
TO_NOUN, TO_PLACES = 5, 8
#: the maximum number of tokens between a number and "one each in"
TO_EACH = 16
ONE_EACH = frozenset((one, each) for one in BOOK.words["ones"] for each in BOOK.words["each_word"])
#: the minimum number of places in a list; a list of two may be a town and its region
FEWEST = 3


class Places(NamedTuple):
    """A number of homes (``number``: its index) with a list of ``value`` places, in tokens ``first`` to ``last``."""

    first: int
    last: int
    number: int
    value: int


def lists_of_places(analysis: Analysis) -> Iterator[Places]:
    """Yield a sentence's lists of places, each with the number of homes in them."""
    low = analysis.tokens.low
    for k, number in enumerate(analysis.numbers):
        if number.form != forms.COUNT:
            continue
        noun = next(
            (at for at in range(number.last + 1, number.last + 1 + TO_NOUN) if at < len(low) and low[at] in HOMES), None
        )
        begin = None if noun is None else _begin(analysis, noun + 1)
        names, last = (0, 0) if begin is None else _names(analysis, begin)
        if names >= FEWEST:
            yield Places(number.first, last, k, names)


def _begin(analysis: Analysis, at: int) -> int | None:
    """Return the first name after "in" or "namely", or right after a noun for places ("in three towns, [Orhei],
    Soroca, and Balti"), or None if there is no such name. Only words for the owner may come before "in" or "namely"."""
    low, text = analysis.tokens.low, analysis.tokens.text
    apposed = low[at - 1] in NOUNS_OF_PLACES and analysis.tokens.word(at) in BEFORE_NAMES
    if apposed and at + 1 < len(text) and text[at + 1][0].isupper():
        return at + 1
    for token in range(at, min(at + TO_EACH, len(low) - 1)):
        # "three shelters for minors rescued from prostitution, one each in Orhei, …"
        if tuple(low[token - 2 : token]) in ONE_EACH and low[token] in LEADING_TO and text[token + 1][0].isupper():
            return token + 1
    for token in range(at, min(at + TO_PLACES, len(low) - 1)):
        if low[token] in LEADING_TO and text[token + 1][0].isupper():
            return token + 1
        if low[token] not in LEADING_IN and not is_year(low[token]):
            return None
    return None


def _is_country(text: list[str], at: int) -> bool:
    """Whether a token names a country, not a city: false in "[Guatemala] City"."""
    found = country_at(text, at)
    following = "" if found is None else next(iter(text[at + found[1] : at + found[1] + 1]), "")
    return found is not None and not following[:1].isupper()


def _names(analysis: Analysis, at: int) -> tuple[int, int]:
    """Return the number of places in the list that begins at a token, and the list's last token. Returns no places if
    "and" does not precede the last name, or if a name is a country or a language ("in Kampala, Uganda, and Nairobi",
    "in English, French, and Arabic")."""
    low, text = analysis.tokens.low, analysis.tokens.text
    names, closed, last = 0, False, at
    while at < len(low) and text[at][0].isupper() and not (_is_country(text, at) or people_at(text, at)):
        last = at
        while last + 1 < len(low) and (text[last + 1][0].isupper() or low[last + 1] in WITHIN):
            last += 1
        names += 1
        if closed:
            return names, last
        at = last + 1
        while at < len(low) and low[at] in JOINTS:
            closed = closed or low[at] == WORD.also
            at += 1
        if at == last + 1:
            break
    return 0, last
