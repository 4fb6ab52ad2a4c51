"""Finds the dates on which things began, and the dates on which they were in operation: "created the unit in September
2022", "Between February and June 2022, officers of the unit …".

What belongs here: which words name the same thing, and which date belongs to a thing's beginning or to its activity.
What does not belong here: which of two dates must be earlier, which a check decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tipetl.figures.claims.dates import begin_of, clauses_of, dates_of, verb_of
from tipetl.figures.claims.descriptions import noun_behind, stem
from tipetl.figures.claims.law_dates import is_same_law, law_dates
from tipetl.figures.claims.rows import BOOK
from tipetl.figures.claims.things import Dated, Thing
from tipetl.language import forms
from tipetl.syntax.chunks import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.claims.dates import Date
    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.chunks.items import Item

WORDS = BOOK.words
BEGINNING, THINGS = WORDS["beginning_verbs"], WORDS["things_that_begin"]
NOUNS = frozenset(map(stem, THINGS))
OPENED, SAME, PARTICLES = WORDS["doors_opened"], WORDS["same_words"], WORDS["verb_particles"]
RENEWED = frozenset(map(stem, WORDS["one_more"]))
AT_WORK_BEFORE, DEFINITE = WORDS["not_at_work"], WORDS["describing"] | WORDS["possessives"] | WORDS["describing_one"]
OF_ANY_THING = frozenset(map(stem, WORDS["of_any_thing"]))
OWNING = WORDS["of_an_owner"]
RECEIVING, CLOSING, REOPENING = WORDS["receiving_the_first"], WORDS["closing_verbs"], WORDS["reopening_verbs"]
#: words for a thing that stayed closed, and words showing that a sentence does not describe a thing in operation after
#: its end
FOR_GOOD, ENDED_BEFORE = WORDS["closed_for_good"], WORDS["not_at_work"] - WORDS["only_before_its_end"] | REOPENING
MONTHS_OF_A_YEAR = 12
#: the maximum number of items in a phrase
PHRASE = 7
#: the maximum number of dates of a law that mention its passing and its entry into force once each
STAGES = 2
#: the maximum number of tokens between the verb and noun of a beginning and the start of its date
DATE_REACH = 16


@dataclass(frozen=True, slots=True)
class Beginnings:
    """The things that a document has dated so far, and the things that have ended, each with the index of the sentence
    that says so."""

    dated: list[Dated] = field(default_factory=list)
    ended: list[tuple[Dated, int]] = field(default_factory=list)

    def meet(self, analysis: Analysis) -> list[tuple[Dated, Dated]]:
        """Pairs each thing that a sentence dates with its only earlier dated mention of the other sort (beginning or
        operation)."""
        own = [*_dated(analysis), *law_dates(analysis)]
        met = []
        for one in own:
            told = [*self.dated, *(other for other in own if other.begins and not other.concluded)]
            of_it = _told_outright([other for other in told if other.begins != one.begins and _are_one(one, other)])
            nouns = {one.thing.noun, *(other.thing.noun for other in of_it)}
            begun = [x for x in (*self.dated, *own) if x.begins and x.thing.noun in nouns]
            dates = {(x.thing.noun, x.date[:2]) for x in _told_outright(begun)}
            met += [(one, other) for other in of_it if len(dates) == 1]
            before = [*self.dated, *own[: own.index(one)]]
            staged = [other for other in before if _is_a_stage(one, other) and _are_one(one, other)]
            met += [(one, other) for other in staged if len(begun) <= STAGES]
        self.dated.extend(own)
        return met

    def meet_ended(self, analysis: Analysis, position: int) -> list[tuple[Dated, Dated, int]]:
        """Return each thing in operation in the sentence at a position, with its end as stated earlier and the index
        of the sentence that stated it: "In October, 14 were admitted to the center"."""
        dates = [*dates_of(analysis.tokens)]
        works = [*_at_work(analysis, dates[:1])] if dates and ENDED_BEFORE.isdisjoint(analysis.tokens.low) else []
        met = [(one, other, told_in) for one in works for other, told_in in self.ended if _are_one(one, other)]
        self.ended.extend((one, position) for one in _ended(analysis, dates))
        return met


def _is_a_stage(one: Dated, other: Dated) -> bool:
    """Whether one of two mentions says that a law was passed, and the other that a law is in force."""
    return one.law and other.law and one.begins and other.begins and one.passed != other.passed


def works_since(one: Dated, other: Dated) -> bool:
    """Whether the activity in ``one`` must not precede the beginning in ``other``; otherwise the reverse holds."""
    return not one.begins or (other.passed and not one.passed)


def _told_outright(told: list[Dated]) -> list[Dated]:
    """Return the mentions that state a beginning outright, or all mentions if each is only implied, as that of a law
    by its passing."""
    return [one for one in told if not (one.concluded or one.passed)] or told


def _are_one(one: Dated, other: Dated) -> bool:
    """Whether two phrases name the same thing, mentioned first in ``other``: "the hotline", "the ministry's child
    hotline". A law used before "the law" was mentioned may have been a different law."""
    if one.law or other.law:
        told_before = one.begins and not one.thing.words and not other.begins
        begun, used = (other, one) if works_since(one, other) else (one, other)
        return one.law == other.law and not told_before and is_same_law(begun, used)
    noun, words, others = one.thing.noun, one.thing.words, other.thing.words
    return noun == other.thing.noun and (words <= others or others <= words)


def _dated(analysis: Analysis) -> Iterator[Dated]:
    """Yield the things that a sentence dates: things said to have begun or, if there are none, things in operation."""
    dates = [*dates_of(analysis.tokens)]
    if not dates:
        return
    begun = [*_begun(analysis, dates), *_first_received(analysis, dates)]
    yield from begun
    ends = {item.last for item in analysis.items if item.kind == kinds.VERB}  # "handed [down]"
    low, apart = analysis.tokens.low, analysis.tokens.at(AT_WORK_BEFORE.__contains__)
    if all(at in ends and low[at] in PARTICLES for at in apart):
        yield from _at_work_beside(analysis, dates, begun) if begun else _at_work(analysis, dates)


def _begun(analysis: Analysis, dates: list[Date]) -> Iterator[Dated]:
    low = analysis.tokens.low
    for place, verb in enumerate(analysis.items):
        if verb.kind == kinds.VERB and low[verb.last] in BEGINNING | OPENED:
            one = dated_by(analysis, dates, place)
            # not "a second shelter", "reopened its hotline"
            if one is not None and not one.thing.words & RENEWED and one.thing.noun in NOUNS:
                yield one


def dated_by(analysis: Analysis, dates: list[Date], place: int) -> Dated | None:
    """Return the thing to which something happened according to a verb, and its month: "[lifted] the ban in May"."""
    verb, found = analysis.items[place], _begun_by(analysis, place)
    if verb.negated or found is None:
        return None
    thing, first, last = found
    end = max(last, verb.last)
    behind = [date for date in dates if end < date.first <= end + DATE_REACH]
    opening = [date for date in dates if date.first <= 1]
    date = next(iter(behind or opening), None)
    if date is None or date.month is None or _tells_more(analysis.items, end, date):
        return None
    return Dated(thing, min(first, verb.first), end, date, begins=True)


def _begun_by(analysis: Analysis, place: int) -> tuple[Thing, int, int] | None:
    """Return the thing that began, according to a verb: the verb's object, or the phrase before the verb ("the
    hotline, [launched] in May", "a center [opened] its doors")."""
    verb = analysis.items[place]
    if analysis.tokens.low[verb.last] in OPENED:
        return _subject(analysis, place)
    active = verb.voice == "active" or (verb.voice == "bare" and _opens_phrase(analysis, place + 1))
    return _phrase(analysis, place + 1) if active else _phrase_before(analysis, place)


def _first_received(analysis: Analysis, dates: list[Date]) -> Iterator[Dated]:
    """Yield a thing as in operation at the date of its first clients, and as having begun on that date unless the text
    gives another: "The center received its first residents in July 2003"."""
    items, low = analysis.items, analysis.tokens.low
    for place, verb in enumerate(items):
        owned = place + 2 < len(items) and low[items[place + 1].first] in WORDS["possessives"]
        if verb.kind == kinds.VERB and not verb.negated and owned and low[verb.last] in RECEIVING:
            first = low[items[place + 2].first] in WORDS["first_of_all"]
            found = _subject(analysis, place) if first else None
            date = _month_behind(dates, verb)
            if found is not None and date is not None:
                yield Dated(*found, date, begins=False)
                yield Dated(*found, date, begins=True, concluded=True)


def _ended(analysis: Analysis, dates: list[Date]) -> Iterator[Dated]:
    """Yield the things that closed for good: "The shelter closed in August 2017 and did not reopen"."""
    items, low = analysis.items, analysis.tokens.low
    for place, verb in enumerate(items):
        if verb.kind != kinds.VERB or verb.negated or low[verb.last] not in CLOSING:
            continue
        behind = items[place + 1 :]
        stays = any(x.kind == kinds.VERB and x.negated and low[x.last] in REOPENING for x in behind)
        found = _subject(analysis, place) if stays or not FOR_GOOD.isdisjoint(low[verb.last :]) else None
        date = _month_behind(dates, verb)
        if found is not None and date is not None:
            yield Dated(*found, date, begins=False, ends=True)


def _month_behind(dates: list[Date], verb: Item) -> Date | None:
    """Return the first date after a verb if that date includes a month; otherwise None."""
    date = next((date for date in dates if verb.last < date.first <= verb.last + DATE_REACH), None)
    return date if date is not None and date.month is not None else None


def _subject(analysis: Analysis, place: int) -> tuple[Thing, int, int] | None:
    """Return the thing named by the first phrase before a verb: "[The shelter], in Orhei, closed"."""
    found = (_phrase(analysis, k) for k in range(place))
    return next((one for one in found if one is not None and analysis.tokens.low[one[2]] in THINGS), None)


def _tells_more(items: list[Item], end: int, date: Date) -> bool:
    """Whether a finite verb comes between a beginning and a date, so that the date belongs to the verb."""
    return any(item.kind == kinds.VERB and item.finite and end < item.first < date.first for item in items)


def _at_work(analysis: Analysis, dates: list[Date]) -> Iterator[Dated]:
    """Yield the things in operation that a sentence names, each with the date of their activity."""
    verbs = [item for item in analysis.items if item.kind == kinds.VERB]
    finite = [verb.first for verb in verbs if verb.finite]
    if not finite or any(verb.negated for verb in verbs):
        return
    told = _of_the_deed(analysis, dates)
    for place, item in enumerate(analysis.items):
        if item.kind == kinds.DETERMINER and analysis.tokens.low[item.first] in DEFINITE:
            found = _phrase(analysis, place)
            before = analysis.items[place - 1].kind if place else kinds.PREPOSITION
            # the sentence's subject, or in a phrase: not "approved [the shelter]"
            acts = found is not None and any(found[2] + 1 == verb.first for verb in verbs)
            works = found is not None and (found[1] < finite[0] or before == kinds.PREPOSITION or acts)
            if found is not None and works and analysis.tokens.low[found[2]] in THINGS:
                yield Dated(*found, told, begins=False)


def _at_work_beside(analysis: Analysis, dates: list[Date], begun: list[Dated]) -> Iterator[Dated]:
    """Yield the things in operation in a sentence that also says when something began: "The court opened in January;
    in November, [the same court] convicted two", "The shelter, opened in May, [took in] 12 girls in March"."""
    items, low, clauses = analysis.items, analysis.tokens.low, clauses_of(analysis)
    for date in dates:
        place = None if any(date == one.date for one in begun) else verb_of(analysis, clauses, date)
        if date.month is None or place is None or not _acts(analysis, place):
            continue
        verb, start = items[place], begin_of(items, clauses[place])
        found = _phrase(analysis, start) if low[items[start].first] in DEFINITE else None
        if found is not None and low[found[2]] in THINGS:
            yield Dated(*found, date, begins=False)
            continue
        own = (one for one in begun if one.last < verb.first and _is_its_subject(analysis, clauses, one, place))
        yield from (Dated(one.thing, verb.first, verb.last, date, begins=False) for one in own)


def _acts(analysis: Analysis, place: int) -> bool:
    """Whether a verb describes an act other than beginning."""
    verb = analysis.items[place]
    return verb.finite and not verb.negated and analysis.tokens.low[verb.last] not in BEGINNING


def _is_its_subject(analysis: Analysis, clauses: list[int], one: Dated, place: int) -> bool:
    """Whether something said to have begun is also the subject of a later verb."""
    thing, began = analysis.items_from(one.first), analysis.items_from(one.last)
    same = analysis.items[began].kind == kinds.VERB and clauses[began] == clauses[place]
    return same and thing == begin_of(analysis.items, clauses[thing])


def _of_the_deed(analysis: Analysis, dates: list[Date]) -> Date:
    """Return the date of the event that a sentence reports: the first year of its figures ("cared for 31 victims in
    2007 and 44 in 2008"). If the sentence gives months, or no date is a figure's, returns the last date ("met under the
    Act of 2005 in 2014")."""
    counted = {reading.year for reading in analysis.readings}
    of_figures = [date for date in dates if date.month is None and date.year in counted]
    if of_figures and all(date.month is None for date in dates):
        return min(of_figures)
    return max(dates, key=lambda date: (date.year, date.month or MONTHS_OF_A_YEAR))


def _opens_phrase(analysis: Analysis, place: int) -> bool:
    items = analysis.items
    article = place < len(items) and items[place].kind == kinds.NUMBER
    return article or (place < len(items) and items[place].kind == kinds.DETERMINER)


def _phrase(analysis: Analysis, place: int) -> tuple[Thing, int, int] | None:
    """Return the thing named by a phrase that begins with "a", "the" or "its" at item ``place``, with the phrase's
    first and last token."""
    items, low = analysis.items, analysis.tokens.low
    if not _opens_phrase(analysis, place):
        return None
    if items[place].kind == kinds.NUMBER and analysis.numbers[items[place].number].form != forms.ONE:
        return None
    same = place + 1 < len(items) and low[items[place + 1].first] in SAME  # "the same court"
    end = _noun(analysis, place + 1 + same)
    while end is not None and low[items[end].first] in OWNING:  # "the ministry['s] first hotline"
        end = _noun(analysis, end + 1)
    if end is None:
        return None
    first, last = items[place].first, items[end - 1].last
    told = [*low[items[place + same].last + 1 : last], *_place_of(analysis, end)]
    words = frozenset(stem(word) for word in told if word.isalpha()) - OF_ANY_THING
    return Thing(stem(low[last]), words), first, last


def _place_of(analysis: Analysis, end: int) -> list[str]:
    """Return the words for the location of a thing, after the phrase that names the thing and ends before an item:
    "the center in [Kiev]"."""
    items, tokens = analysis.items, analysis.tokens
    placed = end + 1 < len(items) and tokens.low[items[end].first] in BOOK.words["placing"]
    if not placed or items[end + 1].kind not in kinds.NAMING or not tokens.text[items[end + 1].first].istitle():
        return []
    return tokens.low[items[end + 1].first : items[end + 1].last + 1]


def _noun(analysis: Analysis, place: int) -> int | None:
    """Return the item after the noun of a phrase with words that begin at ``place``, or None if there is no noun or
    the noun ends the sentence."""
    items = analysis.items
    if place >= len(items):
        return None
    if items[place].kind == kinds.NUMBER and analysis.numbers[items[place].number].form == forms.ORDINAL:
        place += 1
    end = noun_behind(analysis, place)
    if place < end < len(items) and items[end].kind == kinds.CONJUNCTION:
        # "a Human Trafficking [and] Narcotics Section"
        further = noun_behind(analysis, end + 1)
        names = (
            analysis.tokens.low[items[end - 1].last] not in THINGS
            and analysis.tokens.text[items[end - 1].first].istitle()
        )
        if further > end + 1 and names and analysis.tokens.low[items[further - 1].last] in THINGS:
            end = further
    return end if place < end < len(items) else None


def _phrase_before(analysis: Analysis, place: int) -> tuple[Thing, int, int] | None:
    """Return the thing named by the phrase right before an item: "the ministry's hotline, [launched] in May", "a
    shelter for men [was opened]"."""
    items = analysis.items
    end = place - 1 if place and items[place - 1].kind == kinds.COMMA else place
    prepositions = [k for k in range(max(0, end - PHRASE), end) if items[k].kind == kinds.PREPOSITION]
    for stop in (end, *prepositions):
        for begin in range(stop - 1, max(-1, stop - PHRASE), -1):
            found = _phrase(analysis, begin)
            if found is not None and items[stop - 1].last in (found[2], begin):
                return found
    return None
