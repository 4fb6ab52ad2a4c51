"""Reads the words after a cardinal that make it a duration, an age, a share or a sum of money."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.language import forms
from tipetl.language.cardinals import DASHES, DURATIONS, HALVES, cardinal, number_phrases, number_words, phrase_at
from tipetl.language.demonyms import people_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from tipetl.language.tokens import Tokens

CAPITALS, BEFORE_A_YEAR = number_words("currency_openings"), number_words("before_a_year")
MONTH_WORDS, DAY_WORDS = number_words("month_words"), number_words("day_words")
PERCENT_SIGNS, BEHIND_YEARS_OF_AGE = number_phrases("percent_signs"), number_phrases("behind_years_of_age")
REST_JOINERS = number_phrases("rest_joiners")
#: the maximum number of words in the name of a currency
LONGEST_CURRENCY = 3
#: the months in a year; this many months or more are a separate term and do not complete a term in years
YEAR = 12
APOSTROPHES = frozenset(("'", "’"))


class Currencies(NamedTuple):
    """The names of currencies, each mapped to itself, and their first words."""

    names: Mapping[str, str]
    starts: Set[str]


class Unit(NamedTuple):
    """A unit after a figure: the number's resulting ``form``, the unit's ``name`` as printed, and its last token."""

    form: str
    name: str
    last: int


def unit_after(tokens: Tokens, last: int, currencies: Currencies) -> Unit | None:
    """Return the unit that follows token ``last``, or None."""
    at = last + 1
    if at >= len(tokens.low):
        return None
    word = tokens.low[at]
    if word in DURATIONS:
        return _duration(tokens, at)
    if word in DASHES:
        return _joined_duration(tokens, at)
    if share := phrase_at(tokens.low, at, PERCENT_SIGNS):
        return Unit(forms.PERCENT, "%", at + share - 1)
    return _currency(tokens, at, currencies)


def _joined_duration(tokens: Tokens, at: int) -> Unit | None:
    """Reads the unit after a hyphen: "2-year", "14-year-old"."""
    if at + 1 == len(tokens.low) or tokens.start[at] != tokens.end[at - 1]:
        return None
    word = tokens.low[at + 1]
    name = word.split("-")[0]
    return Unit(forms.AGE if word.endswith("-old") else forms.DURATION, name, at + 1) if name in DURATIONS else None


def _duration(tokens: Tokens, at: int) -> Unit:
    """Reads a unit of time, or an age: "two years", "14 years old", "14 years of age"."""
    name = tokens.low[at]
    if phrase_at(tokens.low, at + 1, BEHIND_YEARS_OF_AGE):
        return Unit(forms.AGE, name, at + 1)
    return Unit(forms.DURATION, name, at)


def _currency(tokens: Tokens, at: int, currencies: Currencies) -> Unit | None:
    """Reads a currency: "24,000 euros", "24,000 US dollars"."""
    low, names = tokens.low, currencies.names
    if low[at] in currencies.starts or tokens.text[at] in CAPITALS:
        for size in range(min(LONGEST_CURRENCY, len(low) - at), 0, -1):
            phrase = " ".join(low[at : at + size])
            if phrase in names:
                return Unit(forms.MONEY, phrase, at + size - 1)
    if low[at] in BEFORE_A_YEAR or at + 1 == len(low):
        return None
    # an adjective of nationality before the currency: "24,000 Canadian dollars", "9 million Sri Lankan rupees"
    people = people_at(tokens.text, at)
    last = at + (1 if people is None else people[1])
    named = tokens.text[at][0].isupper() and tokens.word(last) in names
    return Unit(forms.MONEY, " ".join(low[at : last + 1]), last) if named else None


def _months_behind(tokens: Tokens, at: int, end: int) -> tuple[float, int]:
    """Reads the rest of a duration, as ``rest_of_duration`` does, but without a joining word: "four years SIX
    MONTHS"."""
    more = cardinal(tokens, at)
    if more is None or more[0] >= YEAR or tokens.word(more[1] + 1) not in MONTH_WORDS:
        return 0.0, end
    return more[0], more[1] + 1


def rest_of_duration(tokens: Tokens, name: str, end: int) -> tuple[float, int]:
    """Return the months that the rest of a duration adds, and its last token: "two years AND NINE MONTHS". A day adds
    no months."""
    low = tokens.low
    at = end + 1
    if low[at : at + 1] and low[at] in APOSTROPHES:
        at += 1
    if len(low) < at + 2 or not name.startswith("year"):
        return 0.0, end
    joint = phrase_at(low, at, REST_JOINERS)
    if not joint:
        return _months_behind(tokens, at, end)
    if half := phrase_at(low, at, HALVES):
        return YEAR / 2, at + half - 1
    begin = at + joint
    more = cardinal(tokens, begin) if begin < len(low) else None
    unit = low[more[1] + 1] if more and more[1] + 1 < len(low) and more[0] < 31 else ""
    if more and unit in MONTH_WORDS:
        return (more[0], more[1] + 1) if more[0] < YEAR else (0.0, end)
    return (0.0, more[1] + 1) if more and unit in DAY_WORDS else (0.0, end)
