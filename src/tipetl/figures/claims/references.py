"""Finds the numbers that count parts of a group mentioned earlier ("Of the defendants tried in 2007, courts convicted
17 and acquitted eight"), without counting anyone twice.

What belongs here: which numbers count parts of the group, and whether a person can be in two parts. What does not
belong here: the words that refer back (``data/claims.yaml``), or the size of the earlier group, which checks look up.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.rows import BOOK, words_by_kind
from tipetl.figures.claims.wholes import KIND_WORDS
from tipetl.language import forms
from tipetl.language.demonyms import country_at, people_at
from tipetl.language.number_ranges import is_year
from tipetl.language.particles import WORD
from tipetl.syntax.chunks import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.number import Number

PARTITIVE, BEFORE_PARTITIVE, DIVIDING = BOOK.words["partitive"], BOOK.words["before_partitive"], BOOK.words["dividing"]
OF_OTHERS = BOOK.words["of_others"]
OF_THE_REST = BOOK.words["of_the_rest"]
OF_THE_LAST = BOOK.words["of_the_last"] | BOOK.words["afterwards"]
WHERE_TO = BOOK.words["where_to"]
OWN_PEOPLE, NOT = BOOK.words["own_people"], BOOK.words["denials"]
OF_ALL = BOOK.words["articles_of_all"]
PERSONS = BOOK.words["persons"] - BOOK.words["not_of_those"]
#: the words for each fate, by dimension: fates that always exclude each other, and fates that do so in a list of three
#: or more
BECAME = words_by_kind("fates")
BECAME_OF_THREE = BECAME | words_by_kind("fates_of_three")
ACQUITTED, CONVICTED = "acquitted", "convicted"
#: words and punctuation that separate two parts, and punctuation that follows the last part
JOINTS, STOPS = BOOK.words["part_joints"], BOOK.words["part_stops"]
#: punctuation before an aside: "183 of the cases (231 [in 2010])"
OPEN = "("
#: the forms of numbers that count people or things
COUNTS = (forms.COUNT, forms.ONE)
#: dimensions in which nobody can belong to two kinds
OUTCOME, ORIGIN, FOREIGN = "outcome", "origin", "foreign"


class Part(NamedTuple):
    """A number that counts part of a group mentioned earlier, its kinds by dimension, and whether words such as
    "another" set the part apart."""

    number: int
    kinds: dict[str, frozenset[str]]
    others: bool


def numbers_of(analysis: Analysis, first: int, last: int, year: int | None) -> list[int]:
    """Return the numbers that count parts of the group in tokens ``first`` to ``last``, so that nobody is in two
    parts: the number before "of" the group, and the numbers after the group. Returns an empty list if the words divide
    nobody."""
    begin, before = _begin(analysis, first, last)
    if begin < 0:
        return []
    kept: list[Part] = []
    for part in _parts(analysis, before, begin, last, year):
        if kept and not _is_alike(analysis, part, kept[0]):
            continue
        if not kept or part.others or all(_excludes(analysis, part, other) for other in kept):
            kept.append(part)
    return [part.number for part in kept]


def is_rest(analysis: Analysis, number: int) -> bool:
    """Whether a number counts everyone left over: "[the remaining] six"."""
    low, first = analysis.tokens.low, analysis.numbers[number].first
    return first > 1 and low[first - 1] in OF_THE_REST and low[first - 2] in OF_ALL


def _begin(analysis: Analysis, first: int, last: int) -> tuple[int, int | None]:
    """Return the token at which the first part begins, and the index of the number before the group, if any; the token
    is -1 if the words divide nobody."""
    low = analysis.tokens.low
    if first == 0 or low[first - 1] not in PARTITIVE:
        counted_next = any(number.begins == last + 2 for number in analysis.numbers)
        divides = first == 0 and analysis.tokens.word(last + 1) in DIVIDING and counted_next
        return (last + 1, None) if divides else (-1, None)
    lead = first - 1 - (first > 1 and low[first - 2] in BEFORE_PARTITIVE)
    before = next((k for k, number in enumerate(analysis.numbers) if number.last == lead - 1), None)
    if before is not None and analysis.numbers[before].form in (*COUNTS, forms.MONEY):
        joint = next((k for k in range(analysis.numbers[before].first - 1, -1, -1) if low[k] in JOINTS | STOPS), -1)
        return joint + 1, before
    opens = lead == 0 or low[lead - 1] in JOINTS | STOPS
    return (last + 1, None) if opens else (-1, None)


def _parts(analysis: Analysis, before: int | None, begin: int, last: int, year: int | None) -> Iterator[Part]:
    low = analysis.tokens.low
    behind = [k for k, number in enumerate(analysis.numbers) if number.first > last]
    counted = [] if before is None else [before]
    end = len(low)
    for k in behind:
        behind_last = max(analysis.numbers[counted[-1]].last if counted else 0, last + 1)  # "seven of these, three …"
        between = low[behind_last : analysis.numbers[k].first]
        if _stops(analysis, k, between, year):
            end = analysis.numbers[k].first
            break
        if _counts(analysis, analysis.numbers[k]):
            counted.append(k)
    for place, k in enumerate(counted):
        following = analysis.numbers[counted[place + 1]].first if place + 1 < len(counted) else end
        until = _until(low, max(analysis.numbers[k].last, last if k == before else 0), following)
        yield Part(k, _kinds(analysis, begin, until, (last if k == before else -1)), _are_others(analysis, k))
        begin = until


def _stops(analysis: Analysis, k: int, between: Sequence[str], year: int | None) -> bool:
    """Whether a number counts something other than a part of the earlier group: a comparator, a figure for another
    year, or a subset of the part just counted."""
    of_another_year = any(is_year(word) and int(word) != (year or int(word)) for word in between)
    number = analysis.numbers[k]
    around = (*between, *analysis.tokens.low[number.last + 1 : number.last + 3])
    if is_rest(analysis, k) and between[0] != OPEN:  # "12 of those arrested; the remaining six"
        between = [word for word in between if word != ";"]
    # "eight of them were sent to prison, [the] four with …"
    nested = any(word in OF_THE_LAST for word in around) or (between and between[-1] in OF_ALL)
    return (
        nested
        or of_another_year
        or OPEN in between
        or not STOPS.isdisjoint(between)
        or analysis.comparator_at(number.first) is not None
    )


def _counts(analysis: Analysis, number: Number) -> bool:
    """Whether a number is a sum of money or, judging by the words beside it, counts people or cases."""
    if number.form not in COUNTS:
        return number.form == forms.MONEY
    following = analysis.items_from(number.last + 1)
    if following == len(analysis.items):
        return True
    item = analysis.items[following]
    words = analysis.tokens.low[item.first : item.last + 1]
    named = item.kind in kinds.NAMING and item.first == number.last + 1 and words[0] not in WHERE_TO
    if not named or people_at(analysis.tokens.text, item.first) is not None:
        return True  # "38 …, 29 [Bulgarians], and 22 [Nigerians]"
    return any(word in PERSONS or word in OF_OTHERS for word in words)


def _until(low: Sequence[str], first: int, following: int) -> int:
    """Return the token at which the words of a part that begin at ``first`` end: the last joint before the next number
    or, after the last number, the first joint or stop."""
    if following < len(low):
        return next((k for k in range(following - 1, first, -1) if low[k] in JOINTS), following)
    return next((k for k in range(first + 1, following) if low[k] in JOINTS | STOPS and low[k] != WORD.also), following)


def _are_others(analysis: Analysis, k: int) -> bool:
    """Whether a number counts people other than those mentioned: "[another] three", "[the other] three", "three
    [others]"."""
    number, low = analysis.numbers[k], analysis.tokens.low
    return low[number.first - 1] in OF_OTHERS or analysis.tokens.word(number.last + 1) in OF_OTHERS


def _kinds(analysis: Analysis, first: int, end: int, but: int) -> dict[str, frozenset[str]]:
    """Return the kinds of people that the tokens from ``first`` up to ``end`` name, by dimension."""
    low, text = analysis.tokens.low, analysis.tokens.text
    found: dict[str, frozenset[str]] = {}
    named = {concept for start, last, concept in analysis.hits if first <= start and last < end}
    for dimension, concepts in KIND_WORDS.items():
        found[dimension] = frozenset(named.intersection(concepts))
    words = low[first:end]
    for dimension, became in BECAME.items():
        found[dimension] = frozenset(name for name, told in became.items() if not told.isdisjoint(words))
    not_guilty = any(one in NOT and other == "guilty" for one, other in itertools.pairwise(words))
    if not_guilty and CONVICTED in found[OUTCOME]:
        found[OUTCOME] = frozenset({ACQUITTED})
    at = (country_at(text, token) or people_at(text, token) for token in range(first, end))
    origins = {place[0] for place in at if place}
    if found["nationality"]:
        origins = {FOREIGN}
    elif not origins and not OWN_PEOPLE.isdisjoint(words):
        origins = {analysis.context.iso3 or ""}
    found[ORIGIN] = frozenset(origins)
    return found


def _is_alike(analysis: Analysis, one: Part, other: Part) -> bool:
    """Whether two parts can be added up: neither is a sum of money, or both are in one currency."""
    return analysis.numbers[one.number].unit == analysis.numbers[other.number].unit


def _excludes(analysis: Analysis, one: Part, other: Part) -> bool:
    """Whether nobody can be in both parts, because they differ in kind in some dimension. Sums of money never
    overlap."""
    if analysis.numbers[one.number].form == forms.MONEY:
        return True
    for dimension, said in one.kinds.items():
        told = other.kinds[dimension]
        if len(said) == len(told) == 1 and said != told and (dimension != ORIGIN or _apart(analysis, said | told)):
            return True
    return False


def _apart(analysis: Analysis, origins: frozenset[str]) -> bool:
    """Whether two origins exclude each other: two countries, or foreigners and the country's own people."""
    return FOREIGN not in origins or analysis.context.iso3 in origins
