"""Collect the figures of metrics that one figure a year cannot represent: terms, penalties, sums of money, shelters.

No figure is chosen over another, and no line joins them: every figure is a point or, with two ends, a bar. Each unit
has its own chart, because nothing converts currencies, or cases into persons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tipetl.model.codes import MONTH, NONE, NOT_REPORTED
from tipetl.site.charts import Chart, Point, axis_of, drawn
from tipetl.site.figures import LIFE, with_unit
from tipetl.site.names import names, who
from tipetl.site.records import Metric, StatedFigure

_YEAR = 12
_FEWEST = 2
_LONGEST_WITHOUT = 20
"""The number of years that an axis spans if its only figure is life imprisonment."""


@dataclass(frozen=True, slots=True)
class UnitChart:
    """The chart of a metric's figures in one ``unit``; if ``svg`` is None, ``note`` says why."""

    unit: str
    svg: Markup | None
    note: str


@dataclass(frozen=True, slots=True)
class Several:
    """A country's metric: a chart for each unit, and every figure by year."""

    metric: Metric
    charts: tuple[UnitChart, ...]
    figures: tuple[StatedFigure, ...]
    by_report: bool


def several_of(
    name: str,
    metrics: Sequence[Metric],
    stated: Iterable[StatedFigure],
    years: tuple[int, int],
    pages: Mapping[str, str],
) -> tuple[Several, ...]:
    """Collect what a country's reports state about each of ``metrics`` that has a figure, in the contract's order.

    ``name`` is the country's name. All axes span its ``years``, and more years if a figure needs them.
    """
    by_metric: defaultdict[str, list[StatedFigure]] = defaultdict(list)
    for figure in stated:
        by_metric[figure.metric].append(figure)
    return tuple(
        Several(
            metric,
            tuple(_charts(f"{name}, {metric.label}", found, years, pages)),
            tuple(found),
            not any(one.dated for one in found),
        )
        for metric in metrics
        if (found := by_metric.get(metric.metric))
    )


def restricted_to(figure: StatedFigure) -> str:
    """Say whom a figure counts, unless it counts everyone, and what money is for."""
    parts = [*who(figure)]
    if figure.purpose:
        parts.append(names()["purposes"][figure.purpose])
    if figure.persons:
        parts.append(f"{figure.persons:,} person{'' if figure.persons == 1 else 's'}")
    return ", ".join(parts)


def _charts(
    title: str, figures: Sequence[StatedFigure], years: tuple[int, int], pages: Mapping[str, str]
) -> Iterator[UnitChart]:
    for unit, found in _by_unit(figures):
        word = "years of prison" if unit == MONTH else names()["units"].get(unit, unit)
        shown = [one for one in found if one.value is not None or one.status == NOT_REPORTED]
        if not shown:
            yield UnitChart(word, None, f"No chart of {word}: no figure has a value.")
            continue
        if len({one.year for one in shown}) < _FEWEST:
            yield UnitChart(word, None, f"No chart of {word}: all that is told is of one year.")
            continue
        top = _top(shown)
        points = [_point(one, top, pages) for one in shown]
        ends = [*years, *(point.year for point in points)]
        chart = Chart(axis_of((min(ends), max(ends))), (), tuple(sorted(points, key=lambda point: point.year)), ())
        life = unit == MONTH and any((one.value_high or one.value or 0) >= LIFE for one in shown)
        note = "What ends at the upper edge is life imprisonment." if life else ""
        yield UnitChart(word, drawn(chart, f"{title}, {word}"), note)


def _by_unit(figures: Sequence[StatedFigure]) -> list[tuple[str, list[StatedFigure]]]:
    """Group figures by unit, most frequent first; figures without a unit ("none", "not reported") join the
    first group.
    """
    units: defaultdict[str, list[StatedFigure]] = defaultdict(list)
    loose = [one for one in figures if not one.unit]
    for figure in figures:
        if figure.unit:
            units[figure.unit].append(figure)
    ordered = sorted(units.items(), key=lambda item: (-len(item[1]), item[0]))
    if ordered:
        ordered[0][1].extend(one for one in loose if one.status in (NONE, NOT_REPORTED))
    return ordered


def _top(figures: Sequence[StatedFigure]) -> float:
    """Return the place of life imprisonment on an axis of years: above every number of years."""
    ends = [end for one in figures for end in (one.value, one.value_high) if end is not None and end < LIFE]
    return max(ends, default=_LONGEST_WITHOUT * _YEAR) * 1.2 / _YEAR


def _point(figure: StatedFigure, top: float, pages: Mapping[str, str]) -> Point:
    low, high = (_height(end, figure.unit, top) for end in (figure.value, figure.value_high))
    kind = {NONE: "none", NOT_REPORTED: "silent"}.get(figure.status, "other")
    restricted = restricted_to(figure)
    said = f"{with_unit(figure)}{f' ({restricted})' if restricted else ''}"
    when = f"{figure.year}: {said}, as the report of {figure.report_year} says"
    label = when if figure.dated else f"Report of {figure.report_year}: {said}"
    return Point(figure.year, low or 0, kind, f"../narratives/{pages[figure.doc]}.html#{figure.fact_id}", label, high)


def _height(value: float | None, unit: str | None, top: float) -> float | None:
    if value is None or unit != MONTH:
        return value
    return top if value >= LIFE else value / _YEAR
