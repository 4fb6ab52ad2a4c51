"""Compute the geometry of charts and maps: the positions of points and ticks. ``templates/charts.html.jinja`` draws.

Templates draw them, not a plotting library (docs/decisions/0502).
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise
from typing import Any

from tipetl.model.codes import NONE, NOT_REPORTED
from tipetl.site.figures import number, unit_word, with_unit
from tipetl.site.names import names
from tipetl.site.records import CitedFigure, ToldFigure
from tipetl.tables.country_year import ONLY_PART_KNOWN

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 46, 10, 12, 26
_TICKS = 4


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on a chart: ``kind`` is cited, other, none or silent (a figure that is not reported)."""

    x: float
    y: float
    kind: str
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Break:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A series: lines as points of a polyline, and the marks drawn on them."""

    lines: tuple[str, ...]
    points: tuple[Point, ...]
    breaks: tuple[Break, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The years and the highest value of a chart, and the positions of its points."""

    first: int
    last: int
    top: float

    def x(self, year: float) -> float:
        """The position of a year."""
        span = max(self.last - self.first, 1)
        return round(LEFT + (year - self.first) / span * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        """The position of a value."""
        return round(HEIGHT - BOTTOM - value / self.top * (HEIGHT - TOP - BOTTOM), 1)


def series_chart(
    cited: Sequence[CitedFigure],
    told: Sequence[ToldFigure],
    years: tuple[int, int],
    eras: Iterable[int],
    pages: Mapping[str, str],
) -> Chart:
    """The figures to cite as a line, and other reports' figures for the same years as points.

    ``years`` are the first and last on the axis, ``eras`` the years in which the reports' wording changed.
    """
    chosen = {(figure.doc, figure.fact_id) for figure in cited}
    others = [
        figure for figure in told if (figure.doc, figure.fact_id) not in chosen and years[0] <= figure.year <= years[1]
    ]
    ticks = nice_ticks(max([0.0, *(figure.value or 0 for figure in cited), *(figure.value for figure in others)]))
    frame = Frame(*years, ticks[-1])

    def href(figure: CitedFigure | ToldFigure) -> str:
        return f"../narratives/{pages[figure.doc]}.html#{figure.fact_id}"

    points = [
        *(Point(frame.x(one.year), frame.y(one.value), "other", href(one), _told_label(one)) for one in others),
        *(Point(frame.x(one.year), frame.y(one.value or 0), _kind(one), href(one), _cited_label(one)) for one in cited),
    ]
    step = 5 if years[1] - years[0] > 8 else 2
    return Chart(
        tuple(_lines(cited, frame)),
        tuple(points),
        tuple(_breaks(cited, eras, frame)),
        tuple(Tick(frame.x(year), str(year)) for year in range(-(-years[0] // step) * step, years[1] + 1, step)),
        tuple(Tick(frame.y(value), _short(value)) for value in ticks),
    )


def nice_ticks(highest: float) -> list[float]:
    """Round numbers from 0 to at least ``highest``."""
    raw = max(highest, 1.0) / _TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = max(next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw), 1.0)
    step = math.ceil(step) if step < 10 else step
    return [step * count for count in range(math.ceil(max(highest, 1.0) / step) + 1)]


def _lines(cited: Sequence[CitedFigure], frame: Frame) -> Iterable[str]:
    """A line for each run of consecutive years whose figures count the same thing."""
    known = [one for one in cited if one.value is not None]
    keyed = [(one, (one.year - at, _counted(one))) for at, one in enumerate(known)]
    for _, run in groupby(keyed, key=lambda pair: pair[1]):
        places = [f"{frame.x(one.year)},{frame.y(one.value or 0)}" for one, _ in run]
        if len(places) > 1:
            yield " ".join(places)


def _breaks(cited: Sequence[CitedFigure], eras: Iterable[int], frame: Frame) -> Iterable[Break]:
    for year in eras:
        # A report covers the year before, so its wording starts there.
        if frame.first < year - 1 <= frame.last:
            yield Break(frame.x(year - 1.5), f"From the report of {year} on, reports are worded differently")
    known = [one for one in cited if one.unit]
    for before, after in pairwise(known):
        if _counted(before) != _counted(after):
            change = f"from {_counted(before)} to {_counted(after)}"
            yield Break(frame.x((before.year + after.year) / 2), f"What is counted changes {change}")


def _counted(figure: CitedFigure) -> str:
    """What a figure counts, in words; figures that differ in this do not form a series."""
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


def _short(value: float) -> str:
    for size, letter in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if value >= size * 10 or (value >= size and value % size == 0):
            return f"{value / size:g}{letter}"
    return number(value)


# Maps


@dataclass(frozen=True, slots=True)
class Way:
    """A route on a map: a curve, its thickness, whether it leads into the country in question, and its label."""

    path: str
    width: float
    inward: bool
    label: str
    end: tuple[float, float]


@cache
def world() -> Mapping[str, Any]:
    """The outlines: ``data/world.json`` (docs/decisions/0502)."""
    found: dict[str, Any] = json.loads(files("tipetl.site").joinpath("data", "world.json").read_text(encoding="utf-8"))
    return found


def ways(
    routes: Iterable[tuple[str, str, int]], titles: Mapping[str, str], about: str | None = None
) -> tuple[Way, ...]:
    """Routes (origin, destination, number of narratives) as curves between the centers of countries on the map."""
    places = world()["countries"]
    counted: defaultdict[tuple[str, str], int] = defaultdict(int)
    for origin, destination, count in routes:
        if origin != destination and origin in places and destination in places:
            counted[origin, destination] += count
    found = []
    for (origin, destination), count in counted.items():
        (x1, y1), (x2, y2) = places[origin]["at"], places[destination]["at"]
        # The curve bends to its left, so that the two directions are separate curves.
        mx, my = (x1 + x2) / 2 + (y1 - y2) * 0.18, (y1 + y2) / 2 + (x2 - x1) * 0.18
        narratives = f"{count} narrative{'' if count == 1 else 's'}"
        label = f"{titles.get(origin, origin)} → {titles.get(destination, destination)}: {narratives}"
        path = f"M{x1:g},{y1:g}Q{mx:g},{my:g} {x2:g},{y2:g}"
        found.append(Way(path, round(0.6 + math.sqrt(count) * 0.45, 2), destination == about, label, (x2, y2)))
    return tuple(found)


def view_box(codes: Iterable[str]) -> str:
    """The part of the map that holds these countries, with a margin, at least a quarter of it wide."""
    width, height = world()["width"], world()["height"]
    places = [world()["countries"][code]["at"] for code in codes if code in world()["countries"]]
    if not places:
        return f"0 0 {width:g} {height:g}"
    xs, ys = [x for x, _ in places], [y for _, y in places]
    wide = min(max(max(xs) - min(xs) + 90, (max(ys) - min(ys) + 90) * width / height, width / 4), width)
    high = wide * height / width
    left = min(max((min(xs) + max(xs) - wide) / 2, 0), width - wide)
    top = min(max((min(ys) + max(ys) - high) / 2, 0), height - high)
    return f"{left:.0f} {top:.0f} {wide:.0f} {high:.0f}"
