"""Combines a cardinal with the unit after it and the bounding words before it: "no fewer than two years"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tipetl.language import forms
from tipetl.language.cardinals import DURATIONS, bound_before, number_words
from tipetl.language.number import Number
from tipetl.language.number_units import rest_of_duration, unit_after
from tipetl.model import codes

if TYPE_CHECKING:
    from tipetl.language.number import Cardinal
    from tipetl.language.number_units import Unit
    from tipetl.language.tokens import Tokens

CODES, ALSO_VERBS = number_words("currency_codes"), number_words("currencies_also_verbs")
#: no report gives a smaller sum in a currency whose name is also a verb
LEAST_SUM = 1000


def measured(found: Cardinal, last: int, low: float, high: float | None = None, *, outer: int = -1) -> Number:
    """Return the number that begins with cardinal ``found`` and ends at token ``last``; with a ``high``, it is a
    range. The number includes the unit after it or the currency code before it. Unless ``outer`` is given, it also
    includes the bounding words before it."""
    tokens, first, form, name = found.tokens, found.first, forms.COUNT, None
    unit = unit_after(tokens, last, found.currencies)
    if unit is not None and _is_verb(unit, low):
        unit = None
    if unit is None:
        code = tokens.text[first - 1] if first else ""
        if code in CODES:
            first, form, name = first - 1, forms.MONEY, code
    else:
        form, name = unit.form, unit.name
        low, high, last = _in_months(tokens, unit, low, high) if form == forms.DURATION else (low, high, unit.last)
    qualifier = codes.EXACT if high is None else codes.RANGE
    if outer < 0:
        kind, outer = bound(tokens, first)
        qualifier = kind if high is None and outer >= 0 else qualifier
    return Number(first, last, low, high, qualifier, form, name, found.spelled, outer)


def _is_verb(unit: Unit, value: float) -> bool:
    """Return whether the name of a currency is a verb, because too few would be a sum: "three [won] damages"."""
    return unit.form == forms.MONEY and unit.name.split()[-1] in ALSO_VERBS and value < LEAST_SUM


def _in_months(tokens: Tokens, unit: Unit, low: float, high: float | None) -> tuple[float, float | None, int]:
    """Return both ends of a duration in months, including the months that "and nine months" adds, and its last
    token."""
    scale = DURATIONS[unit.name]
    if high is not None:
        return round(low * scale, 2), round(high * scale, 2), unit.last
    extra, last = rest_of_duration(tokens, unit.name, unit.last)
    return round(low * scale + extra, 2), None, last


def bound(tokens: Tokens, first: int) -> tuple[str, int]:
    """Return the qualifier expressed by the bounding words before token ``first`` ("no fewer than", "the equivalent of
    about"), and the token at which those words begin, or -1 if there are none."""
    kind, outer = bound_before(tokens, first)
    if outer == first:
        return kind, -1
    if kind == "exact":
        again, further = bound_before(tokens, outer)
        kind, outer = (again, further) if further != outer else (kind, outer)
    return kind, outer


def bounded(tokens: Tokens, number: Number) -> Number:
    """Return a number extended by the bounding words before it."""
    kind, outer = bound(tokens, number.first)
    return number if outer < 0 else replace(number, outer=outer, qualifier=kind)
