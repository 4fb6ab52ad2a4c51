"""Finds the words of a sentence that describe a figure.

What belongs here: where the words about a figure begin and end. What does not belong here: the meaning of the words
that describe a figure (``named``), or what a figure inherits from other figures (``exploitation``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.dimensions.wording import WORDS
from tipetl.figures.record.analysis import ENDS_A_CRIME, in_crime
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.metrics import DURATIONS, MONEY
from tipetl.syntax.chunks import kinds, voices
from tipetl.syntax.chunks.items import PREPOSITIONS
from tipetl.syntax.chunks.spans import clause_bounds
from tipetl.syntax.chunks.symbols import BOOK
from tipetl.syntax.reach import begins_clause

if TYPE_CHECKING:
    from tipetl.figures.dimensions.named import Hits
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading
    from tipetl.language.tokens import Tokens

#: tokens that join two changes: "…, and convictions from two to six"
JOINS_MOVES = frozenset((",", WORD.also))
SOME, THOSE = WORDS["some_of_those_counted"], WORDS["those_counted"]
#: kinds of items that begin or end the words for the crime of the people counted
OF_CRIMES = ENDS_A_CRIME | {kinds.RELATIVE, kinds.VERB}
#: kinds of items allowed between a conjunction and a second act
BEFORE_AN_ACT = frozenset((kinds.ADVERB, kinds.COMMA, kinds.TIME, kinds.PREPOSITION))
FIRST_TIME = WORDS["for_the_first_time"]
#: kinds of items that open the object of the second act
OWN_OBJECT = frozenset((kinds.DETERMINER, kinds.NUMBER, kinds.NOUN))
#: kinds of items that open a mere description of the people counted
DESCRIBING = frozenset((kinds.RELATIVE, kinds.SUBORDINATOR))
COUNTING = frozenset((forms.COUNT, forms.MONEY, forms.ZERO, forms.DURATION))


def scope(analysis: Analysis, reading: Reading, hits: Hits) -> tuple[int, int]:
    """Return the first and last token of the words that describe a figure: from the figure to the next figure or the
    end of the clause."""
    if reading.number in analysis.labels:
        return analysis.labels[reading.number][0], reading.last
    end, resumed = _next_figure(analysis, reading, hits)
    for begin, stop in analysis.comparators:
        if begin > max(reading.last, resumed - 1):
            end = min(end, subject_of_move(analysis, reading.last + 1, begin) or begin)
        if begin <= reading.first < stop:
            end = min(end, stop)
    end = _before_some(analysis.tokens, reading.last + 1, end)
    end = _before_closing(analysis.tokens, reading, resumed, end)
    return reading.first, max(end - 1, reading.last)


def subject_of_move(analysis: Analysis, start: int, begin: int) -> int:
    """Return the first token, not before ``start``, of the subject of the change that the "from" at token ``begin``
    describes: "rose from nine to 14, and convictions for forced labor from two to six". Returns 0 if there is only one
    change."""
    low = analysis.tokens.low
    again = any(one < begin and WORD.source in low[one:end] for one, end in analysis.comparators)
    if low[begin] != WORD.source or not again:
        return 0
    return max((at for at in range(start, begin) if low[at] in JOINS_MOVES), default=0)


def _next_figure(analysis: Analysis, reading: Reading, hits: Hits) -> tuple[int, int]:
    """Return the token at which words about something else begin, and the token at which the words about the figure
    resume after an aside."""
    tokens, items = analysis.tokens, analysis.items
    end = clause_bounds(tokens, reading.first)[1]
    crime = False
    resumed = resumed_item = 0
    for place in range(analysis.items_from(reading.last + 1), len(items)):
        item = items[place]
        if item.first >= end:
            break
        label = _label_behind(analysis, reading, place)
        if label is not None:
            return min(end, label), resumed
        if place < resumed_item:
            continue
        behind = _behind_aside(analysis, place)
        if behind:
            resumed_item, resumed = behind, items[behind].first
            continue
        if _turns_elsewhere(analysis, place) or _joins_an_act(analysis, reading, place):
            return item.first, resumed
        if item.kind in OF_CRIMES or tokens.low[item.first] == "trafficking":
            crime = in_crime(analysis, place, crime)
        if item.kind == kinds.NUMBER and not _in_other_words(analysis, reading, place, hits, crime):
            return item.first, resumed
    return end, resumed


def _label_behind(analysis: Analysis, reading: Reading, place: int) -> int | None:
    """Return the token at which the label of the next figure in a list begins: "sex trafficking: 16; labor: seven"."""
    if analysis.items[place].kind not in (kinds.COLON, kinds.OPEN_BRACKET) or place + 1 == len(analysis.items):
        return None
    number = analysis.items[place + 1]
    first, _ = analysis.labels.get(number.number, (-1, -1)) if number.kind == kinds.NUMBER else (-1, -1)
    return first if first > reading.last else None


def _behind_aside(analysis: Analysis, place: int) -> int:
    """Return the item at which the words continue after an aside that begins at item ``place`` ("33 women (21 adults
    and 12 minors) as victims of sex trafficking"), or 0 if the words do not continue."""
    if analysis.items[place].kind == kinds.COMMA:
        return _behind_comparison(analysis, place)
    if analysis.items[place].kind not in (kinds.DASH, kinds.OPEN_BRACKET):
        return 0
    return max(0, BOOK["aside_and_more"].end(analysis.items, place) - 1)


def _behind_comparison(analysis: Analysis, place: int) -> int:
    """Return the verb after a comparison between commas ("300, as against 377 in 2011, had been put to forced labor"),
    or 0 if there is none."""
    items = analysis.items
    span = analysis.comparator_at(items[place + 1].first) if place + 1 < len(items) else None
    if span is None or analysis.comparator_at(items[place - 1].first) == span:
        return 0
    behind = analysis.items_from(span[1])
    behind += items[behind : behind + 1] != [] and items[behind].kind == kinds.COMMA
    if behind >= len(items) or items[behind - 1].kind != kinds.COMMA:
        return 0
    return behind if items[behind].kind == kinds.VERB and items[behind].finite else 0


def _turns_elsewhere(analysis: Analysis, place: int) -> bool:
    """Whether an item begins a clause about something else, or adds another person with a separate offense."""
    items = analysis.items
    item = items[place]
    if item.kind == kinds.COMMA:
        return begins_clause(items, place + 1)
    if item.kind == kinds.SUBORDINATOR:
        # "no convictions of officials, although some hold slaves"
        return items[place - 1].kind == kinds.COMMA and analysis.tokens.low[item.first] in WORDS["turns_of_a_sentence"]
    return item.kind == kinds.CONJUNCTION and BOOK["another_offender"].fits(items, place)


def _joins_an_act(analysis: Analysis, reading: Reading, place: int) -> bool:
    """Whether the conjunction at an item joins a second act that is not done to the people counted: "referring 12
    victims to care and raiding workshops where boys were forced to sew", "identified 57 victims and for the first time
    convicted an offender"."""
    items, at = analysis.items, analysis.items_from(reading.first)
    own, place = items[at - 1 : at], place + 1
    if items[place - 1].kind != kinds.CONJUNCTION or not own or own[0].kind != kinds.VERB:
        return False
    low = analysis.tokens.low
    while place < len(items) and (items[place].kind in BEFORE_AN_ACT or low[items[place].last] in FIRST_TIME):
        place += 1
    act, behind = items[place : place + 1], items[place + 1 : place + 2]
    if not act or not behind or act[0].kind != kinds.VERB or act[0].concept == concepts.EXPLOIT:
        return False
    if own[0].form == act[0].form == forms.GERUND:
        return behind[0].kind != kinds.PRONOUN
    # not "57 suspects who held women and forced a girl into prostitution"
    told = all(x.voice == voices.ACTIVE and x.form in forms.PAST_OR_PARTICIPLE for x in (own[0], act[0]))
    described = any(x.kind in DESCRIBING for x in items[at:place])
    return told and not described and behind[0].kind in OWN_OBJECT


def _in_other_words(analysis: Analysis, reading: Reading, place: int, hits: Hits, crime: bool) -> bool:
    """Whether a later number is among the words that describe a figure. ``crime``: that number belongs to the words for
    the crime of the people counted."""
    item = analysis.items[place]
    if crime:
        joined = analysis.items[place - 1].kind == kinds.CONJUNCTION
        return not (joined and any(reading.last < hit[0] < item.first for hit in hits))
    if _divides(analysis, place) or analysis.numbers[item.number].form not in COUNTING:
        return True
    return _is_said_of(analysis, reading, item.number)


def _divides(analysis: Analysis, place: int) -> bool:
    """Whether a number only divides the figure, in an aside after which the words about the figure continue: "41
    persons, including two policemen, for forced labor"."""
    opening = analysis.tokens.low[analysis.items[place].first - 1]
    return opening in WORDS["openings_of_a_share"] and BOOK["share_before_offense"].fits(analysis.items, place)


def _is_said_of(analysis: Analysis, reading: Reading, index: int) -> bool:
    """Whether a later number describes the figure itself."""
    number, frame = analysis.numbers[index], analysis.frames.get(index)
    if number.form == forms.DURATION:
        return reading.metric not in DURATIONS
    if reading.metric in DURATIONS and number.form != forms.MONEY:
        # "17 years each for the two who forced children to beg"
        between = analysis.tokens.low[reading.last + 1 : number.begins]
        return WORD.purpose in between and len(between) <= 4 and {",", ";", WORD.also}.isdisjoint(between)
    if frame is None:
        return number.form == forms.MONEY and reading.metric in DURATIONS  # "a term of six years and a fine of $900"
    if _is_where_or_whose(analysis, reading, index):
        return True
    if reading.metric in MONEY:
        # "$5,300 to four victims of forced labor"
        return frame.linked == kinds.PREPOSITION and frame.prep in WORDS["paid_to"] and concepts.VICTIM in frame.heads
    # "six traffickers in four cases, all for sex trafficking"; "238 of the 300 were in sex trafficking"
    in_cases = frame.prep == WORD.place and frame.heads[-1:] == [concepts.CASE]
    return in_cases or (frame.definite and frame.prep == WORD.whole and number.first - reading.last <= 4)


def _is_where_or_whose(analysis: Analysis, reading: Reading, index: int) -> bool:
    """Whether a number belongs to a phrase after the counted noun and counts nothing itself: "freed 12 women from two
    brothels", "three members of one family"."""
    number, frame = analysis.numbers[index], analysis.frames[index]
    if frame.linked != kinds.PREPOSITION:
        return False
    if frame.prep in WORDS["leading_to_a_place"]:
        return not WORDS["places_taken_from"].isdisjoint(frame.heads[-1:])
    near = reading.frame is not None and number.begins - reading.frame.np_end == 2
    return near and frame.prep == WORD.whole and number.low == 1


def _before_some(tokens: Tokens, start: int, end: int) -> int:
    """Return the token at which words that describe only some of the people counted begin ("27 men, most of whom had
    been in forced labor")."""
    low = tokens.low
    if SOME.isdisjoint(tokens.words):
        return end
    for place in range(start, end - 2):
        if low[place] in SOME and low[place + 1] == WORD.whole and low[place + 2] in THOSE:
            comma = next((at for at in range(place + 3, min(place + 7, end)) if low[at] == ","), None)
            # the words continue after a remark: "women, some of them minors, into prostitution"
            if comma is None or PREPOSITIONS.isdisjoint(low[comma + 1 : comma + 2]):
                return place
    return end


def _before_closing(tokens: Tokens, reading: Reading, resumed: int, end: int) -> int:
    """Return the token at which the parentheses around a figure close, unless they contain only the figure's
    number."""
    low = tokens.low
    if ")" not in tokens.words:
        return end
    bracket = next((at for at in range(max(reading.last + 1, resumed), end) if low[at] in ("(", ")")), None)
    if bracket is None or low[bracket] == "(":
        return end
    alone = bracket == reading.last + 1 and low[reading.first - 1] == "("
    return end if alone else bracket
