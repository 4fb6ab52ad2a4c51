"""Cardinals and the words that bound them: "two hundred and eighty-nine", "a dozen", "4.2 million", "no fewer than".

What belongs here: the number words and their values. What does not: ranges, units and what shape a number has; that
is ``numbers``.
"""

from __future__ import annotations

import unicodedata
from math import inf
from typing import TYPE_CHECKING

from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens

UNITS = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}

TENS = {
    w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}

SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12}

GROUPS = {"dozen": 12, "score": 20, "pair": 2, "couple": 2, "trio": 3}

ORDINALS = word_set("numbers.ordinals")

#: with "mid-July" and the like
MONTH_PARTS = ("", "mid-", "early-", "late-")
MONTH_NAMES = frozenset(part + name for name in word_set("numbers.month_names") for part in MONTH_PARTS)

MONTH_ABBREVIATIONS = word_set("numbers.month_abbreviations")

DURATIONS = {
    "year": 12.0,
    "years": 12.0,
    "month": 1.0,
    "months": 1.0,
    "week": 0.23,
    "weeks": 0.23,
    "day": 0.033,
    "days": 0.033,
    "hour": 0.0014,
    "hours": 0.0014,
    "minute": 0.00002,
    "minutes": 0.00002,
    "decade": 120.0,
    "decades": 120.0,
}

SYMBOLS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₦": "NGN",
    "₹": "INR",
    "₱": "PHP",
    "₩": "KRW",
    "₪": "ILS",
    "₴": "UAH",
    "₫": "VND",
    "฿": "THB",
    "₺": "TRY",
    "₽": "RUB",
    "₾": "GEL",
    "₸": "KZT",
    "₡": "CRC",
    "₲": "PYG",
}

DASHES = frozenset("-–‐‑−")

MAX_FIGURE = 10**15
"""No report counts or spends more; a longer figure is a telephone number, or no figure at all."""
MAX_PERSONS = 2**31 - 1
"""More were never counted in a report; the tables' whole numbers end here too."""
_MANY_DIGITS = 16

LIFE = 1200.0
"""Months that stand for life imprisonment (contract section 3, rule 5)."""

BOUNDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("not", "fewer", "than"), "at_least"),
    (("no", "fewer", "than"), "at_least"),
    (("no", "less", "than"), "at_least"),
    (("not", "less", "than"), "at_least"),
    (("at", "least"), "at_least"),
    (("more", "than"), "at_least"),
    (("greater", "than"), "at_least"),
    (("a", "minimum", "of"), "at_least"),
    (("minimum", "of"), "at_least"),
    (("a", "minimum", "term", "of"), "at_least"),
    (("as", "many", "as"), "at_most"),
    (("as", "much", "as"), "at_most"),
    (("in", "excess", "of"), "at_least"),
    (("upwards", "of"), "at_least"),
    (("upward", "of"), "at_least"),
    (("well", "over"), "at_least"),
    (("well", "above"), "at_least"),
    (("over",), "at_least"),
    (("above",), "at_least"),
    (("exceeding",), "at_least"),
    (("not", "exceeding"), "at_most"),
    (("not", "to", "exceed"), "at_most"),
    (("no", "more", "than"), "at_most"),
    (("not", "more", "than"), "at_most"),
    (("at", "most"), "at_most"),
    (("at", "the", "most"), "at_most"),
    (("fewer", "than"), "at_most"),
    (("less", "than"), "at_most"),
    (("up", "to"), "at_most"),
    (("a", "maximum", "of"), "at_most"),
    (("maximum", "of"), "at_most"),
    (("not", "longer", "than"), "at_most"),
    (("no", "longer", "than"), "at_most"),
    (("under",), "at_most"),
    (("below",), "at_most"),
    (("approximately",), "about"),
    (("about",), "about"),
    (("around",), "about"),
    (("roughly",), "about"),
    (("some",), "about"),
    (("nearly",), "about"),
    (("almost",), "about"),
    (("close", "to"), "about"),
    (("an", "estimated"), "about"),
    (("estimated",), "about"),
    (("circa",), "about"),
    (("just", "over"), "at_least"),
    (("just", "under"), "at_most"),
    (("or", "so"), "about"),
    (("the", "equivalent", "of"), "exact"),
)

_BOUND_BY_LAST: dict[str, list[tuple[tuple[str, ...], str]]] = {}

for _bound, _kind in sorted(BOUNDS, key=lambda b: -len(b[0])):
    _BOUND_BY_LAST.setdefault(_bound[-1], []).append((_bound, _kind))

NUMBER_START = frozenset(UNITS) | frozenset(TENS) | frozenset(("a", "an", "hundred", "dozen"))


def word_value(word: str) -> float | None:
    """The value of one number word ("nine", "twenty-five"), or None."""
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
    """The value of a figure in digits ("1,300", "4.2"), infinite when it is larger than ``MAX_FIGURE``; None when it
    has letters, or digits of several scripts.
    """
    plain = text.replace(",", "")
    if not plain.isascii() and len({ord(x) - unicodedata.decimal(x, 0) for x in plain if x != "."}) > 1:
        return None  # "1٢" is nobody's way to write twelve
    if len(plain) > _MANY_DIGITS and plain.replace(".", "").isdecimal():
        return inf  # not converted, which takes long and fails in the end
    try:
        value: float = float(plain) if "." in plain else int(plain)
    except ValueError:
        return None
    return value if value <= MAX_FIGURE else inf


def vulgar_fraction(t: Tokens, i: int) -> tuple[float, int] | None:
    """The part of a whole that begins at token ``i`` and belongs to the figure before it: (value, last token).

    "3½", "3 1/2".
    """
    text, n = t.text, len(t.text)
    if i < n and len(text[i]) == 1 and not text[i].isascii() and t.start[i] == t.end[i - 1]:
        value = unicodedata.numeric(text[i], 0.0)
        return (value, i) if 0 < value < 1 and unicodedata.category(text[i]) == "No" else None
    if i + 2 < n and text[i + 1] == "/" and is_fraction(t, i):
        return int(text[i]) / int(text[i + 2]), i + 2
    return None


def is_fraction(t: Tokens, i: int) -> bool:
    """Whether a fraction stands at token ``i``: "1/2", "3/4"."""
    over, under = t.text[i], t.text[i + 2] if i + 2 < len(t.text) else ""
    return (
        t.text[i + 1 : i + 2] == ["/"]
        and t.start[i + 1] == t.end[i]
        and t.start[i + 2] == t.end[i + 1]
        and len(over) == len(under) == 1
        and over in "1234567"
        and under in "2345678"
        and over < under
    )


def cardinal(t: Tokens, i: int) -> tuple[float, int, bool] | None:
    """The cardinal that begins at token ``i``: (value, last token, spelled), or None.

    "289", "4.2 million", "two hundred and eighty-nine", "a dozen", "two dozen", "half a million".
    """
    low = t.low
    n = len(low)
    word = low[i]
    first = word[0]
    if first.isdigit():
        value = digits_value(t.text[i])
        if value is None:
            return None
        last = i
        if value < 1000 and (part := vulgar_fraction(t, i + 1)) is not None:
            value, last = value + part[0], part[1]
        while last + 1 < n and low[last + 1] in SCALES and low[last + 1] != "hundred":
            value *= SCALES[low[last + 1]]
            last += 1
        if last + 1 < n and low[last + 1] in ("dozen",):
            return value * 12, last + 1, False
        if "." in t.text[i]:
            value = round(value, 4)
        return (value, last, False)
    if word in ("a", "an"):
        if i + 1 < n and low[i + 1] in GROUPS:
            if low[i + 1] == "couple" and i + 2 < n and low[i + 2] != "of":
                return None
            if low[i + 1] in ("pair", "couple", "score", "trio") and i + 2 < n and low[i + 2] == "of":
                return GROUPS[low[i + 1]], i + 1, True
            return (GROUPS[low[i + 1]], i + 1, True) if low[i + 1] == "dozen" else None
        if i + 1 < n and low[i + 1] in SCALES and low[i + 1] in ("hundred", "thousand", "million", "billion"):
            rest = _words(t, i + 2, SCALES[low[i + 1]])
            return (*rest, True) if rest else (SCALES[low[i + 1]], i + 1, True)
        return None
    value = word_value(word)
    if value is None:
        return None
    last = i
    if low[i + 1 : i + 4] == ["and", "a", "half"]:
        return value + 0.5, i + 3, True
    if last + 1 < n and low[last + 1] in GROUPS and low[last + 1] == "dozen":
        return value * 12, last + 1, True
    if last + 1 < n and low[last + 1] == "score" and value > 1:
        return value * 20, last + 1, True
    total, current = 0.0, float(value)
    while last + 1 < n:
        nxt = low[last + 1]
        if nxt in SCALES:
            if nxt == "hundred":
                current *= 100
            else:
                total += current * SCALES[nxt]
                current = 0.0
            last += 1
            continue
        more = word_value(nxt)
        after_scale = low[last] in SCALES
        if more is not None and after_scale:
            current += more
            last += 1
            continue
        if (
            nxt == "and"
            and after_scale
            and last + 2 < n
            and (more := word_value(low[last + 2])) is not None
            and not (more < 1)
        ):
            # "two hundred and eighty-nine", but not "one hundred and two suspects and ..."; a scale word invites its
            # rest
            current += more
            last += 2
            continue
        break
    return (total + current, last, True)


def _words(t: Tokens, i: int, base: float) -> tuple[float, int] | None:
    """What follows a scale word ("a hundred AND TWENTY"), added to ``base``; None where nothing does."""
    low = t.low
    j = i + 1 if i < len(low) and low[i] == "and" else i
    if j < len(low) and (more := word_value(low[j])) is not None:
        return base + more, j
    return None


def bound_before(t: Tokens, i: int) -> tuple[str, int]:
    """The bounding words that end just before token ``i``: (qualifier, their first token), or ("exact", i)."""
    low = t.low
    for words, kind in _BOUND_BY_LAST.get(low[i - 1], ()) if i else ():
        k = len(words)
        if k <= i and tuple(low[i - k : i]) == words:
            return kind, i - k
    return "exact", i
