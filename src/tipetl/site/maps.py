"""Draw maps: countries as links to their pages, and routes between countries."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from tipetl.site.drawing import compiled, draw, label, link

if TYPE_CHECKING:
    import altair

_MARGIN = 45
"""The margin around the countries on a part of the map, in its units."""
_STEP = re.compile(r"([MLZ])([^MLZ]*)")
_CURVED = re.compile(r"[^MLZ\d,.-]")


@dataclass(frozen=True, slots=True)
class Way:
    """A route on a map: its ends (ISO3), how many narratives mention it, and its label."""

    origin: str
    destination: str
    narratives: int
    label: str


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map, in the map's units; x runs right, y down."""

    left: float
    top: float
    width: float
    height: float

    def __str__(self) -> str:
        return f"{self.left:g} {self.top:g} {self.width:g} {self.height:g}"

    def shows(self, country: str) -> bool:
        """Tell whether a country's outline extends into this part."""
        left, top, right, bottom = _extent(country)
        beside = right <= self.left or left >= self.left + self.width
        return not (beside or bottom <= self.top or top >= self.top + self.height)


def ways(routes: Iterable[tuple[str, str, int]], titles: Mapping[str, str]) -> tuple[Way, ...]:
    """Combine routes (origin, destination, number of narratives) between two countries on the map."""
    counted: defaultdict[tuple[str, str], int] = defaultdict(int)
    for origin, destination, count in routes:
        if origin != destination and {origin, destination} <= _features().keys():
            counted[origin, destination] += count
    found = []
    for (origin, destination), count in counted.items():
        narratives = f"{count} narrative{'' if count == 1 else 's'}"
        ends = f"{titles.get(origin, origin)} → {titles.get(destination, destination)}"
        found.append(Way(origin, destination, count, f"{ends}: {narratives}"))
    return tuple(found)


def part_with(countries: Iterable[str]) -> Box:
    """Return the part of the map that contains these countries, with a margin; at least a quarter of the map's
    width.
    """
    _, _, width, height = _world()["bbox"]
    places = [_features()[iso3]["at"] for iso3 in countries if iso3 in _features()]
    if not places:
        return Box(0, 0, width, height)
    xs, ys = [x for x, _ in places], [y for _, y in places]
    across, down = max(xs) - min(xs) + 2 * _MARGIN, max(ys) - min(ys) + 2 * _MARGIN
    wide = round(min(max(across, down * width / height, width / 4), width))
    high = round(wide * height / width)
    left = min(max((min(xs) + max(xs) - wide) / 2, 0), width - wide)
    top = min(max((min(ys) + max(ys) - high) / 2, 0), height - high)
    return Box(round(left), round(top), wide, high)


def tier_map(titles: Mapping[str, str]) -> Markup:
    """Draw the world's outlines; a country with a page (``titles``) links to it, and a tiny country without a page is
    left out.

    Outlines have ids (``l-ISO3``), so that other maps on the same page can repeat them.
    """
    outlines, look = _lands()
    group = Element("g", look)
    for iso3, outline in outlines.items():
        mark = Element(outline.tag, outline.attrib)
        if not _is_point(iso3):
            mark.set("id", f"l-{iso3}")
        if iso3 in titles:
            link(mark, f"countries/{iso3}.html", titles[iso3])
            mark.set("data-iso", iso3)
        elif _is_point(iso3):
            continue
        group.append(mark)
    return Markup(tostring(group, encoding="unicode"))


def outlines_again() -> Markup:
    """Repeat the world's outlines, for a page that already contains them."""
    group = Element("g", _lands()[1])
    for iso3 in _lands()[0]:
        if not _is_point(iso3):
            SubElement(group, "use", {"href": f"#l-{iso3}"})
    return Markup(tostring(group, encoding="unicode"))


def outlines_within(box: Box, about: str) -> Markup:
    """Draw the outlines of a part of the world; the outline of the country ``about`` has the class ``subject``."""
    outlines, look = _lands()
    group = Element("g", look)
    group.extend(outlines[iso3] for iso3 in outlines if iso3 != about and not _is_point(iso3) and box.shows(iso3))
    subject = SubElement(group, "g", {"class": "subject", "fill": "var(--fact-strong)"})
    if about in outlines:
        subject.append(outlines[about])
    return Markup(tostring(group, encoding="unicode"))


def drawn_ways(found: Sequence[Way], about: str | None = None) -> Markup:
    """Draw routes as curves with a dot at the end, in another color if they lead to the country ``about``."""
    rows = []
    for way in found:
        (x1, y1), (x2, y2) = (_features()[iso3]["at"] for iso3 in (way.origin, way.destination))
        ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
        rows.append({**ends, "narratives": way.narratives, "inward": way.destination == about})
    drawing = draw(_routes(), {"routes": rows}, {})
    for mark, way in zip(drawing.marks("way"), found, strict=True):
        label(mark, way.label)
    return drawing.markup()


@cache
def _world() -> Mapping[str, Any]:
    text = files("tipetl.site").joinpath("data", "world.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def _features() -> Mapping[str, Mapping[str, Any]]:
    """Return the map's features by ISO3."""
    return {feature["id"]: feature for feature in _world()["features"]}


@cache
def _extent(iso3: str) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom edges of an outline."""
    polygons = _features()[iso3]["geometry"]["coordinates"]
    xs, ys = zip(*(point for rings in polygons for ring in rings for point in ring), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _is_point(iso3: str) -> bool:
    """Tell whether a country is too small for an outline."""
    return bool(_features()[iso3]["geometry"]["type"] == "Point")


@cache
def _lands() -> tuple[Mapping[str, Element], dict[str, str]]:
    """Return the outlines by ISO3, already projected, and the attributes that they share."""
    import altair as alt

    lands = (
        alt.Chart(alt.NamedData("lands"), name="land")
        .mark_geoshape(fill="var(--land)", stroke="var(--paper)", strokeWidth=0.5, clip=False)
        .project(type="identity", scale=1, translate=[0, 0], pointRadius=3)
    )
    drawing = draw(_map(lands), {"lands": _world()["features"]}, {})
    [group] = (group for group in drawing.root.iter("g") if group.get("class") == "land")
    for outline in group:
        outline.set("d", _in_steps(outline.get("d", "")))
    return dict(zip(_features(), group, strict=True)), group.attrib


def _in_steps(path: str) -> str:
    """Write a path of straight lines as relative steps, which are a third shorter; other paths stay the same."""
    if _CURVED.search(path):
        return path
    steps, x, y = [], 0, 0
    for letter, numbers in _STEP.findall(path):
        if letter == "Z":
            steps.append(letter)
            continue
        # Count tenths as integers, so that no rounding errors accumulate.
        right, down = (round(float(number) * 10) for number in numbers.split(","))
        across, along = (right - x, down - y) if letter == "L" else (right, down)
        steps.append(f"{'l' if letter == 'L' else 'M'}{across / 10:g},{along / 10:g}")
        x, y = right, down
    return "".join(steps)


@cache
def _routes() -> Mapping[str, Any]:
    """Compile the chart of routes."""
    import altair as alt

    routes = alt.Chart(alt.NamedData("routes"))
    thick = alt.Scale(type="sqrt", domain=[0, 100], range=[0.6, 5.1])
    color = alt.when(alt.datum.inward).then(alt.value("var(--organization)")).otherwise(alt.value("var(--route)"))
    # A curve bends to its left, so that the two directions are separate curves. Each curve is a symbol (of size 4,
    # which preserves the shape), because Vega would make a chart of each line.
    x = "((datum.x1 + datum.x2) / 2 + (datum.y1 - datum.y2) * 0.18)"
    y = "((datum.y1 + datum.y2) / 2 + (datum.x2 - datum.x1) * 0.18)"
    curves = (
        routes.properties(name="way")
        .transform_calculate(
            curve=f"'M' + datum.x1 + ',' + datum.y1 + 'Q' + {x} + ',' + {y} + ',' + datum.x2 + ',' + datum.y2"
        )
        .mark_point(strokeCap="round", strokeOpacity=0.75, opacity=1, size=4)
        .encode(
            x=alt.value(0),
            y=alt.value(0),
            shape=alt.Shape("curve:N", scale=None),
            stroke=color,
            strokeWidth=alt.StrokeWidth("narratives:Q", scale=thick, legend=None),
        )
    )
    dots = (
        routes.properties(name="end")
        .mark_circle(color="var(--route)", strokeWidth=0, opacity=1, size=10)
        .encode(x=alt.X("x2:Q", scale=None, axis=None), y=alt.Y("y2:Q", scale=None, axis=None))
    )
    return _map(alt.layer(curves, dots))


def _map(chart: altair.Chart | altair.LayerChart | altair.FacetChart) -> Mapping[str, Any]:
    """Compile a chart that is as large as the world map."""
    _, _, width, height = _world()["bbox"]
    return compiled(chart.properties(width=width, height=height, padding=0))
