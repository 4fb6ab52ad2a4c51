"""Finds figures that, judging by their clause, count everything of their kind in a narrative ("convicted 34
traffickers").

What belongs here: whether the words of a clause limit a figure to a place, a law, a body or an event. What does not
belong here: the words (``data/wholes.yaml``), or the figures to compare with, which checks choose.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.rows import BOOK
from tipetl.figures.record.readings import AMONG, COMPARED_WITH, SHARES_NOUN, TRAINED, Reading
from tipetl.language import concepts, forms
from tipetl.language.demonyms import country_at, people_at
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.model.codes import NONE, WHOLE_KINDS
from tipetl.syntax.chunks import kinds, symbols
from tipetl.syntax.frames.phrases import POSSESSIVES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

LEAVING_WHOLE, OF_SOME = BOOK.words["leaving_whole"], BOOK.words["of_some"]
LEAVING_OUT_NONE, OF_OFFICIALS = BOOK.words["leaving_out_none"], BOOK.words["of_officials"]
OFFICIALS = BOOK.words["all_officials"]
KIND_PREPOSITIONS, OF_ONE_PLACE = BOOK.words["kind_prepositions"], BOOK.words["of_one_place"]
BEFORE_CASES = BOOK.words["before_cases"]
#: the metric of victims punished, and the words for any acts of theirs
PENALIZED, WHATEVER_THEY_DID = "victims_penalized", BOOK.words["whatever_victims_did"]
OF_PRISON = BOOK.words["of_prison"]
WHOLE_IF_NONE, OF_ANY_BODY = BOOK.words["whole_if_none"], BOOK.words["of_any_body"]
STATE_DOERS = symbols.BOOK.words["state_doers"]
A_BODY, DEFINITE = BOOK.words["a_body_told_before"], BOOK.words["articles_of_all"]
WHOLE_DOERS = STATE_DOERS | OF_ANY_BODY | A_BODY
TOLD_AS_A_WHOLE, OF_NO_DOER = BOOK.words["told_as_a_whole"], BOOK.words["of_no_doer"]
IS_THE_STATE = BOOK.words["is_the_state"]
ONE_OF_THE_BODIES, OF_THE_COURTS = BOOK.words["one_of_the_bodies"] | A_BODY, BOOK.words["of_the_courts"]
SAYING_ALL, CONCEDING = BOOK.words["saying_all"], BOOK.words["conceding"]
GIVING_REASONS = BOOK.words["giving_reasons"]
COMPARING, ANYONE = BOOK.words["comparing"], BOOK.words["anyone"]
ARTICLES, PART_OF_A_YEAR = BOOK.words["articles"], BOOK.words["part_of_a_year"]
IN_SPITE_OF, NEW, NEW_BY_NATURE = BOOK.words["in_spite_of"], BOOK.words["new"], BOOK.words["new_by_nature"]
THE_WHOLE, ALL_IF_BARE = BOOK.words["the_whole"], BOOK.words["all_if_bare"]
ANY_OFFENDER, NOT = BOOK.words["any_offender"], BOOK.words["not_one_of_these"]
YEARS_IN_A_ROW, ROW = BOOK.words["years_in_a_row"], BOOK.words["row_of_years"]
LEADING_TO = BOOK.words["leading_to"]
BODY, STATE = "body", "state"
#: the terms of each dimension (``language/data/lexicon/context.yaml``)
KIND_WORDS = {
    "exploitation": (codes.SEX, codes.LABOR),
    "age": ("child_word", "adult_word"),
    "gender": ("female_word", "male_word"),
    "nationality": ("foreign_word",),
}
PLAIN_WORDS = LEAVING_WHOLE | WHOLE_DOERS
#: kinds of items that end a figure's description
ENDS = kinds.MARKS | {kinds.MARK, kinds.CONJUNCTION, kinds.SUBORDINATOR, kinds.NUMBER}
#: kinds of items that do not limit a figure
PLAIN = frozenset((kinds.VERB, kinds.AUXILIARY, kinds.ADVERB, kinds.TIME, kinds.DETERMINER))


class Whole(NamedTuple):
    """A figure that counts everything of its kind, and the first and last token of its clause. ``says`` is ``body`` if
    other bodies of the state may have counted more ("police identified 34 victims"), and ``state`` if a pronoun refers
    to the state or the figure has no noun of its own."""

    reading: Reading
    first: int
    last: int
    says: str | None


def wholes(analysis: Analysis, spoken_of: AbstractSet[str] = frozenset()) -> Iterator[Whole]:
    """Yield the figures of a sentence that count everything of their kind; ``spoken_of`` contains the words for the
    body that is the topic of the previous sentence (``body_of``)."""
    found: dict[int, Whole] = {}
    own = set(map(id, analysis.readings))
    for reading in analysis.readings:
        leans = any(link.kind in WHOLE_KINDS or link.kind == AMONG for link in reading.links)
        leans = leans or _is_weighed(analysis, reading)
        told = TOLD_AS_A_WHOLE if reading.status != NONE else TOLD_AS_A_WHOLE | WHOLE_IF_NONE
        if leans or reading.frame is None or reading.metric not in told or _goes_back(analysis, reading.frame):
            continue
        compared = [link.other for link in reading.links if link.kind == COMPARED_WITH and id(link.other) in own]
        against = [other for other in compared if id(other) in found]
        if len(against) < len(compared) or any(other.official != reading.official for other in against):
            continue  # "four victims at sea, compared with one", "no officials, compared with one border guard in 2014"
        span = _clause(analysis, reading, reading.frame, told=bool(against))
        if reading.frame.definite and not against:
            continue  # "[The 38] cases of 2013 became 62", of a kind named earlier
        anyone = _is_of_anyone(analysis, reading.frame) or _names_the_event(analysis, reading.frame)
        # "prosecuted 15 suspects and convicted [ten]"
        shares = any(link.kind == SHARES_NOUN and id(link.other) in found for link in reading.links)
        if span is not None and (reading.frame.heads or against or anyone or shares):
            says = found[id(against[0])].says if against else _says(analysis, reading, span[0], spoken_of)
            says = STATE if says is None and shares and not reading.frame.heads else says
            found[id(reading)] = Whole(reading, *span, says)
    yield from (whole for whole in found.values() if not _is_added_to(analysis, whole.reading))
    denied = {(whole.reading.first, whole.reading.last): whole for whole in found.values()}
    for reading in analysis.readings:
        whole = denied.get((reading.first, reading.last))
        if reading.status == NONE and whole is not None and id(reading) not in found:
            yield whole._replace(reading=reading)  # "did not investigate, prosecute, or [convict] any official"


def _is_weighed(analysis: Analysis, reading: Reading) -> bool:
    """Whether a number has two metrics because no rule covers the words around it: "gave assistance to [92]
    victims"."""
    alike = [x for x in analysis.readings if x.number == reading.number and x.rule.startswith(TRAINED)]
    return reading in alike and len(alike) > 1


def _goes_back(analysis: Analysis, frame: Frame) -> bool:
    """Whether a figure counts one of the people mentioned, not all: "The courts convicted [one], sentencing the officer
    to 12 years", "[a] recruiter was convicted"."""
    number, *following = analysis.items[frame.item : frame.item + 2]
    if _word(analysis, number) in ARTICLES:
        return True
    return _word(analysis, number) in OF_SOME and (not following or following[0].kind in ENDS)


def _is_of_anyone(analysis: Analysis, frame: Frame) -> bool:
    """Whether a figure means nobody at all, without a noun: "No [one] was convicted". In "34 cases came to notice, and
    [not one] led to a trial", the figure refers to the cases."""
    words = _words(analysis, analysis.items[frame.item])
    return not ANYONE.isdisjoint(words) and NOT.isdisjoint(words)


def _names_the_event(analysis: Analysis, frame: Frame) -> bool:
    """Whether a clause denies the event itself, whomever it concerns: "The government did not [obtain a
    conviction]"."""
    item = analysis.items[frame.item]
    return item.kind == kinds.VERB and not ARTICLES.isdisjoint(_words(analysis, item))


def _is_added_to(analysis: Analysis, reading: Reading) -> bool:
    """Whether a figure of the same metric is joined to this figure: "71 confirmed and 37 potential victims" are 108."""
    return any(
        other is not reading
        and (other.metric, other.unit, other.relation) == (reading.metric, reading.unit, reading.relation)
        and _are_joined(analysis, *sorted((reading.first, other.first)))
        for other in analysis.readings
        if other.number >= 0
    )


def _are_joined(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a figure comes right after "and", with no other figure between the two."""
    between = analysis.items[analysis.items_from(first + 1) : analysis.items_from(last)]
    joined = bool(between) and between[-1].kind == kinds.CONJUNCTION
    return joined and all(item.kind not in (kinds.NUMBER, kinds.TIME) for item in between)


def body_of(analysis: Analysis, spoken_of: AbstractSet[str]) -> AbstractSet[str]:
    """Return the words for the government body that is the topic of a sentence, or an empty set if its subject is
    someone else, or part of the body. If the subject is a pronoun or a figure, or has no noun, returns the words
    ``spoken_of`` before."""
    verb = next((k for k, item in enumerate(analysis.items) if item.kind == kinds.VERB and item.finite), 0)
    behind = _behind_concession(analysis)  # "Despite the delays, [the government] acted"
    subject = [item for item in analysis.items[behind if behind < verb else 0 : verb] if item.kind != kinds.TIME]
    words = {word for item in subject for word in _words(analysis, item)}
    goes_on = any(item.kind == kinds.NUMBER for item in subject) or not OF_ANY_BODY.isdisjoint(words)
    if goes_on or all(item.kind not in (kinds.NOUN, kinds.WORD) for item in subject):
        # narratives name any other body anew: "[It] passed a law in May" is about the state
        return spoken_of or (frozenset() if OF_ANY_BODY.isdisjoint(words) else IS_THE_STATE)
    return STATE_DOERS & words if all(_plain(analysis, item) for item in subject) else frozenset()


def body_in(low: Sequence[str]) -> AbstractSet[str]:
    """Return the words for the bodies in a sentence without figures (its tokens in lower case), which has no parsed
    syntax. A pronoun that opens such a sentence refers to the state, because narratives name any other body anew."""
    return STATE_DOERS.intersection(low) if OF_ANY_BODY.isdisjoint(low[:1]) else IS_THE_STATE


def _says(analysis: Analysis, reading: Reading, first: int, spoken_of: AbstractSet[str]) -> str | None:
    low = analysis.tokens.low
    words = set(low[first : reading.first])
    limiting = frozenset() if reading.metric in OF_THE_COURTS else ONE_OF_THE_BODIES
    if reading.metric in WHOLE_IF_NONE or OF_ANY_BODY.isdisjoint(words):
        return None if reading.metric in WHOLE_IF_NONE or limiting.isdisjoint(words) else BODY
    own = any(_is_told_of(analysis, k) for k, item in enumerate(analysis.items) if item.first < first)
    if own or not IS_THE_STATE.isdisjoint(low[:first]):
        return None if limiting.isdisjoint(words) else BODY  # "The government reported that it identified 34"
    named = STATE_DOERS & words or STATE_DOERS.intersection(low[:first]) or spoken_of
    return STATE if named and (limiting.isdisjoint(named) or not IS_THE_STATE.isdisjoint(named)) else BODY


def _clause(analysis: Analysis, reading: Reading, frame: Frame, *, told: bool) -> tuple[int, int] | None:
    """Return the first and last token of the words around a figure, or None if some of these words limit the figure or
    no word says who acted (unless ``told``)."""
    items, own = analysis.items, frame.item
    end = next((k for k in range(own + 1, len(items)) if _ends(analysis, k, reading)), len(items))
    begin = next((k + 1 for k in range(own - 1, -1, -1) if _opens(analysis, items[k])), 0)
    behind = items[own + 1 : end]
    if begin == 0 and own and _word(analysis, items[0]) in GIVING_REASONS:
        begin = 1  # "[As] it prosecuted no offenses, …"
    # a figure that is its clause's subject shares nothing with the previous clause
    subject = _has_verb(behind) and not _has_verb(items[begin:own])
    shared = _lead(analysis, begin, has_subject=subject or _has_subject(items[begin:own]))
    before = items[begin:own] if subject else [*shared, *items[begin:own]]
    if before and reading.unit == codes.CASE and _word(analysis, before[-1]) in BEFORE_CASES:
        before.pop()  # "began prosecutions [in] 31 cases"
    counted = bool(frame.heads) or _is_of_anyone(analysis, frame)
    joined = subject and counted and all(_plain(analysis, item) for item in shared)
    opens = _is_opened(analysis, reading, (begin, own, end), joined=joined)
    if _sums_up(analysis, own):
        begin, before, opens = own - 1, [], True
    if end < len(items) and items[end].kind == kinds.NUMBER and behind and _word(analysis, behind[-1]) in BEFORE_CASES:
        behind = behind[:-1]
    led = any(item.kind == kinds.VERB and _word(analysis, item) in LEADING_TO for item in (*before, *behind))
    if led and reading.metric not in OF_THE_COURTS:
        return None  # "Calls [led] to the identification of 13 victims", "23 calls [led] to investigations"
    if _is_some(analysis, reading, items[own], behind) or not (told or _says_who(analysis, before, frame, opens=opens)):
        return None
    if reading.status == NONE and not opens and not all(x.negated for x in items[:begin] if x.kind == kinds.VERB):
        return None  # "visited 12 parlors, but identified no victims"
    first, last = items[begin].first, items[end - 1].last
    if told:
        before = [item for item in before if _word(analysis, item) not in COMPARING]
    around = [*_without_all(analysis, (*before, *_without_one(analysis, reading, behind)))]
    heads = [x for x in around if x.concept in frame.heads and OF_SOME.isdisjoint(_words(analysis, x))]
    officials = reading.official and not OFFICIALS.isdisjoint(analysis.tokens.low[first : last + 1])
    if reading.official and reading.status == NONE and not officials:
        return None  # "no prosecutions of border guards"
    heads += [x for x in around if officials and _word(analysis, x) in OF_OFFICIALS]
    plain = all(item in heads or _plain(analysis, item) for item in around)
    return (first, last) if plain and _kinds_read(analysis, reading, first, last) else None


def _is_opened(analysis: Analysis, reading: Reading, places: tuple[int, int, int], *, joined: bool) -> bool:
    """Whether a figure's clause covers everyone without naming who acts; ``places`` are the item where the clause
    begins, the figure's item, and the item after the clause."""
    items, (begin, own, end) = analysis.items, places
    if begin == 0 or _word(analysis, items[0]) in CONCEDING | GIVING_REASONS:
        return True
    opener = items[begin - 1].kind
    if reading.metric in WHOLE_IF_NONE and opener == kinds.SUBORDINATOR:
        return True
    # "Officials stated that [no] person was arrested"
    if begin > 1 and opener == kinds.RELATIVE and items[begin - 2].kind == kinds.VERB:
        return True
    # "Courts heard 16 cases, and [nine offenders] were convicted", but "In one case, police …, and nine were convicted"
    if joined and opener == kinds.CONJUNCTION:
        return True
    # "In 2012, [no trafficker] was convicted"
    if joined and opener == kinds.COMMA and begin == _behind_concession(analysis) and not _has_verb(items[:begin]):
        return True
    # "…, but [the courts] did not convict anyone", "… because [it] did not convict anyone", and, with the sentence's
    # subject, "[the government] opened a shelter, but did not convict anyone"
    doers = items[begin:own] if _has_subject(items[begin:own]) else _lead(analysis, begin, has_subject=False)
    named = not WHOLE_DOERS.isdisjoint(word for item in doers for word in _words(analysis, item))
    return named and not ANYONE.isdisjoint(analysis.tokens.low[items[own].first : items[end - 1].last + 1])


def _is_some(analysis: Analysis, reading: Reading, own: Item, behind: Sequence[Item]) -> bool:
    """Whether a figure's own words and those after it say that it covers only some people, cases or acts."""
    if reading.metric == PENALIZED and own.concept in OF_PRISON:
        return True  # "did not [imprison] any victim", who may have been fined
    if not reading.official and any(item.concept == concepts.OFFICIAL for item in behind):
        return True
    if reading.status != NONE:
        return _of_it(analysis, behind) or _of_them(analysis, behind)
    if any(_is_of_a_trade(analysis, item) for item in behind):
        return True
    # "No defendant charged in 2009 had been convicted"; "None of the sentences was suspended" leaves out no sentence
    return _of_it(analysis, behind) or _is_narrowed(behind) or _is_of_a_kind(analysis, reading)


def _is_of_a_trade(analysis: Analysis, item: Item) -> bool:
    """Whether an item names only one kind of offender: "has never convicted an [employer]"."""
    return item.concept == concepts.OFFENDER and analysis.tokens.low[item.last] not in ANY_OFFENDER


def _without_one(analysis: Analysis, reading: Reading, behind: Sequence[Item]) -> Sequence[Item]:
    """Return the items after a figure, except a "new" that applies to all, and the "a" of "not convict [a]
    trafficker"."""
    if reading.status == NONE and behind and behind[0].kind == kinds.NUMBER and _word(analysis, behind[0]) in ARTICLES:
        return behind[1:]
    if behind and reading.metric in NEW_BY_NATURE and _word(analysis, behind[0]) in NEW:
        return behind[1:]
    return behind


def _without_all(analysis: Analysis, around: Sequence[Item]) -> Iterator[Item]:
    """Yield the items of a clause, except the items that mean "everywhere": "eight offenders [in all]", "in [the
    country]", "over [the whole] of 2012"."""
    left_out: set[int] = set()
    for at, item in enumerate(around):
        following = at + 1
        while following < len(around) and _leads_on(analysis, around[following]):
            following += 1
        if item.kind == kinds.PREPOSITION and following < len(around):
            said = around[following]
            last = _last_of_own_country(analysis, said)
            if last is not None or _says_all(analysis, said):
                named = (k for k in range(following, len(around)) if around[k].last <= (last or said.last))
                left_out |= {at, *named}
        if at not in left_out:
            yield item


def _says_all(analysis: Analysis, said: Item) -> bool:
    """Whether a noun after a preposition excludes nothing: "the whole [of 2012]", but not "the whole region"; "in
    court", but not "in the high court"."""
    low, last = analysis.tokens.low, said.last
    if low[last] in THE_WHOLE:
        of_a_time = analysis.tokens.word(last + 1) == WORD.whole and any(
            last < time.first <= last + 3 for time in analysis.times
        )
        return of_a_time or analysis.tokens.word(last + 1) in SAYING_ALL
    bare = said.first == last and low[last - 1] not in ARTICLES
    return low[last] in SAYING_ALL or (low[last] in ALL_IF_BARE and bare)


def _leads_on(analysis: Analysis, item: Item) -> bool:
    """Whether an item is an article: "over [the] whole of 2012", but "in [all]"."""
    return item.kind == kinds.DETERMINER and _word(analysis, item) not in SAYING_ALL


def _kinds_read(analysis: Analysis, reading: Reading, first: int, last: int) -> bool:
    """Whether a figure has every dimension that its clause names: "cases of [child] trafficking" are not all cases."""
    if reading.frame and concepts.OFFICIAL in reading.frame.heads and not reading.official:
        return False
    named = {concept for begin, end, concept in analysis.hits if first <= begin and end <= last}
    return all(
        getattr(reading, dimension) is not None
        for dimension, words in KIND_WORDS.items()
        if not named.isdisjoint(words)
    )


def _ends(analysis: Analysis, at: int, reading: Reading) -> bool:
    """Whether a figure's description ends before an item. The description does not end within "not a [single] agency"
    or "did not try[,] or convict anyone of it"."""
    items = analysis.items
    if reading.status == NONE and reading.metric == PENALIZED and _is_for_whatever_they_did(analysis, at):
        return True
    if reading.status != NONE or items[at].kind not in (kinds.NUMBER, *kinds.JOINTS):
        return items[at].kind in ENDS
    following = next((item for item in items[at:] if item.kind not in kinds.JOINTS), items[at])
    has_object = reading.frame is not None and any(x.kind == kinds.NOUN for x in items[reading.frame.item : at])
    if has_object and any(
        other.status == NONE and other.frame and other.frame.item > at for other in analysis.readings
    ):
        return True  # "did not convict anyone of an offense [or] identify victims"
    if has_object and following.kind == kinds.VERB and following.finite and _is_object(analysis, reading):
        return True  # "identified no victims [and] had no shelter"
    goes_on = following.kind == kinds.VERB and analysis.comparator_at(following.first) is None
    return items[at].kind != kinds.NUMBER and not goes_on


def _is_object(analysis: Analysis, reading: Reading) -> bool:
    """Whether a figure follows its own finite verb: "[identified] no victims", but not "no one was convicted"."""
    at = reading.frame.item - 1 if reading.frame is not None else -1
    return at >= 0 and analysis.items[at].kind == kinds.VERB and analysis.items[at].finite


def _is_for_whatever_they_did(analysis: Analysis, at: int) -> bool:
    """Whether an item opens words for anything that victims may be penalized for: "fined [for unlawful acts] that
    traffickers made them commit", but not "for prostitution"."""
    items = analysis.items
    if _word(analysis, items[at]) != WORD.purpose or at + 1 == len(items):
        return False
    named = itertools.takewhile(lambda item: item.kind in (*kinds.NAMING, kinds.DETERMINER), items[at + 1 :])
    words = [word for item in named for word in _words(analysis, item)]
    return bool(words) and WHATEVER_THEY_DID.issuperset(words)


def _words(analysis: Analysis, item: Item) -> Sequence[str]:
    return analysis.tokens.low[item.first : item.last + 1]


def _word(analysis: Analysis, item: Item) -> str:
    return analysis.tokens.low[item.first]


def _sums_up(analysis: Analysis, own: int) -> bool:
    """Whether a gerund without a subject sums up the year: "These efforts included [convicting] 31 traffickers"."""
    verb = analysis.items[own - 1] if own else None
    gerund = verb is not None and verb.kind == kinds.VERB and not verb.finite and verb.form == forms.GERUND
    return gerund and analysis.context.section == codes.SUMMARY


def _of_it(analysis: Analysis, behind: Sequence[Item]) -> bool:
    """Whether a pronoun refers to a crime mentioned earlier: "No offender was convicted [of it]"."""
    told = (other for one, other in itertools.pairwise(behind) if one.kind == kinds.PREPOSITION)
    return any(_word(analysis, item) in OF_ANY_BODY for item in told)


def _of_them(analysis: Analysis, behind: Sequence[Item]) -> bool:
    """Whether a figure is part of a group named after "of": "27 [of the] offenders", "two [of] five offenders"."""
    told = [x for x in behind[:2] if x.kind == kinds.DETERMINER]
    return bool(behind) and _word(analysis, behind[0]) == WORD.whole and (bool(told) or len(behind) == 1)


def _is_narrowed(behind: Sequence[Item]) -> bool:
    """Whether a participle before the verb narrows down the people counted."""
    verbs = [k for k, item in enumerate(behind[:3]) if item.kind == kinds.VERB and not item.negated]
    first = verbs[0] if verbs else len(behind)
    return first > 0 and _has_verb(behind[first + 1 :]) and not any(x.kind in kinds.JOINTS for x in behind)


def _is_of_a_kind(analysis: Analysis, reading: Reading) -> bool:
    """Whether other zero figures concern officials, unlike this one: "opened [no] investigations and won no convictions
    of officials"."""
    return any(other.status == NONE and other.official and not reading.official for other in analysis.readings)


def _has_verb(items: Sequence[Item]) -> bool:
    return any(item.kind == kinds.VERB for item in items)


def _says_who(analysis: Analysis, before: Sequence[Item], frame: Frame, *, opens: bool) -> bool:
    """Whether a figure's clause names the state as the actor; a clause that begins with the figure need not name
    anyone."""
    said = (item for item in before if item.kind not in PLAIN and not _counts_years(analysis, item))
    words = {word for item in said for word in analysis.tokens.low[item.first : item.last + 1]}
    return not WHOLE_DOERS.isdisjoint(words) or (opens and words <= OF_NO_DOER and concepts.BE not in frame.does)


def _opens(analysis: Analysis, item: Item) -> bool:
    """Whether an item opens a clause: punctuation, "and", "while", another figure, "reported [that]". In "the
    province['s] courts", the mark is not an article."""
    if _counts_years(analysis, item) or _is_possessive(analysis, item):
        return False
    return item.kind in ENDS or (item.kind == kinds.RELATIVE and _word(analysis, item) == WORD.further)


def _counts_years(analysis: Analysis, item: Item) -> bool:
    """Whether a number counts the years in a row for which a figure has stayed the same: "for the [third] year
    running"."""
    return item.form == forms.ORDINAL and analysis.tokens.word(item.last + 1) in YEARS_IN_A_ROW


def _lead(analysis: Analysis, begin: int, *, has_subject: bool) -> list[Item]:
    """Return the items that a clause after a comma or "and" shares with the sentence: any phrase before the sentence's
    first comma, and the subject unless the clause has its own."""
    items = analysis.items
    if begin == 0 or items[begin - 1].kind not in kinds.JOINTS:
        return []
    behind = _behind_concession(analysis)
    first = behind if any(_word(analysis, x) in IN_SPITE_OF for x in items[:behind]) else 0
    verb = next((k for k in range(first, begin) if items[k].kind == kinds.VERB), begin)
    end = verb if not has_subject else behind if behind <= verb else first
    return [x for x in items[first:end] if x.kind not in kinds.JOINTS]


def _has_subject(items: Sequence[Item]) -> bool:
    """Whether the words of a clause before its figure name who acts: "and [courts] convicted 12"."""
    verb = next((k for k, item in enumerate(items) if item.kind == kinds.VERB), len(items))
    return any(item.kind in (*kinds.NAMING, kinds.PRONOUN) for item in items[:verb])


def _behind_concession(analysis: Analysis) -> int:
    """Return the item after a leading phrase and its comma: "In spite of delays in one court, [courts] convicted
    41"."""
    return next((k + 1 for k, item in enumerate(analysis.items) if item.kind == kinds.COMMA), 0)


def _plain(analysis: Analysis, item: Item) -> bool:
    """Whether an item of a clause does not limit the figure."""
    words = analysis.tokens.low[item.first : item.last + 1]
    if item.kind == kinds.TIME:
        return PART_OF_A_YEAR.isdisjoint(words) and not any(
            time.dated and time.first <= item.last and time.last >= item.first for time in analysis.times
        )
    if item.kind == kinds.NUMBER:
        # "did not convict anyone for [a] trafficking offense"
        return words[0] in ARTICLES or _counts_years(analysis, item)
    if not OF_SOME.isdisjoint(words):
        return " ".join((*words, analysis.tokens.word(item.last + 1))) in LEAVING_OUT_NONE
    if not A_BODY.isdisjoint(words):
        return _is_told_before(analysis, item)
    if item.kind == kinds.NOUN:
        return not is_one_place(analysis, item)
    if item.kind == kinds.PREPOSITION:
        behind = analysis.tokens.low[item.last + 1 : item.last + 3]  # "for the third year [in] a row"
        row = not ROW.isdisjoint(behind)
        return row or words[0] in KIND_PREPOSITIONS or analysis.comparator_at(item.first) is not None
    return (
        item.kind in PLAIN
        or item.kind in kinds.JOINTS
        or PLAIN_WORDS.issuperset(words)
        or _is_possessive(analysis, item)
        or _of_own_people(analysis, item)
        or _last_of_own_country(analysis, item) is not None
    )


def is_one_place(analysis: Analysis, item: Item) -> bool:
    """Whether an item names one body, place or event: "the [shelter]", "the [province]", but not "the [country]"."""
    return item.concept in OF_ONE_PLACE and not PLAIN_WORDS.issuperset(_words(analysis, item))


def _is_possessive(analysis: Analysis, item: Item) -> bool:
    return item.kind == kinds.MARK and _word(analysis, item) in POSSESSIVES


def _is_told_before(analysis: Analysis, item: Item) -> bool:
    """Whether a body is mentioned without its name because it was named earlier: "[the unit]", but not "the labor
    unit"."""
    return item.first == item.last and analysis.tokens.word(item.first - 1) in DEFINITE


def _of_own_people(analysis: Analysis, item: Item) -> bool:
    found = people_at(analysis.tokens.text, item.first)
    return found is not None and found[0] == analysis.context.iso3


def _is_told_of(analysis: Analysis, at: int) -> bool:
    """Whether a sentence is about its own country, which it names at an item: not "police in northern [Moldova]",
    "[Moldova]'s police"."""
    items = analysis.items
    last = _last_of_own_country(analysis, items[at])
    if last is None or (at and items[at - 1].kind != kinds.TIME and items[at - 1].kind not in kinds.JOINTS):
        return False
    return not analysis.tokens.word(last + 1).startswith(("'", "’"))


def _last_of_own_country(analysis: Analysis, item: Item) -> int | None:
    """Return the last token of the country's own name, if an item begins with it: "in [Sri Lanka]"."""
    found = country_at(analysis.tokens.text, item.first)
    own = found is not None and found[0] == analysis.context.iso3
    return item.first + found[1] - 1 if own and found is not None else None
