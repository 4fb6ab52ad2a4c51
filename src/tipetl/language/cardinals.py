"""Reads cardinals and the words that bound them: "two hundred and eighty-nine", "a dozen", "4.2 million", "no fewer
than".

What belongs here: the values of number words. What does not belong here: the words themselves
(``data/lexicon/number_words.yaml``), or ranges, units and the shapes of numbers (``numbers``).
"""

from __future__ import annotations

import unicodedata
from math import inf
from typing import TYPE_CHECKING, Any

from tipetl.language.particles import WORD
from tipetl.language.yamlfile import read_yaml
from tipetl.model import codes

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens

#: the words of the number language, by meaning
NUMBER_WORDS: dict[str, Any] = read_yaml("lexicon/number_words.yaml")


def number_words(name: str) -> frozenset[str]:
    """Return one list of words from ``number_words.yaml``."""
    return frozenset(NUMBER_WORDS[name])


def number_phrases(name: str) -> tuple[tuple[str, ...], ...]:
    """Return one list of phrases from ``number_words.yaml``, each split into words, the longest phrase first."""
    return tuple(sorted([tuple(phrase.split()) for phrase in NUMBER_WORDS[name]], key=len, reverse=True))


def phrase_at(low: list[str], at: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    """Return the length in words of the first phrase that begins at token ``at``, or 0 if no phrase begins there."""
    return next((len(words) for words in phrases if tuple(low[at : at + len(words)]) == words), 0)


def phrase_before(low: list[str], at: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    """Return the length in words of the first phrase that ends right before token ``at``, or 0 if no phrase ends
    there."""
    return next((len(words) for words in phrases if tuple(low[max(0, at - len(words)) : at]) == words), 0)


UNITS: dict[str, int] = NUMBER_WORDS["units"]
TENS: dict[str, int] = NUMBER_WORDS["tens"]
SCALES: dict[str, int] = NUMBER_WORDS["scales"]
GROUPS: dict[str, int] = NUMBER_WORDS["groups"]
#: the words after a number that add a half to it
HALVES = number_phrases("halves")
#: periods of time, in months
DURATIONS: dict[str, float] = NUMBER_WORDS["durations"]
SYMBOLS: dict[str, str] = NUMBER_WORDS["currency_symbols"]
ORDINALS, PRISON_WORDS = number_words("ordinals"), number_words("prison_words")
MOVES, DIRECTION = number_words("moves"), NUMBER_WORDS["direction_of_a_move"]
WITH_OVER, PART_OF_A_VERB = number_words("verbs_with_over"), NUMBER_WORDS["part_of_a_verb"]
#: the names of months, alone and with a prefix as in "mid-July"
MONTH_NAMES = frozenset(part + name for name in NUMBER_WORDS["months"] for part in ("", *NUMBER_WORDS["month_parts"]))
MONTH_ABBREVIATIONS = number_words("month_abbreviations")
DASHES = frozenset("-–‐‑−")
LIFE = 1200.0
"""The number of months that a life sentence counts as (contract section 3, rule 5)."""

MAX_FIGURE = 10**15
"""The largest figure, because no report counts or spends more. A longer row of digits is a telephone number or not a
figure."""
MAX_PERSONS = 2**31 - 1
"""The maximum number of people that a report can count: no report has ever counted more, and the tables' whole numbers
end here too."""
#: the maximum number of digits to convert to a figure, and the minimum figure that a fraction cannot follow
_MANY_DIGITS, _NO_FRACTION = 16, 1000

#: for each last word, the bounding phrases that end with it and their qualifiers, the longest phrase first
BOUNDS: dict[str, list[tuple[list[str], str]]] = {}
for _kind, _phrases in NUMBER_WORDS["bounds"].items():
    for _words in map(str.split, _phrases):
        BOUNDS.setdefault(_words[-1], []).append((_words, _kind))
for _rows in BOUNDS.values():
    _rows.sort(key=lambda row: -len(row[0]))

ARTICLES, WITHOUT_OF = number_words("articles"), number_words("groups_without_of")
GROUPS_OF_PERSONS, BEHIND_A_GROUP_OF_PERSONS = (
    number_words("groups_of_persons"),
    number_words("behind_a_group_of_persons"),
)
MULTIPLIED, NOT_BEHIND_AN_ARTICLE = number_words("multiplied_groups"), number_words("not_behind_an_article")
HALF, HALF_DOZEN, HUNDRED = (NUMBER_WORDS[name] for name in ("half", "half_dozen", "hundred"))
NUMBER_START = UNITS.keys() | TENS.keys() | ARTICLES | WITHOUT_OF | {HUNDRED, HALF}


def word_value(word: str) -> float | None:
    """Return the value of one number word ("nine", "twenty-five"), or None."""
    if word in UNITS:
        return UNITS[word]
    if word in TENS:
        return TENS[word]
    if "-" in word:
        tens, _, unit = word.partition("-")
        if tens in TENS and unit in UNITS and 0 < UNITS[unit] < 10:
            return TENS[tens] + UNITS[unit]
    return None


def digits_value(text: str) -> float | None:
    """Return the value of a figure in digits ("1,300", "4.2"), or infinity if it exceeds ``MAX_FIGURE``. Returns None
    if the text has letters or mixes digits of several scripts.
    """
    plain = text.replace(",", "")
    if not plain.isascii() and len({ord(x) - unicodedata.decimal(x, 0) for x in plain if x != "."}) > 1:
        return None  # digits of two scripts do not form one number: nobody writes twelve as "1٢"
    if len(plain) > _MANY_DIGITS and plain.replace(".", "").isdecimal():
        return inf  # converting such a long row of digits would be slow and then fail
    try:
        value: float = float(plain) if "." in plain else int(plain)
    except ValueError:
        return None
    return value if value <= MAX_FIGURE else inf


def vulgar_fraction(tokens: Tokens, at: int) -> tuple[float, int] | None:
    """Return the value and last token of the fraction at token ``at`` that belongs to the figure before it, or None.

    "3½", "3 1/2".
    """
    text, end = tokens.text, len(tokens.text)
    if at < end and len(text[at]) == 1 and not text[at].isascii() and tokens.start[at] == tokens.end[at - 1]:
        value = unicodedata.numeric(text[at], 0.0)
        return (value, at) if 0 < value < 1 and unicodedata.category(text[at]) == "No" else None
    if at + 2 < end and text[at + 1] == "/" and is_fraction(tokens, at):
        return int(text[at]) / int(text[at + 2]), at + 2
    return None


def is_fraction(tokens: Tokens, at: int) -> bool:
    """Return whether a fraction begins at token ``at``: "1/2", "3/4"."""
    over, stroke, under = [*tokens.text[at : at + 3], "", ""][:3]
    if stroke != "/" or len(over) != 1 or len(under) != 1:
        return False
    adjoined = tokens.start[at + 1] == tokens.end[at] and tokens.start[at + 2] == tokens.end[at + 1]
    return adjoined and over in "1234567" and under in "2345678" and over < under


def cardinal(tokens: Tokens, at: int) -> tuple[float, int, bool] | None:
    """Return the cardinal that begins at token ``at`` as (value, last token, spelled), or None.

    "289", "4.2 million", "two hundred and eighty-nine", "a dozen", "two dozen", "half a million".
    """
    word = tokens.low[at]
    if word[0].isdigit():
        return _in_digits(tokens, at)
    if word in ARTICLES:
        return _behind_article(tokens.low, at)
    if word == HALF:
        return _half(tokens.low, at)
    value = GROUPS[word] if word == HALF_DOZEN else word_value(word)
    if word in TENS and (unit := _in_next_line(tokens, at)):
        return TENS[word] + unit, at + 2, True
    return None if value is None else _in_words(tokens.low, at, value)


def _in_next_line(tokens: Tokens, at: int) -> int:
    """Return the unit on the next line that completes the tens at token ``at`` ("sixty-", "four"), or 0 if there is
    none."""
    dash, behind = [*tokens.low[at + 1 : at + 3], "", ""][:2]
    if dash not in DASHES or UNITS.get(behind, 0) not in range(1, 10):
        return 0
    cut = tokens.start[at + 1] == tokens.end[at] and tokens.start[at + 2] > tokens.end[at + 1]
    return UNITS[behind] if cut else 0


def _in_digits(tokens: Tokens, at: int) -> tuple[float, int, bool] | None:
    """Reads a cardinal that begins with digits: "289", "4.2 million", "12 dozen"."""
    low = tokens.low
    value = digits_value(tokens.text[at])
    if value is None:
        return None
    last, end = at, len(low) - 1
    if value < _NO_FRACTION and (part := vulgar_fraction(tokens, at + 1)) is not None:
        value, last = value + part[0], part[1]
    while last < end and low[last + 1] in SCALES and low[last + 1] != HUNDRED:
        last += 1
        value *= SCALES[low[last]]
    if last < end and low[last + 1] in MULTIPLIED:
        return value * GROUPS[low[last + 1]], last + 1, False
    return (round(value, 4) if "." in tokens.text[at] else value), last, False


def _half(low: list[str], at: int) -> tuple[float, int, bool] | None:
    """Reads a cardinal that begins with "half": "half a dozen", "half a million". In "half a year" and "half of them",
    "half" counts nothing."""
    if at + 2 >= len(low) or low[at + 1] not in ARTICLES:
        return None
    whole = SCALES.get(low[at + 2]) or (GROUPS[low[at + 2]] if low[at + 2] in MULTIPLIED else None)
    return None if whole is None else (whole / 2, at + 2, True)


def _behind_article(low: list[str], at: int) -> tuple[float, int, bool] | None:
    """Reads a cardinal that begins with an article: "a dozen", "a pair of", "a hundred and twenty", "a year in
    prison"."""
    group, behind = [*low[at + 1 : at + 3], "", ""][:2]
    if group in DURATIONS:
        return (1, at, True) if not PRISON_WORDS.isdisjoint(low[at + 2 : at + 4]) else None
    if f"{group}-{behind}" == HALF_DOZEN:
        return GROUPS[HALF_DOZEN], at + 2, True
    if group in WITHOUT_OF:
        half = phrase_at(low, at + 2, HALVES)
        return GROUPS[group] * (1.5 if half else 1), at + 1 + half, True
    if group in GROUPS:
        alone = group in GROUPS_OF_PERSONS and behind in BEHIND_A_GROUP_OF_PERSONS
        return (GROUPS[group], at + 1, True) if behind == WORD.whole or alone else None
    if group not in SCALES or group in NOT_BEHIND_AN_ARTICLE:
        return None
    rest = _rest_of_scale(low, at + 2)
    return (SCALES[group] + rest[0], rest[1], True) if rest else (SCALES[group], at + 1, True)


def _rest_of_scale(low: list[str], at: int) -> tuple[float, int] | None:
    """Return the value and token of the number after a scale word ("a hundred AND TWENTY"), or None if no number
    follows."""
    begin = at + 1 if low[at : at + 1] == [WORD.also] else at
    more = word_value(low[begin]) if begin < len(low) else None
    return None if more is None else (more, begin)


def _in_words(low: list[str], at: int, value: float) -> tuple[float, int, bool]:
    """Reads a cardinal in words: "nine", "one and a half", "three and one-half", "two dozen", "two hundred and
    eighty-nine"."""
    half = phrase_at(low, at + 1, HALVES)
    if half:
        last = at + half
        scale = SCALES.get(low[last + 1]) if last + 1 < len(low) else None
        return ((value + 0.5) * scale, last + 1, True) if scale else (value + 0.5, last, True)
    group = low[at + 1] if at + 1 < len(low) else ""
    if group in MULTIPLIED and (group in WITHOUT_OF or value > 1):
        return value * GROUPS[group], at + 1, True
    total, current, last = 0.0, float(value), at
    while last + 1 < len(low):
        scale = SCALES.get(low[last + 1])
        if scale is not None:
            total, current = (total, current * scale) if scale == SCALES[HUNDRED] else (total + current * scale, 0.0)
            last += 1
            continue
        # a smaller number may follow a scale word: "two hundred and eighty-nine"
        rest = _rest_of_scale(low, last + 1) if low[last] in SCALES else None
        if rest is None or (rest[0] < 1 and low[last + 1] == WORD.also):
            break
        current, last = current + rest[0], rest[1]
    return total + current, last, True


def bound_before(tokens: Tokens, at: int) -> tuple[str, int]:
    """Return the qualifier and the first token of the bounding words that end right before token ``at``, or ("exact",
    at)."""
    low = tokens.low
    for words, kind in BOUNDS.get(low[at - 1], ()) if at else ():
        first = at - len(words)
        if first >= 0 and low[first:at] == words and not (first and words == DIRECTION and low[first - 1] in MOVES):
            verbal = first > 0 and words == PART_OF_A_VERB and low[first - 1] in WITH_OVER  # "handed [over] 40 victims"
            return codes.EXACT if verbal else kind, first
    return codes.EXACT, at
