"""What one figure may take from another: whether two can count the same thing, and which stand where.

What belongs here: tests of a number and of the readings before it. What does not: choosing the one it goes on from
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
from tipetl.syntax import kinds, voices
from tipetl.syntax.spans import REACH

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.frame import Frame
    from tipetl.syntax.items import Item

#: kinds of items between a deed and the number of those it was done to
BETWEEN_A_DEED_AND_ITS_NUMBER = kinds.NAMING | {kinds.DETERMINER, kinds.MARK, kinds.PREPOSITION}
#: kinds of items between "the home of" and its figure
BEFORE_FROM_A_HOME = (
    kinds.NAMING | kinds.JOINTS | {kinds.NUMBER, kinds.PREPOSITION, kinds.DETERMINER, kinds.PRONOUN, kinds.MARK}
)
#: kinds of items that open the object of a verb
OPENS_AN_OBJECT = kinds.NAMING | {kinds.DETERMINER, kinds.NUMBER}

#: nouns of victims are never counted by what is done to traffickers, and the other way round
OTHER_SIDE = {
    **dict.fromkeys(PROCEEDINGS, frozenset([concepts.VICTIM])),
    **dict.fromkeys(VICTIMS, frozenset([concepts.OFFENDER])),
}
ENDS_A_DEED = ENDS_A_CRIME | {kinds.TIME, kinds.RELATIVE}
#: what may stand beside bare figures told together: "compared with four new and six continued"
BESIDE_BARE = frozenset([kinds.WORD, kinds.ADVERB, kinds.VERB])
ENDS_A_CLAUSE = frozenset([kinds.TIME, kinds.SEMICOLON, kinds.COMMA, kinds.CLOSE_BRACKET])


def describes(frame: Frame) -> bool:
    """Whether a number's own verb, if it has one, only says more of what was counted before ("12 were women", "six
    came from")."""
    own = {*frame.does, *frame.acts}
    return (frame.partitive and not frame.heads) or not own or not own.isdisjoint(WORDS["describing_verbs"])


def names_people(a: Analysis, frame: Frame) -> bool:
    """Whether a number's noun phrase names people by where they come from: "12 Romanians"."""
    table = demonyms()
    begin, end = a.items[frame.item].last + 1, frame.np_end
    return any(word in table for word in a.tokens.text[begin : end + 1])


def of_persons(a: Analysis, frame: Frame) -> bool:
    """Whether what a bare number is said to be is said of persons: "19 were younger than 18"."""
    if not frame.bare() or not frame.verbs or concepts.BE not in frame.does:
        return False
    said = next((x for x in a.items[frame.verbs[0] + 1 :][:4] if x.kind not in (kinds.ADVERB, kinds.DETERMINER)), None)
    return said is not None and (said.concept in PERSON_NOUNS or a.tokens.low[said.first] in WORDS["ages_of_persons"])


def behind_a_people(a: Analysis, k: int) -> bool:
    """Whether the number at item ``k`` stands in a bracket behind the name of a people: "Romanians (58)"."""
    return k > 1 and a.items[k - 2].kind in kinds.NAMING and a.tokens.text[a.items[k - 2].last] in demonyms()


def tells_of_the_rest(a: Analysis, k: int) -> bool:
    """Whether the number at item ``k`` tells what the rest of those counted did: "the other ten refused help"."""
    frame, first = a.frames[a.items[k].number], a.items[k].first
    acts = frame.bare() and any(verb > k for verb in frame.verbs)
    return acts and not WORDS["rest"].isdisjoint(a.tokens.low[max(0, first - 1) : first])


def in_parentheses(a: Analysis, token: int) -> bool:
    return a.depth(token) > 0


def list_total(rows: list[Reading]) -> bool:
    """Whether the first of some figures may be what the others add up to."""
    return len(rows) > 1 and all((r.low or 0) <= (rows[0].low or 0) for r in rows[1:])


def clause_start(a: Analysis, token: int) -> int:
    marks = a.tokens.semicolons
    k = bisect_left(marks, token)
    return marks[k - 1] + 1 if k else 0


def later(a: Analysis, token: int, frame: Frame, *, money: bool) -> Reading | None:
    """ "shrank from $90,000 in 2007 to $35,000", "down from 26, police opened 19": the figure behind."""
    behind = (r for r in a.readings if r.first > token and (r.metric in MONEY) == money and compatible(r, frame))
    return next(behind, None)


def align(a: Analysis, k: int, earlier: list[Reading]) -> Reading | None:
    """ "four cases and … two, compared with 16 and six, respectively": the k-th with the k-th."""
    return next((r for x, r in _lined_up(a, k, earlier) if x is a.items[k]), None)


def in_step(a: Analysis, k: int, earlier: list[Reading]) -> bool:
    """Whether the prepositions in the comparison of the number at item ``k`` are those of the figures that it answers
    to, and nouns are left out: "14 workshops for 460 officials, against nine for 310"; or it pairs two figures where
    two of unlike things were told: "14 courses, in which 630 officials took part, after nine with 410"."""
    rows = [r for _, r in _lined_up(a, k, earlier)]
    pairs = [(a.frames.get(x.number), r.frame) for x, r in _lined_up(a, k, earlier)]
    if len(pairs) < 2 or not all(own is not None and shown is not None and own.bare() for own, shown in pairs):
        return False
    if len(rows) == 2 and len({(r.metric, r.unit) for r in rows}) == 2 and _behind(pairs[1][0]) in WORDS["pairing"]:
        return True
    return all(_behind(own) == _behind(shown) != "" for own, shown in pairs[1:])


def _behind(frame: Frame | None) -> str:
    """The preposition that a number stands behind."""
    return frame.prep if frame is not None and frame.linked == kinds.PREPOSITION else ""


def _lined_up(a: Analysis, k: int, earlier: list[Reading]) -> list[tuple[Item, Reading]]:
    """The figures of the comparison that holds item ``k``, each with the one told before that stands in its place."""
    span = a.comparator_at(a.items[k].first)
    if span is None:
        return []
    depth = a.depth(span[0])
    members = [
        x
        for x in a.items[a.items_from(span[0]) : a.items_from(span[1])]
        if x.kind == kinds.NUMBER
        and a.numbers[x.number].form in (forms.COUNT, forms.MONEY, forms.ZERO)
        and a.depth(x.first) == depth
    ]
    if a.items[k] not in members:
        return []  # "compared with 11 defendants (eight for one offense and three for another)"
    if len(members) > 1 and sum(span[0] < x.first < span[1] for x in a.times) == len(members):
        return []  # "compared with 16 traffickers in 2019, 21 in 2018, and 14 in 2017": one figure of three years
    told = [r for r in earlier if r.first < span[0] and a.comparator_at(r.first) is None]
    whole = [r for r in told if not r.part]
    parts = [_partitive(a.frames.get(x.number)) for x in members]
    if any(parts):
        # "in three shelters, which took in 142, 38 of them minors, compared with 121, 30 of them minors"
        near = told[-len(members) :]
        alike = [r.part or _partitive(r.frame) for r in near] == parts
        return [*zip(members, near, strict=True)] if alike else []
    # "71 victims, of whom 23 were referred, compared with 86 and 22": the part is compared as well
    answered = next((rows for rows in (whole, told) if len(rows) == len(members)), ())
    return [*zip(members, answered, strict=False)]


def _partitive(frame: Frame | None) -> bool:
    return frame is not None and frame.partitive


def told_together(a: Analysis, k: int) -> bool:
    """Whether the comparator of the number at item ``k`` is a row of bare figures of one time ("compared with 65 and
    288 the year before"), not figures of a time each ("compared with four in 2013 and six in 2012")."""
    span = a.comparator_at(a.items[k].first)
    if span is None:
        return False
    inside = a.items[a.items_from(span[0]) : a.items_from(span[1])]
    numbers = [i for i, x in enumerate(inside) if x.kind == kinds.NUMBER]
    if len(numbers) < 2:
        return False
    return all(
        (x.kind == kinds.NUMBER and x.number in a.frames and a.frames[x.number].bare())
        or (x.kind != kinds.NUMBER and (a.tokens.low[x.first] in (",", WORD.also) or x.kind in BESIDE_BARE))
        for x in inside[numbers[0] : numbers[-1] + 1]
    )


def compatible(r: Reading, frame: Frame) -> bool:
    """Whether the noun of a number, if it has one, is of what the metric of ``r`` counts."""
    if r.metric in MONEY or not frame.heads:
        return True
    allowed = COMPATIBLE.get(r.metric, frozenset()) - OTHER_SIDE.get(r.metric, frozenset())
    return not allowed.isdisjoint(frame.heads)


def joined_to(a: Analysis, k: int) -> int | None:
    """The number to which "a" at item ``k`` only adds one more: "investigated two officers and a clerk"."""
    items = a.items
    frame = a.frames.get(items[k].number)
    if frame is None or frame.does or frame.acts or PERSON_NOUNS.isdisjoint(frame.heads):
        return None
    if k < 2 or a.tokens.low[items[k - 1].first] != WORD.also:
        return None
    for x in reversed(items[: k - 1]):
        if x.kind == kinds.NUMBER:
            return x.number
        if x.kind not in BETWEEN_A_DEED_AND_ITS_NUMBER:
            break
    return None


def in_crime(a: Analysis, k: int, earlier: list[Reading]) -> bool:
    """Whether the number at item ``k`` stands inside the description of a crime: "convicted two brothers of luring more
    than 50 women", "arrested an officer for escorting a truck with 23 migrants"."""
    items = a.items
    if items[k - 1].kind == kinds.CONJUNCTION or a.frames[items[k].number].partitive:
        return False
    for q in range(k - 1, 0, -1):
        x = items[q]
        if x.kind in ENDS_A_DEED:
            return False
        if _doing(a, x) and items[q - 1].kind == kinds.PREPOSITION:
            return any(r.metric in PROCEEDINGS and r.first < x.first for r in earlier)
    return False


def _doing(a: Analysis, x: Item) -> bool:
    """Whether an item is a word in -ing that a crime is told by."""
    return (x.kind == kinds.VERB and x.form == forms.GERUND) or (
        x.kind == kinds.WORD and a.tokens.low[x.first].endswith("ing")
    )


def parallel(a: Analysis, frame: Frame, fits: list[Reading]) -> Reading | None:
    """The figure whose phrase goes on as that of a listed one does: "referred 52 victims to a shelter, which assisted
    57, and 34 to a center" tells of 34 more who were referred."""
    own = _goes_on(a, frame)
    if own is None or frame.linked != kinds.LIST or not frame.bare():
        return None
    same = [r for r in fits if r.frame is not None and _goes_on(a, r.frame) == own]
    return same[-1] if same and same[-1].first != fits[-1].first else None


def _goes_on(a: Analysis, frame: Frame) -> str | None:
    """The preposition just behind a number's noun phrase, if it says whither or with what."""
    after = a.items[frame.np_end_item + 1 : frame.np_end_item + 2]
    return after[0].form if after and after[0].kind == kinds.PREPOSITION and after[0].form in WORDS["whither"] else None


def home_of(a: Analysis, k: int, frame: Frame) -> bool:
    """Whether a figure counts those who came from a place: "Moldova was the home of 98 of them, Romania of 61"."""
    if frame.prep != WORD.whole:
        return False
    low = a.tokens.low
    q = k - 2
    while q >= 0 and a.items[q].kind in BEFORE_FROM_A_HOME:
        if not WORDS["homes"].isdisjoint(low[a.items[q].first : a.items[q].last + 1]):
            return q > 0 and any(x.kind == kinds.VERB and x.concept == concepts.BE for x in a.items[max(0, q - 6) : q])
        q -= 1
    return False


def new_event(a: Analysis, frame: Frame) -> bool:
    """Whether a verb that no rule knows tells what else befell those counted, or what they did: "two were discharged at
    committal", "three lost their jobs"."""
    if not frame.generic_verb or frame.acts or frame.does or frame.partitive or not frame.verbs:
        return False
    verb = a.items[frame.verbs[0]]
    if a.tokens.low[verb.last] in WORDS["said_of_persons"]:
        return False
    after = a.items[frame.verbs[0] + 1] if frame.verbs[0] + 1 < len(a.items) else None
    near = all(x.kind == kinds.ADVERB for x in a.items[frame.np_end_item + 1 : frame.verbs[0]])
    acts = near and verb.voice == voices.ACTIVE and after is not None and after.kind in OPENS_AN_OBJECT
    return verb.voice == voices.PASSIVE or acts


def does_so(a: Analysis, frame: Frame) -> bool:
    """Whether the number's verb stands for the one before: "in 2009, 37 had done so", "as 20 had in 2013"."""
    if not frame.verbs or frame.acts or frame.linked == kinds.VERB:
        return False
    last = a.items[frame.verbs[0]].last
    word, behind = a.tokens.low[last], a.tokens.low[last + 1 : last + 2]
    if word in WORDS["verbs_with_so"]:
        return not WORDS["behind_verbs_with_so"].isdisjoint(behind)
    after = a.items[frame.verbs[0] + 1 : frame.verbs[0] + 2]
    elided = not after or after[0].kind in ENDS_A_CLAUSE or behind == ["."]
    return elided and word in WORDS["elided_auxiliaries"]


def part_of_unread(a: Analysis, k: int, frame: Frame) -> bool:
    """Whether "of them", "of which" goes back to a figure just before that counts nothing here ("in 27 sessions, 22 of
    them online")."""
    if not frame.partitive or frame.heads:
        return False
    told = (
        x.number for x in reversed(a.items[max(0, k - REACH) : k]) if x.kind == kinds.NUMBER and x.number in a.frames
    )
    for number in told:
        if a.numbers[number].form == forms.COUNT:
            heads, listed = a.frames[number].heads, a.frames[number].linked == kinds.LIST
            things = bool(heads) and PERSON_NOUNS.isdisjoint(heads) and not listed
            return things and not any(r.number == number for r in a.readings)
    return False
