"""Collect what a country's page shows: series, tiers, routes, standing recommendations, contradictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from tipetl.site.charts import Chart, drawn, series_chart
from tipetl.site.names import names, plain
from tipetl.site.narrative import Since, recommendation_id
from tipetl.site.records import (
    CitedFigure,
    Country,
    Metric,
    Narrated,
    Narrative,
    Recommendation,
    Restatement,
    Route,
    TierYear,
    ToldFigure,
)
from tipetl.site.several import Several


@dataclass(frozen=True, slots=True)
class Series:
    """A metric over the years: its chart, its data, its drawing, and the same figures for a table."""

    metric: Metric
    chart: Chart
    svg: Markup
    cited: tuple[CitedFigure, ...]
    others: Mapping[int, tuple[ToldFigure, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation in the last report that has recommendations, the first report that made it, and its age in
    years.
    """

    item: Recommendation
    since: int
    age: int
    href: str
    first_href: str


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A route with every report that mentions it, earliest first."""

    origin: str
    destination: str
    origin_iso3: str | None
    destination_iso3: str | None
    exploitation: str
    sectors: str
    told: tuple[tuple[int | None, str], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of the strip of tiers: a report with its tier, or a run of years with neither report nor tier.

    ``page`` is the narrative's page, or None without a narrative.
    """

    first: int
    last: int
    tier: TierYear | None
    page: str | None


@dataclass(frozen=True, slots=True)
class CountryPage:
    """Everything on a country's page."""

    country: Country
    strip: tuple[Cell, ...]
    narratives: tuple[Narrative, ...]
    series: tuple[Series, ...]
    several: tuple[Several, ...]
    routes: tuple[RouteRow, ...]
    asked_in: int | None
    asked: tuple[Asked, ...]
    themes: tuple[tuple[str, tuple[Asked, ...]], ...]
    contradictions: tuple[Restatement, ...]
    findings: int


def series_of(
    name: str,
    metrics: Sequence[Metric],
    cited: Iterable[CitedFigure],
    told: Iterable[ToldFigure],
    years: tuple[int, int],
    eras: Sequence[int],
    pages: Mapping[str, str],
) -> tuple[Series, ...]:
    """Return the series of every metric that has a figure, in the contract's order; ``name`` is the country's."""
    by_metric: defaultdict[str, list[CitedFigure]] = defaultdict(list)
    others: defaultdict[str, list[ToldFigure]] = defaultdict(list)
    for figure in cited:
        by_metric[figure.metric].append(figure)
    for one in told:
        others[one.metric].append(one)
    found = []
    for metric in metrics:
        figures = by_metric.get(metric.metric)
        if figures:
            chosen = {(figure.doc, figure.fact_id) for figure in figures}
            rest = [one for one in others[metric.metric] if (one.doc, one.fact_id) not in chosen]
            chart = series_chart(figures, rest, years, eras, pages)
            svg = drawn(chart, f"{name}, {metric.label}")
            found.append(Series(metric, chart, svg, tuple(figures), _by_year(rest)))
    return tuple(found)


def strip_of(tiers: Iterable[TierYear], narratives: Iterable[Narrative]) -> tuple[Cell, ...]:
    """Return the tiers from the first report to the last; consecutive years with neither tier nor narrative are one
    part.
    """
    known = {one.report_year: one for one in tiers}
    pages = {one.report_year: one.page for one in reversed([*narratives]) if one.report_year}
    years = known.keys() | pages.keys()
    cells: list[Cell] = []
    for year in range(min(years), max(years) + 1) if years else ():
        silent = year not in years
        if silent and cells and cells[-1].tier is None and cells[-1].page is None:
            cells[-1] = replace(cells[-1], last=year)
        else:
            cells.append(Cell(year, year, known.get(year), pages.get(year)))
    return tuple(cells)


def asked_of(
    told: Sequence[Narrated], since: Mapping[str, Mapping[int, Since]]
) -> tuple[int | None, tuple[Asked, ...]]:
    """Return the year of the last report that has recommendations, and those recommendations, oldest first."""
    last = next((one for one in reversed(told) if one.recommendations and one.narrative.report_year), None)
    if last is None or last.narrative.report_year is None:
        return None, ()
    year, page = last.narrative.report_year, last.narrative.page
    found = []
    for item in last.recommendations:
        first = since[last.narrative.doc].get(item.position) or Since(year, page, item.position)
        href = f"../narratives/{page}.html#{recommendation_id(item.position)}"
        first_href = f"../narratives/{first.page}.html#{recommendation_id(first.position)}"
        found.append(Asked(item, first.year, year - first.year, href, first_href))
    return year, tuple(sorted(found, key=lambda one: (-one.age, one.item.position)))


def by_theme(asked: Iterable[Asked]) -> tuple[tuple[str, tuple[Asked, ...]], ...]:
    """Group recommendations by theme, the most frequent theme first."""
    themes: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        for theme in one.item.themes:
            themes[theme].append(one)
    return tuple(
        (plain(theme), tuple(items)) for theme, items in sorted(themes.items(), key=lambda t: (-len(t[1]), t[0]))
    )


def routes_of(told: Iterable[Narrated]) -> tuple[RouteRow, ...]:
    """Return the routes in a country's reports, most frequent first."""
    grouped: defaultdict[tuple[str, str], list[tuple[int | None, str, Route]]] = defaultdict(list)
    for one in told:
        for route in one.routes:
            href = f"../narratives/{one.narrative.page}.html#{route.flow_id}"
            grouped[route.origin, route.destination].append((one.narrative.report_year, href, route))
    rows = []
    for (origin, destination), found in grouped.items():
        first = found[0][2]
        kinds = sorted({names()["persons"][route.exploitation] for *_, route in found if route.exploitation})
        sectors = sorted({plain(sector) for *_, route in found for sector in route.sectors})
        told_by = {year: href for year, href, _ in reversed(found)}
        rows.append(
            RouteRow(
                origin or "unnamed",
                destination or "unnamed",
                first.origin_iso3,
                first.destination_iso3,
                ", ".join(kinds),
                ", ".join(sectors),
                tuple(sorted(told_by.items(), key=lambda pair: pair[0] or 0)),
            )
        )
    return tuple(sorted(rows, key=lambda row: (-len(row.told), row.origin, row.destination)))


def _by_year(figures: Iterable[ToldFigure]) -> dict[int, tuple[ToldFigure, ...]]:
    years: defaultdict[int, list[ToldFigure]] = defaultdict(list)
    for figure in figures:
        years[figure.year].append(figure)
    return {year: tuple(found) for year, found in sorted(years.items())}
