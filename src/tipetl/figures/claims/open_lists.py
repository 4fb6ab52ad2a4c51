"""Finds lists of some parts of a number, distinguished by place or by people: "195 traffickers, of whom 87 in Cahul, 64
in Balti, and 53 in Orhei", "the 23 foreign victims, among them 14 Ethiopians and 12 Somalis".

What belongs here: where a list of parts begins and ends, and the numbers of its sentence that it divides. What does not
belong here: whether the parts add up to too many, or which number of an earlier sentence is divided, which a check
decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.descriptions import ANYTHING, PERSON, Told, is_compared, is_of_those, noun_of
from tipetl.figures.claims.rows import BOOK
from tipetl.language import forms
from tipetl.language.demonyms import country_at, people_at
from tipetl.language.number_ranges import is_year
from tipetl.model import codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis

WORDS = BOOK.words
PLACING, JOINTS, BREAKS = WORDS["open_list_places"], WORDS["division_joints"], WORDS["open_list_breaks"]
LEADS, HEDGES, NOUNS_OF_PERSONS = WORDS["open_list_leads"], WORDS["open_list_hedges"], WORDS["open_list_of_persons"]
GOING_BACK, ARTICLES = WORDS["open_list_subjects"], WORDS["articles"]
TIMES = WORDS["division_times"] - ARTICLES
NO_PLACES = TIMES | WORDS["open_list_no_places"]
#: the maximum number of words between a part's number and its place, and before the first part of an earlier number
TO_PLACE, SUBJECT = 5, 12
#: the number of words of a name to compare with other names
NAME = 4
PEOPLE, BRACKET = "people", "("
MARKS = WORDS["open_list_marks"]
#: the last token at which the number after "of" may begin if it opens its sentence
OPENING = 3


class Placed(NamedTuple):
    """A number with a place or a people: the number's index, the first and last token of the words, the introduction of
    the name (a preposition, ``PEOPLE`` or ``BRACKET``), and the name."""

    number: int
    first: int
    last: int
    by: str
    name: str


class OpenList(NamedTuple):
    """A list of ``parts`` (numbers) over tokens ``first`` to ``last``, and the numbers that it may divide (none if
    another sentence gives it)."""

    first: int
    last: int
    parts: list[int]
    wholes: list[Told]


def open_lists(analysis: Analysis, told: Sequence[Told]) -> Iterator[OpenList]:
    """Yield the lists in a sentence, with the numbers that they divide; ``told`` are the sentence's numbers."""
    listed: list[Placed] = []
    for k in range(len(analysis.numbers)):
        placed = _placed(analysis, k)
        if placed is not None and listed and _goes_on(analysis, listed, placed):
            listed.append(placed)
            continue
        yield from _opened(analysis, told, listed)
        listed = [] if placed is None else [placed]
    yield from _opened(analysis, told, listed)


def _placed(analysis: Analysis, k: int) -> Placed | None:
    """Return the place or people that distinguishes a part's number, or None."""
    number, text, low = analysis.numbers[k], analysis.tokens.text, analysis.tokens.low
    if number.form not in (forms.COUNT, forms.ONE) or low[number.first] in ARTICLES:
        return None
    if low[number.first - 1 : number.first] == ["("] and analysis.tokens.word(number.last + 1) == ")":
        first = number.first - 2
        while first > 0 and text[first - 1][:1].isupper():
            first -= 1
        named = first >= 0 and text[number.first - 2][:1].isupper()
        return Placed(k, first, number.last + 1, BRACKET, text[first]) if named else None
    behind = number.last + 1 + 2 * is_of_those(analysis, number)
    for at in range(behind, min(behind + 1 + TO_PLACE, len(low))):
        people = people_at(text, at)
        if people is not None:
            own = people[0] == analysis.context.iso3  # "Of the 40 foreigners, 21 were Malians; 60 were Kenyans"
            return None if own else Placed(k, number.begins, at, PEOPLE, text[at])
        if low[at] in BREAKS or low[at] in JOINTS:
            return None
        if low[at] in PLACING:
            name = at + 1 + (analysis.tokens.word(at + 1) in ARTICLES)
            named = _is_name(analysis, at, name)
            return Placed(k, number.begins, name, low[at], " ".join(text[name : name + NAME])) if named else None
    return None


def _is_name(analysis: Analysis, at: int, name: int) -> bool:
    """Whether the word at ``name``, after the preposition at ``at``, names a place. The narrative's own country does
    not count, because it says where the whole is: "195 in Moldova"."""
    word, low, text = analysis.tokens.word(name), analysis.tokens.low, analysis.tokens.text
    # "15 from [its] capital", "40 by the border police"
    told = low[at + 1 : at + 2] == [word] and word in WORDS["possessives"]
    told = told or (name > at + 1 and low[at] in WORDS["open_list_bodies"])
    country = country_at(text, name)
    home = country is not None and country[0] == analysis.context.iso3
    return bool(word) and (told or text[name][0].isupper()) and word not in NO_PLACES and not home


def _goes_on(analysis: Analysis, listed: Sequence[Placed], placed: Placed) -> bool:
    """Whether a part follows the last part of a list and is distinguished in the same way."""
    before = listed[-1]
    between = analysis.tokens.low[before.last + 1 : placed.first]
    # "12 from Mali, five [of them] from Bamako"
    again = is_of_those(analysis, analysis.numbers[placed.number]) or placed.name in [one.name for one in listed]
    alike = placed.by == before.by and not again
    if between and between[-1] in ARTICLES:  # "Mali (12), [the] Gambia (nine)"
        between = between[:-1]
    next_to = placed.number == before.number + 1 and not JOINTS.isdisjoint(between[-1:])
    return alike and next_to and BREAKS.isdisjoint(between)


def _opened(analysis: Analysis, told: Sequence[Told], listed: Sequence[Placed]) -> Iterator[OpenList]:
    """Yield a list if the words before it say that it divides something."""
    if not listed:
        return
    low, begin = analysis.tokens.low, listed[0].first
    while begin and (low[begin - 1] in HEDGES or (listed[0].by == BRACKET and low[begin - 1] in PLACING)):
        begin -= 1
    parts, last = [one.number for one in listed], listed[-1].last
    before = [one for one in told if one.number.last < begin and one.number.form == forms.COUNT]
    if is_of_those(analysis, analysis.numbers[listed[0].number]):  # "26 of whom were minors and 50 of whom Malians"
        before = [one for one in before if not is_of_those(analysis, one.number)]
    if before:
        wholes = _wholes(analysis, before, listed, begin)
        if wholes:
            yield OpenList(wholes[0].number.first, last, parts, wholes)
    elif len(parts) > 1 and begin <= SUBJECT and _goes_back(analysis, listed[0], begin):
        yield OpenList(0, last, parts, [])


def _wholes(analysis: Analysis, before: Sequence[Told], listed: Sequence[Placed], begin: int) -> list[Told]:
    """Return the numbers before a list that it divides: the last one and, unless the last one is set apart, any others
    that count the same thing."""
    whole = before[-1]
    own = noun_of(analysis, listed[0].number) - {ANYTHING}
    counts = _is_persons(whole) or (whole.reading is not None and listed[0].by != PEOPLE)
    if own and listed[0].by != PEOPLE:
        counts = not own.isdisjoint(whole.noun)
    if is_compared(whole) or not counts or not _leads(analysis, whole, listed, begin):
        return []
    if is_of_those(analysis, whole.number) or _is_foreign(analysis, whole, begin):
        return [whole]
    alike = whole.noun - {ANYTHING}
    return [one for one in before if one is whole or not (one.noun.isdisjoint(alike) or is_compared(one))]


def _is_persons(told: Told) -> bool:
    return PERSON in told.noun or (told.reading is not None and told.reading.unit == codes.PERSON)


def _leads(analysis: Analysis, whole: Told, listed: Sequence[Placed], begin: int) -> bool:
    """Whether the words before a list say that it divides an earlier number."""
    low, lead = analysis.tokens.low, analysis.tokens.low[begin - 1]
    between = low[whole.number.last + 1 : begin - 1]
    if not WORDS["of_others"].isdisjoint(between):  # "Fourteen were Malian; the [others] included nine Kenyans"
        return False
    # "Of the 95 victims, police found 40 in …", but "Of these, 95 were …"
    opens = low[0] in WORDS["partitive"] and whole.number.first <= OPENING and "," not in low[: whole.number.first]
    if opens or is_of_those(analysis, analysis.numbers[listed[0].number]):
        return True
    if lead in MARKS and not _apposed(analysis, listed[0], whole, between):
        return False
    if lead == ",":
        return len(listed) > 1
    return lead in LEADS and (lead not in NOUNS_OF_PERSONS or _is_persons(whole))


def _apposed(analysis: Analysis, first: Placed, whole: Told, between: Sequence[str]) -> bool:
    """Whether a list introduced only by punctuation divides the number before it: its first number has nothing of its
    own, and the number before is not distinguished in the same way."""
    at, text = whole.number.last + 1, analysis.tokens.text
    behind = analysis.numbers[first.number].last + 1
    direct = first.by == BRACKET or text[behind].lower() == first.by or (first.by == PEOPLE and first.last == behind)
    placing = (between[k + 1 : k + 3] for k, word in enumerate(between) if word == first.by)
    elsewhere = any(not any(is_year(word) or word in TIMES for word in words) for words in placing)
    people = first.by == PEOPLE and any(people_at(text, k) for k in range(at, at + len(between)))
    bracket = first.by == BRACKET and analysis.tokens.word(whole.number.first - 1) == "("  # "Mali (31), Chad (27), …"
    return direct and not (elsewhere or people or bracket) and BREAKS.isdisjoint(between)


def _is_foreign(analysis: Analysis, told: Told, begin: int) -> bool:
    """Whether a number counts foreigners, so that a list of foreign peoples cannot exceed it."""
    if told.reading is not None and told.reading.nationality is not None:
        return True
    own = range(told.number.last + 1, min(told.number.last + 1 + TO_PLACE, begin))
    return any(concept == codes.FOREIGN and at in own for at, _, concept in analysis.hits)


def _goes_back(analysis: Analysis, first: Placed, begin: int) -> bool:
    """Whether the words before a list, or after its first number, refer to people or things already counted."""
    number = analysis.numbers[first.number]
    again = begin == 0 and analysis.tokens.word(number.last + 1) in WORDS["being_words"]
    return again or is_of_those(analysis, number) or not GOING_BACK.isdisjoint(analysis.tokens.low[: min(begin, 2)])
