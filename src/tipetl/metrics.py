"""The metrics of the fact contract, loaded from ``metrics.yaml``; code, tables, checks and docs derive their lists from
these.

The rules (``language/data/rules``) decide what a sentence says about a metric.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

from tipetl.errors import DataFileError
from tipetl.model import SECTION_KINDS, UNITS
from tipetl.yamlfile import packaged_yaml

FILE = "metrics.yaml"
GROUPS: tuple[str, ...] = ("law_enforcement", "protection", "resources_and_prevention")
FAMILIES: tuple[str, ...] = ("proceedings", "sentences", "victims", "services")
MEASURE_OF: Mapping[str, str] = MappingProxyType({"counts": "count", "durations": "months", "money": "money"})
"""Maps a metric's field ``read_from`` to the kind of value."""
MEASURES: tuple[str, ...] = tuple(MEASURE_OF.values())


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric; the header of ``metrics.yaml`` explains each field."""

    code: str
    label: str
    group: str
    counts: str
    family: str
    read_from: str
    section: str
    units: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    stage: int | None = None
    of_persons: bool = False
    in_cases: bool = False
    kinds: bool = True
    cited: bool = False
    dated: bool = True
    scored: bool = True

    @property
    def measure(self) -> str:
        """The kind of value: ``count``, ``months`` or ``money``."""
        return MEASURE_OF[self.read_from]

    @property
    def unit(self) -> str | None:
        """The unit of a figure without its own noun; None for money, whose unit is a currency."""
        return self.units[0] if self.units else None


def parse_metrics(raw: Any, name: str = FILE) -> Mapping[str, Metric]:
    """Return the metrics in a YAML file by code, in the file's order.

    Raises ``DataFileError`` with the metric's name if a field is unknown, missing or invalid.
    """
    if not isinstance(raw, dict) or not raw:
        raise DataFileError("expected metrics by their code", file=name)
    return MappingProxyType({code: _metric(code, entry, name) for code, entry in raw.items()})


_LISTS = ("units", "nouns")
_FIELDS = {field.name: field for field in fields(Metric) if field.name != "code"}
_CHOICES: Mapping[str, Collection[str]] = {
    "group": GROUPS,
    "family": FAMILIES,
    "read_from": MEASURE_OF,
    "section": SECTION_KINDS,
    "units": UNITS,
}
_CHECKS: Mapping[str, Callable[[Any], bool]] = {
    **{field: choices.__contains__ for field, choices in _CHOICES.items()},
    "units": lambda units: bool(units) and set(units) <= set(UNITS),
    "stage": lambda stage: isinstance(stage, int) and stage > 0,
    **dict.fromkeys(
        ("of_persons", "in_cases", "kinds", "cited", "dated", "scored"), lambda value: isinstance(value, bool)
    ),
}


def _instead(field: str) -> str:
    """List the values that a field may take, if the field takes one of a list of codes."""
    return f"; use {', '.join(_CHOICES[field])}" if field in _CHOICES else ""


def _metric(code: Any, entry: Any, name: str) -> Metric:
    if not isinstance(code, str) or not code.isidentifier() or not isinstance(entry, dict):
        raise DataFileError(f"{code!r}: expected a code with fields below it", file=name)
    unknown = set(entry) - set(_FIELDS)
    missing = {"label", "group", "counts", "family", "read_from", "section"} - set(entry)
    if unknown or missing:
        words = [f"unknown {', '.join(sorted(unknown))}"] if unknown else []
        words += [f"no {', '.join(sorted(missing))}"] if missing else []
        raise DataFileError(f"{code}: {'; '.join(words)}", file=name)
    for field, fits in _CHECKS.items():
        if field in entry and not fits(entry[field]):
            raise DataFileError(f"{code}: {field} cannot be {entry[field]!r}{_instead(field)}", file=name)
    if ("units" in entry) == (entry["read_from"] == "money"):
        raise DataFileError(f"{code}: a count or term has units, and a sum of money has none", file=name)
    values: dict[str, Any] = {key: tuple(value) if key in _LISTS else value for key, value in entry.items()}
    return Metric(code, **values)


def _load() -> Mapping[str, Metric]:
    return parse_metrics(packaged_yaml("tipetl", FILE))


METRIC: Mapping[str, Metric] = _load()
"""Every metric by its code, in the order of the contract."""
METRICS: tuple[str, ...] = tuple(METRIC)


def _where(fits: Callable[[Metric], bool]) -> frozenset[str]:
    return frozenset(code for code, metric in METRIC.items() if fits(metric))


PROCEEDINGS = _where(lambda metric: metric.family == "proceedings")
"""Steps of law enforcement against suspects and in their cases, up to the verdict."""
VICTIMS = _where(lambda metric: metric.family == "victims")
MONEY = _where(lambda metric: metric.read_from == "money")
DURATIONS = _where(lambda metric: metric.read_from == "durations")
OF_PERSONS = _where(lambda metric: metric.of_persons)
IN_CASES = _where(lambda metric: metric.in_cases)
WITHOUT_KIND = _where(lambda metric: not metric.kinds)
UNDATED = _where(lambda metric: not metric.dated)
SCORED: tuple[str, ...] = tuple(
    code for code, metric in METRIC.items() if metric.read_from != "durations" and metric.scored
)
"""Metrics that the trained scorer decides: neither metrics read from durations nor metrics on which it has not been
trained.
"""
CITED: tuple[str, ...] = tuple(code for code, metric in METRIC.items() if metric.cited)
STAGE: Mapping[str, int] = MappingProxyType({code: m.stage for code, m in METRIC.items() if m.stage is not None})
