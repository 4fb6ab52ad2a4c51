"""Counts the people sentenced to each term in a sentence (contract section 2, ``count``).

What belongs here: finding who was sentenced to a term. What does not belong here: finding the terms (``durations``).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.record.analysis import step
from tipetl.figures.record.readings import PERSON_NOUNS
from tipetl.figures.terms.lists import OTHERS
from tipetl.figures.terms.verbs import GETTING, SENTENCES, SENTENCING, STATING, TERM_NOUNS, behind_suspension, given_to
from tipetl.figures.terms.words import WORDS
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax.chunks import kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.figures.record.readings import OpenReading, Reading
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

#: nouns that may follow the number of people sentenced to a term: nouns for people, or for the term itself ("six
#: suspended sentences")
CONVICTED = PERSON_NOUNS | {concepts.SENTENCE, concepts.SUSPENDED_TERM}
#: verbs with the person sentenced as their object
GIVING_TO = SENTENCING | WORDS["giving_to"]


class Persons(NamedTuple):
    """A number of people at tokens ``first`` to ``last``, and its frame, if any."""

    first: int
    last: int
    many: int
    frame: Frame | None


class Got(NamedTuple):
    """The number of people sentenced to a term, with that number's frame, or a ``note`` saying that an earlier number
    counts them."""

    many: int | None = None
    frame: Frame | None = None
    note: str | None = None


PRISON = WORDS["prison"]
#: the maximum number of words between a term that opens its clause and the verb
FRONTED = 8
#: words that separate the terms of several people
SHARED = frozenset((",", WORD.also))
OF_THOSE_LEFT = frozenset((WORD.known, word) for word in WORDS["those_left"])
ONE, NOBODY = Got(1), Got()
#: the note on a term imposed on everyone counted earlier
OF_ALL = "all"


def count_persons(analysis: Analysis, given: list[OpenReading]) -> None:
    """Sets the ``count`` of each ``given`` term in a sentence, in order, or notes that an earlier number counts the
    people sentenced."""
    persons = _persons(analysis, given)
    starts = [term.first for term in given[1:]] + [len(analysis.tokens)]
    floor = 0
    inverted = False
    for term, until in zip(given, starts, strict=True):
        behind = _behind(analysis, term, persons, until, inverted=inverted)
        inverted = inverted or given_to(analysis.tokens.low, _end(analysis.tokens.low, term)) is not None
        got = Got(behind.many, behind.frame) if behind else _before(analysis, term, persons, floor)
        floor = (behind or term).last + 1
        term.count, term.frame = got.many, got.frame or term.frame
        term.notes += (got.note,) if got.note else ()
    if len(given) > 1 and all(term.count is None for term in given[1:]):
        _share_out(analysis, given, persons)
    elif len(given) > 1:
        _share_rest(analysis, given, persons)
    _settle_gaps(analysis.tokens.low, given)


def _settle_gaps(low: list[str], given: list[OpenReading]) -> None:
    """Removes the count of a term listed before others: "the five received sentences of eight, 12, and 30 years" does
    not say how many received eight."""
    for one, other in pairwise(given):
        if other.count is None and SHARED.issuperset(low[one.last + 1 : other.first]):
            one.count = None if (one.count or 0) > 1 else one.count


def _share_out(analysis: Analysis, given: list[OpenReading], persons: list[Persons]) -> None:
    """Assigns one person to each term: "sentenced three men to six, seven, and nine years". In "three got two years and
    the others 18 months and five years, respectively", only each of the others' terms gets one person."""
    low = analysis.tokens.low
    gaps = [low[one.last + 1 : other.first] for one, other in pairwise(given)]
    rest = next((place for place, gap in enumerate(gaps, 1) if not WORDS["those_left"].isdisjoint(gap)), None)
    if rest is not None:
        for term in given[rest:] if WORD.each_to_each in low else ():
            term.count = 1
        return
    before = [group.many for group in persons if group.first < given[0].first]
    last = before[-1:] if given[0].notes else [given[0].count]
    if len(given) not in (*last, sum(before)):
        return
    for term in given:
        term.count, term.notes = 1, tuple([note for note in term.notes if note != OF_ALL])
    if sum(before) == len(given):
        # "three sex traffickers and one labor trafficker, who received six, seven, eight, and nine years"
        frames = [group.frame for group in persons if group.first < given[0].first for _ in range(group.many)]
        for term, frame in zip(given, frames, strict=True):
            term.frame = frame


def _share_rest(analysis: Analysis, given: list[OpenReading], persons: list[Persons]) -> None:
    """Assigns one term to each remaining person: "four received 10 months, two years (two persons), and three
    years"."""
    low = analysis.tokens.low
    told = [term.count or 0 for term in given if low[term.last + 1 : term.last + 2] == ["("]]
    before = [group.many for group in persons if group.first < given[0].first][-1:]
    if told and before == [sum(told) + len(given) - len(told)]:
        for term in given:
            if low[term.last + 1 : term.last + 2] != ["("]:
                term.count = 1


# -- numbers that may count the people sentenced ------------------------------------------------------------------


def _persons(analysis: Analysis, given: Sequence[Reading]) -> list[Persons]:
    terms = {term.number for term in given}
    out = []
    for index in analysis.nums:
        item = analysis.items[index]
        number, frame = analysis.numbers[item.number], analysis.frames.get(item.number)
        single = number.form in forms.COUNT_OR_ONE and number.high is None and number.low is not None
        if single and frame and item.number not in terms and _convicted(analysis, index, frame):
            out.append(Persons(item.first, item.last, int(number.low or 0), frame))
    return out


def _convicted(analysis: Analysis, index: int, frame: Frame) -> bool:
    """Whether a number may count the people sentenced: it must not be an age, count victims, or be a figure for another
    year."""
    item, heads = analysis.items[index], frame.heads
    if frame.definite and frame.prep == WORD.whole and not _all_of_them(analysis, item.first):
        return False
    if analysis.numbers[item.number].form == forms.ONE and not (heads and heads[-1] in PERSON_NOUNS):
        return False
    if analysis.comparator_at(item.first) is not None or concepts.VICTIM in heads:
        return False
    if heads:
        return not CONVICTED.isdisjoint(heads) and not _harmed(analysis, index, frame)
    if frame.head_word:
        return frame.linked != kinds.PREPOSITION and not _harmed(analysis, index, frame)
    lead = analysis.tokens.low[max(0, analysis.numbers[item.number].begins - 1)]
    if lead in WORDS["before_an_age"]:
        # "a term of one to each of five"
        behind = analysis.items[index + 1 : index + 2]
        return lead == WORD.whole and all(x.kind not in (kinds.COMMA, kinds.SEMICOLON) for x in behind)
    return not _harmed(analysis, index, frame)


def _all_of_them(analysis: Analysis, first: int) -> bool:
    """Whether the number at token ``first`` counts everyone: "all of the seven", "every one of the eight persons"."""
    low = analysis.tokens.low
    said = [word for word in low[max(0, first - 5) : first] if word not in WORDS["articles"]]
    return said[-1:] == [WORD.whole] and not WORDS["every_one_of"].isdisjoint(said[-3:-1])


def _harmed(analysis: Analysis, index: int, frame: Frame) -> bool:
    """Whether a number counts the victims of the people convicted: "a gang who sent 200 women to Turkey", "of
    exploiting 15 women", "the exploitation of at least 15 women"."""
    low, first = analysis.tokens.low, analysis.items[index].first
    parted = max((at + 1 for at in range(first) if low[at] in (",", ";", WORD.also)), default=0)
    between = low[max(parted, first - 8) : max(parted, first - 1)]
    by_a_court = not WORDS["done_by_a_court"].isdisjoint(low[max(parted, first - 8) : first])
    if not WORDS["relatives"].isdisjoint(between) and not by_a_court:
        return True
    at = analysis.numbers[analysis.items[index].number].begins - 1
    while at > 0 and low[at] in WORDS["bounding"]:
        at -= 1
    if low[at] == WORD.whole:
        return not {concepts.WOMAN, concepts.GIRL, concepts.CHILD, concepts.BOY}.isdisjoint(frame.heads)
    return at > 0 and low[at].endswith("ing") and low[at - 1] in (WORD.whole, WORD.purpose, WORD.doer, WORD.source)


# -- the people sentenced to a term --------------------------------------------------------------------------------


def _end(low: list[str], term: Reading) -> int:
    """Return the token after a term and the words for prison that belong to the term."""
    at, low = term.last + 1, [*low, "", ""]
    while low[at] in WORDS["rest_of_a_term"] or low[at] in PRISON or (low[at] == WORD.place and low[at + 1] in PRISON):
        at += 1
    return at


def _behind(analysis: Analysis, term: Reading, persons: list[Persons], until: int, *, inverted: bool) -> Persons | None:
    """Return the people sentenced to a term, from the words after the term: "terms of two to five years for six
    traffickers", "five years (two offenders)", "in 21 instances". In "life was meted out to six and two years to nine",
    the second term is ``inverted`` like the first."""
    low = [*analysis.tokens.low[:until], "", ""]
    at = _end(analysis.tokens.low[:until], term)
    at = behind_suspension(low, at) or at
    start = at + 1
    while low[start] == WORD.whole or low[start] in WORDS["before_persons"]:
        start += 1
    if (found := _as_subject(analysis, term, persons, low, at)) is not None:
        return found
    if low[at] == "," and ":" in low[: term.first]:
        return _in_a_table(persons, low, at + 1)
    if not _leads_to_persons(low, term, at, inverted=inverted):
        return None
    if low[at] == WORD.place:
        return _in_instances(analysis, at + 1)
    if found := next((group for group in persons if group.first == start), None):
        return found
    single = _single_at(analysis, start - 1) if low[start - 1] == WORD.known else _single_at(analysis, start)
    return single or _single_at(analysis, at + 1)


def _leads_to_persons(low: list[str], term: Reading, at: int, *, inverted: bool) -> bool:
    """Whether the word after a term may introduce the people sentenced: "for six", "(two offenders)", "on his son"."""
    if low[at] in WORDS["before_who_bears_it"]:
        return not WORDS["imposing"].isdisjoint(low[: term.first])
    giving = SENTENCES | GIVING_TO | WORDS["imposing"]
    if low[at] == WORD.goal:
        return inverted or not giving.isdisjoint(low[max(0, term.first - 8) : term.first])
    return low[at] in (WORD.purpose, WORD.matter, WORD.place, "(")


def _as_subject(analysis: Analysis, term: Reading, persons: list[Persons], low: list[str], at: int) -> Persons | None:
    """Return the people sentenced to a term that opens its sentence or is its subject; ``at`` is the token after the
    term."""
    if SENTENCING.intersection(low[at : at + FRONTED]) and _fronted(low, term):
        return next((group for group in persons if term.last < group.first < len(low) - 2), None)
    if (given := given_to(low, at)) is not None:
        return next((group for group in persons if group.first == given), None) or _single_at(analysis, given)
    return _given_by_a_court(analysis, term, persons, low, at)


def _given_by_a_court(
    analysis: Analysis, term: Reading, persons: list[Persons], low: list[str], at: int
) -> Persons | None:
    """Return the people sentenced to a term that is the subject of its sentence: "A term of nine years was the
    punishment that a court in Oslo chose for two traffickers", "Suspended terms of a year were handed by the judge to
    four". ``at`` is the token after the term, and ``low`` ends before the next term."""
    if not WORDS["opening_a_term"].issuperset(low[_part_begins(low, term.first) : term.first]):
        return None
    verb = next((place for place in range(at, len(low)) if low[place] in WORDS["were_the_penalty"]), len(low))
    told = False
    for place in range(verb + 1, len(low) - 2):  # two empty words mark the end of the row
        if told and low[place] in WORDS["before_who_was_given_it"]:
            start = place + 1
            while low[start] in WORDS["before_persons"]:
                start += 1
            found = next((group for group in persons if group.first == start), None) or _single_at(analysis, place + 1)
            if found is not None:
                return found
        told = told or low[place] in WORDS["told_as_given"]
    return None


def _in_a_table(persons: list[Persons], low: list[str], start: int) -> Persons | None:
    """Return the people sentenced to a term that is followed only by their number: "Terms given: up to six years, nine
    persons; …"."""
    found = next((group for group in persons if group.first == start and group.frame is not None), None)
    if found is None or found.frame is None:
        return None
    behind = max(found.last, found.frame.np_end) + 1
    return found if low[behind : behind + 1] in ([";"], ["."], [""]) else None


def _part_begins(low: list[str], at: int) -> int:
    """Return the first token of the part of the sentence that includes token ``at``."""
    return max((place + 1 for place in range(at) if low[place] in WORDS["parts_of_a_sentence"]), default=0)


def _single_at(analysis: Analysis, start: int) -> Persons | None:
    """Return the single person named from token ``start`` on, after "a" or "the": "on [a recruiter]", "for [the
    head]"."""
    low = [*analysis.tokens.low, "", ""]
    own = low[start] in WORDS["owners_alone"]
    if low[start] not in WORDS["articles"] and not own:
        return None
    item = next((x for x in analysis.items if x.first > start and x.kind in kinds.NAMING), None)
    if item is None or item.first > start + 2:
        return None
    named = item.concept in PERSON_NOUNS and item.form == forms.SINGULAR and not _names_a_thing(analysis, item)
    called = low[item.last] in WORDS["who_got_it"] and not low[item.last].endswith("s")
    relative = own and item.first == start + 1 and not low[item.last].endswith("s")  # "on his driver"
    return Persons(start, item.last, 1, None) if named or called or relative else None


def _fronted(low: list[str], term: Reading) -> bool:
    """Whether a term opens its clause: "To 15 years, nine offenders were sentenced"."""
    at = next((at for at in range(term.first - 1, -1, -1) if low[at] not in SENTENCES | {WORD.whole}), -1)
    return low[at] == WORD.goal and (not at or low[at - 1] in WORDS["parts_of_a_sentence"])


def _in_instances(analysis: Analysis, start: int) -> Persons | None:
    """Return the number of instances in which a term was imposed: "in 21 instances"."""
    item = next((item for item in analysis.items if item.kind == kinds.NUMBER and item.first == start), None)
    if item is None or analysis.tokens.word(item.last + 1) not in WORDS["instances"]:
        return None
    many = int(analysis.numbers[item.number].low or 0)
    return Persons(item.first, item.last, many, analysis.frames.get(item.number))


def _before(analysis: Analysis, term: Reading, persons: list[Persons], floor: int) -> Got:
    """Return the people sentenced to a term, from the words between ``floor`` and the term."""
    low = analysis.tokens.low
    lo = max((at + 1 for at in range(floor, term.first) if low[at] in WORDS["parts_of_a_sentence"]), default=floor)
    near = [group for group in persons if lo <= group.first < term.first]
    if near and any(pair in OF_THOSE_LEFT for pair in pairwise(low[near[-1].last + 1 : term.first])):
        return NOBODY  # "six got off with probation, and the rest were jailed for four years"
    if near and WORDS["beside_persons"].issuperset(low[near[-1].last + 1 : term.first]):
        return _got(near[-1])
    verbs = (at for at in range(term.first - 1, lo - 1, -1) if low[at] in SENTENCING or low[at] in GETTING)
    verb = next(verbs, None)
    counted = any(low[group.first] not in WORDS["articles"] for group in near)
    if not counted and _the_longest(low, lo, verb if verb is not None else term.first):
        return NOBODY
    if (owners := _whose_own(low, term, persons, verb)) is not None:
        return owners
    return _without_verb(analysis, term, near, lo) if verb is None else _by_verb(analysis, term, near, lo, verb)


def _by_verb(analysis: Analysis, term: Reading, near: list[Persons], lo: int, verb: int) -> Got:
    """Return the people sentenced to a term, from the verb at token ``verb``: its object, or the subject of a
    passive."""
    low = analysis.tokens.low
    objects = low[verb + 1 : term.first]
    if low[verb] in WORDS["imposing"]:
        noted = _noted(objects)
        if noted.note or not (WORDS["a_single_term"].isdisjoint(objects) and not _singular(analysis, verb, term.first)):
            return noted if noted.note else ONE
        return noted
    if low[verb] in GIVING_TO and low[verb + 1] not in (WORD.goal, WORD.purpose, ",", WORD.place):
        whom = next((group for group in near if group.first > verb), None)
        if whom and not _singular(analysis, verb + 1, whom.first):
            return _got(whom)
        named = not WORDS["objects_of_one"].isdisjoint(objects) or _singular(analysis, verb + 1, term.first)
        return ONE if named else _noted(objects)
    if near and (near[-1].first > verb or _each_got(low, term, near)):
        return _got(near[-1])
    if _singular(analysis, near[-1].last + 1 if near else lo, verb):
        return ONE
    return _got(near[-1]) if near else _noted(low[lo : term.first])


def _the_longest(low: list[str], lo: int, hi: int) -> bool:
    """Whether the words only rank a term and do not say who was sentenced to it: "the longest sentence given to a
    trafficker was 14 years"."""
    return any(low[at] in WORDS["ends_by_themselves"] and low[at + 1] in TERM_NOUNS for at in range(lo, hi))


def _whose_own(low: list[str], term: Reading, persons: list[Persons], verb: int | None) -> Got | None:
    """Return the people to whom a term's possessive refers back: "convicted four men; their sentences, of two years
    each", "one man, whose term was nine years"; None if the term has no possessive."""
    begin = _part_begins(low, term.first) if verb is None else verb + 1
    owner = next(
        (at for at in range(begin, term.first - 1) if low[at] in WORDS["owners_of_a_term"] and _has_term(low, at)), None
    )
    if owner is None:
        return None
    if (
        low[owner - 1 : owner] == [WORD.whole]
        and low[owner - 2 : owner - 1]
        and low[owner - 2] in WORDS["some_of_the_terms"]
    ):
        return NOBODY  # "most of their terms"
    before = [group for group in persons if group.first < owner]
    if low[owner] in WORDS["owners_alone"]:
        return ONE
    if before:
        return _got(before[0]) if len(before) == 1 else NOBODY
    return Got(note=OF_ALL) if low[owner] in WORDS["owners_pointing_back"] else None


def _has_term(low: list[str], owner: int) -> bool:
    """Whether a noun for a term follows a possessive: "[their] prison terms"."""
    return not TERM_NOUNS.isdisjoint(low[owner + 1 : owner + 3])


def _each_got(low: list[str], term: Reading, near: list[Persons]) -> bool:
    """Whether several people each received a term that does not belong to a person named in between: "three men were
    convicted of selling a girl and got nine years each"."""
    return low[_end(low, term) - 1] in WORDS["shared_out"] and near[-1].many > 1


def _without_verb(analysis: Analysis, term: Reading, near: list[Persons], lo: int) -> Got:
    """Return the people sentenced to a term without its own verb: "the other to four years", "two five years";
    "sentences ran from …"."""
    said = analysis.tokens.low[lo : term.first]
    noun = lo + max((at for at, word in enumerate(said) if word in TERM_NOUNS), default=-1)
    if noun >= lo and not (STATING - {WORD.whole, WORD.source}).isdisjoint(analysis.tokens.low[noun : term.first]):
        own = [group for group in near if group.first > noun] or _whose_terms(analysis, lo, term.first)
        return _got(own[-1]) if own else NOBODY
    if near and not _singular(analysis, near[-1].last + 1, term.first):
        return NOBODY if _of_the_convicted(said[near[-1].last + 1 - lo :]) else _got(near[-1])
    return ONE if _singular(analysis, lo, term.first) else _noted(said)


def _of_the_convicted(said: Sequence[str]) -> bool:
    """Whether some of the people convicted may have received no term: "29 were convicted, with terms from four months
    to 13 years"."""
    terms = max((at for at, word in enumerate(said) if word in TERM_NOUNS), default=0)
    return WORD.company in said[:terms] and not WORDS["convicting"].isdisjoint(said[:terms]) and PRISON.isdisjoint(said)


def _whose_terms(analysis: Analysis, lo: int, hi: int) -> list[Persons]:
    """Return the people to whom terms belong: "the sentences of the 24 lay between", "those of the remaining 22 ranged
    from"."""
    low, out = analysis.tokens.low, []
    for index in analysis.nums:
        item = analysis.items[index]
        number = analysis.numbers[item.number]
        lead = [word for word in low[max(lo, item.first - 5) : item.first] if word not in WORDS["before_persons"]]
        if lo <= item.first < hi and number.form == forms.COUNT and _opens_for(low, lead, item.last + 1):
            out.append(Persons(item.first, item.last, int(number.low or 0), analysis.frames.get(item.number)))
            continue
        led = lead[-1:] and lead[-1] in (WORD.whole, WORD.matter, WORD.purpose, WORD.goal) and lead[-2:-1]
        if (
            lo <= item.first < hi
            and number.form == forms.COUNT
            and led
            and (led[0] == WORD.far or led[0] in TERM_NOUNS)
        ):
            out.append(Persons(item.first, item.last, int(number.low or 0), analysis.frames.get(item.number)))
    return out


def _opens_for(low: list[str], lead: list[str], behind: int) -> bool:
    """Whether a phrase with a number opens a part of the sentence: "for the remaining 21, terms ranged from …"."""
    return lead[-1:] == [WORD.purpose] and low[behind] == "," and (len(lead) == 1 or not lead[-2].isalpha())


def _got(group: Persons) -> Got:
    return Got(group.many, group.frame)


def _noted(words: Sequence[str]) -> Got:
    """Return a note that earlier numbers count the people sentenced, if the words include "all", "both" or "them"."""
    if not WORDS["those_left"].isdisjoint(words):
        return NOBODY  # "three of the five got six years each and the others four"
    if not {WORD.everyone, WORD.pair, WORD.every_one}.isdisjoint(words):
        return Got(2 if WORD.pair in words else None, note=OF_ALL)
    return NOBODY if WORDS["several_named"].isdisjoint(words) else Got(note=OF_ALL)


def _singular(analysis: Analysis, lo: int, hi: int) -> bool:
    """Whether the last noun or pronoun for people between two tokens is singular: "the leader", "another", "the
    third"."""
    low, found = analysis.tokens.low, False
    for item in analysis.items:
        if item.first < lo or item.last >= hi:
            continue
        word = low[item.last]
        if item.concept in PERSON_NOUNS and item.form == forms.SINGULAR and _names_a_thing(analysis, item):
            continue  # "trafficker sentences"
        if item.concept in PERSON_NOUNS:
            found = item.form == forms.SINGULAR
        elif word in OTHERS - WORDS["those_left"] and low[item.first - 1] in WORDS["articles"]:
            found = not low[item.last + 1].endswith("s")
        elif word in WORDS["one_named"]:
            found = True
    return found


def _names_a_thing(analysis: Analysis, person: Item) -> bool:
    """Whether a noun for a person only modifies the noun for a thing right after it: "[trafficker] sentences"."""
    behind = next((x for x in analysis.items if x.first == person.last + 1), None)
    return behind is not None and behind.kind == kinds.NOUN and behind.concept not in PERSON_NOUNS


# -- people convicted earlier ----------------------------------------------------------------------------------------


@step
def share_counts(analysis: Draft) -> None:
    """Sets the count of a term imposed on everyone to the number convicted earlier: "sentenced all to …"."""
    for reading in analysis.readings:
        if reading.metric != "sentence_terms" or reading.count is not None or OF_ALL not in reading.notes:
            continue
        here: list[Reading] = [other for other in analysis.readings if other.first < reading.first and _convicts(other)]
        convicted = here or [other for other in analysis.context.before if _convicts(other)]
        if convicted and convicted[-1].low is not None:
            reading.count = int(convicted[-1].low)


def _convicts(reading: Reading) -> bool:
    """Whether a figure counts people convicted in the year reported."""
    return reading.metric == "convictions" and reading.relation == codes.CURRENT and reading.unit == codes.PERSON
