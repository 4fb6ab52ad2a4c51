"""Put figures into words: "about 41 persons", "5–12 years", "$84,600", "not reported"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tipetl.model.codes import MONTH, NONE, NOT_REPORTED, UNITS
from tipetl.site.names import names, plain

_YEAR = 12
LIFE = 1200
"""The number of months that represents life imprisonment (docs/reference/facts.md)."""
_LISTS = {
    "unit": "units", "status": "statuses", "period": "periods", "relation": "relations", "basis": "bases",
    "tier": "tiers", "purpose": "purposes", "exploitation": "persons", "age": "persons", "gender": "persons",
    "nationality": "persons", "severity": "severities",
}  # fmt: skip
"""For each field, the list in ``names.yaml`` that names its codes."""


class Valued(Protocol):
    """Records with a figure: facts and figures to cite."""

    @property
    def value(self) -> float | None: ...
    @property
    def value_high(self) -> float | None: ...
    @property
    def qualifier(self) -> str: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def status(self) -> str: ...


def said(figure: Valued) -> str:
    """Return the figure as people write it, with its qualifier but without the unit if the figure is a count."""
    if figure.status == NOT_REPORTED:
        return "not reported"
    if figure.status == NONE:
        return "none"
    if figure.unit == MONTH:
        return _term(figure.value, figure.value_high, figure.qualifier)
    ends = [number(end) for end in (figure.value, figure.value_high) if end is not None]
    currency = f" {figure.unit}" if figure.unit and figure.unit not in UNITS else ""
    return f"{names()['qualifiers'][figure.qualifier]}{'–'.join(ends)}{currency}" if ends else "a figure without value"


def with_unit(figure: Valued) -> str:
    """Return the figure with its noun: "1 person", "60–80 cases", "none", "not reported"."""
    if figure.unit == MONTH or figure.status in (NONE, NOT_REPORTED):
        return said(figure)
    return f"{said(figure)} {unit_word(figure.value_high or figure.value, figure.unit)}".rstrip()


def unit_word(value: float | None, unit: str | None) -> str:
    """Return the noun for a number: "person" for 1, else "persons"; empty for a currency, which the sum already
    names.
    """
    words = names()["units"]
    if unit is None or unit not in words:
        return ""
    return unit if value == 1 else str(words[unit])


def number(value: float) -> str:
    """Return a number with thousands separators and without trailing zeros."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def field_said(field: str, value: object) -> str:
    """Return the value of a field in words: "persons" for the unit ``person``, "empty" for none, "yes" for true."""
    if value in (None, "", (), []):
        return "empty"
    if isinstance(value, bool) or value in ("true", "false"):
        return "yes" if value in (True, "true") else "no"
    if isinstance(value, float | int):
        return str(value) if field.endswith("year") else number(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(field_said(field, one) for one in value)
    text = str(value)
    named = names()[_LISTS[field]].get(text) if field in _LISTS else None
    if field == "qualifier":
        named = str(names()["qualifiers"].get(text, "")).strip() or plain(text)
    return str(named or (plain(text) if text.isidentifier() else text))


def _term(low: float | None, high: float | None, qualifier: str) -> str:
    ends = [end for end in (low, high) if end is not None]
    word = str(names()["qualifiers"][qualifier])
    if not ends:
        return "a term that is not stated"
    if ends[-1] >= LIFE:
        return f"{word}{_span(ends[0])} to life" if len(ends) > 1 else f"{word}life"
    if len(ends) > 1 and all(end % _YEAR == 0 for end in ends):
        return f"{word}{number(ends[0] / _YEAR)}–{number(ends[1] / _YEAR)} years"
    return word + "–".join(map(_span, ends))


def _span(months: float) -> str:
    """Return a duration in words: in years if they are whole, else in months."""
    if months and months % _YEAR == 0:
        years = months / _YEAR
        return f"{number(years)} year{'' if years == 1 else 's'}"
    return f"{number(months)} month{'' if months == 1 else 's'}"
