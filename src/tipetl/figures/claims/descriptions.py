"""Finds descriptions that refer back to something mentioned earlier: "the inquiries opened that year", "the 46 victims
identified by the police".

What belongs here: where each description begins and ends, and which earlier numbers it may refer to, judging by the
words of both. What does not belong here: the claim about the people or things described, or whether the claim can be
true.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import snowballstemmer

from tipetl.figures.claims.rows import BOOK
from tipetl.figures.quantities.nouns import is_plural
from tipetl.figures.record.readings import COMPARED_WITH
from tipetl.language import forms
from tipetl.language.number_ranges import is_year
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.items import AUXILIARIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading
    from tipetl.language.number import Number
    from tipetl.syntax.chunks.items import Item

WORDS = BOOK.words
SORTING = WORDS["before_a_noun_told"]
DEFINITE, WITHOUT_NOUN = WORDS["describing"], WORDS["describing_alone"]
POSSESSIVES = WORDS["possessives"]
LIGHT, GOING_BACK = WORDS["described_anyway"], WORDS["going_back_words"]
COUNTED_PERSONS = (WORDS["persons"] - WORDS["cases"]) | WORDS["attendees"] | WORDS["of_others"]
OF_ANY_KIND = WORDS["persons_of_any_kind"]
#: the only key of the cache in ``Memory.asked``
LAST = "last"
#: special meanings of a noun: people of any kind (besides the noun's own meaning), anything ("those"), and a sum of
#: money
PERSON, ANYTHING, MONEY = "*person", "*", "*money"
FOR_MONEY = WORDS["words_for_money"]
#: the maximum number of words between "the" and its noun
PREMODIFIERS = 4
#: the number of sentences with numbers to which "these" may refer, including its own
NEAR = 4
RATES = WORDS["rates"]
#: kinds of items that may follow the noun in a description
BEHIND = frozenset(
    (kinds.NOUN, kinds.WORD, kinds.DETERMINER, kinds.PREPOSITION, kinds.TIME, kinds.ADVERB, kinds.PRONOUN)
)
CONTENT = frozenset((kinds.NOUN, kinds.WORD, kinds.VERB))
#: words that narrow a noun: "the nine children [from] Mali", "the nine [who] were freed", "the nine [other] cases"
NARROWING = WORDS["narrowing_words"] | WORDS["of_others"] | POSSESSIVES
#: the minimum number that a noun phrase can repeat; "the two agencies" more often means agencies named before
FEWEST_AGAIN = 4
COUNTED = (forms.COUNT, forms.ONE, forms.MONEY)
BOUNDS_BEHIND = {codes.AT_LEAST: WORDS["bounds_below"], codes.AT_MOST: WORDS["bounds_above"]}
PLURALS = {name.removeprefix("plural_of_"): words for name, words in WORDS.items() if name.startswith("plural_of_")}
_STEMMER = snowballstemmer.stemmer("english")


class Description(NamedTuple):
    """A phrase over tokens ``first`` to ``last`` that refers to something mentioned earlier. The fields are the
    possible meanings of the phrase's noun, the words that a matching number must have (``said``), the words after the
    verb (``details``), the year, and the index of the phrase's own number, if any."""

    first: int
    last: int
    noun: frozenset[str]
    said: tuple[frozenset[str], ...]
    details: tuple[frozenset[str], ...]
    year: int | None
    number: int | None


class NounTold(NamedTuple):
    """A noun phrase over tokens ``first`` to ``last`` that refers back to something mentioned, with the possible
    meanings of its noun and the number that it repeats, unless words narrow the noun: "the [98] children had been
    reunited", but "the 98 children from Mali"."""

    first: int
    last: int
    noun: frozenset[str]
    again: int | None


class Told(NamedTuple):
    """A number in the text, with the possible meanings of its noun and of the words around it, and the fact read from
    it, if any."""

    number: Number
    reading: Reading | None
    noun: frozenset[str]
    words: frozenset[str]
    years: frozenset[int]


@dataclass(frozen=True, slots=True)
class Memory:
    """The numbers that a document has given so far, by sentence."""

    sentences: list[Analysis] = field(default_factory=list)
    numbers: dict[int, list[Told]] = field(default_factory=dict)
    #: caches the last sentence asked about and its answer, because several modules ask about each sentence
    asked: dict[str, tuple[Analysis, list[list[Told]]]] = field(default_factory=dict)

    def remember(self, analysis: Analysis) -> None:
        """Stores a sentence that contains numbers."""
        if any(number.form in COUNTED for number in analysis.numbers):
            self.sentences.append(analysis)

    def _told(self) -> Iterator[list[Told]]:
        """Yield the numbers so far, sentence by sentence, the last sentence first; computed on demand."""
        for place in range(len(self.sentences)):
            if place not in self.numbers:
                before = self.numbers[place - 1] if place else []
                self.numbers[place] = [*_numbers_told(self.sentences[place], before)]
        yield from (self.numbers[place] for place in reversed(range(len(self.sentences))))

    def last(self, analysis: Analysis) -> list[list[Told]]:
        """Return the numbers of a sentence and of each earlier sentence, the latest sentence first."""
        kept = self.asked.get(LAST)
        if kept is None or kept[0] is not analysis:
            before = [*self._told()]
            own = [*_numbers_told(analysis, before[0] if before else [])]
            kept = self.asked[LAST] = (analysis, [own, *before])
        return kept[1]

    def meant(self, description: Description, analysis: Analysis, parts: Sequence[int]) -> list[Told]:
        """Return the numbers to which a description in the sentence ``analysis`` may refer and that share the most
        words with it; ``parts`` are the sentence's own parts of the group described."""
        own, *before = self.last(analysis)
        counted = [analysis.numbers[k] for k in parts]
        divided = [one for one in (*parts[:1], description.number) if one is not None]
        unit = analysis.numbers[divided[0]].unit if divided else None
        here = [told for told in own if told.number.last < description.first and told.number not in counted]
        found = ([told for told in sentence if _may_be(told, description)] for sentence in (here, *before))
        several = [told for sentence in found for told in sentence if told.number.unit == unit]
        most = max((_shared(told, description) for told in several), default=(0, 0))
        return [told for told in several if _shared(told, description) == most]

    def counted(
        self, noun: frozenset[str], analysis: Analysis, first: int, parts: Sequence[int], *, of_its_year: bool = True
    ) -> list[Told]:
        """Return the numbers of things to which a noun at token ``first`` may refer back, in its sentence and those
        just before, for the year of its sentence (or for any year, without comparators). ``parts`` are the sentence's
        own parts of these things."""
        own, *before = self.last(analysis)
        counted = [analysis.numbers[k] for k in parts]
        here = [told for told in own if told.number.last < first and told.number not in counted]
        if any(not noun.isdisjoint(_meanings(analysis, item)) for item in analysis.items if item.last < first):
            before = []  # "NGOs found more victims and housed 52 of [these victims]"
        sentences = zip([here, *before], [analysis, *reversed(self.sentences)], strict=False)
        near = [(one, told) for told, one in itertools.islice(sentences, NEAR) if RATES.isdisjoint(one.tokens.words)]
        years = _years(analysis.tokens.low) if of_its_year else set()
        return [told for one, all_told in near for told in all_told if _is_of(told, noun) and _is_for(one, told, years)]

    def before_pronoun(self, analysis: Analysis, k: int) -> list[Told]:
        """Return the numbers of its sentence to which "them" after number ``k`` may refer, whatever they count. The
        list is empty if "them" may refer to something uncounted, if one of the numbers is not exact, or if a link
        already makes the number part of a figure."""
        number, pronoun = analysis.numbers[k], analysis.numbers[k].last + 2
        told_here = self.last(analysis)[0]
        if any(told.number is number and is_part(told) for told in told_here):
            return []
        before = [told for told in told_here if told.number.last < number.first]
        # "310 agencies, up from 254": not the agencies of another year
        found = [told for told in before if analysis.comparator_at(told.number.first) is None]
        found = [told for told in found if told.number.form == forms.COUNT]
        exact = all(told.number.qualifier == codes.EXACT for told in found)
        own = found and noun_of(analysis, analysis.numbers.index(found[-1].number))
        uncertain = not (exact and own) or _may_be_uncounted(analysis, found[-1].number, pronoun)
        return [] if uncertain else found


def _may_be_uncounted(analysis: Analysis, number: Number, pronoun: int) -> bool:
    """Whether a plural noun without a number comes between the last number's noun and "them", so that the pronoun may
    refer to it; false if the noun belongs to them ("suspended the [licenses] of 318 of them")."""
    own = noun_behind(analysis, analysis.items_from(number.last + 1))
    counted = {one.first - 1 for one in analysis.numbers}
    between = (one for one in analysis.items[own:] if one.kind in kinds.NAMING and one.last < pronoun)
    plural = (one for one in between if is_plural(analysis.tokens, one))
    owned = (analysis.tokens.word(one.last + 1) == WORD.whole and one.last + 1 in counted for one in plural)
    return not all(owned)


def some_of_them(analysis: Analysis) -> Iterator[int]:
    """Yield the numbers that count some members of a pronoun's antecedent: "[15] of them"."""
    for k, number in enumerate(analysis.numbers):
        if is_of_those(analysis, number) and analysis.tokens.word(number.last + 2) in WORDS["pronouns_told"]:
            yield k


def descriptions(analysis: Analysis) -> Iterator[Description]:
    """Yield the descriptions in a sentence that say more than a bare noun does."""
    for place, item in enumerate(analysis.items):
        if item.kind == kinds.DETERMINER and analysis.tokens.low[item.first] in DEFINITE:
            described = described_at(analysis, place)
            if described is not None:
                yield described


def nouns_told(analysis: Analysis) -> Iterator[NounTold]:
    """Yield the noun phrases that refer back to something mentioned."""
    for place, item in enumerate(analysis.items):
        # "these [19] cases"
        counted = place + 1 < len(analysis.items) and analysis.items[place + 1].kind == kinds.NUMBER
        going_back = DEFINITE | POSSESSIVES if counted else DEFINITE
        if item.kind == kinds.DETERMINER and analysis.tokens.low[item.first] in going_back:
            begin = place + 1 + counted
            end = noun_behind(analysis, begin)
            if end > begin:
                head = analysis.items[end - 1]
                k = analysis.items[place + 1].number if counted else None
                again = k if k is not None and _repeats(analysis, item, analysis.numbers[k], head) else None
                yield NounTold(item.first, head.last, _meanings(analysis, head), again)


def _repeats(analysis: Analysis, determiner: Item, number: Number, head: Item) -> bool:
    """Whether a number between a determiner and its noun counts things mentioned earlier, and not things that other
    words single out."""
    if number.form != forms.COUNT or (number.low or 0) < FEWEST_AGAIN:
        return False
    tokens = analysis.tokens
    said = (tokens.low[determiner.first], tokens.word(head.last + 1), *tokens.low[number.last + 1 : head.first])
    narrowed = not NARROWING.isdisjoint(said) or analysis.comparator_at(number.first) is not None
    return not (narrowed or any(one.first == determiner.first for one in descriptions(analysis)))


def described_at(analysis: Analysis, place: int) -> Description | None:
    """Return the description that begins with "the" or "those" at item ``place``, or None."""
    items = analysis.items
    at = place + 1
    number = None
    if at < len(items) and items[at].kind == kinds.NUMBER:
        number, at = items[at].number, at + 1
    end = noun_behind(analysis, at)
    head = items[end - 1] if end > at else items[place]
    alone = head is items[place]
    if alone and analysis.tokens.low[head.first] not in WITHOUT_NOUN:
        return None
    stop = _behind(analysis, end)
    low, last = analysis.tokens.low, items[stop - 1].last
    own = _years(low[items[place].first : last + 1])
    years = own or _years(low[: items[place].first])
    noun = frozenset({ANYTHING}) if alone else _meanings(analysis, head)
    if low[head.last] in OF_ANY_KIND:
        noun |= {PERSON}
    if low[head.last] in FOR_MONEY:
        noun |= {MONEY}
    described = [*items[at : max(at, end - 1)], *items[end:stop]]
    said, details = _words(analysis, described) if any(x.kind == kinds.VERB for x in described) else ((), ())
    if len(years) > 1 and max(years) - min(years) == len(years) - 1 == 1:  # "in fiscal year 2014-2015"
        years = set()
    if len(years) > 1 or not (said or (own and number is None)):
        return None
    year = next(iter(years), None)
    return Description(items[place].first, last, noun, said, details, year, number)


def _words(analysis: Analysis, items: Sequence[Item]) -> tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...]]:
    """Return the possible meanings of a description's words up to its verb, and of the words after the verb."""
    content = [item for item in items if item.kind in CONTENT]
    verb = max((k for k, item in enumerate(content) if item.kind == kinds.VERB), default=len(content))
    said = [word for item in content[: verb + 1] for word in _words_of(analysis, item)]
    return tuple(said), tuple(word for item in content[verb + 1 :] for word in _words_of(analysis, item))


def noun_behind(analysis: Analysis, at: int) -> int:
    """Return the item after the noun of a phrase with words that begin at ``at``, or ``at`` if there is no noun."""
    items = analysis.items
    end = noun = at
    while end < len(items) and end - at < PREMODIFIERS:
        item = items[end]
        if item.kind in kinds.NAMING:
            noun = end + 1
        elif noun > at or not (item.kind in (kinds.TIME, kinds.ADVERB) or _sorts(analysis, item)):
            break  # "45 victims [each] month"
        end += 1
    return noun


def _sorts(analysis: Analysis, item: Item) -> bool:
    """Whether an item may come between a number and its noun: a participle ("the nine [completed] cases"), or a word
    such as "new"."""
    word = analysis.tokens.low[item.first]
    participle = item.kind == kinds.VERB and item.first == item.last and word not in AUXILIARIES
    return participle or (item.kind == kinds.DETERMINER and word in SORTING)


def _behind(analysis: Analysis, end: int) -> int:
    """Return the item after the words that describe a noun ending before item ``end``: a participle or relative clause
    with its complements, or a time."""
    items = analysis.items
    stop, verbs = end, 0
    relative = stop < len(items) and items[stop].kind == kinds.RELATIVE
    stop += relative
    while stop < len(items):
        item = items[stop]
        if item.kind == kinds.VERB:
            verbs += 1
            if verbs > 1 or (not relative and item.voice != "bare"):
                break
        elif item.kind not in BEHIND and not (relative and not verbs and item.kind == kinds.CONJUNCTION):
            break  # but "whom the police [and] its partners withdrew"
        stop += 1
    return stop if verbs or all(item.kind == kinds.TIME for item in items[end:stop]) else _times(items, end)


def _years(words: Sequence[str]) -> set[int]:
    return {int(word) for word in words if is_year(word)}


def _times(items: Sequence[Item], end: int) -> int:
    while end < len(items) and items[end].kind == kinds.TIME:
        end += 1
    return end


def _numbers_told(analysis: Analysis, before: Sequence[Told]) -> Iterator[Told]:
    """Yield the numbers of a sentence that count something. A comparator also gets the words of the figure with which
    it is compared."""
    told = [*_told(analysis, before)]
    for one in told:
        compared = () if one.reading is None else [x.other for x in one.reading.links if x.kind == COMPARED_WITH]
        words = (other.words for other in told if any(other.reading is reading for reading in compared))
        yield one._replace(words=one.words.union(*words))


def _told(analysis: Analysis, before: Sequence[Told]) -> Iterator[Told]:
    """Yield the numbers of a sentence that count something, each with the words around it, up to the neighboring
    numbers. A number that counts part of a group mentioned ``before`` ("34 of these") also gets the words of the
    earlier figure."""
    numbers, low = analysis.numbers, analysis.tokens.low
    noun: frozenset[str] = frozenset()
    for k, number in enumerate(numbers):
        reading = next((r for r in analysis.readings if r.number == k), None)
        counts = reading is not None or number.form != forms.ONE  # "an increase"
        if number.form not in COUNTED or number.low is None or not counts:
            continue
        earlier = before if is_of_those(analysis, number) else ()
        own_noun = noun_of(analysis, k).union(*(told.noun for told in earlier))
        noun = noun if number.form == forms.MONEY else own_noun or noun
        begin = analysis.frames[k - 1].np_end + 1 if k and k - 1 in analysis.frames else 0
        end = numbers[k + 1].first if k + 1 < len(numbers) else len(low)
        around = [x for x in analysis.items if begin <= x.first < end and x.kind in CONTENT]
        own = (word for one in around for word in _words_of(analysis, one))
        words = frozenset[str]().union(*own, *(told.words for told in earlier))
        year = None if reading is None else reading.year
        meant = own_noun if number.form == forms.MONEY else noun
        yield Told(number, reading, meant, words, frozenset(_years(low[begin:end]) if year is None else {year}))


def is_part(told: Told) -> bool:
    """Whether a number counts part of another figure."""
    return told.reading is not None and any(link.kind in codes.WHOLE_KINDS for link in told.reading.links)


def is_compared(told: Told) -> bool:
    """Whether a number is a comparator of another figure."""
    return told.reading is not None and told.reading.relation == codes.COMPARATOR


def is_of_those(analysis: Analysis, number: Number) -> bool:
    """Whether a number counts part of a group mentioned earlier: "34 [of these]"."""
    behind = number.last + 1
    return analysis.tokens.word(behind) == WORD.whole and analysis.tokens.word(behind + 1) in GOING_BACK


def noun_of(analysis: Analysis, k: int) -> frozenset[str]:
    """Return the possible meanings of a number's noun, or an empty set if there is no noun. The meanings of a sum of
    money include its currency."""
    if analysis.numbers[k].form == forms.MONEY:
        return frozenset({MONEY, ANYTHING, analysis.numbers[k].unit or MONEY})
    behind = analysis.numbers[k].last + 1 + (2 if bound_behind(analysis, k) else 0)
    following = analysis.numbers[k + 1] if k + 1 < len(analysis.numbers) else None
    if following is not None and following.first == behind and following.form in forms.COMPOUND_OR_DURATION:
        behind = following.last + 1  # "24 [two-day] courses"
    of_those = analysis.tokens.word(behind) == WORD.whole and analysis.tokens.word(behind + 1) in DEFINITE
    begin = analysis.items_from(behind + (2 if of_those else 0))  # "26 [of the] cases"
    end = noun_behind(analysis, begin)
    if end == begin:
        return frozenset()
    noun = _meanings(analysis, analysis.items[end - 1]) | {ANYTHING}
    return noun | {PERSON} if analysis.tokens.low[analysis.items[end - 1].last] in COUNTED_PERSONS else noun


def is_described(analysis: Analysis, first: int) -> bool:
    """Whether a description begins at a token and leaves its sentence another verb: "31 of the foreign victims [found
    by NGOs] were women", but not "31 of the foreign victims came from Mali"."""
    described = [one.last for one in descriptions(analysis) if one.first == first]
    return any(item.kind == kinds.VERB and item.first > last for last in described for item in analysis.items)


def sorts_of(analysis: Analysis, told: NounTold) -> frozenset[str]:
    """Return the stems of the words that distinguish the things of a noun phrase: "the [foreign] victims"."""
    begin = told.first + 1 if told.again is None else analysis.numbers[told.again].last + 1
    said = analysis.tokens.low[begin : told.last]
    return frozenset(stem(word) for word in said if word.isalpha() and word not in LIGHT | SORTING)


def is_bare(analysis: Analysis, k: int) -> bool:
    """Whether a number has no noun of its own: "[191] took place"."""
    following = analysis.items_from(analysis.numbers[k].last + 1)
    does = [item.kind for item in analysis.items[following : following + 1]] == [kinds.VERB]
    return does or not noun_of(analysis, k) - {ANYTHING}


def may_count(analysis: Analysis, k: int, noun: frozenset[str]) -> bool:
    """Whether a number has no noun of its own, or one that shares a meaning with ``noun``."""
    return is_bare(analysis, k) or not (noun_of(analysis, k) - {ANYTHING}).isdisjoint(noun)


def bound_behind(analysis: Analysis, k: int) -> str | None:
    """Return the qualifier in the words after a number: "two [or more]"."""
    tokens, last = analysis.tokens, analysis.numbers[k].last
    if tokens.word(last + 1) not in WORDS["or_bounds"]:
        return None
    return next((kind for kind, words in BOUNDS_BEHIND.items() if tokens.word(last + 2) in words), None)


def stems_of(analysis: Analysis) -> frozenset[str]:
    """Return the stems of the nouns and verbs of a sentence."""
    return frozenset(stem(analysis.tokens.low[one.last]) for one in analysis.items if one.kind in CONTENT)


def _is_of(told: Told, noun: frozenset[str]) -> bool:
    """Whether a number may count what a noun names: "204 victims, all of them [children]" counts children."""
    return not told.noun.isdisjoint(noun) or (PERSON in told.noun and not told.words.isdisjoint(noun))


def _is_for(analysis: Analysis, told: Told, years: set[int]) -> bool:
    """Whether a number of a sentence may be for one of some years; without years, whether it is not a comparator."""
    compared = is_compared(told) or analysis.comparator_at(told.number.first) is not None
    return not told.years.isdisjoint(years) if years and told.years else not compared


def _may_be(told: Told, description: Description) -> bool:
    """Whether a description may refer to a number, judging by its noun, its words and its year."""
    if not _is_of(told, description.noun):
        return False
    if description.year is not None and told.years and description.year not in told.years:
        return False
    if not (description.said or told.years):
        return False
    return all(not told.words.isdisjoint(word) for word in description.said)


def has_details(told: Told, description: Description) -> bool:
    """Whether a number has all the details of a description."""
    return all(not told.words.isdisjoint(word) for word in description.details)


def _shared(told: Told, description: Description) -> tuple[int, int]:
    """Return the number of a description's details that a number has, and the number of the description's words that
    the number has in all their meanings."""
    details = sum(not told.words.isdisjoint(word) for word in description.details)
    return details, sum(word <= told.words for word in description.said)


def _words_of(analysis: Analysis, item: Item) -> Iterator[frozenset[str]]:
    """Yield the possible meanings of each word of an item, except words too general to matter; a verb group has the
    meanings of its last verb."""
    low = analysis.tokens.low
    if item.kind == kinds.VERB:
        if low[item.last] not in LIGHT:
            yield _meanings(analysis, item)
        return
    yield from (frozenset({stem(word)}) for word in low[item.first : item.last + 1] if word not in LIGHT)


def _meanings(analysis: Analysis, item: Item) -> frozenset[str]:
    """Return the possible meanings of an item: the stem of its last word and, for a verb, its concept."""
    found = {stem(analysis.tokens.low[item.last])}
    if item.concept is not None and item.kind == kinds.VERB:
        found.add(f"{item.kind}:{item.concept}")
    return frozenset(found)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return the stem of a lower-case word: "convict" for "convicted" and "convictions"."""
    one = next((one for one, several in PLURALS.items() if word in several), word)
    return str(_STEMMER.stemWord(one))
