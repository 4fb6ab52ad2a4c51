"""Finds lists of the fates of people or cases, number by number: "The service dismissed 12 of the guards, reprimanded
10, and cleared 13", "Five were imprisoned, two were fined, and three were placed on probation".

What belongs here: which numbers of a sentence form such a list, in which nobody can count twice, and the numbers that
the list may divide. What does not belong here: the words for each fate (``data/claims.yaml``), or whether the parts add
up to too many, which a check decides.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.descriptions import ANYTHING, is_bare, is_compared, is_of_those
from tipetl.figures.claims.open_lists import BREAKS, OpenList
from tipetl.figures.claims.references import BECAME, BECAME_OF_THREE, JOINTS, PARTITIVE, STOPS
from tipetl.figures.claims.rows import BOOK
from tipetl.language import forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tipetl.figures.claims.descriptions import Told
    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.number import Number

RELATIVE = BOOK.words["open_list_of_which"]
DEFINITE, ARTICLES = BOOK.words["going_back_words"], BOOK.words["articles"]
#: words that do not set a part apart in these lists: "12 of [them] were dismissed"
HARMLESS = BOOK.words["going_back_words"] | STOPS
#: the minimum number of parts of a list, and of a list after "of which": "20 were fined and 15 imprisoned" may overlap
FEWEST, FEWEST_LED = 3, 2


class Part(NamedTuple):
    """A number (its index) and the tokens ``first`` to ``last`` that state the fate of those it counts."""

    number: int
    first: int
    last: int


def fates(analysis: Analysis, told: Sequence[Told]) -> Iterator[OpenList]:
    """Yield the lists in a sentence, with the numbers that they may divide; ``told`` are the sentence's numbers."""
    for clause in _clauses(analysis):
        parts = [*_parts(analysis, *clause)]
        for first in range(len(parts)):
            listed = [*itertools.takewhile(lambda part: _is_bare(analysis, part), parts[first:])]
            led = bool(listed) and _is_led(analysis, listed[0])
            became = BECAME if led and len(listed) < FEWEST else BECAME_OF_THREE
            if len(listed) >= (FEWEST_LED if led else FEWEST) and _exclude(analysis, listed, became):
                yield _list(analysis, told, listed)
                break


def _clauses(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Yield the first and last token of each stretch between colons, semicolons and the sentence's ends."""
    low, begin = analysis.tokens.low, 0
    for stop in (*(k for k, word in enumerate(low) if word in STOPS), len(low)):
        if stop > begin:
            yield begin, stop - 1
        begin = stop + 1


def _parts(analysis: Analysis, begin: int, last: int) -> Iterator[Part]:
    """Yield the numbers of a clause that may count parts, each with its words, from joint to joint."""
    low = analysis.tokens.low
    counted = [k for k, number in enumerate(analysis.numbers) if begin <= number.first <= last and _counts(analysis, k)]
    for place, k in enumerate(counted):
        following = analysis.numbers[counted[place + 1]].first if place + 1 < len(counted) else last + 1
        joints = (at for at in range(following - 1, analysis.numbers[k].last, -1) if low[at] in JOINTS)
        end = next(joints, following) if place + 1 < len(counted) else following
        yield Part(k, begin, end - 1)
        begin = end


def _counts(analysis: Analysis, k: int) -> bool:
    """Whether a number counts, and is not the whole: "33 of [the 70]"."""
    number = analysis.numbers[k]
    counts = number.form in (forms.COUNT, forms.ONE) and analysis.tokens.low[number.first] not in ARTICLES
    return counts and not _is_divided(analysis, number)


def _is_divided(analysis: Analysis, number: Number) -> bool:
    """Whether the words say that a number is divided: "33 of [the 70]"."""
    low = analysis.tokens.low
    return number.first > 1 and low[number.first - 1] in DEFINITE and low[number.first - 2] in PARTITIVE


def _is_bare(analysis: Analysis, part: Part) -> bool:
    """Whether a part counts some of those mentioned earlier: it has no noun of its own, and no words that set it
    apart."""
    words = analysis.tokens.low[part.first : part.last + 1]
    of_those = is_of_those(analysis, analysis.numbers[part.number])
    return BREAKS.isdisjoint(set(words) - HARMLESS) and (of_those or is_bare(analysis, part.number))


def _is_led(analysis: Analysis, part: Part) -> bool:
    """Whether a list that begins with a part divides a number before it: "90 cases, [of which] 52 were new"."""
    low, number = analysis.tokens.low, analysis.numbers[part.number]
    before = range(part.first, number.first - 1)
    return any(low[at] in PARTITIVE and low[at + 1] in RELATIVE for at in before)


def _exclude(analysis: Analysis, parts: Sequence[Part], became: Mapping[str, Mapping[str, frozenset[str]]]) -> bool:
    """Whether each part has its own fate, and nobody can have two of them."""
    low = analysis.tokens.low
    for fate in became.values():
        named = [
            [name for name, words in fate.items() if not words.isdisjoint(low[p.first : p.last + 1])] for p in parts
        ]
        if all(len(names) == 1 for names in named) and len({names[0] for names in named}) == len(parts):
            return True
    return False


def _list(analysis: Analysis, told: Sequence[Told], parts: Sequence[Part]) -> OpenList:
    """Return the list of some parts. The list may divide any number before it in the sentence, except a comparator; if
    no number comes before, another sentence gives it."""
    numbers = [analysis.numbers[part.number] for part in parts]
    wholes = [
        one
        for one in told
        if one.number.last < parts[-1].last
        and one.number not in numbers
        and one.number.form == forms.COUNT
        and (one.noun - {ANYTHING} or _is_divided(analysis, one.number))
        and not is_compared(one)
    ]
    first = min([numbers[0].first, *(one.number.first for one in wholes)])
    return OpenList(first, parts[-1].last, [part.number for part in parts], wholes)
