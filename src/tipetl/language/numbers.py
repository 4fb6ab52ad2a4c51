"""Reads numbers: decides which tokens form a number, and computes its value.

What belongs here: the productions for single numbers, chosen by the first word's shape or by the surrounding words, and
their order. What does not belong here: the values of number words (``cardinals``), ranges (``number_ranges``), names
(``number_labels``), units (``number_units``), or what a number counts (``tipetl.figures``).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from tipetl.language import forms
from tipetl.language.cardinals import (
    ARTICLES,
    DASHES,
    DURATIONS,
    HALVES,
    LIFE,
    MAX_FIGURE,
    MONTH_ABBREVIATIONS,
    MONTH_NAMES,
    NUMBER_START,
    ORDINALS,
    SYMBOLS,
    cardinal,
    number_words,
    phrase_at,
    word_value,
)
from tipetl.language.memo import Memo
from tipetl.language.number import Cardinal
from tipetl.language.number import Number as Number  # other packages import the name from this module
from tipetl.language.number_bounds import bounded, measured
from tipetl.language.number_labels import is_label, is_line_number, is_piece
from tipetl.language.number_ranges import YEARS, moving, ranged, says_again
from tipetl.language.number_units import Currencies
from tipetl.language.particles import WORD
from tipetl.model import codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tipetl.language.tokens import Tokens

BEHIND_AN_AGE, AGE_WORDS, AGE_BOUNDS, MOVES = map(number_words, ("behind_an_age", "age_words", "age_bounds", "moves"))
AGE_COMPARISONS, AGE_LIKENESSES = number_words("age_comparisons"), number_words("age_likenesses")
PRISONS, BEFORE_PRISONS = map(number_words, ("prisons", "before_prisons"))
JAILING_VERBS, BEFORE_A_TERM, OTHER_DEEDS = map(number_words, ("jailing_verbs", "before_a_term", "before_other_deeds"))
BEHIND_LIFE, BEFORE_LIFE, PENAL_STEMS = map(number_words, ("behind_life", "before_life", "penal_stems"))
CURRENCY_PREFIXES = number_words("currency_prefixes")
#: the unit of a label that is neither a figure nor a known kind of name
NO_FIGURE = "no figure"
ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
SCALES_OF_SUMS, BEHIND_A_BARE_SUM = number_words("scales_of_sums"), number_words("behind_a_bare_sum")
BEFORE_A_LISTED_SUM, BEHIND_A_LISTED_SUM = number_words("before_a_listed_sum"), number_words("behind_a_listed_sum")
#: the minimum bare sum without a word such as "million"
LEAST_SUM = 1000
AGE_JOINERS, ROUNDINGS = number_words("age_joiners"), number_words("roundings")
#: a two-digit year ends a range ("2010-12") if it falls within this many years of the first year
FOLLOWING = 40
LAST_DAY, MAJORITY = 31, 21
#: the maximum number of letters before the digits in a name written as one word: "F-16", "G20"
LETTERS = 3
#: the maximum number of words between a verb of sentencing and "a year"
JAILED = 8
#: the maximum number of words between a verb of change and "from $40,000 to $50,000"
MOVED = 16


class NumberReader:
    """Finds the numbers in a sentence. ``currencies`` maps each currency name (lower case, singular or plural) to
    itself.

    The result depends only on the tokens; the class stores nothing but the currency names.
    """

    def __init__(self, currencies: dict[str, str]) -> None:
        self.currencies = Currencies(currencies, {name.split()[0] for name in currencies})

    def read(self, tokens: Tokens) -> list[Number]:
        """Reads all numbers in the sentence, in order, including those that are not cardinals (dates, labels)."""
        out: list[Number] = []
        free = 0
        for at in tokens.at(_BY_SHAPE.__getitem__):
            production = _BY_SHAPE[tokens.low[at]]
            if at >= free and production is not None:
                found = production(tokens, at, self.currencies)
                if found is not None:
                    out.append(_believed(found))
                    free = found.last + 1
        return [*_in_their_currencies(tokens, out)]


def _in_their_currencies(tokens: Tokens, numbers: list[Number]) -> Iterator[Number]:
    """Yield the numbers of a sentence, and assigns each bare sum the currency of the last earlier sum that is not a
    conversion: "24 million lei ($4.1 million): nine [million] to the police"."""
    currency = None
    purpose = ""
    for place, number in enumerate(numbers):
        behind = tokens.word(number.last + 1)
        if currency and number.form == forms.COUNT:
            converted = behind == "(" and _is_other_sum(numbers[place + 1 : place + 2], number.last + 2, currency)
            if converted or _is_bare_sum(tokens, number, purpose):
                number = replace(number, form=forms.MONEY, unit=currency)
        elif number.form == forms.MONEY:
            currency = currency if tokens.word(number.begins - 1) == "(" and currency else number.unit
        if number.form == forms.MONEY:
            purpose = tokens.word(number.last + 2) if behind == ")" else behind
        yield number


def _is_other_sum(following: list[Number], at: int, currency: str) -> bool:
    """Whether the following number, at token ``at``, is a sum in another currency."""
    return any(number.form == forms.MONEY and number.unit != currency and number.begins == at for number in following)


def _is_bare_sum(tokens: Tokens, number: Number, purpose: str) -> bool:
    """Whether a count is a sum with a currency given before; ``purpose`` is the word after the last sum: "1.2 million
    euros: [380,000] to the shelters, [440,000] to the police"."""
    before, behind = tokens.word(number.first - 1), tokens.word(number.last + 1)
    if tokens.low[number.last] in SCALES_OF_SUMS:
        return behind in BEHIND_A_BARE_SUM or number.last + 1 == len(tokens.low)
    listed = before in BEFORE_A_LISTED_SUM and behind in BEHIND_A_LISTED_SUM
    return listed and (number.low or 0) >= LEAST_SUM and (before == ":" or behind == purpose)


def _believed(number: Number) -> Number:
    """Return the number itself, or a label if the number is larger than any in a report."""
    high = number.low if number.high is None else number.high
    if number.low is None or (number.low <= MAX_FIGURE and high is not None and high <= MAX_FIGURE):
        return number
    return Number(number.first, number.last, None, form=forms.LABEL, unit=NO_FIGURE, spelled=number.spelled)


# -- by the shape of the first word ---------------------------------------------------------------------------


def _ordinal(_: Tokens, at: int, __: Currencies) -> Number:
    """Reads an ordinal: "third"."""
    return Number(at, at, None, form=forms.ORDINAL, spelled=True)


def _with_letters(tokens: Tokens, at: int, _: Currencies) -> Number:
    """Reads digits with letters as an ordinal or a label: "21st", "227a"."""
    return Number(at, at, None, form=forms.ORDINAL if tokens.low[at].endswith(ORDINAL_ENDINGS) else forms.LABEL)


def _life(tokens: Tokens, at: int, _: Currencies) -> Number | None:
    """Reads "life" as a prison term: "life imprisonment", "20 years to life"."""
    behind = tokens.word(at + 1)
    if (
        behind in BEHIND_LIFE
        or (behind, tokens.word(at + 2)) == ("behind", "bars")
        or (at and tokens.low[at - 1] in BEFORE_LIFE and _is_penal(tokens, at))
    ):
        return bounded(tokens, Number(at, at, LIFE, form=forms.DURATION, unit="life", spelled=True))
    return None


def _is_penal(tokens: Tokens, at: int) -> bool:
    """Return whether the words around a token mention penalties."""
    stems = tuple(PENAL_STEMS)
    return any(w.startswith(stems) for w in tokens.low[max(0, at - 8) : at + 6])


def _joined_word(tokens: Tokens, at: int, _: Currencies) -> Number | None:
    """Reads a number joined to a word by a hyphen: "two-year", "fourteen-year-old", "three-story"."""
    head, _dash, tail = tokens.low[at].partition("-")
    lead, unit = word_value(head), tail.split("-")[0]
    if lead is None or not tail or unit == "time":
        return None
    if unit not in DURATIONS:
        return Number(at, at, lead, form=forms.COMPOUND, unit=tail, spelled=True)
    if tail.endswith("-old"):
        return Number(at, at, lead, form=forms.AGE, unit=unit, spelled=True)
    return Number(at, at, lead * DURATIONS[unit], form=forms.DURATION, unit=unit, spelled=True)


def _sum_behind_sign(tokens: Tokens, at: int, _: Currencies) -> Number | None:
    """Reads a sum after a currency sign: "$24,500", "NZ$1.2 million", "between $309 and $12,350"."""
    found = cardinal(tokens, at + 1) if at + 1 < len(tokens.low) else None
    if found is None:
        return None
    first, code = _signed(tokens, at)
    before = tokens.word(first - 1)
    right = _second_sum(tokens, at, found[1] + 1, before)
    changes = before == WORD.source and moving(tokens.low[max(0, first - MOVED) : first])
    if right and right[0] > found[0] and not changes:
        first -= before == WORD.span
        return Number(first, right[1], found[0], right[0], codes.RANGE, forms.MONEY, code)
    return bounded(tokens, Number(first, found[1], found[0], form=forms.MONEY, unit=code))


def _signed(tokens: Tokens, at: int) -> tuple[int, str]:
    """Finds the first token and the currency of the sum with its currency sign at token ``at``: "US$", "NZ$"."""
    code = SYMBOLS[tokens.low[at]]
    prefix = tokens.text[at - 1] if at else ""
    if prefix in ("US", "U.S.") and code == "USD":
        return at - 1, code
    if prefix not in CURRENCY_PREFIXES:
        return at, code
    code = f"{prefix}$" if tokens.start[at] == tokens.end[at - 1] else code
    return (at, code) if code == "USD" else (at - 1, code)


def _second_sum(tokens: Tokens, at: int, joiner: int, before: str) -> tuple[float, int, bool] | None:
    """Return the second sum of a range, or None. The first sum's sign is at token ``at``; token ``joiner`` follows
    that sum."""
    low = tokens.low
    if joiner + 1 >= len(low):
        return None
    both = low[joiner] == WORD.also and (before == WORD.span or says_again(low, at))
    if not both and low[joiner] != WORD.goal and low[joiner] not in DASHES:
        return None
    begin = joiner + 1
    begin += low[begin] in SYMBOLS and begin + 1 < len(low)
    return cardinal(tokens, begin)


def _by_words(tokens: Tokens, at: int, currencies: Currencies) -> Number | None:
    """Reads the number that a cardinal and the words around it form, with the first of ``PRODUCTIONS`` that applies."""
    found = cardinal(tokens, at)
    if found is None:
        return _a_year(tokens, at) if tokens.low[at] in ARTICLES else None
    value, last, spelled = found
    whole = Cardinal(tokens, at, last, value, spelled, currencies)
    for production in PRODUCTIONS_IN_WORDS if spelled else PRODUCTIONS:
        number = production(whole)
        if number is not None:
            return number
    return None


def _a_year(tokens: Tokens, at: int) -> Number | None:
    """Reads "a year" as a term in "a year in prison", "a year and a half", "jailed for a year"; elsewhere, "a year"
    counts nothing."""
    months = DURATIONS.get(tokens.word(at + 1))
    if months is None:
        return None
    half = phrase_at(tokens.low, at + 2, HALVES)
    in_prison = tokens.word(at + 2) in BEFORE_PRISONS and tokens.word(at + 3) in PRISONS
    if not half and not in_prison and not _jailed(tokens, at):
        return None
    value, last = months * (1.5 if half else 1), at + 1 + half
    return bounded(tokens, Number(at, last, value, form=forms.DURATION, unit=tokens.low[at + 1], spelled=True))


def _jailed(tokens: Tokens, at: int) -> bool:
    """Return whether "a year" is a term introduced by an earlier verb: "jailed each of them for a year", but not
    "jailed a man who had held them for a year"."""
    before = tokens.low[max(0, at - JAILED) : at]
    if BEFORE_A_TERM.isdisjoint(before[-1:]):
        return False
    own = takewhile(lambda word: (word.isalnum() or word == ":") and word not in OTHER_DEEDS, reversed(before[:-1]))
    return not JAILING_VERBS.isdisjoint(own)


# -- by the words around it ---------------------------------------------------------------------------


def _is_bare(found: Cardinal) -> bool:
    """Return whether the number is a single token of digits."""
    return not found.spelled and found.first == found.last


def _year(found: Cardinal) -> Number | None:
    """Reads a year or a range of years: "2013", "2010-2012", "2010/11". The 2012 of "2012 victims" is also a year,
    unless a currency sign precedes it."""
    text, at = found.tokens.text[found.first], found.first
    if not _is_bare(found) or len(text) != 4 or not text.isdigit() or found.before in SYMBOLS:
        return None
    if found.value not in YEARS:
        return None
    if is_line_number(found.tokens, at, False, at):
        return Number(at, at, None, form=forms.LABEL)
    joiner, tail = found.behind, found.tokens.word(at + 2)
    if tail.isdigit() and len(tail) in (2, 4):
        # "2010-2012", not "in 2011 – 92 girls"
        if joiner in DASHES and found.tokens.start[at + 1] == found.tokens.end[at]:
            return _year_range(at, text, tail)
        if joiner == "/":
            high = int(tail if len(tail) == 4 else text[:2] + tail)
            return Number(at, at + 2, int(text), high, form=forms.YEAR, qualifier=codes.RANGE)
    return Number(at, at, int(text), form=forms.YEAR)


def _year_range(at: int, text: str, tail: str) -> Number:
    """Reads a range of years: "2010-2012", "2010-12"; "2010-06" is a label."""
    low, high = int(text), int(tail if len(tail) == 4 else text[:2] + tail)
    if len(tail) == 2 and not low < high < low + FOLLOWING:
        return Number(at, at + 2, None, form=forms.LABEL)
    return Number(at, at + 2, low, high, form=forms.YEAR, qualifier=codes.RANGE)


def _day(found: Cardinal) -> Number | None:
    """Reads the day of a month: "June 26", "26 June", "Sept. 12"."""
    tokens, at = found.tokens, found.first
    if not _is_bare(found) or found.value > LAST_DAY:
        return None
    short = found.before == "." and found.tokens.word(at - 2) in MONTH_ABBREVIATIONS
    month = short or found.before in MONTH_NAMES or found.before in MONTH_ABBREVIATIONS
    behind = found.behind in MONTH_NAMES and tokens.text[at + 1][0].isupper()
    if (month and (found.before != "may" or tokens.text[at - 1] == "May")) or behind:
        return Number(at, at, found.value, form=forms.DATE)
    return None


def _age(found: Cardinal) -> Number | None:
    """Reads an age or a range of ages: "aged 14", "under 18", "as young as 12", "ages 12 to 17"."""
    if not _tells_age(found):
        return None
    more = found.last + 2
    bounded = found.before in AGE_BOUNDS and found.behind == WORD.also  # "64 were over 18 and 48 were minors"
    joined = found.behind in AGE_JOINERS and not bounded and more < len(found.tokens.low)
    second = cardinal(found.tokens, more) if joined else None
    if second is not None and second[0] > found.value:  # "a man aged 44 to 12 years"
        return Number(found.first, second[1], found.value, second[0], codes.RANGE, forms.AGE, spelled=found.spelled)
    return Number(found.first, found.last, found.value, form=forms.AGE, spelled=found.spelled)


def _tells_age(found: Cardinal) -> bool:
    """Return whether the words before a number introduce an age."""
    before, further = found.before, found.tokens.word(found.first - 2)
    if before in AGE_BOUNDS:
        # "an increase over 16 in 2004" compares
        bare = found.value <= MAJORITY and found.behind in BEHIND_AN_AGE and further not in MOVES
        return bare and (before != WORD.measure or further in AGE_COMPARISONS)
    if before in (WORD.whole, WORD.span):
        return further in AGE_WORDS and further != ("aged" if before == WORD.whole else "age")
    return before in AGE_WORDS or (before == WORD.likeness and further in AGE_LIKENESSES)


def _behind_letters(found: Cardinal) -> Number | None:
    """Reads the digits in a name written as one word: "G20"."""
    tokens, at = found.tokens, found.first
    name = tokens.text[at - 1] if at and tokens.end[at - 1] == tokens.start[at] else ""
    if found.spelled or not name.isupper() or len(name) > LETTERS:
        return None
    return Number(at, found.last, found.value, form=forms.LABEL)


def _compound(found: Cardinal) -> Number | None:
    """Reads digits joined to a word: "24-hour", "3-story"; durations and ranges are excluded."""
    tokens, joined = found.tokens, found.last + 2
    if found.behind not in DASHES or not found.tokens.word(joined).isalpha():
        return None
    if tokens.start[joined - 1] != tokens.end[found.last] or tokens.start[joined] != tokens.end[joined - 1]:
        return None
    if tokens.low[joined] in ROUNDINGS:
        return measured(found, joined, found.value)  # "300-odd victims"
    if tokens.low[joined].split("-")[0] in DURATIONS or cardinal(tokens, joined) is not None:
        return None
    return Number(found.first, joined, found.value, form=forms.COMPOUND, unit=tokens.low[joined], spelled=found.spelled)


def _piece(found: Cardinal) -> Number | None:
    """Reads part of a longer string, such as "3/4" or "1e400", as a label that is not a figure."""
    tokens, at, spelled = found.tokens, found.first, found.spelled
    if not is_piece(tokens, at, found.last) or is_label(tokens, at, spelled):
        return None
    return Number(at, found.last, None, form=forms.LABEL, unit=NO_FIGURE, spelled=spelled)


def _label(found: Cardinal) -> Number | None:
    """Reads a number that names something: "Article 171", "hotline 1929"."""
    tokens, at, spelled = found.tokens, found.first, found.spelled
    if is_label(tokens, at, spelled) or is_line_number(tokens, at, spelled, found.last):
        return Number(at, found.last, found.value, form=forms.LABEL, spelled=spelled)
    return None


def _plain(found: Cardinal) -> Number:
    """Reads any other number: "12", "two years", "no fewer than 40,000 euros"."""
    return measured(found, found.last, found.value)


PRODUCTIONS: tuple[Callable[[Cardinal], Number | None], ...] = (
    _year, _day, _age, _behind_letters, _compound, _piece, _label, ranged, _plain,
)  # fmt: skip
#: the productions for a number written in words
PRODUCTIONS_IN_WORDS = tuple([p for p in PRODUCTIONS if p not in (_year, _day, _behind_letters)])


def _by_shape(word: str) -> Callable[[Tokens, int, Currencies], Number | None] | None:
    """Return the production for numbers that begin with ``word``, or None if no number can begin with it."""
    if word in ORDINALS:
        return _ordinal
    if word == "life":
        return _life
    if word in SYMBOLS:
        return _sum_behind_sign
    if word[0].isdigit():
        return _by_words if word.replace(",", "").replace(".", "").isdigit() else _with_letters
    if word in NUMBER_START or word in ARTICLES or word_value(word) is not None:
        return _by_words
    return _joined_word if "-" in word and word_value(word.partition("-")[0]) is not None else None


_BY_SHAPE = Memo(_by_shape)
