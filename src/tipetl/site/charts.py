"""Collect what the chart of a series shows, and draw it: figures to cite, other reports' figures, and breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from typing import Any
from xml.etree.ElementTree import Element, tostring

from markupsafe import Markup

from tipetl.model.codes import NONE, NOT_REPORTED
from tipetl.site.drawing import Row, compiled, draw, label, link
from tipetl.site.figures import number, unit_word, with_unit
from tipetl.site.names import names
from tipetl.site.records import CitedFigure, ToldFigure
from tipetl.tables.country_year import ONLY_PART_KNOWN

_WIDTH, _HEIGHT = 360, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 10, 12, 26
_TICKS = 4
_YEARS = 5
_FEWEST_YEARS = 4
PLOT = (_WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM)
"""The width and height of the area between the axes of every chart, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on a chart: ``kind`` is cited, other, none or silent (the figure is not reported).

    ``high`` is the other end of a range, which is drawn as a bar.
    """

    year: int
    value: float
    kind: str
    href: str
    label: str
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """The place where a series breaks: between two years, or at the beginning of one.

    ``era`` is the first year with different wording; None if something else changes.
    """

    year: float
    label: str
    era: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A series: the runs of figures (year, value) that lines connect, and the marks around them.

    ``years`` are the first and last years on the axis.
    """

    years: tuple[int, int]
    lines: tuple[tuple[tuple[int, float], ...], ...]
    points: tuple[Point, ...]
    breaks: tuple[Break, ...]

    @property
    def breaks_said(self) -> tuple[str, ...]:
        """Say briefly where the series breaks, because a country has many charts, and all break where the wording
        changes."""
        eras = [str(one.era) for one in self.breaks if one.era]
        wording = [f"reports are worded differently from {' and from '.join(eras)} on"] if eras else []
        rest = [f"{one.label[0].lower()}{one.label[1:]}" for one in self.breaks if not one.era]
        return (*wording, *rest)


def series_chart(
    cited: Sequence[CitedFigure],
    told: Sequence[ToldFigure],
    years: tuple[int, int],
    eras: Iterable[int],
    pages: Mapping[str, str],
) -> Chart:
    """Chart the figures to cite as a line, and other reports' figures for the same years as points.

    ``years`` are the first and last years shown, ``eras`` the report years in which the wording changed.
    """
    chosen = {(figure.doc, figure.fact_id) for figure in cited}
    others = [
        figure for figure in told if (figure.doc, figure.fact_id) not in chosen and years[0] <= figure.year <= years[1]
    ]

    def href(figure: CitedFigure | ToldFigure) -> str:
        return f"../narratives/{pages[figure.doc]}.html#{figure.fact_id}"

    points = [
        *(Point(one.year, one.value, "other", href(one), _told_label(one)) for one in others),
        *(Point(one.year, one.value or 0, _kind(one), href(one), _cited_label(one)) for one in cited),
    ]
    points.sort(key=lambda point: point.year)  # so that the keyboard steps through the points from left to right
    return Chart(axis_of(years), tuple(_lines(cited)), tuple(points), tuple(_breaks(cited, eras, years)))


def axis_of(years: tuple[int, int]) -> tuple[int, int]:
    """Return the first and last years of an axis for these years, which spans at least five."""
    first, last = years
    return min(first, last - _FEWEST_YEARS), last


def drawn(chart: Chart, title: str) -> Markup:
    """Draw the chart as SVG, in which each point links to its sentence.

    Axes (class ``axes``, their years ``years``) and marks (``plot``) are separate groups, and the chart states where
    its axes end, so that a page can give several charts the same axes.
    """
    highest = max([1, *(one.value if one.high is None else one.high for one in chart.points)])
    values = {"first": chart.years[0], "last": chart.years[1], "top": highest}
    rows: dict[str, list[Row]] = {
        "points": [{"year": point.year, "value": point.value, "kind": point.kind} for point in chart.points],
        "lines": [
            {"year": year, "value": value, "run": at} for at, run in enumerate(chart.lines) for year, value in run
        ],
        "breaks": [{"year": one.year} for one in chart.breaks],
        "ranges": [{"year": one.year, "value": one.value, "high": one.high} for one in chart.points if one.high],
        "ends": [{}],
    }
    drawing = draw(_series(), rows, values)
    [end] = drawing.marks("highest")
    [frame] = drawing.root
    frame[:] = _parted(frame)
    for mark, one in zip(drawing.marks("break"), chart.breaks, strict=True):
        label(mark, f"{one.label}.")
    for mark, point in zip(drawing.marks("point"), chart.points, strict=True):
        link(mark, point.href, point.label)
    ends = Markup('data-top="{}" data-first="{}" data-last="{}"').format(end.text, *chart.years)
    return Markup('<svg class="chart" viewBox="0 0 {:g} {:g}" role="group" aria-label="{}" {}>{}</svg>').format(
        drawing.width, drawing.height, f"{title}: each point leads to its sentence", ends, drawing.markup()
    )


def drawn_years(years: tuple[int, int]) -> Markup:
    """Return the labels of an axis for these years: a chart's group ``years``."""
    nothing: dict[str, list[Row]] = {"points": [], "lines": [], "breaks": [], "ranges": [], "ends": []}
    drawing = draw(_series(), nothing, {"first": years[0], "last": years[1], "top": 1})
    [frame] = drawing.root
    axes, _ = _parted(frame)
    return Markup("".join(tostring(one, encoding="unicode") for one in axes.iter("g") if one.get("class") == "years"))


def _parted(frame: Element) -> list[Element]:
    """Return a chart's content in two groups: the axes, and the marks except the number that states where the
    axes end.
    """
    axes, plot = Element("g", {"class": "axes"}), Element("g", {"class": "plot"})
    for part in frame:
        if part.get("class") != "highest":
            (plot if part.get("class") else axes).append(part)
    for group in axes.iter("g"):
        if group.get("text-anchor") == "middle":  # the labels below years are centered
            group.set("class", "years")
    return [axes, plot]


@cache
def _series() -> Mapping[str, Any]:
    """Compile the chart of a series. The chart's colors come from ``assets/site.css``, light or dark."""
    import altair as alt

    plain: dict[str, Any] = {"title": None, "domain": False, "ticks": False, "translate": 0}
    plain |= {"labelOverlap": False, "labelLimit": 0, "labelColor": "var(--soft)", "labelFontSize": 12}
    few = alt.ExprRef(f"min({_TICKS}, ceil(top))")  # the axis never shows half a person
    count = "replace(replace(replace(format(datum.value, '~s'), 'T', 'tn'), 'G', 'bn'), 'M', 'm')"
    year = alt.X("year:Q").scale(domain=[alt.ExprRef("first"), alt.ExprRef("last")], nice=False)
    year = year.axis(grid=False, format="d", tickCount=_YEARS, tickMinStep=1, labelPadding=8, labelFlush=False, **plain)
    value = alt.Y("value:Q").scale(domain=[0, alt.ExprRef("top")], nice=_TICKS)
    value = value.axis(tickCount=few, labelExpr=count, labelPadding=6, gridColor="var(--line)", **plain)

    figures = alt.Chart(alt.NamedData("points")).encode(year, value)
    hollow = {"fill": "var(--card)", "size": 49}
    looks: dict[str, dict[str, Any]] = {
        "other": {**hollow, "stroke": "var(--warn)", "strokeWidth": 2},
        "none": {**hollow, "stroke": "var(--soft)", "strokeWidth": 1.5},
        "cited": {"fill": "var(--accent)", "size": 81, "stroke": "var(--card)", "strokeWidth": 1.5},
    }
    layers: list[alt.Chart] = [
        # This mark states the number at which Vega ends the axis; code reads the number, and no page displays it.
        alt.Chart(alt.NamedData("ends"), name="highest").mark_text(text=alt.ExprRef("domain('y')[1]")),
        alt.Chart(alt.NamedData("breaks"), name="break").mark_rule(color="var(--soft)", strokeDash=[3, 4]).encode(year),
        alt.Chart(alt.NamedData("lines"), name="series")
        .mark_line(color="var(--accent)", strokeWidth=2.5, strokeJoin="round")
        .encode(year, value, detail="run:N"),
        alt.Chart(alt.NamedData("ranges"), name="range")
        .mark_rule(color="var(--warn)", strokeWidth=3, strokeOpacity=0.55, strokeCap="round")
        .encode(year, value, alt.Y2("high:Q")),
        *(
            figures.properties(name=kind).transform_filter(alt.datum.kind == kind).mark_point(opacity=1, **look)
            for kind, look in looks.items()
        ),
        figures.properties(name="silent")
        .transform_filter(alt.datum.kind == "silent")
        .mark_text(text="?", dy=-7, fontSize=12, color="var(--soft)"),
        # The area that responds to the pointer is larger than the visible mark and above it.
        figures.properties(name="point").mark_point(
            fill="var(--ink)", fillOpacity=0, stroke="var(--ink)", strokeWidth=0, opacity=1, size=400
        ),
    ]
    chart = (
        alt.layer(*layers)
        .add_params(*(alt.param(name=name, value=0) for name in ("first", "last", "top")))
        .properties(
            width=PLOT[0],
            height=PLOT[1],
            padding={"left": _LEFT, "right": _RIGHT, "top": _TOP, "bottom": _BOTTOM},
        )
    )
    return compiled(chart)


def _lines(cited: Sequence[CitedFigure]) -> Iterable[tuple[tuple[int, float], ...]]:
    """Make a line for each run of consecutive years in which the figures count the same thing."""
    known = [one for one in cited if one.value is not None]
    keyed = [(one, (one.year - at, _counted(one))) for at, one in enumerate(known)]
    for _, run in groupby(keyed, key=lambda pair: pair[1]):
        places = tuple((one.year, one.value or 0) for one, _ in run)
        if len(places) > 1:
            yield places


def _breaks(cited: Sequence[CitedFigure], eras: Iterable[int], years: tuple[int, int]) -> Iterable[Break]:
    for year in eras:
        # A report covers the previous year, so its wording starts there.
        if years[0] < year - 1 <= years[1]:
            yield Break(year - 1.5, f"From {year - 1} on (report of {year}), reports are worded differently", year - 1)
    known = [one for one in cited if one.unit]
    for before, after in pairwise(known):
        if _counted(before) != _counted(after):
            change = f"from {_counted(before)} in {before.year} to {_counted(after)} in {after.year}"
            yield Break((before.year + after.year) / 2, f"What is counted changes {change}")


def _counted(figure: CitedFigure) -> str:
    """Say what a figure counts; figures that count different things do not form a series."""
    unit = names()["units"].get(figure.unit or "", figure.unit or "")
    part = f"({names()['bases'][figure.basis]})" if figure.basis == ONLY_PART_KNOWN else ""
    return f"{unit} {part}".strip()


def _kind(figure: CitedFigure) -> str:
    return {NONE: "none", NOT_REPORTED: "silent"}.get(figure.status, "cited")


def _cited_label(figure: CitedFigure) -> str:
    basis = names()["bases"][figure.basis]
    return f"{figure.year}: {with_unit(figure)} (report of {figure.report_year}; {basis})"


def _told_label(figure: ToldFigure) -> str:
    words = f"{number(figure.value)} {unit_word(figure.value, figure.unit) or figure.unit or ''}".rstrip()
    return f"{figure.year}: {words}, as the report of {figure.report_year} says"
