"""Reads two figures as one range: "between three and six years", "18 months to life", "10-12 officers".

What belongs here: the words between and around two figures that make them one number. What does not belong here: single
figures (``numbers``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tipetl.language import forms
from tipetl.language.cardinals import (
    DASHES,
    DURATIONS,
    LIFE,
    PRISON_WORDS,
    SCALES,
    SYMBOLS,
    cardinal,
    digits_value,
    number_phrases,
    number_words,
    phrase_before,
)
from tipetl.language.cardinals import word_value as value_of
from tipetl.language.number import Cardinal, Number
from tipetl.language.number_bounds import measured
from tipetl.language.number_units import APOSTROPHES, Unit, rest_of_duration, unit_after
from tipetl.language.particles import WORD
from tipetl.model import codes

MOVES, RANGE_OPENINGS = number_words("moves"), tuple(number_words("range_openings"))
PENAL_LAWS, BEHIND_A_RANGE = map(number_words, ("penal_laws", "behind_a_range"))
SENTENCING, SENTENCING_STEMS = number_words("sentencing_verbs"), tuple(number_words("sentencing_stems"))
BEFORE_COUNTED_PERSONS, RANGE_LEADS = number_phrases("before_counted_persons"), number_phrases("range_leads")
BOUNDS_OF_A_LOW_END, NAMES_OF_A_TERM = number_phrases("bounds_of_a_low_end"), number_words("names_of_a_term")
BEFORE_RANGE, BEFORE_PRISON = number_words("before_range"), number_words("before_prison")
BEFORE_PERSONS, JOINERS = number_words("before_persons") | DASHES, number_words("range_joiners")
#: the words that may follow the left end of a range: its unit, or a word that joins the two ends
OPENINGS = JOINERS | DASHES | DURATIONS.keys() | {WORD.also}
#: the four-digit numbers that are read as years
YEARS = range(1900, 2061)
YEAR_LENGTH = 4
#: the number of words before a sum in parentheses to search for the "between" of the range that the sum repeats
SAID_AGAIN = 9


@dataclass(frozen=True, slots=True)
class _Range:
    """The left end of a range. A duration has a ``unit``, and ``extra`` is the number of months that "and nine months"
    adds to it. ``joiner`` is the token that joins the two ends; ``between``: the word "between" precedes the range."""

    left: Cardinal
    unit: Unit | None
    extra: float
    joiner: int
    between: bool

    @property
    def joined_by(self) -> str:
        """The word that joins the range's ends."""
        return self.left.tokens.word(self.joiner)

    def made(self, number: Number) -> Number:
        """Return ``number`` extended by the range's "between", if it has one."""
        return replace(number, outer=self.left.first - 1) if self.between else number


@dataclass(frozen=True, slots=True)
class _End:
    """The right end of a range: its first and last tokens, its value, and the unit that follows."""

    first: int
    last: int
    value: float
    unit: Unit | None

    @property
    def is_duration(self) -> bool:
        """Whether the unit after the right end is a unit of time."""
        return self.unit is not None and self.unit.form == forms.DURATION


def ranged(left: Cardinal) -> Number | None:
    """Return the range that begins with the cardinal ``left``, or None if no range begins there."""
    found = _opened(left) if left.behind in OPENINGS else None
    if found is None:
        return None
    tokens, begin = left.tokens, found.joiner + 1
    if tokens.low[begin] == "life":
        return _up_to_life(found)
    while begin < len(tokens.low) and tokens.low[begin] in SYMBOLS:
        begin += 1
    right = cardinal(tokens, begin) if begin < len(tokens.low) else None
    if right is None:
        return _up_to_joined_duration(found, begin)
    end = _End(begin, right[1], right[0], unit_after(tokens, right[1], left.currencies))
    if _are_persons_and_term(found, end) or _are_persons_and_bare_term(found, end):
        return None
    return _of_durations(found, end) if found.unit else _of_figures(found, end)


def _opened(left: Cardinal) -> _Range | None:
    """Return a range's left end and the word that joins it to the right end, or None: "five years' imprisonment to",
    "between three and"."""
    tokens, low, before = left.tokens, left.tokens.low, left.before
    if phrase_before(low, left.first, BEFORE_COUNTED_PERSONS):
        return None  # "sentenced one of the three to six years and the other two to 18 months each"
    measured_off = before == WORD.measure and not opens_span(low, left.first)
    unit = None if measured_off else unit_after(tokens, left.last, left.currencies)
    if unit is not None and unit.form != forms.DURATION:
        return None
    joiner, extra = left.last + 1, 0.0
    if unit is not None:
        extra, last = rest_of_duration(tokens, unit.name, unit.last)
        joiner = _behind_prison(left, last + 1)
    between = WORD.span in (before, left.tokens.word(left.first - 2) if before in BEFORE_RANGE else "")
    found = _Range(left, unit, extra, joiner, between)
    # "anywhere from 20 to 30" and "ranging from two to six" are ranges; a fall "from 50 to 16" is two figures
    joins = found.joined_by in JOINERS or found.joined_by in DASHES or (between and found.joined_by == WORD.also)
    if not joins or joiner + 1 >= len(low):
        return None
    return None if found.joined_by in DASHES and tokens.start[joiner] != tokens.end[joiner - 1] else found


def _behind_prison(left: Cardinal, token: int) -> int:
    """Return the token after a term's "'", "imprisonment" or "in prison"."""
    token += left.tokens.word(token) in APOSTROPHES
    if left.tokens.word(token) in BEFORE_PRISON and left.tokens.word(token + 1) in PRISON_WORDS:
        return token + 2
    return token + (left.tokens.word(token) in NAMES_OF_A_TERM)


def _up_to_life(found: _Range) -> Number | None:
    """Reads a range that ends in a life sentence: "20 years to life"."""
    left, unit = found.left, found.unit
    if unit is None:
        return None
    low = left.value * DURATIONS[unit.name]
    return found.made(
        Number(left.first, found.joiner + 1, low, LIFE, codes.RANGE, forms.DURATION, forms.YEAR, left.spelled)
    )


def _up_to_joined_duration(found: _Range, begin: int) -> Number | None:
    """Reads a range with its right end joined to its unit: "two to four-year terms"."""
    left = found.left
    head, _, name = left.tokens.word(begin).partition("-")
    lead, months = value_of(head), DURATIONS.get(name.split("-")[0])
    if lead is None or months is None or found.unit is not None or left.before in (",", WORD.also):
        return None
    return Number(
        left.first, begin, left.value * months, lead * months, codes.RANGE, forms.DURATION, name, left.spelled
    )


def _are_persons_and_term(found: _Range, end: _End) -> bool:
    """Return whether the words count people sentenced to a term: "and 23 to one year"."""
    left = found.left
    if found.joined_by != WORD.goal or found.unit is not None or not end.is_duration:
        return False
    if not any(w.startswith(SENTENCING_STEMS) for w in left.tokens.words):
        return False
    if left.before not in BEFORE_PERSONS:
        return False
    told = [w for w in left.tokens.low[: left.first] if w in PENAL_LAWS or w in SENTENCING]
    # "used the law to convict three, sentencing one to life and two to 12 years"; "Sentences: four to seven years"
    listed = ":" not in left.tokens.low[: left.first] and left.before not in DASHES
    return (listed and (end.value <= left.value or not told)) or (bool(told) and told[-1] in SENTENCING)


def _are_persons_and_bare_term(found: _Range, end: _End) -> bool:
    """Return whether the words count people and give their term without its unit, which appears elsewhere in the
    sentence: "sentenced one to 13 and the other to eight years", "11 were sentenced to life, five to 10 years, and one
    to three".
    """
    left, low = found.left, found.left.tokens.low
    if found.joined_by != WORD.goal or found.unit is not None or end.unit is not None:
        return False
    told = [word for word in low[: left.first] if word in PENAL_LAWS or word in SENTENCING]
    if told[-1:] == [] or told[-1] not in SENTENCING or left.before not in BEFORE_PERSONS | SENTENCING:
        return False
    in_row = left.tokens.word(end.last + 1) in BEFORE_PERSONS or end.last + 1 >= len(low) - 1
    return in_row and any(word in DURATIONS for word in (*low[: left.first], *low[end.last + 1 :]))


def _of_durations(found: _Range, end: _End) -> Number | None:
    """Reads a range of durations: "18 months to eight years", "five years to 10 in prison"."""
    left, unit = found.left, found.unit
    if unit is None or not (end.is_duration or left.tokens.word(end.last + 1) in BEHIND_A_RANGE):
        return None
    name, last = (end.unit.name, end.unit.last) if end.unit and end.is_duration else (unit.name, end.last)
    low, high = left.value * DURATIONS[unit.name] + found.extra, end.value * DURATIONS[name]
    if high <= low or (end.value in YEARS and not end.is_duration):
        return None  # "in the three years to 2017"
    extra, last = rest_of_duration(left.tokens, name, last)
    number = Number(left.first, last, low, high + extra, codes.RANGE, forms.DURATION, name, left.spelled)
    return replace(number, outer=left.first - 2) if left.before == WORD.measure else found.made(number)


def _of_figures(found: _Range, end: _End) -> Number | None:
    """Reads a range of counts or sums: "10 to 12 officers", "2 to 4.5 million dollars"."""
    left, low = found.left, found.left.tokens.low
    if end.value <= left.value and not (end.unit and end.unit.form == forms.MONEY):
        return None
    value = left.value
    if low[end.last] in SCALES and low[left.last] not in SCALES and not left.spelled and end.last > end.first:
        value *= end.value / (digits_value(left.tokens.text[end.first]) or end.value)
    if found.joined_by == WORD.goal and not found.between and not end.is_duration and _moved(left):
        return None
    lead = 1 if found.between else phrase_before(low, left.first, RANGE_LEADS)
    outer = left.first - lead if lead else -1
    return measured(left, end.last, value, end.value, outer=outer)


def _moved(left: Cardinal) -> bool:
    """Return whether "from" before a figure marks a change rather than opening a range."""
    before = left.tokens.low[max(0, left.first - 3) : left.first]
    if before[-1:] == [WORD.doer] and not MOVES.isdisjoint(before):
        return True  # "rose by six to 15"
    return WORD.source in before and not any(w.startswith(RANGE_OPENINGS) for w in before)


def is_year(word: str) -> bool:
    """Return whether a word could be a year by itself, unlike the 3000 of "3000 men"."""
    return len(word) == YEAR_LENGTH and word.isdecimal() and int(word) in YEARS


def moving(words: list[str]) -> bool:
    """Return whether the words before "from A to B" mention a rise or fall, which makes A and B two figures."""
    return not MOVES.isdisjoint(words)


def opens_span(low: list[str], at: int) -> bool:
    """Return whether the bound before token ``at`` applies only to the lower end of a range ("from less than three
    years to 20")."""
    return phrase_before(low, at - 1, BOUNDS_OF_A_LOW_END) > 0


def says_again(low: list[str], at: int) -> bool:
    """Return whether the sum at token ``at`` opens parentheses that repeat a range in another currency ("between 1,000
    and 40,000 soles ($309 and $12,350)")."""
    before = low[max(0, at - SAID_AGAIN) : at - 1]
    return low[at - 1 : at] == ["("] and WORD.span in before and "(" not in before
