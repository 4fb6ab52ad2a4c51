"""What a cardinal becomes with the unit behind it and the bounding words before it: "no fewer than two years"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tipetl.language.cardinals import DURATIONS, bound_before, number_words
from tipetl.language.number_units import rest_of_duration, unit_after

if TYPE_CHECKING:
    from tipetl.language.number import Cardinal, Number
    from tipetl.language.number_units import Unit
    from tipetl.language.tokens import Tokens

CODES = number_words("currency_codes")


def with_unit(number: Number, found: Cardinal) -> Number:
    """A number that begins with cardinal ``found``, with the unit behind it or the currency's code before it."""
    t = found.t
    unit = unit_after(t, number.last, found.currencies)
    if unit is None:
        code = t.text[number.first - 1] if number.first else ""
        if code.isupper() and code in CODES:
            return replace(number, first=number.first - 1, form="money", unit=code)
        return number
    if unit.form == "duration":
        return _duration(t, number, unit)
    return replace(number, form=unit.form, unit=unit.name, last=unit.last)


def _duration(t: Tokens, number: Number, unit: Unit) -> Number:
    """The number in months, with what "and nine months" adds to it."""
    scale, end = DURATIONS[unit.name], unit.last
    low, high = (number.low or 0) * scale, number.high
    if high is None:
        extra, end = rest_of_duration(t, unit.name, end)
        low += extra
    else:
        high = round(high * scale, 2)
    return replace(number, low=round(low, 2), high=high, form="duration", unit=unit.name, last=end)


def bounded(t: Tokens, number: Number) -> Number:
    """The number with the bounding words before it: "no fewer than", "the equivalent of about"."""
    kind, outer = bound_before(t, number.first)
    if outer == number.first:
        return number
    if kind == "exact":
        again, further = bound_before(t, outer)
        kind, outer = (again, further) if further != outer else (kind, outer)
    return replace(number, outer=outer, qualifier="range" if number.qualifier == "range" else kind)
