"""Tests whether a figure may be the antecedent of another: both must be able to count the same thing, in fitting
positions.

What belongs here: tests of a number against the readings before it. What does not belong here: choosing the antecedent
(``ellipsis``).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tipetl.figures.record.analysis import ENDS_A_CRIME
from tipetl.figures.record.readings import COMPATIBLE, PERSON_NOUNS, Reading
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts, forms
from tipetl.language.demonyms import demonyms
from tipetl.language.particles import WORD
from tipetl.metrics import MONEY, PROCEEDINGS, VICTIMS
from tipetl.syntax.chunks import kinds, voices
from tipetl.syntax.chunks.items import HAVE
from tipetl.syntax.chunks.spans import REACH
from tipetl.syntax.chunks.symbols import BOOK

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

#: kinds of items that may come between a number and a later "and" that adds one
BETWEEN_A_DEED_AND_ITS_NUMBER = kinds.NAMING | {kinds.DETERMINER, kinds.MARK, kinds.PREPOSITION}
#: kinds of items that may come between "the home of" and a figure
BEFORE_FROM_A_HOME = (
    kinds.NAMING | kinds.JOINTS | {kinds.NUMBER, kinds.PREPOSITION, kinds.DETERMINER, kinds.PRONOUN, kinds.MARK}
)
#: kinds of items that open the object of a verb
OPENS_AN_OBJECT = kinds.NAMING | {kinds.DETERMINER, kinds.NUMBER}

#: nouns that a metric never counts: victims for metrics of traffickers, and offenders for metrics of victims
OTHER_SIDE = {
    **dict.fromkeys(PROCEEDINGS, frozenset([concepts.VICTIM])),
    **dict.fromkeys(VICTIMS, frozenset([concepts.OFFENDER])),
}
ENDS_A_DEED = ENDS_A_CRIME | {kinds.TIME, kinds.RELATIVE}
#: kinds of items that may accompany bare figures in a row: "compared with four new and six continued"
BESIDE_BARE = frozenset([kinds.WORD, kinds.ADVERB, kinds.VERB])
ENDS_A_CLAUSE = frozenset([kinds.TIME, kinds.SEMICOLON, kinds.COMMA, kinds.CLOSE_BRACKET])
#: the number of words before a number to search for "done so": "had done so in the case of nine"
SO_WITH = 7


def describes(frame: Frame) -> bool:
    """Whether a number's own verb, if any, only describes the people or things counted before ("12 were women", "six
    came from")."""
    own = {*frame.does, *frame.acts}
    return (frame.partitive and not frame.heads) or not own or not own.isdisjoint(WORDS["describing_verbs"])


def names_people(analysis: Analysis, frame: Frame) -> bool:
    """Whether a number's noun phrase names people by their origin: "12 Romanians"."""
    table = demonyms()
    begin, end = analysis.items[frame.item].last + 1, frame.np_end
    return any(word in table for word in analysis.tokens.text[begin : end + 1])


def of_persons(analysis: Analysis, frame: Frame) -> bool:
    """Whether the predicate of a bare number describes people: "19 were younger than 18"."""
    if not frame.bare() or not frame.verbs or concepts.BE not in frame.does:
        return False
    said = next(
        (x for x in analysis.items[frame.verbs[0] + 1 :][:4] if x.kind not in (kinds.ADVERB, kinds.DETERMINER)), None
    )
    return said is not None and (
        said.concept in PERSON_NOUNS or analysis.tokens.low[said.first] in WORDS["ages_of_persons"]
    )


def behind_a_people(analysis: Analysis, place: int) -> bool:
    """Whether the number at item ``place`` is in brackets after a people's name: "Romanians (58)"."""
    return (
        place > 1
        and analysis.items[place - 2].kind in kinds.NAMING
        and analysis.tokens.text[analysis.items[place - 2].last] in demonyms()
    )


def tells_of_the_rest(analysis: Analysis, place: int) -> bool:
    """Whether the number at item ``place`` counts the rest of the people counted before: "the other ten refused
    help"."""
    frame, first = analysis.frames[analysis.items[place].number], analysis.items[place].first
    acts = frame.bare() and any(verb > place for verb in frame.verbs)
    return acts and not WORDS["rest"].isdisjoint(analysis.tokens.low[max(0, first - 1) : first])


def in_parentheses(analysis: Analysis, token: int) -> bool:
    return analysis.depth(token) > 0


def list_total(rows: list[Reading]) -> bool:
    """Whether the first figure of a list may be the total of the others."""
    return len(rows) > 1 and all((r.low or 0) <= (rows[0].low or 0) for r in rows[1:])


def clause_start(analysis: Analysis, token: int) -> int:
    marks = analysis.tokens.semicolons
    place = bisect_left(marks, token)
    return marks[place - 1] + 1 if place else 0


def later(analysis: Analysis, token: int, frame: Frame, *, money: bool) -> Reading | None:
    """Return the next figure that fits a number: "shrank from $90,000 in 2007 to $35,000", "down from 26, police
    opened 19"."""
    behind = (r for r in analysis.readings if r.first > token and (r.metric in MONEY) == money and compatible(r, frame))
    return next(behind, None)


def align(analysis: Analysis, place: int, earlier: list[Reading]) -> Reading | None:
    """Return the figure in the same position in the earlier row: "four cases and … two, compared with 16 and six,
    respectively"."""
    return next((r for x, r in _lined_up(analysis, place, earlier) if x is analysis.items[place]), None)


def in_step(analysis: Analysis, place: int, earlier: list[Reading]) -> bool:
    """Whether the comparison around item ``place`` corresponds to the earlier figures. It either repeats their
    prepositions but omits their nouns ("14 workshops for 460 officials, against nine for 310"), or pairs two figures as
    the sentence pairs figures for different things ("14 courses, in which 630 officials took part, after nine with
    410")."""
    rows = [r for _, r in _lined_up(analysis, place, earlier)]
    pairs = [(analysis.frames.get(x.number), r.frame) for x, r in _lined_up(analysis, place, earlier)]
    if len(pairs) < 2 or not all(own is not None and shown is not None and own.bare() for own, shown in pairs):
        return False
    if len(rows) == 2 and len({(r.metric, r.unit) for r in rows}) == 2 and _behind(pairs[1][0]) in WORDS["pairing"]:
        return True
    return all(_behind(own) == _behind(shown) != "" for own, shown in pairs[1:])


def _behind(frame: Frame | None) -> str:
    """Return the preposition before a number, or ""."""
    return frame.prep if frame is not None and frame.linked == kinds.PREPOSITION else ""


def _lined_up(analysis: Analysis, place: int, earlier: list[Reading]) -> list[tuple[Item, Reading]]:
    """Pairs each figure in the comparison around item ``place`` with the earlier figure in the same position."""
    span = analysis.comparator_at(analysis.items[place].first)
    if span is None:
        return []
    depth = analysis.depth(span[0])
    members = [
        x
        for x in analysis.items[analysis.items_from(span[0]) : analysis.items_from(span[1])]
        if x.kind == kinds.NUMBER
        and analysis.numbers[x.number].form in (forms.COUNT, forms.MONEY, forms.ZERO)
        and analysis.depth(x.first) == depth
    ]
    if len(members) > 1 and sum(span[0] < x.first < span[1] for x in analysis.times) == len(members):
        return []  # "compared with 16 traffickers in 2019, 21 in 2018, and 14 in 2017": a single count for three years
    told = [r for r in earlier if r.first < span[0] and analysis.comparator_at(r.first) is None]
    whole = [r for r in told if not r.part]
    parts = [_partitive(analysis.frames.get(x.number)) for x in members]
    if any(parts):
        # "in three shelters, which took in 142, 38 of them minors, compared with 121, 30 of them minors"
        near = told[-len(members) :]
        alike = [r.part or _partitive(r.frame) for r in near] == parts
        return [*zip(members, near, strict=True)] if alike else []
    # "71 victims, of whom 23 were referred, compared with 86 and 22": the part also has a comparator
    answered = next((rows for rows in (whole, told) if len(rows) == len(members)), ())
    return [*zip(members, answered, strict=False)]


def _partitive(frame: Frame | None) -> bool:
    return frame is not None and frame.partitive


def told_together(analysis: Analysis, place: int) -> bool:
    """Whether the comparator at item ``place`` belongs to a row of bare figures that share one time ("compared with 65
    and 288 the year before"), not to figures with separate times ("compared with four in 2013 and six in 2012")."""
    span = analysis.comparator_at(analysis.items[place].first)
    if span is None:
        return False
    inside = analysis.items[analysis.items_from(span[0]) : analysis.items_from(span[1])]
    numbers = [i for i, x in enumerate(inside) if x.kind == kinds.NUMBER]
    if len(numbers) < 2:
        return False
    return all(
        (x.kind == kinds.NUMBER and x.number in analysis.frames and analysis.frames[x.number].bare())
        or (x.kind != kinds.NUMBER and (analysis.tokens.low[x.first] in (",", WORD.also) or x.kind in BESIDE_BARE))
        for x in inside[numbers[0] : numbers[-1] + 1]
    )


def compatible(reading: Reading, frame: Frame) -> bool:
    """Whether the noun of a number, if any, fits the metric of ``reading``."""
    if reading.metric in MONEY or not frame.heads:
        return True
    allowed = COMPATIBLE.get(reading.metric, frozenset()) - OTHER_SIDE.get(reading.metric, frozenset())
    return not allowed.isdisjoint(frame.heads)


def joined_to(analysis: Analysis, place: int) -> int | None:
    """Return the number to which "a" at item ``place`` only adds one: "investigated two officers and a clerk"."""
    items = analysis.items
    frame = analysis.frames.get(items[place].number)
    if frame is None or frame.does or frame.acts or PERSON_NOUNS.isdisjoint(frame.heads):
        return None
    if place < 2 or analysis.tokens.low[items[place - 1].first] != WORD.also:
        return None
    for item in reversed(items[: place - 1]):
        if item.kind == kinds.NUMBER:
            return item.number
        if item.kind not in BETWEEN_A_DEED_AND_ITS_NUMBER:
            break
    return None


def in_crime(analysis: Analysis, place: int, earlier: list[Reading]) -> bool:
    """Whether the number at item ``place`` is part of the description of a crime: "convicted two brothers of luring
    more than 50 women", "arrested an officer for escorting a truck with 23 migrants"."""
    items = analysis.items
    if items[place - 1].kind == kinds.CONJUNCTION or analysis.frames[items[place].number].partitive:
        return False
    for at in range(place - 1, 0, -1):
        item = items[at]
        if item.kind in ENDS_A_DEED:
            return False
        if _doing(analysis, item) and items[at - 1].kind == kinds.PREPOSITION:
            return any(r.metric in PROCEEDINGS and r.first < item.first for r in earlier)
    return False


def _doing(analysis: Analysis, item: Item) -> bool:
    """Whether an item is a word ending in -ing, which may describe a crime."""
    return (item.kind == kinds.VERB and item.form == forms.GERUND) or (
        item.kind == kinds.WORD and analysis.tokens.low[item.first].endswith("ing")
    )


def parallel(analysis: Analysis, frame: Frame, fits: list[Reading]) -> Reading | None:
    """Return the figure that heads the list continued by the phrase after a number: "referred 52 victims to a shelter,
    which assisted 57, and 34 to a center" means that 34 more were referred."""
    own = _goes_on(analysis, frame)
    if own is None or frame.linked != kinds.LIST or not frame.bare():
        return None
    same = [r for r in fits if r.frame is not None and _goes_on(analysis, r.frame) == own]
    return same[-1] if same and same[-1].first != fits[-1].first else None


def _goes_on(analysis: Analysis, frame: Frame) -> str | None:
    """Return the preposition right after a number's noun phrase, if it introduces a destination or a means."""
    after = analysis.items[frame.np_end_item + 1 : frame.np_end_item + 2]
    return after[0].form if after and after[0].kind == kinds.PREPOSITION and after[0].form in WORDS["whither"] else None


def home_of(analysis: Analysis, place: int, frame: Frame) -> bool:
    """Whether a figure counts people who came from a place: "Moldova was the home of 98 of them, Romania of 61"."""
    if frame.prep != WORD.whole:
        return False
    low = analysis.tokens.low
    at = place - 2
    while at >= 0 and analysis.items[at].kind in BEFORE_FROM_A_HOME:
        if not WORDS["homes"].isdisjoint(low[analysis.items[at].first : analysis.items[at].last + 1]):
            return at > 0 and any(
                x.kind == kinds.VERB and x.concept == concepts.BE for x in analysis.items[max(0, at - 6) : at]
            )
        at -= 1
    return False


def new_event(analysis: Analysis, frame: Frame) -> bool:
    """Whether a verb that no rule covers states another event in the lives of the people counted, or something they
    did: "two were discharged at committal", "three lost their jobs"."""
    if not frame.generic_verb or frame.acts or frame.does or frame.partitive or not frame.verbs:
        return False
    verb = analysis.items[frame.verbs[0]]
    if analysis.tokens.low[verb.last] in WORDS["said_of_persons"]:
        return False
    after = analysis.items[frame.verbs[0] + 1] if frame.verbs[0] + 1 < len(analysis.items) else None
    near = all(x.kind == kinds.ADVERB for x in analysis.items[frame.np_end_item + 1 : frame.verbs[0]])
    acts = near and verb.voice == voices.ACTIVE and after is not None and after.kind in OPENS_AN_OBJECT
    return verb.voice == voices.PASSIVE or acts


def does_so(analysis: Analysis, frame: Frame) -> bool:
    """Whether the number's verb is a substitute for the previous verb ("in 2009, 37 had done so", "as 20 had in 2013")
    or repeats it ("verdicts were returned against eight, whereas 15 had been returned before")."""
    if frame.bare() and _so_done(analysis, frame):
        return True
    if not frame.verbs or frame.linked == kinds.VERB:
        return False
    first, last = analysis.items[frame.verbs[0]].first, analysis.items[frame.verbs[0]].last
    word, behind = analysis.tokens.low[last], analysis.tokens.low[last + 1 : last + 2]
    been = analysis.tokens.low[first] in HAVE and analysis.tokens.low[first + 1 : first + 2] == ["been"]
    if been and word in analysis.tokens.low[:first]:
        return True
    if frame.acts:
        return False
    if word in WORDS["verbs_with_so"]:
        return not WORDS["behind_verbs_with_so"].isdisjoint(behind)
    after = analysis.items[frame.verbs[0] + 1 : frame.verbs[0] + 2]
    elided = not after or after[0].kind in ENDS_A_CLAUSE or behind == ["."]
    return elided and word in WORDS["elided_auxiliaries"]


def _so_done(analysis: Analysis, frame: Frame) -> bool:
    """Whether "so" replaces the verb of a number: "2010 had seen 11 so treated", "in 2013 it had done so with 80"."""
    low, number = analysis.tokens.low, analysis.numbers[frame.number]
    behind = low[number.last + 1 : number.last + 2]
    if behind == [WORD.same_deed]:
        return True
    before = low[max(0, number.begins - SO_WITH) : number.begins]
    at = next((k for k, word in enumerate(before[1:], 1) if word == WORD.same_deed), 0)
    return at > 0 and before[at - 1] in WORDS["verbs_with_so"] and WORDS["behind_so"].issuperset(before[at + 1 :])


def beside_unread(analysis: Analysis, place: int, frame: Frame) -> bool:
    """Whether a number in brackets restates, for another time, a figure that has no metric ("referred 55 cases to
    prosecutors (56 in 2015)")."""
    counts = analysis.items[place].form == forms.COUNT
    if frame.linked != kinds.OPEN_BRACKET or not (counts and frame.bare()):
        return False
    end = BOOK["loose_part"].end(analysis.items, place - 2)
    whole = analysis.frames.get(analysis.items[end].number) if end >= 0 else None
    if whole is None or not whole.acts or whole.linked != kinds.VERB:
        return False
    return not any(r.number == whole.number for r in analysis.readings)


def part_of_unread(analysis: Analysis, place: int, frame: Frame) -> bool:
    """Whether "of them" or "of which" refers to a figure just before that has no metric ("in 27 sessions, 22 of them
    online")."""
    if not frame.partitive or frame.heads:
        return False
    told = (
        x.number
        for x in reversed(analysis.items[max(0, place - REACH) : place])
        if x.kind == kinds.NUMBER and x.number in analysis.frames
    )
    for number in told:
        if analysis.numbers[number].form == forms.COUNT:
            heads, listed = analysis.frames[number].heads, analysis.frames[number].linked == kinds.LIST
            things = bool(heads) and PERSON_NOUNS.isdisjoint(heads) and not listed
            return things and not any(r.number == number for r in analysis.readings)
    return False
