"""Finds the number that several things had each, on average or without exception, and the numbers that imply it: "held
six courses for 180 officials. With an average of 30 participants, …", "12 seminars, each for 25 officers".

What belongs here: the number per thing, and the pairs of numbers that may yield it as their quotient. What does not
belong here: whether a pair's quotient equals the number, which a check decides.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.descriptions import (
    ANYTHING,
    MONEY,
    PERSON,
    Told,
    bound_behind,
    is_compared,
    is_part,
    noun_of,
    nouns_told,
    stem,
    stems_of,
)
from tipetl.figures.claims.rows import BOOK
from tipetl.language import forms
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax.chunks import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from tipetl.figures.claims.descriptions import Memory
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading
    from tipetl.language.number import Number

AVERAGE, WHOEVER = BOOK.words["average_words"], BOOK.words["attendees_of_any_kind"]
EACH, DIVIDED_AMONG = BOOK.words["each_one"], BOOK.words["divided_among"]
INSTANCES, CASES = (frozenset(map(stem, BOOK.words[name])) for name in ("instances", "cases"))
NONE, SAYING_OF_NONE = BOOK.words["none_of_them"], BOOK.words["saying_of_none"]
NONE_OR_NO = NONE | BOOK.words["none_of_a_kind"]
OTHER_BOUND = {"at_least": "at_most", "at_most": "at_least"}
AVERAGE_OR_EACH = AVERAGE | EACH | NONE_OR_NO
OFFENDERS, PERSONS = (frozenset(map(stem, BOOK.words[f"{name}_of_any_kind"])) for name in ("offenders", "persons"))
IN_ALL = BOOK.words["summing"] | BOOK.words["summing_as_in"]
CLAUSE_ENDS, ROOM = BOOK.words["ends_of_each"], BOOK.words["room"]
OF_ALL = BOOK.words["of_all_of_them"]
BEHIND_IT, OF_ONE = BOOK.words["behind_its_number"], BOOK.words["of_one_among_many"]
OF_THEM, ARTICLES = BOOK.words["going_back_words"], BOOK.words["articles"]
#: the prefix of the meaning of a verb
VERB = f"{kinds.VERB}:"
ATTENDEES, ATTENDANCE = frozenset(map(stem, BOOK.words["attendees"])), BOOK.words["attendance_words"]
#: the number of such periods in a year, by the word for the period: "180 calls a [month]"
SPELLS = {
    word: float(name.removeprefix("a_year_has_"))
    for name, words in BOOK.words.items()
    if name.startswith("a_year_has_")
    for word in words
}
PARTIAL, OF_SOME_PLACES = BOOK.words["parts_of_a_year"], BOOK.words["of_some_places"]
BEFORE_A_SPELL, ENDS_OF_SPELL = BOOK.words["before_a_spell"], BOOK.words["ends_of_spell"]
LASTING = BOOK.words["before_a_length_of_time"]
#: the maximum number of tokens between "average", "each" or a period and its number
REACH, REACH_OF_EACH, REACH_OF_SPELL, REACH_BEFORE_AVERAGE = 5, 9, 6, 6
#: "each" opens its sentence if it precedes this token
OPENING = 2
#: the number of tokens before a number to search for words for capacity, and the number of tokens in "in all"
ROOM_BEFORE, SUM_WORDS = 2, 2
#: the number of tokens from a comma to "average" (", an average"), and how many numbers such an average relates
COMMA_BEFORE, RELATED = 2, 2
#: the number of sentences to search back for the whole of an average
BEHIND = 2


class Average(NamedTuple):
    """An average stated by tokens ``first`` to ``last``: its ``value`` with its ``qualifier``, and pairs of a whole and
    its divisor. ``each``: everyone had exactly that number."""

    first: int
    last: int
    value: float | None
    qualifier: str
    pairs: list[tuple[Told, Told]]
    each: bool


class Stated(NamedTuple):
    """A word for "average" or "each", at token ``at``, and the index of its ``number``. ``none``: nothing exceeds the
    number, or nothing falls below it. ``room``: the number is the capacity of a place."""

    at: int
    number: int
    each: bool
    none: bool = False
    room: bool = False


class EachCase(NamedTuple):
    """The number of people involved in each of the ``cases``, stated by tokens ``first`` to ``last``: ``value`` with
    its ``qualifier``."""

    first: int
    last: int
    value: float
    qualifier: str
    cases: Reading


def each_case(analysis: Analysis, memory: Memory) -> Iterator[EachCase]:
    """Yield the number of people in each of several cases; the figure for the cases is in the sentence or in the
    previous one."""
    for stated in _stated(analysis) if _speaks(analysis) else ():
        number = analysis.numbers[stated.number]
        several = stated.each and not stated.none and number.low is not None and number.low > 1
        if not several or not _counts_persons(analysis, stated.number):
            continue
        told = [one for one in (analysis, *memory.sentences[-1:]) if (one is analysis or CASES & stems_of(analysis))]
        cases = next(filter(None, (_cases(one, stated if one is analysis else None) for one in told)), None)
        if cases is not None:
            qualifier = bound_behind(analysis, stated.number) or number.qualifier
            ends = (min(stated.at, number.first), max(stated.at, number.last))
            yield EachCase(*ends, number.low or 0, qualifier, cases)


def _counts_persons(analysis: Analysis, k: int) -> bool:
    """Whether a number counts people, by its noun or by its readings."""
    read = any(x.number == k and x.unit == codes.PERSON for x in analysis.readings)
    return read or not noun_of(analysis, k).isdisjoint(OFFENDERS | PERSONS | {PERSON})


def _cases(analysis: Analysis, stated: Stated | None) -> Reading | None:
    """Return the figure for the cases to which "each" refers: the figure after "each" ("in each of the [14] cases"),
    or the last figure before."""
    found = [
        reading
        for reading in analysis.readings
        if reading.unit == codes.CASE and reading.relation == codes.CURRENT and (reading.low or 0) > 1
    ]
    if stated is None:
        return found[-1] if found else None
    behind = [
        x for x in found if stated.at < x.first and OF_ALL.issuperset(analysis.tokens.low[stated.at + 1 : x.first])
    ]
    before = [x for x in found if x.last < stated.at]
    return behind[0] if behind else before[-1] if before else None


def averages(analysis: Analysis, memory: Memory) -> Iterator[Average]:
    """Yield the averages of a sentence for which that sentence or earlier ones give both numbers, and the averages of
    earlier sentences for which this sentence gives the whole."""
    spells = not SPELLS.keys().isdisjoint(analysis.tokens.words)
    if not spells and not any(_speaks(one) for one in (analysis, *memory.sentences[-BEHIND:])):
        return
    sentences = memory.last(analysis)
    for stated in _stated(analysis):
        pairs = [*_pairs(analysis, stated, sentences, _named(analysis))]
        number = analysis.numbers[stated.number]
        if pairs:
            yield _average(analysis, stated, (min(stated.at, number.first), max(stated.at, number.last)), pairs)
    yield from _of_a_spell(analysis, sentences)
    yield from _told_later(analysis, memory, sentences)


def _named(analysis: Analysis) -> frozenset[str]:
    """Return the stems of the words by which a sentence names things: "in each [instance]" means in each case."""
    return _with_cases(stems_of(analysis))


def _with_cases(named: frozenset[str]) -> frozenset[str]:
    return named | CASES if named & INSTANCES else named


def _speaks(analysis: Analysis) -> bool:
    """Whether a sentence contains a word for "average" or "each"."""
    return not AVERAGE_OR_EACH.isdisjoint(analysis.tokens.words)


def _of_a_spell(analysis: Analysis, sentences: list[list[Told]]) -> Iterator[Average]:
    """Yield the averages that give a number for each period of a year: "2,160 calls, an average of 180 a month"."""
    low = analysis.tokens.low
    counts = [k for k in _counts(analysis) if analysis.numbers[k].form == forms.COUNT]
    for at, word in enumerate(low if PARTIAL.isdisjoint(low) else ()):
        if word not in SPELLS or low[at - 1] not in BEFORE_A_SPELL or low[max(0, at - 2)] in LASTING:
            continue
        before = [k for k in counts if 0 < at - analysis.numbers[k].last <= REACH_OF_SPELL]
        ends = analysis.tokens.word(at + 1) in ENDS_OF_SPELL
        if not before or not (ends or not AVERAGE.isdisjoint(low)):
            continue
        stated = Stated(at, before[-1], each=False)
        number = analysis.numbers[stated.number]
        year = Told(replace(number, low=SPELLS[word]), None, frozenset(), frozenset(), frozenset())
        average = next((k for k in range(number.first) if low[k] in AVERAGE), at)
        apposed = _apposed(analysis, average, sentences[0])
        wholes = apposed if len(apposed) == 1 else _of_a_year(analysis, stated.number, sentences)
        pairs = [(whole, year) for whole in wholes if whole.number is not number and _is_more(whole, year)]
        if pairs:
            yield _average(analysis, stated, (number.first, at), pairs)


def _of_a_year(analysis: Analysis, k: int, sentences: list[list[Told]]) -> list[Told]:
    """Return the numbers for a whole year that may imply a number per period. The numbers are those of this sentence or
    the previous one that count the same thing, or figures of the same metric anywhere."""
    number = analysis.numbers[k]
    own = next((one for one in sentences[0] if one.number is number), None)
    counted = frozenset() if own is None else _counted(own)
    # the people in the previous sentence may have been affected by another act
    near = [*sentences[0], *(one for before in sentences[1:2] for one in before if PERSON not in one.noun)]
    found = [one for one in near if not counted.isdisjoint(one.noun) and one.number is not number]
    if found or own is None:
        return found
    verbs = {word for word in own.words if word.startswith(VERB)}
    told = (one for before in sentences for one in before if one.number is not number and _may_be_of(own, one))
    # people are identified by the act that affected them, but calls need not be
    same = (one for one in told if PERSON not in own.noun or not verbs.isdisjoint(one.words))
    alike = [one for one in same if not counted.isdisjoint(one.noun) and not is_part(one)]
    return alike if len({one.number.low for one in alike}) == 1 else []


def _counted(told: Told) -> frozenset[str]:
    """Return the meanings of a number's noun, without the meanings that every noun has."""
    return told.noun - {ANYTHING, MONEY, PERSON}


def _may_be_of(average: Told, whole: Told) -> bool:
    """Whether a number may be for the same year, and the same time, as an average."""
    same_time = is_compared(average) == is_compared(whole)
    return same_time and not (average.years and whole.years and average.years.isdisjoint(whole.years))


def _told_later(analysis: Analysis, memory: Memory, sentences: list[list[Told]]) -> Iterator[Average]:
    """Yield the averages of earlier sentences to which this sentence refers back, if only this sentence gives the
    whole: "It held 12 seminars, each for 25 officers. … 420 officers had taken part in [these seminars]"."""
    gone_back_to = [*nouns_told(analysis)]
    again = _with_cases(frozenset[str]().union(*(told.noun for told in gone_back_to)))
    for back, before in enumerate(reversed(memory.sentences[-BEHIND:]), start=1) if gone_back_to else ():
        named = _named(before) & again
        for stated in _stated(before) if named else ():
            if any(True for _ in _pairs(before, stated, sentences[back:], stems_of(before))):
                continue
            pairs = [*_pairs(before, stated, [sentences[0], *sentences[back : back + 1]], named)]
            there = {one.number.low for one in sentences[back]}  # "the six cases", whose number is repeated
            pairs = [(whole, each) for whole, each in pairs if whole in sentences[0] and each.number.low in there]
            if pairs:
                alike = _with_cases(pairs[0][1].noun)
                nouns = (told for told in gone_back_to if not _with_cases(told.noun).isdisjoint(alike))
                first, last, *_ = next(nouns, gone_back_to[0])  # "each for 25 officers … in [these seminars]"
                whole = pairs[0][0].number
                yield _average(before, stated, (min(first, whole.first), max(last, whole.last)), pairs)


def _average(analysis: Analysis, stated: Stated, tokens: tuple[int, int], pairs: list[tuple[Told, Told]]) -> Average:
    number = analysis.numbers[stated.number]
    qualifier = bound_behind(analysis, stated.number) or number.qualifier
    qualifier = codes.AT_MOST if stated.room else OTHER_BOUND[qualifier] if stated.none else qualifier
    return Average(*tokens, number.low, qualifier, pairs, stated.each)


def _stated(analysis: Analysis) -> Iterator[Stated]:
    """Yield the words for "average" or "each" that have a number in the sentence."""
    low = analysis.tokens.low
    for at, word in enumerate(low):
        if word in NONE_OR_NO and (most := _number_of_none(analysis, at)) is not None:
            yield Stated(at, most, each=True, none=True)
        each = word in EACH
        if not (each or word in AVERAGE) or not (OF_ONE if each else OF_ONE | OF_SOME_PLACES).isdisjoint(low):
            continue
        number = _number_of_each(analysis, at) if each else _number(analysis, at)
        if number is not None:
            yield Stated(at, number, each, room=each and _is_room(analysis, number))


def _is_room(analysis: Analysis, k: int) -> bool:
    """Whether a number is a capacity: "with [room] for 40"."""
    first = analysis.numbers[k].first
    return not ROOM.isdisjoint(analysis.tokens.low[max(0, first - ROOM_BEFORE) : first])


def _number(analysis: Analysis, at: int) -> int | None:
    """Return the number that the word at a token makes an average: the next number ("an average of 45", "on average,
    23"), or the last one ("210 nights on average"). Returns None if no number can be the average."""
    low, counts = analysis.tokens.low, _counts(analysis)
    following = [k for k, number in enumerate(analysis.numbers) if number.first > at][:1]
    behind = [k for k in counts if k in following and 0 < analysis.numbers[k].begins - at <= REACH]
    before = [k for k in counts if 0 < at - analysis.numbers[k].last <= REACH_BEFORE_AVERAGE]
    before = [k for k in before if CLAUSE_ENDS.isdisjoint(low[analysis.numbers[k].last + 1 : at])]
    chosen = before[-1:] if before and low[at - 1] in BEHIND_IT else behind[:1]
    return chosen[0] if chosen else None


def _number_of_each(analysis: Analysis, at: int) -> int | None:
    """Return the number that the word at a token assigns to each of several things, or None. This number is the last
    one before "[in] each", or the next number that does not count the things themselves ("each of the 12 cases
    concerned [three] victims")."""
    low, summed = analysis.tokens.low, not IN_ALL.isdisjoint(analysis.tokens.low)
    # an amount that each received is part of a budget, unless the sentence sums it up
    counts = [k for k in _counts(analysis) if summed or analysis.numbers[k].form == forms.COUNT]
    before = [k for k in counts if 0 < at - analysis.numbers[k].last <= REACH]
    if before and any(analysis.numbers[before[-1]].last < x.first < at for x in analysis.numbers):
        return None  # "Two women received [10 years] each"
    if before and _is_before(analysis, at, before[-1]):
        return before[-1]
    for k in counts:
        between = low[at + 1 : analysis.numbers[k].begins]
        reach = REACH_OF_EACH if at >= OPENING else len(low)
        if 0 < analysis.numbers[k].begins - at <= reach and not OF_ALL.issuperset(between):
            # "[In] each of these 11 cases, two persons stood accused", but not "five years each, and 22 …"
            same_clause = at < OPENING or CLAUSE_ENDS.isdisjoint(between)
            return k if same_clause and ROOM.isdisjoint(between) else None
    return None


def _is_before(analysis: Analysis, at: int, k: int) -> bool:
    """Whether the number before "each" is the number per thing: "25 officers in [each]", "30 attended [each] of them",
    "six seminars for 25 participants [each], training 150". A shelter may have room for fewer people than come to it in
    a year."""
    tokens, number = analysis.tokens, analysis.numbers[k]
    if tokens.low[at - 1] in DIVIDED_AMONG:
        return True
    if tokens.word(at + 1) == WORD.whole and tokens.word(at + 2) in OF_THEM:
        return CLAUSE_ENDS.isdisjoint(tokens.low[number.last + 1 : at])
    attended = not _is_room(analysis, k) or not noun_of(analysis, k).isdisjoint(ATTENDEES)
    return tokens.word(at + 1) in CLAUSE_ENDS and attended


def _number_of_none(analysis: Analysis, at: int) -> int | None:
    """Return the number that none of several things exceeds, or that none falls below, for "none" at a token: "none
    with more than [25]", "no course had more than [22]"."""
    told = next((k for k in _counts(analysis) if analysis.numbers[k].first > at), None)
    if told is None or analysis.numbers[told].qualifier not in OTHER_BOUND:
        return None
    begins = at + 1 + (analysis.tokens.low[at] not in NONE)
    between = analysis.tokens.low[begins : analysis.numbers[told].begins]
    near = len(between) <= REACH_OF_EACH and CLAUSE_ENDS.isdisjoint(between) and ROOM.isdisjoint(between)
    return told if near and not SAYING_OF_NONE.isdisjoint(between[:1]) else None


def _counts(analysis: Analysis) -> list[int]:
    """Return the indexes of the numbers that count something, or are sums of money."""
    numbers = enumerate(analysis.numbers)
    return [k for k, number in numbers if number.form in forms.COUNT_OR_MONEY and number.low is not None]


def _pairs(
    analysis: Analysis, stated: Stated, sentences: list[list[Told]], named: AbstractSet[str]
) -> Iterator[tuple[Told, Told]]:
    """Yield pairs of a number in the ``sentences`` that counts the same thing as an average, and the latest number
    that counts the things ``named`` with the average. Both numbers are in one sentence, or in two consecutive ones."""
    apposed = _apposed(analysis, stated.at, sentences[0])
    if len(apposed) == RELATED and SPELLS.keys().isdisjoint(analysis.tokens.low[stated.at :]):
        one, other = apposed
        yield from (pair for pair in ((one, other), (other, one)) if _is_whole_of(*pair))
        return
    number = analysis.numbers[stated.number]
    averaged = _averaged(analysis, stated, sentences)
    how_many, counted = _of_how_many(analysis, stated, sentences)
    among = (named | counted) - averaged
    told = [*_told_beside(number, sentences)]
    divisors = [one for _, one in told if not one.noun.isdisjoint(among) and (one.number.low or 0) > 1]
    value = how_many if how_many is not None else divisors[0].number.low if divisors else None
    last = [(place, one) for place, one in told if one in divisors and one.number.low == value]
    wholes = [(place, one) for place, one in told if not one.noun.isdisjoint(averaged) or _is_sum(analysis, one.number)]
    if how_many is not None:  # "six courses for 410 officials; 25 attended each of the [three] for judges"
        alike = {_kind(one) for _, one in last if one.reading is not None}
        same = ((place, one) for place, one in told if _kind(one) in alike and not is_compared(one))
        others = {x for x, one in same if one.number.low != how_many and not _is_sum(analysis, one.number)}
        wholes = [(place, one) for place, one in wholes if place not in others]
    for apart in (0, 1):
        pairs = [
            (whole, divisor)
            for at, divisor in last
            for place, whole in wholes
            if abs(place - at) == apart and _is_whole_of(whole, divisor)
        ]
        if pairs:  # "four courses for 80 judges and ten for 300 teachers": an average over all the courses
            yield from pairs if len({whole.number.low for whole, _ in pairs}) == 1 else ()
            break


def _apposed(analysis: Analysis, at: int, told: list[Told]) -> list[Told]:
    """Return the numbers before an average stated in apposition to them: "12 courses for 480 officers, [an average] of
    60 per course"."""
    low = analysis.tokens.low
    comma = max(0, at - COMMA_BEFORE)
    if low[at] not in AVERAGE or low[comma] != "," or low[at - 1] not in ARTICLES:
        return []
    return [one for one in told if one.number.last < comma and one.number.form in forms.COUNT_OR_MONEY]


def _averaged(analysis: Analysis, stated: Stated, sentences: list[list[Told]]) -> frozenset[str]:
    """Return the possible meanings of the things that an average counts."""
    number = analysis.numbers[stated.number]
    # "three in each case": three of the things named last
    several = (x.noun for x in sentences[0] if x.number is number and (number.low or 0) > 1)
    averaged = (noun_of(analysis, stated.number) or next(several, frozenset())) - {ANYTHING, MONEY}
    if not ATTENDANCE.isdisjoint(analysis.tokens.low[stated.at + 1 : number.first]):
        averaged |= {PERSON}
    elif analysis.tokens.word(number.last + 1) not in WHOEVER:  # "officials" may include more people than "officers"
        averaged -= {PERSON}
    return averaged if averaged.isdisjoint(OFFENDERS) else averaged | OFFENDERS | PERSONS


def _told_beside(number: Number, sentences: list[list[Told]]) -> Iterator[tuple[int, Told]]:
    """Yield the other numbers that may be for the same year, each with its sentence's index in the list."""
    years = next((one.years for one in sentences[0] if one.number is number), frozenset())
    for place, sentence in enumerate(sentences):
        for one in sentence:
            if one.number is not number and not (years and one.years and years.isdisjoint(one.years)):
                yield place, one


def _of_how_many(
    analysis: Analysis, stated: Stated, sentences: list[list[Told]]
) -> tuple[float | None, frozenset[str]]:
    """Return the number after "each of the", and the things it counts, which may have been mentioned earlier: "six
    courses. Each of the [six] had 40 participants"; None if there is no such number."""
    low = analysis.tokens.low
    for number in analysis.numbers if stated.each else ():
        if number.first > stated.at and OF_ALL.issuperset(low[stated.at + 1 : number.begins]):
            alike = (one.noun for sentence in sentences for one in sentence if one.number.low == number.low)
            return number.low, next((noun - {ANYTHING, MONEY, PERSON} for noun in alike if noun), frozenset())
    return None, frozenset()


def _is_sum(analysis: Analysis, number: Number) -> bool:
    """Whether a number is a total without a noun: "270 [in all]"."""
    behind = analysis.tokens.low[number.last + 1 : number.last + 1 + SUM_WORDS]
    return number in analysis.numbers and not IN_ALL.isdisjoint(behind)


def _is_whole_of(whole: Told, divisor: Told) -> bool:
    """Whether a number may be a multiple of another: it is larger and belongs to the same time."""
    return _is_more(whole, divisor) and is_compared(whole) == is_compared(divisor)


def _kind(told: Told) -> tuple[str, str | None] | None:
    """Return the metric and the unit of a number in the text, or None if the number is not a figure."""
    return None if told.reading is None else (told.reading.metric, told.reading.unit)


def _is_more(one: Told, other: Told) -> bool:
    return (one.number.low or 0) > (other.number.low or 0)
