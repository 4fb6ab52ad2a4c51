"""Finds a sentence's claims about all or some of the people mentioned earlier: "identified 18 victims, each of them a
woman", "three of the 18 victims, men who …".

What belongs here: which numbers count people who are all said to be of a kind, which numbers count some of these
people, and the kind. What does not belong here: whether two claims can both be true, which a check decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.descriptions import (
    ANYTHING,
    DEFINITE,
    GOING_BACK,
    PERSON,
    Told,
    described_at,
    descriptions,
    is_compared,
    is_of_those,
    is_part,
    noun_behind,
    stem,
)
from tipetl.figures.claims.references import NOT, PARTITIVE, numbers_of
from tipetl.figures.claims.rows import BOOK, words_by_kind
from tipetl.language import forms
from tipetl.language.demonyms import people_at
from tipetl.syntax.chunks import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from tipetl.figures.claims.descriptions import Description, Memory
    from tipetl.figures.record.analysis import Analysis

WORDS = BOOK.words
EVERYONE, EACH, NONE = WORDS["everyone_words"], WORDS["everyone_by_one"], WORDS["no_one_words"]
DENYING = NOT | WORDS["escaping"]
UNLESS, ONE_BY_ONE = WORDS["not_everyone"], WORDS["one_by_one"]
BE = WORDS["being_words"]
LINK, THOSE = WORDS["of_everyone"], WORDS["everyone_told"]
#: words and punctuation that end a clause, and further words that end a clause before a number or a verb
MARKS, JOINTS = WORDS["clause_marks"], WORDS["part_joints"] - {","} | WORDS["part_stops"]
PARTLY = WORDS["part_of_a_term"]
PERSONS_OF_ANY_KIND = WORDS["persons_of_all_kinds"]
OFFENDERS = frozenset(map(stem, WORDS["offenders_of_any_kind"]))
PERSONS = frozenset(map(stem, WORDS["persons_of_any_kind"]))
PAIR, FREE = 2, "free"
#: the words for each kind, by dimension; empty for a kind that the lexicon covers
KINDS = words_by_kind("kinds_of_everyone")
#: for each kind, the only other kind in its dimension
OPPOSITE = {
    one: other for names in KINDS.values() if len(names) == PAIR for one in names for other in names.keys() - {one}
}
IDENTIFIED = "victims_identified"
#: for each metric, the participles that describe the people it counts
DONE_TO = {name: WORDS[f"acts_{name}"] for name in ("convictions", "victims_identified")}
#: the maximum number of tokens between a noun and its participle: "every trafficker [convicted]"
BEHIND_NOUN = 1
BUT, ORIGIN = WORDS["all_but"], "origin"
#: the dimensions that say what sort of people somebody belongs to
SORTS = ("gender", "age")
ANY_SORT = {dimension: frozenset[str]().union(*KINDS[dimension].values()) for dimension in SORTS}
#: the stems of nouns that name only some persons: "all of the [men] convicted"
SORTED = frozenset(stem(word) for words in ANY_SORT.values() for word in words)
PERSON_WORDS = frozenset[str]().union(*ANY_SORT.values())
SORT_WORDS = PERSON_WORDS.union(*KINDS["origin"].values())
#: kinds of items in a phrase for a sort of people
IN_A_HEAD = kinds.IN_A_PHRASE | {kinds.NUMBER, kinds.CONJUNCTION, kinds.TIME}
#: the maximum number of tokens between a verb and its object: "sent [all nine]"
OBJECT = 2
#: the maximum number of tokens between a denial and the word denied: "[without] having been referred"
DENIED = 4


class Everyone(NamedTuple):
    """A claim, in tokens ``first`` to ``last``, that everyone counted by one of the numbers ``told`` (or by a
    ``metric``, if there is no number) is of some ``kinds``."""

    first: int
    last: int
    kinds: tuple[str, ...]
    told: tuple[Told, ...]
    metric: str | None


class Some(NamedTuple):
    """A claim, in tokens ``first`` to ``last``, that some of the people counted by one of the numbers ``told``, as many
    as ``number``, are of some ``kinds``."""

    first: int
    last: int
    kinds: tuple[str, ...]
    told: tuple[Told, ...]
    number: int


class Phrase(NamedTuple):
    """A phrase for everyone mentioned: the tokens ``first`` to ``last``, the phrase's number, its noun, and the item of
    a description."""

    first: int
    last: int
    number: int | None
    noun: frozenset[str]
    described: int | None


def everyone(analysis: Analysis, memory: Memory) -> Iterator[Everyone]:
    """Yield a sentence's claims about everyone mentioned."""
    low = analysis.tokens.low
    if (EVERYONE | EACH | NONE).isdisjoint(low):
        return
    sentences = memory.last(analysis)
    for at, word in enumerate(low):
        if word not in EVERYONE | EACH | NONE or (at and low[at - 1] in UNLESS):
            continue
        phrase = _phrase(analysis, at)
        if phrase is None:
            continue
        told = _told(analysis, phrase, sentences, memory)
        spans = _predicate(analysis, phrase)
        found = _kinds(analysis, spans, _described(analysis, spans), denied=word in NONE)
        metric = None if told else _metric(analysis, phrase)
        if found and (told or metric):
            yield Everyone(at, max(phrase.last, spans[-1][1] - 1), found, told, metric)


def some(analysis: Analysis, memory: Memory) -> Iterator[Some]:
    """Yield the numbers of a sentence that count some of the people mentioned, if these people are said to be of a
    kind."""
    low = analysis.tokens.low
    if PARTITIVE.isdisjoint(low) or not any(number.form in forms.COUNT_OR_ONE for number in analysis.numbers):
        return
    sentences = memory.last(analysis)
    seen: set[int] = set()
    for description in descriptions(analysis):
        parts = numbers_of(analysis, description.first, description.last, description.year)
        parts = parts or _among(analysis, description.first)
        told = _found(description, memory.meant(description, analysis, parts)) if parts else ()
        for part in parts if told else ():
            seen.add(part)
            yield from _some(analysis, part, (description.first, description.last), told, parts)
    for k, number in enumerate(analysis.numbers):
        every_one = number.first > 0 and low[number.first - 1] in EACH  # "every one of them" counts everyone
        if every_one or k in seen or number.form not in forms.COUNT_OR_ONE:
            continue
        phrase = _of_whom(analysis, number.last + 1)
        if phrase is not None and phrase.described is None:
            told = _told(analysis, phrase, sentences, memory)
            yield from _some(analysis, k, (phrase.first, phrase.last), told, [k])


def _of_whom(analysis: Analysis, behind: int) -> Phrase | None:
    """Return the phrase after a number for the group of which the number counts some: "three [of them]", or with the
    group's own number, "23 girls from [among the 371]"."""
    low = analysis.tokens.low
    if analysis.tokens.word(behind) in PARTITIVE:
        return _noun_phrase(analysis, behind + 1, behind + 1)
    begin = analysis.items_from(behind)
    end = noun_behind(analysis, begin)
    among = analysis.items[end - 1].last + 1 if end > begin else len(low)
    among += analysis.tokens.word(among) in WORDS["before_partitive"]
    if analysis.tokens.word(among) not in PARTITIVE:
        return None
    phrase = _noun_phrase(analysis, among + 1, among + 1)
    return phrase if phrase is not None and phrase.number is not None else None


def _found(description: Description, meant: Sequence[Told]) -> tuple[Told, ...]:
    """Return the numbers to which a description may refer; "the victims of 2004" are the victims identified."""
    told = [] if description.said else [one for one in meant if one.reading and one.reading.metric == IDENTIFIED]
    return tuple([one for one in told if _is_current(one)] or meant)


def _among(analysis: Analysis, first: int) -> list[int]:
    """Return the number that opens a sentence and counts people from a group named from a token on: "[Nine] boys were
    among [those assisted]"."""
    low = analysis.tokens.low
    among = first > 1 and low[first - 1] in PARTITIVE and low[first - 2] in BE
    return [k for k, number in enumerate(analysis.numbers[:1]) if among and number.begins == 0]


def _some(
    analysis: Analysis, number: int, but: tuple[int, int], told: tuple[Told, ...], parts: Sequence[int]
) -> Iterator[Some]:
    """Yield a sentence's claims about some of the people mentioned, up to the next of the ``parts`` or of other parts.
    The tokens of ``but`` only name the group."""
    low, numbers = analysis.tokens.low, analysis.numbers
    first = numbers[number].first
    others = (
        k
        for k in range(number + 1, len(numbers))
        if k in parts or analysis.tokens.word(numbers[k].last + 1) in PARTITIVE
    )
    following = next((numbers[k].first for k in others if numbers[k].first > but[1]), len(low))
    joints = (k for k in range(but[1] + 1, following - 1) if low[k] in JOINTS and _has_a_subject(analysis, k + 1))
    following = next(joints, following)
    spans = [(first, but[0]), (but[1] + 1, following)] if first < but[0] else [(first, following)]
    heads = [_head(analysis, *span) for span in spans]
    begin, _ = _clause(analysis, first, first)
    found = _kinds(analysis, [(begin, first), *spans], heads)
    if told and found and (first == 0 or low[first - 1] not in BUT):
        yield Some(first, max(but[1], first), found, told, number)


def _phrase(analysis: Analysis, at: int) -> Phrase | None:
    """Return the phrase for everyone that begins at a token: "all of the 36 victims", "each of them", "every
    trafficker convicted", "all women"."""
    low, word = analysis.tokens.low, analysis.tokens.low[at]
    begin = at + 1
    if analysis.tokens.word(begin) in BUT:
        return None  # "all except two received prison terms"
    if word in EACH:
        begin += analysis.tokens.word(begin) in ONE_BY_ONE
        if word in ONE_BY_ONE and analysis.tokens.word(begin) not in LINK:
            return None  # "two years each"
    if analysis.tokens.word(begin) in LINK:
        begin += 1
    elif word in WORDS["everyone_of"] and not _is_subject(analysis, analysis.items_from(begin)):
        return None  # "both of them", but not "both men and women"
    phrase = _noun_phrase(analysis, at, begin) if begin < len(low) else None
    if phrase is None or phrase.last > begin or phrase.number is not None or phrase.noun:
        return phrase
    # "12 victims, [all] women", "and [all] were women", but not "all forms"
    place = analysis.items_from(begin)
    opens = at == 0 or low[at - 1] in MARKS | BE or _is_subject(analysis, place)
    alone = begin == at + 1 and (opens or analysis.items[place].kind == kinds.PREPOSITION)
    return phrase if alone or low[phrase.last] in THOSE else None


def _noun_phrase(analysis: Analysis, first: int, begin: int) -> Phrase | None:
    """Return the phrase for the people mentioned that begins at a token, after the words from token ``first``."""
    low, at = analysis.tokens.low, begin
    definite = analysis.items_from(at) if analysis.tokens.word(at) in DEFINITE | WORDS["possessives"] else None
    at += definite is not None
    number = next((k for k, one in enumerate(analysis.numbers) if one.begins == at), None)
    if number is not None:
        at = analysis.numbers[number].last + 1
        if analysis.tokens.word(at) in LINK and analysis.tokens.word(at + 1) in GOING_BACK:
            at += 2
    place = analysis.items_from(at)
    # "all ten [received custodial sentences]", but "of the [convicted offenders]"
    behind = analysis.items[place + 1 : place + 2]
    of_persons = any(low[item.last] in PERSONS_OF_ANY_KIND for item in behind)  # "all 14 [convicted traffickers]"
    acts = definite is None and _is_subject(analysis, place) and not of_persons
    end = place if acts else noun_behind(analysis, place)
    if end == place and number is None and analysis.tokens.word(begin) in THOSE:
        return Phrase(first, begin, None, frozenset(), None)
    named = end > place and (definite is not None or number is not None or _is_subject(analysis, end))
    if not named:
        return Phrase(first, at - 1, number, frozenset(), None) if at > first else None
    last = analysis.items[end - 1].last
    noun = frozenset({stem(low[last])})
    described = definite if number is None else None
    return Phrase(first, last, number, noun, described)


def _is_subject(analysis: Analysis, end: int) -> bool:
    """Whether a verb follows the noun that ends before an item: "all victims [were]", but not ", all women"."""
    return end < len(analysis.items) and analysis.items[end].kind in (kinds.VERB, kinds.AUXILIARY)


def _clause(analysis: Analysis, first: int, last: int) -> tuple[int, int]:
    """Return the first token of the clause around some tokens, and the token after the clause's last."""
    low = analysis.tokens.low
    begin = next((k + 1 for k in range(first - 1, -1, -1) if low[k] in MARKS), 0)
    for k in range(last + 1, len(low)):
        if low[k] in MARKS or (low[k] in JOINTS and _opens(analysis, k + 1)):
            return begin, k
    return begin, len(low)


def _opens(analysis: Analysis, token: int) -> bool:
    """Whether another clause begins at a token: "and [seven] were citizens"."""
    place = analysis.items_from(token)
    if place >= len(analysis.items):
        return False
    item = analysis.items[place]
    opens = (kinds.NUMBER, kinds.PRONOUN, kinds.DETERMINER, kinds.AUXILIARY)
    return item.kind in opens or (item.kind == kinds.VERB and item.finite)


def _has_a_subject(analysis: Analysis, token: int) -> bool:
    """Whether the words after a joint are about other people: "and [none] was jailed"."""
    place = analysis.items_from(token)
    subjects = (kinds.NUMBER, kinds.PRONOUN, kinds.DETERMINER)
    return analysis.tokens.low[token] in NONE or (
        place < len(analysis.items) and analysis.items[place].kind in subjects
    )


def _predicate(analysis: Analysis, phrase: Phrase) -> list[tuple[int, int]]:
    """Return the tokens that describe everyone, without the words for everyone themselves: the verb that has these
    words as its subject or object, or the tokens after them ("each of them [a woman]")."""
    begin, end = _clause(analysis, phrase.first, phrase.last)
    before = [x for x in analysis.items if begin <= x.first and x.last < phrase.first and x.kind == kinds.VERB]
    if before and phrase.first - before[-1].last <= OBJECT:
        return [(before[-1].first, phrase.first), (phrase.last + 1, end)]
    return [(phrase.last + 1, end)]


def _told(analysis: Analysis, phrase: Phrase, sentences: list[list[Told]], memory: Memory) -> tuple[Told, ...]:
    """Return the numbers to which words for everyone may refer, all of one value. Returns none if several values are
    possible."""
    own, *before = sentences
    here = [one for one in own if one.number.last < phrase.first]
    if phrase.number is not None:
        value = analysis.numbers[phrase.number].low
        for sentence in (here, *before):
            same = [one for one in sentence if one.number.low == value and _may_be(one, phrase)]
            if same:
                return tuple(same)
        return tuple(one for one in own if one.number is analysis.numbers[phrase.number])
    if phrase.described is not None:
        description = described_at(analysis, phrase.described)
        if description is not None:
            return _one(memory.meant(description, analysis, ()))
    of_a_sort = _of_a_sort(analysis, phrase, [*here, *(before[0] if before else [])])
    if of_a_sort:
        return _one(of_a_sort)
    current = [
        one for one in here if _is_current(one) and _may_be(one, phrase) and not is_of_those(analysis, one.number)
    ]
    if current:
        return tuple(current[-1:])
    opens = phrase.first == 0 or all(is_of_those(analysis, one.number) for one in here)
    return _one([one for one in before[0] if _is_current(one) and _may_be(one, phrase)]) if opens and before else ()


def _of_a_sort(analysis: Analysis, phrase: Phrase, told: Sequence[Told]) -> list[Told]:
    """Return the numbers, including parts, that count people of the sort that a phrase names: "113 Thai and [371
    foreign]. All of these [foreign] victims"."""
    named = SORT_WORDS.intersection(analysis.tokens.low[phrase.first : phrase.last])
    sorts = [stem(word) for word in named]
    persons = (one for one in told if _may_be(one, phrase) or _persons(one))
    return [one for one in persons if sorts and one.words.issuperset(sorts)]


def _metric(analysis: Analysis, phrase: Phrase) -> str | None:
    """Return the metric that counts everyone a phrase names ("every trafficker [convicted]", "all [convicted]
    offenders"), or None if the phrase names only some of these people ("all of the [men] convicted")."""
    words = analysis.tokens.low[phrase.first : phrase.last + 1 + BEHIND_NOUN]
    named = (
        {metric for metric, acts in DONE_TO.items() if not acts.isdisjoint(words)} if phrase.noun - SORTED else set()
    )
    return named.pop() if len(named) == 1 else None


def _one(told: Sequence[Told]) -> tuple[Told, ...]:
    """Return the numbers if all have the same value; otherwise, returns an empty tuple."""
    return tuple(told) if len({one.number.low for one in told}) == 1 else ()


def _is_current(told: Told) -> bool:
    """Whether words may refer to a number without naming it: the number must not be a sum of money, a part, or a
    comparator."""
    if is_compared(told) or is_part(told):
        return False  # "20 victims, six of whom were boys, and placed 12 of [them]"
    return told.number.form in forms.COUNT_OR_ONE and PERSON in told.noun | _persons(told)


def _persons(told: Told) -> frozenset[str]:
    return frozenset({PERSON}) if told.reading is not None else frozenset()


def _may_be(told: Told, phrase: Phrase) -> bool:
    """Whether a noun may refer back to a number."""
    noun = phrase.noun - {ANYTHING}
    if not noun or not noun.isdisjoint(told.noun):
        return True
    of_offenders = not noun.isdisjoint(OFFENDERS) and not told.noun.isdisjoint(OFFENDERS)
    return of_offenders or (PERSON in told.noun and not noun.isdisjoint(PERSONS))


def _described(analysis: Analysis, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the tokens that describe everyone as a sort of people: those after "were", or right after the words for
    everyone."""
    if len(spans) > 1:
        return []  # "sent all of them to homes for [women]"
    (begin, end), low = spans[0], analysis.tokens.low
    place = analysis.items_from(begin)
    if place < len(analysis.items) and analysis.items[place].kind in IN_A_HEAD:
        return [_head(analysis, begin, end)]
    were = next((k + 1 for k in range(begin, end) if low[k] in BE), None)
    return [] if were is None else [_head(analysis, were, end)]


def _head(analysis: Analysis, begin: int, end: int) -> tuple[int, int]:
    """Return the tokens of the phrase that begins at a token, up to the phrase's noun: "[, men] who had been made to
    work"."""
    begin += begin < end and analysis.tokens.low[begin] in MARKS
    begin += begin < end and analysis.tokens.low[begin] in BE
    behind = (x.first for x in analysis.items if begin <= x.first < end and x.kind not in IN_A_HEAD)
    return begin, next(behind, end)


def _kinds(
    analysis: Analysis, spans: Sequence[tuple[int, int]], heads: Sequence[tuple[int, int]], *, denied: bool = False
) -> tuple[str, ...]:
    """Return the kinds that some tokens name, at most one per dimension, or the opposite of a kind that is denied.
    Only the ``heads`` name a sort of people."""
    found = []
    for dimension, names in KINDS.items():
        of_heads = heads if dimension == ORIGIN else spans
        where = [part for head in heads for part in _joined(analysis, head)] if dimension in SORTS else of_heads
        told = {name: at for name, words in names.items() if (at := _place(analysis, where, name, words)) is not None}
        if dimension == ORIGIN:
            told |= _origins(analysis, heads)
        meant = {OPPOSITE.get(name) if denied or _is_denied(analysis, where, at) else name for name, at in told.items()}
        # "women and children" may include boys
        several = dimension in SORTS and any(
            _place(analysis, [part], "", ANY_SORT[dimension]) is None for part in where
        )
        partly = FREE in meant and _is_partly(analysis, spans)
        if len(meant) == 1 and not several and not partly:
            found += [name for name in meant if name is not None]
    return tuple(found)


def _origins(analysis: Analysis, heads: Sequence[tuple[int, int]]) -> dict[str, int]:
    """Maps "national" or "foreign", if some phrases name a people, to the token of that name: "Three of the 57,
    [Bahraini] girls"."""
    found = {}
    for k in (k for begin, end in heads for k in range(begin, end)):
        people = people_at(analysis.tokens.text, k)
        if people is not None:
            found["national" if people[0] == analysis.context.iso3 else "foreign"] = k
    return found


def _is_partly(analysis: Analysis, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a claim may cover only part of a term: "three years, of which [18 months] were suspended"."""
    told = any(not PARTLY.isdisjoint(analysis.tokens.low[begin:end]) for begin, end in spans)
    terms = (number.first for number in analysis.numbers if number.form == forms.DURATION)
    return told or any(begin <= first < end for first in terms for begin, end in spans)


def _joined(analysis: Analysis, head: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a phrase that name people: "women and girls" has two."""
    begin, end = head
    joints = [x.first for x in analysis.items if begin <= x.first < end and x.kind == kinds.CONJUNCTION]
    parts = zip([begin, *(joint + 1 for joint in joints)], [*joints, end], strict=True)
    yield from (part for part in parts if _place(analysis, [part], "", PERSON_WORDS) is not None)


def _place(analysis: Analysis, spans: Sequence[tuple[int, int]], name: str, words: AbstractSet[str]) -> int | None:
    """Return the first token that names a kind, by the kind's words or by the lexicon, or None if no token does."""
    low = analysis.tokens.low
    for begin, end in spans:
        known = [first for first, last, concept in analysis.hits if concept == name and begin <= first and last < end]
        named = [k for k in range(begin, end) if low[k] in words]
        if known or named:
            return min(known + named)
    return None


def _is_denied(analysis: Analysis, spans: Sequence[tuple[int, int]], at: int) -> bool:
    begin = next(begin for begin, end in spans if begin <= at < end)
    return not DENYING.isdisjoint(analysis.tokens.low[max(at - DENIED, begin) : at])
