"""Reads zeros that come from neither a counted noun nor a denied verb (rule 4).

What belongs here: "spent nothing", "with no money from the state", "there has never been a conviction", "no one did so"
as a statement about restitution. What does not belong here: a noun after "no" (``counts``), or a denied verb with its
object (``denied``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.denials.covered import COVERAGE, Denial, covered
from tipetl.figures.record.analysis import add_comparator, step
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.symbols import BOOK, words
from tipetl.syntax.frames.frame import Frame
from tipetl.syntax.frames.phrases import noun_phrase
from tipetl.syntax.times import time_kinds

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipetl.figures.record.analysis import Draft
    from tipetl.syntax.chunks.items import Item

#: kinds of items that may come between care and the people who received none
BEFORE_WHOM = frozenset((kinds.WORD, kinds.DETERMINER, kinds.PREPOSITION))

WORDS = BOOK.words
PUBLIC, LACK, ORIGIN, POSSESSIVE = (
    WORDS[name] for name in ("public_words", "words_of_lack", "words_of_origin", "possessive_marks")
)
#: concepts of verbs for giving money, and of nouns for people who receive help
PAYING, HELPED = COVERAGE.words["paying"], COVERAGE.words["helped"]
#: the score of a zero that replaces a number's own reading, high enough that the scorer does not add that reading again
OF_A_NUMBER = 6.0
#: the maximum number of metrics that one list of nouns may yield
MOST = 3


@step
def read_absences(analysis: Draft) -> None:
    """Adds the zeros that come from neither a counted noun nor a denied verb."""
    for triggers, read in _READERS:
        if not analysis.tokens.words.isdisjoint(triggers):
            read(analysis)


def _read_never_been(analysis: Draft) -> None:
    """Reads a zero from the noun after the verb in "There has never been a conviction"."""
    items, low = analysis.items, analysis.tokens.low
    for index, item in enumerate(items):
        end = BOOK["there_was_no"].end(items, index)
        if end == -2 or not item.first or low[item.first - 1] != WORD.existence:
            continue
        frame = Frame(-1, index)
        noun_phrase(analysis.tokens, items, end - 1, frame, listing=True)
        frame.none, frame.linked, frame.acts = True, kinds.VERB, [concepts.REPORT, concepts.BE]
        for match in covered(analysis, frame)[:MOST]:
            reading = Denial(item.first, item.last, codes.NONE).figure_of(match, frame)
            if "never" in low[item.first : item.last + 1]:
                reading.period = codes.MULTI_YEAR
            analysis.readings.append(reading)


def _read_nothing(analysis: Draft) -> None:
    """Reads a zero from "nothing": "The state spent nothing on campaigns", "in 2009 it had given nothing" next to this
    year's grant."""
    low = analysis.tokens.low
    sums = any(number.form == forms.MONEY for number in analysis.numbers)
    for token in (token for token, word in enumerate(low) if word == "nothing"):
        at = analysis.items_from(token)
        verb = next((item for item in reversed(analysis.items[max(0, at - 5) : at]) if item.kind == kinds.VERB), None)
        if verb is None or token - verb.last > 4 or verb.concept not in PAYING:
            continue
        if verb.concept == concepts.SPEND or sums:
            analysis.readings.append(Denial(token, token, codes.NONE).figure("funding", None, "funding.nothing"))


def _read_unfunded(analysis: Draft) -> None:
    """Reads a zero from a lack of public money: "with no financial support from the government", "without any public
    funding"."""
    for item in analysis.items:
        if item.kind != kinds.NOUN or item.concept != concepts.MONEY:
            continue
        start = _lack_of_public_money(analysis.tokens.low, item)
        if start is None:
            continue
        reading = Denial(start, item.last, codes.NONE).figure("funding", None, "funding.without", OF_A_NUMBER)
        reading.number = next((index for index, number in enumerate(analysis.numbers) if number.first == start), -1)
        reading.frame = analysis.frames.get(reading.number)
        analysis.readings = [
            r for r in analysis.readings if r.status != codes.NONE or not start <= r.first <= item.last
        ]
        analysis.readings.append(reading)


def _lack_of_public_money(low: list[str], money: Item) -> int | None:
    """Return the token of "no" or "without" before public money, or None if neither precedes it."""
    start = next((at for at in range(money.first - 1, max(-1, money.first - 6), -1) if low[at] in LACK), None)
    if start is None or (low[start] == WORD.not_one and low[start - 1 : start] != [WORD.company]):
        return None
    behind = low[money.last + 1 : money.last + 5]
    of_the_state = bool(behind) and behind[0] in ORIGIN and not PUBLIC.isdisjoint(behind)
    return start if of_the_state or not PUBLIC.isdisjoint(low[start : money.first]) else None


def _read_none_did_so(analysis: Draft) -> None:
    """Reads that nobody was compensated: "Courts may order restitution, but no judge did so"."""
    low = analysis.tokens.low
    owed = next((item.first for item in analysis.items if item.concept == concepts.COMPENSATION), len(low))
    for item in analysis.items:
        if item.kind != kinds.NUMBER or item.form != forms.ZERO or item.first < owed:
            continue
        if BOOK["did_so"].fits(words(low, item.last + 1, item.last + 9), 0):
            reading = Denial(item.first, item.last, codes.NONE).figure(
                "victims_compensated", codes.PERSON, "victims_compensated.so"
            )
            analysis.readings = [*[r for r in analysis.readings if r.number != item.number], reading]


def _read_no_care(analysis: Draft) -> None:
    """Reads that nobody was assisted: "The ministry provided no services to victims"."""
    items, low = analysis.items, analysis.tokens.low
    for item in items:
        frame = analysis.frames.get(item.number) if item.kind == kinds.NUMBER and item.form == forms.ZERO else None
        if frame is None or {*frame.heads} != {concepts.CARE} or concepts.AWARD not in frame.acts or frame.modal:
            continue
        noun = next((x for x in items[frame.np_end_item + 1 :] if x.kind not in BEFORE_WHOM), None)
        # "to a victims' fund" helps no victim
        if noun is not None and noun.concept in HELPED and POSSESSIVE.isdisjoint(low[noun.last + 1 : noun.last + 2]):
            reading = Denial(item.first, item.last, codes.NONE).figure(
                "victims_assisted", codes.PERSON, "victims_assisted.none", OF_A_NUMBER, frame
            )
            reading.number = item.number
            analysis.readings.append(reading)


def _read_nor_any(analysis: Draft) -> None:
    """Repeats a zero for another time: "did not convict anyone in 2007, nor any in 2006", "nor had there been any in
    2006"."""
    low = analysis.tokens.low
    row = analysis.word_symbols()
    for token in range(len(low)):
        last = BOOK["nor_any"].end(row, token) - 1
        if last < 0 or not any(item.kind == kinds.TIME and last < item.first <= last + 2 for item in analysis.items):
            continue
        said = [reading for reading in analysis.readings if reading.status == codes.NONE and reading.first < token]
        if said:
            one = max(said, key=lambda reading: reading.first)
            again = Denial(last, last, codes.NONE).figure(one.metric, one.unit, one.rule, frame=one.frame)
            again.exploitation, again.official = one.exploitation, one.official
            analysis.readings.append(again)


@step
def read_same_again(analysis: Draft) -> None:
    """Repeats a zero for another time: "no trafficker was convicted, exactly as in 2010", "a repetition of 2005"."""
    denied = [
        reading for reading in analysis.readings if reading.status == codes.NONE and reading.relation == codes.CURRENT
    ]
    if not denied:
        return
    low = analysis.tokens.low
    row = analysis.word_symbols()
    for time in analysis.times:
        if not time.first or time.kind not in time_kinds.PREVIOUS_OR_STATED:
            continue
        begin = BOOK["same_again"].end(row, time.first - 1) + 1
        if begin < 0:
            continue
        begin += low[begin] == ","
        for reading in denied:
            again = Denial(begin, time.first - 1, codes.NONE).figure(
                reading.metric, reading.unit, f"{reading.metric}.again"
            )
            again.exploitation, again.official, again.age = reading.exploitation, reading.official, reading.age
            again.relation = codes.COMPARATOR
            if time.kind == time_kinds.STATED:
                again.year, again.period, again.stated_time = time.year, codes.CALENDAR_YEAR, True
            analysis.readings.append(again)
            # the time applies only to the repeated zero: "convicted nobody, as in the previous period"
            add_comparator(analysis, begin, time.last + 1)


#: the functions of this module that read zeros, each with the words that must occur for it to find anything
_READERS: tuple[tuple[tuple[str, ...], Callable[[Draft], None]], ...] = (
    ((WORD.existence,), _read_never_been),
    (("nothing",), _read_nothing),
    ((WORD.not_one, WORD.lack), _read_unfunded),
    ((WORD.same_deed, "it"), _read_none_did_so),
    ((WORD.goal,), _read_no_care),
    ((WORD.denied_too,), _read_nor_any),
)
